"""Times of day beside a date: «10:21 دمشق», «الساعة 8 مساءً», «02:21 (GMT+0400)»."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta, timezone
from typing import TYPE_CHECKING, Final

from builder.arabic.dates.zones import zone
from builder.frozen import frozen

if TYPE_CHECKING:
    from datetime import date, tzinfo

    from builder.arabic.dates.tokens import Tokens

# Over shapes, see `lexicon.KINDS`. A city counts as a zone after «بتوقيت», or where nothing follows
# that would make it the subject of a sentence.
_PATTERN: Final = re.compile(
    r"(?:(?P<lead>z)[,:]?)?(?:k+:?)?(?:(?P<early>p)(?=t))?(?:(?P<time>t)|(?<=k)(?P<hour>d)(?:(?:\.(?P<minute>d)|x(?P<and>d)g)(?=[pe]?)|(?=[pe])))"
    r"[,-]?(?P<part>[pe])?"
    r"(?:[,(|-]{0,2}(?P<zone>u*z|u+C|ul|[lC](?=[),|;.-]|$))\)?)?"
)
_CLOCK: Final = re.compile(
    r"(?P<hour>[0-9]{1,2})[ ]?(?::|h|سا|س)[ ]?(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?"
    r"(?:[.,][0-9]+)?[ ]?(?P<offset>z|[+-].*)?"
)
_OFFSET: Final = re.compile(r"(?P<sign>[+-])[ ]?(?P<hours>[0-9]{1,2}):?(?P<minutes>[0-9]{2})?")
_PM_LETTER: Final = "م"
_NOON, _LAST_NOON_HOUR, _FIRST_EVENING_HOUR = 12, 3, 6
_HOURS, _MINUTES, _MOST_OFFSET_HOURS = 24, 60, 14


@frozen
class Clock:
    """A time of day that stands in the text."""

    first: int
    last: int
    time: time
    zone: tzinfo | None

    def on(self, day: date, default: tzinfo | str | None) -> datetime:
        """Return the moment on `day`, in the text's zone, else in the `default` one, else naive."""
        place = self.zone or (zone(default) if isinstance(default, str) else default)
        return datetime.combine(day, self.time, place)


def clocks(tokens: Tokens) -> list[Clock]:
    """Return the times of day in the text, in order."""
    if "t" not in tokens.shape and "k" not in tokens.shape:
        return []
    found = (_read(tokens, match) for match in _PATTERN.finditer(tokens.shape))
    return [clock for clock in found if clock]


def _read(tokens: Tokens, match: re.Match[str]) -> Clock | None:
    if match["time"]:
        parts = _CLOCK.match(str(tokens.items[match.start("time")].value))
        if not parts:
            return None
        hour, minute, second = (int(parts[name] or 0) for name in ("hour", "minute", "second"))
        place = _offset(parts["offset"]) if parts["offset"] else _zone(tokens, match)
    else:
        hour = int(tokens.items[match.start("hour")].value)
        minutes = max(match.start("minute"), match.start("and"))
        minute = int(tokens.items[minutes].value) if minutes >= 0 else 0
        second = 0
        place = _zone(tokens, match)
    hour = _hour_of_the_day(hour, _part(tokens, match))
    if hour >= _HOURS or minute >= _MINUTES or second >= _MINUTES:
        return None
    return Clock(match.start(), match.end() - 1, time(hour, minute, second), place)


def _part(tokens: Tokens, match: re.Match[str]) -> str:
    name = "part" if match["part"] else "early"  # «pm 03:14»
    if not match[name]:
        return ""
    token = tokens.items[match.start(name)]
    if token.kind == "p":
        return str(token.value)
    return "pm" if tokens.folded[token.start : token.end] == _PM_LETTER else ""


def _hour_of_the_day(hour: int, part: str) -> int:
    """Turn an hour of the clock into one of the day; «22:24 مساءً» already is one.

    >>> _hour_of_the_day(12, "am"), _hour_of_the_day(9, "night"), _hour_of_the_day(22, "pm")
    (0, 21, 22)
    """
    if hour > _NOON or not part:
        return hour
    if part == "am":
        return hour % _NOON
    if part == "pm":
        return hour % _NOON + _NOON
    if part == "noon":
        return hour + _NOON if hour <= _LAST_NOON_HOUR else hour
    return (hour + _NOON) % _HOURS if hour >= _FIRST_EVENING_HOUR else hour


def _zone(tokens: Tokens, match: re.Match[str]) -> tzinfo | None:
    if match["zone"]:
        token = tokens.items[match.end("zone") - 1]
    elif match["lead"]:
        token = tokens.items[match.start("lead")]
    else:
        return None
    if token.kind == "l":
        return None
    if token.kind == "z":
        return _offset(tokens.folded[token.start : token.end])
    return zone(str(token.value))


def _offset(text: str) -> tzinfo | None:
    match = _OFFSET.search(text)
    if not match:
        return timezone.utc  # noqa: UP017  the name says more than an alias
    digits, minutes = match["hours"], int(match["minutes"] or 0)
    hours = int(digits)
    if hours > _MOST_OFFSET_HOURS or minutes >= _MINUTES:
        return None
    span = timedelta(hours=hours, minutes=minutes)
    return timezone(-span if match["sign"] == "-" else span)
