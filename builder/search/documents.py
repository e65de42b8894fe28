"""What the search knows of one document: its words with their weight and places, and its card.

Everything here is a function of the document alone. Whatever depends on the whole collection, how
rare a word is and how long articles are on average, is left to the reader's browser: so one new
article changes the lists of its own words and no others.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections import Counter, defaultdict
from functools import cache, lru_cache
from itertools import chain, compress
from math import isqrt
from operator import mul
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from builder.arabic.key import spaced_words
from builder.search.forms import NO_THEME
from builder.search.varint import encode_differences, encode_varint

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from builder.search.forms import Forms

FACETS: Final = ("source", "topics", "people", "places", "organisations")
"""Facets with names as values, in the order of the index; the date is a facet of its own."""

TITLE_WEIGHT: Final = 3
TOPIC_WEIGHT: Final = 2
LEAST_LEADING: Final = 4
"""So many stems lead the shortest text."""
LEADING_SQUARE: Final = 0.9
"""The square of how many lead, for each word of a text: a long one is an answer to more queries."""
_WINDOWS: Final = 8
_LEAST_WINDOW: Final = 16
FIRST_WINDOW: Final = 1
"""Title words count for the beginning of the text."""
_EDGE: Final = 3
"""A word this near the end of its window counts for the next too, so that neighbours share one."""
_DATE: Final = re.compile("([0-9]{4}-[0-9]{2})-([0-3][0-9])")
"""A date's month, which is listed like a form, and its day: a search for days reads the lists of
their months. No word has «-» in its key."""
FIELD_GAP: Final = 8
"""Positions left free between title, text and topics: no phrase reaches across."""

LENGTH_OFFSET: Final = 100
"""Words added to a document's length before its weight is divided by it; see `js/ranking.js`."""
_LEVELS: Final = 32
LEADING: Final = 32
"""Added to the level of forms whose stem leads: their lists may carry the document's card along."""
_LEAST_LEVEL: Final = 64
SCALE_BITS: Final = 20
_USUAL_WEIGHTS: Final = 32
_SHARED_PLACES: Final = 4096
"""Where a longer text has them, rows are made for it alone."""
THRESHOLDS: Final = tuple(_LEAST_LEVEL * 4**i // 3**i for i in range(_LEVELS - 1))
"""Each level stands for four thirds of the one below; whole numbers, so that all machines agree."""


Row = tuple[int, int, bytes]
"""What is said of a form in a document, besides the document: its level, from 0 to 31, with
`LEADING` where it is of a stem that the document is most about; its windows, one bit for each
eighth of the text that has it; and its places as varint differences, each at least one, with a zero
behind them."""


class Card(NamedTuple):
    """What a result shows before its page is opened."""

    url: str
    title: str
    date: str
    """ISO date, or empty."""
    facets: tuple[tuple[str, ...], ...]
    """The values of each of `FACETS`, as shown."""


class Tokens(NamedTuple):
    """The words of a document, by the numbers of their forms."""

    title: Sequence[int]
    text: Sequence[int]
    topics: Sequence[Sequence[int]]
    days: Mapping[int, int]
    """The day of the document's date, by its month: at most one."""

    @property
    def length(self) -> int:
        """The words of title and text."""
        return len(self.title) + len(self.text)

    def forms(self, forms: Forms) -> set[int]:
        """Return the forms by which the document is found.

        A stop word counts in the title only: «هو» finds the poem of that name, and no list of half
        the collection is written for it.
        """
        above = {*self.title, *chain.from_iterable(self.topics), *self.days}
        return {*self.text} - forms.stops | above


def fold(card: Card, body: str) -> str:
    """Return the words of a document with `card` and the text `body`, as `tokens` reads them."""
    topics = card.facets[FACETS.index("topics")]
    date = _DATE.match(card.date)
    days = " ".join(date.groups()) if date else ""
    return "\n".join((days, *map(spaced_words, (card.title, body, *topics))))


def tokens(folded: str, forms: Forms) -> Tokens:
    """Return the words that `fold` wrote."""
    days, *parts = folded.split("\n")
    title, text, *topics = [forms.numbers(part.split()) for part in parts]
    month, day = days.split()[:1], days.split()[1:]
    dated = zip(forms.numbers(month), map(int, day), strict=True)
    return Tokens(title, array("I", text), topics, dict(dated))


def analyse(document: Tokens, forms: Forms) -> dict[int, Row]:
    """Return what is said of each form of a document.

    Millions of words go this way. So every form is taken for one that stands at one place of the
    text, as most do; then those that do not are looked at one by one.
    """
    title, text, topics, days = document
    length = document.length
    levels = _levels(length)
    start = len(title) + FIELD_GAP
    rows = dict(zip(text, _alone(levels[1], start, len(text)), strict=True))
    counts = Counter(text)
    for stop in forms.stops.intersection(rows):
        del rows[stop], counts[stop]
    above = {*title, *chain.from_iterable(topics)}
    often = {form for form, number in counts.items() if number > 1 or form in above}
    after = bytes(sum(map(len, topics)) + FIELD_GAP * (len(topics) + 1) + 1)
    windows = bytes([FIRST_WINDOW]) * start + _windows(len(text)) + after
    for form, (weight, places) in _weighed(document, often).items():
        level = levels[weight] if weight < _USUAL_WEIGHTS else _level(weight, length)
        rows[form] = level, _union(windows, places), encode_differences(places) + b"\0"
    leads = map(_leading(document, forms).__contains__, map(forms.stems.__getitem__, rows))
    for form in list(compress(rows, leads)):
        level, bits, at = rows[form]
        rows[form] = level | LEADING, bits, at
    for month, day in days.items():  # where words have their level
        rows[month] = day, 0, b"\0"
    return rows


def card_of(document: Mapping[str, Any]) -> Card:
    """Return the card of `document`."""
    topics = document.get("topics") or document.get("tags")
    return Card(
        url=document["url"],
        title=document["title"],
        date=str(document.get("date") or ""),
        facets=tuple(
            [_values(topics if facet == "topics" else document.get(facet)) for facet in FACETS]
        ),
    )


def text_of(document: Mapping[str, Any]) -> str:
    """Return the text of `document`, which may have a function that knows it."""
    text = document["text"]
    return text if isinstance(text, str) else str(text())


def _values(value: str | Iterable[str] | None) -> tuple[str, ...]:
    """Return one value or several as a tuple, each once."""
    if not value:
        return ()
    return (value,) if isinstance(value, str) else tuple(dict.fromkeys(value))


def _weighed(document: Tokens, often: AbstractSet[int]) -> dict[int, tuple[int, list[int]]]:
    """Return the weight and the places of the forms of title, topics, and of those in `often`.

    Of the others of the text nothing is said.
    """
    places: defaultdict[int, list[int]] = defaultdict(list)
    more: Counter[int] = Counter()
    for place, form in enumerate(document.title, start=1):
        places[form].append(place)
        more[form] += TITLE_WEIGHT - 1
    start = len(document.title) + FIELD_GAP
    for place, form in enumerate(document.text, start=start):
        if form in often:
            places[form].append(place)
    place = start + len(document.text) + FIELD_GAP
    for topic in document.topics:
        for form in topic:
            places[form].append(place)
            more[form] += TOPIC_WEIGHT - 1
            place += 1
        place += FIELD_GAP
    return {form: (len(at) + more[form], at) for form, at in places.items()}


@lru_cache(maxsize=1 << 12)
def _levels(length: int) -> tuple[int, ...]:
    """Return the level of a form of each of the usual weights in a document of `length` words."""
    return tuple(_level(weight, length) for weight in range(_USUAL_WEIGHTS))


def _level(weight: int, length: int) -> int:
    """Return the level of a form of `weight` in a document of `length` words."""
    return bisect_right(THRESHOLDS, (weight << SCALE_BITS) // (length + LENGTH_OFFSET))


def _alone(level: int, start: int, length: int) -> list[Row]:
    """Return the row of each place of a text, for a form that stands there and nowhere else."""
    rows: list[Row] = []
    for bits, begin, end in stretches(length):
        rows += _alone_between(level, bits, start + begin, start + end)
    return rows


def _alone_between(level: int, bits: int, start: int, end: int) -> Sequence[Row]:
    """Return the rows of the places from `start` to `end`; nearly all texts share theirs."""
    if end > _SHARED_PLACES:
        return [(level, bits, encode_varint(place) + b"\0") for place in range(start, end)]
    shared = _shared_rows(level, bits)
    for place in range(len(shared), end):
        shared.append((level, bits, encode_varint(place) + b"\0"))
    return shared[start:end]


@cache
def _shared_rows(level: int, bits: int) -> list[Row]:  # noqa: ARG001 - they tell the lists apart
    """Return the rows that were made so far, by place."""
    return []


def _windows(length: int) -> bytes:
    """Return for each word of a text of `length` words the windows that it counts for, as bits."""
    return b"".join([bytes([bits]) * (end - begin) for bits, begin, end in stretches(length)])


@lru_cache(maxsize=1 << 12)
def stretches(length: int) -> Sequence[tuple[int, int, int]]:
    """Return the stretches of a text whose words count for the same windows: these, begin, end."""
    size = max(_LEAST_WINDOW, -(-length // _WINDOWS))
    stretches = []
    for window in range(-(-length // size)):
        begin, end = window * size, min((window + 1) * size, length)
        edge = (window + 1) * size - _EDGE if window + 1 < _WINDOWS else end
        stretches += [(1 << window, begin, min(edge, end)), (3 << window, edge, end)]
    return [stretch for stretch in stretches if stretch[1] < stretch[2]]


def _union(windows: bytes, places: Sequence[int]) -> int:
    """Return all windows that have one of `places`."""
    bits = 0
    for place in places:
        bits |= windows[place]
    return bits


def _leading(document: Tokens, forms: Forms) -> AbstractSet[int]:
    """Return the stems with the most weight; long ones first, because long words are rarer."""
    themes, texts = forms.themes, forms.stem_texts
    sums = Counter(map(themes.__getitem__, document.text))
    for form in document.title:
        sums[themes[form]] += TITLE_WEIGHT
    for form in chain.from_iterable(document.topics):
        sums[themes[form]] += TOPIC_WEIGHT
    sums.pop(NO_THEME, None)
    sizes = map(forms.stem_sizes.__getitem__, sums)
    scores = list(map(mul, sums.values(), sizes))
    most = max(LEAST_LEADING, isqrt(int(LEADING_SQUARE * document.length)))
    least = min(sorted(scores)[-most:], default=0)
    best = [
        (-score, texts[stem], stem)
        for score, stem in zip(scores, sums, strict=True)
        if score >= least
    ]
    return {stem for _, _, stem in sorted(best)[:most]}
