/** Complete a word from its beginning, and mend a word that no document has. */

import { decodeHeads, decodeWords } from './blocks.js';

const MOST_BLOCKS = 3;
const SHORTEST_TO_MEND = 4;

/** `slips()` gives the directories of the word series, `block(name, decode)` a decoded block. */
export function createWordFinder(slips, block) {
  /** Return the names of the blocks with words that begin like `prefix`, and their places. */
  const range = ({ firsts, nameOf }, prefix) => {
    const from = Math.max(0, firsts.findLastIndex((first) => first <= prefix));
    const found = [];
    for (let i = from; i < firsts.length && (i === from || firsts[i].startsWith(prefix)); i++) {
      found.push({ place: i, name: nameOf(i) });
    }
    return found;
  };

  const wordsIn = async (blocks, prefix) => {
    const all = await Promise.all(blocks.map(({ name }) => block(name, decodeWords)));
    return all.flat().filter(({ text }) => text.startsWith(prefix));
  };

  /** Return the most common words that begin with `prefix`. */
  const complete = async (prefix, limit) => {
    const { words, heads } = await slips();
    const blocks = range(words, prefix);
    let found;
    if (blocks.length > MOST_BLOCKS) {
      const common = await block(heads, decodeHeads);
      found = blocks.flatMap(({ place }) => common[place]).filter(({ text }) => text.startsWith(prefix));
    } else found = await wordsIn(blocks, prefix);
    return found.sort(byFrequency).slice(0, limit);
  };

  /** Return the most common word that is one slip away from `word`, if there is one. */
  const mend = async (word, analyser) => {
    const letters = [...word];
    if (letters.length < SHORTEST_TO_MEND || /\p{N}/u.test(word)) return undefined;
    const { words, endings } = await slips();
    const half = letters.length >> 1;
    const beginning = letters.slice(0, half).join('');
    const ending = letters.slice(half).reverse().join('');
    const near = (directory, prefix) => wordsIn(range(directory, prefix).slice(0, MOST_BLOCKS), prefix);
    const [begun, ended] = await Promise.all([near(words, beginning), near(endings, ending)]);
    const turned = ended.map(({ text, frequency }) => ({ text: [...text].reverse().join(''), frequency }));
    const candidates = [...begun, ...turned].filter(({ text }) => isOneSlip(letters, [...text]));
    return candidates.sort(byFrequency)[0]?.text;
  };

  return { complete, mend };
}

function byFrequency(a, b) {
  return b.frequency - a.frequency || a.text.length - b.text.length || (a.text < b.text ? -1 : 1);
}

/** Tell whether one letter added, left out, changed or swapped with the next makes `a` into `b`. */
export function isOneSlip(a, b) {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const left = a.length - start - end;
  const right = b.length - start - end;
  if (left <= 1 && right <= 1) return left + right > 0;
  return left === 2 && right === 2 && a[start] === b[start + 1] && a[start + 1] === b[start];
}
