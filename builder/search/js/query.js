/** Read what a reader typed: words, dates, and phrases in «…», "…" or “…”. */

const PHRASE = /«([^»]*)»|"([^"]*)"|“([^”]*)”/gu;
/** The time of day behind a date: «2021-08-11T10:00Z». */
const TIME = /(\p{Nd}{4}-\p{Nd}\p{Nd}?-\p{Nd}\p{Nd}?)[T ]\p{Nd}\p{Nd}?:\p{Nd}\p{Nd}[\p{Nd}:.]*(?:Z|[+-]\p{Nd}\p{Nd}:?\p{Nd}\p{Nd})?/giu;
/** An article typed apart from its word; «آل» is a word of its own. */
const ARTICLE = /(?<![\p{L}\p{M}])(ال)\s+(?=\p{L})/gu;
const SPELT = /\p{L}+/gu;
/** A letter that stands for a title, and few articles have with the name: «د. طه حسين», «أ.د/ …». */
const TITLE = /(?<!\p{L})[ء-ي][./](?=.*\p{L}{2})/gu;
const MOST_WORDS = 32;
/** Longer queries tell what they want by most of their words, and are ranked as questions are. */
const MOST_KEYWORDS = 3;
const LONGEST_TEXT = 2000;

/**
 * Return `{ words, isOptional, phrases, onlyPhrases, dates, isDate, open, isStop, areKeywords }`: the keys to look up,
 * each once, and which of them an article need not have; phrases as lists of `{ word, offset }`, the names of months among them; whether nothing stands outside quotation marks;
 * the dates that `readDates` finds there, and what tells their words; whether the reader may still be typing the last
 * word; whether there are stop words alone; and whether these are a few words that all should be there, and no question.
 *
 * Stop words are left out as long as another word remains, but for names; inside a phrase they stand for any word.
 */
export function parseQuery(text, analyser, readDates) {
  const shown = String(text ?? '').slice(0, LONGEST_TEXT).replace(TIME, '$1').replace(ARTICLE, '$1').replace(TITLE, '');
  const phrases = [];
  for (const [, ...quoted] of shown.matchAll(PHRASE)) {
    const words = analyser.words(quoted.find((one) => one !== undefined));
    const phrase = words.map((word, offset) => ({ word, offset })).filter(({ word }) => !analyser.isStop(word));
    if (phrase.length) phrases.push(phrase);
  }
  const outside = shown.replace(PHRASE, (phrase) => ';'.repeat(phrase.length));
  const all = [...new Set(analyser.words(shown))];
  const spelt = (shown.match(SPELT) ?? []).filter(analyser.isNamed);
  const tells = (word) => !analyser.isStop(word) || spelt.includes(word);
  const telling = all.filter((word, ...place) => tells(word) && !analyser.asks(word, ...place));
  const words = (telling.length ? telling : all).slice(0, MOST_WORDS);
  const isStop = all.length > 0 && all.every(analyser.isStop);
  const isOptional = (word) => !isStop && analyser.isStop(word);
  const needed = words.filter((word) => !isOptional(word)).length;
  const open = all.at(-1) === words.at(-1) && !isOptional(words.at(-1)) && /[\p{L}\p{N}\p{M}]$/u.test(shown);
  const onlyPhrases = phrases.length > 0 && !analyser.words(outside).some((word) => !analyser.isStop(word));
  const { dates, rows } = readDates(outside, shown);
  if (dates) dates.only &&= !phrases.length;
  const others = new Set(dates && analyser.words(dates.rest));
  const isDate = (word) => dates && !others.has(word);
  phrases.push(...rows);
  const areKeywords = needed > 1 && needed <= MOST_KEYWORDS && !/[?؟]/u.test(shown) && !all.some(analyser.asks);
  return { words, isOptional, phrases, onlyPhrases, dates, isDate, open, isStop, areKeywords };
}
