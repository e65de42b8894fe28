"""What reading a date can give: a date with its evidence, or a problem with its name."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from builder.frozen import frozen

if TYPE_CHECKING:
    from datetime import date, datetime


class Calendar(StrEnum):
    """The calendar in which a text names the day."""

    GREGORIAN = "gregorian"
    HIJRI = "hijri"


class Role(StrEnum):
    """What the text says the day is the day of."""

    PUBLISHED = "published"
    UPDATED = "updated"
    UNKNOWN = "unknown"


class Trouble(StrEnum):
    """Why words about a date give no day."""

    RELATIVE = "relative"
    """«قبل 3 ساعات», «أمس», «27 حزيران الماضي»: only the day of writing would tell."""
    NO_YEAR = "no_year"
    """«11 مارس», and a year of two digits."""
    NO_DAY = "no_day"
    """«أغسطس 2021»."""
    SEVERAL_DAYS = "several_days"
    """«5-7 مايو 2020»."""
    AMBIGUOUS_ORDER = "ambiguous_order"
    """«5/3/2024» where neither the text nor the source's order says which is the month."""
    WEEKDAY_DISAGREES = "weekday_disagrees"
    """The weekday beside the date is another one."""
    CALENDARS_DISAGREE = "calendars_disagree"
    """The Hijri and the Gregorian date are more than one day apart."""
    MONTHS_DISAGREE = "months_disagree"
    """«11 آب/سبتمبر 2021»: two names of two months."""
    IMPOSSIBLE_DAY = "impossible_day"
    """«31 أبريل 2021»."""
    OUT_OF_RANGE = "out_of_range"
    """A year without a sure calendar: before the Gregorian one, outside Umm al-Qura."""


@frozen
class FoundDate:
    """A day that the text names, with the words that gave it."""

    date: date
    time: datetime | None
    """The moment on that day; aware where the text or the caller names a zone, else naive."""
    text: str
    """The words that gave date and time, as they stand."""
    start: int
    end: int
    """Offsets of `text` in the text that was read."""
    calendar: Calendar
    dialect: str
    """Name of the rule that read it."""
    role: Role = Role.UNKNOWN
    notes: tuple[str, ...] = ()
    """What a person may want to know, of: `order_from_weekday`, `order_from_hijri`,
    `order_from_text`, `order_from_source`, `order_from_dots`, `order_from_era`,
    `hijri_one_day_off`, `year_from_hijri`."""
    alone: bool = False
    """True where the text holds nothing but dates, times and their labels."""


@frozen
class DateProblem:
    """Words that are about a date and do not name a day."""

    kind: Trouble
    text: str
    start: int
    end: int
    candidates: tuple[date, ...] = ()
    """The days that the words could mean, or that disagree; may be empty."""
    dialect: str = "relative"
    """Name of the rule that saw it."""
    role: Role = Role.UNKNOWN
    alone: bool = False
    """True where the text holds nothing but dates, times and their labels."""


GRAVE = frozenset(
    {
        Trouble.AMBIGUOUS_ORDER,
        Trouble.WEEKDAY_DISAGREES,
        Trouble.CALENDARS_DISAGREE,
        Trouble.MONTHS_DISAGREE,
        Trouble.IMPOSSIBLE_DAY,
    }
)
"""Troubles of a complete date: another date further on must not quietly take its place."""
