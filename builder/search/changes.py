"""Find out which documents come, change and go since the last build."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from builder.search.collector import Collector
from builder.search.documents import card_of, fold, text_of, tokens
from builder.search.forms import Forms
from builder.search.numbers import assign_numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from builder.search.cache import Cache
    from builder.search.documents import Card, Tokens

_REBUILD_SHARE: Final = 5
"""Where more than one document in so many changed, the index is quicker written anew."""


@dataclass(slots=True)
class Changes:
    """The documents that come and those that go; a changed one does both."""

    numbers: dict[str, int] = field(default_factory=dict)
    """The number of every document of the collection."""
    words: int = 0
    """Words of the whole collection."""
    forms: Forms = field(default_factory=Forms)
    collector: Collector = field(init=False)
    came: list[str] = field(default_factory=list)
    """Addresses of the documents that come, in the collector's order."""
    cards: dict[str, Card] = field(default_factory=dict)
    """Cards by address; of documents that the caller says to be the same, those asked for."""
    wholes: dict[str, Callable[[], Mapping[str, Any]]] = field(default_factory=dict)
    """What tells those documents as a whole, by address."""
    _urls: Mapping[int, str] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)
    gone_from: dict[int, set[int]] = field(default_factory=dict)
    """Numbers that leave the list of a form."""
    anew: bool = True
    """True where every document comes, and no block of the last build is of use."""

    def __post_init__(self) -> None:
        """Gather what comes by its forms."""
        self.collector = Collector(self.forms)

    def assign(self, hashes: dict[str, int], urls: Iterable[str]) -> None:
        """Give the documents of the collection, which have the addresses `urls`, their numbers."""
        self.numbers = assign_numbers(urls, hashes)
        self._urls = {number: url for url, number in self.numbers.items()}

    def card(self, number: int) -> Card:
        """Return the card of a document of the collection."""
        url = self._urls[number]
        if url not in self.cards:
            self.cards[url] = card_of(self.wholes[url]())
        return self.cards[url]

    def come(self, url: str, document: Tokens) -> None:
        """Take in the document with the address `url`."""
        self.collector.add(document)
        self.came.append(url)

    def go(self, number: int, document: Tokens) -> None:
        """Take away `document`, which was indexed under `number`."""
        self.gone.add(number)
        for form in document.forms(self.forms):
            self.gone_from.setdefault(form, set()).add(number)


def find_changes(documents: Iterable[Mapping[str, Any]], cache: Cache | None) -> Changes:
    """Read all documents, analyse the changed ones, and number them all."""
    known = cache.known if cache else {}
    hashes: dict[str, int] = {}
    numbers = assign_numbers(known, hashes)
    changes = Changes()
    seen: set[str] = set()
    unchanged: list[str] = []
    for document in documents:
        url = document["url"]
        if url in seen:
            raise ValueError(f"two documents have the address {url}")
        seen.add(url)
        if "whole" in document:
            if url in known:
                unchanged.append(url)
                changes.words += known[url].length
                changes.wholes[url] = document["whole"]
                continue
            document = document["whole"]()  # noqa: PLW2901 - the same, as a whole
        changes.cards[url] = card = card_of(document)
        if cache and cache.has(document, card):
            unchanged.append(url)
            changes.words += known[url].length
            continue
        if cache and url in known:
            changes.go(numbers[url], tokens(cache.folded(url), changes.forms))
        text = text_of(document)
        folded = fold(card, text)
        coming = tokens(folded, changes.forms)
        changes.words += coming.length
        changes.come(url, coming)
        if cache:
            cache.put(document, card, text, (folded, coming.length))
    changes.assign(hashes, seen)
    if cache:
        _settle_unchanged(changes, unchanged, numbers, cache)
    return changes


def _settle_unchanged(
    changes: Changes,
    unchanged: list[str],
    before: Mapping[str, int],
    cache: Cache,
) -> None:
    """Take away what is gone and move what has another number; or take in everything anew.

    `before` are the numbers of the last build.
    """
    moved = [url for url in unchanged if before[url] != changes.numbers[url]]
    removed = [url for url in before if url not in changes.numbers]
    touched = len(changes.came) + len(moved) + len(removed)
    changes.anew = not before or touched * _REBUILD_SHARE > len(changes.numbers)
    for url in unchanged if changes.anew else moved:
        document = tokens(cache.folded(url), changes.forms)
        changes.come(url, document)
        changes.go(before[url], document)
    for url in removed:
        changes.go(before[url], tokens(cache.folded(url), changes.forms))
