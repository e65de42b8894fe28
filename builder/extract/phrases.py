"""Sets of phrases from `builder/data`, and the folding under which they are compared."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

import yaml

from builder.arabic.key import words

if TYPE_CHECKING:
    from collections.abc import Container

CACHED_KEYS: Final = 4096


@lru_cache(maxsize=CACHED_KEYS)
def phrase_key(text: str) -> str:
    """Fold `text` to words alone, numbers left out.

    >>> phrase_key("اقرأ أيضاً :"), phrase_key("التعليقات (12)")
    ('اقرا ايضا', 'التعليقات')
    """
    return " ".join(word for word in words(text) if not word.isdigit())


@cache
def load_data(name: str) -> Any:  # noqa: ANN401 - whatever shape that file has
    """Return what `builder/data/NAME.yml` holds; treat it as read-only."""
    text = files("builder").joinpath(f"data/{name}.yml").read_text(encoding="utf-8")
    return yaml.safe_load(text)


@cache
def phrase_set(name: str, part: str | None = None) -> frozenset[str]:
    """Return the phrases of `builder/data/NAME.yml`, or of one part of it, folded.

    >>> "رويترز" in phrase_set("datelines", "agencies")
    True
    """
    data = load_data(name)
    phrases = data if part is None else data[part]
    if isinstance(phrases, str):
        phrases = phrases.split()
    return frozenset(filter(None, map(phrase_key, phrases)))


def starts_with(key: str, phrases: Container[str], longest: int = 6) -> str | None:
    """Return the longest of `phrases` that `key` begins with, as whole words.

    >>> starts_with("رابط الخبر بصحيفه", frozenset({"رابط", "رابط الخبر"}))
    'رابط الخبر'
    """
    parts = key.split(" ", longest)
    for count in range(min(longest, len(parts)), 0, -1):
        head = " ".join(parts[:count])
        if head in phrases:
            return head
    return None
