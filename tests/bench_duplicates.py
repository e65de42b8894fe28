"""Measure the finding of copies: `python tests/bench_duplicates.py [articles]`.

The collection is invented: articles of 470 words drawn as unevenly as in real text, a fifth of them
told again with words changed, a quarter ending with the same agency's words, and one story told two
hundred times. Two sizes are measured, since the cost of an article must not grow with their number.
Last line: `key=value` pairs.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from builder.duplicates import Signature, find_copies, signature

WORDS: Final = 470
VOCABULARY: Final = 30_000
AGAIN: Final = 0.2
CHANGED: Final = 0.04
CLOSING: Final = 0.25
OFTEN: Final = 200
LETTERS: Final = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
PASSES: Final = 3


class Press:
    """A source of invented articles, the same for every run."""

    def __init__(self) -> None:
        """Invent a vocabulary in which the n-th word is used as often as 1/n."""
        self.chance = random.Random(7)  # noqa: S311 - invented words, not secrets
        self.words = ["".join(self.chance.choices(LETTERS, k=5)) for _ in range(VOCABULARY)]
        total, self.weights = 0.0, list[float]()
        for rank in range(1, VOCABULARY + 1):
            total += 1 / rank
            self.weights.append(total)
        self.closing = self._draw(50)
        self.famous = self._draw(WORDS)

    def articles(self, count: int) -> list[str]:
        """Return articles, copies among them."""
        made: list[list[str]] = []
        while len(made) < count:
            if len(made) % (count // OFTEN) == 0:
                made.append(self._again(self.famous))
            elif made and self.chance.random() < AGAIN:
                made.append(self._again(self.chance.choice(made)))
            else:
                closing = self.closing if self.chance.random() < CLOSING else []
                made.append(self._draw(WORDS - len(closing)) + closing)
        return [" ".join(words) for words in made]

    def _draw(self, count: int) -> list[str]:
        return self.chance.choices(self.words, cum_weights=self.weights, k=count)

    def _again(self, words: list[str]) -> list[str]:
        other = self._draw(len(words))
        pairs = zip(words, other, strict=True)
        return [new if self.chance.random() < CHANGED else old for old, new in pairs]


def main(count: int) -> None:
    """Print the figures."""
    figures: dict[str, float] = {}
    for size in (count // 4, count):
        texts = Press().articles(size)
        signed, signing = _signed(texts)
        found, finding = _timed_find(signed)
        kilobytes = sum(map(len, signed.values())) / size / 1000
        print(  # noqa: T201 - a benchmark prints
            f"{size:6} articles: {signing:.3f} ms to sign and {finding:.3f} ms to find each, "
            f"{kilobytes:.1f} kB a signature, {found} have copies"
        )
        figures |= {f"sign_ms_{size}": signing, f"find_ms_{size}": finding}
    print(" ".join(f"{key}={value:.4f}" for key, value in figures.items()))  # noqa: T201


def _signed(texts: list[str]) -> tuple[dict[str, Signature], float]:
    """Return the signatures, and the milliseconds of CPU that one took."""
    start = time.process_time()
    signed = {f"{number:06d}": signature(text) for number, text in enumerate(texts)}
    return signed, (time.process_time() - start) / len(texts) * 1000


def _timed_find(signed: dict[str, Signature]) -> tuple[int, float]:
    """Return how many have copies, and the milliseconds of CPU an article in the best run."""
    best, found = float("inf"), 0
    for _ in range(PASSES):
        start = time.process_time()
        found = len(find_copies(signed))
        best = min(best, time.process_time() - start)
    return found, best / len(signed) * 1000


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
