"""Read what class and id names say of a part of a page: share bar, caption, byline, body.

The names are data (`builder/data/page.yml`). They are hints: a cue that would drop most of a
page's prose is not believed, see `weigh.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from builder.own_yaml import own_data

DEFAULT_SHARE: Final = 0.35
"""Share of the page's prose above which a cue is not believed, where the kind names no other."""

_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_BREAK: Final = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Cues:
    """What the names of one element say."""

    dropped: str | None = None
    """Kind of chrome, a key of `dropped` in page.yml."""
    kept: frozenset[str] = frozenset()
    """Kinds of article parts, keys of `kept` in page.yml."""
    hidden: bool = False
    forum: bool = False


NO_CUES: Final = Cues()


@cache
def believed_share(kind: str) -> float:
    """Return the share of a page's prose up to which the cue `kind` is believed."""
    return float(own_data("page")["dropped"].get(kind, {}).get("share", DEFAULT_SHARE))


@lru_cache(maxsize=20_000)
def read_cues(names: str) -> Cues:
    """Return what `names`, the classes and the id of one element, say.

    >>> read_cues("NEwShare_Icons").dropped
    'share'
    >>> sorted(read_cues("entry-content td-post-content").kept)
    ['body']
    >>> read_cues("breadwinner") == NO_CUES
    True
    """
    if not names:
        return NO_CUES
    folded = " ".join(f"-{_folded(name)}-" for name in names.split())
    dropped, kept, hidden, shown, forum = _patterns()
    kinds = frozenset(kind for kind, pattern in kept if pattern.search(folded))
    return Cues(
        dropped=next((kind for kind, pattern in dropped if pattern.search(folded)), None),
        kept=kinds,
        hidden=bool(hidden.search(folded)) and not shown.search(folded),
        forum=bool(forum.search(folded)),
    )


def _folded(name: str) -> str:
    return _BREAK.sub("-", _CAMEL.sub("-", name).lower()).strip("-")


_Named = tuple[tuple[str, re.Pattern[str]], ...]


@cache
def _patterns() -> tuple[_Named, _Named, re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    data = own_data("page")
    return (
        tuple((kind, _pattern(entry["words"])) for kind, entry in data["dropped"].items()),
        tuple((kind, _pattern(words)) for kind, words in data["kept"].items()),
        _pattern(data["hidden"], whole=True),
        _pattern(data["shown_again"]),
        _pattern(data["forums"]["words"]),
    )


def _pattern(words: list[str], *, whole: bool = False) -> re.Pattern[str]:
    """Return a pattern over folded names, each between hyphens and parted by a space."""
    return re.compile("|".join(_word_pattern(word, whole=whole) for word in words))


def _word_pattern(word: str, *, whole: bool) -> str:
    if whole or word.startswith("="):
        return f"(?<![^ ])-{re.escape(word.lstrip('='))}-(?![^ ])"
    if word.endswith("*"):
        return f"-{re.escape(word[:-1])}"
    return f"-{re.escape(word)}-"
