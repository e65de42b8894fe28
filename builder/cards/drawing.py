"""The card itself: a sheet of paper with a bound edge, the headline, and where it comes from.

The colours and faces are the site's own (`builder/theme/assets/warraq/warraq.css`). Everything is
drawn at twice its size and brought down, one ink after the other, to a few shades of each ink:
letters are smooth and files small.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

from builder.cards.lettering import compose, draw, is_arabic, width
from builder.cards.wrapping import Frame, fit

if TYPE_CHECKING:
    from builder.cards.lettering import Face
    from builder.cards.wrapping import Fitted

SIZE: Final = (1200, 630)
PAPER: Final = (0xF7, 0xF1, 0xE3)
INKS: Final = {
    "ink": (0x24, 0x1B, 0x12),
    "faded": (0x67, 0x5A, 0x49),
    "rubric": (0x8F, 0x2A, 0x1C),
    "line": (0xD9, 0xCB, 0xB0),
}
SHADES: Final = 15
"""Shades of each ink from nearly paper to full: 61 colours in all."""
LEVELS: Final = [round(level * SHADES / 255) for level in range(256)]
PACKING: Final = 7
"""zlib's level: 8 and 9 take three and eight times as long for a file 4 and 7 % smaller."""
SCALE: Final = 2
"""How much larger everything is drawn before it is brought down."""
STAMP: Final = "warraq"
"""Keyword of the PNG text in which a card says what it was made from."""

LEFT: Final = 84
RIGHT: Final = 1092
SPINE: Final = ((1168, 0, 1200, 630), (1157, 0, 1160, 630))
"""The bound edge, on the right as in Arabic books: a band and the line beside it."""
SEAL: Final = (1032, 56, 1092, 116)
SEAL_CORNER: Final = 11
SEAL_LETTER: Final = (1052, 89, 66)
"""Left end, baseline and size of the seal's letter."""
NAME: Final = Frame(924, 80, largest=40, smallest=40, most_lines=1)
NAME_RIGHT: Final = 1012
NAME_BASELINE: Final = 98
HEADLINE: Final = Frame(RIGHT - LEFT, 340, largest=128, smallest=44)
HEADLINE_MIDDLE: Final = 322
"""Where the middle of the headline's ink comes to stand."""
FOOT_LINE: Final = (LEFT, 524, RIGHT, 526)
FOOT_BASELINE: Final = 577
FOOT_GAP: Final = 48
DATE: Final = Frame(420, 80, largest=30, smallest=24, most_lines=1)
SOURCE_SIZE: Final = 30


@dataclass(frozen=True, slots=True)
class Wording:
    """What a card says."""

    headline: str
    source: str
    date: str
    collection: str


def picture(wording: Wording, stamp: str) -> bytes:
    """Return the card as a PNG that carries `stamp`."""
    sheet = _blank().copy()
    _headline(wording.headline, sheet)
    inks = {name: _layer() for name in ("ink", "faded", "rubric")}
    pens = {name: ImageDraw.Draw(ink) for name, ink in inks.items()}
    collection = fit(wording.collection, "naskh", NAME)
    _write(pens["ink"], collection, "naskh", right=NAME_RIGHT, baseline=NAME_BASELINE)
    _foot(pens, wording)
    for name, ink in inks.items():
        _print(ink, name, sheet)
    return _png(sheet, stamp)


@cache
def _blank() -> Image.Image:
    """Return the sheet as it is before anything is written on it."""
    sheet = Image.new("P", SIZE, 0)
    sheet.putpalette(_palette())
    line, red = _layer(), _layer()
    _fill(ImageDraw.Draw(line), FOOT_LINE)
    pen = ImageDraw.Draw(red)
    for band in SPINE:
        _fill(pen, band)
    _seal(pen)
    _print(line, "line", sheet)
    _print(red, "rubric", sheet)
    return sheet


def _layer() -> Image.Image:
    return Image.new("L", (SIZE[0] * SCALE, SIZE[1] * SCALE))


