/** Find the lists that answer one word of a query: its own, those of longer words, those of a mended slip. */

import { decodePostings, decodeRest } from './blocks.js';
import { findBlock } from './directory.js';
import { likeness, OTHER_CLITICS, OTHER_ENDING } from './ranking.js';

const COMPLETIONS = 3;
/** This many documents with other endings of a word tell that it is one. */
const ENOUGH = 12;
/** Likeness of a word one slip away from the word typed. */
const MENDED = 0.6;

/** `postings` is a directory, `block(name, decode, part)` gives a decoded block, `finder` completes and mends words. */
export function createTermFinder(postings, block, analyser, finder) {
  /** Return the lists of the group that `word` belongs to, and the cards that came with them. */
  const lookUp = async (word, exact) => {
    const stem = analyser.stem(word);
    const name = findBlock(postings, stem);
    const term = { keys: [word], lists: [], cards: [], pruned: false };
    if (!name) return term;
    const main = await block(name, decodePostings);
    const add = (groups) => {
      for (const list of groups.get(stem) ?? []) term.lists.push({ list, like: likeness(list.form, word, analyser) });
    };
    add(main.groups);
    term.cards.push(main.cards);
    term.pruned = term.lists.some(({ list }) => list.frequency > list.numbers.length);
    if (exact && term.pruned) {
      add(await block(name, decodeRest, 'c'));
      for (const entry of term.lists) entry.list = { ...entry.list, frequency: entry.list.numbers.length };
    }
    return term;
  };

  const join = (term, other, key, lists) => {
    term.keys.push(key);
    term.cards.push(...other.cards);
    term.pruned ||= other.pruned;
    const known = new Set(term.lists.map(({ list }) => list));
    term.lists.push(...lists.filter(({ list }) => !known.has(list)));
  };

  /** Return what answers `word`. A mended slip is added to `corrections`; without them none is mended. */
  const find = async (word, { exact, corrections, prefix }) => {
    const [term, words] = await Promise.all([lookUp(word, exact), prefix ? finder.complete(word, COMPLETIONS) : []]);
    const longer = words.map(({ text }) => text).filter((text) => text !== word);
    for (const other of await Promise.all(longer.map((text) => lookUp(text, exact)))) {
      const [key] = other.keys;
      join(term, other, key, other.lists.filter(({ list }) => list.form === key));
    }
    if (prefix) term.lists = [...new Map(term.lists.map((entry) => [entry.list.form, entry])).values()];
    if (!corrections || isKnown(term.lists)) return term;
    const mended = await finder.mend(word, analyser);
    if (!mended) return term;
    corrections.push({ from: word, to: mended });
    const other = await lookUp(mended, exact);
    join(term, other, mended, other.lists.map(({ list, like }) => ({ list, like: like * MENDED })));
    return term;
  };

  return { find, lookUp };
}

/** Tell whether `lists` answer a word well enough to take it as it was typed. */
function isKnown(lists) {
  const others = lists.reduce((sum, { list, like }) => sum + (like < OTHER_ENDING ? 0 : list.frequency), 0);
  return others >= ENOUGH || lists.some(({ like }) => like >= OTHER_CLITICS);
}
