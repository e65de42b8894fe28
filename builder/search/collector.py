"""Gather the occurrences of many documents by form, in little memory.

A collection of 50,000 articles has ten million occurrences; as Python objects they would not fit.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final

from builder.search.postings import Posting

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from builder.search.documents import Occurrence

_ROW: Final = struct.Struct("<IBB")


class Collector:
    """Occurrences by form; documents are known by the order in which they came."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._rows: dict[str, bytearray] = {}
        self._positions: dict[str, bytearray] = {}

    def add(self, order: int, occurrences: Mapping[str, Occurrence]) -> None:
        """Take in the occurrences of one document."""
        for form, occurrence in occurrences.items():
            rows = self._rows.get(form)
            if rows is None:
                rows = self._rows[form] = bytearray()
                self._positions[form] = bytearray()
            rows += _ROW.pack(order, occurrence.level, occurrence.windows)
            places = self._positions[form]
            places += occurrence.positions
            places.append(0)

    def forms(self) -> Iterable[str]:
        """Return all forms."""
        return self._rows.keys()

    def take(self, form: str, numbers: Sequence[int]) -> list[Posting]:
        """Return the postings of `form` sorted by number, and forget them."""
        rows = self._rows.pop(form, None)
        if rows is None:
            return []
        places = bytes(self._positions.pop(form)).split(b"\0")
        postings = [
            Posting(numbers[order], level, windows, place)
            for (order, level, windows), place in zip(_ROW.iter_unpack(rows), places, strict=False)
        ]
        postings.sort(key=_number)
        return postings


def _number(posting: Posting) -> int:
    return posting.number
