"""Posting lists: which documents have which form of which stem, how strongly and where.

One group holds all forms of one stem, so that a query reads one block a word and weighs each form
by how near it is to what the reader typed. A block has up to four parts:

    main        forms, and for each posting the document, its level and its windows; and the cards
                of documents that are mostly about the stem
    positions   places of each posting of the main part: read for phrases only
    rest        postings beyond the strongest of very common forms: read for exact counts, filters
    their positions

Numbers, levels and windows stand in columns, each with its own statistics, which gzip likes.
"""

from __future__ import annotations

import json
from itertools import compress
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from builder.search.columns import Columns, place_ends
from builder.search.documents import LEADING, Card
from builder.search.files import to_json
from builder.search.varint import (
    decode_differences,
    decode_varint,
    decode_varints,
    encode_differences,
    encode_varint,
    varint_ends,
)
from builder.search.wordlist import frequency_mark, read_frequency

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

MOST_POSTINGS: Final = 500
"""A form's strongest postings stand in the main part, what is beyond in the rest."""
MOST_CARDS: Final = 24
"""Of the documents that are mostly about a stem, the strongest have their cards with its list."""

_LEAST_TO_CARRY: Final = 8
"""Stems in fewer documents carry no cards."""

_WITHOUT_LEADING: Final = bytes(level % LEADING for level in range(256))
_NOT_LEADING: Final = bytes(range(LEADING))
_IS_LEADING: Final = bytes(level >= LEADING for level in range(256))
_OTHERS: Final = b"\1\0" + bytes(254)
"""Turns ones and zeros into one another."""
_STEM_MARK: Final = "="
_PRUNED_MARK: Final = "~"
"""Stands between a pruned form and the level of its frequency."""


class FormList(NamedTuple):
    """The postings of one form, still encoded: most are only copied from block to block."""

    form: str
    frequency: str
    """Of a pruned list, how many documents have the form at all, as a level; else ""."""
    documents: int
    numbers: bytes
    levels: bytes
    windows: bytes
    positions: bytes

    @classmethod
    def of(cls, form: str, columns: Columns, frequency: str = "") -> FormList:
        """Encode `columns`."""
        numbers, *rest = columns
        return cls(form, frequency, len(numbers), encode_differences(numbers), *rest)

    def estimate(self) -> float:
        """Return how many documents have the form, here or in the rest, nearly."""
        return read_frequency(self.frequency) if self.frequency else self.documents

    def columns(self) -> Columns:
        """Return the postings as they were encoded."""
        numbers = decode_differences(self.numbers)
        return Columns(numbers, self.levels, self.windows, self.positions)


class Group(NamedTuple):
    """All forms of one stem."""

    stem: str
    main: tuple[FormList, ...]
    """Sorted by form."""
    rest: tuple[FormList, ...]
    cards: Mapping[int, Card]
    """Cards that stand with the lists, by number of their document."""


def prune(form: str, columns: Columns) -> tuple[FormList, FormList | None]:
    """Return the main list of `form` and the rest, if there is one."""
    count = len(columns.numbers)
    if count <= MOST_POSTINGS:
        return FormList.of(form, columns), None
    strong = _strongest(columns.levels.translate(_WITHOUT_LEADING), MOST_POSTINGS)
    return (
        FormList.of(form, columns.only(strong), frequency_mark(count)),
        FormList.of(form, columns.only(strong.translate(_OTHERS))),
    )


def _strongest(levels: bytes, most: int) -> bytes:
    """Return a one for each of the `most` highest levels, of equal ones the first; else a zero."""
    left = most
    for level in reversed(range(LEADING)):
        count = levels.count(level)
        if count > left:
            break
        left -= count
    above, least = (bytes(one > level - more for one in range(256)) for more in (0, 1))
    last = [place for place, one in enumerate(levels) if one == level][left]
    return levels[:last].translate(least) + levels[last:].translate(above)


def carried(lists: Sequence[FormList], numbers: Mapping[str, Sequence[int]]) -> list[int]:
    """Return the documents whose cards stand with `lists`, which are all of one stem.

    A reader who asks for a rare word gets few hits, so its list carries none. `numbers` may have
    those of the lists' documents, by form.
    """
    if sum([one.documents for one in lists]) < _LEAST_TO_CARRY:
        return []
    levels: dict[int, int] = {}
    for one in lists:
        leading = one.levels.translate(None, _NOT_LEADING)
        if leading:
            every = numbers.get(one.form) or decode_differences(one.numbers)
            led = compress(every, one.levels.translate(_IS_LEADING))
            for number, level in zip(led, leading, strict=True):
                levels[number] = max(levels.get(number, 0), level)
    return sorted(sorted(levels), key=levels.__getitem__, reverse=True)[:MOST_CARDS]


