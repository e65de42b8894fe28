"""Gather the occurrences of many documents by form, in little memory.

A collection of 50,000 articles has ten million occurrences; as Python objects they would not fit.
So documents wait as numbers of their words until all are there and numbered themselves. Then one
after another, in the order of their numbers, is laid out by form; and every now and then what came
together is packed into columns.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from builder.search.columns import Columns, columns_of
from builder.search.documents import analyse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from builder.search.documents import Row, Tokens
    from builder.search.forms import Forms

_AT_ONCE: Final = 2048
"""Documents that are laid out before they are packed."""
_WORTH_PACKING: Final = 64
"""Postings that are packed: those of rare forms, which most are, are not in the way."""

_NO_ROWS: Final[list[Any]] = []


class Collector:
    """Occurrences by form; documents are known by the order in which they came."""

    def __init__(self, forms: Forms) -> None:
        """Begin with nothing; `forms` are those of the documents."""
        self._forms = forms
        self._waiting: dict[int, Tokens] = {}
        self._rows: list[list[Any]] = []
        """Of each form, a document's number and what is said of the form in it, and so on."""
        self._packed: dict[int, list[Columns]] = {}

    def add(self, document: Tokens) -> None:
        """Take in one document."""
        self._waiting[len(self._waiting)] = document

    def lay_out(self, numbers: Sequence[int]) -> None:
        """Sort all by form; `numbers` are those of the documents, in the order they came."""
        self._rows = [[] for _ in self._forms.texts]
        for done, (number, document) in enumerate(self.in_order(numbers), start=1):
            self._lay_out(number, document)
            if not done % _AT_ONCE:
                self._pack()

    def in_order(self, numbers: Sequence[int]) -> Iterator[tuple[int, Tokens]]:
        """Yield the documents by their numbers, the lowest first, and forget them."""
        for number, order in sorted(zip(numbers, self._waiting, strict=True)):
            yield number, self._waiting.pop(order)

    def forms(self) -> list[int]:
        """Return the numbers of all forms that came."""
        return [form for form, rows in enumerate(self._rows) if rows or form in self._packed]

    def forget(self, number: int, rows: Mapping[int, Row]) -> set[int]:
        """Forget what is said of a document where `rows` say the same; return those forms."""
        same = set()
        for form, row in rows.items():
            here = self._rows[form]
            if number in here:
                at = here.index(number)
                if here[at + 1] == row:
                    del here[at : at + 2]
                    same.add(form)
        return same

    def columns(self, form: int) -> Columns | None:
        """Return what came of `form`, if anything did, and forget it."""
        if form >= len(self._rows):
            return None
        rows, self._rows[form] = self._rows[form], _NO_ROWS
        packed = self._packed.pop(form, None)
        if packed is None:
            return columns_of(rows[::2], rows[1::2]) if rows else None
        if rows:
            packed.append(columns_of(rows[::2], rows[1::2]))
        numbers, *rest = zip(*packed, strict=True)
        return Columns([*chain.from_iterable(numbers)], *map(b"".join, rest))

    def _lay_out(self, number: int, document: Tokens) -> None:
        by_form = self._rows
        for form, row in analyse(document, self._forms).items():
            by_form[form] += (number, row)

    def _pack(self) -> None:
        for form, rows in enumerate(self._rows):
            if len(rows) > 2 * _WORTH_PACKING:
                self._packed.setdefault(form, []).append(columns_of(rows[::2], rows[1::2]))
                self._rows[form] = []
