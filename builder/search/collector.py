"""Gather the occurrences of many documents by form, in little memory.

A collection of 50,000 articles has ten million occurrences; as Python objects they would not fit.
"""

from __future__ import annotations

import struct
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from builder.search.postings import Posting

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from builder.search.documents import Occurrence

_ROW: Final = struct.Struct("<IBB")
_number: Final = attrgetter("number")


class Collector:
    """Occurrences by form; documents are known by the order in which they came."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._found: dict[str, tuple[bytearray, bytearray]] = {}
        """For each form its rows (document, level, windows) and the places of each row."""

    def add(self, order: int, occurrences: Mapping[str, Occurrence]) -> None:
        """Take in the occurrences of one document."""
        found, pack = self._found, _ROW.pack
        for form, (level, windows, positions) in occurrences.items():
            of_form = found.get(form)
            if of_form is None:
                of_form = found[form] = (bytearray(), bytearray())
            rows, places = of_form
            rows += pack(order, level, windows)
            places += positions
            places.append(0)

    def forms(self) -> Iterable[str]:
        """Return all forms."""
        return self._found.keys()

    def take(self, form: str, numbers: Sequence[int]) -> list[Posting]:
        """Return the postings of `form` sorted by number, and forget them."""
        if form not in self._found:
            return []
        rows, places = self._found.pop(form)
        each = bytes(places).split(b"\0")
        postings = [
            Posting(numbers[order], level, windows, place)
            for (order, level, windows), place in zip(_ROW.iter_unpack(rows), each, strict=False)
        ]
        postings.sort(key=_number)
        return postings
