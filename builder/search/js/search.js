/**
 * Arabic search over a folder of small files: no server, no index held in memory.
 *
 *     const index = await openIndex('/assets/search/');
 *     const hits = await index.search('حقل العمر', { limit: 10 });
 *
 * Runs in browsers and in Node. `docs/guide/search.md` of the project tells more.
 */

import { createAnalyser } from './analysis.js';
import { decodeCards, decodeFacets, decodePostings, decodeRest } from './blocks.js';
import { createDateReader } from './dates.js';
import { countFacets, passes } from './facets.js';
import { createReader, SearchError } from './files.js';
import { createPhraseFinder } from './phrases.js';
import { parseQuery } from './query.js';
import { gather, likeness, OTHER_CLITICS, OTHER_ENDING, score } from './ranking.js';
import { createWordFinder } from './words.js';

export { SearchError };

/** The form of the index that this script reads, as `builder/search/build.py` counts. */
const FORMAT = 2;
const NAME_DIGITS = 10;
const LIMIT = 10;
const COMPLETIONS = 3;
const MOST_KEPT = 200;
/** This many documents with other endings of a word tell that it is one. */
const ENOUGH = 12;
/** Likeness of a word one slip away from the word typed. */
const MENDED = 0.6;

/**
 * Open the index at `baseUrl`. `load(url)` returns a promise of the bytes of a file; the default fetches.
 * `root` may be a response for its `index.bin` that is on its way already.
 */
