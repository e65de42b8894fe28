"""Give every document a number that hardly ever changes when others come and go.

Posting lists hold numbers, and a list is only rewritten where its own documents change: so a number
must follow from the document's own id, not from its place among the others. It is the id's hash,
cut to a range four to eight times the number of documents; where two meet, the later hash moves up
by one. A set of documents has the same numbers in whatever order, and after whatever history, it
came about.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_HASH_BITS: Final = 64
_ROOM_BITS: Final = 2
"""The range is at least two to this power times the number of documents."""
_LEAST_BITS: Final = 10


def assign_numbers(ids: Iterable[str], hashes: dict[str, int] | None = None) -> dict[str, int]:
    """Return the number of each id, the lowest first.

    `hashes` has those that were worked out before, and is given the others.

    >>> before = assign_numbers(f"articles/{i}/" for i in range(100))
    >>> after = assign_numbers(f"articles/{i}/" for i in reversed(range(99)))
    >>> sum(before[id_] != after[id_] for id_ in after)
    0
    """
    known = {} if hashes is None else hashes
    every = list(ids)
    known |= {id_: _hash(id_) for id_ in every if id_ not in known}
    hashed = sorted([(known[id_], id_) for id_ in every])
    bits = max(_LEAST_BITS, max(len(hashed) - 1, 0).bit_length() + _ROOM_BITS)
    shift = _HASH_BITS - bits
    numbers: dict[str, int] = {}
    last = -1
    for value, id_ in hashed:
        number = value >> shift
        if number <= last:
            number = last + 1
        numbers[id_] = last = number
    return numbers


def _hash(id_: str) -> int:
    return int.from_bytes(blake2b(id_.encode(), digest_size=_HASH_BITS // 8).digest(), "big")
