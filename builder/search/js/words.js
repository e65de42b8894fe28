/** Find words of the collection by how they begin or end: to complete a word, and to mend one (`mend.js`). */

import { decodeHeads, decodeWords } from './blocks.js';
import { findBlock } from './directory.js';

/** So many blocks are read for one beginning or ending. */
const MOST_BLOCKS = 3;

/** `slips()` gives the directories of the word series, `block(name, decode)` a decoded block. `documents` is their number. */
export function createWordFinder(slips, block, documents) {
  /** Return the words of a directory that begin with `prefix`; of very many the most common, if `heads` has them. */
  const range = async ({ firsts, nameOf }, prefix, heads) => {
    const from = Math.max(0, firsts.findLastIndex((first) => first <= prefix));
    let to = from + 1;
    while (to < firsts.length && firsts[to].startsWith(prefix)) to++;
    const some = Array.from({ length: Math.min(to - from, MOST_BLOCKS) }, (_, i) => nameOf(from + i));
    const all = heads && to - from > MOST_BLOCKS
      ? (await block(heads, decodeHeads)).slice(from, to)
      : await Promise.all(some.map((name) => block(name, decodeWords)));
    return all.flat().filter(({ text }) => text.startsWith(prefix));
  };

  const beginning = async (prefix) => {
    const { words, heads } = await slips();
    return range(words, prefix, heads);
  };

  const ending = async (suffix) => {
    const { endings } = await slips();
    return (await range(endings, reverse(suffix))).map(({ text, frequency }) => ({ text: reverse(text), frequency }));
  };

  /**
   * Return the logarithm of how many documents have `word`, undefined where none has. What other words begin with
   * stands near them; what they end with stands near them in the other list, where it is read `fromEnd`.
   */
  const frequencyOf = async (word, fromEnd) => {
    const { words, endings } = await slips();
    const [list, key] = fromEnd ? [endings, reverse(word)] : [words, word];
    const name = findBlock(list, key);
    return name && (await block(name, decodeWords)).find(({ text }) => text === key)?.frequency;
  };

  /** Return the most common words that begin with `prefix`. */
  const complete = async (prefix, limit) => (await beginning(prefix)).sort(byFrequency).slice(0, limit);

  return { documents, open: slips, beginning, ending, frequencyOf, complete };
}

function reverse(text) {
  return [...text].reverse().join('');
}

function byFrequency(a, b) {
  return b.frequency - a.frequency || a.text.length - b.text.length || (a.text < b.text ? -1 : 1);
}
