"""Numbers as Arabic text writes them: two digit sets beside the ASCII one."""

from __future__ import annotations

from typing import Final

from builder.arabic.charsets import ARABIC_INDIC_DIGITS, ASCII_DIGITS, PERSIAN_DIGITS

TO_ASCII: Final[dict[int, int]] = str.maketrans(
    ARABIC_INDIC_DIGITS + PERSIAN_DIGITS, ASCII_DIGITS * 2
)
"""Table for `str.translate`: one character for one, so that offsets stay."""

_TO_ARABIC: Final = str.maketrans(ASCII_DIGITS + PERSIAN_DIGITS, ARABIC_INDIC_DIGITS * 2)


def ascii_digits(text: str) -> str:
    """Write the digits of `text` as ASCII.

    >>> ascii_digits("١١ آب ۲۰۲۱")
    '11 آب 2021'
    """
    return text.translate(TO_ASCII)


def arabic_digits(text: str) -> str:
    """Write the digits of `text` in the eastern Arabic set.

    >>> arabic_digits("11 آب ۲۰۲۱")
    '١١ آب ٢٠٢١'
    """
    return text.translate(_TO_ARABIC)
