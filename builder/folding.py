"""Fold a text for matching and find the way back to its original spelling.

A folded text is words and single stops, one space between them: `مصر . في` can never match a name
of two words across the stop. Words keep their order and number, so the n-th folded word is the
n-th word of the original; that is the whole way back, and it costs nothing until it is wanted.

The fold is `search_key` character by character, and what is no letter or digit a space or a stop.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from builder.arabic.bytewise import Bytewise
from builder.arabic.charsets import DASHES, TATWEEL
from builder.arabic.key import search_key

if TYPE_CHECKING:
    from collections.abc import Iterable

STOP: Final = "."
"""What folding puts where names must not cross: full stops, commas, brackets and their like."""

ARTICLE: Final = "ال"
TEH_MARBUTA: Final = "ه"
"""As folded; at the end of a word it is mostly that."""
SLAVE: Final = "عبد"
"""First part of names such as «عبد الله», written apart or together."""

TO_ARTICLE: Final = re.compile(rf"[وف]?(?:[بك]?{ARTICLE}|لل)(?=\w\w)")
"""A definite word up to the end of its article, with what may be joined to it: «وبال», «لل»."""

BETWEEN: Final = "|"
"""What stands between texts that were folded together; no text folds to it."""
_BREAK: Final = "\0"
"""What becomes `BETWEEN`; cleaned texts do not have it."""

_INVISIBLE: Final = frozenset({"Mn", "Me", "Cf"})
_TRANSPARENT: Final = frozenset("\"'«»“”‘’„‹›_-/" + DASHES)
"""Punctuation a name may contain or be wrapped in: كتائب «حزب الله»."""

_SIGNS: Final = "µ¼½¾"
"""Signs that Unicode counts among letters and digits; no name is written with them."""


def fold(text: str) -> str:
    """Return `text` folded to keys of words with single stops between them.

    >>> fold("قصفت «حقل العُمَر» وأهدافاً أخرى.. ميليشيا")
    'قصفت حقل العمر واهدافا اخري . . ميليشيا'
    """
    return " ".join(_FOLD(text).replace(STOP, f" {STOP} ").split())


def fold_together(texts: Iterable[str]) -> str:
    """Return texts folded as one, with `BETWEEN` as a word of its own between each two.

    >>> fold_together(["مطبعة حلب", "", "من الشوير"])
    'مطبعه حلب | | من الشوير'
    """
    return fold(f" {_BREAK} ".join([text.replace(_BREAK, " ") for text in texts]))


@lru_cache(maxsize=1 << 14)
def fold_name(text: str) -> str:
    """Return a name of the vocabulary folded: each is asked for several times."""
    return fold(text)


def name_key(text: str) -> str:
    """Return what two spellings of one name share: the fold, without the space after «عبد».

    >>> name_key("عبد الفتّاح البرهان") == name_key("عبدالفتاح البرهان")
    True
    """
    return fold_name(text).replace(f"{SLAVE} {ARTICLE}", f"{SLAVE}{ARTICLE}")


def excerpt(text: str, first: int, last: int, around: int = 30) -> str:
    """Return the words of `text` from number `first` to `last`, with `around` characters each side.

    Cut between words, with an ellipsis where something was left out. Words count from 0.

    >>> excerpt("بما فيها «حقل العُمَر» النفطي في سوريا", 2, 3, around=9)
    '… فيها «حقل العُمَر» النفطي …'
    """
    shape = _shape(text)
    begin = _match_end(_words_before(first), shape, 0)
    end = _match_end(_words_up_to(last - first), shape, begin)
    own_start = text.rfind(" ", 0, begin) + 1
    left = 0 if begin <= around else min(text.find(" ", begin - around - 1) + 1, own_start)
    own_end = text.find(" ", end)
    if own_end == -1 or len(text) - end <= around:
        right = len(text)
    else:
        right = max(text.rfind(" ", 0, end + around + 1), own_end)
    before = "… " if left else ""
    after = " …" if right < len(text) else ""
    words = text[left:right].strip().replace("\n", " ")  # verses have lines
    return f"{before}{words}{after}"


def _fold_one(char: str) -> str:
    if char == _BREAK:
        return BETWEEN
    if unicodedata.category(char) in _INVISIBLE or char == TATWEEL:
        return ""
    if char.isalnum() and char not in _SIGNS:
        return "".join(filter(str.isalnum, search_key(char)))
    return " " if char.isspace() or char in _TRANSPARENT else STOP


_FOLD: Final = Bytewise(_fold_one)


def _match_end(pattern: re.Pattern[str], shape: str, start: int) -> int:
    match = pattern.match(shape, start)
    return match.end() if match else len(shape)


@lru_cache(maxsize=512)
def _words_before(count: int) -> re.Pattern[str]:
    """Match up to the word with `count` words before it; one match is faster than a list of all."""
    return re.compile(rf"(?:[^w]*w[wm]*){{{count}}}[^w]*")


@lru_cache(maxsize=512)
def _words_up_to(number: int) -> re.Pattern[str]:
    return re.compile(_words_before(number).pattern + r"w[wm]*")


def _kind(char: str) -> str:
    folded = _fold_one(char)
    if not folded:
        return "m"
    return "w" if folded.isalnum() else " "


_shape: Final = lru_cache(maxsize=64)(Bytewise(_kind))
"""Gives a text with one letter for each character: `w` in a word, `m` invisible, or a gap.

The evidence of one article returns to the same paragraphs.
"""
