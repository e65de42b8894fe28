/** Read the dates in a query, as `builder/search/datewords.py` does, by the table that comes with the facets. */

const DAY = 86_400_000;
const NUMBER = /^[0-9]+$/;
const MONTHS = 12;

/** A query of nothing but a month, by the kinds of its words. */
const BARE = /^[f-]*(?:M[M-]*|H[H-]*)[f-]*$/;
/** Likeness of other forms of a month's name, and of its other names. */
const OTHER_CLITICS = 0.9;
const OTHER_NAME = 0.9;
/** From this level on an article is mostly about a word. */
const LEADING = 32;

/**
 * Return `read(text, whole)`, which gives `{ dates, rows }`: of `dates`, if there are any, `{ from, to, only, rest }`;
 * `rest` is the query without them, cut from `whole`: the same text, with what is not to be read for dates. For a month
 * alone, of any year, they are `{ month, only, rest }`, with what `createMonth` returns. `rows` are the names of months
 * that have several words.
 */
export function createDateReader({ pattern, years, hijri: [firstDay, lengths], words }, analyser) {
  const hijriDay = createHijri(years.H[0], Date.parse(firstDay), lengths);
  const known = new Map();
  for (const [kind, lists] of Object.entries(words)) {
    lists.forEach((phrases, i) => {
      for (const phrase of phrases.split(/[,;]/)) if (!known.has(phrase)) known.set(phrase, { kind, value: i + 1 });
    });
  }
  const longest = Math.max(...[...known.keys()].map((phrase) => phrase.split(' ').length));

  /** What a word that the table does not have is: «2021م» is two. */
  const plain = (word) => {
    const era = known.get(word.slice(4));
    if (/^[0-9]{4}/.test(word) && 'eh'.includes(era?.kind ?? ' ')) return [{ kind: 'y', value: Number(word.slice(0, 4)) }, era];
    if (!NUMBER.test(word)) return [{ kind: analyser.isStop(word) ? 'f' : 'x' }];
    return [{ kind: word.length <= 2 ? 'd' : word.length === 4 ? 'y' : 'x', value: Number(word) }];
  };

  /** Cut a text into words and the signs that link numbers; the longest known phrase comes first. */
  const cut = (text) => {
    const places = analyser.places(text);
    const found = [];
    for (let at = 0, count; at < places.length; at += count) {
      if (at && /^[-/.]$/.test(analyser.key(text.slice(places[at - 1].end, places[at].start)))) found.push({ kind: '-' });
      const keys = () => places.slice(at, at + count).map(({ key }) => key);
      const phrase = () => keys().join(' ');
      count = Math.min(longest, places.length - at);
      while (count > 1 && !known.has(phrase())) count--;
      const entries = known.has(phrase()) ? [known.get(phrase())] : plain(phrase());
      for (const entry of entries) found.push({ ...entry, keys: keys(), start: places[at].start, end: places[at + count - 1].end });
    }
    return found;
  };

  /** Return the first and last day of one date, in milliseconds, if there is such a date. */
  const span = (shape, found) => {
    const values = (kind) => found.filter((word) => word.kind === kind).map(({ value }) => value);
    const [year] = values('y');
    // A year before the first of one calendar is one of the other: «1445» is too early to be Gregorian.
    const hijri = shape.includes('H') || (!shape.includes('M') && (shape.endsWith('h') || (shape.at(-1) !== 'e' && year < years.M[0])));
    let months = values(hijri ? 'H' : 'M');
    let days = values('d');
    if (!months.length && days.length) {
      const order = shape[0] === 'y' || days.at(-1) > MONTHS ? days : days.reverse();
      months = order.slice(0, 1);
      days = order.slice(1);
    }
    const [first, last] = years[hijri ? 'H' : 'M'];
    if (year < first || year > last || new Set(months).size > 1) return undefined;
    const toDay = hijri ? hijriDay : gregorianDay;
    const [month] = months;
    const from = toDay(year, month ?? 1, days[0] ?? 1);
    if (from === undefined || days.length) return from && { from, to: from };
    const next = month && month < MONTHS ? [year, month + 1] : [year + 1, 1];
    const to = toDay(...next, 1);
    return to && { from, to: to - DAY };
  };

  /** Return the names of the month that `found` are names of: these first, then those that calendars have. */
  const namesOf = (found) => {
    const [{ kind, value }] = found;
    const usual = words[kind][value - 1].split(';')[0].split(',');
    return [...new Set([...found.map(({ keys }) => keys.join(' ')), ...usual])].map((name) => name.split(' '));
  };

  const isOf = ({ kind, value }) => {
    if (kind === 'M') return (date) => Number(date.slice(5, 7)) === value;
    const days = [];
    for (let [year, last] = years.H; year <= last; year++) {
      const first = hijriDay(year, value, 1);
      for (let day = 1, at = first; at !== undefined; at = hijriDay(year, value, ++day)) days.push(iso(at));
    }
    return Set.prototype.has.bind(new Set(days));
  };

  return (text, whole = text) => {
    const found = cut(text);
    const shape = found.map(({ kind }) => kind).join('');
    const months = found.filter(({ kind }) => kind === 'M' || kind === 'H');
    if (text === whole && BARE.test(shape) && new Set(months.map(({ value }) => value)).size === 1) {
      return { dates: { only: true, rest: '', month: createMonth(namesOf(months), isOf(months[0])) }, rows: [] };
    }
    const rows = months.filter(({ keys }) => keys.length > 1).map(({ keys }) => keys.map((word, offset) => ({ word, offset })));
    const spans = [];
    let left = shape;
    let rest = '';
    let done = 0;
    for (const { 0: those, index } of shape.matchAll(new RegExp(pattern, 'g'))) {
      const one = span(those, found.slice(index, index + those.length));
      if (!one) continue;
      spans.push(one);
      left = left.slice(0, index) + 'f'.repeat(those.length) + left.slice(index + those.length);
      let before = index;
      while (found[before - 1]?.kind === 'f') before--; // «في», «شهر» go with their date
      rest += `${whole.slice(done, found[before].start)} `;
      done = found[index + those.length - 1].end;
    }
    if (!spans.length) return { rows };
    const dates = {
      from: iso(Math.min(...spans.map(({ from }) => from))),
      to: iso(Math.max(...spans.map(({ to }) => to))),
      only: !/[^f-]/.test(left),
      rest: (rest + whole.slice(done)).replace(/\s+/gu, ' ').trim(),
    };
    return { dates, rows };
  };
}

