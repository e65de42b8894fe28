"""Sets of phrases from `builder/data`, and the folding under which they are compared."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from builder.arabic.key import words
from builder.own_yaml import own_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

CACHED_KEYS: Final = 4096


@lru_cache(maxsize=CACHED_KEYS)
def phrase_key(text: str) -> str:
    """Fold `text` to words alone, numbers left out.

    >>> phrase_key("اقرأ أيضاً :"), phrase_key("التعليقات (12)")
    ('اقرا ايضا', 'التعليقات')
    """
    return " ".join([word for word in words(text) if not word.isdigit()])


@cache
def phrase_set(name: str, part: str | None = None) -> frozenset[str]:
    """Return the phrases of `builder/data/NAME.yml`, or of one part of it, folded.

    >>> "رويترز" in phrase_set("datelines", "agencies")
    True
    """
    data = own_data(name)
    phrases = data if part is None else data[part]
    if isinstance(phrases, str):
        phrases = phrases.split()
    return frozenset(filter(None, map(phrase_key, phrases)))


@dataclass(frozen=True, slots=True)
class Beginnings:
    """Phrases by their first word, to find the one that a text begins with."""

    by_word: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, phrases: Iterable[str]) -> Beginnings:
        """Make the index; a longer phrase comes before a shorter one."""
        found: dict[str, list[str]] = {}
        for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase)):
            found.setdefault(phrase.partition(" ")[0], []).append(phrase)
        return cls({word: tuple(phrases) for word, phrases in found.items()})

    def match(self, key: str, at: int = 0) -> str | None:
        """Return the longest phrase that stands in `key` at `at`, as whole words.

        >>> Beginnings.of(["رابط", "رابط الخبر"]).match("رابط الخبر بصحيفه")
        'رابط الخبر'
        """
        space = key.find(" ", at)
        word = key[at:] if space < 0 else key[at:space]
        for phrase in self.by_word.get(word, ()):
            end = at + len(phrase)
            if key.startswith(phrase, at) and (end == len(key) or key[end] == " "):
                return phrase
        return None


@cache
def beginnings(name: str, part: str) -> Beginnings:
    """Return the phrases of one part of `builder/data/NAME.yml` by their first words."""
    return Beginnings.of(phrase_set(name, part))
