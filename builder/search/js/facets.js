/** Filter documents by facet and count what every further choice would leave. */

/** Tell whether a document fits `filters`; the facet `except` does not count. */
export function passes({ date, values }, filters = {}, names, except) {
  if (filters.from && !(date >= filters.from)) return false;
  if (filters.to && !(date && date <= filters.to)) return false;
  if (except !== 'year' && !fits(filters.year, [date.slice(0, 4)])) return false;
  return names.every((name, i) => name === except || fits(filters[name], values[i]));
}

function fits(wanted, values) {
  if (wanted === undefined || wanted === '' || wanted.length === 0) return true;
  const any = Array.isArray(wanted) ? wanted : [wanted];
  return any.some((one) => values.includes(String(one)));
}

/**
 * Return for each facet `[[value, count], …]`, the largest count first.
 *
 * A facet's own choice does not narrow its counts: several of its values can be chosen, and each says how
 * many documents it would bring.
 */
export function countFacets(rows, scores, filters = {}, names) {
  const found = rows.filter(({ number }) => scores.has(number));
  const counted = {};
  for (const facet of ['year', ...names]) {
    const counts = new Map();
    const place = names.indexOf(facet);
    for (const row of found) {
      if (!passes(row, filters, names, facet)) continue;
      const values = facet === 'year' ? [row.date.slice(0, 4)].filter(Boolean) : row.values[place];
      for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    const byName = ([a], [b]) => (a < b ? -1 : 1);
    counted[facet] = [...counts].sort((a, b) => b[1] - a[1] || byName(a, b));
  }
  return counted;
}

/** Return the documents of a facet block, which is JSON: `{ number, date, values }`, values as lists of names. */
export function rowsOf([steps, dates, facets]) {
  let number = 0;
  return steps.map((step, i) => ({
    number: (number += step),
    date: dates[i],
    values: facets.map(([names = [], each = []]) => (each[i] ?? []).map((place) => names[place])),
  }));
}
