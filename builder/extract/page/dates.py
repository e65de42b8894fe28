"""Choose the dates of publication and of update from metadata, visible lines and the address."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from builder.arabic.dates import Trouble
from builder.arabic.dates.calendars import gregorian_day
from builder.extract.date_problems import date_trouble, only_update
from builder.model import Evidence, Moment, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from builder.extract.moments import DateLine, DateReader
    from builder.extract.page.metadata import Metadata, Said

EARLIEST_YEAR: Final = 1850
LATEST_YEAR: Final = 2100
PLACEHOLDERS: Final = frozenset({date(1970, 1, 1), date(1900, 1, 1), date(2000, 1, 1)})
"""Days that programs write where they know none."""

_ISO: Final = re.compile(
    r"^(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?",
    re.IGNORECASE,
)
_COMPACT: Final = re.compile(r"^(\d{4})[/.]?(\d{2})[/.]?(\d{2})(?:T?\d{4,6}Z?)?$")
_MAIL: Final = re.compile(r"^[A-Z][a-z]{2},? \d{1,2} [A-Z][a-z]{2} \d{4}")
_IN_ADDRESS: Final = re.compile(
    r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/_-]|$)"
)


@dataclass(frozen=True, slots=True)
class Dated:
    """The dates of a page."""

    published: Evidence[Moment] | None = None
    updated: Evidence[Moment] | None = None
    text: str | None = None
    """The words that gave the date of publication."""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """A date line that stands on the page."""

    date: DateLine
    line: int
    text: str
    above: bool = False
    """Whether it stands above the headline, where pages show the day of reading."""


def choose_dates(metadata: Metadata, seen: Sequence[Seen], reader: DateReader) -> Dated:
    """Return the dates of publication and of update; publication wins where both are known.

    A visible day that is a day off the metadata's is the publisher's own: metadata in UTC turns
    midnight earlier than the publisher's clock does.
    """
    published = _first(metadata.all("published"), reader)
    updated = _first(metadata.all("updated"), reader)
    seen = sorted(seen, key=lambda item: item.above)
    shown = next((item for item in seen if not item.date.is_update and item.date.moment), None)
    if shown is not None and shown.above and any(map(_is_open, seen)):
        shown = None
    changed = next((item for item in seen if item.date.is_update and item.date.moment), None)
    if updated is None:
        updated = _seen_update(shown, changed)
    if published is not None:
        published = _as_shown(published, shown)
        text = shown.text if shown and _day(shown) == published.value.day else published.excerpt
        return Dated(published, updated, text)
    if shown is not None:
        return Dated(_evidence(shown, "date-line"), updated, shown.text)
    addressed = _from_address(metadata.address)
    if addressed is not None and (updated is None or addressed.value.day <= updated.value.day):
        return Dated(addressed, updated, addressed.excerpt)
    if changed is not None:
        problem = only_update(changed.date.text, changed.line)
        found = _evidence(changed, "date-line-of-update")
        return Dated(found, updated, changed.text, (problem,))
    return Dated(None, updated, problems=_troubles(seen))


def _is_open(item: Seen) -> bool:
    """Say whether a date at the article's own place is open: the day of reading is no help."""
    return not item.above and item.date.trouble is Trouble.AMBIGUOUS_ORDER


def _seen_update(shown: Seen | None, changed: Seen | None) -> Evidence[Moment] | None:
    if changed is not None:
        return _evidence(changed, "update-line")
    if shown is not None and shown.date.updated is not None:
        return Evidence(shown.date.updated, "update-line", shown.line, shown.text)
    return None


def _troubles(seen: Sequence[Seen]) -> tuple[Problem, ...]:
    """Say why there is no date: what is wrong with the first that stands there, if one does."""
    for item in seen:
        if item.date.trouble is not None:
            return (date_trouble(item.date.trouble, item.date.text, item.line),)
    return (Problem("DATE01"),)


def read_stamp(text: str) -> Moment | None:
    """Read a date as machines write it: ISO 8601, its common misspellings, and mail dates.

    >>> read_stamp("2020-03-17T17:27:41Z").time.isoformat()
    '2020-03-17T17:27:41+00:00'
    >>> read_stamp("2020-3-7").day.isoformat(), read_stamp("20200307").day.isoformat()
    ('2020-03-07', '2020-03-07')
    >>> read_stamp("07/03/2020") is None, read_stamp("0001-01-01T00:00:00") is None
    (True, True)
    """
    text = text.strip()
    if found := _ISO.match(text):
        return _checked(_iso_moment(found))
    if found := _COMPACT.match(text):
        return _checked(_day_in(found))
    if _MAIL.match(text):
        try:
            moment = parsedate_to_datetime(text)
        except ValueError:
            return None
        return _checked(Moment(moment.date(), moment if moment.tzinfo else None))
    return None


def _iso_moment(found: re.Match[str]) -> Moment | None:
    moment = _day_in(found)
    if moment is None or found[4] is None or found[7] is None:
        return moment
    clock = f"{int(found[4]):02}:{found[5]}:{found[6] or '00'}"
    zone = "+00:00" if found[7][0] not in "+-" else found[7]
    try:
        return Moment(moment.day, datetime.fromisoformat(f"{moment.day.isoformat()}T{clock}{zone}"))
    except ValueError:
        return moment


def _day_in(found: re.Match[str]) -> Moment | None:
    """Return the day that three groups of figures name, if the calendar has it."""
    day = gregorian_day(int(found[1]), int(found[2]), int(found[3]))
    return Moment(day) if day else None


def _checked(moment: Moment | None) -> Moment | None:
    if moment is None or not EARLIEST_YEAR <= moment.day.year <= LATEST_YEAR:
        return None
    return None if moment.day in PLACEHOLDERS else moment


def _first(said: Iterable[Said], reader: DateReader) -> Evidence[Moment] | None:
    for item in said:
        moment = read_stamp(item.value)
        if moment is None:
            line = reader.read(item.value)
            moment = line.moment if line else None
        if moment is not None:
            return Evidence(moment, item.rule, item.line, item.value)
    return None


def _as_shown(published: Evidence[Moment], shown: Seen | None) -> Evidence[Moment]:
    """Take the day that the page shows where the metadata's is its neighbour."""
    day = _day(shown) if shown else None
    if shown is None or day is None or abs((day - published.value.day).days) != 1:
        return published
    return replace(
        published, value=Moment(day), rule="date-line", line=shown.line, excerpt=shown.text
    )


def _evidence(seen: Seen, rule: str) -> Evidence[Moment] | None:
    moment = seen.date.moment
    return Evidence(moment, rule, seen.line, seen.text) if moment else None


def _day(seen: Seen) -> date | None:
    return seen.date.moment.day if seen.date.moment else None


def _from_address(address: str | None) -> Evidence[Moment] | None:
    path = unquote(urlsplit(address).path) if address else ""
    found = _IN_ADDRESS.search(path)
    moment = _checked(_day_in(found)) if found else None
    return Evidence(moment, "date-in-address", None, found[0], 0.7) if found and moment else None
