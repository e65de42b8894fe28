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
import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from builder.search.documents import LEADING, Card
from builder.search.files import to_json
from builder.search.varint import (
    decode_differences,
    decode_varint,
    encode_differences,
    encode_varint,
    split_varints,
)
from builder.search.wordlist import frequency_mark, read_frequency

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from builder.search.documents import Row

MOST_POSTINGS: Final = 500
"""A form's strongest postings stand in the main part, what is beyond in the rest."""
MOST_CARDS: Final = 24
"""Of the documents that are mostly about a stem, the strongest have their cards with its list."""

_LEAST_TO_CARRY: Final = 8
"""Stems in fewer documents carry no cards."""

PLACES: Final = re.compile(rb"[^\0]*\0")
"""The places of one posting."""
_WITHOUT_LEADING: Final = bytes(level % LEADING for level in range(256))
_NOT_LEADING: Final = bytes(range(LEADING))
_STEM_MARK: Final = "="
_PRUNED_MARK: Final = "~"
"""Stands between a pruned form and the level of its frequency."""


class Columns(NamedTuple):
    """The postings of one form, sorted by number."""

    numbers: Sequence[int]
    levels: bytes
    """Each with `LEADING` where the document is mostly about the stem."""
    windows: bytes
    positions: bytes

    def rows(self) -> Iterator[tuple[int, Row]]:
        """Return the postings one by one, each behind its document's number."""
        places = PLACES.findall(self.positions)
        rows = zip(self.levels, self.windows, places, strict=True)
        return zip(self.numbers, rows, strict=True)

    def only(self, wanted: Sequence[int]) -> Columns:
        """Return the postings that stand at the places `wanted`."""
        rows = list(self.rows())
        return columns_of(*zip(*[rows[place] for place in wanted], strict=True))


def columns_of(numbers: Sequence[int], rows: Sequence[Row]) -> Columns:
    """Return postings, of which there is at least one, as columns."""
    levels, windows, places = zip(*rows, strict=True)
    return Columns(numbers, bytes(levels), bytes(windows), b"".join(places))


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
        numbers, levels, windows, positions = columns
        count = len(numbers)
        return cls(form, frequency, count, encode_differences(numbers), levels, windows, positions)

    def estimate(self) -> float:
        """Return how many documents have the form, here or in the rest, nearly."""
        return read_frequency(self.frequency) if self.frequency else self.documents

    def columns(self) -> Columns:
        """Return the postings as they were encoded."""
        numbers = decode_differences(self.numbers)
        return Columns(numbers, self.levels, self.windows, self.positions)


@dataclass(frozen=True, slots=True)
class Group:
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
    levels = columns.levels.translate(_WITHOUT_LEADING)
    strongest = sorted(range(count), key=levels.__getitem__, reverse=True)
    return (
        FormList.of(form, columns.only(sorted(strongest[:MOST_POSTINGS])), frequency_mark(count)),
        FormList.of(form, columns.only(sorted(strongest[MOST_POSTINGS:]))),
    )


def carried(lists: Sequence[FormList]) -> list[int]:
    """Return the documents whose cards stand with `lists`, which are all of one stem.

    A reader who asks for a rare word gets few hits, so its list carries none.
    """
    if sum([one.documents for one in lists]) < _LEAST_TO_CARRY:
        return []
    levels: dict[int, int] = {}
    for one in lists:
        if one.levels.translate(None, _NOT_LEADING):
            for number, level in zip(decode_differences(one.numbers), one.levels, strict=True):
                if level >= LEADING:
                    levels[number] = max(levels.get(number, 0), level)
    return sorted(levels, key=lambda number: (-levels[number], number))[:MOST_CARDS]


class PostingCodec:
    """Writes and reads the blocks of posting groups."""

    parts = 4

    def key(self, item: Group) -> str:
        """Return the stem."""
        return item.stem

    def weight(self, item: Group) -> int:
        """Return nearly how many bytes the group takes in the main part."""
        lists = sum(len(one.numbers) + 2 * one.documents + len(one.form) for one in item.main)
        cards = sum(len(card.title) + len(card.url) for card in item.cards.values())
        return lists + 2 * cards + len(item.stem)

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
    counts = b"".join(encode_varint(one.documents) for one in lists)
    numbers = b"".join(one.numbers for one in lists)
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
    return b"".join(one.positions for _, forms in groups for one in forms)


def _decode_lists(data: bytes, positions: bytes) -> list[Lists]:
    """Return what `_encode_lists` and `_positions` encoded."""
    columns = []
    start = 0
    for _ in range(3):
        size, start = decode_varint(data, start)
        columns.append(data[start : start + size])
        start += size
    words, counts, numbers = columns
    count_of = iter(_decode_all(counts))
    each_number = iter(split_varints(numbers))
    each_place = iter(PLACES.findall(positions))
    windows_start = start + (len(data) - start) // 2
    groups: list[Lists] = []
    done = 0
    for line in words.decode().split("\n"):
        stem, *forms = line.split("\t")
        lists = []
        for written in forms:
            form, _, frequency = written.partition(_PRUNED_MARK)
            count = next(count_of)
            lists.append(
                FormList(
                    form.replace(_STEM_MARK, stem, 1),
                    frequency,
                    count,
                    b"".join(islice(each_number, count)),
                    data[start + done : start + done + count],
                    data[windows_start + done : windows_start + done + count],
                    b"".join(islice(each_place, count)),
                ),
            )
            done += count
        groups.append((stem, tuple(lists)))
    return groups


def _decode_all(data: bytes) -> list[int]:
    return [decode_varint(one)[0] for one in split_varints(data)]


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
