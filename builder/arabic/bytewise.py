"""Fold texts character by character, in the time that copying them takes.

`str.translate` looks every character up in a dictionary: a tenth of a microsecond each, and all
that is matched is folded first. Arabic text is made of some two hundred characters, so they fit
into an eight-bit character set of our own. A text is encoded in it and decoded by another table,
in which each character stands folded. Other characters take the slow way to the same result, and
what stands between them does not.
"""

from __future__ import annotations

import re
from codecs import charmap_build, charmap_decode, charmap_encode
from typing import TYPE_CHECKING, Final

from builder.arabic.charsets import ARABIC_INDIC_DIGITS, PERSIAN_DIGITS, ZWNJ

if TYPE_CHECKING:
    from collections.abc import Callable

_SIZE: Final = 256
_NOTHING: Final = "\ufffe"
"""Stands in a table of characters where there is none."""
_USUAL: Final = "".join(
    (
        *map(chr, range(0x80)),
        *map(chr, range(ord("\N{ARABIC LETTER HAMZA}"), ord("\N{ARABIC LETTER GHAIN}") + 1)),
        *map(chr, range(ord("\N{ARABIC TATWEEL}"), ord("\N{ARABIC SUKUN}") + 1)),
        "\N{ARABIC LETTER SUPERSCRIPT ALEF}\N{ARABIC LETTER ALEF WASLA}پچژڤگکیھہےںٹڈڑ",
        ARABIC_INDIC_DIGITS,
        PERSIAN_DIGITS,
        "،؛؟٪٫٬«»‹›“”„‘’•·–—−©®°×",
        "\N{NO-BREAK SPACE}\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}" + ZWNJ,
        "éèêëàâäçîïôöûüñ",
    )
)
"""The characters of nearly all lines in Arabic; those of ASCII come first, each at its number."""


class Bytewise:
    """Folds texts by a function that says what one character becomes.

    >>> Bytewise(lambda character: {"أ": "ا", "😀": ""}.get(character, character))("أب😀")
    'اب'
    """

    def __init__(self, fold: Callable[[str], str]) -> None:
        """Make the tables of the usual characters; the others are folded when they are met."""
        self._others = _Table(fold)
        known, folded = [_NOTHING] * _SIZE, [_NOTHING] * _SIZE
        dropped = bytearray()
        for place, character in enumerate(_USUAL):
            to = fold(character)
            if len(to) > 1:
                continue  # it has no place in a table
            known[place], folded[place] = character, to or _NOTHING
            if not to:
                dropped.append(place)
        self._known = charmap_build("".join(known))
        self._folded = "".join(folded)
        self._dropped = bytes(dropped)
        usual = "".join(filter(_NOTHING.__ne__, known))
        self._unusual = re.compile(f"([^{re.escape(usual)}]+)")

    def __call__(self, text: str) -> str:
        """Return `text` folded."""
        try:
            encoded = charmap_encode(text, "strict", self._known)[0]
        except UnicodeEncodeError:
            pieces = self._unusual.split(text)
            pieces[1::2] = [piece.translate(self._others) for piece in pieces[1::2]]
            pieces[::2] = [self(piece) if piece else "" for piece in pieces[::2]]
            return "".join(pieces)
        return charmap_decode(encoded.translate(None, self._dropped), "strict", self._folded)[0]


class _Table(dict[int, str]):
    """What each character becomes, worked out when it is first met.

    Unicode has too many characters to table them all; a text uses a few hundred.
    """

    def __init__(self, fold: Callable[[str], str]) -> None:
        super().__init__()
        self._fold = fold

    def __missing__(self, code: int) -> str:
        self[code] = folded = self._fold(chr(code))
        return folded