/**
 * Return what finds a month of any year: what is mostly about one of its `names` comes first, because some are also
 * names of people and things; then the articles of the month (`isOf`), the newest first, and then what mentions it.
 */
function createMonth(names, isOf) {
  const about = new Set();
  const listsOf = async (name, lookUp, inRow) => (name.length > 1 ? inRow(name, 0) : lookUp(name[0]));
  return {
    names,

    /** Return the days of the documents of the month by their numbers. */
    days: (rows) => new Map(rows.filter(({ date }) => isOf(date)).map(({ number, date }) => [number, date])),

    /** Return the lists of the name that was typed, with those of the others as other readings of it. */
    term: async (lookUp, inRow) => {
      const found = await Promise.all(names.map((name) => listsOf(name, lookUp, inRow)));
      const near = found.map(({ lists }) => lists.filter(({ like }) => like >= OTHER_CLITICS));
      for (const { list: { numbers, levels } } of near.flat()) {
        numbers.forEach((number, place) => levels[place] >= LEADING && about.add(number));
      }
      return {
        keys: [...names[0], ...names.slice(1).map(([word]) => word)],
        lists: found[0].lists,
        others: [{ lists: near.slice(1).flat(), weight: OTHER_NAME }],
        cards: found.flatMap(({ cards }) => cards),
        pruned: found.some(({ pruned }) => pruned),
      };
    },

    /** Put into `dated` what comes first, by `scores`: documents that are about the name have one. */
    promote: (scores, dated) => {
      for (const number of dated.keys()) if (!about.has(number)) scores.set(number, 0);
      for (const number of about) if (!dated.has(number)) dated.set(number, '');
    },
  };
}

/** Return `number → day` of the documents of the days that a query names; `lookUp` gives the lists of a month. */
export async function daysOf({ from, to }, lookUp) {
  const months = monthsBetween(from, to);
  const found = await Promise.all(months.map((month) => lookUp(month, true)));
  const days = new Map();
  for (const [i, { lists }] of found.entries()) {
    for (const { list: { numbers, levels } } of lists) {
      numbers.forEach((number, place) => {
        const day = `${months[i]}-${`${levels[place]}`.padStart(2, '0')}`; // where words have levels
        if (day >= from && day <= to) days.set(number, day);
      });
    }
  }
  return days;
}

/** Return the months from one ISO date to another, as «2021-08». */
function monthsBetween(from, to) {
  const months = [];
  for (let day = from.slice(0, 7); day <= to; day = iso(Date.UTC(day.slice(0, 4), day.slice(5, 7), 1))) months.push(day.slice(0, 7));
  return months;
}

function gregorianDay(year, month, day) {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() : undefined;
}

/** Return a function that gives the day of a Hijri date: browsers' own calendars differ from the builder's. */
function createHijri(firstYear, firstDay, lengths) {
  const starts = [firstDay];
  for (let place = 0; place < lengths.length; place += 3) {
    const long = parseInt(lengths.slice(place, place + 3), 16);
    for (let month = 0; month < MONTHS; month++) starts.push(starts.at(-1) + (29 + ((long >> month) & 1)) * DAY);
  }
  return (year, month, day) => {
    const place = (year - firstYear) * MONTHS + month - 1;
    const found = starts[place] + (day - 1) * DAY;
    if (month > MONTHS) return undefined;
    return found < starts[place + 1] || (day === 1 && found === starts.at(-1)) ? found : undefined;
  };
}

function iso(day) {
  return new Date(day).toISOString().slice(0, 10);
}
