"""The ledger: every non-blank raw line, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.model import Fate, LineFate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.extract.plaintext.lines import Line


class Ledger:
    """Collects the fates of the lines; a line that nobody claimed is dropped by the rule of its place."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._fates: list[tuple[LineFate, ...]] = [()] * len(lines)

    def claim(self, line: Line, fate: Fate, rule: str, score: float = 1.0) -> None:
        """Say what became of a whole line; the last word counts."""
        self._fates[line.index] = tuple(
            LineFate(part.number, part.raw, fate, rule, score) for part in line.parts
        )

    def drop(self, line: Line, rule: str, score: float = 1.0) -> None:
        """Leave a line out of the article."""
        self.claim(line, Fate.DROPPED, rule, score)

    def share(self, line: Line, *parts: tuple[str, Fate, str]) -> None:
        """Say what became of a line that held several things: each part with its fate and rule."""
        self._fates[line.index] = tuple(
            LineFate(line.number, text, fate, rule) for text, fate, rule in parts if text
        )

    def claimed(self, line: Line) -> bool:
        """Say whether somebody decided on this line."""
        return bool(self._fates[line.index])

    def fates(self) -> tuple[LineFate, ...]:
        """Return the whole ledger in the order of the lines."""
        for line in self._lines:
            if not self._fates[line.index]:
                self.drop(line, "unplaced", 0.3)
        return tuple(fate for fates in self._fates for fate in fates)
