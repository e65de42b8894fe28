"""Cards and facets of the documents, in the order of their numbers.

A result list reads the cards of its hits; facets, filters and sorting by date read the facet
blocks, which hold every document's values, and only once a reader asks for them.
"""

from __future__ import annotations

from itertools import accumulate, chain
from typing import TYPE_CHECKING, Final, NamedTuple

from builder.search.documents import FACETS, Card
from builder.search.files import DamagedIndexError
from builder.search.letters import from_json, to_json

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from builder.search.files import Part

_FACETS_BYTES: Final = 8
"""What one document takes in a facet block, nearly."""


class NumberedCard(NamedTuple):
    """A card with the number of its document."""

    number: int
    card: Card


class CardCodec:
    """Writes and reads blocks of cards.

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

    def encode(self, items: Sequence[NumberedCard]) -> tuple[Part, ...]:
        """Return the parts of a block."""
        parts: list[dict[int, Card]] = [{} for _ in range(self.parts)]
        for item in items:
            parts[item.number % self.parts][item.number] = item.card
        return tuple(encode_cards({0: part}) for part in parts)

    def decode(self, parts: Sequence[bytes]) -> list[NumberedCard]:
        """Return the cards of a block."""
        if not all(parts):
            raise DamagedIndexError("a part of a block of cards is missing")
        groups = chain.from_iterable(decode_cards(part).values() for part in parts)
        cards = chain.from_iterable(group.items() for group in groups)
        return [NumberedCard(number, card) for number, card in sorted(cards)]


class CardGroups:
    """Reads and writes the cards of a block's groups; those that were read last, as they stood.

    The groups go by their places, in order. In most blocks that change, no card does.
    """

    def __init__(self) -> None:
        """Begin with no block that was read."""
        self._last: Mapping[int, Mapping[int, Card]] = {}
        self._columns = encode_cards({})

    def read(self, data: bytes) -> Mapping[int, Mapping[int, Card]]:
        """Return the cards of each group that has any."""
        cards = decode_cards(data)
        if cards:
            titles = data.rindex(b',["') + 1  # within a text, the quotation mark is escaped
            self._last, self._columns = cards, (data[:titles], data[titles:])
        return cards

    def write(self, groups: Mapping[int, Mapping[int, Card]]) -> tuple[bytes, bytes]:
        """Return the cards in two columns."""
        return self._columns if groups == self._last else encode_cards(groups)


def encode_cards(groups: Mapping[int, Mapping[int, Card]]) -> tuple[bytes, bytes]:
    """Return the cards of each group in two columns, the second of titles: together they are JSON.

    A number stands as what it adds to the one before it in its group.
    """
    places: list[int] = []
    steps: list[int] = []
    cards: list[Card] = []
    for place, group in groups.items():
        before = 0
        for number in sorted(group):
            places.append(place)
            steps.append(number - before)
            cards.append(group[number])
            before = number
    urls, dates, titles = (
        [getattr(card, name) for card in cards] for name in ("url", "date", "title")
    )
    sources = [card.facets[0] for card in cards]
    facts = to_json([places, steps, urls, dates, sources])
    return facts.removesuffix(b"]") + b",", to_json(titles) + b"]"


def decode_cards(data: bytes) -> dict[int, dict[int, Card]]:
    """Return the cards of each group by its place."""
    groups: dict[int, dict[int, Card]] = {}
    number = 0
    for place, step, url, date, source, title in zip(*from_json(data), strict=True):
        number = number + step if place in groups else step
        groups.setdefault(place, {})[number] = Card(url, title, date, (tuple(source),))
    return groups


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

    def encode(self, items: Sequence[NumberedCard]) -> tuple[Part]:
        """Return the one part of a block."""
        numbers = [item.number for item in items]
        facets = []
        for place in range(len(FACETS)):
            names = sorted({name for item in items for name in item.card.facets[place]})
            index = {name: number for number, name in enumerate(names)}
            each = [[index[name] for name in item.card.facets[place]] for item in items]
            facets.append([names, each] if names else [])
        steps = [number - before for before, number in zip([0, *numbers], numbers, strict=False)]
        return ((to_json([steps, [item.card.date for item in items], facets]),),)

    def decode(self, parts: Sequence[bytes]) -> list[NumberedCard]:
        """Return the items of a block; their cards have dates and facets only."""
        steps, dates, facets = from_json(parts[0])
        columns = [_values(*facet) if facet else [()] * len(steps) for facet in facets]
        rows = zip(accumulate(steps), dates, zip(*columns, strict=True), strict=True)
        return [NumberedCard(number, Card("", "", date, values)) for number, date, values in rows]


def _values(names: Sequence[str], each: Sequence[Sequence[int]]) -> list[tuple[str, ...]]:
    return [tuple(map(names.__getitem__, one)) for one in each]
