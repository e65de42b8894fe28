"""Tell tables of data from tables that lay a page out, and read the former row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from builder.extract.runs import tidy_runs
from builder.model import Run

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

    from builder.extract.page.parts import Part, Segment
    from builder.model import Runs

MIN_COLUMNS: Final = 2
MAX_ROWS: Final = 2_000
LONG_CELL: Final = 400
"""Characters of a cell that make a table without a head one that lays the page out."""


def is_data_table(table: _Element, characters: int) -> bool:
    """Tell a table of data, with so many characters of text, from one that lays the page out."""
    rows = table.findall(".//tr")
    if not MIN_COLUMNS <= len(rows) <= MAX_ROWS or table.find(".//table") is not None:
        return False
    wide = sum(len(_cells(row)) >= MIN_COLUMNS for row in rows)
    if wide <= len(rows) / 2:
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
    rows = [
        tuple(tidy_runs(texts.get(id(cell), ())) for cell in _cells(row))
        for row in part.element.iterfind(".//tr")
    ]
    filled = [row for row in rows if any(row)]
    width = max(map(len, filled), default=0)
    return tuple(row + ((),) * (width - len(row)) for row in filled)


def _cells(row: _Element) -> list[_Element]:
    return [cell for cell in row if cell.tag in {"td", "th"}]
