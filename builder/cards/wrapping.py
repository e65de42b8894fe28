"""A headline → lines of about the same length, in the largest letters that fit.

The size adapts: a headline of three words stands large, one of thirty small; only one that is too
long even in the smallest letters loses its end, and an ellipsis says so.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from builder.cards.lettering import VOWEL_SIGNS, compose, is_drawn, width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.cards.lettering import Face

ELLIPSIS: Final = "…"
MEASURE: Final = 200
"""Size at which words are measured; widths at other sizes are in proportion."""
PITCH: Final = 1.4
"""Distance of two baselines in ems."""
VOWELLED_PITCHES: Final = ((1 / 8, 1.7), (0, 1.5))
"""The same where there are vowel signs: from so many a letter on."""
STOPS: Final = frozenset(":؛،.!؟")
AFTER_STOP: Final = -0.03
AFTER_NUMBER: Final = 0.08
"""What a break after a stop or a number adds to the cost of lines: see `_best_breaks`."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The room there is for a text."""

    width: int
    height: int
    largest: int
    smallest: int
    most_lines: int = 4
    pitch: float = PITCH

    def holds(self, size: int) -> int:
        """Return how many lines of this size have room."""
        return min(self.most_lines, int(self.height // (size * self.pitch)))


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text cut into lines, with the size of its letters."""

    lines: tuple[str, ...]
    size: int
    pitch: float


def fit(text: str, face: Face, frame: Frame) -> Fitted:
    """Return the text in lines of even length and the largest letters that `frame` holds."""
    words = _words(text)
    frame = replace(frame, pitch=_pitch(text))
    for size in range(frame.largest, frame.smallest - 1, -2):
        if lines := _lines(words, face, frame, size):
            return Fitted(lines, size, frame.pitch)
    return Fitted(_shortened(words, face, frame), frame.smallest, frame.pitch)


def _pitch(text: str) -> float:
    """Return the distance of baselines that leaves room for the text's vowel signs.

    >>> _pitch("كتاب"), _pitch("شراء كتابًا"), _pitch("كِتابٌ")
    (1.4, 1.5, 1.7)
    """
    share = sum(sign in VOWEL_SIGNS for sign in text) / max(len(text), 1)
    return next((pitch for most, pitch in VOWELLED_PITCHES if share > most), PITCH)


def _words(text: str) -> list[str]:
    """Part a text where its lines may break; a lone dash or colon stays with the word before it.

    >>> _words("حلب - مدينة 😀 الكتب")
    ['حلب -', 'مدينة', 'الكتب']
    """
    drawn = "".join(filter(is_drawn, unicodedata.normalize("NFC", " ".join(text.split()))))
    words: list[str] = []
    for word in drawn.split():
        if words and not any(map(str.isalnum, word)) and unicodedata.category(word[0]) != "Ps":
            words[-1] += " " + word
        else:
            words.append(word)
    return words


def _lines(words: list[str], face: Face, frame: Frame, size: int) -> tuple[str, ...]:
    """Return the words in as few lines of this size as hold them; nothing where too few have room.

    >>> _lines(["أ", "ب"], "naskh", Frame(10, 100, 50, 50), 50)
    ()
    """
    scale = size / MEASURE / frame.width
    measured = [(_width(word, face) * scale, _strain(word)) for word in words]
    space = _width(" ", face) * scale
    for count in range(1, frame.holds(size) + 1):
        breaks = _best_breaks(measured, space, count)
        if breaks is not None:
            return tuple(" ".join(words[start:end]) for start, end in breaks)
    return ()


def _strain(word: str) -> float:
    """Return how unwelcome a break after a word is: «300» wants its noun, a colon wants a break."""
    if word[-1:].isdigit():
        return AFTER_NUMBER
    return AFTER_STOP if word[-1:] in STOPS else 0


def _best_breaks(
    measured: list[tuple[float, float]], space: float, count: int
) -> list[tuple[int, int]] | None:
    """Return where to break words into `count` lines of even length; None where none fits.

    Each word comes with its width, as a part of the line's, and the strain of a break after it.
    A line costs the square of what it leaves free, so the total is least for even lines.

    >>> _best_breaks([(0.3, 0), (0.3, 0), (0.3, 0), (0.3, 0)], 0.05, 2)
    [(0, 2), (2, 4)]
    """
    sums = [0.0]
    for reach, _ in measured:
        sums.append(sums[-1] + reach + space)
    best: dict[int, tuple[float, list[tuple[int, int]]]] = {0: (0, [])}
    for _ in range(count):
        reached: dict[int, tuple[float, list[tuple[int, int]]]] = {}
        for start, (cost, breaks) in best.items():
            for end, length in _ends(start, sums, space):
                strain = measured[end - 1][1] if end < len(measured) else 0
                total = cost + (1 - length) ** 2 + strain
                if end not in reached or total < reached[end][0]:
                    reached[end] = total, [*breaks, (start, end)]
        best = reached
    found = best.get(len(measured))
    return found[1] if found else None


def _ends(start: int, sums: list[float], space: float) -> Iterator[tuple[int, float]]:
    """Yield where a line that begins at word `start` may end, with its length."""
    for end in range(start + 1, len(sums)):
        length = sums[end] - sums[start] - space
        if length > 1:
            return
        yield end, length


def _shortened(words: list[str], face: Face, frame: Frame) -> tuple[str, ...]:
    """Return as many words as fit in the smallest letters, with an ellipsis for the others."""
    whole = [_shortened_word(word, face, frame) for word in words]
    if lines := _lines(whole, face, frame, frame.smallest):
        return lines
    for count in range(len(whole) - 1, 0, -1):
        cut = [*whole[: count - 1], whole[count - 1].rstrip("،؛:-–— " + ELLIPSIS) + ELLIPSIS]
        if lines := _lines(cut, face, frame, frame.smallest):
            return lines
    return ()


def _shortened_word(word: str, face: Face, frame: Frame) -> str:
    """Cut a word that is wider than a whole line, such as an address."""
    room = frame.width / frame.smallest * MEASURE
    if _width(word, face) <= room:
        return word
    length = len(word)
    while length and _width(word[:length] + ELLIPSIS, face) > room:
        length = length * 9 // 10
    return word[:length] + ELLIPSIS


@lru_cache(maxsize=20_000)
def _width(text: str, face: Face) -> float:
    return width(compose(text, face, rtl=True), MEASURE)
