"""Read trails from the site's name to a headline: «الأفق » ثقافة » عودة السوق»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from builder.extract.called import is_called_site
from builder.extract.listed import is_section
from builder.extract.phrases import phrase_key
from builder.extract.roles import Reading, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.extract.plaintext.lines import Line

REACH_OF_TRAILS: Final = 60
"""Lines from the top among which a trail may stand."""
REACH_OF_HEADLINE: Final = 12
FEWEST_PARTS: Final = 3
MIN_WORDS_OF_TRAIL: Final = 5
MAX_WORDS_OF_TRAIL: Final = 30
MAX_WORDS_OF_PART: Final = 4
MIN_WORDS: Final = 3
"""Of the headline: a section leads to less."""
_SIGN: Final = re.compile(r"[»›>/|\\]")
_BETWEEN: Final = re.compile(r"\s*[»›>]\s*|\s+[/|\\]\s+")


def find_trails(lines: Sequence[Line], readings: list[Reading | None]) -> None:
    """Read the lines that lead from the site's name to the headline below them."""
    for line, reading in zip(lines[:REACH_OF_TRAILS], readings, strict=False):
        if reading is not None or not MIN_WORDS_OF_TRAIL <= line.words <= MAX_WORDS_OF_TRAIL:
            continue
        if not _SIGN.search(line.text):
            continue
        parts = [part for part in _BETWEEN.split(line.text) if part]
        if len(parts) < FEWEST_PARTS:
            continue
        if _begins_at_site(lines, line, parts) or _leads_to_headline(lines, line, parts[-1]):
            readings[line.index] = Reading(
                Role.CRUMBS, "breadcrumb", names=tuple(parts[1:]), publisher=parts[0]
            )


def _begins_at_site(lines: Sequence[Line], line: Line, parts: Sequence[str]) -> bool:
    """Say whether a trail of short parts begins with the first line of the page, or is it."""
    first = lines[0].key
    if not all(part.count(" ") < MAX_WORDS_OF_PART for part in parts):
        return False
    if line.index:
        return bool(first) and phrase_key(parts[0]) == first
    return is_called_site(parts[0]) and is_section(parts[-1])


def _leads_to_headline(lines: Sequence[Line], line: Line, last: str) -> bool:
    """Say whether the last part of a trail stands again, as a line of its own, a little below."""
    end = phrase_key(last)
    below = lines[line.index + 1 : line.index + 1 + REACH_OF_HEADLINE]
    return end.count(" ") >= MIN_WORDS - 1 and any(at.short and at.key == end for at in below)


def ends_of_trails(readings: Sequence[Reading | None]) -> set[str]:
    """Return the folded headlines to which trails lead, those from «الرئيسية» too."""
    trails = (reading for reading in readings if reading and reading.role is Role.CRUMBS)
    return {phrase_key(trail.names[-1]) for trail in trails if trail.names}
