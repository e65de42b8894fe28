"""Fold a text for matching and find the way back to its original spelling.

A folded text is words and single stops, one space between them: `مصر . في` can never match a name
of two words across the stop. Words keep their order and number, so the n-th folded word is the
n-th word of the original; that is the whole way back, and it costs nothing until it is wanted.

The fold is `search_key` character by character. Ordinary Arabic fits into windows-1256, one byte a
character, and there a table does in microseconds what characters need a hundred for; whatever does
not fit takes the slow way to the same result.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Final

from builder.arabic.charsets import DASHES, TATWEEL
from builder.arabic.key import search_key

STOP: Final = "."
"""What folding puts where names must not cross: full stops, commas, brackets and their like."""

_INVISIBLE: Final = frozenset({"Mn", "Me", "Cf"})
_TRANSPARENT: Final = frozenset("\"'«»“”‘’„‹›_-/" + DASHES)
"""Punctuation a name may contain or be wrapped in: كتائب «حزب الله»."""

_SIGNS: Final = "µ¼½¾"
"""Signs that Unicode counts among letters and digits; no name is written with them."""

_BYTE: Final = "windows-1256"


def fold(text: str) -> str:
    """Return `text` folded to keys of words with single stops between them.

    >>> fold("قصفت «حقل العُمَر» وأهدافاً أخرى.. ميليشيا")
    'قصفت حقل العمر واهدافا اخري . . ميليشيا'
    """
    table, dropped = _byte_table()
    try:
        folded = text.encode(_BYTE).translate(table, dropped).decode(_BYTE)
    except UnicodeError:
        folded = text.translate(_TABLE)
    return " ".join(folded.replace(STOP, f" {STOP} ").split())


def excerpt(text: str, first: int, last: int, around: int = 30) -> str:
    """Return the words of `text` from number `first` to `last`, with `around` characters each side.

    Cut between words, with an ellipsis where something was left out. Words count from 0.

    >>> excerpt("بما فيها «حقل العُمَر» النفطي في سوريا", 2, 3, around=9)
    '… فيها «حقل العُمَر» النفطي …'
    """
    spans = _word_spans(text)
    begin, end = spans[min(first, len(spans) - 1)][0], spans[min(last, len(spans) - 1)][1]
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


class _Table(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if unicodedata.category(char) in _INVISIBLE or char == TATWEEL:
            folded = ""
        elif char.isalnum() and char not in _SIGNS:
            folded = "".join(filter(str.isalnum, search_key(char)))
        else:
            folded = " " if char.isspace() or char in _TRANSPARENT else STOP
        self[code] = folded
        return folded


_TABLE: Final = _Table()


@cache
def _byte_table() -> tuple[bytes, bytes]:
    """Return the fold of windows-1256 as a table of bytes, and the bytes that it leaves out."""
    table = bytearray(range(256))
    dropped = bytearray()
    for byte in range(256):
        folded = _TABLE[ord(bytes((byte,)).decode(_BYTE))]
        if folded:
            table[byte] = folded.encode(_BYTE)[0]
        else:
            dropped.append(byte)
    return bytes(table), bytes(dropped)


@lru_cache(maxsize=64)  # the evidence of one article returns to the same paragraphs
def _word_spans(text: str) -> tuple[tuple[int, int], ...]:
    spaced = text.replace("_", " ")  # as `fold` does; `\\w` would take it for a letter
    return tuple(match.span() for match in _word_pattern().finditer(spaced))


@cache
def _word_pattern() -> re.Pattern[str]:
    """Match what `fold` makes one word of: letters and digits, with the marks it leaves out."""
    marks = "".join(
        chr(code) for code in range(0x10000) if unicodedata.category(chr(code)) in _INVISIBLE
    )
    return re.compile(rf"[^\W{TATWEEL}{_SIGNS}][\w{re.escape(marks)}]*")
