"""Find letters that look like Arabic ones and are not: names written with them never match."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from builder.own_yaml import own_data

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_WORD: Final = re.compile(r"\S+")
_ARABIC: Final = re.compile("[\N{ARABIC LETTER HAMZA}-\N{ARABIC LETTER YEH}]")
_LATIN: Final = re.compile("[A-Za-z]")
_INVISIBLE: Final = "Cf"
INVISIBLE: Final = re.compile(
    "[\N{SOFT HYPHEN}\N{ARABIC LETTER MARK}\N{ZERO WIDTH SPACE}-\N{RIGHT-TO-LEFT MARK}"
    "\u202a-\u202e\N{WORD JOINER}-\u206f\N{ZERO WIDTH NO-BREAK SPACE}]"
)
"""Letters that show nothing; a message has to say where they stand."""
_FINAL_TATWEEL: Final = re.compile(r"(?<=\w)\N{ARABIC TATWEEL}(?!\w)")
"""Where tatweel is part of the spelling: the mark of Hijri years, «لـ» before a quotation mark."""


class LookAlike(NamedTuple):
    """A wrong letter, by name, and the text with all wrong letters put right."""

    letter: str
    right: str


def find_look_alikes(text: str) -> Iterator[LookAlike]:
    """Yield the wrong letters of `text`, each once.

    >>> [found.right for found in find_look_alikes("سور\N{ARABIC LETTER FARSI YEH}ا")]
    ['سوريا']
    >>> [found.letter for found in find_look_alikes("اBلعراق")]
    ['B (LATIN CAPITAL LETTER B)']
    >>> list(find_look_alikes("قناة BBC عربي، سنة 1235ه\N{ARABIC TATWEEL}."))
    []
    """
    text = _FINAL_TATWEEL.sub("", text)
    if not _may_be_wrong(text):
        return
    right = _WORD.sub(lambda match: _put_right(match.group()), text)
    for letter in dict.fromkeys(_wrong_letters(text)):
        yield LookAlike(f"{letter} ({unicodedata.name(letter, hex(ord(letter)))})", right)


def _may_be_wrong(text: str) -> bool:
    """Turn away nearly every text, before it is looked at word by word."""
    if _LATIN.search(text) and _ARABIC.search(text):
        return True
    return any(map(_is_wrong_anywhere, set(text)))


@cache
def _is_wrong_anywhere(char: str) -> bool:
    return char in _table()["anywhere"] or unicodedata.category(char) == _INVISIBLE


def _wrong_letters(text: str) -> Iterator[str]:
    for match in _WORD.finditer(text):
        mixed = _ARABIC.search(match.group()) and _LATIN.search(match.group())
        for char in match.group():
            if _is_wrong_anywhere(char) or (mixed and _LATIN.match(char)):
                yield char


def _put_right(word: str) -> str:
    table = _table()
    mixed = _ARABIC.search(word) and _LATIN.search(word)
    return "".join(
        table["anywhere"].get(
            char, table["inside"].get(char, "") if mixed and _LATIN.match(char) else char
        )
        for char in word
        if unicodedata.category(char) != _INVISIBLE
    )


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    table: Mapping[str, Mapping[str, str]] = own_data("look_alikes")
    return table
