"""Know a source by any of its names, or by the host of its address."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from builder.arabic.key import search_key
from builder.extract.phrases import phrase_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from builder.vocabulary import Source, Vocabulary


@dataclass(frozen=True, slots=True)
class Sources:
    """The sources of the vocabulary, by what a text or page may call them."""

    by_id: Mapping[str, Source]
    by_key: Mapping[str, Source]
    """By the key of each name, so that spelling does not matter."""
    by_host: Mapping[str, Source]
    phrases: Mapping[str, tuple[str, str]]
    """Id and name by each name folded as the readers of texts fold it, for them to look up."""
    unknown_rights: str = "full"
    """What is published of an article whose source is none of these."""
    _nearest: dict[str, str] = field(default_factory=dict, compare=False)
    """What `nearest` has answered: looking is slow, and a collection has few unknown names."""

    def named(self, name: str) -> Source | None:
        """Return the source that is called `name` or has it as its id."""
        return self.by_id.get(name) or self.by_key.get(_key(name))

    def at(self, address: str) -> Source | None:
        """Return the source whose site `address` belongs to, also below a subdomain."""
        host = _host(address)
        while "." in host:
            if host in self.by_host:
                return self.by_host[host]
            host = host.partition(".")[2]
        return None

    def nearest(self, name: str) -> str:
        """Return the known name that looks most like `name`, for a hint."""
        if name not in self._nearest:
            keys = difflib.get_close_matches(_key(name), self.by_key, n=1, cutoff=0)
            self._nearest[name] = self.by_key[keys[0]].name if keys else "…"
        return self._nearest[name]


def known_sources(vocabulary: Vocabulary, unknown_rights: str = "full") -> Sources:
    """Index the sources of `vocabulary`."""
    sources = vocabulary.sources.values()
    return Sources(
        by_id=vocabulary.sources,
        by_key={_key(alias.text): source for source in sources for alias in source.names},
        by_host={_host(source.url): source for source in sources if source.url},
        phrases={
            phrase_key(alias.text): (source.id, source.name)
            for source in sources
            for alias in source.names
        },
        unknown_rights=unknown_rights,
    )


def _key(name: str) -> str:
    return " ".join(search_key(name).split())


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
