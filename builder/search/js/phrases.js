/**
 * Find the documents that have the words of a phrase in a row.
 *
 * Few queries need this, so it is fetched with the first that does, and given what `search.js` has anyway.
 */

/** `postings` is a directory, `block(name, decode, part)` gives a decoded block. */
export function createPhraseFinder(postings, block, analyser, { findBlock, decodePostings, likeness, OTHER_CLITICS }) {
  /** Return `number → place → like`: where a phrase with `word` at `offset` would begin, and how near its form is. */
  const startsOf = async ({ word, offset }) => {
    const stem = analyser.stem(word);
    const name = findBlock(postings, stem);
    const starts = new Map();
    if (!name) return starts;
    // «والكتاب» is «الكتاب» here too: only what stands before a word may differ.
    const like = (list) => likeness(list.form, word, analyser);
    const isNear = (list) => like(list) >= OTHER_CLITICS;
    const add = (groups, placesOf) => {
      for (const list of (groups.get(stem) ?? []).filter(isNear)) {
        list.numbers.forEach((number, i) => {
          const places = starts.get(number) ?? new Map();
          for (const place of placesOf(list.from + i)) places.set(place - offset, like(list));
          starts.set(number, places);
        });
      }
    };
    const { groups } = await block(name, decodePostings);
    const lists = (groups.get(stem) ?? []).filter(isNear);
    if (!lists.length) return starts;
    const isPruned = lists.some((list) => list.frequency > list.numbers.length);
    const [positions, rest, otherPositions] = await Promise.all([
      block(name, decodePositions, 'b'),
      isPruned && block(name, decodePostings, 'c'),
      isPruned && block(name, decodePositions, 'd'),
    ]);
    add(groups, positions);
    if (isPruned) add(rest.groups, otherPositions);
    return starts;
  };

  /** Return `number → like` for the documents with `phrase`, a list of `{ word, offset }`: 1 where it stands as typed. */
  return async (phrase) => {
    const [first, ...others] = await Promise.all(phrase.map(startsOf));
    const found = new Map();
    for (const [number, places] of first) {
      let best = 0;
      for (const [place, like] of places) {
        const likes = [like, ...others.map((starts) => starts.get(number)?.get(place) ?? 0)];
        best = Math.max(best, Math.min(...likes));
      }
      if (best) found.set(number, best);
    }
    return found;
  };
}

/**
 * Return where `words` stand in a row, as `lookUp` returns it: the lists of the one at `telling`, of documents that
 * have them so.
 */
export async function inRow(words, telling, lookUp, findPhrase) {
  const [those, term] = await Promise.all([findPhrase(words.map((word, offset) => ({ word, offset }))), lookUp(words[telling], true)]);
  const lists = term.lists.map(({ list, like }) => {
    const places = [...list.numbers.keys()].filter((place) => those.has(list.numbers[place]));
    const [numbers, levels, windows] = [list.numbers, list.levels, list.windows].map((column) => places.map((place) => column[place]));
    return { list: { ...list, numbers, levels, windows, frequency: numbers.length }, like };
  });
  return { ...term, keys: words, lists: lists.filter(({ list }) => list.frequency), pruned: false };
}

/** Let the documents of `those` that have a whole phrase come before the others, and the very phrase first. */
export function promote(scores, those, terms, phrase) {
  const words = new Set(phrase.map(({ word }) => word));
  const worth = terms.reduce((sum, term) => sum + (words.has(term.keys[0]) ? term.idf ?? 0 : 0), 0);
  for (const [number, like] of those) if (scores.has(number)) scores.set(number, scores.get(number) + like * worth);
}

/** Return a function that gives the places of posting `index` of a block. */
function decodePositions(data) {
  const starts = [0];
  for (let i = 0; i < data.length; i++) if (data[i] === 0) starts.push(i + 1);
  return (index) => {
    const places = [];
    let place = 0;
    let scale = 1;
    for (const byte of data.subarray(starts[index], starts[index + 1] - 1)) {
      place += (byte & 127) * scale;
      scale *= 128;
      if (byte < 128) {
        places.push(place);
        scale = 1;
      }
    }
    return places;
  };
}
