"""Read once what a paste has written twice, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from builder.extract.plaintext.lines import Line

MIN_PAIRS: Final = 3
MIN_SHARE: Final = 0.8
"""Share of the lines that have to stand beside their own copy; a page repeats a headline only."""


def without_copies(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return the lines with each pair of copies as one; any other text comes back as it is.

    The copy stays behind its line for the ledger, which gives both the same fate.
    """
    merged: list[Line] = []
    for line in lines:
        last = merged[-1] if merged else None
        if last is not None and not last.joined and last.text == line.text:
            merged[-1] = last._replace(joined=(last, line))
        else:
            merged.append(line)
    pairs = len(lines) - len(merged)
    if pairs < MIN_PAIRS or 2 * pairs < MIN_SHARE * len(lines):
        return lines
    return tuple(line._replace(index=index) for index, line in enumerate(merged))
