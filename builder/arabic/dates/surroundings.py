"""Look left and right of a date for its weekday, its time of day and the label before it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final

from builder.arabic.dates.found import Role
from builder.frozen import frozen

if TYPE_CHECKING:
    from builder.arabic.dates.clock import Clock
    from builder.arabic.dates.mention import Mention
    from builder.arabic.dates.tokens import Tokens

# Over shapes, see `lexicon.KINDS`; each looks at no more than `_REACH` tokens.
_REACH: Final = 14
_WEEKDAY_BEFORE: Final = re.compile(r"W[-aqr,:()|/.*;jtpkzuCle]*$")
_WEEKDAY_AFTER: Final = re.compile(r"[-,|(]*a?(?P<weekday>W)(?=[-,|);.]*(?:$|[tkp]))")
_CLOCK_GAP: Final = re.compile(r"[-|,():;.*/aekhWjqTsuzr]*")
_LABEL_IN_GAP: Final = re.compile(r"(?P<label>[PU])")
_CLOCK_GAP_WITH_LABEL: Final = re.compile(r"[-|,():;.*/aekhT]*[PU][-|,():;.*/aekhT]*")
_LABEL_BEFORE: Final = re.compile(r"(?P<label>[PU])(?:x?:)?[-,|():;.*/aekhWjqtpzurCs+T]*$")
_ROLES: Final = {"P": Role.PUBLISHED, "U": Role.UPDATED}


@frozen
class Surroundings:
    """What stands around one date, and how far the whole of it reaches."""

    first: int
    last: int
    weekday: int | None
    clock: Clock | None
    role: Role


def look_around(
    tokens: Tokens, group: tuple[Mention, ...], times: list[Clock], floor: int
) -> Surroundings:
    """Return the surroundings of a date; nothing before token `floor` belongs to it."""
    shape = tokens.shape
    first, last = group[0].first, group[-1].last
    clock = _clock_before(shape, times, first, floor)
    start = min(first, clock.first) if clock else first
    role = Role.UNKNOWN
    if label := _LABEL_BEFORE.search(shape[max(floor, start - _REACH) : start]):
        role = _ROLES[label["label"]]
    weekday, first, last = _weekday(tokens, group, floor)
    if clock is None and (after := _clock_after(shape, times, last)):
        clock, label_between = after
        role = _ROLES[label_between] if label_between else role
    if clock:
        first, last = min(first, clock.first), max(last, clock.last)
    return Surroundings(first, last, weekday, clock, role)


def _weekday(tokens: Tokens, group: tuple[Mention, ...], floor: int) -> tuple[int | None, int, int]:
    """Return the weekday of the date, with the first and last token of both together."""
    shape = tokens.shape
    first, last = group[0].first, group[-1].last
    low = max(floor, first - _REACH)
    if before := _WEEKDAY_BEFORE.search(shape[low:first]):
        at = low + before.start()
        return int(tokens.items[at].value), at, last
    between = shape.find("W", first, last)
    if between >= 0:
        return int(tokens.items[between].value), first, last
    if after := _WEEKDAY_AFTER.match(shape, last + 1):
        at = after.start("weekday")
        return int(tokens.items[at].value), first, at
    return None, first, last


def _clock_before(shape: str, times: list[Clock], first: int, floor: int) -> Clock | None:
    """Return the nearest time before the date where nothing but connectors stands between."""
    at = bisect_left(times, first, key=lambda clock: clock.first) - 1
    if at < 0 or times[at].first < floor:
        return None
    gap = shape[times[at].last + 1 : first]
    return times[at] if len(gap) <= _REACH and _CLOCK_GAP.fullmatch(gap) else None


def _clock_after(shape: str, times: list[Clock], last: int) -> tuple[Clock, str] | None:
    """Return the nearest time after the date, with the label between the two if there is one."""
    at = bisect_right(times, last, key=lambda clock: clock.first)
    if at == len(times):
        return None
    clock = times[at]
    gap = shape[last + 1 : clock.first]
    if len(gap) > _REACH:
        return None
    if _CLOCK_GAP.fullmatch(gap):
        return clock, ""
    if _CLOCK_GAP_WITH_LABEL.fullmatch(gap) and not _leads_to_a_date(shape, clock):
        label = _LABEL_IN_GAP.search(gap)
        return clock, label["label"] if label else ""
    return None


def _leads_to_a_date(shape: str, clock: Clock) -> bool:
    """Say whether a date follows the time, to which time and label then belong."""
    return bool(re.match(r"[-|,():;.*/aekhWj]*[dyoM]", shape[clock.last + 1 :][:_REACH]))
