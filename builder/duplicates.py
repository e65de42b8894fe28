"""Find copies: the same story from two sources, or one that was pasted twice.

A story is told again with another headline, a paragraph more or less, other spelling, other digits
and the chrome of another page, yet most runs of three words stay as they were. So an article's
*signature* is the set of its runs of three words, folded as for the search and written as numbers
of 32 bits. Two articles are copies when their sets are alike enough, and the sets themselves are
compared: nothing is estimated for an article of up to `MOST` runs, and from there on by `MOST`.

A library for MinHash would only guess which sets to compare, and the smallest numbers of a set are
such a guess already (a "bottom-k sketch"): two sets that are alike share some of their smallest.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections import Counter, defaultdict
from itertools import chain
from typing import TYPE_CHECKING, Final, NewType
from zlib import crc32

from builder.arabic.key import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Signature = NewType("Signature", bytes)
"""An article's runs of words as ascending numbers of four bytes each, the smallest first."""

MOST: Final = 1024
"""Numbers in a signature: longer articles are compared by the smallest of theirs."""
OF_SHORTER: Final = 0.6
"""Share of the shorter text that its copy has. Below it the two merely quote the same words."""
OF_LONGER: Final = 0.5
"""Share of the longer text that its copy has. Below it the longer one quotes or gathers others."""
PROOF: Final = 12
"""Runs of words shared beyond those shares: in a short text, form says more than matter.

Two notices in one form («هي مدينة تقع في إيران») differ in a name and a number and are no copies.
So of 40 runs 36 have to be shared, a text of fewer than 30 has to be wholly the same, and one of
fewer than 12 («التفاصيل بعد قليل») is no story that could have copies.
"""
NEAREST: Final = 3
"""Copies named on either side, in the order of the articles.

It bounds what a new article changes: of a story told a hundred times, six pages and not a hundred.
"""
_SKETCH: Final = 20
"""Smallest numbers by which a signature is found."""
_TOGETHER: Final = 2
"""Of those, how many two articles share before they are compared; phrases of the language are one.

Copies at the very edge of the rule have fewer in common in one case of 900, and copies that share
half of all their runs in one of 50,000.
"""
_WINDOW: Final = 2 * NEAREST
"""Articles that are found under one number: the last that had it.

A number that many have is an agency's closing words or a story told many times. Of the latter each
finds its nearest, and the former cost no more than this.
"""
_SIZE: Final = 4


def signature(text: str) -> Signature:
    """Return the signature of an article's text, without its headline.

    >>> signature("أعلن المسؤول مَقْتَل ٣ مدنيين") == signature("اعلن المسؤول مقتل 3 مدنيين")
    True
    >>> len(signature("أعلن المسؤول")), len(signature("أعلن المسؤول مقتل"))
    (0, 4)
    """
    said = words(text)
    runs = map(" ".join, zip(said, said[1:], said[2:], strict=False))
    numbers = sorted(set(map(crc32, map(str.encode, runs))))[:MOST]
    return Signature(struct.pack(f"<{len(numbers)}I", *numbers))


def find_copies(signatures: Mapping[str, Signature]) -> dict[str, tuple[str, ...]]:
    """Return, by id, the ids of the nearest other copies, in the order of `signatures`.

    Only articles that have copies are named. An article is compared with a few others however many
    there are, so the work grows with their number and not with its square.

    >>> here = "افتتحت الوزارة اليوم جسرا جديدا فوق النهر بعد 2 من أعوام العمل في حضور شعبي كبير"
    >>> there = "افتتحت الوزارة اليوم جسراً جديداً فوق النهر بعد ٢ من أعوام العمل في حضور شعبي كبير"
    >>> other = "أغلقت الوزارة اليوم جسراً قديماً فوق النهر بعد ٢ من أعوام العمل في حضور شعبي كبير"
    >>> find_copies({"a": signature(here), "b": signature(other), "c": signature(there)})
    {'a': ('c',), 'c': ('a',)}
    """
    ids, found = list(signatures), list(signatures.values())
    copies: dict[int, list[int]] = defaultdict(list)
    for place, earlier in enumerate(_candidates(found)):
        for other in earlier:
            if are_copies(found[place], found[other]):
                copies[place].append(other)
                copies[other].append(place)
    return {ids[at]: tuple(ids[other] for other in _near(at, copies[at])) for at in sorted(copies)}


def telling_otherwise(
    before: Mapping[str, tuple[str, ...]], now: Mapping[str, tuple[str, ...]], changed: set[str]
) -> set[str]:
    """Return the articles that name other copies than before, or one that changed.

    >>> sorted(telling_otherwise({"a": ("b",)}, {"a": ("b",), "b": ("a",), "d": ("e",)}, {"e"}))
    ['b', 'd']
    """
    others = {one for one in before.keys() | now.keys() if before.get(one) != now.get(one)}
    return others | {one for one, copies in now.items() if not changed.isdisjoint(copies)}


def are_copies(one: Signature, other: Signature) -> bool:
    """Tell whether two articles are copies, by their sets as far as both are known."""
    short, long = sorted((one, other), key=len)
    if len(short) < OF_LONGER * len(long):
        return False  # however much of it they share
    shorter, longer = _as_far_as_known(_numbers(short), _numbers(long))
    shared = len(set(shorter).intersection(longer))
    if shared == len(longer):
        return shared >= PROOF
    return shared >= OF_SHORTER * len(shorter) + PROOF and shared >= OF_LONGER * len(longer)


def _candidates(signatures: Iterable[Signature]) -> Iterator[list[int]]:
    """Yield for each article the places of the earlier ones that are worth comparing with it."""
    latest: dict[int, tuple[int, ...]] = {}
    for place, one in enumerate(signatures):
        numbers = _numbers(one, _SKETCH)
        together = Counter(chain.from_iterable(latest.get(number, ()) for number in numbers))
        yield sorted(other for other, count in together.items() if count >= _TOGETHER)
        for number in numbers:
            latest[number] = (*latest.get(number, ())[1 - _WINDOW :], place)


def _near(place: int, others: list[int]) -> list[int]:
    before = sorted(other for other in others if other < place)
    after = sorted(other for other in others if other > place)
    return before[-NEAREST:] + after[:NEAREST]


def _as_far_as_known(
    one: tuple[int, ...], other: tuple[int, ...]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Leave out the numbers that one of the two is too full to hold; return the shorter first."""
    ends = [numbers[-1] for numbers in (one, other) if len(numbers) == MOST]
    if ends:
        one, other = (numbers[: bisect_right(numbers, min(ends))] for numbers in (one, other))
    return (one, other) if len(one) <= len(other) else (other, one)


def _numbers(of: Signature, first: int = MOST) -> tuple[int, ...]:
    """Return a signature's smallest numbers, ascending."""
    count = min(len(of) // _SIZE, first)
    return struct.unpack_from(f"<{count}I", of)
