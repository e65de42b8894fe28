/** Results as you type below a search field: a combobox for keyboard and screen reader. */

import { make, mark } from './marks.js';
import { countResults, fill, strings, writeDate, writeDigits } from './strings.js';

/** Milliseconds without a letter after which results are asked for. */
const PAUSE = 50;
const MOST = 6;

/** Let `form`'s field show results. `open()` gives the index, `site` the address of the site's root. */
export function attachBox(form, { open, site, id }) {
  const field = form.elements.namedItem('q');
  const list = make('div', { role: 'listbox', id: `${id}-list`, class: 'found', 'aria-label': strings.label, hidden: true });
  const status = make('p', { role: 'status', class: 'unseen' });
  for (const [name, value] of Object.entries({
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': list.id,
  })) field.setAttribute(name, value);
  form.classList.add('with-results');
  form.append(list, status);

  let chosen = -1;
  let timer;
  let asked = 0;

  const options = () => [...list.querySelectorAll('a')];
  /** A line of the list that cannot be chosen: what a reader with eyes is told, and nobody else twice. */
  const line = (text) => make('p', { role: 'option', 'aria-disabled': 'true' }, text);
  const show = (visible) => {
    list.hidden = !visible;
    field.setAttribute('aria-expanded', String(visible));
    if (!visible) choose(-1);
  };
  const choose = (place) => {
    chosen = place;
    options().forEach((option, i) => option.setAttribute('aria-selected', String(i === place)));
    const option = options()[place];
    if (!option) {
      field.removeAttribute('aria-activedescendant');
      return;
    }
    field.setAttribute('aria-activedescendant', option.id);
    option.scrollIntoView({ block: 'nearest' });
  };

  const render = (answer, analyser) => {
    const option = (name, href, ...content) =>
      make('a', { role: 'option', id: `${id}-${name}`, 'aria-selected': 'false', href, tabindex: '-1' }, ...content);
    const items = answer.hits.map((hit, i) =>
      option(i, new URL(hit.url, site).href,
        make('b', { dir: 'auto' }, ...mark(hit.title, answer.words, analyser)),
        make('small', {}, [...hit.source, writeDate(hit.date)].filter(Boolean).join(' · '))));
    if (answer.total > answer.hits.length) {
      const every = new URL(`?${new URLSearchParams({ q: field.value.trim() })}`, form.action).href;
      items.push(option('all', every, answer.exact ? `${strings.all} (${writeDigits(answer.total)})` : strings.all));
    }
    const mended = (answer.spelled ?? []).map((one) => fill(strings.mended, one));
    const notes = items.length ? mended : [countResults(answer)];
    if (answer.whole < answer.hits.length) items.splice(answer.whole, 0, line(strings.some));
    list.replaceChildren(...notes.map(line), ...items);
    status.textContent = [...mended, countResults(answer)].join(' ');
    show(true);
  };

  const ask = async () => {
    const text = field.value.trim();
    const mine = ++asked;
    if (!text) {
      list.replaceChildren();
      status.textContent = '';
      show(false);
      return;
    }
    try {
      const index = await open();
      const answer = await index.query(text, { prefix: true, limit: MOST });
      if (mine === asked && document.activeElement === field) render(answer, index.analyser);
    } catch (error) {
      if (mine !== asked) return;
      status.textContent = strings[error.code] ?? strings.missing;
      list.replaceChildren(line(status.textContent));
      show(true);
    }
  };

  field.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  field.addEventListener('focus', () => list.childElementCount && show(true));
  field.addEventListener('keydown', (event) => {
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in moves && options().length) {
      event.preventDefault();
      show(true);
      const places = options().length + 1; // one place is the field itself
      choose(((chosen + 1 + moves[event.key] + places) % places) - 1);
    } else if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault();
      show(false);
    } else if (event.key === 'Enter' && chosen >= 0 && !event.isComposing) {
      event.preventDefault();
      options()[chosen].click();
    }
  });
  form.addEventListener('focusout', (event) => {
    if (!form.contains(event.relatedTarget)) show(false);
  });
  list.addEventListener('pointerdown', (event) => event.preventDefault()); // keep the field's focus
  open().catch(() => undefined); // the answer to the first letter tells what is wrong
  if (field.value) ask(); // a quick reader typed while this was on its way
}
