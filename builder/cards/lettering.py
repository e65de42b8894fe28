"""Arabic text → letters as they stand from left to right, measured and drawn.

Pillow's basic layout draws code points one after the other and needs no system library, so that
cards look the same everywhere. What it does not do is done here: letters are joined, lines put in
visual order, missing letters taken from the other face, and vowel signs set over their letters.
"""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING, Final, Literal

from arabic_reshaper import ArabicReshaper
from bidi import get_display
from bidi.mirror import MIRRORED
from PIL import ImageFont

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.ImageDraw import ImageDraw

Face = Literal["naskh", "sans"]

OTHER: Final[dict[Face, Face]] = {"naskh": "sans", "sans": "naskh"}
"""The face that lends the letters a face has not."""
SIGNS_BELOW: Final = frozenset("\N{ARABIC KASRATAN}\N{ARABIC KASRA}")
SHADDA: Final = "\N{ARABIC SHADDA}"
VOWEL_SIGNS: Final = (
    SIGNS_BELOW
    | {SHADDA, "\N{ARABIC FATHATAN}", "\N{ARABIC DAMMATAN}", "\N{ARABIC FATHA}"}
    | {"\N{ARABIC DAMMA}", "\N{ARABIC SUKUN}", "\N{ARABIC LETTER SUPERSCRIPT ALEF}"}
)
JOINERS: Final = frozenset("\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}")
MOST_SIGNS: Final = 2
"""Vowel signs that one letter can carry, such as shadda and fatha; more are a mistake or a game."""
GAP: Final = 0.05
"""Air between a letter and its vowel sign, in ems."""
TELLTALE: Final = "\N{COMBINING GRAPHEME JOINER}"
"""An invisible sign that follows each bracket through the reordering: see `_mirrored`."""
_REMINDERS: Final = {
    "L": "\N{LEFT-TO-RIGHT MARK}",
    "R": "\N{RIGHT-TO-LEFT MARK}",
    "AL": "\N{ARABIC LETTER MARK}",
}


@dataclass(frozen=True, slots=True)
class Span:
    """Letters of one face that stand next to each other."""

    face: Face
    letters: str
    signs: tuple[tuple[int, str], ...] = ()
    """Vowel signs, those of one letter together, with the letter's place in `letters`."""


Line = tuple[Span, ...]
_Look = tuple[ImageFont.FreeTypeFont, int]


def is_arabic(text: str) -> bool:
    """Tell whether text is read from right to left: one Arabic letter is enough.

    A headline that begins with a Latin name is still an Arabic one.

    >>> is_arabic("CNN: أخبار"), is_arabic("Aleppo 1706")
    (True, False)
    """
    return any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in text)


def is_drawn(letter: str) -> bool:
    """Tell whether a face has a letter, or it tells how letters join; emoji are not drawn.

    >>> is_drawn("ب"), is_drawn("\N{GRINNING FACE}")
    (True, False)
    """
    return letter in VOWEL_SIGNS | JOINERS or _face_for(letter, "naskh") is not None


def compose(text: str, face: Face, *, rtl: bool, before: str = "") -> Line:
    """Return one line of text as it is drawn from left to right.

    `before` is what stands on the lines above: it decides how a number at the line's beginning is
    read, as in one long paragraph. Letters that no face has (emoji) are left out.

    >>> [(span.face, span.letters) for span in compose("في (ABC)", "naskh", rtl=True)]
    [('naskh', '(ABC) ﻲﻓ')]
    """
    joined = _reshaper().reshape(unicodedata.normalize("NFC", text).replace(TELLTALE, ""))
    marked = "".join(sign + TELLTALE if sign in MIRRORED else sign for sign in joined)
    shown = get_display(_reminder(before) + marked, base_dir="R" if rtl else "L")
    return tuple(_spans(_mirrored(str(shown)), face))


def width(line: Line, size: int) -> float:
    """Return how far a line reaches, in pixels."""
    return sum(_font(span.face, size).getlength(span.letters) for span in line)


def draw(line: Line, canvas: ImageDraw, place: tuple[float, float], size: int, ink: int) -> None:
    """Draw a line from its left end at `place`, which is on the baseline."""
    left, baseline = place
    for span in line:
        font = _font(span.face, size)
        canvas.text((left, baseline), span.letters, ink, font, anchor="ls")
        for index, signs in span.signs:
            pen = left + font.getlength(span.letters[:index]), baseline
            _draw_signs(signs, span.letters[index], canvas, pen, (font, ink))
        left += font.getlength(span.letters)


