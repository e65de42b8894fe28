"""Days of the Gregorian and of the Umm al-Qura calendar."""

from __future__ import annotations

import datetime as dt
from typing import Final

from hijridate import Hijri

FIRST_GREGORIAN_YEAR: Final = 1583
"""The first whole year of the calendar; a day before it would be a guess between two calendars."""
LAST_GREGORIAN_YEAR: Final = 2199
HIJRI_YEARS: Final = range(1343, 1501)
"""The years whose month lengths the Umm al-Qura tables know."""
ONE_DAY: Final = dt.timedelta(days=1)

_LONGEST_HIJRI_MONTH: Final = 30


def gregorian_day(year: int, month: int, day: int) -> dt.date | None:
    """Return the day, or None where the calendar has no such day.

    >>> gregorian_day(2024, 2, 29), gregorian_day(2023, 2, 29)
    (datetime.date(2024, 2, 29), None)
    """
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def hijri_day(year: int, month: int, day: int) -> dt.date | None:
    """Return the Gregorian day of a Hijri one, or None where Umm al-Qura has no such day.

    >>> hijri_day(1443, 1, 3)
    datetime.date(2021, 8, 11)
    """
    try:
        return dt.date(*Hijri(year, month, day).to_gregorian().datetuple())
    except (OverflowError, ValueError):
        return None


def sighted_thirtieth(year: int, month: int, day: int) -> dt.date | None:
    """Return the thirtieth of a month that Umm al-Qura ends on the twenty-ninth.

    Where the new moon was not seen the month has thirty days; beside a Gregorian date that is fine.
    """
    if day != _LONGEST_HIJRI_MONTH:
        return None
    last = hijri_day(year, month, day - 1)
    return last + ONE_DAY if last else None
