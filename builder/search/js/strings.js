/** The words of the interface: they come with the page, from `builder/data/interface.*.yml`. */

const language = () => document.documentElement.lang || 'ar';

/** Return the strings in the page's `<script type="application/json" id="…">`. */
export function readStrings(id) {
  return JSON.parse(document.getElementById(id)?.textContent ?? '{}');
}

/** Return `words` with its placeholders filled. */
export function fill(words = '', values = {}) {
  return words.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** Return the form of a plural for `n`: Arabic has six. */
export function count(forms = {}, n) {
  return fill(forms[new Intl.PluralRules(language()).select(n)] ?? forms.other, { n });
}

/** Write an ISO date as readers of the page's language do, in the digits of the page. */
export function writeDate(iso) {
  const locale = language() === 'ar' ? 'ar-SY-u-nu-latn' : language();
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  return iso ? format.format(new Date(`${iso}T00:00:00Z`)) : '';
}
