"""Find out which documents come, change and go since the last build."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from builder.search.cache import fingerprint
from builder.search.collector import Collector
from builder.search.documents import analyse_document
from builder.search.numbers import assign_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from builder.search.cache import Cache
    from builder.search.documents import AnalysedDocument, Card

_REBUILD_SHARE: Final = 5
"""Where more than one document in so many changed, the index is quicker written anew."""


@dataclass(slots=True)
class Changes:
    """The documents that come and those that go; a changed one does both."""

    numbers: dict[str, int] = field(default_factory=dict)
    """The number of every document of the collection."""
    words: int = 0
    """Words of the whole collection."""
    collector: Collector = field(default_factory=Collector)
    cards: list[Card] = field(default_factory=list)
    """Cards of the documents that come, in the collector's order."""
    leading: list[tuple[str, ...]] = field(default_factory=list)
    """The leading stems of each of them."""
    gone: set[int] = field(default_factory=set)
    gone_from: dict[str, set[int]] = field(default_factory=dict)
    """Numbers that leave the list of a form."""
    anew: bool = True
    """True where every document comes, and no block of the last build is of use."""

    def come(self, document: AnalysedDocument) -> None:
        """Take in `document`."""
        self.collector.add(len(self.cards), document.occurrences)
        self.cards.append(document.card)
        self.leading.append(document.leading)

    def go(self, number: int, document: AnalysedDocument) -> None:
        """Take away `document`, which was indexed under `number`."""
        self.gone.add(number)
        for form in document.occurrences:
            self.gone_from.setdefault(form, set()).add(number)


def find_changes(documents: Iterable[Mapping[str, Any]], cache: Cache | None) -> Changes:
    """Read all documents, analyse the changed ones, and number them all."""
    known = cache.known if cache else {}
    changes = Changes()
    seen: set[str] = set()
    unchanged: list[str] = []
    for document in documents:
        url = document["url"]
        if url in seen:
            raise ValueError(f"two documents have the address {url}")
        seen.add(url)
        print_ = fingerprint(document) if cache else ""
        if url in known and known[url].fingerprint == print_:
            unchanged.append(url)
            changes.words += known[url].length
            continue
        if cache and url in known:
            changes.go(known[url].number, cache.analysed(url))
        analysed = analyse_document(document)
        changes.words += analysed.length
        changes.come(analysed)
        if cache:
            cache.put(print_, analysed)
    changes.numbers = assign_numbers(seen)
    if cache:
        _settle_unchanged(changes, unchanged, cache)
    return changes


def _settle_unchanged(changes: Changes, unchanged: list[str], cache: Cache) -> None:
    """Take away what is gone and move what has another number; or take in everything anew."""
    known = cache.known
    moved = [url for url in unchanged if known[url].number != changes.numbers[url]]
    removed = [url for url in known if url not in changes.numbers]
    touched = len(changes.cards) + len(moved) + len(removed)
    changes.anew = not known or touched * _REBUILD_SHARE > len(changes.numbers)
    for url in unchanged if changes.anew else moved:
        document = cache.analysed(url)
        changes.come(document)
        changes.go(known[url].number, document)
    for url in removed:
        changes.go(known[url].number, cache.analysed(url))
