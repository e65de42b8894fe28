"""Dates as Arabic newspapers, agencies and pages write them.

`find_date` answers with a day or None; `read_date` also says why there is none; `find_dates` gives
all dates of a line. A text is cut into tokens (`tokens`), whose kinds form a shape; each dialect
(`numeric`, `named`) is a pattern over shapes; `surroundings` adds weekday, time and label, and
`agreement` lets them check one another. Nothing is ever resolved against the day of reading.
"""

from __future__ import annotations

from builder.arabic.dates.found import Calendar, DateProblem, FoundDate, Role, Trouble
from builder.arabic.dates.reader import find_date, find_dates, read_date

__all__ = [
    "Calendar",
    "DateProblem",
    "FoundDate",
    "Role",
    "Trouble",
    "find_date",
    "find_dates",
    "read_date",
]
