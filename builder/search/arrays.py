"""Whole columns of numbers at a time, by numpy: for many documents only, since it loads slowly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from typing import TypeAlias

    from numpy.typing import NDArray

    Ints: TypeAlias = NDArray[np.integer[Any]]
    Bytes: TypeAlias = NDArray[np.uint8]
    Truths: TypeAlias = NDArray[np.bool_]

_BITS = 7
_CONTINUES = 1 << _BITS


def beginnings(*columns: Ints) -> Ints:
    """Return where rows begin that differ from the row before.

    >>> beginnings(np.array([5, 5, 5, 7]), np.array([1, 1, 2, 2])).tolist()
    [0, 2, 3]
    """
    new = np.zeros(len(columns[0]), bool)
    new[:1] = True
    for column in columns:
        new[1:] |= column[1:] != column[:-1]
    return np.flatnonzero(new)


def lengths(first: Ints, end: int) -> Ints:
    """Return how long the stretches are that begin at `first` and fill everything up to `end`.

    >>> lengths(np.array([0, 2, 3]), 7).tolist()
    [2, 1, 4]
    """
    return np.diff(first, append=end)


def steps(values: Ints, first: Ints) -> Ints:
    """Return what each of `values` adds to the one before; those at `first` add to nothing.

    >>> steps(np.array([3, 500, 7, 9]), np.array([0, 2])).tolist()
    [3, 497, 7, 2]
    """
    added = np.diff(values, prepend=0)
    added[first] = values[first]
    return added


def ranks(order: Ints) -> Ints:
    """Return the place of each number in `order`, which has all from zero on."""
    places = np.empty(len(order), np.int64)
    places[order] = np.arange(len(order))
    return places


def varint_sizes(values: Ints) -> Bytes:
    """Return how many bytes each of `values` takes as a varint."""
    sizes = np.ones(len(values), np.uint8)
    least, most = _CONTINUES, values.max(initial=0)
    while least <= most:
        sizes += values >= least
        least <<= _BITS
    return sizes


def put_varints(out: Bytes, at: Ints, values: Ints) -> None:
    """Write `values` into `out` as varints that begin `at` these places.

    >>> out = np.zeros(4, np.uint8)
    >>> put_varints(out, np.array([0, 2]), np.array([300, 5]))
    >>> out.tolist()
    [172, 2, 5, 0]
    """
    while len(values):
        longer = np.flatnonzero(values >= _CONTINUES)
        out[at] = values & _CONTINUES - 1
        out[at[longer]] |= _CONTINUES
        at, values = at[longer] + 1, values[longer] >> _BITS


def varints(values: Ints) -> tuple[bytes, Ints]:
    r"""Return `values` as varints, and where each of them ends.

    >>> varints(np.array([5, 300]))
    (b'\x05\xac\x02', array([1, 3]))
    """
    sizes = varint_sizes(values)
    ends = np.cumsum(sizes, dtype=np.int64)
    out = np.empty(int(sizes.sum(dtype=np.int64)), np.uint8)
    put_varints(out, ends - sizes, values)
    return out.tobytes(), ends
