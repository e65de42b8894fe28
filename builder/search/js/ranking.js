/**
 * How well documents answer a query: BM25 over all forms of each word, weighed by how near a form is to
 * what the reader typed, and a reward for words that stand near each other.
 *
 * Blocks hold for each posting the level of count / (length + LENGTH_OFFSET), which depends on the one
 * document only. How rare a word is and how long documents are on average is applied here.
 */

const LENGTH_OFFSET = 100;
/** By level; from 32 on once more, for documents that are mostly about the word. */
const LEVEL_RATIOS = Array.from({ length: 64 }, (_, level) => (64 * (4 / 3) ** ((level & 31) - 0.5)) / 2 ** 20);

const SATURATION = 1.2;
const PROXIMITY = 1.75;

/** Likeness of a form to the word typed, where both have the same stem. */
export const OTHER_CLITICS = 0.9;
export const OTHER_ENDING = 0.5;
export const OTHER_NUMBER = 0.6;

/** Return how near `form` is to `word`, from 0 to 1. */
export function likeness(form, word, analyser) {
  if (form === word) return 1;
  const here = analyser.parts(form);
  const there = analyser.parts(word);
  if (here.plural && there.plural && areOnePlural(here.plural, there.plural)) return OTHER_CLITICS;
  if (here.plural || there.plural) return OTHER_NUMBER;
  return (here.before === there.before ? 1 : OTHER_CLITICS) * (here.after === there.after ? 1 : OTHER_ENDING);
}

/** Tell whether two broken plurals of one stem, without articles, differ by what stands before them alone. */
function areOnePlural(one, other) {
  return one.endsWith(other) || other.endsWith(one);
}

/**
 * Return the postings of one query word, by document: `{ idf, hits: Map(number → { ratio, like, windows }) }`.
 * `lists` are `{ list, like }`: the lists of a group with the likeness of each form.
 */
export function gather(lists, documents) {
  const best = Math.max(...lists.map(({ like }) => like));
  const hits = new Map();
  let frequency = 0;
  for (const { list, like } of lists) {
    const near = like / best;
    frequency += near * Math.max(0, list.frequency - list.numbers.length);
    list.numbers.forEach((number, i) => {
      const ratio = near * LEVEL_RATIOS[list.levels[i]];
      const hit = hits.get(number);
      if (!hit) {
        hits.set(number, { ratio, like: near, windows: list.windows[i] });
        return;
      }
      hit.ratio += ratio;
      hit.like = Math.max(hit.like, near);
      hit.windows |= list.windows[i];
    });
  }
  for (const { like } of hits.values()) frequency += like;
  frequency = Math.min(frequency, documents);
  return { hits, idf: Math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5)) };
}

/** Return the postings of one query word, `gather` of its lists, and of the guesses what was meant by it. */
export function gatherAll({ lists, others = [] }, documents) {
  if (!others.length) return gather(lists, documents);
  const best = Math.max(0, ...lists.map(({ like }) => like));
  const readings = [{ lists, weight: best }, ...others].filter((reading) => reading.lists.length);
  const most = Math.max(...readings.map(({ weight }) => weight));
  const all = new Map();
  let first;
  for (const reading of readings) {
    const { hits, idf } = gather(reading.lists, documents);
    first ??= idf;
    for (const [number, hit] of hits) {
      const known = all.get(number);
      hit.like *= reading.weight / most;
      hit.idf = idf;
      if (!known || known.idf * Math.sqrt(known.like) * known.ratio < idf * Math.sqrt(hit.like) * hit.ratio) all.set(number, hit);
    }
  }
  return { hits: all, idf: first };
}

/** Return the score of every document that has one of `words`, as `gather` returns them. */
export function score(words, meanLength) {
  const scale = (meanLength + LENGTH_OFFSET) / SATURATION;
  const scores = new Map();
  const found = new Map();
  for (const [place, { hits, idf: usual }] of words.entries()) {
    for (const [number, { ratio, like, windows, idf = usual }] of hits) {
      const weight = ratio * scale;
      const points = (idf * Math.sqrt(like) * (SATURATION + 1) * weight) / (1 + weight);
      scores.set(number, (scores.get(number) ?? 0) + points);
      if (words.length < 2) continue;
      const others = found.get(number);
      if (others) others.push({ place, value: idf * like, windows });
      else found.set(number, [{ place, value: idf * like, windows }]);
    }
  }
  for (const [number, those] of found) {
    if (those.length > 1) {
      scores.set(number, scores.get(number) + (PROXIMITY * together(those)) / (words.length - 1));
    }
  }
  return scores;
}

/** Return the sum over neighbours in the query that share a window of the rarer one's value. */
function together(words) {
  let sum = 0;
  for (let i = 1; i < words.length; i++) {
    const [one, other] = [words[i - 1], words[i]];
    if (other.place === one.place + 1 && one.windows & other.windows) sum += Math.min(one.value, other.value);
  }
  return sum;
}
