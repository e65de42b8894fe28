"""Give the pictures of a Word document or of Markdown the captions that stand beside them.

The reader of texts finds captions without knowing of pictures that the file itself has; each would
be a second picture without a name, and the one with the name would have no caption.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from builder.extract.captions import split_credit
from builder.extract.marked_lines import MarkedLine, Shape
from builder.model import Fate, Image

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from builder.model import LineFate


def with_marked_captions(
    marked: Iterable[MarkedLine],
) -> tuple[tuple[MarkedLine, ...], tuple[Image, ...]]:
    """Return the lines, pictures with the captions that the file marks as such, and loose ones.

    What stands beside a table is its heading, and stays text. A caption may belong to a drawing
    that has no picture; then it is that of a picture without a name.
    """
    lines = tuple(marked)
    found = list(lines)
    waiting = [at for at, line in enumerate(lines) if line.shape is Shape.CAPTION]
    pictured = {step: sum(_is_bare(found, at + step) for at in waiting) for step in (-1, 1)}
    for step in sorted(pictured, key=lambda step: -pictured[step]):  # all stand below, or above
        for at in waiting.copy():
            if _is_bare(found, at + step):
                found[at + step] = _captioned(found[at + step], _said(lines[at]))
                waiting.remove(at)
    loose: list[Image] = []
    for at in waiting:
        if any(line.shape is Shape.TABLE for line in lines[max(at - 1, 0) : at + 2]):
            found[at] = replace(lines[at], shape=Shape.PARAGRAPH)
        else:
            loose.append(_said(lines[at]))
    return tuple(found), tuple(loose)


def _said(line: MarkedLine) -> Image:
    caption, credit = split_credit(line.text)
    return Image("", caption or None, credit)


def _captioned(line: MarkedLine, said: Image) -> MarkedLine:
    image = line.image or said
    return replace(line, image=image._replace(caption=said.caption, credit=said.credit))


def _is_bare(lines: Sequence[MarkedLine], at: int) -> bool:
    """Say whether a line is a picture without a caption."""
    image = lines[at].image if 0 <= at < len(lines) else None
    return image is not None and not (image.caption or image.credit)


def with_captions(
    lines: Sequence[MarkedLine], found: Mapping[int, Sequence[LineFate]], images: Sequence[Image]
) -> tuple[tuple[MarkedLine, ...], tuple[Image, ...]]:
    """Return the lines, pictures with their captions, and the images that no line took.

    `found` has the fates of the lines of text, by identity.
    """
    captioned, spare = list(lines), list(images)
    for at, line in enumerate(lines):
        if line.image is None or line.image.caption:
            continue
        below, above = lines[at + 1 : at + 2], lines[max(at - 1, 0) : at]
        for beside in (*below, *above):
            texts = {fate.text for fate in found.get(id(beside), ()) if fate.fate is Fate.CAPTION}
            said = next((one for one in spare if _is_said(one, texts)), None)
            if said is not None:
                captioned[at] = _captioned(line, said)
                spare.remove(said)
                break
    return tuple(captioned), tuple(spare)


def _is_said(image: Image, texts: set[str]) -> bool:
    return not image.name and not texts.isdisjoint({image.caption, image.credit})
