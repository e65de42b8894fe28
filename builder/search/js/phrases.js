/** Find the documents that have the words of a phrase in a row. */

import { decodePositions, decodePostings } from './blocks.js';
import { findBlock } from './directory.js';
import { likeness, OTHER_CLITICS } from './ranking.js';

/** `postings` is a directory, `block(name, decode, part)` gives a decoded block. */
export function createPhraseFinder(postings, block, analyser) {
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
