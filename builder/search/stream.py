"""All words of a collection in one array, document after document, in the order of their numbers.

The array is cut into stretches of words that stand in a row in one field and count for the same
windows, so that little has to be kept of each word: ten million of them have to fit into memory.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from builder.search.documents import (
    FIELD_GAP,
    FIRST_WINDOW,
    TITLE_WEIGHT,
    TOPIC_WEIGHT,
    stretches,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from builder.search.arrays import Bytes, Ints
    from builder.search.documents import Tokens

DAY_WEIGHT = 0
TEXT_WEIGHT = 1
"""Words of the text weigh nothing else, so this is what tells them."""


class Stretches(NamedTuple):
    """Stretches of words, in columns."""

    sizes: Ints
    places: Ints
    """Of the first word; a month has the place zero, which no word has."""
    weights: Bytes
    windows: Bytes
    documents: Ints
    """The documents that they are of, counted in the order of the stream."""

    def of(self, some: slice) -> Stretches:
        """Return some of them."""
        return Stretches(
            self.sizes[some],
            self.places[some],
            self.weights[some],
            self.windows[some],
            self.documents[some],
        )


class Stream(NamedTuple):
    """The words of many documents."""

    words: NDArray[np.uint32]
    """The number of each word's form."""
    stretches: Stretches
    starts: Ints
    """Where each stretch begins, and behind the last where the words end."""
    numbers: Ints
    """The number of each document."""
    lengths: Ints
    """How many words title and text of each document have."""
    days: Ints
    """The day of each document's date, or zero."""


def stream_of(documents: Iterable[tuple[int, Tokens]]) -> Stream:
    """Return the words of `documents`, which come in the order of their numbers."""
    words, rows = array("I"), array("I")
    numbers, lengths, days = [], [], []
    for count, (number, document) in enumerate(documents):
        numbers.append(number)
        lengths.append(document.length)
        days.append(max(document.days.values(), default=0))
        for part, row in _parts(document):
            words.extend(part)
            rows.extend((*row, count))
    columns = np.frombuffer(rows, np.uint32).reshape(-1, len(Stretches._fields)).T
    sizes, places, weights, windows, of = (column.astype(np.int64) for column in columns)
    cut = Stretches(sizes, places, weights.astype(np.uint8), windows.astype(np.uint8), of)
    return Stream(
        np.frombuffer(words, np.uint32),
        cut,
        np.concatenate(([0], np.cumsum(sizes))),
        *(np.array(column, np.int64) for column in (numbers, lengths, days)),
    )


def _parts(document: Tokens) -> Iterator[tuple[Sequence[int], tuple[int, int, int, int]]]:
    """Yield the words of each stretch with its size, its first place, its weight, its windows.

    All words of the text come with its first stretch.
    """
    title, text, topics, days = document
    yield list(days), (len(days), 0, DAY_WEIGHT, 0)
    yield title, (len(title), 1, TITLE_WEIGHT, FIRST_WINDOW)
    place = len(title) + FIELD_GAP
    words = text
    for windows, begin, end in stretches(len(text)):
        yield words, (end - begin, place + begin, TEXT_WEIGHT, windows)
        words = ()
    place += len(text) + FIELD_GAP
    for topic in topics:
        yield topic, (len(topic), place, TOPIC_WEIGHT, 0)
        place += len(topic) + FIELD_GAP