def _seal(pen: ImageDraw.ImageDraw) -> None:
    """Press the site's mark: the letter of «ورّاق», left free in a red ground."""
    left, top, right, bottom = (SCALE * edge for edge in SEAL)
    box = (left, top, right - 1, bottom - 1)
    pen.rounded_rectangle(box, SEAL_CORNER * SCALE, fill=255)
    start, baseline, size = (SCALE * number for number in SEAL_LETTER)
    draw(compose("و", "naskh", rtl=True), pen, (start, baseline), size, 0)


def _headline(text: str, sheet: Image.Image) -> None:
    """Write the headline around its middle; a Latin one begins at the left."""
    layer = _layer()
    fitted = fit(text, "naskh", HEADLINE)
    left = None if is_arabic(text) else LEFT
    pen = ImageDraw.Draw(layer)
    _write(pen, fitted, "naskh", right=RIGHT, left=left, baseline=HEADLINE_MIDDLE // 2)
    _print(layer, "ink", sheet, middle=HEADLINE_MIDDLE)


def _foot(pens: dict[str, ImageDraw.ImageDraw], wording: Wording) -> None:
    """Write the source at the right and the date at the left."""
    date = fit(wording.date, "sans", DATE)
    _write(pens["faded"], date, "sans", right=RIGHT, left=LEFT, baseline=FOOT_BASELINE)
    taken = max(
        (width(compose(line, "sans", rtl=True), date.size) for line in date.lines), default=0
    )
    room = int(RIGHT - LEFT - taken - FOOT_GAP)
    source = fit(wording.source, "sans", Frame(room, 80, SOURCE_SIZE, SOURCE_SIZE, 1))
    _write(pens["rubric"], source, "sans", right=RIGHT, baseline=FOOT_BASELINE)


def _write(  # noqa: PLR0913 - a text, and where it stands
    pen: ImageDraw.ImageDraw,
    fitted: Fitted,
    face: Face,
    *,
    baseline: float,
    right: float,
    left: float | None = None,
) -> None:
    """Write lines that end at `right`, or begin at `left` where that is given."""
    rtl = any(map(is_arabic, fitted.lines))
    size = fitted.size * SCALE
    for number, text in enumerate(fitted.lines):
        line = compose(text, face, rtl=rtl, before=" ".join(fitted.lines[:number]))
        start = right * SCALE - width(line, size) if left is None else left * SCALE
        height = baseline + number * fitted.pitch * fitted.size
        draw(line, pen, (start, height * SCALE), size, 255)


def _fill(pen: ImageDraw.ImageDraw, box: tuple[int, int, int, int]) -> None:
    left, top, right, bottom = (SCALE * edge for edge in box)
    pen.rectangle((left, top, right - 1, bottom - 1), fill=255)


def _print(layer: Image.Image, name: str, sheet: Image.Image, middle: int | None = None) -> None:
    """Print one ink on the sheet in its shades, over what is there.

    It comes where it stands on its layer, or with its middle at the height of `middle`.
    """
    inked = layer.getbbox()
    if inked is None:
        return
    left, top = inked[0] // SCALE, inked[1] // SCALE
    right, bottom = -(-inked[2] // SCALE), -(-inked[3] // SCALE)
    box = (left * SCALE, top * SCALE, right * SCALE, bottom * SCALE)
    ink = layer.crop(box).reduce(SCALE).point(LEVELS)
    first = list(INKS).index(name) * SHADES
    shades = [first + level if level else 0 for level in range(SHADES + 1)]
    shown = ink.point(shades + [0] * (256 - len(shades)))
    height = top if middle is None else middle - ink.height // 2
    sheet.paste(shown, (left, height), ink.point([0] + [255] * 255))


def _palette() -> list[int]:
    colours = [_shade(colour, level + 1) for colour in INKS.values() for level in range(SHADES)]
    return [*PAPER, *(part for colour in colours for part in colour)]


def _shade(colour: tuple[int, int, int], level: int) -> list[int]:
    pairs = zip(PAPER, colour, strict=True)
    return [round(paper + (ink - paper) * level / SHADES) for paper, ink in pairs]


def _png(sheet: Image.Image, stamp: str) -> bytes:
    text = PngInfo()
    text.add_text(STAMP, stamp)
    stream = io.BytesIO()
    sheet.save(stream, "PNG", compress_level=PACKING, pnginfo=text)
    return stream.getvalue()
