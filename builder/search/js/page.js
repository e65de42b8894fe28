/** The search page: results with excerpts, facets with exact counts, dates, and all of it in the address. */

import { excerpt, make, mark } from './marks.js';
import { countResults, fill, strings, writeDate, writeDays, writeDigits } from './strings.js';

const PAGE = 10;
/** From this width on, chosen facets are shown open: results still stand in sight below them. */
const ROOMY = '48rem';

/** Fill `container`. `open()` gives the index, `site` the address of the site's root. */
export function attachPage(container, form, { open, site }) {
  const field = form.elements.namedItem('q');
  const { title } = document;
  const status = make('p', { role: 'status', class: 'status', tabindex: '-1' });
  const notes = make('div', { class: 'notes' });
  const sort = make('select', { 'aria-label': strings.sort },
    make('option', { value: 'relevance' }, strings.relevance), make('option', { value: 'date' }, strings.date));
  const see = make('button', { type: 'button', class: 'see' });
  const panel = make('details', { class: 'facets' }, make('summary', {}, strings.filter), make('div', {}), see);
  const results = make('ol', { class: 'entries results' });
  const parting = make('h2', { class: 'parting', hidden: true }, strings.some);
  const others = make('ol', { class: 'entries results' });
  const shown = () => results.children.length + others.children.length;
  const more = make('button', { type: 'button', class: 'more', hidden: true }, strings.more);
  container.replaceChildren(make('div', { class: 'tools' }, status, sort), panel, notes, results, parting, others, more);

  let state = readAddress();
  let hasTyped = document.activeElement === field; // before this script was there
  let asked = 0;

  const refresh = async (offset = 0) => {
    const mine = ++asked;
    const wanted = state;
    document.title = [wanted.text, title].filter(Boolean).join(' — '); // for tabs, history and screen readers
    try {
      const index = await open();
      const query = index.query(wanted.text, {
        parts: true, limit: PAGE, offset, sort: wanted.sort, filters: wanted.filters, facets: panel.open,
      });
      const [answer, face] = await Promise.all([query, panel.open && import('./panel.js')]);
      if (mine !== asked) return;
      show(answer, index.analyser, offset);
      if (face) face.showFacets(panel, answer.facets, state.filters, { FACETS, ROOMY, make, strings, writeDigits });
    } catch (error) {
      if (mine !== asked) return;
      status.textContent = strings[error.code] ?? strings.missing;
      results.replaceChildren();
      others.replaceChildren();
      parting.hidden = true;
      more.hidden = true;
    }
  };

  const show = (answer, analyser, offset) => {
    const asking = answer.words.length || Object.keys(state.filters).length; // signs alone ask for nothing
    status.textContent = asking ? countResults(answer) : strings.prompt;
    notes.replaceChildren(...notesOn(answer, asking).map((text) => make('p', {}, text)), make('ul', { class: 'chips' }, ...chipsFor(answer)));
    const items = answer.hits.map((hit) => resultOf(hit, answer.words, analyser));
    if (!offset) for (const list of [results, others]) list.replaceChildren();
    const whole = Math.max(0, (answer.whole ?? Infinity) - offset);
    results.append(...items.slice(0, whole));
    others.append(...items.slice(whole));
    results.hidden = !results.children.length;
    parting.hidden = !others.children.length;
    if (offset) items[0]?.querySelector('a').focus();
    more.hidden = shown() >= answer.total;
    see.textContent = answer.exact ? `${strings.see} (${writeDigits(answer.total)})` : strings.see;
  };

  const notesOn = ({ spelled = [], dates, total }, asking) => {
    const found = spelled.map((one) => fill(strings.mended, one));
    const days = dates && (dates.from ? writeDays(dates.from, dates.to) : `«${state.text}»`);
    const first = dates?.from ? strings.dated : strings.monthly;
    if (dates?.only && dates.total < total) found.push(fill(dates.total ? first : strings.undated, { days }));
    if (asking && !total) found.push(Object.keys(state.filters).length ? strings.filtered : strings.nothing);
    return found;
  };

  /** Chips that take a filter away, and one that takes the dates of the query for a filter. */
  const chipsFor = ({ dates }) => {
    const { from, to, ...values } = state.filters;
    const without = (name, value) => ({ ...state.filters, [name]: state.filters[name].filter((one) => one !== value) });
    const chips = Object.entries(values).flatMap(([name, all]) =>
      all.map((value) => chip({ ...state, filters: without(name, value) }, writeDigits(value), strings.remove)));
    const days = from && to ? writeDays(from, to) : [from && strings.from, to && strings.to, writeDate(from ?? to)].filter(Boolean).join(' ');
    if (days) chips.push(chip({ ...state, filters: values }, days, strings.remove));
    if (dates?.from && dates.total !== 0) {
      const next = { ...state, text: dates.rest, filters: { ...values, from: dates.from, to: dates.to } };
      chips.push(chip(next, fill(strings.narrow, { days: writeDays(dates.from, dates.to) })));
    }
    return chips;
  };

  const chip = (next, text, label) => {
    const cross = label && make('span', { 'aria-hidden': 'true' }, ' ✕');
    const link = make('a', { href: writeAddress(next), 'aria-label': label && fill(label, { value: text }) }, make('bdi', {}, text), cross);
    link.addEventListener('click', (event) => {
      event.preventDefault();
      field.value = next.text;
      go(next);
      status.focus();
    });
    return make('li', {}, link);
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
  see.addEventListener('click', () => {
    panel.open = false;
    status.focus();
  });
  more.addEventListener('click', () => refresh(shown()));

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

const FACETS = ['topics', 'source', 'people', 'places', 'organisations', 'year'];

function readAddress() {
  const values = new URLSearchParams(location.search);
  const filters = {};
  for (const facet of FACETS) if (values.has(facet)) filters[facet] = values.getAll(facet);
  for (const end of ['from', 'to']) if (isDay(values.get(end))) filters[end] = values.get(end);
  return { text: values.get('q') ?? '', sort: values.get('sort') === 'date' ? 'date' : 'relevance', filters };
}

/** Tell a day from what else an edited address may hold: no day could be written out of that. */
function isDay(text) {
  return /^\d{4}-\d{2}-\d{2}$/u.test(text ?? '') && !Number.isNaN(Date.parse(text));
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
  for (const cell of body?.querySelectorAll('tr > * + *') ?? []) cell.prepend(' · ');
  for (const row of body?.querySelectorAll('tr') ?? []) row.append(' | ');
  for (const line of body?.querySelectorAll('.dateline, h2, h3, figcaption') ?? []) line.append(' · ');
  return (body?.textContent ?? '').replace(/\s+/gu, ' ').trim();
}
