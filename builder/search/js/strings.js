/** The words of the interface: the builder writes them beside the scripts, from its own table. */

const language = () => document.documentElement.lang || 'ar';

/** Return the words in the page's language, from the folder `here`. */
export async function readStrings(here) {
  const response = await fetch(new URL(`words.${language().slice(0, 2) === 'en' ? 'en' : 'ar'}.json`, here));
  return response.json();
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
