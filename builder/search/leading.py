"""Which stems documents are mostly about, for all of them at once: see `documents.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from builder.search.arrays import beginnings, ranks
from builder.search.documents import LEADING_SQUARE, LEAST_LEADING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.search.arrays import Ints
    from builder.search.forms import Forms
    from builder.search.stream import Stream

_WORDS_AT_ONCE = 1 << 17
_DOCUMENTS_AT_ONCE = 1 << 11
"""As many as can be told apart in one number beside a score and a stem."""
_WEIGHT_BITS = 2


def leading(stream: Stream, forms: Forms) -> tuple[Ints, Ints]:
    """Return the stems with the most weight in each document: the stems, and their documents."""
    themes = np.array(forms.themes, np.int64)
    sizes = np.array(forms.stem_sizes, np.int64)
    texts = forms.stem_texts
    by_text = np.array(sorted(range(len(texts)), key=texts.__getitem__), np.int64)
    found = [
        _leading(stream, begin, end, (themes, sizes, by_text))
        for begin, end in _portions(stream.starts[_first_stretches(stream)])
    ]
    stems, documents = zip(*found, strict=True)
    return np.concatenate(stems), np.concatenate(documents)


def _first_stretches(stream: Stream) -> Ints:
    """Return the first stretch of each document, and the end of all."""
    return np.searchsorted(stream.stretches.documents, np.arange(len(stream.numbers) + 1))


def _portions(starts: Ints) -> Iterator[tuple[int, int]]:
    """Yield where documents begin and end that are looked at together: at least one."""
    begin, last = 0, len(starts) - 1
    while begin < last:
        fit = int(np.searchsorted(starts, starts[begin] + _WORDS_AT_ONCE, "right")) - 1
        end = max(begin + 1, min(fit, begin + _DOCUMENTS_AT_ONCE))
        yield begin, end
        begin = end


def _leading(
    stream: Stream, begin: int, end: int, stems: tuple[Ints, Ints, Ints]
) -> tuple[Ints, Ints]:
    """Return what `leading` does, for the documents from `begin` to `end`."""
    themes, sizes, by_text = stems
    count = len(by_text)
    documents, stem, sums = _weighed(stream, begin, end, themes, count)
    scores = sums * sizes[stem]
    most = int(scores.max(initial=0))
    # In one number, the document, what is lacking from the highest score, and the text's place:
    # so one sort has the strongest of each document first, and of equal ones the first by its text.
    rows = (documents * (most + 1) + most - scores) * count + ranks(by_text)[stem]
    rows.sort()
    documents = rows // ((most + 1) * count)
    first = np.searchsorted(documents, np.arange(end - begin))
    squares = (LEADING_SQUARE * stream.lengths[begin:end]).astype(np.int64)
    wanted = np.maximum(np.sqrt(squares).astype(np.int64), LEAST_LEADING)
    best = np.arange(len(rows)) - first[documents] < wanted[documents]
    return by_text[rows[best] % count], documents[best] + begin


def _weighed(
    stream: Stream, begin: int, end: int, themes: Ints, count: int
) -> tuple[Ints, Ints, Ints]:
    """Return documents, counted from `begin`, their stems, and what each weighs there."""
    cut = np.searchsorted(stream.stretches.documents, [begin, end])
    here = stream.stretches.of(slice(*cut))
    theme = themes[stream.words[slice(*stream.starts[cut])]]
    weights = np.repeat(here.weights, here.sizes)
    rows = np.repeat(here.documents - begin, here.sizes) * count + theme << _WEIGHT_BITS | weights
    rows = rows[(theme >= 0) & (weights > 0)]  # neither stop words nor months
    rows.sort()
    first = beginnings(rows >> _WEIGHT_BITS)
    if not len(first):
        return rows, rows, rows
    sums = np.add.reduceat(rows & (1 << _WEIGHT_BITS) - 1, first)
    documents, stem = np.divmod(rows[first] >> _WEIGHT_BITS, count)
    return documents, stem, sums
