/** Elements made of text alone: nothing that an article or a reader wrote is ever read as HTML. */

/** Return a new element with attributes and children; strings become text. */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.filter((child) => child !== undefined && child !== ''));
  return element;
}

/** Longer words that end in ه mostly end in ة. */
const SHORT = 3;
const SEAT = /[ئؤ]/u;

/** Return `text` as nodes, with the words that `wanted` names marked in their own spelling. */
export function mark(text, wanted, analyser) {
  const stems = new Set(wanted.map(analyser.stem));
  const nodes = [];
  let done = 0;
  for (const { key, start, end } of analyser.places(text)) {
    if (!stems.has(analyser.stem(key)) || analyser.isStop(key)) continue;
    nodes.push(text.slice(done, start), make('mark', {}, text.slice(start, end)));
    done = end;
  }
  return [...nodes, text.slice(done)];
}

/**
 * Return a correction of a word of `text` as people spell it: the index knows words by their keys only. The titles of
 * `hits` have many of them, and what both words share the reader has spelt.
 */
export function spelled({ from, to }, text, hits, analyser) {
  const find = (key, texts) => {
    for (const one of texts) {
      const place = analyser.places(one).find((word) => word.key === key);
      if (place) return one.slice(place.start, place.end);
    }
    return undefined;
  };
  const typed = find(from, [text]);
  if (typed === undefined) return { from, to }; // a whole query, as its keys write it
  const titles = hits.map(({ title }) => title);
  return { from: typed, to: to.split(' ').map((key) => find(key, titles) ?? respelled(key, from, typed, analyser)).join(' ') };
}

/** Return the likeliest spelling of a word beside one that is `typed` with the key `from`. */
function respelled(to, from, typed, analyser) {
  const usual = to.length > SHORT ? to.replace(/ه$/u, 'ة') : to;
  const letters = [...typed].filter((letter) => analyser.key(letter));
  if (letters.length !== from.length) return usual;
  let start = 0;
  while (start < to.length && to[start] === from[start]) start++;
  let end = 0;
  while (end < to.length - start && to.at(-1 - end) === from.at(-1 - end)) end++;
  if (SEAT.test(letters.at(-end))) end--; // what a hamza sits on hangs on the letter before it
  const ending = end > 0 ? letters.slice(-end) : [];
  return [...letters.slice(0, start), usual.slice(start, to.length - ending.length), ...ending].join('');
}

const BEFORE = 60;
const LENGTH = 220;

/** Return the stretch of `text` with the most different words of `wanted`, cut at words. */
export function excerpt(text, wanted, analyser) {
  const stems = new Set(wanted.map(analyser.stem));
  const hits = analyser.places(text)
    .map((place) => ({ ...place, stem: analyser.stem(place.key) }))
    .filter(({ stem }) => stems.has(stem));
  let best = { value: 0, start: 0 };
  hits.forEach(({ start }, i) => {
    const near = hits.slice(i).filter((hit) => hit.end <= start + LENGTH - BEFORE);
    const value = new Set(near.map(({ stem }) => stem)).size;
    if (value > best.value) best = { value, start };
  });
  const from = best.start <= BEFORE ? 0 : text.indexOf(' ', best.start - BEFORE) + 1;
  const rest = text.slice(from, from + LENGTH);
  const cut = from + LENGTH < text.length ? `${rest.slice(0, rest.lastIndexOf(' ')).replace(/[\s.،؛:…·|]+$/u, '')}…` : rest;
  return from ? `…${cut}` : cut;
}
