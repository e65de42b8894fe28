"""Dates in digits alone: 2021-08-11, 11/8/2021, 17.03.2020, ٣/١/١٤٤٣هـ."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from builder.arabic.dates.found import Calendar, Trouble
from builder.arabic.dates.mention import Mention, Order, readings_of
from builder.frozen import frozen

if TYPE_CHECKING:
    from builder.arabic.dates.tokens import Tokens

_MONTHS: Final = 12
_HIJRI_NUMBERS: Final = range(1300, 1501)
_MONTH_WORD: Final = "شهر"
_LAST_PERSIAN_YEAR: Final = 1410
"""A year up to here without «هـ» may be one of the Persian calendar, 42 years and more away."""


@frozen
class YearFirst:
    """Year, month, day: nobody writes year, day, month."""

    name: str = "numeric_year_first"
    needs: str = "d"
    pattern: re.Pattern[str] = re.compile(r"(?P<year>y)(?P<sign>[-/.])d(?P=sign)d(?P<era>[eh]?)")

    def read(self, tokens: Tokens, match: re.Match[str]) -> Mention | None:
        """Read a match; parts of addresses and file names are none."""
        year, month, day = (int(tokens.items[match.start() + n].value) for n in (0, 2, 4))
        return _mention(self.name, tokens, match, year, ((month, day, None),))


@frozen
class YearLast:
    """Day and month in one order or the other, then the year."""

    name: str = "numeric_year_last"
    needs: str = "d"
    pattern: re.Pattern[str] = re.compile(r"d(?P<sign>[-/.])d(?P=sign)(?P<year>y)(?P<era>[eh]?)")

    def read(self, tokens: Tokens, match: re.Match[str]) -> Mention | None:
        """Read a match in every order that its numbers allow."""
        one, two, year = (int(tokens.items[match.start() + n].value) for n in (0, 2, 4))
        return _mention(self.name, tokens, match, year, _orders(one, two))


@frozen
class Labelled:
    """Each number after its word, «12 شهر 5 سنة 2024»: the words settle the order."""

    name: str = "numeric_labelled"
    needs: str = "c"
    pattern: re.Pattern[str] = re.compile(
        r"(?P<day>d)f+(?P<month>d)[-,]?c(?P<year>y)(?P<era>[eh]?)"
    )

    def read(self, tokens: Tokens, match: re.Match[str]) -> Mention | None:
        """Read a match; «5 من 7 عام 2024» counts something and names no month."""
        day, month, year = (tokens.items[match.start(name)] for name in ("day", "month", "year"))
        if _MONTH_WORD not in tokens.folded[day.end : month.start]:
            return None
        pair = (int(month.value), int(day.value), None)
        return _mention(self.name, tokens, match, int(year.value), (pair,))


@frozen
class ShortYear:
    """11/8/21: three numbers that no reader can tell apart for sure."""

    name: str = "numeric_short_year"
    needs: str = "d"
    pattern: re.Pattern[str] = re.compile(r"d(?P<sign>[-/])d(?P=sign)d")

    def read(self, tokens: Tokens, match: re.Match[str]) -> Mention | None:
        """Refuse the match by name."""
        if _is_part_of_more(tokens, match):
            return None
        first, last = match.start(), match.end() - 1
        return Mention(first, last, Calendar.GREGORIAN, self.name, trouble=Trouble.NO_YEAR)


def _orders(one: int, two: int) -> tuple[tuple[int, int, Order | None], ...]:
    if one == two:
        return ((one, two, None),)
    if two > _MONTHS:
        return ((one, two, "mdy"),)
    if one > _MONTHS:
        return ((two, one, "dmy"),)
    return ((two, one, "dmy"), (one, two, "mdy"))


def _mention(
    dialect: str,
    tokens: Tokens,
    match: re.Match[str],
    year: int,
    pairs: tuple[tuple[int, int, Order | None], ...],
) -> Mention | None:
    if _is_part_of_more(tokens, match):
        return None
    calendar = Calendar.HIJRI if year in _HIJRI_NUMBERS else Calendar.GREGORIAN
    notes: tuple[str, ...] = ()
    if len(pairs) > 1 and (note := _day_comes_first(tokens, match)):
        pairs, notes = tuple(pair for pair in pairs if pair[2] == "dmy"), (note,)
    readings, trouble = readings_of(calendar, year, *pairs)
    if calendar is Calendar.HIJRI and year <= _LAST_PERSIAN_YEAR and match["era"] != "h":
        readings, trouble = (), Trouble.OUT_OF_RANGE
    first, last = match.start(), match.end() - 1
    return Mention(first, last, calendar, dialect, readings, trouble, notes=notes)


def _day_comes_first(tokens: Tokens, match: re.Match[str]) -> str:
    """Name what in the writing itself says that the day comes first, if anything does.

    Dots: of the 177 dotted short formats in Unicode CLDR none begins with the month. «هـ»: who
    writes it never puts the month first; English software, which does, writes AH.
    """
    if match["sign"] == ".":
        return "order_from_dots"
    era = tokens.items[match.end() - 1]
    if match["era"] == "h" and not tokens.folded[era.start].isascii():
        return "order_from_era"
    return ""


_GLUED_BEFORE: Final = re.compile(r"(?:[_=]|[0-9a-z][-/.])$")
_GLUED_AFTER: Final = re.compile(r"_|[-/.](?![0-9]{1,2}:[0-9])[0-9a-z]")


def _is_part_of_more(tokens: Tokens, match: re.Match[str]) -> bool:
    """Say whether the numbers go on: a telephone number, an address, the name of a picture."""
    start = tokens.items[match.start()].start
    end = tokens.items[match.end() - 1].end
    before = tokens.folded[max(0, start - 2) : start]
    is_after_time = match.start() > 1 and tokens.shape[match.start() - 2] == "t"
    return bool(
        (_GLUED_BEFORE.search(before) and not is_after_time)
        or _GLUED_AFTER.match(tokens.folded, end)
    )
