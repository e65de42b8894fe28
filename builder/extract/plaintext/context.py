"""Read every line by itself, then again in the light of the line above it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from builder.extract.bylines import is_role, split_names
from builder.extract.captions import split_credit
from builder.extract.datelines import read_dateline
from builder.extract.readings import Reading, Role, dated, read_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.extract.moments import DateReader
    from builder.extract.plaintext.lines import Line

MAX_WORDS_OF_NAME: Final = 5
BETWEEN_HEADLINES: Final = "   "
MIN_HEADLINES: Final = 3
_TIME: Final = re.compile(r"^\W*\d{1,2}[:.]\d\d(?:\s*(?:ص|م|am|pm|GMT\S*))?\W*$", re.IGNORECASE)
_NAMES: Final[frozenset[Role]] = frozenset({Role.DATELINE, Role.BYLINE})


def read_lines(lines: Sequence[Line], dates: DateReader) -> list[Reading | None]:
    """Return what each line says of itself; a paragraph says nothing."""
    readings = [_read(line, dates) for line in lines]
    for line in lines[1:]:
        above = readings[line.index - 1]
        if above is None or not line.short:
            continue
        if above.role is Role.IMAGE and not line.gap:
            readings[line.index] = _under_picture(line.text, readings[line.index])
        elif above.role is Role.DATE and _TIME.match(line.text):
            whole = dated(f"{lines[line.index - 1].text} {line.text}", dates)
            readings[line.index - 1] = whole or above
            readings[line.index] = Reading(Role.ORNAMENT, "time-line")
        elif above.role is Role.BYLINE and readings[line.index] is None:
            readings[line.index] = _under_byline(line.text, announced=not above.names)
    return readings


def _read(line: Line, dates: DateReader) -> Reading | None:
    if line.short or "://" in line.text:
        return read_line(line.text, dates)
    if line.text.count(BETWEEN_HEADLINES) >= MIN_HEADLINES:
        return Reading(Role.CHROME, "headlines-in-a-row")
    return None


def _under_byline(text: str, *, announced: bool) -> Reading | None:
    """Read the name under «بقلم:», or what the author does under the name."""
    if announced and text.count(" ") < MAX_WORDS_OF_NAME:
        return Reading(Role.BYLINE, "byline", 0.9, names=split_names(text))
    return Reading(Role.BYLINE, "author-role", 0.8) if is_role(text) else None


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
