/**
 * Read a query in Latin letters that finds nothing as it stands: typed on another keyboard than was meant, or written
 * as it sounds.
 *
 * Few queries need this, so it is fetched with the first that does.
 */

/** Shorter words say too little of what keyboard a query was typed on, or what they sound like. */
const TELLING = 3;
/** So many letters of a word are tried together, and so many beginnings are looked at. */
const BEGINNING = 2;
const MOST_BEGINNINGS = 12;
const ARTICLE = 'ال';
const LATIN_ARTICLE = /(?<![a-z])(?:al|el)[\s-]+(?=[a-z])/g;
/** What a Latin keyboard types for Arabic letters, key by key. */
const KEYS = "qwertyuiop[]asdfghjkl;'zxcvnm,./`";
const LETTERS = 'ضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوزظذ';
/** What is written as it sounds has these signs alone, and a vowel in each word; what another keyboard types has not. */
const SOUNDING = /^[a-z\s'-]+$/;
const BETWEEN = /[\s'-]+/;
const VOWEL = /[aeiouy]/;
/** Longer words nobody types as they sound, and a row of vowels, each of which may be unwritten, fits a word in too many ways. */
const MOST_SOUNDS = 16;
/** One sound, a doubled letter too. */
const UNIT = /[sckgtdp]h|[aei][iy]|ie|a[uw]|o[uw]|([a-z])\1?/g;
/** Letters that a sound may be written with, as keys fold them, apart by spaces; a vowel may be none, and «ع» has no letter. */
const SOUNDS = {
  sh: 'ش', ch: 'ش', kh: 'خ', gh: 'غ', th: 'ث ت ط ذ', dh: 'ذ ض ظ د', ph: 'ف', b: 'ب', c: 'ك ق', d: 'د ض', f: 'ف', g: 'ج غ ق', h: 'ح ه',
  j: 'ج', k: 'ك ق', l: 'ل', m: 'م', n: 'ن', p: 'ب', q: 'ق', r: 'ر', s: 'س ص', t: 'ت ط', v: 'ف', w: 'و', x: 'كس', z: 'ز ظ ذ',
  a: ' ا ع عا', e: ' ي ا', i: ' ي ع', o: ' و', u: ' و ع', y: ' ي', ai: 'ي اي', ay: 'ي اي', ei: 'ي اي', ey: 'ي اي', ie: 'ي', ou: 'و', ow: 'و', au: 'و او', aw: 'و او',
};
const FIRST = { a: 'ا ع عا', e: 'ا ع', i: 'ا ع اي عي', o: 'ا ع او عو', u: 'ا ع او عو', y: 'ي' };
const LAST = { a: 'اء ا ه ي ', e: 'ه ي ' };
/** What a word is less likely, in powers of two, for each vowel that it does not write, and for an article that was not typed. */
const UNSAID = 1.5;

/** Return the answer to what `text` may mean, if it says nothing as it stands; `ask` answers an Arabic query. */
export async function readLatin(text, { analyser, lookUp, finder, ask }) {
  const all = analyser.words(text);
  const telling = all.filter((word) => word.length >= TELLING);
  const words = telling.length ? telling : all;
  const terms = await Promise.all(words.map((word) => lookUp(word)));
  if (terms.filter(({ lists }) => lists.length).length * 2 > words.length) return undefined;
  const typed = keyed(text);
  const [answer, sounded] = await Promise.all([ask(typed), sound(text, analyser, finder)]);
  const isGuessed = answer.corrections.length >= analyser.words(typed).length;
  const found = sounded && (await ask(sounded));
  const corrections = [{ from: text, to: typed }];
  const other = answer.total && !isGuessed ? { ...answer, corrections, spelled: corrections } : undefined;
  if (!found || other?.total >= found.total) return other;
  const { spelled } = await import('./mend.js');
  const { to } = spelled({ from: all[0], to: sounded }, text, found.hits, analyser);
  return { ...found, corrections: [{ from: text, to: sounded }], spelled: [{ from: text, to }] };
}

/** Return what `text`, typed on a Latin keyboard, says on an Arabic one. */
function keyed(text) {
  return [...text.toLowerCase().replaceAll('b', 'لا')].map((key) => LETTERS[KEYS.indexOf(key)] ?? key).join('');
}

/** Return the most common words of the collection that sound like those of `text`, if there are such for all of them. */
async function sound(text, analyser, finder) {
  const written = analyser.key(text).replace(LATIN_ARTICLE, '');
  if (!SOUNDING.test(written) || !written.split(BETWEEN).every((word) => !word || VOWEL.test(word))) return undefined;
  const found = await Promise.all(analyser.words(written).map((word) => heardAs(word, finder)));
  return found.length && found.every(Boolean) ? found.join(' ') : undefined;
}

async function heardAs(word, finder) {
  const units = word.match(UNIT) ?? [];
  if (units.length < TELLING || units.length > MOST_SOUNDS) return undefined;
  const sounds = units.map((unit, i) => {
    const one = unit[0] === unit[1] ? unit[0] : unit;
    return ((!i && FIRST[one]) || (i === units.length - 1 && LAST[one]) || SOUNDS[one]).split(' ');
  });
  let beginnings = [''];
  for (const letters of sounds) beginnings = beginnings.flatMap((one) => (one.length < BEGINNING ? letters.map((letter) => one + letter) : one));
  const some = [...new Set(beginnings)].slice(0, MOST_BEGINNINGS);
  const pattern = new RegExp(`^(${ARTICLE})?${sounds.map((letters) => `(${letters.join('|')})`).join('')}$`, 'u');
  const words = await Promise.all([...some, ...some.map((one) => ARTICLE + one)].map(finder.beginning));
  const heard = words.flat().flatMap(({ text, frequency }) => {
    const [found, article, ...letters] = pattern.exec(text) ?? [];
    const unsaid = letters.filter((one) => !one).length + (article ? 1 : 0);
    return found ? { text, worth: frequency - UNSAID * unsaid } : [];
  });
  return heard.sort((a, b) => b.worth - a.worth || (a.text < b.text ? -1 : 1))[0]?.text;
}
