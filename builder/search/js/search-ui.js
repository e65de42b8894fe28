/**
 * The reader's search: results below the field in the header of every page, and the search page.
 *
 * Nothing is fetched but this until a reader comes to a field; then all that a first answer needs, at once.
 */

import { attachKeys, attachSign } from './keys.js';

const here = new URL('./', import.meta.url);
const site = new URL('../../', here).href;

let opening;
const open = () => {
  opening ??= (async () => {
    // The search page asks for it in its head. An old one does no harm: it is asked for anew where its files are gone.
    const root = fetch(new URL('index.bin', here), { cache: isPage ? 'default' : 'no-cache' });
    root.catch(() => undefined); // whoever reads it says so
    return (await import('./search.js')).openIndex(here.href, { root });
  })();
  opening.catch(() => (opening = undefined)); // tried again when the reader tries again
  return opening;
};

/** The search page has this script in its head too, so that nothing waits for the page. */
const isPage = document.querySelector('script[data-search]') !== null;
const page = isPage && begin(import('./page.js'));
if (document.readyState === 'loading') await new Promise((done) => addEventListener('DOMContentLoaded', done));

const forms = [...document.querySelectorAll('form.finder')];
const shown = forms.find((form) => form.offsetParent !== null) ?? forms[0];
if (shown) attachKeys(shown.elements.namedItem('q'));
const sign = document.querySelector('.icon.find');
if (sign) attachSign(sign, sign.previousElementSibling.elements.namedItem('q'));

if (page) {
  const container = document.getElementById('warraq-search');
  const form = container.parentElement.querySelector('form.finder') ?? forms[0];
  (await page).attachPage(container, form, { open, site });
} else {
  forms.forEach((form, i) => {
    const attach = () => {
      form.removeEventListener('focusin', attach);
      begin(import('./box.js')).then(({ attachBox }) => attachBox(form, { open, site, id: `found-${i}` }));
    };
    form.addEventListener('focusin', attach);
    if (form.contains(document.activeElement)) attach(); // a quick reader was there first
  });
}

/** Open the index while the `face` is on its way. What goes wrong the answer to the first letter tells. */
function begin(face) {
  open().catch(() => undefined);
  return face;
}
