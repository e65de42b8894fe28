"""Names in the order of an Arabic index, under the letters they are looked up by."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from builder.arabic.collate import first_letter, sort_key
from builder.indexes.making import links
from builder.markdown.escape import escape

if TYPE_CHECKING:
    from collections.abc import Iterable

Row = tuple[str, str, int]
"""A name, the path of its page, and its number of articles."""

_ALEF: Final = "\N{ARABIC LETTER ALEF}"
_ALEF_AS_HEADING: Final = "\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}"
"""What indexes print above all forms of alef."""


def in_order(rows: Iterable[Row]) -> list[Row]:
    """Return rows in the order of their names; «ال» and hamza do not count."""
    return sorted(rows, key=lambda row: (sort_key(row[0]), row[1]))


def by_letter(page: str, rows: Iterable[Row], level: int = 2) -> str:
    """Return the names as lists of links, each letter under its own heading.

    >>> print(by_letter("places/index.md", [("الأردن", "places/jordan.md", 3)]))
    ## أ
    <BLANKLINE>
    -   [الأردن](jordan.md) (3)
    """
    return "\n\n".join(
        f"{'#' * level} {_heading(letter)}\n\n{links(page, group)}"
        for letter, group in groupby(in_order(rows), lambda row: first_letter(row[0]))
    )


def _heading(letter: str) -> str:
    return escape(letter.replace(_ALEF, _ALEF_AS_HEADING))