class PostingCodec:
    """Writes and reads the blocks of posting groups."""

    parts = 4

    def key(self, item: Group) -> str:
        """Return the stem."""
        return item.stem

    def weight(self, item: Group) -> int:
        """Return nearly how many bytes the group takes in the main part."""
        size = len(item.stem)
        for form, _, documents, numbers, *_ in item.main:
            size += len(numbers) + 2 * documents + len(form)
        for card in item.cards.values():
            size += 2 * (len(card.title) + len(card.url))
        return size

    def encode(self, items: Sequence[Group]) -> tuple[bytes, ...]:
        """Return the four parts of a block."""
        main = [(group.stem, group.main) for group in items]
        rest = [(group.stem, group.rest) for group in items if group.rest]
        return (
            _encode_cards(items) + _encode_lists(main),
            _positions(main),
            _encode_lists(rest) if rest else b"",
            _positions(rest),
        )

    def decode(self, parts: Sequence[bytes]) -> list[Group]:
        """Return the groups of a block."""
        main, positions, rest, rest_positions = parts
        cards, start = _decode_cards(main)
        rests = dict(_decode_lists(rest, rest_positions)) if rest else {}
        return [
            Group(stem, lists, rests.get(stem, ()), cards.get(place, {}))
            for place, (stem, lists) in enumerate(_decode_lists(main[start:], positions))
        ]


Lists = tuple[str, tuple[FormList, ...]]


def _encode_lists(groups: Sequence[Lists]) -> bytes:
    """Return stems, forms and the columns of their postings."""
    lists = [one for _, forms in groups for one in forms]
    words = "\n".join(
        "\t".join([stem, *(_written(one, stem) for one in forms)]) for stem, forms in groups
    ).encode()
    counts = b"".join([encode_varint(one.documents) for one in lists])
    numbers = b"".join([one.numbers for one in lists])
    return b"".join(
        (
            *(encode_varint(len(part)) + part for part in (words, counts, numbers)),
            *(one.levels for one in lists),
            *(one.windows for one in lists),
        )
    )


def _written(one: FormList, stem: str) -> str:
    """Return a form as a block has it: a mark for the stem, the frequency where it is needed."""
    form = one.form.replace(stem, _STEM_MARK, 1)
    return f"{form}{_PRUNED_MARK}{one.frequency}" if one.frequency else form


def _positions(groups: Iterable[Lists]) -> bytes:
    return b"".join([one.positions for _, forms in groups for one in forms])


def _decode_lists(data: bytes, positions: bytes) -> list[Lists]:
    """Return what `_encode_lists` and `_positions` encoded."""
    columns = []
    start = 0
    for _ in range(3):
        size, start = decode_varint(data, start)
        columns.append(data[start : start + size])
        start += size
    words, counts, numbers = columns
    count_of = iter(decode_varints(counts))
    number_ends, ends = varint_ends(numbers), place_ends(positions)
    levels, windows = data[start:][: len(ends) - 1], data[start:][len(ends) - 1 :]
    groups: list[Lists] = []
    done = 0
    for line in words.decode().split("\n"):
        stem, *forms = line.split("\t")
        lists = []
        for written in forms:
            form, _, frequency = written.partition(_PRUNED_MARK)
            end = done + next(count_of)
            lists.append(
                FormList(
                    form.replace(_STEM_MARK, stem, 1),
                    frequency,
                    end - done,
                    numbers[number_ends[done] : number_ends[end]],
                    levels[done:end],
                    windows[done:end],
                    positions[ends[done] : ends[end]],
                ),
            )
            done = end
        groups.append((stem, tuple(lists)))
    return groups


def _encode_cards(groups: Sequence[Group]) -> bytes:
    """Return the cards of each group, in columns: place of the group, number, address and so on."""
    rows = [
        [place, number, card.url, card.title, card.date, list(card.facets[0])]
        for place, group in enumerate(groups)
        for number, card in sorted(group.cards.items())
    ]
    columns = to_json([list(column) for column in zip(*rows, strict=True)])
    return encode_varint(len(columns)) + columns


def _decode_cards(data: bytes) -> tuple[dict[int, dict[int, Card]], int]:
    """Return the cards by the place of their group, and where they end."""
    size, start = decode_varint(data)
    columns: list[list[Any]] = json.loads(data[start : start + size])
    cards: dict[int, dict[int, Card]] = {}
    for place, number, url, title, date, source in zip(*columns, strict=True):
        cards.setdefault(place, {})[number] = Card(url, title, date, (tuple(source),))
    return cards, start + size
