"""The ledger: every non-blank raw line, and what became of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from builder.model import Fate, LineFate

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from builder.extract.plaintext.lines import Line

_WORD: Final = re.compile(r"\w+")
_LETTER: Final = re.compile(r"[^\W_]")


class Ledger:
    """The fates of the lines; a line that nobody claims is dropped as unplaced.

    A line that held several things stands once for each, with its part of the text.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        """Begin with no line claimed."""
        self._lines = lines
        self._fates: list[tuple[LineFate, ...]] = [()] * len(lines)

    def claim(self, line: Line, fate: Fate, rule: str, score: float = 1.0) -> None:
        """Say what became of a whole line; the last word counts."""
        if not line.joined:
            self._fates[line.index] = (LineFate(line.number, line.raw, fate, rule, score),)
            return
        self._fates[line.index] = tuple(
            LineFate(part.number, part.raw, fate, rule, score) for part in line.joined
        )

    def drop(self, line: Line, rule: str, score: float = 1.0) -> None:
        """Leave a line out of the article."""
        self.claim(line, Fate.DROPPED, rule, score)

    def share(self, line: Line, *parts: tuple[str, Fate, str]) -> None:
        """Say what became of a line that held several things: each part with its fate and rule."""
        if line.joined:
            self.claim(line, *parts[-1][1:])
            return
        self._fates[line.index] = tuple(
            LineFate(line.number, text.strip(), fate, rule) for text, fate, rule in parts if text
        )

    def keep(self, line: Line, fate: Fate, reading: tuple[str, float], kept: Iterable[str]) -> None:
        """Claim the words of a line that went into a field; the label beside them is dropped."""
        rule, score = reading
        spans = sorted(_spans(line.raw, kept))
        pieces: list[LineFate] = []
        at = 0
        for start, end in spans:
            if start < at:
                continue
            pieces.extend(_label(line, _to_word_end(line.raw, _word_start(line.raw, at), start)))
            pieces.append(LineFate(line.number, line.raw[start:end], fate, rule, score))
            at = end
        pieces.extend(_label(line, line.raw[_word_start(line.raw, at) :]))
        labelled = any(piece.fate is Fate.DROPPED for piece in pieces)
        if labelled and spans and not line.joined:
            self._fates[line.index] = tuple(pieces)
        else:
            self.claim(line, fate, rule, score)

    def claimed(self, line: Line) -> bool:
        """Say whether somebody decided on this line."""
        return bool(self._fates[line.index])

    def kept(self, line: Line) -> bool:
        """Say whether anything of this line stays in the article."""
        return any(fate.fate is not Fate.DROPPED for fate in self._fates[line.index])

    def shares_text(self, line: Line) -> bool:
        """Say whether part of this line is text of the article."""
        return any(fate.fate is Fate.BODY for fate in self._fates[line.index])

    def fate(self, line: Line) -> Fate | None:
        """Return the fate that keeps a line, or any part of it, in the article."""
        kept = (fate.fate for fate in self._fates[line.index] if fate.fate is not Fate.DROPPED)
        return next(kept, None)

    def fates(self) -> tuple[LineFate, ...]:
        """Return the whole ledger in the order of the raw lines.

        A paragraph that goes on over a page's end stands round the number of the page.
        """
        for line in self._lines:
            if not self._fates[line.index]:
                self.drop(line, "unplaced", 0.3)
        found = [fate for fates in self._fates for fate in fates]
        return tuple(sorted(found, key=lambda fate: fate.line))


def _spans(text: str, kept: Iterable[str]) -> Iterable[tuple[int, int]]:
    for words in kept:
        start = text.find(words)
        if words and start >= 0:
            yield start, start + len(words)


def _to_word_end(text: str, start: int, end: int) -> str:
    """Return `text[start:end]`, and the rest of a word that it cuts: «و» before a name."""
    if start < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += len(_WORD.match(text, end).group())  # type: ignore[union-attr] # a letter stands there
    return text[start:end]


def _word_start(text: str, at: int) -> int:
    """Return where the word begins that a kept part has cut."""
    if not 0 < at < len(text) or not text[at].isalnum():
        return at
    while at and text[at - 1].isalnum():
        at -= 1
    return at


def _label(line: Line, text: str) -> Iterable[LineFate]:
    if _LETTER.search(text):
        yield LineFate(line.number, text.strip(), Fate.DROPPED, "label")
