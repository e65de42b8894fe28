"""Read an index's lists, cards and dates from Python, one block at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from builder.search.cards import CardCodec, FacetCodec
from builder.search.directories import find_block, read_directory
from builder.search.files import IndexFiles
from builder.search.letters import from_json
from builder.search.postings import PostingCodec

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from builder.search.documents import Card
    from builder.search.postings import FormList, Group


class Lists:
    """The lists of the index in one folder."""

    def __init__(self, folder: Path) -> None:
        """Read the root."""
        self._files = IndexFiles(folder)
        root: dict[str, Any] = self._files.read_root()
        self.documents: int = root["documents"]
        self.mean_length: float = root["words"] / max(1, self.documents)
        self._postings, self._cards = (
            read_directory(root["firsts"][name], root["versions"][name])
            for name in ("postings", "cards")
        )
        self._days: str = root["days"]
        self._groups: dict[str, list[Group]] = {}

    def group(self, stem: str) -> Group | None:
        """Return all forms of `stem`, or None where the index has none."""
        name = find_block(self._postings, stem)
        if name and name not in self._groups:
            parts = self._files.read(name, PostingCodec.parts)
            self._groups[name] = PostingCodec().decode(parts)
        return next((group for group in self._groups.get(name, ()) if group.stem == stem), None)

    def dates(self, first: str, last: str) -> dict[int, str]:
        """Return the dates of the documents from one day to another, by number."""
        dates: dict[int, str] = {}
        for month in _months(first[:7], last[:7]):
            group = self.group(month)
            for one in group.apart() if group else ():
                # Where words have their levels, months have their days: see `documents.py`.
                dates.update(_dated(one, month))
        return {number: date for number, date in dates.items() if first <= date <= last}

    def all_dates(self) -> dict[int, str]:
        """Return the dates of all documents by number, empty where there is none."""
        days = from_json(self._files.read(self._days, 1)[0])
        blocks = read_directory(days["firsts"]["facets"], days["versions"]["facets"]).names
        items = (FacetCodec().decode(self._files.read(name, FacetCodec.parts)) for name in blocks)
        return {item.number: item.card.date for block in items for item in block}

    def card(self, number: int) -> Card:
        """Return the card of a document."""
        parts = self._files.read(find_block(self._cards, number), CardCodec.parts)
        return next(item.card for item in CardCodec().decode(parts) if item.number == number)


def _dated(one: FormList, month: str) -> Iterator[tuple[int, str]]:
    columns = one.columns()
    for number, day in zip(columns.numbers, columns.levels, strict=True):
        yield number, f"{month}-{day:02}"


def _months(first: str, last: str) -> Iterator[str]:
    """Yield the months from one to another, as ISO has them.

    >>> list(_months("2021-11", "2022-01"))
    ['2021-11', '2021-12', '2022-01']
    """
    while first <= last:
        yield first
        year, month = map(int, first.split("-"))
        first = f"{year + month // 12:04}-{month % 12 + 1:02}"
