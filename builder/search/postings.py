"""Posting lists: which documents have which form of which stem, how strongly and where.

One group holds all forms of one stem, so that a query reads one block a word and weighs each form
by how near it is to what the reader typed. A block has up to four parts:

    main        forms, and for each posting the document, its level and its windows; and cards of
                documents that are mostly about a stem, the likeliest hits
    positions   places of each posting of the main part: read for phrases only
    rest        postings beyond the strongest of very common forms: read for exact counts, filters
    their positions

Numbers, levels and windows stand in columns, each with its own statistics, which gzip likes.
"""

from __future__ import annotations

from itertools import accumulate, compress, islice
from operator import sub
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from builder.search.cards import CardGroups, encode_cards
from builder.search.columns import Columns, cut_places
from builder.search.documents import LEADING, Card
from builder.search.files import Numbers
from builder.search.letters import from_bytes, to_bytes
from builder.search.varint import (
    cut_varints,
    decode_differences,
    decode_varint,
    decode_varints,
    encode_differences,
    encode_varint,
)
from builder.search.wordlist import frequency_mark, read_frequency

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from builder.search.files import Part

MOST_POSTINGS: Final = 500
"""A form's strongest postings stand in the main part, what is beyond in the rest."""
MOST_CARDS: Final = 150
"""Of the documents that are mostly about a stem, the strongest have their cards with its list."""
LEAST_TO_CARRY: Final = 8
"""Stems in fewer documents carry no cards."""

WITHOUT_LEADING: Final = bytes(level % LEADING for level in range(256))
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


class Lists(NamedTuple):
    """All lists of one stem as a block has them, end to end: most are only copied."""

    line: str
    """The stem and its forms, sorted, as the block writes them."""
    counts: bytes
    """How many documents each list has, as varints."""
    numbers: bytes
    levels: bytes
    windows: bytes
    positions: bytes

    @classmethod
    def of(cls, stem: str, lists: Sequence[FormList]) -> Lists:
        """Join `lists`, which are sorted by form."""
        counts = b"".join([encode_varint(one.documents) for one in lists])
        columns = (b"".join(column) for column in list(zip(*lists, strict=True))[3:])
        forms = [written(one.form, stem, one.frequency) for one in lists]
        return cls("\t".join([stem, *forms]), counts, *columns)

    def apart(self) -> tuple[FormList, ...]:
        """Return the list of each form."""
        stem, *forms = self.line.split("\t")
        counts = decode_varints(self.counts)
        number_cuts, cuts = cut_varints(self.numbers, counts), cut_places(self.positions, counts)
        lists = []
        done = 0
        for at, (one, count) in enumerate(zip(forms, counts, strict=True)):
            form, _, frequency = one.partition(_PRUNED_MARK)
            end = done + count
            lists.append(
                FormList(
                    form.replace(_STEM_MARK, stem, 1),
                    frequency,
                    count,
                    self.numbers[number_cuts[at] : number_cuts[at + 1]],
                    self.levels[done:end],
                    self.windows[done:end],
                    self.positions[cuts[at] : cuts[at + 1]],
                ),
            )
            done = end
        return tuple(lists)

    def weight(self, stem: str) -> int:
        """Return nearly how many bytes the lists of `stem` take, their forms written out."""
        size = len(self.line) - self.line.count("\t")
        size += self.line.count(_STEM_MARK) * (len(stem) - len(_STEM_MARK))
        size -= self.line.count(_PRUNED_MARK) * len(_PRUNED_MARK + frequency_mark(1))
        return size + len(self.numbers) + 2 * len(self.levels)


class Group(NamedTuple):
    """All forms of one stem."""

    stem: str
    main: Lists
    rest: Lists | None
    cards: Mapping[int, Card]
    """Cards that stand with the main lists, by number of their document."""

    def apart(self) -> tuple[FormList, ...]:
        """Return the main list of each form, then the rest of those that have one."""
        return self.main.apart() + (self.rest.apart() if self.rest else ())


def prune(form: str, columns: Columns) -> tuple[FormList, FormList | None]:
    """Return the main list of `form` and the rest, if there is one."""
    count = len(columns.numbers)
    if count <= MOST_POSTINGS:
        return FormList.of(form, columns), None
    strong = strongest(columns.levels)
    return (
        FormList.of(form, columns.only(strong), frequency_mark(count)),
        FormList.of(form, columns.only(strong.translate(_OTHERS))),
    )


def strongest(levels: bytes) -> bytes:
    """Return a one for each of the `MOST_POSTINGS` highest levels, of equal ones the first.

    For the others there is a zero. That a document is mostly about the stem makes no level higher.
    """
    levels = levels.translate(WITHOUT_LEADING)
    left = MOST_POSTINGS
    for level in reversed(range(LEADING)):
        count = levels.count(level)
        if count > left:
            break
        left -= count
    above, least = (bytes(one > level - more for one in range(256)) for more in (0, 1))
    last = [place for place, one in enumerate(levels) if one == level][left]
    return levels[:last].translate(least) + levels[last:].translate(above)


