"""Named sets of characters, built from named pieces so that no editor can reorder them.

Each set is a plain `str`, ready for `str.translate`, for `in`, or for a regex class (none of them
holds a character that is special inside `[...]`, except where its own sentence says so), unless it
is a tuple for `str.endswith`.
"""

from __future__ import annotations


def _span(first: str, last: str) -> str:
    return "".join(map(chr, range(ord(first), ord(last) + 1)))


TATWEEL = "\N{ARABIC TATWEEL}"
"""The stretching stroke: a letter to Unicode, a decoration to a reader."""

ZWNJ = "\N{ZERO WIDTH NON-JOINER}"
"""Separates two letters without a space: spelling in Persian and Urdu, kept between letters."""

ZWJ = "\N{ZERO WIDTH JOINER}"
"""Joins emoji, and shapes a lone letter such as the sign of the Hijri year."""

TASHKEEL = (
    _span("\N{ARABIC FATHATAN}", "\N{ARABIC WAVY HAMZA BELOW}")
    + "\N{ARABIC LETTER SUPERSCRIPT ALEF}"
    + _span("\N{ARABIC SIGN SALLALLAHOU ALAYHE WASSALLAM}", "\N{ARABIC SMALL KASRA}")
    + _span(
        "\N{ARABIC SMALL HIGH LIGATURE SAD WITH LAM WITH ALEF MAKSURA}",
        "\N{ARABIC SMALL HIGH SEEN}",
    )
    + _span("\N{ARABIC SMALL HIGH ROUNDED ZERO}", "\N{ARABIC SMALL HIGH MADDA}")
    + _span("\N{ARABIC SMALL HIGH YEH}", "\N{ARABIC SMALL HIGH NOON}")
    + _span("\N{ARABIC EMPTY CENTRE LOW STOP}", "\N{ARABIC SMALL LOW MEEM}")
)
"""Vowel signs and Quranic marks: they stand on a letter and are none themselves."""

ALEF_FORMS = (
    "\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}"
    "\N{ARABIC LETTER ALEF WITH HAMZA BELOW}"
    "\N{ARABIC LETTER ALEF WITH MADDA ABOVE}"
    "\N{ARABIC LETTER ALEF WASLA}"
)
"""Spellings of the first letter that an index files under one heading."""

ARABIC_INDIC_DIGITS = _span("\N{ARABIC-INDIC DIGIT ZERO}", "\N{ARABIC-INDIC DIGIT NINE}")
PERSIAN_DIGITS = _span(
    "\N{EXTENDED ARABIC-INDIC DIGIT ZERO}", "\N{EXTENDED ARABIC-INDIC DIGIT NINE}"
)
ASCII_DIGITS = "0123456789"
DIGITS = ASCII_DIGITS + ARABIC_INDIC_DIGITS + PERSIAN_DIGITS
"""Digits that form numbers in Arabic text; superscripts and other scripts are not among them."""

BIDI_CONTROLS = (
    "\N{ARABIC LETTER MARK}"
    "\N{LEFT-TO-RIGHT MARK}"
    "\N{RIGHT-TO-LEFT MARK}"
    + _span("\N{LEFT-TO-RIGHT EMBEDDING}", "\N{RIGHT-TO-LEFT OVERRIDE}")
    + _span("\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}")
)
"""Orders to a layout engine that a paste carries along; the page's markup gives the direction."""

BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"

INVISIBLE_RUBBISH = (
    "\N{ZERO WIDTH SPACE}"
    "\N{WORD JOINER}"
    "\N{FUNCTION APPLICATION}\N{INVISIBLE TIMES}\N{INVISIBLE SEPARATOR}\N{INVISIBLE PLUS}"
    "\N{SOFT HYPHEN}"
    "\N{MONGOLIAN VOWEL SEPARATOR}"
    "\N{COMBINING GRAPHEME JOINER}"
    "\N{OBJECT REPLACEMENT CHARACTER}"
    + _span("\N{INHIBIT SYMMETRIC SWAPPING}", "\N{NOMINAL DIGIT SHAPES}")
    + _span("\N{INTERLINEAR ANNOTATION ANCHOR}", "\N{INTERLINEAR ANNOTATION TERMINATOR}")
)
"""Characters without a shape that word processors and pages leave in a copied text."""

CONTROL_CHARACTERS = "".join(
    chr(code) for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n\v\f\r\x85"
)
"""C0 and C1 controls that mean nothing in text; tab, line ends and form feed are not among them."""

EXOTIC_SPACES = (
    "\v\f\x85"
    "\N{NO-BREAK SPACE}"
    "\N{OGHAM SPACE MARK}"
    + _span("\N{EN QUAD}", "\N{HAIR SPACE}")
    + "\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}"
    "\N{NARROW NO-BREAK SPACE}"
    "\N{MEDIUM MATHEMATICAL SPACE}"
    "\N{IDEOGRAPHIC SPACE}"
)
"""Spaces and separators that become an ordinary space, so that line numbers never shift."""

DASHES = (
    "\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}\N{EN DASH}\N{EM DASH}\N{HORIZONTAL BAR}"
    "\N{MINUS SIGN}\N{SMALL HYPHEN-MINUS}\N{FULLWIDTH HYPHEN-MINUS}"
)
"""Strokes that writers use for the hyphen-minus of a date."""

COLONS = (":", "\N{FULLWIDTH COLON}")
"""What ends a label and announces what follows."""

BULLETS = (
    "\N{BULLET}\N{BLACK SMALL SQUARE}\N{BLACK SQUARE}\N{BLACK CIRCLE}"
    "\N{WHITE BULLET}\N{TRIANGULAR BULLET}\N{MIDDLE DOT}*"
)
"""Signs before the items of a list, dashes aside."""
