/**
 * Guess what was meant where a word is not found as typed, or hardly ever: a slip of the hand or of spelling, a
 * space too many or too few.
 *
 * Few queries need this, so it is fetched with the first that does.
 */

/** Shorter words have too many neighbours. */
const SHORTEST = 4;
/** From this length on a word may have two slips. */
const LONG = 6;
/** So many guesses are searched for, where their worth is near enough that of the best. */
const MOST_GUESSES = 2;
const WORTH_RANGE = 3;
/** So many are looked at where the words beside it tell which was meant. */
const MOST_BESIDE_OTHERS = 6;
const RANGE_BESIDE_OTHERS = 6;
/** What a guess is worth, as a share, in articles that have none of the words beside it. */
const ALONE = 0.02;
/** Likeness of the best guess to what was typed. */
const GUESSED = 0.6;
/** What a slip takes from the worth of a guess, which is the logarithm of its frequency. */
const SLIP = 5;
/** What kinds of slips cost: a swap, another letter, one too many or too few; less where hands often err. */
const SWAPPED = 0.6;
const OTHER = 1;
const NEAR = 0.6;
const EXTRA = 0.9;
const LONG_VOWEL = 0.7;
const DOUBLED = 0.5;
const OTHER_CLITICS = 0.3;
const SPACE = 0.4;
/** What a second slip costs besides. */
const SECOND = 1;
const STOP_WORD = 6;
/** Least letters of words that are found in one; endings have fewer than a long part. */
const LEAST_PART = 2;
const LONG_PART = 4;
/** What a part of the least letters is worth less. */
const SHORT_PART = 2;
/** In this many documents, as a logarithm, one is enough to know such a word; in more it takes more. */
const SMALL = 12;
/** Letters of an Arabic keyboard by row, as keys fold them. */
const ROWS = ['ضصثقفغعهخحجد', 'شسيبلاتنمكطذ', 'يءورليهوزظ'];
/** Letters that sound alike or take each other's place in names. */
const ALIKE = ['ضظذزد', 'صسثش', 'تطثد', 'قكغج', 'حهخ', 'اعيو'];
const CLITICS = /^(?:[وف]?(?:[بك]?ال|لل)|[وفبلك])(?=.{3})/u;
const ARTICLE = 'ال';
const AND = /^و(?=.{3})/u;
/** Longer words that end in ه mostly end in ة. */
const SHORT = 3;
const SEAT = /[ئؤ]/u;

/** `words` finds words of the collection, as `words.js` does. */
export function createMender(words, analyser) {
  /** Return the words that may have been meant by `word`, the likeliest first: `{ text, worth }`. */
  const guess = async (word, [before = '', after = '']) => {
    if (/\p{N}/u.test(word)) return [];
    const joined = [before && before + word, after && word + after].filter(Boolean);
    const found = await Promise.all([slips(word), ...joined.map((one) => words.frequencyOf(one))]);
    const guesses = found.shift();
    found.forEach((frequency, i) => frequency >= 0 && guesses.push({ text: joined[i], cost: SPACE, worth: frequency - SLIP * SPACE }));
    guesses.sort((a, b) => b.worth - a.worth || (a.text < b.text ? -1 : 1));
    return before || after ? nearest(guesses, MOST_BESIDE_OTHERS, RANGE_BESIDE_OTHERS) : nearest(guesses, MOST_GUESSES, WORTH_RANGE);
  };

  const slips = async (word) => {
    const letters = [...word.replace(/(.)\1\1+/gu, '$1')];
    if (letters.length < SHORTEST) return [];
    const clitics = CLITICS.exec(letters.join(''))?.[0] ?? '';
    const core = letters.slice(clitics.length);
    const half = clitics.length + (core.length >> 1);
    const start = letters.slice(0, half).join('');
    // A slip leaves one half as it was, unless it swaps the letters where they meet.
    const starts = new Set([start, letters.slice(0, half - 1).join('') + letters[half]]);
    if (clitics) for (const other of ['', ARTICLE]) starts.add(other + start.slice(clitics.length));
    const near = await Promise.all([words.ending(letters.slice(half).join('')), ...[...starts].map(words.beginning)]);
    const guesses = new Map();
    for (const { text, frequency } of near.flat()) {
      let cost = slipCost(letters, [...text]);
      if (clitics) cost = Math.min(cost, OTHER_CLITICS + slipCost(core, [...text.replace(CLITICS, '')]));
      if (cost > OTHER) cost += SECOND;
      if (text !== word && cost < Infinity) guesses.set(text, { text, cost, worth: frequency - SLIP * cost });
    }
    return [...guesses.values()];
  };

  const worthOf = async (part, isLast) => {
    if (analyser.isStop(part)) return STOP_WORD;
    const frequency = (await words.frequencyOf(part, isLast)) ?? (await words.frequencyOf(part.replace(AND, ''), isLast));
    return (frequency ?? -1) - (part.length > LEAST_PART ? 0 : SHORT_PART);
  };

  /**
   * Return the two words that `word` may be without the space between them, if there are some. Where a word may as
   * well be a known one with an ending (`isKnown`), both must be longer than endings are.
   */
  const split = async (word, isKnown) => {
    const letters = [...word];
    const least = isKnown ? LONG_PART : LEAST_PART;
    const cuts = letters.slice(least, 1 - least).map((_, i) =>
      [letters.slice(0, i + least), letters.slice(i + least)].map((part) => part.join('')));
    const telling = cuts.filter((parts) => !parts.every(analyser.isStop));
    const found = await Promise.all(telling.map(async (parts) => ({ parts, worth: Math.min(...(await Promise.all(parts.map((part, i) => worthOf(part, i))))) })));
    const [best] = found.sort((a, b) => b.worth - a.worth);
    return best?.worth >= Math.max(0, Math.log2(words.documents) - SMALL) ? best.parts : undefined;
  };

  return { guess, split };
}

