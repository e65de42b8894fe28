"""Find lines in a row that make one block: the rows of a table, the items of a numbered list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from builder.extract.figures import FIGURES, LONE_NUMBER
from builder.extract.plaintext.lines import number_of
from builder.extract.roles import Role, is_sure
from builder.frozen import frozen
from builder.model import Fate, ListBlock, Run, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.extract.plaintext.ledger import Ledger
    from builder.extract.plaintext.lines import Line
    from builder.extract.roles import Reading

MIN_LINES: Final = 2
MIN_COLUMNS: Final = 2
MIN_COLUMNS_OF_WORDS: Final = 3
"""Of a table without figures: a verse has two halves, and a tab may part them."""
MAX_WORDS_OF_ITEM: Final = 40
LONGEST_SERIES: Final = 200
_ITEM: Final = re.compile(r"^\d{1,3}\s*[-–—.)ـ]\s*(?=\S)(?=.*[^\W\d_])")
_RULE: Final = re.compile(r"^(?=.*-{2})[-|:+ \t]+$")
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
                if _is_rule(line.text):
                    ledger.drop(line, "ornament")
                else:
                    ledger.claim(line, Fate.BODY, "table-row", 0.8)
                continue
            item = _ITEM.match(line.text)
            at = line.place_of(line.text[item.end() :]) if item else 0
            ledger.share(
                line,
                (line.raw[:at], Fate.DROPPED, "label"),
                (line.raw[at:], Fate.BODY, "list-item"),
            )


def may_begin_series(line: Line) -> bool:
    """Turn away nearly every line, before those under it are looked at."""
    return line.text[0].isdigit() or is_row_of_cells(line.text)


def is_row_of_cells(text: str) -> bool:
    r"""Say whether tabs or bars part a line into cells.

    >>> is_row_of_cells("بلد\t2021"), is_row_of_cells("| بلد | 2021 |"), is_row_of_cells("بلد 2021")
    (True, True, False)
    """
    return "\t" in text or "|" in text


def may_be_row(line: Line, reading: Reading | None) -> bool:
    """Say whether a line that is nothing by itself may be a row: figures, days between cells."""
    if reading is None or reading.role not in (Role.ORNAMENT, Role.DATE):
        return False
    return reading.rule == FIGURES or is_row_of_cells(line.text)


def rows_within(
    places: range, lines: Sequence[Line], readings: Sequence[Reading | None]
) -> Sequence[Line]:
    """Return the lines at `places` that may make one block, up to the first that is not text."""
    for at in places:
        reading = readings[at]
        if is_sure(reading) and not may_be_row(lines[at], reading):
            return lines[places.start : at]
    return lines[places.start : places.stop]


def table_length(lines: Sequence[Line], readings: Sequence[Reading | None], at: int) -> int:
    """Return how many lines from `at` are one table; 0 where none begins there."""
    if not is_row_of_cells(lines[at].text):
        return 0
    found = _table(rows_within(range(at, min(at + LONGEST_SERIES, len(lines))), lines, readings))
    return len(found.lines) if found else 0


def gives_figures(readings: Sequence[Reading | None], at: int) -> bool:
    """Say whether a line in a text gives figures; a number alone does where others are beside it.

    Tables come with each cell on a line of its own.
    """
    rules = [reading.rule if reading else "" for reading in readings[max(0, at - 1) : at + 2]]
    rule = rules[min(at, 1)]
    return rule == FIGURES or (
        rule == LONE_NUMBER and sum(one in (FIGURES, LONE_NUMBER) for one in rules) > 1
    )


def series_at(lines: Sequence[Line]) -> Series | None:
    r"""Return the table or the numbered list that begins with the first of `lines`.

    >>> from builder.extract.plaintext.lines import split_lines
    >>> series_at(split_lines("بلد\t2021\t2022\nتونس\t9\t8")).block.rows[1][0][0].text
    'تونس'
    >>> len(series_at(split_lines("| بلد | 2021 |\n|---|---|\n| تونس | 9 |")).block.rows)
    2
    >>> series_at(split_lines("١. ازرع\n٢. اسق\nثم انتظر")).block.ordered
    True
    >>> series_at(split_lines("1. عنوان\nفقرة طويلة تحته.\n2. عنوان")) is None
    True
    """
    return _table(lines) or _numbered(lines)


def _table(lines: Sequence[Line]) -> Series | None:
    rows: list[list[str]] = []
    taken: list[Line] = []
    for line in lines:
        cells = _cells(line.text)
        if len(cells) < MIN_COLUMNS:
            break
        if rows and line.text.startswith("|"):  # as in Markdown; of tabs at the ends none is left
            cells += [""] * (len(rows[0]) - len(cells))
        if rows and len(cells) != len(rows[0]):
            break
        taken.append(line)
        if not _is_rule(line.text):
            rows.append(cells)
    if not _is_table(rows, taken):
        return None
    table = Table(tuple(tuple((Run(cell),) for cell in row) for row in rows))
    return Series(tuple(taken), table)


def _is_table(rows: Sequence[Sequence[str]], lines: Sequence[Line]) -> bool:
    """Say whether what parts `lines` into `rows` is a table's: it is drawn, or parts figures."""
    if len(rows) < MIN_LINES:
        return False
    ruled = len(lines) > len(rows)
    if ruled or all(line.text.startswith("|") for line in lines):
        return True
    if all(any(map(_FIGURE.match, row)) for row in rows[1:]):
        return True
    return len(rows[0]) >= MIN_COLUMNS_OF_WORDS and "\t" in lines[0].text


def _cells(text: str) -> list[str]:
    """Part a row at its tabs, else at its bars; those at its ends part nothing."""
    if "\t" in text:
        return [cell.strip() for cell in text.split("\t")]
    return [cell.strip() for cell in text.removeprefix("|").removesuffix("|").split("|")]


def _is_rule(text: str) -> bool:
    """Say whether a line is drawn under the head of a table: «|---|:---:|»."""
    return _RULE.match(text) is not None


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
