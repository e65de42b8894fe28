/**
 * The reader's search: results below the field in the header of every page, and the search page.
 *
 * Nothing is fetched but this until a reader comes to a field.
 */

import { attachKeys } from './keys.js';

const here = new URL('./', import.meta.url);
const container = document.getElementById('warraq-search');
const site = new URL('../../', here).href;

let opening;
const open = () => {
  opening ??= import('./search.js').then(({ openIndex }) => openIndex(here.href));
  opening.catch(() => (opening = undefined)); // tried again when the reader tries again
  return opening;
};

const forms = [...document.querySelectorAll('form.finder')];
const shown = forms.find((form) => form.offsetParent !== null) ?? forms[0];
if (shown) attachKeys(shown.elements.namedItem('q'));
const addStyle = () => {
  const style = document.createElement('link');
  style.rel = 'stylesheet';
  style.href = new URL('search.css', here).href;
  document.head.append(style);
};

if (container) {
  addStyle();
  const [{ attachPage }, { readStrings }] = await Promise.all([import('./page.js'), import('./strings.js')]);
  const form = container.parentElement.querySelector('form.finder') ?? forms[0];
  attachPage(container, form, { open, site, strings: await readStrings(here) });
} else {
  forms.forEach((form, i) => {
    const attach = async () => {
      addStyle();
      const [{ attachBox }, { readStrings }] = await Promise.all([import('./box.js'), import('./strings.js')]);
      attachBox(form, { open, site, strings: await readStrings(here), id: `found-${i}` });
    };
    form.addEventListener('focusin', attach, { once: true });
  });
}
