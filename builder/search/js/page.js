/** The search page: results with excerpts, facets with exact counts, and all of it in the address. */

import { excerpt, make, mark } from './marks.js';
import { count, fill, writeDate } from './strings.js';

const PAGE = 10;
const SHOWN_VALUES = 12;
/** From this width on, chosen facets are shown open: results still stand in sight below them. */
const ROOMY = '48rem';

/** Fill `container`. `open()` gives the index, `site` the address of the site's root. */
export function attachPage(container, form, { open, site, strings }) {
  const field = form.elements.namedItem('q');
  const status = make('p', { role: 'status', class: 'status' });
  const notes = make('div', { class: 'notes' });
  const sort = make('select', { 'aria-label': strings.sort },
    make('option', { value: 'relevance' }, strings.relevance), make('option', { value: 'date' }, strings.date));
  const panel = make('details', { class: 'facets' }, make('summary', {}, strings.filter), make('div', {}));
  const results = make('ol', { class: 'entries results' });
  const more = make('button', { type: 'button', class: 'more', hidden: true }, strings.more);
  container.replaceChildren(make('div', { class: 'tools' }, status, sort), panel, notes, results, more);

  let state = readAddress();
  let hasTyped = document.activeElement === field; // before this script was there
  let asked = 0;

  const refresh = async (offset = 0) => {
    const mine = ++asked;
    const wanted = state;
    try {
      const index = await open();
      const answer = await index.query(wanted.text, {
        limit: PAGE, offset, sort: wanted.sort, filters: wanted.filters, facets: panel.open,
      });
      if (mine === asked) show(answer, index.analyser, offset);
    } catch (error) {
      if (mine !== asked) return;
      status.textContent = strings[error.code] ?? strings.missing;
      results.replaceChildren();
      more.hidden = true;
    }
  };

  const show = (answer, analyser, offset) => {
    const asking = state.text || Object.keys(state.filters).length;
    status.textContent = asking ? count(strings.results, answer.total) : strings.prompt;
    notes.replaceChildren(...answer.corrections.map(({ from, to }) => make('p', {}, fill(strings.mended, { from, to }))));
    const items = answer.hits.map((hit) => resultOf(hit, answer.words, analyser));
    if (offset) results.append(...items);
    else results.replaceChildren(...items);
    if (offset) items[0]?.querySelector('a').focus();
    more.hidden = results.children.length >= answer.total;
    if (answer.facets) showFacets(answer.facets);
  };

  const resultOf = (hit, words, analyser) => {
    const address = new URL(hit.url, site).href;
    const item = make('li', { dir: 'auto' },
      make('h2', {}, make('a', { href: address }, ...mark(hit.title, words, analyser))),
      make('p', { class: 'where' }, [...hit.source, writeDate(hit.date)].filter(Boolean).join(' · ')));
    whenSeen(item, async () => {
      const text = await articleText(address);
      if (text) item.append(make('p', { class: 'excerpt' }, ...mark(excerpt(text, words, analyser), words, analyser)));
    });
    return item;
  };

  const showFacets = (facets) => {
    const groups = Object.entries(facets).filter(([, values]) => values.length).map(([facet, values]) => {
      const chosen = state.filters[facet] ?? [];
      const shown = values.filter(([value], i) => i < SHOWN_VALUES || chosen.includes(value));
      return make('fieldset', {}, make('legend', {}, strings.facets[facet]), ...shown.map(([value, number]) => {
        const box = make('input', { type: 'checkbox', name: facet, value, checked: chosen.includes(value) });
        return make('label', {}, box, make('span', { dir: 'auto' }, value), make('small', {}, String(number)));
      }));
    });
    const dates = make('fieldset', {}, make('legend', {}, strings.dates),
      ...['from', 'to'].map((end) => make('label', {}, strings[end],
        make('input', { type: 'date', name: end, value: state.filters[end] ?? '' }))));
    const focused = document.activeElement?.closest?.('.facets input');
    panel.lastElementChild.replaceChildren(...groups, dates);
    if (focused) panel.querySelector(`input[name="${CSS.escape(focused.name)}"][value="${CSS.escape(focused.value)}"]`)?.focus();
  };

  const go = (next) => {
    state = next;
    history.pushState(null, '', writeAddress(state));
    refresh();
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    go({ ...state, text: field.value.trim() });
  });
  sort.addEventListener('change', () => go({ ...state, sort: sort.value }));
  panel.addEventListener('toggle', () => panel.open && refresh());
  panel.addEventListener('change', () => {
    const filters = {};
    for (const { name, value } of panel.querySelectorAll('input:checked')) (filters[name] ??= []).push(value);
    for (const { name, value } of panel.querySelectorAll('input[type="date"]')) if (value) filters[name] = value;
    go({ ...state, filters });
  });
  more.addEventListener('click', () => refresh(results.children.length));

  const follow = () => {
    state = readAddress();
    if (state.text || !hasTyped) field.value = state.text;
    hasTyped = false;
    sort.value = state.sort;
    if (Object.keys(state.filters).length && matchMedia(`(min-width: ${ROOMY})`).matches) panel.open = true;
    refresh();
  };
  addEventListener('popstate', follow);
  follow();
}

const FACETS = ['source', 'topics', 'people', 'places', 'organisations', 'year'];

function readAddress() {
  const values = new URLSearchParams(location.search);
  const filters = {};
  for (const facet of FACETS) if (values.has(facet)) filters[facet] = values.getAll(facet);
  for (const end of ['from', 'to']) if (values.get(end)) filters[end] = values.get(end);
  return { text: values.get('q') ?? '', sort: values.get('sort') === 'date' ? 'date' : 'relevance', filters };
}

function writeAddress({ text, sort, filters }) {
  const values = new URLSearchParams(text ? { q: text } : {});
  if (sort !== 'relevance') values.set('sort', sort);
  for (const [name, value] of Object.entries(filters)) for (const one of [value].flat()) values.append(name, one);
  return `${location.pathname}${values.size ? `?${values}` : ''}`;
}

function whenSeen(element, act) {
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    observer.disconnect();
    act().catch(() => undefined); // a result without an excerpt is still a result
  });
  observer.observe(element);
}

/** Return the text of the article at `address`, read from its page as text. */
async function articleText(address) {
  const response = await fetch(address);
  if (!response.ok) return '';
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const body = ['article .text', 'article', 'main'].map((place) => page.querySelector(place)).find(Boolean);
  return (body?.textContent ?? '').replace(/\s+/gu, ' ').trim();
}
