"""Give every form a number, so that it is read, compared and stemmed once in a build.

A collection of 10,000 articles has three million words and two hundred thousand forms. Whatever is
done for each word then only handles small whole numbers.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from builder.arabic.key import analysis, search_key
from builder.arabic.stem import light_stem

if TYPE_CHECKING:
    from collections.abc import Iterable


@cache
def stop_words() -> frozenset[str]:
    """Return the keys of the words that say nothing about an article."""
    return frozenset(search_key(word) for line in analysis()["stop_words"] for word in line.split())


class Forms:
    """The forms that a build has met, by number; stop words have the lowest numbers.

    The numbers are good within one build only, and nothing that is written depends on them.
    """

    def __init__(self) -> None:
        """Begin with the stop words."""
        self.texts: list[str] = []
        """The form of each number."""
        self.stems: list[int] = []
        """The number of each form's stem, which counts among stems only."""
        self.stem_texts: list[str] = []
        self._numbers = _Numbers(self.texts, self.stems, self.stem_texts)
        self.after_stops = max(self.numbers(sorted(stop_words()))) + 1
        """The first number that is not a stop word's."""

    def numbers(self, forms: Iterable[str]) -> list[int]:
        """Return the number of each of `forms`; new forms get new numbers."""
        return list(map(self._numbers.__getitem__, forms))


class _Numbers(dict[str, int]):
    """A number for each form, given when it is first met."""

    def __init__(self, texts: list[str], stems: list[int], stem_texts: list[str]) -> None:
        super().__init__()
        self._texts, self._stems, self._stem_texts = texts, stems, stem_texts
        self._stem_numbers: dict[str, int] = {}

    def __missing__(self, form: str) -> int:
        text = light_stem(form)
        stem = self._stem_numbers.setdefault(text, len(self._stem_texts))
        if stem == len(self._stem_texts):
            self._stem_texts.append(text)
        self[form] = number = len(self._texts)
        self._texts.append(form)
        self._stems.append(stem)
        return number
