"""Know a source by any of its names, or by the host of its address."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from builder.arabic.key import search_key
from builder.extract.phrases import phrase_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from builder.vocabulary import Source, Vocabulary


class Hints:
    """Knows which name is most like an unknown one; looking is slow, so every answer is kept."""

    def __init__(self, by_key: Mapping[str, Source]) -> None:
        """Know no answer yet."""
        self._by_key = by_key
        self._nearest: dict[str, str] = {}

    def nearest(self, name: str) -> str:
        """Return the known name that looks most like `name`."""
        if name not in self._nearest:
            keys = difflib.get_close_matches(_key(name), self._by_key, n=1, cutoff=0)
            self._nearest[name] = self._by_key[keys[0]].name if keys else "…"
        return self._nearest[name]


@dataclass(frozen=True, slots=True)
class Sources:
    """The sources of the vocabulary, by what a text or page may call them.

    The entries are without what only their own pages show: who reads an article has no use for it.
    """

    by_id: Mapping[str, Source]
    by_key: Mapping[str, Source]
    """By the key of each name, so that spelling does not matter."""
    by_host: Mapping[str, Source]
    phrases: Mapping[str, tuple[str, str]]
    """Id and name by each name, and by the host, folded as the readers of texts fold it."""
    unknown_rights: str = "full"
    """What is published of an article whose source is none of these."""
    _hints: Hints = field(default_factory=lambda: Hints({}), compare=False)

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
        """Return the known name that looks most like `name`, for the hint of SOURCE02.

        Every name has a say in it, so whether it still holds is asked for again by that problem.
        """
        return self._hints.nearest(name)


def known_sources(vocabulary: Vocabulary, unknown_rights: str = "full") -> Sources:
    """Index the sources of `vocabulary`."""
    by_id = {key: _as_read(source) for key, source in vocabulary.sources.items()}
    named = [
        (by_id[source.id], alias.text)
        for source in vocabulary.sources.values()
        for alias in source.names
    ]
    by_key = {_key(text): source for source, text in named}
    return Sources(
        by_id=by_id,
        by_key=by_key,
        by_host={_host(source.url): source for source in by_id.values() if source.url},
        phrases=_phrases(by_id.values(), named),
        unknown_rights=unknown_rights,
        _hints=Hints(by_key),
    )


def _phrases(
    sources: Iterable[Source], named: Iterable[tuple[Source, str]]
) -> dict[str, tuple[str, str]]:
    """Let a text look up its publisher by any name, or by the host of an address that it gives."""
    hosts = ((source, _host(source.url)) for source in sources if source.url)
    found = {phrase_key(host): (source.id, source.name) for source, host in hosts if host}
    return found | {phrase_key(text): (source.id, source.name) for source, text in named}


def _as_read(source: Source) -> Source:
    return replace(source, aliases=(), description=None, was=(), not_in=())


def _key(name: str) -> str:
    return " ".join(search_key(name).split())


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
