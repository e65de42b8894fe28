"""Read the dates of a text: spot mentions, join what belongs together, look around, judge."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from builder.arabic.dates.agreement import Hints, Verdict, settle
from builder.arabic.dates.clock import clocks
from builder.arabic.dates.found import GRAVE, Calendar, DateProblem, FoundDate, Role, Trouble
from builder.arabic.dates.named import dialects
from builder.arabic.dates.numeric import Labelled, ShortYear, YearFirst, YearLast
from builder.arabic.dates.relative import relative_words
from builder.arabic.dates.surroundings import Surroundings, look_around
from builder.arabic.dates.tokens import tokenise_date
from builder.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import tzinfo

    from builder.arabic.dates.mention import Dialect, Mention, Order
    from builder.arabic.dates.tokens import Tokens

    Zone = tzinfo | str | None

DIALECTS: Final[tuple[Dialect, ...]] = (
    YearFirst(),
    YearLast(),
    Labelled(),
    ShortYear(),
    *dialects(Calendar.GREGORIAN),
    *dialects(Calendar.HIJRI),
)
"""Every way to write a date that is known. Of two that start at one word the earlier wins."""

_RANKS: Final = {
    letter: tuple(rank for rank, dialect in enumerate(DIALECTS) if dialect.needs == letter)
    for letter in sorted({dialect.needs for dialect in DIALECTS})
}
"""Places of the dialects in that list, by the letter that they need."""

_HAS_DIGIT: Final = re.compile(r"[0-9٠-٩۰-۹]")
_HAS_YEAR: Final = re.compile(
    r"(?<![0-9٠-٩۰-۹])[0-9٠-٩۰-۹]{4}(?:(?![0-9٠-٩۰-۹])|(?=[0-9٠-٩۰-۹]{2}:))"
)
_WITHOUT_DIGIT: Final = re.compile(
    "قبل|منذ|مض|مس|بارح|ليوم|لآن|لان|غدا|ماض|go|day|now|ow|لفين|لفان|لف و"
)
"""Words that count from the day of reading, and thousands of years in words."""
_LONG: Final = 240
_BEFORE_YEAR, _AFTER_YEAR = 100, 50
"""How far from its year the words of a date may reach."""
_DATE_LINE: Final = 80
"""A line longer than this is prose: what has no year in it is no date line."""


def find_date(text: str) -> FoundDate | None:
    """Return the date that `text` names, or None where it names none for sure.

    >>> find_date("الأربعاء 11 آب/أغسطس 2021 - 10:21").date
    datetime.date(2021, 8, 11)
    >>> find_date("قبل 3 ساعات"), find_date("5/3/2024"), find_date("الخميس 11 آب 2021")
    (None, None, None)
    """
    found = read_date(text)
    return found if isinstance(found, FoundDate) else None


def find_dates(
    text: str, *, date_order: Order | None = None, zone: str | None = None
) -> tuple[FoundDate, ...]:
    """Return all dates of `text` in their order, such as that of publication and of an update."""
    read = _read(text, date_order, zone)
    return tuple(found for found in read if isinstance(found, FoundDate))


def read_date(
    text: str, *, date_order: Order | None = None, zone: str | None = None
) -> FoundDate | DateProblem | None:
    """Return the date of `text`, or the problem with it, or None where it speaks of no date.

    A day of publication comes first, then any other in the order of the text, then one of an
    update. A complete date with a grave problem is not passed over for a later one. `date_order`
    is the source's order of numeric dates, `zone` the IANA name for times that name none.
    """
    read = _read(text, date_order, zone)
    dates = [found for found in read if isinstance(found, FoundDate)]
    for found in dates:
        if found.role is Role.PUBLISHED:
            return found
    weighty = [found for found in read if isinstance(found, FoundDate) or found.kind in GRAVE]
    for item in weighty:
        if item.role is not Role.UPDATED:
            return item
    return next(iter(weighty or read), None)


def _read(text: str, order: Order | None, zone: str | None) -> list[FoundDate | DateProblem]:
    if not _may_hold_a_date(text):
        return []
    if len(text) <= _LONG:
        return _read_stretch(text, order, zone)
    return [
        replace(item, start=item.start + at, end=item.end + at, alone=False)
        for at, end in _stretches_around_years(text)
        for item in _read_stretch(text[at:end], order, zone)
    ]


def _stretches_around_years(text: str) -> Iterator[tuple[int, int]]:
    """Cut a long text down to where a date can be: no day is told without a year."""
    start = end = 0
    for year in _HAS_YEAR.finditer(text):
        low = text.rfind(" ", 0, max(0, year.start() - _BEFORE_YEAR)) + 1
        if low > end and end:
            yield start, end
            start = low
        elif not end:
            start = low
        high = text.find(" ", year.end() + _AFTER_YEAR)
        end = len(text) if high < 0 else high
    if end:
        yield start, end


def _read_stretch(
    text: str, order: Order | None, zone: str | None
) -> list[FoundDate | DateProblem]:
    tokens = tokenise_date(text)
    if tokens is None:
        return []
    mentions = _mentions(tokens)
    if not mentions:
        return _relative(tokens)
    times = clocks(tokens)
    text_order = _order_shown(mentions)
    places: list[tuple[Verdict, Surroundings]] = []
    end = 0
    for group in _groups(tokens, mentions):
        around = look_around(tokens, group, times, end)
        places.append((settle(group, Hints(around.weekday, order, text_order)), around))
        end = around.last + 1
    alone = _is_alone(tokens, [around for _, around in places])
    # of two times on one line the last alone may name the zone of both
    named = {around.clock.zone for _, around in places if around.clock and around.clock.zone}
    shared = named.pop() if alone and len(named) == 1 else None
    return [
        _result(tokens, verdict, around, shared or zone, alone=alone) for verdict, around in places
    ]


def _may_hold_a_date(text: str) -> bool:
    """Turn most lines away for the price of one search."""
    if len(text) > _DATE_LINE:
        return _HAS_YEAR.search(text) is not None
    return _HAS_DIGIT.search(text) is not None or _WITHOUT_DIGIT.search(text) is not None


def _mentions(tokens: Tokens) -> list[Mention]:
    """Return what the dialects see, without overlaps: the first word wins, then the dialect."""
    shape = tokens.shape
    spotted = [
        (match.start(), rank, match)
        for letter, ranks in _RANKS.items()
        if letter in shape
        for rank in ranks
        for match in DIALECTS[rank].pattern.finditer(shape)
    ]
    spotted.sort()
    return list(_without_overlaps(tokens, spotted))


def _without_overlaps(
    tokens: Tokens, spotted: Iterable[tuple[int, int, re.Match[str]]]
) -> Iterator[Mention]:
    end = 0
    for start, rank, match in spotted:
        if start >= end and (mention := DIALECTS[rank].read(tokens, match)):
            end = match.end()
            yield mention


_JOINT: Final = re.compile(r"[-,|()/.:;rWhea*ftpk]{0,8}")


def _groups(tokens: Tokens, mentions: list[Mention]) -> Iterator[tuple[Mention, ...]]:
    """Join a Hijri and a Gregorian date that stand side by side: they name one day."""
    at = 0
    while at < len(mentions):
        pair = mentions[at : at + 2]
        gap = tokens.shape[pair[0].last + 1 : pair[-1].first]
        if (
            len(pair) > 1
            and pair[0].calendar is not pair[1].calendar
            and Trouble.NO_DAY not in {mention.trouble for mention in pair}
            and _JOINT.fullmatch(gap)
        ):
            yield tuple(pair)
            at += 2
        else:
            yield (pair[0],)
            at += 1


def _order_shown(mentions: list[Mention]) -> Order | None:
    """Return the order that the numeric dates of the text show, where they agree on one."""
    shown = {
        reading.order
        for mention in mentions
        if len(mention.readings) == 1
        for reading in mention.readings
        if reading.order
    }
    return shown.pop() if len(shown) == 1 else None


@frozen
class _Span:
    first: int
    last: int


def _relative(tokens: Tokens) -> list[FoundDate | DateProblem]:
    if len(tokens.text) > _DATE_LINE or not (words := relative_words(tokens)):
        return []
    start, end = tokens.place(*words)
    alone = _is_alone(tokens, [_Span(*words)])
    return [DateProblem(Trouble.RELATIVE, tokens.text[start:end], start, end, alone=alone)]


_NOT_OF_A_DATE_LINE: Final = re.compile(r"[xndyoMHRAg]")


def _is_alone(tokens: Tokens, spans: Iterable[Surroundings | _Span]) -> bool:
    at, rest = 0, []
    for span in spans:
        rest.append(tokens.shape[at : span.first])
        at = span.last + 1
    rest.append(tokens.shape[at:])
    return not _NOT_OF_A_DATE_LINE.search("".join(rest))


def _result(
    tokens: Tokens, verdict: Verdict, around: Surroundings, zone: Zone, *, alone: bool
) -> FoundDate | DateProblem:
    start, end = tokens.place(around.first, around.last)
    words = tokens.text[start:end]
    if isinstance(verdict.answer, Trouble):
        return DateProblem(
            kind=verdict.answer,
            text=words,
            start=start,
            end=end,
            candidates=verdict.candidates,
            dialect=verdict.mention.dialect,
            role=around.role,
            alone=alone,
        )
    return FoundDate(
        date=verdict.answer,
        time=around.clock.on(verdict.answer, zone) if around.clock else None,
        text=words,
        start=start,
        end=end,
        calendar=verdict.mention.calendar,
        dialect=verdict.mention.dialect,
        role=around.role,
        notes=verdict.notes,
        alone=alone,
    )
