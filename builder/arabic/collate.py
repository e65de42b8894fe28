"""The order of an Arabic index: the article, vowel signs and hamza forms do not count."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from builder.arabic.charsets import ALEF_FORMS, TASHKEEL, TATWEEL, ZWJ, ZWNJ
from builder.arabic.normalise import clean_text
from builder.arabic.numerals import TO_ASCII
from builder.own_yaml import own_data

if TYPE_CHECKING:
    from collections.abc import Mapping

SortKey = tuple[int, str, str]

_ARTICLE: Final = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}"
_ALEF: Final = "\N{ARABIC LETTER ALEF}"
_AFTER_ITS_BASE: Final = "\N{ARABIC LETTER YEH BARREE}"
"""Higher than any letter of an Arabic word, so that Persian pe comes after every Arabic beh."""

_LEADING: Final = re.compile(r"^[\W_]+")
_NUMBER: Final = re.compile(r"[0-9]+")
_DIGITS_PADDED: Final = 12
_SHORTEST_STEM: Final = 2
_ARABIC, _OTHER_LETTER, _DIGIT, _SIGN = range(4)
_FIRST_ARABIC, _LAST_ARABIC = "\u0600", "\u06ff"

OTHER_HEADING: Final = "#"
"""Heading of what begins with no letter."""


def sort_key(text: str) -> SortKey:
    """Return a key that puts names in the order of an Arabic index.

    «ال», tashkeel and the forms of hamza are ignored; Arabic comes before other scripts, letters
    before numbers, and 9 before 10. Equal spellings keep a fixed order by the text itself.

    >>> sorted(["اليمن", "أحمد", "الأردن", "آسيا"], key=sort_key)
    ['أحمد', 'الأردن', 'آسيا', 'اليمن']
    """
    folded = _fold(text)
    return (_class(folded), _NUMBER.sub(_pad, folded).translate(_tables().order), text)


def first_letter(text: str) -> str:
    """Return the heading under which an index files `text`.

    >>> first_letter("الأردن"), first_letter("«إدلب»"), first_letter("BBC"), first_letter("17")
    ('ا', 'ا', 'B', '#')
    """
    folded = _fold(text)
    if _class(folded) in (_ARABIC, _OTHER_LETTER):
        return folded[0].upper()
    return OTHER_HEADING


def _fold(text: str) -> str:
    tables = _tables()
    plain = _LEADING.sub("", clean_text(text).translate(tables.removed))
    first_word = plain.split(" ", 1)[0]
    rest = plain.removeprefix(_ARTICLE)
    if (
        rest != plain
        and first_word not in tables.not_the_article
        and len(first_word) >= len(_ARTICLE) + _SHORTEST_STEM
    ):
        plain = rest
    return plain.translate(tables.folded).casefold()


def _class(folded: str) -> int:
    if not folded:
        return _SIGN
    if _FIRST_ARABIC <= folded[0] <= _LAST_ARABIC:
        return _ARABIC
    return _OTHER_LETTER if folded[0].isalpha() else _DIGIT


def _pad(match: re.Match[str]) -> str:
    return match[0].zfill(_DIGITS_PADDED)


@dataclass(frozen=True, slots=True)
class _Tables:
    """The translation tables, built once from the data file."""

    removed: Mapping[int, None]
    folded: Mapping[int, str | int]
    order: Mapping[int, str]
    not_the_article: frozenset[str]


@cache
def _tables() -> _Tables:
    data = own_data("collation")
    same: dict[str, str] = data["same"]
    after: dict[str, str] = data["after"]
    return _Tables(
        removed=dict.fromkeys(map(ord, TASHKEEL + TATWEEL + ZWNJ + ZWJ)),
        folded={
            **dict.fromkeys(map(ord, ALEF_FORMS), _ALEF),
            **{ord(letter): base for letter, base in same.items()},
            **TO_ASCII,
        },
        order={ord(letter): base + _AFTER_ITS_BASE for letter, base in after.items()},
        not_the_article=frozenset(data["not_the_article"]),
    )
