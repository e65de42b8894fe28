"""A long sorted series of entries, cut into blocks by what the entries are, not by how many.

After which entry a block ends is decided by a hash of that entry's key and by its size: so an entry
that comes, goes or grows changes the block it stands in, now and then the next one, and no other. A
series that was updated a hundred times has the same blocks as one written at once.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import accumulate, chain, repeat
from typing import TYPE_CHECKING, Final, Generic, Protocol, TypeVar
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from builder.search.files import IndexFiles, Part

Item = TypeVar("Item")
Key = TypeVar("Key", str, int)
KeyOut_co = TypeVar("KeyOut_co", bound=str | int, covariant=True)

_SHORTEST: Final = 5 / 8
"""A block has at least this much of the wanted size: a reader reads the long ones more often, so
blocks of one size cost less than short and long ones."""
_LONGEST: Final = 2
"""A block ends at this many times the wanted size, whatever the hashes say."""
_HASH_BITS: Final = 32
_HASH_MASK: Final = (1 << _HASH_BITS) - 1
_SCRAMBLE: Final = 0x9E3779B1
"""Spreads the checksums of words that differ in a letter; it is odd, so that none are lost."""


class Codec(Protocol[KeyOut_co, Item]):
    """What a series must know of its entries."""

    parts: int
    """Files a block has at most."""

    def key(self, item: Item) -> KeyOut_co:
        """Return what the series is sorted by."""
        ...

    def weight(self, item: Item) -> int:
        """Return nearly how many bytes `item` takes, whatever stands beside it."""
        ...

    def encode(self, items: Sequence[Item]) -> Sequence[Part]:
        """Return the parts of a block."""
        ...

    def decode(self, parts: Sequence[bytes]) -> list[Item]:
        """Return the items of a block."""
        ...


@dataclass(frozen=True, slots=True)
class Directory(Generic[Key]):
    """The blocks of a series: the first key and the name of each."""

    firsts: tuple[Key, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Series(Generic[Key, Item]):
    """A series with its place on disk."""

    codec: Codec[Key, Item]
    files: IndexFiles
    block_bytes: int
    """Wanted size of a block before compression."""
    least: int = field(init=False)
    most: int = field(init=False)
    """The least and the most that a block has."""

    def __post_init__(self) -> None:
        """Work the bounds out once: thousands of items are held against them."""
        object.__setattr__(self, "least", int(self.block_bytes * _SHORTEST))
        object.__setattr__(self, "most", int(self.block_bytes * _LONGEST))

    def update(
        self,
        old: Directory[Key],
        touched: Iterable[Key],
        merge: Callable[[Key, Item | None], Item | None],
    ) -> Directory[Key]:
        """Write the blocks that change and return the new directory.

        `touched` are the keys whose items come, change or go; `merge` gets each with its old item,
        or None, and returns the new one, or None.
        """
        by_block = _by_block(old, in_order(touched))
        firsts: list[Key] = []
        names: list[str] = []
        open_items: list[Item] = []
        for place in range(max(1, len(old.names))):
            if not open_items and place not in by_block and old.names:
                firsts.append(old.firsts[place])
                names.append(old.names[place])
                self.files.keep(old.names[place], self.codec.parts)
                continue
            items = self._read(old.names[place]) if old.names else []
            merged = self._merged(items, by_block.get(place, []), merge)
            if items and not open_items:
                block = list(merged)
                is_last = place == len(old.names) - 1
                if block and (self._is_cut(items, block) or self._is_one(block, is_last=is_last)):
                    firsts.append(self.codec.key(block[0]))
                    names.append(self._write(block))
                    continue
                merged = iter(block)
            joined, open_items = chain(open_items, merged), []
            for block, ended in self._blocks(joined):
                if ended:
                    firsts.append(self.codec.key(block[0]))
                    names.append(self._write(block))
                else:
                    open_items = block
        if open_items:
            firsts.append(self.codec.key(open_items[0]))
            names.append(self._write(open_items))
        return Directory(tuple(firsts), tuple(names))

    def _read(self, name: str) -> list[Item]:
        return self.codec.decode(self.files.read(name, self.codec.parts))

    def _write(self, block: list[Item]) -> str:
        return self.files.write(self.codec.encode(block), self.codec.key(block[0]))

    def _merged(
        self,
        items: list[Item],
        touched: list[Key],
        merge: Callable[[Key, Item | None], Item | None],
    ) -> Iterator[Item]:
        """Yield the items of one block with the touched ones as they are now, in order."""
        if not items:  # written for the first time: nothing to look up, and nothing to hold
            yield from filter(None, map(merge, touched, repeat(None)))
            return
        by_key = {self.codec.key(item): item for item in items}
        known = len(by_key)
        for key in touched:
            new = merge(key, by_key.get(key))
            if new is not None:
                by_key[key] = new
            elif by_key.pop(key, None) is not None:
                known -= 1
        yield from by_key.values() if len(by_key) == known else map(by_key.get, in_order(by_key))

    def _is_cut(self, before: list[Item], block: list[Item]) -> bool:
        """Tell whether a block is cut as it was `before`, for all its items are as long as then."""
        key, weigh = self.codec.key, self.codec.weight
        return len(before) == len(block) and all(
            key(old) == key(new) and weigh(old) == weigh(new)
            for old, new in zip(before, block, strict=True)
            if old is not new
        )

    def _is_one(self, block: list[Item], *, is_last: bool) -> bool:
        """Tell whether the items of a block are one block still, without looking at each.

        Before it is long enough, no item ends a block, whatever its key.
        """
        weights = list(map(self.codec.weight, block))
        sizes = list(accumulate(weights))
        least, most = self.least, self.most
        size, last = sizes[-1], len(block) - 1
        if last and sizes[-2] >= most:
            return False
        if not (is_last or size >= most or (size >= least and self._ends(block[-1], weights[-1]))):
            return False
        enough = slice(bisect_left(sizes, least), last)
        return not any(map(self._ends, block[enough], weights[enough]))

    def _blocks(self, items: Iterable[Item]) -> Iterator[tuple[list[Item], bool]]:
        """Yield the blocks of `items`, and whether each has ended or only run out of items.

        A block that is long enough ends where the hash of its last key says so: the heavier the
        item, the likelier.
        """
        weigh = self.codec.weight
        least, most = self.least, self.most
        block: list[Item] = []
        size = 0
        for item in items:
            block.append(item)
            weight = weigh(item)
            size += weight
            if size >= most or (size >= least and self._ends(item, weight)):
                yield block, True
                block, size = [], 0
        if block:
            yield block, False

    def _ends(self, item: Item, weight: int) -> bool:
        """Tell whether a block that is long enough ends with an item of this weight."""
        key = self.codec.key(item)
        name = key.encode() if isinstance(key, str) else b"%d" % key
        digest = crc32(name) * _SCRAMBLE & _HASH_MASK
        return digest * (self.block_bytes - self.least) < weight << _HASH_BITS


def _by_block(old: Directory[Key], touched: list[Key]) -> dict[int, list[Key]]:
    """Return the touched keys by the place of the block they stand in, or would stand in."""
    if not old.names:
        return {0: touched}
    ordered = [order(first) for first in old.firsts]
    by_block: dict[int, list[Key]] = {}
    for key in touched:
        by_block.setdefault(max(0, bisect_right(ordered, order(key)) - 1), []).append(key)
    return by_block


def in_order(keys: Iterable[Key]) -> list[Key]:
    """Return `keys` in the order of `order`."""
    every = list(keys)
    text = "".join(map(str, every))
    if len(text.encode("utf-16-le")) == 2 * len(text):  # then it is the order of Python, too
        return sorted(every)
    return sorted(every, key=order)


def order(key: Key) -> bytes | int:
    """Return what to sort `key` by: strings as JavaScript compares them, by UTF-16 units."""
    return key if isinstance(key, int) else key.encode("utf-16-be")
