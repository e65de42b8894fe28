/**
 * The reader's search: results below the field in the header of every page, and the search page.
 *
 * The index is opened when a reader comes to a field, not before.
 */

import { attachBox, attachKeys } from './box.js';
import { readStrings } from './strings.js';

const here = new URL('./', import.meta.url);
const container = document.getElementById('warraq-search');
const strings = readStrings('warraq-search-strings');
const site = new URL('../../', here).href;

let opening;
const open = () => {
  opening ??= import('./search.js').then(({ openIndex }) => openIndex(here.href));
  opening.catch(() => (opening = undefined)); // tried again when the reader tries again
  return opening;
};

const style = document.createElement('link');
style.rel = 'stylesheet';
style.href = new URL('search.css', here).href;
document.head.append(style);

const forms = [...document.querySelectorAll('form.finder')];
const shown = forms.find((form) => form.offsetParent !== null) ?? forms[0];
if (shown) attachKeys(shown.elements.namedItem('q'));
if (container) {
  const { attachPage } = await import('./page.js');
  attachPage(container, container.parentElement.querySelector('form.finder') ?? forms[0], { open, site, strings });
} else {
  forms.forEach((form, i) => attachBox(form, { open, site, strings, id: `found-${i}` }));
}