def may_carry(lists: Iterable[FormList]) -> bool:
    """Tell whether a stem is common enough for cards to stand with its lists."""
    return sum([one.documents for one in lists]) >= LEAST_TO_CARRY


def carried(lists: Sequence[FormList], numbers: Mapping[str, Sequence[int]]) -> list[int]:
    """Return the documents whose cards stand with `lists`, which are all of one stem.

    A reader who asks for a rare word gets few hits, so its list carries none. `numbers` may have
    those of the lists' documents, by form.
    """
    if not may_carry(lists):
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

    def __init__(self) -> None:
        """Begin with no block that was read."""
        self._cards = CardGroups()

    def key(self, item: Group) -> str:
        """Return the stem."""
        return item.stem

    def weight(self, item: Group) -> int:
        """Return nearly how many bytes the group takes in the main part."""
        cards = [len(card.title) + len(card.url) for card in item.cards.values()]
        return item.main.weight(item.stem) + 2 * sum(cards)

    def encode(self, items: Sequence[Group]) -> tuple[Part, ...]:
        """Return the four parts of a block."""
        rests = [group.rest for group in items if group.rest]
        cards = {place: group.cards for place, group in enumerate(items) if group.cards}
        return (
            *_encode_lists([group.main for group in items], self._cards.write(cards)),
            *(_encode_lists(rests, encode_cards({})) if rests else ((), ())),
        )

    def decode(self, parts: Sequence[bytes]) -> list[Group]:
        """Return the groups of a block."""
        data, mains = _decode_lists(*parts[:2])
        rest_of = dict(_decode_lists(*parts[2:])[1]) if parts[2] else {}
        cards = self._cards.read(data)
        return [
            Group(stem, lists, rest_of.get(stem), cards.get(place, {}))
            for place, (stem, lists) in enumerate(mains)
        ]


def _encode_lists(groups: Sequence[Lists], cards: tuple[bytes, bytes]) -> tuple[Part, Part]:
    """Return cards, stems, forms and the columns of their postings; and their places."""
    columns: list[tuple[Any, ...]] = [*zip(*groups, strict=True)] or [()] * len(Lists._fields)
    lines, (counts, numbers, levels, windows, positions) = columns[0], map(b"".join, columns[1:])
    facts, titles = cards
    words = to_bytes("\n".join(lines))
    sizes = [encode_varint(len(part)) for part in (facts + titles, words, counts, numbers)]
    letters = titles + sizes[1] + words
    steps = b"".join((sizes[2], counts, sizes[3], numbers))
    numbered = map(Numbers, (steps, levels, windows))
    return (sizes[0] + facts, letters, *numbered), (Numbers(positions),)


def written(form: str, stem: str, frequency: str) -> str:
    """Return a form as a block has it: a mark for the stem, the frequency where it is needed."""
    form = form.replace(stem, _STEM_MARK, 1)
    return f"{form}{_PRUNED_MARK}{frequency}" if frequency else form


def _decode_lists(data: bytes, positions: bytes) -> tuple[bytes, Iterator[tuple[str, Lists]]]:
    """Return what `_encode_lists` encoded: cards, as they are there, and lists by stem."""
    columns = []
    start = 0
    for _ in range(4):
        size, start = decode_varint(data, start)
        columns.append(data[start : start + size])
        start += size
    cards, *columns = columns
    return cards, _lists_of((*columns, data[start:], positions))


def _lists_of(columns: Sequence[bytes]) -> Iterator[tuple[str, Lists]]:
    """Yield the lists of each stem."""
    words, counts, numbers, data, positions = columns
    lines = from_bytes(words).split("\n") if words else []
    forms = [line.count("\t") for line in lines]
    done_of = [0, *accumulate(decode_varints(counts))]
    done = [done_of[form] for form in accumulate(forms, initial=0)]
    sizes = list(map(sub, islice(done, 1, None), done))
    count_cuts, number_cuts = cut_varints(counts, forms), cut_varints(numbers, sizes)
    cuts = cut_places(positions, sizes)
    levels, windows = data[: done[-1]], data[done[-1] :]
    for at, line in enumerate(lines):
        yield (
            line.partition("\t")[0],
            Lists(
                line,
                counts[count_cuts[at] : count_cuts[at + 1]],
                numbers[number_cuts[at] : number_cuts[at + 1]],
                levels[done[at] : done[at + 1]],
                windows[done[at] : done[at + 1]],
                positions[cuts[at] : cuts[at + 1]],
            ),
        )
