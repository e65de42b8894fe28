"""The postings of many forms in columns, worked out of the words of all documents at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from builder.search.arrays import beginnings, lengths, put_varints, steps, varint_sizes
from builder.search.documents import LEADING, LENGTH_OFFSET, SCALE_BITS, THRESHOLDS

if TYPE_CHECKING:
    from builder.search.arrays import Bytes, Ints, Truths
    from builder.search.stream import Stream

_SMALL = np.iinfo(np.uint16).max
"""Numbers up to here are sorted by counting, in a fifth of the time."""


class Postings(NamedTuple):
    """Postings, sorted by form and number."""

    forms: Ints
    documents: Ints
    """Counted in the order of the stream."""
    levels: Bytes
    windows: Bytes
    sizes: Ints
    """How many bytes the places of each take."""
    places: Bytes
    """Of all, one after another."""

    def only(self, wanted: Truths) -> Postings:
        """Return those that are `wanted`: one truth for each."""
        if wanted.all():
            return self
        return Postings(
            self.forms[wanted],
            self.documents[wanted],
            self.levels[wanted],
            self.windows[wanted],
            self.sizes[wanted],
            self.places[np.repeat(wanted, self.sizes)],
        )


def postings_of(stream: Stream, words: Ints, forms: Ints) -> Postings:
    """Return the postings of some words of `stream`, whose `forms` are numbers to sort by.

    `words` are their places in the stream.
    """
    cut = stream.stretches
    inside = lengths(np.searchsorted(words, stream.starts[:-1]), len(words))
    stretches = np.repeat(np.arange(len(cut.sizes), dtype=np.int32), inside)
    order = _order(forms)
    forms, words, stretches = forms[order], words[order], stretches[order]
    documents = cut.documents[stretches]
    places = words - stream.starts[stretches] + cut.places[stretches]
    first = beginnings(forms, documents)
    weights = np.add.reduceat(cut.weights[stretches], first, dtype=np.int64)
    windows = np.bitwise_or.reduceat(cut.windows[stretches], first)
    documents, forms, dated = documents[first], forms[first], places[first] == 0
    levels = _levels(weights, stream.lengths[documents])
    levels[dated] = stream.days[documents[dated]]
    sizes, encoded = _encoded(places, first)
    return Postings(forms, documents, levels, windows, sizes, encoded)


def marked(postings: Postings, pairs: Ints, leading: Ints) -> Truths:
    """Mark the postings of stems that their document is mostly about, and tell which they are.

    Stem and document of each are one number of `pairs`; those that lead are `leading`, in order.
    """
    at = np.searchsorted(leading, pairs)
    leads: Truths = np.append(leading, -1)[at] == pairs
    postings.levels[leads] |= LEADING
    return leads


def _order(numbers: Ints) -> Ints:
    """Return the order of `numbers`; equal ones stay as they are."""
    if numbers.max(initial=0) <= _SMALL:
        numbers = numbers.astype(np.uint16)
    return np.argsort(numbers, kind="stable")


def _levels(weights: Ints, lengths_of: Ints) -> Bytes:
    """Return the level of forms of these weights in documents of these lengths."""
    parts = (weights << SCALE_BITS) // (lengths_of + LENGTH_OFFSET)
    return np.searchsorted(np.array(THRESHOLDS), parts, "right").astype(np.uint8)


def _encoded(places: Ints, first: Ints) -> tuple[Ints, Bytes]:
    """Return the places of postings that begin at `first` as bytes, and how many each takes.

    They are varints of the differences, with a zero behind each posting. Months have no place.
    """
    added = steps(places, first)
    sizes = varint_sizes(added) * (added > 0)
    bytes_of = np.add.reduceat(sizes, first, dtype=np.int64) + 1
    posting = np.repeat(np.arange(len(first)), lengths(first, len(places)))
    ends = np.cumsum(sizes, dtype=np.int64)
    out = np.zeros(int(bytes_of.sum()), np.uint8)
    real = np.flatnonzero(added)
    put_varints(out, (ends - sizes + posting)[real], added[real])
    return bytes_of, out
