"""Read the names of months in a query that has no year: «آذار», «مؤتمر تشرين الأول».

A month and nothing else asks for the articles of that month in any year. `js/dates.js` reads the
same; `tests/test_search_dates.py` holds the two readers together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from builder.arabic.dates.calendars import hijri_day
from builder.arabic.key import search_key
from builder.search.datewords import YEARS, Word, date_table, read_words
from builder.search.phrases import PHRASE

if TYPE_CHECKING:
    from collections.abc import Container

_BARE: Final = re.compile("[f-]*(?:M[M-]*|H[H-]*)[f-]*")
"""A query of nothing but a month."""
_SHORT_NAME: Final = 3


@dataclass(frozen=True, slots=True)
class Month:
    """The month that a query asks for, of whatever year."""

    names: tuple[tuple[str, ...], ...]
    """Its names by their words, first those of the query."""
    days: Container[str]
    """For a Hijri month, all its days as ISO dates."""
    number: int

    def has(self, date: str) -> bool:
        """Tell whether an ISO date is of the month."""
        return date in self.days or date[5:7] == f"{self.number:02}"


def date_hint(letter: str = r"\p{L}") -> str:
    """Return a pattern of what stands in the key of a query with a date, for the root of the index.

    So most queries need no table. A name of few letters counts when a sign or a space is behind it.
    """
    table = date_table()["words"]
    usual = [name for kind in "MH" for names in table[kind] for name in _usual(names)]
    first = {name.split()[0] for name in usual if " " in name}
    short = {name for name in usual if len(name) <= _SHORT_NAME}
    long = {name for name in usual if " " not in name} - short
    any_of = ["|".join(sorted(names)) for names in (long, short, first)]
    after = rf"(?:{any_of[0]})(?!{letter})|(?:{any_of[1]})(?=.)(?!{letter})|(?:{any_of[2]}) "
    return rf"[0-9]{{4}}|(?<!{letter})(?:{after})"


def read_month(query: str) -> Month | None:
    """Return the month that `query` names and nothing else, without a year.

    >>> read_month("شهر آذار").names
    (('اذار',), ('مارس',))
    >>> read_month("آذار 2024"), read_month("«آذار»"), read_month("آذار دمشق")
    (None, None, None)
    """
    found = [] if PHRASE.search(query) else _read(query, query)
    months = _months(found)
    is_bare = _BARE.fullmatch("".join(word.kind for word in found))
    if not is_bare or len({word.value for word in months}) > 1:
        return None
    kind, value, _ = months[0]
    names = [*(word.phrase for word in months), *_usual(date_table()["words"][kind][value - 1])]
    each = tuple(tuple(name.split()) for name in dict.fromkeys(names))
    return Month(each, _hijri_days(value) if kind == "H" else (), value if kind == "M" else 0)


def read_rows(query: str) -> list[list[str]]:
    """Return the names of months in `query` that have several words, outside of quotation marks.

    >>> read_rows("مؤتمر تشرين الأول")
    [['تشرين', 'الاول']]
    """
    names = (word.phrase.split() for word in _months(_read(query, PHRASE.sub(" ; ", query))))
    return [name for name in names if len(name) > 1]


def _read(query: str, outside: str) -> list[Word]:
    """Return the words of `outside`, a part of `query`, if dates may stand there."""
    return read_words(search_key(outside)) if _hint().search(f"{search_key(query)} ") else []


@cache
def _hint() -> re.Pattern[str]:
    return re.compile(date_hint(r"[^\W\d_]"))


def _hijri_days(month: int) -> frozenset[str]:
    """Return all days of a Hijri month, as ISO dates."""
    days = (hijri_day(year, month, day) for year in YEARS["H"] for day in range(1, 31))
    return frozenset(day.isoformat() for day in days if day)


def _months(found: list[Word]) -> list[Word]:
    return [word for word in found if word.kind in "MH"]


def _usual(names: str) -> list[str]:
    return names.split(";", maxsplit=1)[0].split(",")
