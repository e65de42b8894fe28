"""Clean text for display: repair what transport did to it and keep what the publisher wrote.

Display text and search keys are two things. Nothing here folds spellings; see `key.py` for that.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from builder.arabic.charsets import (
    BIDI_CONTROLS,
    BYTE_ORDER_MARK,
    CONTROL_CHARACTERS,
    EXOTIC_SPACES,
    INVISIBLE_RUBBISH,
    TATWEEL,
    ZWJ,
    ZWNJ,
)

if TYPE_CHECKING:
    from collections.abc import Callable

_LINE_END: Final = re.compile(r"\r\n?|\n")
_INVISIBLE: Final = str.maketrans(
    "", "", BYTE_ORDER_MARK + BIDI_CONTROLS + INVISIBLE_RUBBISH + CONTROL_CHARACTERS
)
_SPACES: Final = str.maketrans(dict.fromkeys(EXOTIC_SPACES, " "))
_JOINER_RUN: Final = re.compile(f"[{ZWNJ}{ZWJ}]+")
_RULE_OF_TATWEEL: Final = re.compile(rf"(?m)^([ \t]*){TATWEEL}[{TATWEEL} \t]*$")


def clean_text(text: str) -> str:
    r"""Return `text` fit for display, nearly lossless: no letter of it is lost, none is changed.

    Cleaning cleaned text changes nothing.

    >>> clean_text("\ufeff\u200fمن\u00a0دمشق\r\n")
    'من دمشق\n'
    """
    for step in STEPS:
        text = step(text)
    return text


def is_blank(text: str) -> bool:
    r"""Say whether a reader would see nothing: spaces, no-break spaces, bidi marks.

    >>> is_blank("\u00a0\u200f "), is_blank("و")
    (True, False)
    """
    return not clean_text(text).strip()


def unify_line_ends(text: str) -> str:
    r"""Write every line end as `\n`; what else `str.splitlines` breaks at ends no editor's line.

    >>> unify_line_ends("a\r\nb\rc")
    'a\nb\nc'
    """
    return _LINE_END.sub("\n", text) if "\r" in text else text


def remove_invisible(text: str) -> str:
    r"""Remove byte order marks, bidi controls, zero-width characters and control characters.

    >>> remove_invisible("\u202bمرحبا\u202c\u200b\x00")
    'مرحبا'
    """
    return text.translate(_INVISIBLE)


def plain_spaces(text: str) -> str:
    r"""Turn every kind of space but the tab and the line end into U+0020.

    >>> plain_spaces("أ\u00a0ب\u2028ج")
    'أ ب ج'
    """
    return text.translate(_SPACES)


def tidy_joiners(text: str) -> str:
    r"""Keep a zero-width (non-)joiner where it does something, drop it anywhere else.

    A non-joiner works between two letters (Persian «می\u200cخواهم»); a joiner after anything
    visible, as in emoji and in «ه\u200d».

    >>> tidy_joiners("می\u200cخواهم \u200cو\u200c") == "می\u200cخواهم و"
    True
    """
    if ZWNJ not in text and ZWJ not in text:
        return text
    return _JOINER_RUN.sub(_tidy_run, text)


def remove_tatweel_rules(text: str) -> str:
    """Empty the lines that are a rule drawn with tatweel; inside words it is the writer's choice.

    >>> remove_tatweel_rules("ـــــــــ"), remove_tatweel_rules("عـاجل")
    ('', 'عـاجل')
    """
    return _RULE_OF_TATWEEL.sub(r"\1", text) if TATWEEL in text else text


def compose(text: str) -> str:
    r"""Compose letter and mark into one character where Unicode has one (NFC, never NFKC).

    >>> compose("ا\u0653") == "آ", compose("ﷺ")
    (True, 'ﷺ')
    """
    return unicodedata.normalize("NFC", text)


STEPS: Final[tuple[Callable[[str], str], ...]] = (
    unify_line_ends,
    remove_invisible,
    plain_spaces,
    tidy_joiners,
    remove_tatweel_rules,
    compose,
)
"""What `clean_text` does, in order. Composition comes last: what is removed may part two marks."""


def _tidy_run(match: re.Match[str]) -> str:
    before = match.string[match.start() - 1] if match.start() else " "
    after = match.string[match.end()] if match.end() < len(match.string) else " "
    if ZWNJ in match[0] and _is_letter_or_mark(before) and after.isalpha():
        return ZWNJ
    if ZWJ in match[0] and not before.isspace():
        return ZWJ
    return ""


def _is_letter_or_mark(character: str) -> bool:
    return character.isalpha() or unicodedata.category(character) == "Mn"
