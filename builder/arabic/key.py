"""Fold text into keys for matching: what readers type and what publishers wrote meet here.

A key is never shown. Display text is the business of `builder.arabic.normalise`, which loses
nothing; a key loses on purpose whatever two people spell differently: vowel marks, tatweel, hamza
seats, ة against ه, ى against ي, Persian letter forms, three sets of digits, accents and capitals.
The rules stand in `analysis.json`, which the browser's search reads too.
"""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any, Final

from builder.arabic.bytewise import Bytewise

_INVISIBLE: Final = frozenset({"Mn", "Me", "Cf"})
"""Categories of characters that a key leaves out: marks above and below, and format characters."""


def search_key(text: str) -> str:
    """Return the key of `text`: equal for all spellings of the same words.

    Each character is folded on its own, so a key can be cut, joined and folded again.

    >>> search_key("إِيرانُ والوِلايـاتُ المتَّحدة")
    'ايران والولايات المتحده'
    >>> search_key("مسؤولى الهيئة ٢٠٢١")
    'مسوولي الهييه 2021'
    >>> search_key("Café ﻻ")
    'cafe لا'
    """
    return _KEY(text)


def words(text: str) -> list[str]:
    """Return the keys of the words of `text`, in order: runs of letters and digits.

    >>> words("«حقل العُمَر»، 3 ساعات")
    ['حقل', 'العمر', '3', 'ساعات']
    """
    return spaced_words(text).split()


def spaced_words(text: str) -> str:
    r"""Return the words of `text` in one string, with nothing but spaces between them.

    >>> spaced_words("«حقل العُمَر»،\n3 ساعات").split(" ")
    ['', 'حقل', 'العمر', '', '', '3', 'ساعات']
    """
    return _WORDS(text)


@cache
def analysis() -> dict[str, Any]:
    """Return the rules of `analysis.json`; treat them as read-only."""
    rules: dict[str, Any] = json.loads(
        files("builder.arabic").joinpath("analysis.json").read_text(encoding="utf-8"),
    )
    return rules


def _explicit_folds() -> dict[str, str]:
    """Return the folds of `analysis.json`, one entry a character."""
    rules = analysis()
    folds = {char: to for to, chars in rules["fold"].items() for char in chars}
    folds |= dict.fromkeys(rules["drop"], "")
    for digits in rules["digits"]:
        folds |= {digit: str(value) for value, digit in enumerate(digits)}
    return folds


_EXPLICIT: Final = _explicit_folds()


def _fold(character: str) -> str:
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).lower())
    return "".join(
        _EXPLICIT.get(part, part) for part in parts if unicodedata.category(part) not in _INVISIBLE
    )


def _fold_apart(character: str) -> str:
    """Fold a character; what is neither letter nor digit parts words."""
    return "".join(part if part.isalnum() else " " for part in _fold(character))


_KEY: Final = Bytewise(_fold)
_WORDS: Final = Bytewise(_fold_apart)
