"""Settle the order of day and month in numeric dates by the other dates of the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from builder.arabic.dates import Trouble
from builder.arabic.numerals import ascii_digits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.extract.moments import Order
    from builder.extract.roles import Reading

MONTHS: Final = 12
_NUMERIC: Final = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(?:19|20)\d\d(?!\d)")


def settled_order(text: str, readings: Sequence[Reading | None]) -> Order | None:
    """Return the order where a date is ambiguous and the page shows how it writes dates."""
    open_dates = [
        reading.date.text
        for reading in readings
        if reading is not None
        and reading.date is not None
        and reading.date.trouble is Trouble.AMBIGUOUS_ORDER
    ]
    return (order_of(text) or _agreed(open_dates, readings)) if open_dates else None


def _agreed(open_dates: Sequence[str], readings: Sequence[Reading | None]) -> Order | None:
    """Return the order by which an ambiguous date names the day that another line gives in words.

    That line may be the clock of the page: that the two agree by chance is no risk.
    """
    days = {
        (moment.day.day, moment.day.month)
        for reading in readings
        if reading is not None and reading.date is not None and (moment := reading.date.moment)
    }
    orders: set[Order] = set()
    for text in open_dates:
        for first, _sign, second in _NUMERIC.findall(ascii_digits(text)):
            if (int(first), int(second)) in days:
                orders.add("dmy")
            if (int(second), int(first)) in days:
                orders.add("mdy")
    return orders.pop() if len(orders) == 1 else None


def order_of(text: str) -> Order | None:
    """Return the order of numeric dates that the page itself settles; None where it writes both.

    >>> order_of("تاريخ القبول: 5/3/2021، تاريخ النشر: 30/9/2021"), order_of("5/3/2021")
    ('dmy', None)
    """
    orders: set[Order] = {
        "dmy" if int(first) > MONTHS else "mdy"
        for first, _sign, second in _NUMERIC.findall(text)
        if max(int(first), int(second)) > MONTHS
    }
    return orders.pop() if len(orders) == 1 else None
