/** Find the lists that answer one word of a query: its own, those of longer words, those of a mended slip. */

import { decodePostings } from './blocks.js';
import { findBlock } from './directory.js';
import { loadScript } from './files.js';
import { likeness, OTHER_CLITICS, OTHER_ENDING, OTHER_NUMBER } from './ranking.js';

const COMPLETIONS = 3;
/** This many documents with other endings of a word tell that it is one, unless it has a long ending itself. */
const ENOUGH = 12;
const USUAL_ENDING = 2;
/** Longer words are no slips of any other. */
const LONGEST = 30;
/** A guess that costs no more is likelier than a missing space. */
const ONE_SLIP = 1;
/** What a document with another ending of a word tells of it, beside one with the word. */
const OTHERS_TELL = 0.02;
/** Likeness of a name to itself, joined or parted: «عبدالله» and «عبد الله». */
const OTHER_SPACE = 0.9;
const NAME = /^(?:عبد|ابو|ا?بن)$/u;
const JOINED = /^[وفبل]?(?:عبد(?=ال..)|ابو(?=..))/u;
/** These begin so many other words that only what nobody wrote is read so. */
const MAY_BE_JOINED = /^[وفبل]?ا?بن(?=...)/u;

/** `postings` is a directory, `block(name, decode, part)` gives a decoded block, `finder` completes and mends words. */
export function createTermFinder(postings, block, analyser, finder, findPhrase) {
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
    term.pruned = term.lists.some(({ list }) => list.frequency > list.numbers.length);
    term.cards.push(main.cards);
    if (exact && term.pruned) {
      add((await block(name, decodePostings, 'c')).groups);
      for (const entry of term.lists) entry.list = { ...entry.list, frequency: entry.list.numbers.length };
    }
    return term;
  };

  /** Return where `words` stand in a row, with the lists of the one at `telling`. */
  const inRow = async (words, telling = 1) => (await loadScript('phrases.js')).inRow(words, telling, lookUp, findPhrase);

  /** Let a term be answered by another one too; how its lists count is another matter. */
  const join = (term, { keys, cards, pruned }) => {
    term.keys.push(...keys);
    term.cards.push(...cards);
    term.pruned ||= pruned;
  };

  /**
   * Return what answers `word`, which stands between two `neighbours`. A guess what was meant is added to
   * `corrections`; without them none is made.
   */
  const find = async (word, { exact, corrections, prefix, neighbours }) => {
    const [term, words] = await Promise.all([lookUp(word, exact), prefix ? finder.complete(word, COMPLETIONS) : []]);
    const longer = words.map(({ text }) => text).filter((text) => text !== word);
    for (const other of await Promise.all(longer.map((text) => lookUp(text, exact)))) {
      join(term, other);
      const known = new Set(term.lists.map(({ list }) => list));
      term.lists.push(...other.lists.filter(({ list }) => list.form === other.keys[0] && !known.has(list)));
    }
    const [before = '', after] = neighbours;
    const joined = NAME.test(before) ? before + word : NAME.test(word) && after && word + after;
    const [first] = JOINED.exec(word) ?? ((!isKnown(term.lists, word) && MAY_BE_JOINED.exec(word)) || []);
    const other = joined ? await lookUp(joined, exact) : first && (await inRow([first, word.slice(first.length)]));
    const near = other ? other.lists.filter(({ like }) => like >= OTHER_CLITICS) : [];
    if (near.length) {
      term.others = [{ lists: near, weight: OTHER_SPACE }];
      join(term, other);
    }
    if (prefix) term.lists = [...new Map(term.lists.map((entry) => [entry.list.form, entry])).values()];
    if (!corrections || near.length || isKnown(term.lists, word) || word.length > LONGEST || /^\p{N}+$/u.test(word)) return [term];
    const own = Math.log2(OTHERS_TELL * countOf(term.lists));
    const [{ createMender, weigh }] = await Promise.all([loadScript('mend.js'), finder.open()]);
    const { guess, split } = createMender(finder, analyser);
    const guesses = (await guess(word, neighbours)).filter(({ worth }) => worth > own);
    const [best] = guesses;
    const parts = best?.cost <= ONE_SLIP ? undefined : await split(word, term.lists.length > 0);
    if (parts) {
      corrections.push({ from: word, to: parts.join(' ') });
      const telling = parts.filter((part) => !analyser.isStop(part));
      const [row, ...each] = await Promise.all([inRow(parts), ...telling.map((part) => lookUp(part, exact))]);
      return row.lists.length ? [row, ...each] : each;
    }
    if (!guesses.length) return [term];
    term.others = await weigh(guesses, neighbours, (text) => lookUp(text, exact));
    corrections.push({ from: word, to: term.others[0].text });
    for (const other of term.others) join(term, other);
    return [term];
  };

  /** Tell whether `lists` answer `word` well enough to take it as it was typed. */
  const isKnown = (lists, word) => {
    if (lists.some(({ like }) => like >= OTHER_NUMBER)) return true;
    const isPlain = (analyser.parts(word).after ?? '').length <= USUAL_ENDING;
    return isPlain && countOf(lists.filter(({ like }) => like >= OTHER_ENDING)) >= ENOUGH;
  };

  return { find, lookUp, inRow };
}

function countOf(lists) {
  return lists.reduce((sum, { list }) => sum + list.frequency, 0);
}
