/** Read the dates in a query, as `builder/search/datewords.py` does, by the table in the root. */

const DAY = 86_400_000;
const NUMBER = /^[0-9]+$/;
const MONTHS = 12;

/**
 * Return `read(text, whole)`, which gives `{ from, to, only, rest }` or undefined. `rest` is the query without its
 * dates, cut from `whole`: the same text, with what is not to be read for dates.
 */
export function createDateReader({ pattern, years, hijri: [firstDay, lengths], words }, analyser) {
  const hijriDay = createHijri(years.H[0], Date.parse(firstDay), lengths);
  const known = new Map();
  for (const [kind, lists] of Object.entries(words)) {
    lists.forEach((phrases, i) => {
      for (const phrase of phrases.split(',')) if (!known.has(phrase)) known.set(phrase, { kind, value: i + 1 });
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
      const phrase = () => places.slice(at, at + count).map(({ key }) => key).join(' ');
      count = Math.min(longest, places.length - at);
      while (count > 1 && !known.has(phrase())) count--;
      const entries = known.has(phrase()) ? [known.get(phrase())] : plain(phrase());
      for (const entry of entries) found.push({ ...entry, start: places[at].start, end: places[at + count - 1].end });
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

  return (text, whole = text) => {
    const found = cut(text);
    const shape = found.map(({ kind }) => kind).join('');
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
    if (!spans.length) return undefined;
    return {
      from: iso(Math.min(...spans.map(({ from }) => from))),
      to: iso(Math.max(...spans.map(({ to }) => to))),
      only: !/[^f-]/.test(left),
      rest: (rest + whole.slice(done)).replace(/\s+/gu, ' ').trim(),
    };
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
    return found < starts[place + 1] || (day === 1 && found === starts.at(-1)) ? found : undefined;
  };
}

function iso(day) {
  return new Date(day).toISOString().slice(0, 10);
}
