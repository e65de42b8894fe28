"""Find lines in a row that make one block: the rows of a table, the items of a numbered list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from builder.extract.plaintext.lines import number_of
from builder.frozen import frozen
from builder.model import Fate, ListBlock, Run, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.extract.plaintext.ledger import Ledger
    from builder.extract.plaintext.lines import Line

MIN_LINES: Final = 2
MIN_CELLS: Final = 3
"""Of a row without figures: a verse has two halves, and a tab may part them."""
MAX_WORDS_OF_ITEM: Final = 40
LONGEST_SERIES: Final = 200
_ITEM: Final = re.compile(r"^\d{1,3}\s*[-–—.)ـ]\s*(?=\S)")
_FIGURE: Final = re.compile(r"^\W*\d[\d\s.,٫٬%]*\D{0,6}$")


@frozen
class Series:
    """Lines in a row, and the block that they are."""

    lines: tuple[Line, ...]
    block: ListBlock | Table

    def claim(self, ledger: Ledger) -> None:
        """Write into the ledger what each line is; the numbers of a list are the list's own."""
        for line in self.lines:
            if isinstance(self.block, Table):
                ledger.claim(line, Fate.BODY, "table-row", 0.8)
                continue
            item = _ITEM.match(line.text)
            at = line.raw.find(line.text[item.end() :][:10]) if item else 0
            ledger.share(
                line,
                (line.raw[:at], Fate.DROPPED, "label"),
                (line.raw[at:], Fate.BODY, "list-item"),
            )


def may_begin_series(line: Line) -> bool:
    """Turn away nearly every line, before those under it are looked at."""
    return line.text[0].isdigit() or "\t" in line.text


def series_at(lines: Sequence[Line]) -> Series | None:
    r"""Return the table or the numbered list that begins with the first of `lines`.

    >>> from builder.extract.plaintext.lines import split_lines
    >>> series_at(split_lines("بلد\t2021\t2022\nتونس\t9\t8")).block.rows[1][0][0].text
    'تونس'
    >>> series_at(split_lines("١. ازرع\n٢. اسق\nثم انتظر")).block.ordered
    True
    >>> series_at(split_lines("1. عنوان\nفقرة طويلة تحته.\n2. عنوان")) is None
    True
    """
    return _table(lines) or _numbered(lines)


def _table(lines: Sequence[Line]) -> Series | None:
    rows: list[list[str]] = []
    for line in lines:
        cells = [cell.strip() for cell in line.text.split("\t")]
        if len(cells) < MIN_LINES or (rows and len(cells) != len(rows[0])):
            break
        rows.append(cells)
    if len(rows) < MIN_LINES:
        return None
    figures = all(any(map(_FIGURE.match, row)) for row in rows[1:])
    if len(rows[0]) < MIN_CELLS and not figures:
        return None
    table = Table(tuple(tuple((Run(cell),) for cell in row) for row in rows))
    return Series(tuple(lines[: len(rows)]), table)


def _numbered(lines: Sequence[Line]) -> Series | None:
    found: list[Line] = []
    for line in lines:
        follows = not found or number_of(line) == number_of(found[-1]) + 1
        if not (_ITEM.match(line.text) and follows) or line.words > MAX_WORDS_OF_ITEM:
            break
        found.append(line)
    if len(found) < MIN_LINES:
        return None
    items = tuple((Run(_ITEM.sub("", line.text)),) for line in found)
    return Series(tuple(found), ListBlock(items, ordered=True, start=number_of(found[0])))
