"""Say what kind of thing a phrase names, by its first word, its shape and what stands before it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from builder.addresses import is_id
from builder.folding import ARTICLE, TEH_MARBUTA, fold
from builder.likeness import is_common
from builder.suggest.rules import rules

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from builder.suggest.phrases import Phrase
    from builder.vocabulary.entries import Kind

ENOUGH_CUES: Final = 0.2
"""Share of a phrase's uses behind a title, or behind «مدينة», from which that says what it is."""
LONG: Final = 30
"""Letters of an id up to which it keeps all words of a name."""
SHORT: Final = 24
_VOWELS: Final = ("a", "i", "u")
_HALF_VOWELS: Final = {"و": "w", "ي": "y"}
"""Letters that are consonants at the beginning of a word."""
_UNNAMED: Final = "entry"


class Guess(NamedTuple):
    """What a phrase seems to name."""

    kind: Kind | None
    """None where nothing says."""
    sort: str | None = None
    """The kind of place or organisation."""


def guess(phrase: Phrase) -> Guess:
    """Return what a phrase seems to name."""
    known, first = rules(), phrase.words[0]
    if len(phrase.words) > 1:
        if sort := known.organisation_heads.get(first):
            return Guess("organisations", sort)
        if sort := known.place_heads.get(first):
            return Guess("places", sort)
    for cue, count in sorted(phrase.cues.items(), key=lambda pair: (-pair[1], pair[0])):
        if count >= ENOUGH_CUES * phrase.count and cue in known.place_before:
            return Guess("places", known.place_before[cue])
    return Guess("people") if _is_person(phrase) else Guess(None)


def kind_of_source(name: str) -> str:
    """Return the kind of a publisher by the first word of its name.

    >>> kind_of_source("جريدة الضفة"), kind_of_source("المجلة"), kind_of_source("حبر على ورق")
    ('newspaper', 'magazine', 'site')
    """
    heads, first = rules().source_heads, fold(name).partition(" ")[0]
    return heads.get(first) or heads.get(first.removeprefix(ARTICLE)) or "site"


def _is_person(phrase: Phrase) -> bool:
    """Tell whether a phrase has the shape of a person's name, or stands behind titles."""
    known, words = rules(), phrase.words
    if len(words) == 1:
        return False
    if words[0] in known.first_names | known.ranks or known.in_names & set(words[:-1]):
        return True
    titled = sum(count for cue, count in phrase.cues.items() if cue in known.titles)
    is_titled = titled >= ENOUGH_CUES * phrase.count and not words[0].startswith(ARTICLE)
    return is_titled and not any(map(is_common, words))


def propose_ids(names: Collection[str], taken: Collection[str]) -> Iterator[str]:
    """Yield an id for each name that no other entry has; a person has to mend its vowels.

    >>> list(propose_ids(["مطبعة الشوير", "مطبعه الشوير", "؟"], {"entry"}))
    ['matbaa-al-shuir', 'matbaa-al-shuir-2', 'entry-2']
    >>> list(propose_ids(["المجلة العراقية الأخرى للدراسات اللغوية"], ()))
    ['majla-araqia-akhri']
    """
    used = set(taken)
    for name in names:
        stem = _short([_romanise(word) for word in fold(name).split()])
        stem = stem if is_id(stem) else _UNNAMED
        found, number = stem, 1
        while found in used:
            number += 1
            found = f"{stem}-{number}"
        used.add(found)
        yield found


def _short(words: Sequence[str]) -> str:
    """Join words to an id; a long name does without its articles and its last words."""
    if len(whole := "-".join(filter(None, words))) <= LONG:
        return whole
    bare = [word.removeprefix("al-") for word in words if word]
    kept = [word for place, word in enumerate(bare) if len("-".join(bare[: place + 1])) <= SHORT]
    return "-".join(kept) or bare[0][:SHORT]


def _romanise(word: str) -> str:
    """Write a folded word in Latin letters, with an «a» where it could not be spoken without.

    >>> [_romanise(word) for word in ("مكتبه", "نهر", "سراقب", "الوطنيه", "يوسف")]
    ['maktaba', 'nahr', 'saraqb', 'al-watnia', 'yusf']
    """
    rest = word.removeprefix(ARTICLE) if len(word) > len(ARTICLE) + 1 else word
    table = rules().romanisation
    letters = [table.get(letter, letter) for letter in rest.removesuffix(TEH_MARBUTA)]
    letters += ["a"] * rest.endswith(TEH_MARBUTA)
    letters = [one for one in letters if one.isascii() and one.isalnum()]
    if letters and rest[0] in _HALF_VOWELS:
        letters[0] = _HALF_VOWELS[rest[0]]
    latin = _spoken(letters)
    return f"al-{latin}" if rest != word and latin else latin


def _spoken(letters: Sequence[str]) -> str:
    """Put an «a» behind each consonant that two others, or the end, would leave without a vowel."""
    spoken, closed = "", True
    for letter, after in pairwise((*letters, "")):
        spoken += letter
        if letter in _VOWELS or after in _VOWELS:
            closed = False
        elif closed and after:
            spoken += "a"
            closed = False
        else:
            closed = True
    return spoken
