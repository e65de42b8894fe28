"""Fold a text for matching and find the way back to its original spelling.

A folded text is words and single stops, one space between them: `مصر . في` can never match a name
of two words across the stop. Words keep their order and number, so the n-th folded word is the
n-th word of the original; that is the whole way back, and it costs nothing until it is wanted.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from builder.arabic.charsets import DASHES, TATWEEL
from builder.arabic.key import search_key

if TYPE_CHECKING:
    from collections.abc import Iterator

STOP: Final = "."
"""What folding puts where names must not cross: full stops, commas, brackets and their like."""

_INVISIBLE: Final = frozenset({"Mn", "Me", "Cf"})
_TRANSPARENT: Final = frozenset("\"'«»“”‘’„‹›_-/" + DASHES)
"""Punctuation a name may contain or be wrapped in: كتائب «حزب الله»."""


class _Table(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if unicodedata.category(char) in _INVISIBLE or char == TATWEEL:
            folded = ""
        elif char.isalnum():
            folded = "".join(filter(str.isalnum, search_key(char)))
        elif char.isspace() or char in _TRANSPARENT:
            folded = " "
        else:
            folded = f" {STOP} "
        self[code] = folded
        return folded


_TABLE: Final = _Table()


def fold(text: str) -> str:
    """Return `text` folded to keys of words with single stops between them.

    >>> fold("قصفت «حقل العُمَر» وأهدافاً أخرى.. ميليشيا")
    'قصفت حقل العمر واهدافا اخري . . ميليشيا'
    """
    return " ".join(text.translate(_TABLE).split())


def excerpt(text: str, first: int, last: int, around: int = 30) -> str:
    """Return the words of `text` from number `first` to `last`, with `around` characters each side.

    Cut between words, with an ellipsis where something was left out. Words count from 0.

    >>> excerpt("بما فيها «حقل العُمَر» النفطي في سوريا", 2, 3, around=9)
    '… فيها «حقل العُمَر» النفطي …'
    """
    spans = tuple(islice(_words(text), first, last + 1))
    begin, end = spans[0][0], spans[-1][1]
    own_start = text.rfind(" ", 0, begin) + 1
    left = 0 if begin <= around else min(text.find(" ", begin - around - 1) + 1, own_start)
    own_end = text.find(" ", end)
    if own_end == -1 or len(text) - end <= around:
        right = len(text)
    else:
        right = max(text.rfind(" ", 0, end + around + 1), own_end)
    before = "… " if left else ""
    after = " …" if right < len(text) else ""
    return f"{before}{text[left:right].strip()}{after}"


def _words(text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in _word_pattern().finditer(text))


@cache
def _word_pattern() -> re.Pattern[str]:
    """Match what `fold` makes one word of: letters and digits, with the marks it leaves out."""
    marks = "".join(
        chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) in _INVISIBLE
    )
    inside = re.escape(marks + TATWEEL)
    return re.compile(rf"[^\W_{TATWEEL}](?:[^\W_]|[{inside}])*")
