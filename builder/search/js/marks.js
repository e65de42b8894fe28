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
