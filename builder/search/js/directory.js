/** Which block a key stands in: the directories of the series, as `builder/search/directories.py` writes them. */

const VERSION_DIGITS = 4;
const NONE_SHARED = 48;
const SPREAD = 0x01000193;

/** Return `{ firsts, nameOf }` of a series: the first key of each block, and a function that gives its name. */
export function readDirectory({ firsts, versions }, series) {
  const all = typeof firsts[series] === 'string' ? whole(firsts[series]) : firsts[series];
  const version = (i) => versions[series].slice(i * VERSION_DIGITS, (i + 1) * VERSION_DIGITS);
  return { firsts: all, nameOf: (i) => placeName(`${all[i]}`) + version(i) };
}

/** Return the name of the block that `key` stands in, if it is in the series. */
export function findBlock({ firsts, nameOf }, key) {
  let low = 0;
  let high = firsts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (firsts[middle] <= key) low = middle + 1;
    else high = middle;
  }
  return low ? nameOf(low - 1) : undefined;
}

/** Return words that were written without what each shares with the one before. */
function whole(shortened) {
  let before = '';
  // Shared letters are counted as Python counts them, by code point.
  return shortened.split(' ').map((word) => (before = [...before].slice(0, word.charCodeAt(0) - NONE_SHARED).join('') + word.slice(1)));
}

function placeName(first) {
  let place = 0;
  for (let i = 0; i < first.length; i++) place = Math.imul(place ^ first.charCodeAt(i), SPREAD);
  return (place >>> 0).toString(16).padStart(8, '0');
}