def _draw_signs(
    signs: str, letter: str, canvas: ImageDraw, pen: tuple[float, float], look: _Look
) -> None:
    """Draw vowel signs over or under the middle of their letter, shadda nearest to it.

    The faces say the exact places in tables that the basic layout does not read; the middle of the
    letter's ink comes close.
    """
    font, ink = look
    left, top, right, bottom = _ink(letter, font)
    gap = GAP * font.size
    for sign in sorted(signs, key=lambda sign: sign != SHADDA)[:MOST_SIGNS]:
        from_left, highest, from_right, lowest = _ink(sign, font)
        across = (left + right - from_left - from_right) / 2
        if sign in SIGNS_BELOW:
            down = max(bottom, 0) + gap - highest
            bottom = down + lowest
        else:
            down = top - gap - lowest
            top = down + highest
        canvas.text((pen[0] + across, pen[1] + down), sign, ink, font, anchor="ls")


def _ink(letter: str, font: ImageFont.FreeTypeFont) -> tuple[float, float, float, float]:
    """Return the box of a letter's ink around a pen at 0, 0; Pillow's own holds the pen too."""
    mask, (left, top) = font.getmask2(letter, anchor="ls")
    box = mask.getbbox() or (0, 0, 0, 0)
    return left + box[0], top + box[1], left + box[2], top + box[3]


def _mirrored(shown: str) -> str:
    """Turn the brackets of a line in visual order that are read from right to left.

    The package that orders the line does not say which; a sign that follows a bracket stands left
    of it afterwards where it is read from right to left, and right of it elsewhere.
    """
    letters = iter(shown)
    turned = []
    for letter in letters:
        if letter == TELLTALE:
            turned.append(MIRRORED[next(letters)])
        else:
            turned.append(letter)
            if letter in MIRRORED:
                next(letters)
    return "".join(turned)


def _spans(shown: str, face: Face) -> Iterator[Span]:
    """Part a line in visual order into stretches of one face, vowel signs with their letters."""
    known = [
        (its, letter, vowels)
        for letter, vowels in zip(*_lift_signs(shown), strict=True)
        if (its := _face_for(letter, face)) is not None
    ]
    for its, group in groupby(known, key=lambda item: item[0]):
        stretch = list(group)
        signs = tuple((at, vowels) for at, (_, _, vowels) in enumerate(stretch) if vowels)
        yield Span(its, "".join(letter for _, letter, _ in stretch), signs)


def _lift_signs(shown: str) -> tuple[list[str], list[str]]:
    """Take the vowel signs off a line in visual order, where they stand left of their letter."""
    letters: list[str] = []
    signs: list[str] = []
    waiting = ""
    for character in shown:
        if character in VOWEL_SIGNS:
            waiting = character + waiting
        else:
            letters.append(character)
            signs.append(waiting)
            waiting = ""
    return letters, signs


def _reminder(before: str) -> str:
    """Return an invisible mark that stands for the last letter of the lines above."""
    strong = (unicodedata.bidirectional(letter) for letter in reversed(before))
    return next((_REMINDERS[kind] for kind in strong if kind in _REMINDERS), "")


def _face_for(letter: str, face: Face) -> Face | None:
    return next((one for one in (face, OTHER[face]) if ord(letter) in _coverage()[one]), None)


@cache
def _coverage() -> dict[Face, frozenset[int]]:
    text = files("builder").joinpath("data/fonts/coverage.json").read_text(encoding="utf-8")
    faces: dict[Face, list[tuple[int, int]]] = json.loads(text)
    return {
        face: frozenset(code for first, last in rows for code in range(first, last + 1))
        for face, rows in faces.items()
    }


@cache
def _font(face: Face, size: int) -> ImageFont.FreeTypeFont:
    file = files("builder").joinpath(f"data/fonts/{face}.ttf")
    return ImageFont.truetype(str(file), size, layout_engine=ImageFont.Layout.BASIC)


@cache
def _reshaper() -> ArabicReshaper:
    """Return the joiner of letters; only ligatures that both faces have."""
    return ArabicReshaper({"language": "Arabic", "delete_harakat": False})
