/**
 * Words, keys and stems, as `builder/arabic/key.py` and `stem.py` make them.
 *
 * The rules are `builder/arabic/analysis.json`; they come with the index, so that a page and an index
 * can never disagree. `tests/test_search_analysis.py` proves both sides equal, word for word.
 */

const SHORTEST = 3;
const INVISIBLE = /[\p{Mn}\p{Me}\p{Cf}]/gu;
const WORD = /[\p{L}\p{N}]+/gu;
/** Letters of a root, which take the places of ف, ع, ل and a second ل in the shapes of words. */
const ROOT = /(\S)(\S)(\S?)(\S?)/g;

/** Return the analyser for `rules`, the content of `analysis.json`. */
export function createAnalyser(rules) {
  const key = createFolder(rules);
  const stemmer = createStemmer(rules, key);
  const stops = new Set(rules.stop_words.flatMap((line) => line.split(' ')).map(key));
  const named = new Set(rules.named.split(' '));
  const asking = Object.entries(rules.question_words).map(([place, line]) => [place, new Set(line.split(' ').map(key))]);
  const { any, first, last } = Object.fromEntries(asking);
  return {
    key,
    words: (text) => key(text).match(WORD) ?? [],
    /** Words with their places in `text`: `{ key, start, end }`. */
    places: (text) => wordPlaces(text, key),
    stem: stemmer.stem,
    parts: stemmer.parts,
    isStop: (word) => stops.has(word),
    /** Tell whether a stop word, as it is spelt, is a name of people too: «علي», but not «على». */
    isNamed: (word) => named.has(word),
    /** Tell whether a word of a query asks a question: a filter of `words`. Some that do so first are names behind others. */
    asks: (word, place, { length }) =>
      any.has(word) || (!place && first.has(word)) || (place === length - 1 && last.has(word)),
  };
}

function createFolder(rules) {
  const folds = new Map();
  for (const [to, characters] of Object.entries(rules.fold)) {
    for (const character of characters) folds.set(character, to);
  }
  for (const character of rules.drop) folds.set(character, '');
  for (const digits of rules.digits) [...digits].forEach((digit, value) => folds.set(digit, `${value}`));
  const seen = new Map();
  const fold = (character) => {
    const parts = character.normalize('NFKD').toLowerCase().normalize('NFKD').replace(INVISIBLE, '');
    let folded = '';
    for (const part of parts) folded += folds.get(part) ?? part;
    seen.set(character, folded);
    return folded;
  };
  return (text) => {
    let folded = '';
    for (const character of text) folded += seen.get(character) ?? fold(character);
    return folded;
  };
}

/** Fold `text` one character at a time, so that every word knows where it stood. */
function wordPlaces(text, key) {
  const found = [];
  let word = '';
  let start = 0;
  let end = 0;
  let at = 0;
  const finish = () => {
    if (word) found.push({ key: word, start, end });
    word = '';
  };
  for (const character of text) {
    const next = at + character.length;
    for (const part of key(character)) {
      if (!/[\p{L}\p{N}]/u.test(part)) {
        finish();
        continue;
      }
      if (!word) start = at;
      word += part;
      end = next;
    }
    if (word && key(character) === '') end = next; // a mark belongs to the letter before it
    at = next;
  }
  finish();
  return found;
}

/**
 * Return pairs of broken plurals or other spellings, apart by spaces, and what gives the word that one of them is of, by
 * its place there.
 */
function otherForms({ plural_patterns: patterns, broken_plurals: plurals, spellings }) {
  const fill = (shape, roots) => roots.replace(ROOT, shape.replaceAll('ف', '$1').replaceAll('ع', '$2').replace('ل', '$3').replace('ل', '$4'));
  const rooted = patterns.map(([one, other, length, joined]) => {
    const roots = joined.match(RegExp(`.{${length}}`, 'gu'));
    return [fill(other, roots.join(' ')), (place) => fill(one, roots[place])];
  });
  const listed = [plurals, spellings].flatMap(Object.entries);
  return [...rooted, ...listed.map(([one, others]) => [others, () => one])];
}

