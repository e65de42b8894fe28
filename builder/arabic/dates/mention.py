"""A stretch of tokens that one dialect reads as a date, before anything beside it is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from builder.arabic.dates.calendars import (
    FIRST_GREGORIAN_YEAR,
    HIJRI_YEARS,
    LAST_GREGORIAN_YEAR,
    gregorian_day,
    hijri_day,
    sighted_thirtieth,
)
from builder.arabic.dates.found import Calendar, Trouble
from builder.frozen import frozen

if TYPE_CHECKING:
    import re
    from datetime import date

    from builder.arabic.dates.tokens import Tokens

Order = Literal["dmy", "mdy"]


class Reading(NamedTuple):
    """One day that the words can mean."""

    day: date
    order: Order | None = None
    """The order that gives this day; None where the words leave no choice."""
    by_table: bool = True
    """False for the thirtieth of a Hijri month that has 29 days by Umm al-Qura."""


@frozen
class Mention:
    """A date as one dialect reads it: all the days it can mean, or why it means none."""

    first: int
    last: int
    """Numbers of its first and last token."""
    calendar: Calendar
    dialect: str
    readings: tuple[Reading, ...] = ()
    trouble: Trouble | None = None
    day_and_month: tuple[int, int] | None = None
    """Kept where the year is missing: a date of the other calendar beside it may give the year."""
    notes: tuple[str, ...] = ()
    """What the way of writing settled: `order_from_dots`, `order_from_era`."""


class Dialect(Protocol):
    """One way to write a date: a pattern over shapes, and what its matches mean."""

    @property
    def name(self) -> str:
        """Name the dialect, as `FoundDate.dialect` shows it."""
        ...

    @property
    def pattern(self) -> re.Pattern[str]:
        """Give the pattern over shapes."""
        ...

    @property
    def needs(self) -> str:
        """Name a letter that every shape with such a date has, to pass the others by."""
        ...

    def read(self, tokens: Tokens, match: re.Match[str]) -> Mention | None:
        """Return what the match says, or None where it is no date after all."""
        ...


def readings_of(
    calendar: Calendar, year: int, *pairs: tuple[int, int, Order | None]
) -> tuple[tuple[Reading, ...], Trouble | None]:
    """Return the days that (month, day) pairs can mean in `year`, or the trouble with them."""
    if calendar is Calendar.HIJRI:
        if year not in HIJRI_YEARS:
            return (), Trouble.OUT_OF_RANGE
        found = [_hijri_reading(year, month, day, order) for month, day, order in pairs]
    else:
        if not FIRST_GREGORIAN_YEAR <= year <= LAST_GREGORIAN_YEAR:
            return (), Trouble.OUT_OF_RANGE
        found = [
            Reading(day, order)
            for month, number, order in pairs
            if (day := gregorian_day(year, month, number))
        ]
    readings = tuple(reading for reading in found if reading)
    return readings, None if readings else Trouble.IMPOSSIBLE_DAY


def _hijri_reading(year: int, month: int, number: int, order: Order | None) -> Reading | None:
    if day := hijri_day(year, month, number):
        return Reading(day, order)
    if day := sighted_thirtieth(year, month, number):
        return Reading(day, order, by_table=False)
    return None
