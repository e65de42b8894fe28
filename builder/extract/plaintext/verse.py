"""Find a poem: short lines without full stops, told from a menu by what stands above them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from builder.extract.phrases import phrase_set
from builder.extract.plaintext.body import Span
from builder.extract.readings import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.extract.plaintext.lines import Line
    from builder.extract.readings import Reading

REACH_OF_HEADER: Final = 12
MAX_WORDS_OF_VERSE: Final = 12
MIN_VERSES: Final = 6
HEADER: Final = frozenset({Role.BYLINE, Role.DATE, Role.DATELINE, Role.IMAGE})


def find_verse(lines: Sequence[Line], readings: Sequence[Reading | None]) -> Span | None:
    """Return the verses under a header that names a poet or says that a poem follows."""
    header = [line for line in lines[:REACH_OF_HEADER] if _is_header(readings[line.index])]
    if not header or not _announced(lines[:REACH_OF_HEADER], readings):
        return None
    first = header[-1].index + 1
    last = first
    while last < len(lines) and _may_be_verse(lines[last], readings[last]):
        last += 1
    if last - first < MIN_VERSES:
        return None
    return Span(first, last - 1, float(last - first), verse=True)


def _is_header(reading: Reading | None) -> bool:
    return reading is not None and reading.role in HEADER and not reading.weak


def _announced(lines: Sequence[Line], readings: Sequence[Reading | None]) -> bool:
    """Say whether a word such as «قصيدة» stands in the header, or a poet's byline."""
    for line in lines:
        reading = readings[line.index]
        names = reading is not None and reading.role is Role.BYLINE and bool(reading.names)
        if names or not phrase_set("bylines", "poems").isdisjoint(line.key.split()):
            return True
    return False


def _may_be_verse(line: Line, reading: Reading | None) -> bool:
    return (reading is None or reading.weak) and line.words <= MAX_WORDS_OF_VERSE