function createStemmer(analysis, key) {
  const rules = analysis.stem;
  const letters = new Set(rules.letters + rules.silent);
  const [doubled, single] = rules.doubled;
  const [future, futureBefore, futureLeaves] = rules.future;
  const number = new RegExp(rules.number);
  const shapes = analysis.plural_shapes.map(([shape, one]) => [new RegExp(`^${shape}$`, 'u'), one]);
  /** What gives the singular of each broken plural: the stems of all would take longer than a search. */
  const plurals = new Map();

  const bare = (word) => {
    if (!word.includes(rules.silent) && !word.includes(doubled)) return word;
    const shorter = word.replaceAll(rules.silent, '').replaceAll(doubled, single);
    return shorter.length >= SHORTEST ? shorter : word;
  };

  const withoutArticle = (word) => {
    const fits = (article) =>
      word.startsWith(article) && word.length - article.length >= rules.article_leaves;
    return word.slice(rules.articles.find(fits)?.length ?? 0);
  };

  const withoutSuffix = (word) => {
    const fits = ([suffix, leaves]) => word.length - suffix.length >= leaves && word.endsWith(suffix);
    const found = rules.suffixes.find(fits);
    return found ? word.slice(0, -found[0].length) : word;
  };

  const allWithoutSuffixes = (word) => {
    const found = [];
    for (let shorter = withoutSuffix(word); shorter !== word; shorter = withoutSuffix(word)) {
      found.push(shorter);
      word = shorter;
    }
    return found;
  };

  const allWithoutProclitics = (word, leaves) => {
    const found = [];
    for (;;) {
      const isFuture = word[0] === future && futureBefore.includes(word[1] ?? ' ');
      if (word.length <= leaves || !(isFuture || rules.proclitics.includes(word[0]))) return found;
      if (isFuture && word.length <= futureLeaves) return found;
      word = word.slice(1);
      found.push(word);
    }
  };

  const withoutClitics = (word) => {
    const ended = allWithoutSuffixes(word).at(-1) ?? word;
    return allWithoutProclitics(ended, rules.proclitic_leaves).at(-1) ?? ended;
  };

  /** Return the stem of a word that is no plural. */
  const simple = (word) => withoutClitics(withoutArticle(bare(word)));

  /** Return the singular of `word` where it has the shape of a plural. */
  const singular = (word) => {
    if (word[2] !== 'ا') return undefined; // as all shapes have it
    for (const [shape, one] of shapes) {
      const groups = shape.exec(word);
      if (groups) return one.replace(/[1-9]/g, (group) => groups[group]);
    }
    return undefined;
  };

  const brokenPlural = (word) => {
    const starts = [word, ...allWithoutProclitics(word, SHORTEST)];
    const forms = starts.flatMap((start) => [start, ...allWithoutSuffixes(start)]);
    const known = forms.find((form) => plurals.has(form));
    if (known) return simple(key(plurals.get(known)()));
    for (const form of forms) {
      const one = singular(form);
      if (one) return withoutClitics(one);
    }
    return undefined;
  };

  const strip = (word) => {
    const whole = bare(word);
    const inner = withoutArticle(whole);
    const plural = (plurals.has(inner) ? undefined : brokenPlural(whole)) ?? brokenPlural(inner);
    return plural ?? withoutClitics(inner);
  };

  for (const [forms, one] of otherForms(analysis)) {
    key(forms).split(' ').forEach((form, place) => plurals.set(bare(form), () => one(place)));
  }

  const isArabic = (word) => [...word].every(letters.has, letters);
  const stem = (word) => {
    if (!isArabic(word)) return word.replace(number, '$1');
    return word.length >= SHORTEST ? strip(word) : word;
  };

  /**
   * What stands before and after the stem in `word`; or, where a `plural` hides it, that without its article. What is glued
   * to a number is as little another ending as clitics are.
   */
  const parts = (word) => {
    if (!isArabic(word)) return { before: word, after: '' };
    const whole = bare(word);
    const inner = stem(word);
    const at = whole.indexOf(inner);
    return at < 0 ? { plural: withoutArticle(whole) } : { before: whole.slice(0, at), after: whole.slice(at + inner.length) };
  };

  return { stem, parts };
}
