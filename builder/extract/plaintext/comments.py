"""Tell the comments of readers under a text, where no heading parts them from it.

Each has a name, a day or how long ago, some words, and under them the button «رد». All of that is
asked for: what a writer lets others say has no such button.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from builder.extract.boilerplate import Effect
from builder.extract.phrases import phrase_set
from builder.extract.plaintext.lines import Line, Stop
from builder.extract.roles import Reading, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMENT: Final = Reading(Role.CHROME, "reader-comment", 0.7, Effect.ENDS)
REACH: Final = 8
"""Lines of a comment above its button."""
MAX_WORDS_OF_NAME: Final = 4
MIN_WORDS_OF_TEXT: Final = 7
_AGO: Final = re.compile(r"^\w[^.؟!:]{0,40}?\s*[-–—|·•،]\s*(?:منذ|قبل)\s\S.{0,20}$")
"""«أحمد - منذ 3 أيام»: no date line, for a day of that kind is nothing beside other words."""


def mark_comments(lines: Sequence[Line], readings: list[Reading | None]) -> None:
    """Read the lines of each comment as such; the text stands above the first."""
    above = 0
    for line in lines:
        if line.words > MAX_WORDS_OF_NAME or line.key not in phrase_set("endings", "replies"):
            continue
        first = max(above, line.index - REACH)
        start = _start(lines, readings, range(first, line.index))
        if start is not None and (above or _has_text(lines[:start])):
            if first == above > 0:  # nothing but the comment stands between two buttons
                start = first
            readings[start : line.index] = [COMMENT] * (line.index - start)
            above = line.index + 1


def _start(lines: Sequence[Line], readings: Sequence[Reading | None], reach: range) -> int | None:
    """Return where the comment begins: at the name, which stands above the day or the words."""
    day = next((at for at in reversed(reach) if _gives_day(lines[at], readings[at])), None)
    if day is None:
        return None
    if _is_signed(lines[day], readings[day]):
        return day
    heads = (at for at in range(day - 1, reach.start - 1, -1) if _is_head(lines[at]))
    head = next(heads, None)
    words_below = day + 1 < reach.stop
    return head if head is not None and (head == day - 1 or not words_below) else None


def _gives_day(line: Line, reading: Reading | None) -> bool:
    return (reading is not None and reading.role is Role.DATE) or _AGO.match(line.text) is not None


def _is_signed(line: Line, reading: Reading | None) -> bool:
    """Say whether the reader's name stands beside the day: «أحمد - منذ 3 أيام»."""
    if reading is not None and reading.date is not None:
        return bool(reading.date.rest)
    return _AGO.match(line.text) is not None


def _is_head(line: Line) -> bool:
    """Say whether a line is the name of who speaks, or begins with it: «أحمد: مقال رائع»."""
    if line.words <= MAX_WORDS_OF_NAME and line.stop is Stop.NONE:
        return True
    name, colon, _said = line.text.partition(":")
    return bool(colon) and name.count(" ") < MAX_WORDS_OF_NAME - 1


def _has_text(lines: Sequence[Line]) -> bool:
    return any(line.stop is Stop.FULL and line.words >= MIN_WORDS_OF_TEXT for line in lines)
