"""Dates with the month in words: «11 آب/أغسطس 2021», «الخامس من محرم 1443», «August 11, 2021»."""

from __future__ import annotations

import re
from dataclasses import field
from typing import TYPE_CHECKING, Final

from builder.arabic.dates.found import Calendar, Trouble
from builder.arabic.dates.mention import Mention, readings_of
from builder.frozen import frozen

if TYPE_CHECKING:
    from builder.arabic.dates.tokens import Tokens

_LETTER: Final = {Calendar.GREGORIAN: "M", Calendar.HIJRI: "H"}
_AND: Final = "و"
_ISSUES: Final = frozenset({"العدد", "عدد", "رقم", "issue"})
_PARTS_ISSUES: Final = frozenset("-,|")

# Patterns over shapes, see `lexicon.KINDS`. `@` stands for the letter of the calendar's months.
_DAY = r"(?<![xC])(?P<word>o)s?|(?P<number>d)s?"
"""A day in words after an unknown word or a place is none: «الأسبوع الأول من مايو 2020»."""
_TO_MONTH = r"(?:[-/.,|_]|(?<=^d);|(?<=W,d);|(?<=Wd);)?"
"""A full stop and a space only where the day begins the line: «27. مايو 2024»."""
_MONTHS = r"f*(?P<months>@(?:[-/(|,]{0,2}@[-)]?){0,2})"
_TO_YEAR = r"(?:q?,?f?c:?|[-/.,(]{0,2})\(?"
_YEAR = _TO_YEAR + r"(?P<year>y)(?P<era>\(?[eh]\)?)?"


def _compiled(pattern: str, calendar: Calendar) -> re.Pattern[str]:
    return re.compile(pattern.replace("@", _LETTER[calendar]))


@frozen
class Named:
    """One order of day, month name and year in one calendar."""

    name: str
    calendar: Calendar
    template: str
    pattern: re.Pattern[str] = field(init=False)
    needs: str = field(init=False)

    def __post_init__(self) -> None:
        """Compile the template for the calendar."""
        object.__setattr__(self, "needs", _LETTER[self.calendar])
        object.__setattr__(self, "pattern", _compiled(self.template, self.calendar))

    def read(self, tokens: Tokens, match: re.Match[str]) -> Mention | None:
        """Read a match."""
        return _read(self, tokens, match)


def dialects(calendar: Calendar) -> tuple[Named, ...]:
    """Return the ways to write a named date, those that say more first."""
    return (
        Named(f"{calendar}_day_first", calendar, rf"(?:{_DAY}){_TO_MONTH}{_MONTHS}[-/._]?{_YEAR}"),
        Named(
            f"{calendar}_month_first",
            calendar,
            rf"{_MONTHS}[-/.]?(?P<number>d)s?[-/.,]?(?P<year>y)(?P<era>[eh]?)",
        ),
        Named(
            f"{calendar}_year_first",
            calendar,
            rf"(?P<year>y)[-/.,]?{_MONTHS}[-/.,]?(?P<number>d)(?![xMHofdyn])",
        ),
        Named(
            f"{calendar}_year_and_comma_first",
            calendar,
            rf"(?:^|(?<=^W)|(?<=^W,))(?P<year>y),(?P<number>d){_MONTHS}(?!{_TO_YEAR}y)",
        ),
        Named(
            f"{calendar}_year_before_weekday",
            calendar,
            rf"(?P<year>y)[,-]?W[,-]{{0,2}}(?P<number>d){_MONTHS}(?!{_TO_YEAR}y)",
        ),
        Named(f"{calendar}_no_year", calendar, rf"(?:{_DAY})[-/.,]?{_MONTHS}(?P<past>-?q)?"),
        Named(f"{calendar}_no_day", calendar, rf"{_MONTHS}{_YEAR}"),
    )


def _read(dialect: Named, tokens: Tokens, match: re.Match[str]) -> Mention | None:
    groups = match.groupdict()
    months = [
        int(token.value)
        for token in tokens.items[match.start("months") : match.end("months")]
        if token.kind == _LETTER[dialect.calendar]
    ]
    first, last = match.start(), match.end() - 1
    if "number" not in groups:
        return Mention(first, last, dialect.calendar, dialect.name, trouble=Trouble.NO_DAY)
    at = match.start("number") if groups["number"] else match.start("word")
    if groups["number"] and _counts_issues(tokens, at):
        start = match.start("months")
        lacks = Trouble.NO_DAY if "year" in groups else Trouble.NO_YEAR
        return Mention(start, last, dialect.calendar, dialect.name, trouble=lacks)
    day, month = int(tokens.items[at].value), months[0]
    trouble = _trouble_with_the_words(tokens, match, at, months)
    if "year" not in groups:
        missing = Trouble.RELATIVE if groups["past"] else Trouble.NO_YEAR
        return Mention(
            first, last, dialect.calendar, dialect.name, (), trouble or missing, (day, month)
        )
    readings, impossible = readings_of(
        dialect.calendar, int(tokens.items[match.start("year")].value), (month, day, None)
    )
    if trouble := trouble or impossible:
        readings = ()
    return Mention(first, last, dialect.calendar, dialect.name, readings, trouble)


def _counts_issues(tokens: Tokens, at: int) -> bool:
    """Say whether a number is that of an issue and no day: «العدد 14، ربيع الأول 1445»."""
    if not 0 < at < len(tokens.items) - 1 or tokens.shape[at + 1] not in _PARTS_ISSUES:
        return False
    if tokens.items[at + 1].end == tokens.items[at + 2].start:
        return False  # «عدد 14-مارس-2024» is a day
    before = tokens.items[at - 2 if tokens.shape[at - 1] == ":" else at - 1]
    return tokens.folded[before.start : before.end] in _ISSUES


def _trouble_with_the_words(
    tokens: Tokens, match: re.Match[str], at: int, months: list[int]
) -> Trouble | None:
    if len(set(months)) > 1:
        return Trouble.MONTHS_DISAGREE
    return Trouble.SEVERAL_DAYS if at == match.start() and _ends_a_range(tokens, at) else None


def _ends_a_range(tokens: Tokens, at: int) -> bool:
    """Say whether another day stands before: «5-7 مايو», «5 و7 مايو», «من 5 إلى 7 مايو»."""
    if at < 2 or tokens.shape[at - 2] not in "do":  # noqa: PLR2004  two tokens back
        return False
    one, link, two = tokens.items[at - 2 : at + 1]
    if link.kind == "b" or link.value == _AND:
        return True
    return link.kind == "-" and (one.end, link.end) == (link.start, two.start)
