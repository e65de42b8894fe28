/** Decode the blocks that `builder/search/postings.py`, `cards.py` and `wordlist.py` encode. */

/** One byte a letter; others stand as JSON escapes them, see `builder/search/letters.py`. */
const letters = new TextDecoder('windows-1256');
const OFFSET = 48;

export function readJson(data) {
  return JSON.parse(letters.decode(data));
}

function readText(data) {
  return letters.decode(data).replace(/\\u(....)/g, (_, unit) => String.fromCharCode(`0x${unit}`));
}

class Bytes {
  constructor(data) {
    this.data = data;
    this.at = 0;
  }

  number() {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      if (this.at >= this.data.length) throw new RangeError('block ends too early');
      const byte = this.data[this.at++];
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  }

  slice(size) {
    if (this.at + size > this.data.length) throw new RangeError('block ends too early');
    this.at += size;
    return this.data.subarray(this.at - size, this.at);
  }
}

/**
 * Return the main part or the rest of a posting block: `groups` by stem, and `cards` by document number.
 *
 * A group is a list of forms: `{ form, frequency, numbers, levels, windows, from }`: `frequency` is
 * the number of documents that have the form, here or in the rest; `from` counts the postings of the
 * block before this form's.
 */
export function decodePostings(data) {
  const bytes = new Bytes(data);
  const cards = decodeCards(bytes.slice(bytes.number()));
  const lines = readText(bytes.slice(bytes.number())).split('\n');
  const counts = new Bytes(bytes.slice(bytes.number()));
  const steps = new Bytes(bytes.slice(bytes.number()));
  const left = bytes.data.length - bytes.at;
  const levels = bytes.slice(left / 2);
  const windows = bytes.slice(left / 2);
  const groups = new Map();
  let from = 0;
  for (const line of lines) {
    const [stem, ...forms] = line.split('\t');
    groups.set(
      stem,
      forms.map((written) => {
        const [form, pruned] = written.split('~');
        const count = counts.number();
        const numbers = new Uint32Array(count);
        let number = 0;
        for (let i = 0; i < count; i++) numbers[i] = number += steps.number();
        const start = from;
        from += count;
        return {
          form: form.replace('=', () => stem),
          frequency: pruned ? 2 ** ((pruned.codePointAt(0) - OFFSET) / 2) : count,
          numbers,
          levels: levels.subarray(start, from),
          windows: windows.subarray(start, from),
          from: start,
        };
      }),
    );
  }
  if (from !== levels.length) throw new RangeError('block has other columns than lists');
  return { groups, cards };
}

/** Return `cards` by the number of their document. */
export function decodeCards(data) {
  const [groups, steps, urls, dates, sources, titles] = readJson(data);
  const cards = new Map();
  let number;
  steps.forEach((step, i) => {
    number = groups[i] === groups[i - 1] ? number + step : step;
    cards.set(number, { url: urls[i], title: titles[i], date: dates[i], source: sources[i] });
  });
  return cards;
}

/** Return the words of a word block: `{ text, frequency }`. */
export function decodeWords(data) {
  let before = '';
  const [shared, frequencies, ...lines] = readText(data).split('\n');
  return lines.map((line, i) => {
    // Shared letters are counted as Python counts them, by code point.
    before = [...before].slice(0, shared.charCodeAt(i) - OFFSET).join('') + line;
    return { text: before, frequency: frequencies.charCodeAt(i) - OFFSET };
  });
}

/** Return the most common words of each word block, as `decodeWords` gives them. */
export function decodeHeads(data) {
  return readJson(data).map((head) =>
    head.map(([frequency, ...word]) => ({ text: word.join(''), frequency: frequency.codePointAt(0) - OFFSET })),
  );
}
