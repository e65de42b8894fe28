"""Read every line by itself, then again in the light of the line above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.extract.captions import split_credit
from builder.extract.datelines import read_dateline
from builder.extract.readings import Reading, Role, read_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.extract.moments import DateReader
    from builder.extract.plaintext.lines import Line

_NAMES: frozenset[Role] = frozenset({Role.DATELINE, Role.BYLINE})


def read_lines(lines: Sequence[Line], dates: DateReader) -> list[Reading | None]:
    """Return what each line says of itself; a paragraph says nothing."""
    readings = [
        read_line(line.text, dates) if line.short or "://" in line.text else None for line in lines
    ]
    for line in lines[1:]:
        above = readings[line.index - 1]
        if above is not None and above.role is Role.IMAGE and not line.gap and line.short:
            readings[line.index] = _under_picture(line.text, readings[line.index])
    return readings


def _under_picture(text: str, reading: Reading | None) -> Reading | None:
    """Take a line that ends in a credit for a caption: «السوق القديم - رويترز» is no dateline."""
    if reading is not None and reading.role not in _NAMES:
        return reading
    caption, credit = split_credit(text)
    if credit is None:
        return reading
    dateline = read_dateline(caption)
    if dateline is not None and dateline.places:
        return reading
    return Reading(Role.CAPTION, "caption-after-image", value=text)
