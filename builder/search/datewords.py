"""Read the dates in a query: «آب 2021», «11 غشت 2021», «محرم 1443 هـ», «2021-08», «2021».

The names are those that articles' own dates are read by (`builder/data/dates`). They go into the
index, where the browser's `js/dates.js` finds them; `tests/test_search_dates.py` holds the two
readers together. A month without a year is a date where nothing else is asked for, of any year.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from builder.arabic.dates.calendars import (
    FIRST_GREGORIAN_YEAR,
    HIJRI_YEARS,
    LAST_GREGORIAN_YEAR,
    ONE_DAY,
    gregorian_day,
    hijri_day,
)
from builder.arabic.key import search_key, words
from builder.own_yaml import own_data
from builder.search.forms import stop_words
from builder.search.phrases import PHRASE

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

MONTHS: Final = 12
PATTERN: Final = (
    r"(?:d?f*M+(?:-?M)*f*-?y|M+d-?y|yf*-?M+d?|d?f*H+(?:-?H)*f*-?y|yf*H+|y-d-d|y-d|d-d-y|d-y|y)[eh]?"
)
"""Dates over the kinds of words, see `Word`; both readers search their shapes for it."""

_WORD: Final = re.compile(r"[^\W_]+")
_NUMBER: Final = re.compile("[0-9]+")
_LINK: Final = re.compile(r"[-/.]")
_TIME: Final = re.compile(
    r"(\d{4}-\d\d?-\d\d?)[T ]\d\d?:\d\d[\d:.]*(?:Z|[+-]\d\d:?\d\d)?", re.IGNORECASE
)
_SHORT: Final = 2
_YEAR_LENGTH: Final = 4
YEARS: Final = {
    "M": range(FIRST_GREGORIAN_YEAR, LAST_GREGORIAN_YEAR + 1),
    "H": range(1365, HIJRI_YEARS[-1]),  # some months before have 28 or 31 days in the tables
}
_FIRST_HIJRI_DAY: Final = "1945-12-05"
"""The first day of the first Hijri year above."""
_OTHERS: Final = ("seen", "latin")
"""Names of months that are read and not looked for."""
_FILLERS: Final = ("particles", "year_words", "connectors", "prepositions")


@dataclass(frozen=True, slots=True)
class Span:
    """The days that a query asks for."""

    first: str
    last: str
    """ISO dates, both included."""
    only: bool
    """True where the query asks for nothing else."""


class Word(NamedTuple):
    """A word of the query, or a sign that links two numbers."""

    kind: str
    """M, H: month; d, y: number; e, h: era; f: filler; -: link; x: anything else."""
    value: int = 0
    phrase: str = ""
    """Of a month, its name."""


def date_table() -> dict[str, Any]:
    """Return what a reader of queries must know, for the root of the index."""
    months, around = own_data("dates/months"), own_data("dates/words")
    fillers = [word for section in _FILLERS for word in around[section]]
    fillers += [name for names in around["weekdays"].values() for name in names]
    return {
        "pattern": PATTERN,
        "years": {kind: [years[0], years[-1]] for kind, years in YEARS.items()},
        "hijri": [_FIRST_HIJRI_DAY, _hijri_months()],
        "words": {
            "M": [_names(families) for families in months["gregorian"].values()],
            "H": [_names(families) for families in months["hijri"].values()],
            "e": [_keys(around["gregorian_eras"])],
            "h": [_keys(around["hijri_eras"])],
            "f": [_keys(fillers)],
        },
    }


def without_times(query: str) -> str:
    """Return `query` without times of day behind dates.

    >>> without_times("2021-08-11T10:00Z حقل")
    '2021-08-11 حقل'
    """
    return _TIME.sub(r"\1", query)


def read_dates(query: str) -> Span | None:
    """Return the days that `query` names outside of quotation marks, or None.

    >>> read_dates("مقالات غشت ٢٠٢١")
    Span(first='2021-08-01', last='2021-08-31', only=False)
    >>> read_dates("محرم 1443").only, read_dates("آب اللهاب")
    (True, None)
    """
    found = read_words(search_key(PHRASE.sub(" ; ", query)))
    shape = "".join(word.kind for word in found)
    rest = shape
    spans = []
    for match in re.finditer(PATTERN, shape):
        span = _days(match[0], found[match.start() : match.end()])
        if span:
            spans.append(span)
            rest = rest[: match.start()] + "f" * len(match[0]) + rest[match.end() :]
    if not spans:
        return None
    only = not rest.strip("f-") and not PHRASE.search(query)
    first, last = min(first for first, _ in spans), max(last for _, last in spans)
    return Span(first.isoformat(), last.isoformat(), only)


def may_date(word: str) -> bool:
    """Tell whether dates have such a word: a number, or one of the names of a month.

    >>> may_date("غشت"), may_date("2021"), may_date("حقل")
    (True, True, False)
    """
    return bool(_NUMBER.match(word)) or any(word in phrase.split() for phrase in _known()[0])


def read_words(folded: str) -> list[Word]:
    """Cut a folded query into words and links; the longest known phrase comes first."""
    known, longest = _known()
    matches = list(_WORD.finditer(folded))
    found = []
    at = 0
    while at < len(matches):
        if at and _LINK.fullmatch(folded, matches[at - 1].end(), matches[at].start()):
            found.append(Word("-"))
        phrases = (
            (count, " ".join(match[0] for match in matches[at : at + count]))
            for count in range(min(longest, len(matches) - at), 0, -1)
        )
        count, phrase = next(
            ((count, phrase) for count, phrase in phrases if phrase in known),
            (1, matches[at][0]),
        )
        found += [known[phrase]] if phrase in known else _plain(phrase)
        at += count
    return found


def _plain(word: str) -> list[Word]:
    """Return what a word that the table does not have is: «2021م» is two."""
    year, era = word[:_YEAR_LENGTH], _known()[0].get(word[_YEAR_LENGTH:])
    if _NUMBER.fullmatch(year) and len(year) == _YEAR_LENGTH and era and era.kind in "eh":
        return [Word("y", int(year)), era]
    if not _NUMBER.fullmatch(word):
        return [Word("f" if word in stop_words() else "x")]
    kind = "d" if len(word) <= _SHORT else "y" if len(word) == _YEAR_LENGTH else "x"
    return [Word(kind) if kind == "x" else Word(kind, int(word))]


def _days(shape: str, found: list[Word]) -> tuple[dt.date, dt.date] | None:
    """Return the first and last day of one date, or None where there is no such date."""
    values = {kind: [word.value for word in found if word.kind == kind] for kind in "MHdy"}
    (year,) = values["y"]
    # A year before the first of one calendar is one of the other: «1445» is too early here.
    is_early = shape[-1] != "e" and year < FIRST_GREGORIAN_YEAR
    is_hijri = bool(values["H"]) or (not values["M"] and (shape[-1] == "h" or is_early))
    months, days = values["H" if is_hijri else "M"], values["d"]
    if not months and days:
        # Readers of Arabic write the day before the month: every locale of theirs does.
        order = days if shape[0] == "y" or days[-1] > MONTHS else days[::-1]
        months, days = order[:1], order[1:]
    if year not in YEARS["H" if is_hijri else "M"] or len(set(months)) > 1:
        return None
    to_day = hijri_day if is_hijri else gregorian_day
    first = to_day(year, *(months[:1] or [1]), *(days or [1]))
    if days or not first:
        return (first, first) if first else None
    after = (year, months[0] + 1) if months and months[0] < MONTHS else (year + 1, 1)
    following = to_day(*after, 1)
    return (first, following - ONE_DAY) if following else None


def _hijri_months() -> str:
    """Return which months have thirty days, a year in three hexadecimal digits.

    Browsers have a calendar of their own, but it disagrees by a day before 1420 and after 1450.
    """
    return "".join(
        f"{sum(1 << month - 1 for month in range(1, MONTHS + 1) if hijri_day(year, month, 30)):03x}"
        for year in YEARS["H"]
    )


@cache
def _known() -> tuple[dict[str, Word], int]:
    """Return the known phrases and the words of the longest."""
    known: dict[str, Word] = {}
    for kind, lists in date_table()["words"].items():
        for value, phrases in enumerate(lists, start=1):
            for phrase in re.split("[,;]", phrases):
                known.setdefault(phrase, Word(kind, value, phrase))
    return known, max(phrase.count(" ") for phrase in known) + 1


def _names(families: Mapping[str, list[str]]) -> str:
    """Return the names of a month: those that are looked for, and behind a sign the others."""
    usual = _keys(chain(*(names for name, names in families.items() if name not in _OTHERS)))
    others = _keys(chain(*(families.get(name, ()) for name in _OTHERS)))
    return f"{usual};{others}" if others else usual


def _keys(names: Iterable[str]) -> str:
    """Return the keys of `names` in one string, each once."""
    return ",".join(dict.fromkeys(" ".join(words(name)) for name in names))
