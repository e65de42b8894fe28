/**
 * Arabic search over a folder of small files: no server, no index held in memory.
 *
 *     const index = await openIndex('/assets/search/');
 *     const hits = await index.search('حقل العمر', { limit: 10 });
 *
 * Runs in browsers and in Node. `docs/guide/search.md` of the project tells more.
 */

import { createAnalyser } from './analysis.js';
import { decodeCards, decodePostings, readJson } from './blocks.js';
import { findBlock, readDirectory } from './directory.js';
import { createReader, loadScript, SearchError } from './files.js';
import { parseQuery } from './query.js';
import { gatherAll, likeness, OTHER_CLITICS, score } from './ranking.js';
import { createTermFinder } from './terms.js';
import { createWordFinder } from './words.js';

export { SearchError };

/** The form of the index that this script reads, as `builder/search/build.py` counts. */
const FORMAT = 5;
const LIMIT = 10;
/** A query that may be meant in Arabic letters: two Latin ones, and nothing that no letter is on. */
const LATIN = /^(?=.*[a-z]{2})[\s\d?!a-z[\];',.`/-]+$/i;
const MOST_KEPT = 200;
/** Parts of a block of cards: a card stands in the one that the last bits of its number say. */
const CARD_PARTS = ['', ...'bcdefgh'];

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
  #cardBlocks;
  #finder;
  #terms;
  #findPhrase;
  #mayDate;

  constructor(read) {
    this.#read = read;
  }

  /** Read the root, again where `again` says that it may be an old one. */
  async open(again = false) {
    const data = await this.#read('index.bin', again);
    try {
      this.#root = readJson(data);
    } catch (error) {
      throw new SearchError('damaged', 'index.bin', error);
    }
    if (this.#root.format !== FORMAT) throw new SearchError('damaged', 'index.bin');
    this.analyser = createAnalyser(this.#root.analysis);
    this.documents = this.#root.documents;
    this.#mayDate = new RegExp(this.#root.dated, 'u');
    const block = (...which) => this.#block(...which);
    const directory = readDirectory(this.#root, 'postings');
    this.#cardBlocks = readDirectory(this.#root, 'cards');
    this.#finder = createWordFinder(() => block(this.#root.slips, readSlips), block, this.documents);
    this.#findPhrase = async (phrase) => {
      const { createPhraseFinder } = await loadScript('phrases.js');
      const tools = { findBlock, decodePostings, likeness, OTHER_CLITICS };
      return createPhraseFinder(directory, block, this.analyser, tools)(phrase);
    };
    this.#terms = createTermFinder(directory, block, this.analyser, this.#finder, this.#findPhrase);
  }

  /** Return the best hits: `[{ url, title, date, source, score }]`. Options as for `query`. */
  async search(text, options = {}) {
    return (await this.query(text, options)).hits;
  }

  /**
   * Answer a query in full: `{ hits, total, whole, exact, isStop, corrections, words, facets, dates }`. Where there are
   * `corrections`, `{ from, to }` by keys, `spelled` has them as people write them.
   *
   * Of a few words that are no question those hits come first that have them all: so many are `whole`, which is
   * undefined for other queries. `isStop` where there are stop words alone, which are looked for in titles only.
   *
   * `limit`, `offset`  which hits
   * `sort`             'relevance' or 'date', newest first
   * `parts`            true if those with all words come first in order of dates too
   * `filters`          `{ source, topics, people, places, organisations, year }`, one value or several
   *                    each, and `from`, `to` as ISO dates
   * `match`            'any' or 'all' of the words
   * `prefix`           true while the reader is typing: the last word may be unfinished
   * `facets`           true for counts by facet
   *
   * Where the query names days, months or years `dates` is `{ from, to, only, rest, total }`. A query of
   * nothing else (`only`) has the `total` documents of those days first, and then those that have its words; of a
   * few words besides `total` tells how many there are of those days, whatever their words, and of more nothing;
   * `rest` is the query without its dates, for whoever wants to filter by them. A month alone is of any year: then there
   * are no `from` and `to`, and what is mostly about its name comes before its documents.
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

  async #answer(text, options) {
    return (await this.#answerAsMeant(text, options)) ?? this.#answerAsTyped(text, options);
  }

  /** Answer what `text` in Latin letters may mean in Arabic ones, if anything is found by that alone. */
  async #answerAsMeant(text, options) {
    if (!LATIN.test(text ?? '')) return undefined;
    const { readLatin } = await loadScript('latin.js');
    const ask = (meant) => this.#answerAsTyped(meant, options);
    return readLatin(text, { analyser: this.analyser, lookUp: this.#terms.lookUp, finder: this.#finder, ask });
  }

  async #answerAsTyped(text, { limit = LIMIT, offset = 0, sort, filters, match, prefix, facets, parts }) {
    // While it is typed a short name may be the beginning of any word.
    const mayDate = this.#mayDate.test(this.analyser.key(`${text}${prefix ? '' : ' '}`));
    const readDates = mayDate ? (await this.#dates()).read : () => ({ rows: [] });
    const wanted = parseQuery(text, this.analyser, readDates);
    const { dates, onlyPhrases } = wanted;
    const hasChoice = facets || hasFilters(filters);
    const byDate = sort === 'date';
    const isParted = wanted.areKeywords && !onlyPhrases && !dates?.only && (parts || !byDate);
    const needsRows = hasChoice || byDate || match === 'all';
    const exact = needsRows || isParted; // what a short list leaves out may have the other words
    const corrections = [];
    const [days, terms] = await Promise.all([this.#daysOf(dates, isParted), this.#find(wanted, exact, corrections, prefix)]);
    const isStop = wanted.isStop && !(prefix && wanted.open);
    if (isStop) for (const term of terms) term.lists = term.lists.filter(({ like }) => like === 1);
    let [scores, whole] = await this.#scores(wanted, terms, days, match);
    dates?.month?.promote(scores, days);
    const rows = needsRows || !scores ? await this.#rows() : [];
    scores ??= new Map((hasChoice ? rows : []).map(({ number }) => [number, 0]));
    const dated = dates?.only ? days : new Map();
    for (const number of dated.keys()) scores.set(number, scores.get(number) ?? 0);
    let [numbers, counts] = hasChoice ? await this.#choose(rows, scores, filters, facets) : [[...scores.keys()]];
    inOrder(numbers, scores, dated, rows, byDate || !wanted.words.length);
    const isWhole = exact || onlyPhrases || !terms.some((term) => term.pruned);
    const found = { corrections, words: terms.flatMap((term) => term.keys), exact: isWhole, isStop, facets: counts, total: numbers.length };
    if (dates) {
      const { from, to, only, rest } = dates;
      found.dates = { from, to, only, rest, total: only ? numbers.filter((number) => dated.get(number)).length : isParted ? days.size : undefined };
    }
    if (isParted) {
      const those = numbers.filter((number) => whole.has(number));
      numbers = [...those, ...numbers.filter((number) => !whole.has(number))];
      found.whole = those.length;
    }
    found.hits = await this.#hits(numbers.slice(offset, offset + limit), scores, terms);
    if (corrections.length) {
      const { spelled } = await loadScript('mend.js');
      found.spelled = corrections.map((one) => spelled(one, text, found.hits, this.analyser));
    }
    return found;
  }

  /** Return `number → day` of the documents that are of the dates in a query, where that matters. */
  async #daysOf(dates, isParted) {
    if (dates?.month) return dates.month.days(await this.#rows());
    return dates?.only || (dates && isParted) ? (await this.#dates()).daysOf(dates, this.#terms.lookUp) : new Map();
  }

  /** Return what answers each word of a query: a word may be two that were run together. */
  async #find({ words, dates, isDate, open }, exact, corrections, prefix) {
    if (dates?.month) return [await dates.month.term(this.#terms.lookUp, this.#terms.inRow)];
    const found = await Promise.all(words.map((word, i) => this.#terms.find(word, {
      exact,
      corrections: isDate(word) ? undefined : corrections, // «غشت» is no slip
      prefix: prefix && open && i === words.length - 1,
      neighbours: [words[i - 1], words[i + 1]],
    })));
    return found.flat();
  }

  /** Return the scores of documents, if there are words, and which have all `terms`, or fit the date that a term is of. */
  async #scores({ words, isOptional, phrases, onlyPhrases, isDate }, terms, days, match) {
    if (!words.length) return [];
    const known = terms.filter((term) => term.lists.length || term.others?.length);
    const gathered = known.map((term) => gatherAll(term, this.documents));
    gathered.forEach((one, i) => Object.assign(known[i], one));
    let scores = score(gathered, this.#root.words / Math.max(1, this.documents));
    const hasDate = (number, word) => days.has(number) && isDate(word);
    const hasAll = (number) => terms.every(({ hits, keys }) => hits?.has(number) || isOptional(keys[0]) || hasDate(number, keys[0]));
    let whole = new Set([...scores.keys()].filter(hasAll));
    if (match === 'all') for (const number of scores.keys()) if (!whole.has(number)) scores.delete(number);
    for (const [i, phrase] of phrases.entries()) {
      const those = await this.#findPhrase(phrase);
      if (onlyPhrases) {
        const both = [...those.keys()].filter((number) => !i || scores.has(number));
        scores = new Map(both.map((number) => [number, scores.get(number) ?? 0]));
      }
      (await loadScript('phrases.js')).promote(scores, those, terms, phrase);
      whole = new Set([...whole].filter((number) => those.has(number) || hasDate(number, phrase[0].word)));
    }
    return [scores, whole];
  }

  /** Return the documents that fit `filters`, and the counts of `facets` where they are asked for. */
  async #choose(rows, scores, filters, facets) {
    const { countFacets, passes } = await loadScript('facets.js');
    const fit = rows.filter((row) => scores.has(row.number) && passes(row, filters, this.#root.facets));
    return [fit.map(({ number }) => number), facets ? countFacets(rows, scores, filters, this.#root.facets) : undefined];
  }

  /** Return what is shown of `numbers`: the cards that came with the lists, and the others from their blocks. */
  async #hits(numbers, scores, terms) {
    const known = terms.flatMap((term) => term.cards);
    return Promise.all(numbers.map(async (number) => {
      const cards = known.find((some) => some.has(number))
        ?? await this.#block(findBlock(this.#cardBlocks, number), decodeCards, CARD_PARTS[number % CARD_PARTS.length]);
      return { ...cards.get(number), score: scores.get(number) };
    }));
  }

  async #rows() {
    const [{ facets }, { rowsOf }] = await Promise.all([this.#days(), loadScript('facets.js')]);
    const decode = (data) => rowsOf(readJson(data));
    return (await Promise.all(facets.firsts.map((_, i) => this.#block(facets.nameOf(i), decode)))).flat();
  }

  /** Return the tables that dates are read by, and the directory of facets. */
  #days() {
    return this.#block(this.#root.days, (data) => {
      const days = readJson(data);
      return { dates: days.dates, facets: readDirectory(days, 'facets') };
    });
  }

  /** Return how to read the dates in a query, and what `dates.js` has besides. */
  async #dates() {
    const [{ dates }, { createDateReader, daysOf }] = await Promise.all([this.#days(), loadScript('dates.js')]);
    return { read: createDateReader(dates, this.analyser), daysOf };
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

/** Return the directories of all words, from their beginnings and from their ends. */
function readSlips(data) {
  const slips = readJson(data);
  return { words: readDirectory(slips, 'words'), endings: readDirectory(slips, 'endings'), heads: slips.heads };
}

function hasFilters(filters) {
  return Object.values(filters ?? {}).some((value) => value !== undefined && value.length !== 0);
}

/** Put documents in order: those of the days asked for before others, the newest or the best first. */
function inOrder(numbers, scores, dated, rows, byDate) {
  const days = new Map([...dated, ...rows.map(({ number, date }) => [number, date])]);
  const dayOf = (number) => days.get(number) ?? '';
  const newest = (a, b) => (dayOf(b) > dayOf(a)) - (dayOf(b) < dayOf(a));
  numbers.sort((a, b) =>
    dated.has(b) - dated.has(a) || (byDate && newest(a, b)) || scores.get(b) - scores.get(a) || (dated.has(a) && newest(a, b)) || a - b);
}
