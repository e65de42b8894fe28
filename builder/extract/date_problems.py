"""Say what is wrong with the date of an article, on a page as in a pasted text."""

from __future__ import annotations

from typing import Final

from builder.arabic.dates import Trouble
from builder.model import Problem

CODES: Final = {
    None: "DATE01",
    Trouble.NO_YEAR: "DATE02",
    Trouble.AMBIGUOUS_ORDER: "DATE03",
    Trouble.RELATIVE: "DATE04",
    Trouble.WEEKDAY_DISAGREES: "DATE05",
    Trouble.CALENDARS_DISAGREE: "DATE06",
    Trouble.IMPOSSIBLE_DAY: "DATE07",
    Trouble.MONTHS_DISAGREE: "DATE07",
    Trouble.OUT_OF_RANGE: "DATE07",
    Trouble.NO_DAY: "DATE09",
    Trouble.SEVERAL_DAYS: "DATE08",
}


def date_trouble(trouble: Trouble | None, text: str, line: int) -> Problem:
    """Return the problem that the words of a date line name no day."""
    return Problem(CODES[trouble], line, (("text", text),))


def only_update(text: str, line: int) -> Problem:
    """Return the note that a day of publication is that of an update, for want of another."""
    return Problem("DATE10", line, (("text", text),))
