"""Lay out the cells of a Word document's table in their rows and columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from builder.extract.word.names import FALLBACK, VAL, W, number_in
from builder.extract.word.pieces import GONE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

Rows = list[list["_Element | None"]]

LONG_CELL: Final = 400
"""Characters of the mean cell from which a table is one that lays the page out in columns."""
MAX_SPAN: Final = 100
"""Columns over which a cell may reach; a stranger may write any number."""
HOLDERS: Final = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins"))
"""What may stand around a row or a cell."""


def rows_of(table: _Element) -> Rows:
    """Return each row with its cells in their columns; a cell over several is followed by none."""
    return [_row(row) for row in _within(table, f"{W}tr") if not is_deleted(row)]


def is_layout(table: _Element, rows: Rows) -> bool:
    """Tell a table that only places text: of one column, with tables in it, or with long texts."""
    cells = [cell for row in rows for cell in row if cell is not None]
    if table.find(f".//{W}tbl") is not None or max(map(len, rows), default=0) <= 1 or not cells:
        return True
    characters = sum(len(text.text or "") for cell in cells for text in cell.iter(f"{W}t"))
    return characters / len(cells) >= LONG_CELL


def is_deleted(row: _Element) -> bool:
    """Tell a row that was deleted while changes were recorded."""
    return row.find(f"{W}trPr/{W}del") is not None


def paragraphs_in(container: _Element) -> Iterator[_Element]:
    """Yield the paragraphs within, those of text boxes too, each once."""
    for child in container:
        if child.tag in GONE or child.tag == FALLBACK:
            continue
        if child.tag == f"{W}p":
            yield child
        yield from paragraphs_in(child)


def _row(row: _Element) -> list[_Element | None]:
    laid: list[_Element | None] = [None] * _span(row, "trPr", "gridBefore", 0)
    for cell in _within(row, f"{W}tc"):
        laid += [cell, *[None] * (_span(cell, "tcPr", "gridSpan", 1) - 1)]
    return laid


def _span(element: _Element, marks: str, name: str, otherwise: int) -> int:
    said = element.find(f"{W}{marks}/{W}{name}")
    return min(number_in(said.get(VAL), otherwise), MAX_SPAN) if said is not None else otherwise


def _within(element: _Element, tag: str) -> Iterator[_Element]:
    """Yield the rows or cells right inside, also those in content controls."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in HOLDERS:
            yield from _within(child, tag)
