"""Know a source by any of its names, or by the host of its address."""

from __future__ import annotations

import difflib
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from builder.arabic.key import search_key
from builder.extract.phrases import phrase_key
from builder.own_yaml import own_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from builder.model import FrontMatter
    from builder.vocabulary import Source, Vocabulary


ALIKE: Final = 0.8
"""How much of two words is one where one of them may be a slip for the other."""
LONGEST: Final = 100
"""Characters of an unknown name that are compared: enough for any that is known."""
BARE: Final = 2
"""Words without an article, for each telling word of a known name, up to which that is meant."""
COMMON: Final = 4
"""Sources that share a word which then tells nothing of one: «صحيفة», «الأنباء»."""
_ID: Final = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*", re.ASCII)
_ARTICLE: Final = "ال"


class Hints:
    """Knows which entry may have been meant; looking is slow, so every answer is kept."""

    def __init__(self, by_key: Mapping[str, Source]) -> None:
        """Know no answer yet."""
        self._by_key = by_key
        self._names: dict[str, str | None] = {}
        self._ids: dict[str, str | None] = {}

    def nearest(self, name: str) -> str | None:
        """Return the known name that `name` says in other words or with a slip; None for none."""
        if name not in self._names:
            self._names[name] = self._nearest_name(_key(name[:LONGEST]))
        return self._names[name]

    def nearest_id(self, said: str) -> str | None:
        """Return the id that `said` may be a slip for."""
        if said not in self._ids:
            ids = {key: one.id for key, one in self._by_key.items() if key.isascii()}
            ids |= {one.id: one.id for one in self._by_key.values()}
            near = difflib.get_close_matches(said[:LONGEST], ids, n=1, cutoff=ALIKE)
            self._ids[said] = ids[near[0]] if near else None
        return self._ids[said]

    def _nearest_name(self, said: str) -> str | None:
        """Return the name all of whose telling words are said, and of such the likest.

        Adjectives may follow it, «النهار البيروتية», and a word or two; of a longer name the known
        one is a mere part: «حبر على ورق» is no «حبر».
        """
        spoken, bare = _words(said), _bare(said)
        best, nearest = (0.0, 0.0), None
        for key, words in self._telling.items():
            alike = [max((_likeness(word, one) for one in spoken), default=0.0) for word in words]
            if alike and min(alike) >= ALIKE and bare <= BARE * len(words):
                likeness = (sum(alike), _likeness(key, said))
                if min(alike) < 1 and likeness[1] < ALIKE:  # one slip in a name of other words
                    continue
                best, nearest = max((best, nearest), (likeness, self._by_key[key].name))
        return nearest

    @cached_property
    def _telling(self) -> Mapping[str, tuple[str, ...]]:
        """Return, by its key, the words of each name that tell its source from most others.

        The one that it begins with is asked for, however many others begin so: «عنب بلدي أون لاين»
        is no «الوطن أون لاين».
        """
        shared = {(one.id, word) for key, one in self._by_key.items() for word in _words(key)}
        counts = Counter(word for _, word in shared)
        return {
            key: tuple(word for word in words if counts[word] < COMMON or word == _first(words))
            for key, words in ((key, _words(key)) for key in self._by_key)
            if any(counts[word] < COMMON for word in words)
        }


@dataclass(frozen=True, slots=True)
class Sources:
    """The sources of the vocabulary, by what a text or page may call them.

    The entries are without what only their own pages show: who reads an article has no use for it.
    """

    by_id: Mapping[str, Source]
    by_key: Mapping[str, Source]
    """By the key of each name, so that spelling does not matter."""
    by_short: Mapping[str, Source]
    """By the key of a name without its kind: «صحيفة الأهرام» is «الأهرام» to its readers.

    Too common a word to be looked for in a text, and sure enough where a source is asked for.
    """
    by_host: Mapping[str, Source]
    phrases: Mapping[str, tuple[str, str]]
    """Id and name by each name, and by the host, folded as the readers of texts fold it."""
    unknown_rights: str = "full"
    """What is published of an article whose source is none of these."""
    unknown_name: str = ""
    """What stands for the source of an article that nobody knows the source of."""
    _hints: Hints = field(default_factory=lambda: Hints({}), compare=False)

    def named(self, name: str) -> Source | None:
        """Return the source that is called `name` or has it as its id."""
        key = _key(name)
        return self.by_id.get(name) or self.by_key.get(key) or self.by_short.get(key)

    def at(self, address: str) -> Source | None:
        """Return the source whose site `address` belongs to, also below a subdomain."""
        host = _host(address)
        while "." in host:
            if host in self.by_host:
                return self.by_host[host]
            host = host.partition(".")[2]
        return None

    def nearest(self, name: str) -> str | None:
        """Return the known name that may have been meant by `name`, for the hint of SOURCE02.

        Every name has a say in it, so whether it still holds is asked for again by that problem.
        """
        return self._hints.nearest(name)

    def nearest_id(self, said: str) -> str | None:
        """Return the id that may have been meant by `said`, for the hint of SOURCE03; so too."""
        return self._hints.nearest_id(said)


