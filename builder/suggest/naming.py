"""Say what kind of thing a phrase names, by its first word, its shape and what stands before it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from builder.addresses import MAX_LENGTH, is_id
from builder.folding import ARTICLE, fold
from builder.likeness import is_common
from builder.suggest.rules import rules

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from builder.suggest.phrases import Phrase
    from builder.vocabulary.entries import Kind

ENOUGH_CUES: Final = 0.2
"""Share of a phrase's uses behind a title, or behind «مدينة», from which that says what it is."""
TEH_MARBUTA: Final = "ه"
"""As folded; at the end of a word it is mostly that, and read as a vowel."""
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
    """Yield an id for each name that no other entry has; the vowels a person has to add.

    >>> list(propose_ids(["مطبعة الشوير", "مطبعه الشوير", "؟"], {"entry"}))
    ['mtbaa-al-shuir', 'mtbaa-al-shuir-2', 'entry-2']
    """
    used = set(taken)
    for name in names:
        stem = "-".join(filter(None, map(_romanise, fold(name).split())))[: MAX_LENGTH - 4]
        stem = stem.strip("-") if is_id(stem.strip("-")) else _UNNAMED
        found, number = stem, 1
        while found in used:
            number += 1
            found = f"{stem}-{number}"
        used.add(found)
        yield found


def _romanise(word: str) -> str:
    rest = word.removeprefix(ARTICLE) if len(word) > len(ARTICLE) + 1 else word
    table = rules().romanisation
    letters = "".join(table.get(letter, letter) for letter in rest.removesuffix(TEH_MARBUTA))
    letters += "a" * rest.endswith(TEH_MARBUTA)
    latin = "".join(letter for letter in letters if letter.isascii() and letter.isalnum())
    return f"al-{latin}" if rest != word and latin else latin
