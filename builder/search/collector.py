"""Gather the occurrences of many documents by form, in little memory.

A collection of 50,000 articles has ten million occurrences; as Python objects they would not fit.
So documents wait in columns until all are there and numbered; then they are laid out once, in the
order of their numbers, in columns by form, from which a list is only cut.
"""

from __future__ import annotations

import sys
from array import array
from itertools import accumulate
from typing import TYPE_CHECKING

from builder.search.postings import PLACES, Columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.search.documents import Analysed


class Collector:
    """Occurrences by form; documents are known by the order in which they came."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._waiting: dict[int, Analysed] = {}
        self._counts = array("I")
        self._starts: list[int] = []
        self._numbers = array("I")
        self._marks = array("H")
        """Of each posting its level, and below it its windows."""
        self._positions: list[bytearray] = []

    def add(self, document: Analysed) -> None:
        """Take in one document."""
        self._waiting[len(self._waiting)] = document
        counts = self._counts
        missing = max(document.forms, default=-1) + 1 - len(counts)
        if missing > 0:
            counts.frombytes(bytes(counts.itemsize * missing))
        for form in document.forms:
            counts[form] += 1

    def lay_out(self, numbers: Sequence[int]) -> None:
        """Sort all by form; `numbers` are those of the documents, in the order they came."""
        *self._starts, total = accumulate(self._counts, initial=0)
        self._numbers = array("I", bytes(self._numbers.itemsize * total))
        self._marks = array("H", bytes(self._marks.itemsize * total))
        self._positions = [bytearray() for _ in self._starts]
        free = array("I", self._starts)
        for number, order in sorted(zip(numbers, self._waiting, strict=True)):
            self._lay_out(number, self._waiting.pop(order), free)
        if sys.byteorder == "big":
            self._marks.byteswap()

    def _lay_out(self, number: int, document: Analysed, free: array[int]) -> None:
        """Lay out one document; `free` is the next place of each form."""
        numbers, marks, positions = self._numbers, self._marks, self._positions
        each = zip(
            document.forms,
            document.levels,
            document.windows,
            PLACES.findall(document.positions),
            strict=True,
        )
        for form, level, window, places in each:
            at = free[form]
            free[form] = at + 1
            numbers[at] = number
            marks[at] = level << 8 | window
            positions[form] += places

    def forms(self) -> list[int]:
        """Return the numbers of all forms that came."""
        return [form for form, count in enumerate(self._counts) if count]

    def columns(self, form: int) -> Columns | None:
        """Return what came of `form`, if anything did."""
        count = self._counts[form] if form < len(self._counts) else 0
        if not count:
            return None
        start = self._starts[form]
        marks = self._marks[start : start + count].tobytes()
        return Columns(
            self._numbers[start : start + count],
            marks[1::2],
            marks[::2],
            bytes(self._positions[form]),
        )
