"""Find out which documents come, change and go since the last build."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from builder.search.cache import Before
from builder.search.collector import Collector
from builder.search.documents import card_of, fold, text_of, tokens
from builder.search.forms import Forms
from builder.search.numbers import assign_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from collections.abc import Set as AbstractSet

    from builder.search.cache import Cache
    from builder.search.documents import Card, Tokens

_REBUILD_SHARE: Final = 5
"""Where more than one document in so many changed, the index is quicker written anew."""


@dataclass(slots=True)
class Changes:
    """The documents that come and those that go; a changed one does both."""

    before: Before
    """What the last build knew."""
    same: Mapping[str, Mapping[str, Any]]
    """The documents that the caller says to be the same, by address."""
    numbers: dict[str, int] = field(default_factory=dict)
    """The number of every document of the collection."""
    hashes: dict[str, int] = field(init=False)
    """What the numbers follow from."""
    words: int = 0
    """Words of the whole collection."""
    forms: Forms = field(default_factory=Forms)
    collector: Collector = field(init=False)
    came: list[str] = field(default_factory=list)
    """Addresses of the documents that come, in the collector's order."""
    cards: dict[str, Card] = field(default_factory=dict)
    """Cards by address; of documents that are the same, those asked for."""
    _urls: Mapping[int, str] = field(default_factory=dict)
    replaced: dict[str, Tokens] = field(default_factory=dict)
    """What is known of documents that changed, as they were, by address."""
    same_cards: set[str] = field(default_factory=set)
    """Addresses of those that are shown as before: only their words changed."""
    gone: set[int] = field(default_factory=set)
    gone_from: dict[int, set[int]] = field(default_factory=dict)
    """Numbers that leave the list of a form."""
    anew: bool = True
    """True where every document comes, and no block of the last build is of use."""

    def __post_init__(self) -> None:
        """Gather what comes by its forms."""
        self.collector = Collector(self.forms)
        self.hashes = dict(self.before.hashes)

    def assign(self, urls: AbstractSet[str]) -> None:
        """Give the documents of the collection, which have the addresses `urls`, their numbers."""
        before = self.before.numbers
        nearly_in_order = [*filter(urls.__contains__, before), *(urls - before.keys())]
        self.numbers = assign_numbers(nearly_in_order, self.hashes)
        self._urls = {number: url for url, number in self.numbers.items()}

    def is_moved(self, url: str) -> bool:
        """Tell whether a document of the collection has another number than before, or had none."""
        return self.before.numbers.get(url) != self.numbers[url]

    def other_cards(self) -> dict[int, Card | None]:
        """Return the cards that are not as they were; None for a number that nobody has now."""
        numbers = {self.numbers[url] for url in self.came}
        if not self.anew:
            numbers |= self.gone
            numbers -= {self.numbers[url] for url in self.same_cards if not self.is_moved(url)}
        return {number: self.card(number) if number in self._urls else None for number in numbers}

    def card(self, number: int) -> Card:
        """Return the card of a document of the collection."""
        url = self._urls[number]
        if url not in self.cards:
            self.cards[url] = card_of(self.same[url])
        return self.cards[url]

    def come(self, url: str, document: Tokens) -> None:
        """Take in the document with the address `url`."""
        self.collector.add(document)
        self.came.append(url)

    def replace(self, url: str, document: Tokens) -> None:
        """Take away what a document was before it changed; it is still to come as it is now."""
        self.replaced[url] = document
        self.go(self.before.numbers[url], document)

    def go(self, number: int, document: Tokens) -> None:
        """Take away `document`, which was indexed under `number`."""
        self.gone.add(number)
        for form in document.forms(self.forms):
            self.gone_from.setdefault(form, set()).add(number)


def find_changes(
    documents: Iterable[Mapping[str, Any]],
    same: Mapping[str, Mapping[str, Any]],
    cache: Cache | None,
) -> Changes:
    """Read all documents, analyse the changed ones, and number them all.

    Of those that are the `same`, only the unknown ones are read.
    """
    changes = Changes(cache.before if cache else Before(), same)
    known = changes.before.known
    unchanged = [*filter(set(same).__contains__, known)]
    changes.words = sum([known[url].length for url in unchanged])
    seen = set(unchanged)
    for document in chain(documents, [same[url] for url in same if url not in seen]):
        url = document["url"]
        if url in seen:
            raise ValueError(f"two documents have the address {url}")
        seen.add(url)
        changes.cards[url] = card = card_of(document)
        if cache and cache.has(document, card):
            unchanged.append(url)
            changes.words += known[url].length
            continue
        if cache and url in known:
            changes.replace(url, tokens(cache.folded(url), changes.forms))
            if cache.has_card(card):
                changes.same_cards.add(url)
        text = text_of(document)
        folded = fold(card, text)
        coming = tokens(folded, changes.forms)
        changes.words += coming.length
        changes.come(url, coming)
        if cache:
            cache.put(document, card, text, (folded, coming.length))
    changes.assign(seen)
    if cache:
        _settle_unchanged(changes, unchanged, cache)
    return changes


def _settle_unchanged(changes: Changes, unchanged: list[str], cache: Cache) -> None:
    """Take away what is gone and move what has another number; or take in everything anew."""
    before, now = changes.before.numbers, changes.numbers
    moved = [url for url in unchanged if before[url] != now[url]]
    removed = before.keys() - now.keys()
    touched = len(changes.came) + len(moved) + len(removed)
    changes.anew = not before or touched * _REBUILD_SHARE > len(now)
    for url in unchanged if changes.anew else moved:
        document = tokens(cache.folded(url), changes.forms)
        changes.come(url, document)
        changes.go(before[url], document)
    for url in removed:
        changes.go(before[url], tokens(cache.folded(url), changes.forms))
