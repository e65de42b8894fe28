"""Give the pictures of a Word document or of Markdown the captions that stand beside them.

The reader of texts finds captions without knowing of pictures that the file itself has; each would
be a second picture without a name, and the one with the name would have no caption.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from builder.model import Fate

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from builder.extract.structured import MarkedLine
    from builder.model import Image, LineFate


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
                image = replace(line.image, caption=said.caption, credit=said.credit)
                captioned[at] = replace(line, image=image)
                spare.remove(said)
                break
    return tuple(captioned), tuple(spare)


def _is_said(image: Image, texts: set[str]) -> bool:
    return not image.name and not texts.isdisjoint({image.caption, image.credit})
