"""Read the dates of Urdu and Persian pages: other names of months, and the Iranian calendar.

Their dates are put into words that the reader of Arabic dates knows. Arabic pages never come here:
«آذر» is a month of Damascus's spring in one calendar and of Tehran's autumn in the other.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Final

from builder.arabic.numerals import ascii_digits
from builder.extract.moments import DateLine, DateReader
from builder.frozen import frozen
from builder.own_yaml import own_data

LANGUAGES: Final = frozenset({"ur", "fa"})
YEARS_OF_CYCLE: Final = 33
LEAP_YEARS_OF_CYCLE: Final = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
"""Leap years of a cycle: right for all years from 1178 to 1633."""
FIRST_YEAR, LAST_YEAR = 1178, 1633
LONG_MONTHS: Final = 6
"""Months of 31 days at the beginning of a year; the others have 30."""

_NUMERIC: Final = re.compile(r"(?<!\d)(1[2-5]\d\d)[/.-](\d{1,2})[/.-](\d{1,2})(?!\d)")


@frozen
class NeighbourDateReader(DateReader):
    """A reader of date lines in Urdu and Persian."""

    def read(self, text: str) -> DateLine | None:
        """Return the date that `text` is there to give, or None.

        >>> NeighbourDateReader().read("۱۵ اسفند ۱۴۰۲").moment.day.isoformat()
        '2024-03-05'
        >>> NeighbourDateReader().read("5 مارچ 2024").moment.day.isoformat()
        '2024-03-05'
        """
        found = DateReader.read(self, in_known_words(text))
        return replace(found, text=text) if found else None


def in_known_words(text: str) -> str:
    """Write the dates in `text` with Arabic names of months, and those of Iran as ISO dates.

    >>> in_known_words("انتشار: ۱۴۰۲/۱۲/۱۵")
    'انتشار: 2024-03-05'
    """
    plain = ascii_digits(text)
    plain = _NUMERIC.sub(lambda m: _iso(int(m[1]), int(m[2]), int(m[3])) or m[0], plain)
    months, named, iranian = _patterns()
    plain = iranian.sub(lambda m: _iso(int(m[3]), months.index(m[2]) + 1, int(m[1])) or m[0], plain)
    return named.sub(lambda m: own_data("page")["months"][m[0]], plain)


def from_iranian(year: int, month: int, day: int) -> date | None:
    """Return the Gregorian day of a day of the Iranian calendar.

    >>> from_iranian(1403, 1, 1).isoformat(), from_iranian(1402, 12, 30) is None
    ('2024-03-20', True)
    """
    if not FIRST_YEAR <= year <= LAST_YEAR or not 1 <= month <= 12:  # noqa: PLR2004 - months
        return None
    if not 1 <= day <= _length(year, month):
        return None
    days = sum(365 + _is_leap(past) for past in range(FIRST_YEAR, year))
    days += sum(_length(year, past) for past in range(1, month)) + day - 1
    return _first_day() + timedelta(days=days)


def _length(year: int, month: int) -> int:
    if month <= LONG_MONTHS:
        return 31
    return 30 if month < 12 or _is_leap(year) else 29  # noqa: PLR2004 - the last month


def _is_leap(year: int) -> bool:
    return year % YEARS_OF_CYCLE in LEAP_YEARS_OF_CYCLE


@cache
def _first_day() -> date:
    """Return the first day of `FIRST_YEAR`, counted back from a day that is known."""
    known, year = date(2024, 3, 20), 1403
    return known - timedelta(days=sum(365 + _is_leap(past) for past in range(FIRST_YEAR, year)))


def _iso(year: int, month: int, day: int) -> str | None:
    found = from_iranian(year, month, day)
    return found.isoformat() if found else None


@cache
def _patterns() -> tuple[list[str], re.Pattern[str], re.Pattern[str]]:
    data = own_data("page")
    months: list[str] = data["iranian_months"]
    named = re.compile(rf"(?<!\w)(?:{'|'.join(data['months'])})(?!\w)")
    iranian = re.compile(
        rf"(?<!\d)(\d{{1,2}})\s+({'|'.join(months)})(?:\s+ماه)?،?\s+(\d{{4}})(?!\d)"
    )
    return months, named, iranian
