/** The words of the interface, its numbers and its dates, in the page's language and the site's settings. */

import { WORDS } from './made.js';

const ARABIC_DIGITS = '٠١٢٣٤٥٦٧٨٩';

/** `lang` of the page; locale of dates and digits as `extra.warraq` has them, which the theme writes on the page. */
const language = document.documentElement.lang === 'en' ? 'en' : 'ar';
const { locale = language, digits = 'latn' } = document.documentElement.dataset;
const tag = `${locale}-u-ca-gregory-nu-${digits}`;

/** The words by name, from `interface.*.yml`. */
export const strings = WORDS[language];

/** Return `words` with its placeholders filled. */
export function fill(words = '', values = {}) {
  return words.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** Return the form of a plural for `n`: Arabic has six. */
function count(forms = {}, n) {
  return fill(forms[new Intl.PluralRules(language).select(n)] ?? forms.other, { n: writeDigits(n) });
}

/** Say how many results there are, and how many have all words: very common words leave some uncounted. */
export function countResults({ total, exact, whole, isStop }) {
  if (whole < total) return [whole ? count(strings.whole, whole) : strings.none, count(strings.part, total - whole)].join('');
  const words = count(strings.results, total);
  const results = exact ? words : fill(strings.over, { results: words });
  return isStop ? fill(strings.stop, { results }) : results;
}

/** Write the digits of `text` as the site does. */
export function writeDigits(text) {
  return digits === 'arab' ? String(text).replace(/[0-9]/g, (digit) => ARABIC_DIGITS[digit]) : String(text);
}

/** Write an ISO date as the site does: «11 آب 2021». */
export function writeDate(iso) {
  return iso ? format({ dateStyle: 'long' }).format(Date.parse(iso)) : '';
}

/** Write the days from one ISO date to another: as a year, a month or a range, whichever they are. */
export function writeDays(from, to) {
  const days = [from, to].map((day) => Date.parse(day));
  const isWhole = from.endsWith('-01') && new Date(days[1] + 86_400_000).getUTCDate() === 1;
  const isYear = isWhole && from.slice(5, 7) === '01' && to.slice(5, 7) === '12';
  const shape = isWhole ? { year: 'numeric', ...(!isYear && { month: 'long' }) } : { dateStyle: 'long' };
  return format(shape).formatRange(...days);
}

function format(shape) {
  return new Intl.DateTimeFormat(tag, { ...shape, timeZone: 'UTC' });
}
