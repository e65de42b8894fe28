"""What the search knows of one document: its words with their weight and places, and its card.

Everything here is a function of the document alone. Whatever depends on the whole collection, how
rare a word is and how long articles are on average, is left to the reader's browser: so one new
article changes the lists of its own words and no others.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from builder.arabic.key import words
from builder.search.varint import encode_differences, encode_varint

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from collections.abc import Set as AbstractSet

    from builder.search.forms import Forms

FACETS: Final = ("source", "topics", "people", "places", "organisations")
"""Facets with names as values, in the order of the index; the date is a facet of its own."""

_TITLE_WEIGHT: Final = 3
_TOPIC_WEIGHT: Final = 2
_LEADING_STEMS: Final = 8
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
LEADING: Final = 32
"""Added to the level of forms whose stem leads: their lists may carry the document's card along."""
_LEAST_LEVEL: Final = 64
_SCALE_BITS: Final = 20
_THRESHOLDS: Final = tuple(_LEAST_LEVEL * 4**i // 3**i for i in range(_LEVELS - 1))
"""Each level stands for four thirds of the one below; whole numbers, so that all machines agree."""


class _Alone(dict[int, bytes]):
    """What a form that stands at one place only has for its positions: most do."""

    def __missing__(self, place: int) -> bytes:
        self[place] = encoded = encode_varint(place) + b"\0"
        return encoded


_ALONE: Final = _Alone()


@dataclass(frozen=True, slots=True)
class Card:
    """What a result shows before its page is opened."""

    url: str
    title: str
    date: str
    """ISO date, or empty."""
    facets: tuple[tuple[str, ...], ...]
    """The values of each of `FACETS`, as shown."""


@dataclass(frozen=True, slots=True)
class Analysed:
    """A document ready to be indexed: its forms, and a column for each thing to say of them.

    Columns, because a collection has millions of forms in documents, and an object for each would
    cost more than all the rest.
    """

    length: int
    """Words of title and text."""
    forms: array[int]
    """The numbers of the forms."""
    levels: bytes
    """Of each form its weighted count against length, from 0 to 31; with `LEADING` where it is of a
    stem that the document is most about."""
    windows: bytes
    """Of each form one bit for each eighth of the text that has it."""
    positions: bytes
    """The places of each form as varint differences, each at least one, with a zero behind them."""


def analyse(card: Card, body: str, forms: Forms) -> Analysed:
    """Return the words of a document with `card` and the text `body`.

    A stop word counts in the title only: «هو» finds the poem of that name, and no list of half the
    collection is written for it.
    """
    title, text = forms.numbers(words(card.title)), forms.numbers(words(body))
    topics = [forms.numbers(words(topic)) for topic in card.facets[FACETS.index("topics")]]
    places = _places(title, text, topics, forms.after_stops)
    weights = dict(zip(places, map(len, places.values()), strict=True))
    for form in title:
        weights[form] += _TITLE_WEIGHT - 1
    for form in chain.from_iterable(topics):
        weights[form] += _TOPIC_WEIGHT - 1
    length = len(title) + len(text)
    start = len(title) + _FIELD_GAP
    after = bytes(sum(map(len, topics)) + _FIELD_GAP * (len(topics) + 1) + 1)
    windows = bytes([_FIRST_WINDOW]) * start + _windows(len(text)) + after
    each = places.values()
    return Analysed(
        length,
        array("I", places),
        _levels(weights, length, forms),
        bytes([windows[at[0]] if len(at) == 1 else _union(windows, at) for at in each]),
        b"".join([_ALONE[at[0]] if len(at) == 1 else _ended(at) for at in each]),
    )


def card_of(document: Mapping[str, Any]) -> Card:
    """Return the card of `document`."""
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


def _places(
    title: list[int], text: list[int], topics: list[list[int]], after_stops: int
) -> dict[int, list[int]]:
    """Return where each form stands, by its number."""
    places: defaultdict[int, list[int]] = defaultdict(list)
    for place, form in enumerate(title, start=1):
        places[form].append(place)
    start = len(title) + _FIELD_GAP
    for place, form in enumerate(text, start=start):
        if form >= after_stops:
            places[form].append(place)
    place = start + len(text) + _FIELD_GAP
    for topic in topics:
        for form in topic:
            places[form].append(place)
            place += 1
        place += _FIELD_GAP
    return places


def _levels(weights: Mapping[int, int], length: int, forms: Forms) -> bytes:
    """Return the level of each form in a document of `length` words."""
    stems = forms.stems
    leading = _leading(weights, forms)
    levels = {weight: _level(weight, length) for weight in set(weights.values())}
    return bytes(
        [
            levels[weight] | LEADING if stems[form] in leading else levels[weight]
            for form, weight in weights.items()
        ]
    )


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


def _ended(places: list[int]) -> bytes:
    return encode_differences(places) + b"\0"


def _leading(weights: Mapping[int, int], forms: Forms) -> AbstractSet[int]:
    """Return the stems with the most weight; long ones first, because long words are rarer."""
    stems, texts = forms.stems, forms.stem_texts
    sums: dict[int, int] = {}
    for form, weight in weights.items():
        if form >= forms.after_stops:
            stem = stems[form]
            sums[stem] = sums.get(stem, 0) + weight
    scores = [weight * len(texts[stem]) for stem, weight in sums.items()]
    least = min(sorted(scores)[-_LEADING_STEMS:], default=0)
    ranked = sorted(
        [
            (-score, texts[stem], stem)
            for score, stem in zip(scores, sums, strict=True)
            if score >= least
        ]
    )
    return {stem for _, _, stem in ranked[:_LEADING_STEMS]}
