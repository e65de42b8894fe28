/** The panel of filters of the search page, which is fetched when it is opened first. */

const SHOWN_VALUES = 40;

/** Show `facets` in `panel`: groups of fields, with those of `filters` chosen. The last are what `page.js` has anyway. */
export function showFacets(panel, facets, filters, { FACETS, ROOMY, make, strings, writeDigits }) {
  /** A group of fields that folds: on a phone the names of all groups fit on the screen, and those in use stand open. */
  const group = (name, title, isUsed, ...fields) => {
    const before = panel.querySelector(`details[data-name="${name}"]`);
    const open = before ? before.open : isUsed || matchMedia(`(min-width: ${ROOMY})`).matches;
    return make('details', { 'data-name': name, open }, make('summary', {}, title), make('div', { role: 'group', 'aria-label': title }, ...fields));
  };

  facets.year.sort(([a], [b]) => b - a);
  const groups = FACETS.map((facet) => [facet, facets[facet]]).filter(([, values]) => values.length).map(([facet, values]) => {
    const chosen = filters[facet] ?? [];
    const shown = values.filter(([value], i) => i < SHOWN_VALUES || chosen.includes(value));
    return group(facet, strings.facets[facet], chosen.length > 0, ...shown.map(([value, number]) => {
      const box = make('input', { type: 'checkbox', name: facet, value, checked: chosen.includes(value) });
      return make('label', {}, box, make('span', { dir: 'auto' }, writeDigits(value)), make('small', {}, writeDigits(number)));
    }));
  });
  const ends = ['from', 'to'];
  const dates = group('dates', strings.dates, ends.some((end) => filters[end]), ...ends.map((end) =>
    make('label', {}, strings[end], make('input', { type: 'date', name: end, value: filters[end] ?? '' }))));
  const focused = document.activeElement?.closest?.('.facets input');
  panel.querySelector('div').replaceChildren(...groups, dates);
  if (focused) panel.querySelector(`input[name="${CSS.escape(focused.name)}"][value="${CSS.escape(focused.value)}"]`)?.focus();
}
