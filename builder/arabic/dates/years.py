"""Read a year that a text writes in words: «ألفين وأربعة وعشرين»."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_UNITS: Final = (
    ("احد", "احدي", "واحد", "واحده"),
    ("اثنين", "اثنان", "اثنتين", "اثنتان", "اثني", "اثنا", "اثنتي", "اثنتا"),
    ("ثلاث", "ثلاثه"),
    ("اربع", "اربعه"),
    ("خمس", "خمسه"),
    ("ست", "سته"),
    ("سبع", "سبعه"),
    ("ثمان", "ثماني", "ثمانيه"),
    ("تسع", "تسعه"),
    ("عشر", "عشره"),
)
_TENS: Final = ("عشر", "ثلاث", "اربع", "خمس", "ست", "سبع", "ثمان", "تسع")
_HUNDREDS: Final = ("", "", "ثلاث", "اربع", "خمس", "ست", "سبع", "ثمان", "تسع")
_HUNDRED: Final = ("مايه", "ميه")
_TEEN: Final = frozenset({"عشر", "عشره"})
_TEN, _HUNDRED_YEARS, _THOUSAND = 10, 100, 1000
_AND: Final = "و"
_EARLIEST, _LATEST = 1300, 2199


class Year(NamedTuple):
    """A year, and how many words name it."""

    value: int
    words: int


def _values() -> dict[str, int]:
    found = {word: value for value, words in enumerate(_UNITS, 1) for word in words}
    for at, stem in enumerate(_TENS, 2):
        found |= {f"{stem}ين": at * _TEN, f"{stem}ون": at * _TEN}
    for word in _HUNDRED:
        found[word] = _HUNDRED_YEARS
        for at, stem in enumerate(_HUNDREDS, 1):
            if stem:
                found[stem + word] = found[f"{stem}ي{word}"] = at * _HUNDRED_YEARS
    found |= dict.fromkeys(("ميتين", "ميتان", "مايتين", "مايتان"), 2 * _HUNDRED_YEARS)
    return found


_VALUES: Final = _values()
THOUSANDS: Final = {"الف": 1000, "الفين": 2000, "الفان": 2000}
"""The words with which such a year begins, folded as `lexicon.fold` does."""


def year_in_words(words: Sequence[str], at: int) -> Year | None:
    """Return the year that begins at the folded word `at`; a thousand alone is a number of things.

    >>> year_in_words("الفين واربعه وعشرين".split(), 0)
    Year(value=2024, words=3)
    >>> year_in_words("الف وتسع مايه واثنتين وخمسين".split(), 0)
    Year(value=1952, words=5)
    >>> year_in_words("الفين واحد عشر".split(), 0), year_in_words("الفين شخص".split(), 0)
    (Year(value=2011, words=3), None)
    """
    total, smallest, end = THOUSANDS[words[at]], _THOUSAND, at + 1
    while end < len(words) and (part := _part(words, end)) is not None:
        value, taken = part
        if value >= smallest and not (smallest < _TEN <= value < _HUNDRED_YEARS):
            break
        total, smallest, end = total + value, value, end + taken
    return Year(total, end - at) if end > at + 1 and _EARLIEST <= total <= _LATEST else None


def _part(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """Return a part that «و» joins to the one before, and how many words it has."""
    taken = 1 if words[at] != _AND else 2
    word = words[at + 1] if taken > 1 and at + 1 < len(words) else words[at].removeprefix(_AND)
    if taken == 1 and word == words[at]:
        return None
    value = _VALUES.get(word)
    if value is None:
        return None
    following = words[at + taken] if at + taken < len(words) else ""
    if value < _TEN and following in _TEEN:
        return value + _TEN, taken + 1
    if value < _TEN and following in _HUNDRED:
        return value * _HUNDRED_YEARS, taken + 1
    return value, taken
