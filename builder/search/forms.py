"""Give every form a number, so that it is read, compared and stemmed once in a build.

A collection of 10,000 articles has three million words and two hundred thousand forms. Whatever is
done for each word then only handles small whole numbers.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from builder.arabic.key import analysis, search_key
from builder.arabic.stem import light_stem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

NO_THEME: Final = -1
"""Stands for the stem of a stop word."""


@cache
def stop_words() -> frozenset[str]:
    """Return the keys of the words that say nothing about an article."""
    return frozenset(search_key(word) for line in analysis()["stop_words"] for word in line.split())


def reader_rules() -> dict[str, Any]:
    """Return the rules of analysis as the browser reads them, with the index: in few bytes.

    Roots of one length need no space between them.
    """
    rules = {name: rule for name, rule in analysis().items() if name != "about"}
    rules["plural_patterns"] = [
        (one, other, roots.index(" ") if " " in roots else len(roots), roots.replace(" ", ""))
        for one, other, roots in rules["plural_patterns"]
    ]
    return rules


class Forms:
    """The forms that a build has met, by number.

    The numbers are good within one build only, and nothing that is written depends on them.
    """

    def __init__(self) -> None:
        """Begin with the stop words."""
        self.texts: list[str] = []
        """The form of each number."""
        self.stems: list[int] = []
        """The number of each form's stem, which counts among stems only."""
        self.themes: list[int] = []
        """The same, but `NO_THEME` for stop words: they say nothing of what a text is about."""
        self.stem_texts: list[str] = []
        self.stem_sizes: list[int] = []
        """The letters of each stem."""
        self._stem_numbers: dict[str, int] = {}
        self._numbers = _Numbers(self._add)
        self.stops = frozenset(self.numbers(sorted(stop_words())))
        """The numbers of the stop words."""
        self.themes[:] = [NO_THEME] * len(self.texts)

    def numbers(self, forms: Iterable[str]) -> list[int]:
        """Return the number of each of `forms`; new forms get new numbers."""
        return list(map(self._numbers.__getitem__, forms))

    def _add(self, form: str) -> int:
        text = light_stem(form)
        stem = self._stem_numbers.setdefault(text, len(self.stem_texts))
        if stem == len(self.stem_texts):
            self.stem_texts.append(text)
            self.stem_sizes.append(len(text))
        self.texts.append(form)
        self.stems.append(stem)
        self.themes.append(stem)
        return len(self.texts) - 1


class _Numbers(dict[str, int]):
    """A number for each form, asked for when the form is first met."""

    def __init__(self, add: Callable[[str], int]) -> None:
        super().__init__()
        self._add = add

    def __missing__(self, form: str) -> int:
        self[form] = number = self._add(form)
        return number
