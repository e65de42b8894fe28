/**
 * The reader's search: results below the field in the header of every page, and the search page.
 *
 * Nothing is fetched but this until a reader comes to a field; then all that a first answer needs, at once.
 */

import { attachKeys } from './keys.js';

const here = new URL('./', import.meta.url);
const site = new URL('../../', here).href;
const container = document.getElementById('warraq-search');

let opening;
const open = () => {
  opening ??= (async () => {
    const root = fetch(new URL('index.bin', here), { cache: 'no-cache' });
    root.catch(() => undefined); // whoever reads it says so
    return (await import('./search.js')).openIndex(here.href, { root });
  })();
  opening.catch(() => (opening = undefined)); // tried again when the reader tries again
  return opening;
};

const forms = [...document.querySelectorAll('form.finder')];
const shown = forms.find((form) => form.offsetParent !== null) ?? forms[0];
if (shown) attachKeys(shown.elements.namedItem('q'));

if (container) {
  const form = container.parentElement.querySelector('form.finder') ?? forms[0];
  begin(import('./page.js')).then(({ attachPage }) => attachPage(container, form, { open, site }));
} else {
  forms.forEach((form, i) => {
    const attach = () => begin(import('./box.js')).then(({ attachBox }) => attachBox(form, { open, site, id: `found-${i}` }));
    form.addEventListener('focusin', attach, { once: true });
  });
}

/** Open the index while the `face` is on its way. What goes wrong the answer to the first letter tells. */
function begin(face) {
  open().catch(() => undefined);
  return face;
}
