"""Posting lists: which documents have which form of which stem, how strongly and where.

One group holds all forms of one stem, so that a query reads one block a word and weighs each form
by how near it is to what the reader typed. A block has up to four parts:

    main        forms, and for each posting the document, its level and its windows; and the cards
                of documents that are mostly about the stem
    positions   places of each posting of the main part: read for phrases only
    rest        postings beyond the strongest of very common forms: read for exact counts, filters;
                and cards beyond the strongest, which are only kept for the next build
    their positions

Numbers, levels and windows stand in columns, each with its own statistics, which gzip likes.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from builder.search.documents import Card
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
    from collections.abc import Collection, Iterable, Mapping, Sequence

MOST_POSTINGS: Final = 2000
"""A form's strongest postings stand in the main part, what is beyond in the rest."""
MOST_CARDS: Final = 24
"""Of the cards of a group, those of the strongest postings stand in the main part."""

_PLACES: Final = re.compile(rb"[^\0]*\0")
_STEM_MARK: Final = "="
_PRUNED_MARK: Final = "~"
"""Stands between a pruned form and the level of its frequency."""


class Posting(NamedTuple):
    """One form in one document; a tuple, because there are millions."""

    number: int
    level: int
    windows: int
    positions: bytes


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
    def of(cls, form: str, postings: Sequence[Posting], frequency: str = "") -> FormList:
        """Encode `postings`, which are sorted by number."""
        return cls(
            form,
            frequency,
            len(postings),
            encode_differences([posting.number for posting in postings]),
            bytes(posting.level for posting in postings),
            bytes(posting.windows for posting in postings),
            b"".join(posting.positions + b"\0" for posting in postings),
        )

    def estimate(self) -> float:
        """Return how many documents have the form, here or in the rest, nearly."""
        return read_frequency(self.frequency) if self.frequency else self.documents

    def postings(self) -> list[Posting]:
        """Return the postings, sorted by number."""
        return [
            Posting(number, level, windows, places[:-1])
            for number, level, windows, places in zip(
                decode_differences(self.numbers),
                self.levels,
                self.windows,
                _PLACES.findall(self.positions),
                strict=True,
            )
        ]


@dataclass(frozen=True, slots=True)
class Group:
    """All forms of one stem."""

    stem: str
    main: tuple[FormList, ...]
    """Sorted by form."""
    rest: tuple[FormList, ...]
    cards: Mapping[int, Card]
    """Cards of documents that are mostly about this stem, by number."""


def prune(form: str, postings: list[Posting]) -> tuple[FormList, FormList | None]:
    """Return the main list of `form` and the rest, if there is one."""
    if len(postings) <= MOST_POSTINGS:
        return FormList.of(form, postings), None
    strongest = sorted(postings, key=lambda posting: (-posting.level, posting.number))
    kept = {posting.number for posting in strongest[:MOST_POSTINGS]}
    frequency = frequency_mark(len(postings))
    return (
        FormList.of(form, [posting for posting in postings if posting.number in kept], frequency),
        FormList.of(form, [posting for posting in postings if posting.number not in kept]),
    )


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
        shown = [_first_cards(group) for group in items]
        others = [group.cards.keys() - first for group, first in zip(items, shown, strict=True)]
        has_rest = bool(rest) or any(others)
        return (
            bytes([has_rest]) + _encode_cards(items, shown) + _encode_lists(main),
            _positions(main),
            _encode_cards(items, others) + _encode_lists(rest) if has_rest else b"",
            _positions(rest),
        )

    def decode(self, parts: Sequence[bytes]) -> list[Group]:
        """Return the groups of a block."""
        main, positions, rest, rest_positions = parts
        cards, start = _decode_cards(main, 1)
        others, rest_start = _decode_cards(rest, 0) if rest else ({}, 0)
        rests = dict(_decode_lists(rest[rest_start:], rest_positions)) if rest else {}
        return [
            Group(stem, lists, rests.get(stem, ()), cards.get(place, {}) | others.get(place, {}))
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
    each_place = iter(_PLACES.findall(positions))
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


def _first_cards(group: Group) -> Collection[int]:
    """Return the documents whose cards stand in the main part."""
    if len(group.cards) <= MOST_CARDS:
        return group.cards.keys()
    levels: dict[int, int] = dict.fromkeys(group.cards, 0)
    for one in group.main:
        for number, level in zip(decode_differences(one.numbers), one.levels, strict=True):
            if number in levels:
                levels[number] = max(levels[number], level)
    return set(sorted(levels, key=lambda number: (-levels[number], number))[:MOST_CARDS])


def _encode_cards(groups: Sequence[Group], shown: Sequence[Collection[int]]) -> bytes:
    """Return the cards shown of each group, in columns: group, number, address and so on."""
    rows = [
        [place, number, card.url, card.title, card.date, list(card.facets[0])]
        for place, (group, numbers) in enumerate(zip(groups, shown, strict=True))
        for number in sorted(numbers)
        for card in [group.cards[number]]
    ]
    columns = to_json([list(column) for column in zip(*rows, strict=True)])
    return encode_varint(len(columns)) + columns


def _decode_cards(data: bytes, start: int) -> tuple[dict[int, dict[int, Card]], int]:
    """Return the cards by the place of their group, and where they end."""
    size, start = decode_varint(data, start)
    columns: list[list[Any]] = json.loads(data[start : start + size])
    cards: dict[int, dict[int, Card]] = {}
    for place, number, url, title, date, source in zip(*columns, strict=True):
        cards.setdefault(place, {})[number] = Card(url, title, date, (tuple(source),))
    return cards, start + size
