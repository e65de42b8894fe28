"""Let weekday, second calendar and order settle what the words of one date leave open."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from builder.arabic.dates.calendars import ONE_DAY
from builder.arabic.dates.found import Calendar, Trouble
from builder.frozen import frozen

if TYPE_CHECKING:
    from datetime import date

    from builder.arabic.dates.mention import Mention, Order, Reading


@frozen
class Verdict:
    """The day of one date, or the trouble with it."""

    answer: date | Trouble
    mention: Mention
    notes: tuple[str, ...] = ()
    candidates: tuple[date, ...] = ()


@frozen
class Hints:
    """What is known besides the date's own words."""

    weekday: int | None = None
    source_order: Order | None = None
    """The order of the source, from its profile."""
    text_order: Order | None = None
    """The order that another date of the same text shows."""


def settle(group: tuple[Mention, ...], hints: Hints) -> Verdict:
    """Judge one date that is named once, or once in each calendar."""
    by_calendar = {mention.calendar: mention for mention in reversed(group)}
    gregorian = by_calendar.get(Calendar.GREGORIAN)
    hijri = by_calendar.get(Calendar.HIJRI)
    if gregorian and gregorian.readings and hijri and hijri.readings:
        return _both(gregorian, hijri, hints)
    if gregorian and gregorian.day_and_month and hijri and hijri.readings:
        return _year_from_hijri(gregorian, hijri, hints)
    main = gregorian if gregorian and gregorian.trouble not in _WITHOUT_YEAR else hijri
    main = main or gregorian or group[0]
    if main.trouble:
        return Verdict(main.trouble, main)
    readings = main.readings
    if len(group) == 1 and not all(reading.by_table for reading in readings):
        readings = tuple(reading for reading in readings if reading.by_table)
        if not readings:
            return Verdict(Trouble.IMPOSSIBLE_DAY, main)
    return _choose(main, readings, hints, main.notes)


_WITHOUT_YEAR: Final = (Trouble.NO_YEAR, Trouble.RELATIVE, Trouble.NO_DAY)


def _both(gregorian: Mention, hijri: Mention, hints: Hints) -> Verdict:
    near = tuple(
        reading
        for reading in gregorian.readings
        if any(abs(reading.day - other.day) <= ONE_DAY for other in hijri.readings)
    )
    if not near:
        days = tuple(reading.day for reading in (*gregorian.readings, *hijri.readings))
        return Verdict(Trouble.CALENDARS_DISAGREE, gregorian, candidates=days)
    notes = gregorian.notes
    if len(near) < len(gregorian.readings):
        notes = (*notes, "order_from_hijri")
    verdict = _choose(gregorian, near, hints, notes)
    if isinstance(verdict.answer, Trouble):
        return verdict
    if all(verdict.answer != other.day for other in hijri.readings):
        return replace(verdict, notes=(*verdict.notes, "hijri_one_day_off"))
    return verdict


def _year_from_hijri(gregorian: Mention, hijri: Mention, hints: Hints) -> Verdict:
    near = tuple(
        reading._replace(day=day)
        for reading in hijri.readings
        for day in (reading.day, reading.day - ONE_DAY, reading.day + ONE_DAY)
        if (day.day, day.month) == gregorian.day_and_month
    )
    if not near:
        days = tuple(reading.day for reading in hijri.readings)
        return Verdict(Trouble.CALENDARS_DISAGREE, gregorian, candidates=days)
    return _choose(gregorian, near, hints, ("year_from_hijri",))


def _choose(
    mention: Mention, readings: tuple[Reading, ...], hints: Hints, notes: tuple[str, ...]
) -> Verdict:
    for order, note in (
        (hints.source_order, "order_from_source"),
        (hints.text_order, "order_from_text"),
    ):
        kept = tuple(reading for reading in readings if reading.order == order)
        if order and len(readings) > 1 and kept:
            readings, notes = kept, (*notes, note)
    if hints.weekday is not None:
        kept = tuple(reading for reading in readings if reading.day.weekday() == hints.weekday)
        if not kept:
            days = tuple(reading.day for reading in readings)
            return Verdict(Trouble.WEEKDAY_DISAGREES, mention, notes, days)
        if len(kept) < len(readings):
            readings, notes = kept, (*notes, "order_from_weekday")
    if len({reading.day for reading in readings}) > 1:
        days = tuple(reading.day for reading in readings)
        return Verdict(Trouble.AMBIGUOUS_ORDER, mention, notes, days)
    return Verdict(readings[0].day, mention, notes)