export async function openIndex(baseUrl, { load, root } = {}) {
  const base = new URL(baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`, globalThis.location?.href).href;
  const index = new Index(createReader(base, load, root));
  await index.open();
  return index;
}

class Index {
  #read;
  #blocks = new Map();
  #root;
  #lists;
  #facets;
  #finder;
  #findPhrase;
  #readDates;

  constructor(read) {
    this.#read = read;
  }

  /** Read the root, again where `again` says that it may be an old one. */
  async open(again = false) {
    const data = await this.#read('index.bin', again);
    try {
      this.#root = json(data);
    } catch (error) {
      throw new SearchError('damaged', 'index.bin', error);
    }
    if (this.#root.format !== FORMAT) throw new SearchError('damaged', 'index.bin');
    this.analyser = createAnalyser(this.#root.analysis);
    this.documents = this.#root.documents;
    this.#lists = this.#facets = undefined;
    this.#finder = createWordFinder(
      async () => (this.#lists ??= this.#block(this.#root.lists, json)),
      (name, decode) => this.#block(name, decode),
    );
    const nameOf = (stem) => findBlock(this.#root.series.postings, stem);
    this.#findPhrase = createPhraseFinder(nameOf, (...which) => this.#block(...which), this.analyser);
    this.#readDates = createDateReader(this.#root.dates, this.analyser);
  }

  /** Return the best hits: `[{ url, title, date, source, score }]`. Options as for `query`. */
  async search(text, options = {}) {
    return (await this.query(text, options)).hits;
  }

  /**
   * Answer a query in full: `{ hits, total, exact, corrections, words, facets, dates }`.
   *
   * `limit`, `offset`  which hits
   * `sort`             'relevance' or 'date', newest first
   * `filters`          `{ source, topics, people, places, organisations, year }`, one value or several
   *                    each, and `from`, `to` as ISO dates
   * `match`            'any' or 'all' of the words
   * `prefix`           true while the reader is typing: the last word may be unfinished
   * `facets`           true for counts by facet
   *
   * Where the query names days, months or years `dates` is `{ from, to, only, rest, total }`. A query of
   * nothing else (`only`) has the `total` documents of those days first, and then those that have its words;
   * `rest` is the query without its dates, for whoever wants to filter by them.
   */
  async query(text, options = {}) {
    try {
      return await this.#answer(text, options);
    } catch (error) {
      if (error.code !== 'missing' || error.file === 'index.bin') throw error;
      await this.open(true); // the site was published anew since the root was read
      return this.#answer(text, options);
    }
  }

  /** Return words of the collection that begin like `text`, the most common first. */
  async complete(text, limit = 8) {
    const last = this.analyser.words(text).at(-1);
    return last ? (await this.#finder.complete(last, limit)).map((word) => word.text) : [];
  }

  async #answer(text, { limit = LIMIT, offset = 0, sort, filters, match = 'any', prefix, facets }) {
    const wanted = parseQuery(text, this.analyser, this.#readDates);
    const { dates } = wanted;
    const exact = Boolean(facets || sort === 'date' || hasFilters(filters) || match === 'all');
    const corrections = [];
    const terms = await Promise.all(
      wanted.words.map((word, i) => {
        const isDate = dates && !dates.others.has(word); // «غشت» is no slip of another word
        const open = prefix && i === wanted.words.length - 1 && wanted.open;
        return this.#term(word, { exact, corrections: isDate ? undefined : corrections, prefix: open });
      }),
    );
    let scores = wanted.words.length ? this.#scores(terms, match) : undefined;
    for (const [i, phrase] of wanted.phrases.entries()) {
      const those = await this.#findPhrase(phrase);
      if (wanted.onlyPhrases) {
        const both = [...those.keys()].filter((number) => !i || scores.has(number));
        scores = new Map(both.map((number) => [number, scores.get(number) ?? 0]));
      }
      promote(scores, those, terms, phrase);
    }
    const rows = exact || !scores || dates?.only ? await this.#rows() : [];
    scores ??= new Map((hasFilters(filters) || facets ? rows : []).map(({ number }) => [number, 0]));
    const isDated = (row) => dates?.only && passes(row, { from: dates.from, to: dates.to }, []);
    const dated = new Set(rows.filter(isDated).map(({ number }) => number));
    for (const number of dated) scores.set(number, scores.get(number) ?? 0);
    const found = { corrections, words: terms.flatMap((term) => term.keys), exact: exact || !terms.some((term) => term.pruned) };
    if (facets) found.facets = countFacets(rows, scores, filters, this.#root.facets);
    let numbers = [...scores.keys()];
    if (hasFilters(filters)) {
      const allowed = new Set(rows.filter((row) => passes(row, filters, this.#root.facets)).map((row) => row.number));
      numbers = numbers.filter((number) => allowed.has(number));
    }
    if (dates) {
      const { from, to, only, rest } = dates;
      found.dates = { from, to, only, rest, total: only ? numbers.filter((number) => dated.has(number)).length : undefined };
    }
    const days = new Map(rows.map((row) => [row.number, row.date]));
    const newest = (a, b) => compare(days.get(b), days.get(a));
    const byDate = sort === 'date' || !wanted.words.length;
    numbers.sort((a, b) =>
      dated.has(b) - dated.has(a) || (byDate && newest(a, b)) || scores.get(b) - scores.get(a) || (dated.has(a) && newest(a, b)) || a - b);
    const shown = numbers.slice(offset, offset + limit);
    const cards = await this.#cards(shown, terms);
    return {
      ...found,
      total: numbers.length,
      hits: shown.map((number, i) => ({ ...cards[i], score: scores.get(number) })),
    };
  }

  #scores(terms, match) {
    const words = terms.filter((term) => term.lists.length);
    const gathered = words.map((term) => gather(term.lists, this.documents));
    gathered.forEach(({ idf }, i) => (words[i].idf = idf));
    const scores = score(gathered, this.#root.words / Math.max(1, this.documents));
    if (match === 'all') {
      const complete = (number) => words.length === terms.length && gathered.every(({ hits }) => hits.has(number));
      for (const number of scores.keys()) if (!complete(number)) scores.delete(number);
    }
    return scores;
  }

  /** Return the lists that answer one word of the query, and the cards that came with them. */
  async #term(word, { exact, corrections, prefix }) {
    const lookedUp = this.#lookUp(word, exact);
    const completed = prefix ? this.#finder.complete(word, COMPLETIONS) : [];
    const [found, words] = await Promise.all([lookedUp, completed]);
    if (prefix) {
      const longer = words.map(({ text }) => text).filter((text) => text !== word);
      const others = await Promise.all(longer.map((text) => this.#lookUp(text, exact)));
      for (const [i, other] of others.entries()) {
        found.lists.push(...other.lists.filter(({ list }) => list.form === longer[i]));
        found.cards.push(...other.cards);
        found.keys.push(longer[i]);
        found.pruned ||= other.pruned;
      }
      found.lists = [...new Map(found.lists.map((entry) => [entry.list.form, entry])).values()];
    }
    if (!corrections || isKnown(found.lists)) return found;
    const mended = await this.#finder.mend(word, this.analyser);
    if (!mended) return found;
    const other = await this.#lookUp(mended, exact);
    corrections.push({ from: word, to: mended });
    const known = new Set(found.lists.map(({ list }) => list));
    const added = other.lists.filter(({ list }) => !known.has(list));
    found.lists.push(...added.map(({ list, like }) => ({ list, like: like * MENDED })));
    found.cards.push(...other.cards);
    found.keys.push(mended);
    found.pruned ||= other.pruned;
    return found;
  }

  async #lookUp(word, exact) {
    const stem = this.analyser.stem(word);
    const name = findBlock(this.#root.series.postings, stem);
    const term = { keys: [word], lists: [], cards: [], pruned: false };
    if (!name) return term;
    const block = await this.#block(name, decodePostings);
    const add = (groups) => {
      for (const list of groups.get(stem) ?? []) {
        term.lists.push({ list, like: likeness(list.form, word, this.analyser) });
      }
    };
    add(block.groups);
    term.cards.push(block.cards);
    term.pruned = term.lists.some(({ list }) => list.frequency > list.numbers.length);
    if (exact && term.pruned) {
      add(await this.#block(name, decodeRest, 'c'));
      for (const entry of term.lists) entry.list = { ...entry.list, frequency: entry.list.numbers.length };
    }
    return term;
  }

  /** Return the cards of `numbers`: those that came with the lists, and the others from their blocks. */
  #cards(numbers, terms) {
    const known = terms.flatMap((term) => term.cards);
    return Promise.all(
      numbers.map(async (number) => {
        const card = known.find((cards) => cards.has(number))?.get(number);
        if (card) return card;
        const cards = await this.#block(findBlock(this.#root.series.cards, number), decodeCards);
        return cards.get(number);
      }),
    );
  }

  async #rows() {
    this.#lists ??= this.#block(this.#root.lists, json);
    const { series } = await this.#lists;
    this.#facets ??= Promise.all(split(series.facets.names).map((name) => this.#block(name, decodeFacets)));
    return (await this.#facets).flat();
  }

  /** Return a decoded block; blocks that were read lately are kept. */
  #block(name, decode, part = '') {
    const file = `${name}${part}.bin`;
    const known = this.#blocks.get(file);
    if (known) return known;
    const block = this.#read(file).then((data) => {
      try {
        return decode(data);
      } catch (error) {
        throw new SearchError('damaged', file, error);
      }
    });
    this.#blocks.set(file, block);
    block.catch(() => this.#blocks.delete(file)); // a failure is tried again when it is needed again
    if (this.#blocks.size > MOST_KEPT) this.#blocks.delete(this.#blocks.keys().next().value);
    return block;
  }
}

/** Tell whether `lists` answer a word well enough to take it as it was typed. */
function isKnown(lists) {
  const others = lists.reduce((sum, { list, like }) => sum + (like < OTHER_ENDING ? 0 : list.frequency), 0);
  return others >= ENOUGH || lists.some(({ like }) => like >= OTHER_CLITICS);
}

/** Let the documents of `those` that have a whole phrase come before the others, and the very phrase first. */
function promote(scores, those, terms, phrase) {
  const words = new Set(phrase.map(({ word }) => word));
  const worth = terms.reduce((sum, term) => sum + (words.has(term.keys[0]) ? term.idf ?? 0 : 0), 0);
  for (const [number, like] of those) if (scores.has(number)) scores.set(number, scores.get(number) + like * worth);
}

/** Return the name of the block that `key` stands in, if it is in the series. */
function findBlock({ firsts, names }, key) {
  let low = 0;
  let high = firsts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (firsts[middle] <= key) low = middle + 1;
    else high = middle;
  }
  return low ? names.slice((low - 1) * NAME_DIGITS, low * NAME_DIGITS) : undefined;
}

function split(names) {
  return names.match(/.{10}/g) ?? [];
}

function json(data) {
  return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(data));
}

function compare(a = '', b = '') {
  return a < b ? -1 : a > b ? 1 : 0;
}

function hasFilters(filters) {
  return Object.values(filters ?? {}).some((value) => value !== undefined && value !== '' && value.length !== 0);
}
