"""Cards and facets of the documents, in the order of their numbers.

A result list reads the cards of its hits; facets, filters and sorting by date read the facet
blocks, which hold every document's values, and only once a reader asks for them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from builder.search.documents import FACETS, Card
from builder.search.files import DamagedIndexError, to_json

if TYPE_CHECKING:
    from collections.abc import Sequence

_FACETS_BYTES: Final = 8
"""What one document takes in a facet block, nearly."""


@dataclass(frozen=True, slots=True)
class NumberedCard:
    """A card with the number of its document."""

    number: int
    card: Card


class CardCodec:
    """Writes and reads blocks of cards: columns of numbers, addresses, titles, dates, sources.

    A card stands in the part of its block that the last bits of its number say: so a reader fetches
    an eighth of a block, and the root names eight files at once.
    """

    parts = 8

    def key(self, item: NumberedCard) -> int:
        """Return the number."""
        return item.number

    def weight(self, item: NumberedCard) -> int:
        """Return nearly how many bytes the card takes."""
        return len(item.card.url) + 2 * len(item.card.title) + 16

    def encode(self, items: Sequence[NumberedCard]) -> tuple[bytes, ...]:
        """Return the parts of a block."""
        parts: list[list[NumberedCard]] = [[] for _ in range(self.parts)]
        for item in items:
            parts[item.number % self.parts].append(item)
        return tuple(_columns(part) for part in parts)

    def decode(self, parts: Sequence[bytes]) -> list[NumberedCard]:
        """Return the cards of a block."""
        if not all(parts):
            raise DamagedIndexError("a part of a block of cards is missing")
        items = [
            NumberedCard(number, Card(url, title, date, (tuple(source),)))
            for part in parts
            for number, url, title, date, source in zip(*json.loads(part), strict=True)
        ]
        return sorted(items, key=self.key)


def _columns(items: Sequence[NumberedCard]) -> bytes:
    columns = [
        [item.number for item in items],
        [item.card.url for item in items],
        [item.card.title for item in items],
        [item.card.date for item in items],
        [list(item.card.facets[0]) for item in items],
    ]
    return to_json(columns)


class FacetCodec:
    """Writes and reads facet blocks: numbers, dates, and for each facet its names and their places.

    Every block has names of its own, so that a new name changes one block.
    """

    parts = 1

    def key(self, item: NumberedCard) -> int:
        """Return the number."""
        return item.number

    def weight(self, item: NumberedCard) -> int:
        """Return nearly how many bytes the values take."""
        return _FACETS_BYTES + 2 * sum(len(values) for values in item.card.facets)

    def encode(self, items: Sequence[NumberedCard]) -> tuple[bytes, ...]:
        """Return the one part of a block."""
        numbers = [item.number for item in items]
        facets = []
        for place in range(len(FACETS)):
            names = sorted({name for item in items for name in item.card.facets[place]})
            index = {name: number for number, name in enumerate(names)}
            each = [[index[name] for name in item.card.facets[place]] for item in items]
            facets.append([names, each] if names else [])
        steps = [number - before for before, number in zip([0, *numbers], numbers, strict=False)]
        return (to_json([steps, [item.card.date for item in items], facets]),)

    def decode(self, parts: Sequence[bytes]) -> list[NumberedCard]:
        """Return the items of a block; their cards have dates and facets only."""
        steps, dates, facets = json.loads(parts[0])
        items = []
        number = 0
        for place, (step, date) in enumerate(zip(steps, dates, strict=True)):
            number += step
            values = tuple(
                tuple(facet[0][name] for name in facet[1][place]) if facet else ()
                for facet in facets
            )
            items.append(NumberedCard(number, Card("", "", date, values)))
        return items
