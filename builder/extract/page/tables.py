"""Tell tables of data from tables that lay a page out, and read the former row by row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from builder.extract.runs import tidy_runs
from builder.model import Run

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lxml.etree import _Element

    from builder.extract.page.parts import Part, Segment
    from builder.model import Runs

MIN_COLUMNS: Final = 2
MAX_ROWS: Final = 2_000
MAX_COLUMNS: Final = 100
"""Columns to which cells may reach over others; a stranger may write any number."""
LONG_CELL: Final = 400
"""Characters of a cell that make a table without a head one that lays the page out."""


def is_data_table(table: _Element, characters: int) -> bool:
    """Tell a table of data, with so many characters of text, from one that lays the page out."""
    rows = table.findall(".//tr")
    if not MIN_COLUMNS <= len(rows) <= MAX_ROWS or table.find(".//table") is not None:
        return False
    laid = list(_grid(table))
    wide = sum(map(_is_wide, rows, laid))
    across = sum(len(_cells(row)) == 1 < len(cells) for row, cells in zip(rows, laid, strict=True))
    if wide <= (len(rows) - across) / 2:
        return False
    return table.find(".//th") is not None or characters / (wide * MIN_COLUMNS) < LONG_CELL


def table_rows(part: Part, stretches: Iterable[Segment]) -> tuple[tuple[Runs, ...], ...]:
    """Return the cells of each row, empty ones too, all rows of one width."""
    texts: dict[int, list[Run]] = {}
    for segment in stretches:
        cell = next((p for p in segment.part.around() if p.tag in {"td", "th"}), segment.part)
        runs = texts.setdefault(id(cell.element), [])
        runs.extend([Run(" ")] if runs else [])
        runs.extend(segment.runs)
    cells = {key: tidy_runs(runs) for key, runs in texts.items()}
    rows = [
        [cells.get(id(cell), ()) if cell is not None else () for cell in row]
        for row in _grid(part.element)
    ]
    filled = [tuple(row) for row in rows if any(row)]
    width = max(map(len, filled), default=0)
    return tuple(row + ((),) * (width - len(row)) for row in filled)


def _grid(table: _Element) -> Iterable[list[_Element | None]]:
    """Yield each row with its cells in their columns; a cell over several is followed by none."""
    below: dict[int, int] = {}
    for element in table.iterfind(".//tr"):
        row: list[_Element | None] = []
        reaching = {column: rows - 1 for column, rows in below.items() if rows > 1}
        for cell in _cells(element):
            _fill(row, below)
            wide = min(_span(cell, "colspan"), max(1, MAX_COLUMNS - len(row)))
            reaching.update(dict.fromkeys(range(len(row), len(row) + wide), _span(cell, "rowspan")))
            row += [cell, *[None] * (wide - 1)]
        _fill(row, below)
        below = reaching
        yield row


def _fill(row: list[_Element | None], below: Mapping[int, int]) -> None:
    """Leave empty the columns that a cell of a row above reaches into."""
    while below.get(len(row), 0) > 1:
        row.append(None)


def _span(cell: _Element, name: str) -> int:
    """Return over how many columns or rows a cell reaches."""
    said = (cell.get(name) or "").strip()
    return min(max(int(said), 1), MAX_ROWS) if re.fullmatch("[0-9]{1,6}", said) else 1


def _is_wide(row: _Element, laid: list[_Element | None]) -> bool:
    """Tell a row of several cells, one of them perhaps from a row above."""
    cells = _cells(row)
    reached = len(laid) > sum(_span(cell, "colspan") for cell in cells)
    return len(cells) + reached >= MIN_COLUMNS


def _cells(row: _Element) -> list[_Element]:
    return [cell for cell in row if cell.tag in {"td", "th"}]
