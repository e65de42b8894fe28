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
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Final, NewType
from zlib import crc32

from builder.arabic.key import spaced_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

Signature = NewType("Signature", bytes)
"""An article's runs of words as ascending numbers of four bytes each, the smallest first."""
Sketch = tuple[int, ...]
"""The smallest numbers of a signature."""

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
SKETCH: Final = 20
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
    said = spaced_words(text).encode().split()
    runs = map(b" ".join, zip(said, said[1:], said[2:], strict=False))
    numbers = sorted(set(map(crc32, runs)))[:MOST]
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
    sketches = {id_: sketch(one) for id_, one in signatures.items()}
    return nearest(compare(sketches, sketches, signatures.__getitem__))


def compare(
    sketches: Mapping[str, Sketch], wanted: Iterable[str], signature_of: Callable[[str], Signature]
) -> dict[str, list[str]]:
    """Return for each `wanted` article its copies among those before it, in order of `sketches`."""
    signed = cache(signature_of)
    return {
        id_: [other for other in earlier if are_copies(signed(id_), signed(other))]
        for id_, earlier in _candidates(sketches, wanted)
    }


def nearest(earlier: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Return the nearest copies on either side of each article that has any.

    `earlier` holds articles in order, each with its copies before it; none that has any is missing.
    """
    before = {id_: others[-NEAREST:] for id_, others in earlier.items() if others}
    after = defaultdict(list)
    for id_ in before:
        for other in earlier[id_]:
            after[other].append(id_)
    return {
        id_: (*before.get(id_, ()), *after.get(id_, ())[:NEAREST]) for id_ in {**after, **before}
    }


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


def are_much_alike(one: Signature, other: Signature) -> bool:
    """Tell whether two texts share half of the longer, as copies do, however short they are.

    >>> here = signature("افتتحت الوزارة جسرا جديدا فوق النهر")
    >>> are_much_alike(here, signature("افتتحت الوزارة جسرا جديدا فوق الوادي"))
    True
    >>> are_much_alike(here, signature("أغلقت البلدية سوقا قديما قرب القلعة"))
    False
    """
    shorter, longer = _as_far_as_known(_numbers(one), _numbers(other))
    return len(set(shorter).intersection(longer)) >= OF_LONGER * len(longer)


def sketch(of: Signature) -> Sketch:
    """Return the part of a signature by which it is found."""
    return _numbers(of, SKETCH)


def _candidates(
    sketches: Mapping[str, Sketch], wanted: Iterable[str]
) -> Iterator[tuple[str, list[str]]]:
    """Yield `wanted` articles, each with the earlier ones that are worth comparing with it."""
    ids = list(sketches)
    chosen = set(wanted)
    sought = {number for id_ in chosen for number in sketches[id_]}
    having = defaultdict(list)
    for place, numbers in enumerate(sketches.values()):
        for number in sought.intersection(numbers):
            having[number].append(place)
    for place, id_ in enumerate(ids):
        if id_ in chosen:
            latest = [_latest(having[number], place) for number in sketches[id_]]
            together = Counter(chain.from_iterable(latest))
            found = sorted(other for other, count in together.items() if count >= _TOGETHER)
            yield id_, [ids[other] for other in found]


def _latest(places: Sequence[int], before: int) -> Sequence[int]:
    """Return the last of some places `before` one."""
    end = bisect_left(places, before)
    return places[max(0, end - _WINDOW) : end]


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
