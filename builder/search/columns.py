"""The postings of one form in columns, sorted by number: what comes, goes and is set apart.

Each column is handled as a whole; a collection has millions of postings.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import chain, compress
from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from builder.search.documents import LEADING
from builder.search.varint import cut

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from builder.search.documents import Row

_END: Final = b"\0"
"""Stands behind the places of each posting."""
_MARK: Final = _END[0]


class Columns(NamedTuple):
    """The postings of one form, sorted by number."""

    numbers: Sequence[int]
    levels: bytes
    """Each with `LEADING` where the document is mostly about the stem."""
    windows: bytes
    positions: bytes

    def rows(self) -> Iterator[tuple[int, Row]]:
        """Return the postings one by one, each behind its document's number."""
        rows = zip(self.levels, self.windows, _places(self.positions), strict=True)
        return zip(self.numbers, rows, strict=True)

    def without(self, gone: Iterable[int]) -> Columns:
        """Return the postings that are not of documents with the numbers `gone`."""
        stays = bytearray(b"\1") * len(self.numbers)
        for number in gone:
            place = bisect_left(self.numbers, number)
            if self.numbers[place : place + 1] == [number]:
                stays[place] = False
        return self if all(stays) else self.only(stays)

    def leads(self) -> bool:
        """Tell whether one of the documents is mostly about the stem."""
        return any(level >= LEADING for level in self.levels)

    def apart(self) -> Iterator[Columns]:
        """Return the postings one by one, as columns each."""
        for number, (level, windows, places) in self.rows():
            yield Columns([number], bytes((level,)), bytes((windows,)), places)

    def only(self, wanted: Sequence[int]) -> Columns:
        """Return the postings that are `wanted`: one truth for each."""
        return Columns(
            list(compress(self.numbers, wanted)),
            bytes(compress(self.levels, wanted)),
            bytes(compress(self.windows, wanted)),
            b"".join(compress(_places(self.positions), wanted)),
        )


def columns_of(numbers: Sequence[int], rows: Sequence[Row]) -> Columns:
    """Return postings, of which there is at least one, as columns."""
    if len(rows) == 1:  # half of all forms are in one document
        level, windows, positions = rows[0]
        return Columns(numbers, bytes((level,)), bytes((windows,)), positions)
    levels, windows_of, places = zip(*rows, strict=True)
    return Columns(numbers, bytes(levels), bytes(windows_of), b"".join(places))


def joined(parts: Sequence[Columns]) -> Columns | None:
    """Return the postings of all `parts`, or None where there is none."""
    filled = [part for part in parts if part.numbers]
    if len(filled) <= 1:
        return filled[0] if filled else None
    numbers = [*chain.from_iterable(part.numbers for part in filled)]
    in_order = itemgetter(*sorted(range(len(numbers)), key=numbers.__getitem__))
    levels, windows, positions = (
        b"".join(column) for column in list(zip(*filled, strict=True))[1:]
    )
    return Columns(
        list(in_order(numbers)),
        bytes(in_order(levels)),
        bytes(in_order(windows)),
        b"".join(in_order(_places(positions))),
    )


def cut_places(positions: bytes, counts: Iterable[int]) -> list[int]:
    """Return where the places of so many postings end, then of so many more, and so on."""
    return cut(_MARK, positions, counts)


def _places(positions: bytes) -> list[bytes]:
    """Return the places of each posting."""
    return [places + _END for places in positions.split(_END)[:-1]]