def looks_like_id(said: str) -> bool:
    """Tell whether a person seems to mean an entry by its id, and no publisher by its name.

    >>> looks_like_id("syria-tv"), looks_like_id("Syria TV"), looks_like_id("Al-Monitor")
    (True, False, False)
    """
    return _ID.fullmatch(said) is not None


def says_unknown(said: str) -> bool:
    """Tell whether a person says that nobody knows the source.

    >>> says_unknown("unknown"), says_unknown("غير معروف"), says_unknown("المجهولون")
    (True, True, False)
    """
    return _key(said) in _unknown()


def without_entry(articles: Iterable[FrontMatter]) -> dict[str, int]:
    """Return the publishers that articles name and no entry describes, the busiest first."""
    counted = Counter(article.source for article in articles if article.source_id is None)
    ordered = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    return {name: count for name, count in ordered if not says_unknown(name)}


@cache
def _unknown() -> frozenset[str]:
    return frozenset(map(_key, own_data("unknown_source")["names"]))


def known_sources(
    vocabulary: Vocabulary, unknown_rights: str = "full", unknown_name: str = ""
) -> Sources:
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
        by_short=_short_names(by_key),
        by_host={_host(source.url): source for source in by_id.values() if source.url},
        phrases=_phrases(by_id.values(), named),
        unknown_rights=unknown_rights,
        unknown_name=unknown_name,
        _hints=Hints(by_key),
    )


def _short_names(by_key: Mapping[str, Source]) -> dict[str, Source]:
    """Return the names without their kinds that mean one source only.

    «الشروق» may be the one of Cairo or «الشروق الجزائرية»; «حبر» and «سبق» are words of any text.
    """
    meant: defaultdict[str, set[str]] = defaultdict(set)
    short: dict[str, Source] = {}
    for key, source in by_key.items():
        first, _, rest = key.partition(" ")
        if rest.startswith(_ARTICLE) and first in _papers():
            short[rest] = source
        if rest and first in _kinds():
            key = rest  # noqa: PLW2901 - «صحيفة الشروق الجزائرية» is «الشروق» too
        meant[key].add(source.id)
        words, _, last = key.rpartition(" ")
        if words and last.startswith(_ARTICLE):
            meant[words].add(source.id)
    return {key: one for key, one in short.items() if len(meant[key]) == 1}


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


def _words(key: str) -> tuple[str, ...]:
    """Return the words of a name, each without its article."""
    return tuple(word.removeprefix(_ARTICLE) or word for word in key.split())


def _first(words: tuple[str, ...]) -> str | None:
    """Return the word that a name begins with, apart from what kind of publisher it is."""
    return next((word for word in words if word not in _kinds()), None)


def _bare(key: str) -> int:
    """Count the words of a name that say no kind of publisher and have no article."""
    return sum(not word.startswith(_ARTICLE) and word not in _kinds() for word in key.split())


@cache
def _papers() -> frozenset[str]:
    return frozenset(map(_key, own_data("sources")["papers"]))


@cache
def _kinds() -> frozenset[str]:
    return frozenset(map(_key, own_data("sources")["kinds"]))


def _likeness(word: str, other: str) -> float:
    if word == other:
        return 1.0
    return difflib.SequenceMatcher(None, word, other).ratio()


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