/**
 * Return the readings of a word by some guesses, as `lookUp` returns them, the likeliest first, with their `text` and
 * `weight`. A guess that stands in the same articles as the `neighbours` is likelier than a common word.
 */
export async function weigh(guesses, neighbours, lookUp) {
  const words = [neighbours.filter(Boolean), guesses.map(({ text }) => text)];
  const [around, terms] = await Promise.all(words.map((some) => Promise.all(some.map(lookUp))));
  const numbersOf = ({ lists }) => lists.flatMap(({ list }) => [...list.numbers]);
  const there = new Set(around.flatMap(numbersOf));
  const readings = guesses.map(({ text, worth }, i) => {
    const numbers = numbersOf(terms[i]);
    const share = numbers.filter((number) => there.has(number)).length / Math.max(1, numbers.length);
    return { ...terms[i], text, worth: there.size ? worth + Math.log2(share + ALONE) : worth };
  });
  const best = nearest(readings.sort((a, b) => b.worth - a.worth), MOST_GUESSES, WORTH_RANGE);
  return best.map((one) => ({ ...one, weight: GUESSED * 2 ** ((one.worth - best[0].worth) / 2) }));
}

function nearest(guesses, most, range) {
  return guesses.slice(0, most).filter(({ worth }) => worth > guesses[0].worth - range);
}

/**
 * Return a correction of a word of `text` as people spell it: the index knows words by their keys only. The titles of
 * `hits` have many of them, and what both words share the reader has spelt.
 */
export function spelled({ from, to }, text, hits, analyser) {
  const find = (key, texts) => {
    for (const one of texts) {
      const place = analyser.places(one).find((word) => word.key === key);
      if (place) return one.slice(place.start, place.end);
    }
    return undefined;
  };
  const typed = find(from, [text]);
  if (typed === undefined) return { from, to }; // a whole query, as its keys write it
  const titles = hits.map(({ title }) => title);
  return { from: typed, to: to.split(' ').map((key) => find(key, titles) ?? respelled(key, from, typed, analyser)).join(' ') };
}

/** Return the likeliest spelling of a word beside one that is `typed` with the key `from`. */
function respelled(to, from, typed, analyser) {
  const usual = to.length > SHORT ? to.replace(/ه$/u, 'ة') : to;
  const letters = [...typed].filter((letter) => analyser.key(letter));
  if (letters.length !== from.length) return usual;
  let start = 0;
  while (start < to.length && to[start] === from[start]) start++;
  let end = 0;
  while (end < to.length - start && to.at(-1 - end) === from.at(-1 - end)) end++;
  if (SEAT.test(letters.at(-end))) end--; // what a hamza sits on hangs on the letter before it
  const ending = end > 0 ? letters.slice(-end) : [];
  return [...letters.slice(0, start), usual.slice(start, to.length - ending.length), ...ending].join('');
}

/** Return how unlikely it is that a hand that meant `b` wrote `a`; infinite where it takes too many slips. */
function slipCost(a, b) {
  const most = a.length < LONG ? 1 : 2;
  if (Math.abs(a.length - b.length) > most) return Infinity;
  let before = [];
  let last = [];
  for (let i = 0; i <= a.length; i++) {
    const row = [];
    for (let j = 0; j <= b.length; j++) {
      let cost = i || j ? Infinity : 0;
      if (i) cost = Math.min(cost, last[j] + extra(a, i - 1));
      if (j) cost = Math.min(cost, row[j - 1] + extra(b, j - 1));
      if (i && j) {
        const slip = change(a[i - 1], b[j - 1]);
        // With quite another first letter a short word is another word: «شارع» is no slip of «بارع».
        if (slip < OTHER || i > 1 || j > 1 || a.length > SHORTEST) cost = Math.min(cost, last[j - 1] + slip);
      }
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2] + SWAPPED);
      row.push(cost);
    }
    before = last;
    last = row;
  }
  return last[b.length] > most ? Infinity : last[b.length];
}

function extra(letters, i) {
  if (letters[i] === letters[i - 1]) return DOUBLED;
  return i && 'اوي'.includes(letters[i]) ? LONG_VOWEL : EXTRA;
}

function change(one, other) {
  if (one === other) return 0;
  return ALIKE.some((those) => those.includes(one) && those.includes(other)) || areNeighbours(one, other) ? NEAR : OTHER;
}

function areNeighbours(one, other) {
  return ROWS.some((row, r) => [...row].some((letter, i) =>
    letter === one && ROWS.slice(Math.max(0, r - 1), r + 2).some((near) => near.slice(Math.max(0, i - 1), i + 2).includes(other))));
}
