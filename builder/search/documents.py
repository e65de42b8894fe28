"""What the search knows of one document: its words with their weight and places, and its card.

Everything here is a function of the document alone. Whatever depends on the whole collection, how
rare a word is and how long articles are on average, is left to the reader's browser: so one new
article changes the lists of its own words and no others.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache
from heapq import nsmallest
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from builder.arabic.key import analysis, search_key, words
from builder.arabic.stem import light_stem
from builder.search.varint import encode_differences

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FACETS: Final = ("source", "topics", "people", "places", "organisations")
"""Facets with names as values, in the order of the index; the date is a facet of its own."""

_TITLE_WEIGHT: Final = 3
_TOPIC_WEIGHT: Final = 2
_CARDS_PER_DOCUMENT: Final = 4
_WINDOWS: Final = 8
_LEAST_WINDOW: Final = 16
_FIRST_WINDOW: Final = 1
"""Title words count for the beginning of the text."""
_EDGE: Final = 3
"""A word this near the end of its window counts for the next too, so that neighbours share one."""
_FIELD_GAP: Final = 8
"""Positions left free between title, text and topics: no phrase reaches across."""

LENGTH_OFFSET: Final = 100
"""Words added to a document's length before its weight is divided by it; see `js/ranking.js`."""
_LEVELS: Final = 32
_LEAST_LEVEL: Final = 64
_SCALE_BITS: Final = 20
_THRESHOLDS: Final = tuple(_LEAST_LEVEL * 4**i // 3**i for i in range(_LEVELS - 1))
"""Each level stands for four thirds of the one below; whole numbers, so that all machines agree."""


@dataclass(frozen=True, slots=True)
class Card:
    """What a result shows before its page is opened."""

    url: str
    title: str
    date: str
    """ISO date, or empty."""
    facets: tuple[tuple[str, ...], ...]
    """The values of each of `FACETS`, as shown."""


class Occurrence(NamedTuple):
    """How one form occurs in one document; a tuple, because there are millions."""

    level: int
    """Weighted count against length, from 0 to 31."""
    windows: int
    """One bit for each eighth of the text that has the form."""
    positions: bytes
    """Places as varint differences, each at least one."""


@dataclass(frozen=True, slots=True)
class AnalysedDocument:
    """One document, ready to be indexed."""

    card: Card
    length: int
    """Words of title and text."""
    occurrences: Mapping[str, Occurrence]
    """One for each form."""
    leading: tuple[str, ...]
    """The stems that the document is most about: their lists carry its card along."""


def analyse_document(document: Mapping[str, Any]) -> AnalysedDocument:
    """Return `document` as the index needs it.

    A stop word counts in the title only: «هو» finds the poem of that name, and no list of half the
    collection is written for it.
    """
    card = _card(document)
    title, text = words(card.title), words(document["text"])
    topics = [words(topic) for topic in card.facets[FACETS.index("topics")]]
    stops = stop_words()
    places: dict[str, list[int]] = {}
    for place, form in enumerate(title, start=1):
        places.setdefault(form, []).append(place)
    start = len(title) + _FIELD_GAP
    for place, form in enumerate(text, start=start):
        if form not in stops:
            places.setdefault(form, []).append(place)
    place = start + len(text) + _FIELD_GAP
    for topic in topics:
        for form in topic:
            places.setdefault(form, []).append(place)
            place += 1
        place += _FIELD_GAP
    weights = {form: len(found) for form, found in places.items()}
    for form in title:
        weights[form] += _TITLE_WEIGHT - 1
    for topic in topics:
        for form in topic:
            weights[form] += _TOPIC_WEIGHT - 1
    length = len(title) + len(text)
    windows = bytes([_FIRST_WINDOW]) * start + _windows(len(text)) + bytes(place)
    return AnalysedDocument(
        card,
        length,
        {
            form: Occurrence(
                _level(weights[form], length),
                _union(windows, found),
                encode_differences(found),
            )
            for form, found in places.items()
        },
        _leading(weights, stops),
    )


@cache
def stop_words() -> frozenset[str]:
    """Return the keys of the words that say nothing about an article."""
    return frozenset(search_key(word) for line in analysis()["stop_words"] for word in line.split())


@lru_cache(maxsize=1 << 20)
def stem_of(form: str) -> str:
    """Return the stem of `form`; most forms come back thousands of times."""
    return light_stem(form)


def _card(document: Mapping[str, Any]) -> Card:
    values = {**document, "topics": document.get("topics") or document.get("tags") or ()}
    return Card(
        url=document["url"],
        title=document["title"],
        date=str(document.get("date") or ""),
        facets=tuple(_values(values.get(facet)) for facet in FACETS),
    )


def _values(value: str | Iterable[str] | None) -> tuple[str, ...]:
    """Return one value or several as a tuple, each once."""
    if not value:
        return ()
    return (value,) if isinstance(value, str) else tuple(dict.fromkeys(value))


@lru_cache(maxsize=1 << 16)
def _level(weight: int, length: int) -> int:
    """Return the level of a form of `weight` in a document of `length` words."""
    return bisect_right(_THRESHOLDS, (weight << _SCALE_BITS) // (length + LENGTH_OFFSET))


@lru_cache(maxsize=1 << 12)
def _windows(length: int) -> bytes:
    """Return for each word of a text of `length` words the windows that it counts for, as bits."""
    size = max(_LEAST_WINDOW, -(-length // _WINDOWS))
    windows = bytearray()
    for window in range(-(-length // size)):
        windows += bytes([1 << window]) * size
        if window + 1 < _WINDOWS:
            windows[-_EDGE:] = bytes([3 << window]) * _EDGE
    return bytes(windows[:length])


def _union(windows: bytes, places: list[int]) -> int:
    """Return all windows that have one of `places`."""
    bits = 0
    for place in places:
        bits |= windows[place]
    return bits


def _leading(weights: Mapping[str, int], stops: frozenset[str]) -> tuple[str, ...]:
    """Return the stems with the most weight; long ones first, because long words are rarer."""
    stems: dict[str, int] = {}
    for form, weight in weights.items():
        if form not in stops:
            stem = stem_of(form)
            stems[stem] = stems.get(stem, 0) + weight
    ranked = nsmallest(
        _CARDS_PER_DOCUMENT,
        [(-weight * len(stem), stem) for stem, weight in stems.items()],
    )
    return tuple(stem for _, stem in ranked)
