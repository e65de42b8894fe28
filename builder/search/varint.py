"""Whole numbers in as few bytes as they need: seven bits a byte, the lowest first."""

from __future__ import annotations

from itertools import accumulate, islice
from operator import sub
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_CONTINUES: Final = 0x80
_LAST: Final = bytes(byte < _CONTINUES for byte in range(256))
"""Which bytes are the last of a number."""
_KEPT: Final = 1 << 14
_PAIR: Final = 2
_FEW: Final = 8
"""Marks that are sought one after another."""


class _Encoded(dict[int, bytes]):
    """The varint of each number; a small one, as nearly all are, is worked out once."""

    def __missing__(self, value: int) -> bytes:
        encoded = bytearray()
        left = value
        while left >= _CONTINUES:
            encoded.append(left & 0x7F | _CONTINUES)
            left >>= 7
        encoded.append(left)
        if value < _KEPT:
            self[value] = bytes(encoded)
        return bytes(encoded)


_ENCODED: Final = _Encoded()


def encode_varint(value: int) -> bytes:
    r"""Return `value` as a varint.

    >>> encode_varint(5), encode_varint(300)
    (b'\x05', b'\xac\x02')
    """
    return _ENCODED[value]


def decode_varint(data: bytes, start: int = 0) -> tuple[int, int]:
    """Return the number at `start` of `data` and where the next one begins.

    >>> decode_varint(encode_varint(300) + b"rest")
    (300, 2)
    """
    value = shift = 0
    while True:
        byte = data[start]
        start += 1
        value |= (byte & 0x7F) << shift
        if byte < _CONTINUES:
            return value, start
        shift += 7


def decode_varints(data: bytes) -> list[int]:
    """Return all numbers of `data`.

    >>> decode_varints(encode_varint(5) + encode_varint(300))
    [5, 300]
    """
    if data.isascii():
        return list(data)
    rest = iter(data)
    return [  # nearly all have one byte or two
        byte
        if byte < _CONTINUES
        else byte - _CONTINUES + (more << 7)
        if (more := next(rest)) < _CONTINUES
        else _long([byte, more], rest)
        for byte in rest
    ]


def _long(begun: list[int], rest: Iterator[int]) -> int:
    """Return the number that has `begun` with two bytes; take its others from the `rest`."""
    while begun[-1] >= _CONTINUES:
        begun.append(next(rest))
    return sum((byte & 0x7F) << 7 * place for place, byte in enumerate(begun))


def cut_varints(data: bytes, counts: Iterable[int]) -> list[int]:
    """Return where so many numbers of `data` end, then so many more; first where all begin.

    >>> cut_varints(encode_varint(5) + encode_varint(300) + encode_varint(7), [2, 1])
    [0, 3, 4]
    """
    if data.isascii():
        return [0, *accumulate(counts)]
    return cut(1, data.translate(_LAST), counts)


def cut(mark: int, data: bytes, counts: Iterable[int]) -> list[int]:
    r"""Return where so many bytes `mark` of `data` end, then so many more; first where all begin.

    >>> cut(1, b"\1\0\0\1\1", [2, 1])
    [0, 4, 5]
    """
    at = 0
    return [0, *[at := end_of(mark, data, count, at) for count in counts]]


def end_of_varints(data: bytes, count: int) -> int:
    """Return where the first `count` numbers of `data` end.

    >>> end_of_varints(encode_varint(5) + encode_varint(300) + b"rest", 2)
    3
    """
    return count if data.isascii() else end_of(1, data.translate(_LAST), count)


def end_of(mark: int, data: bytes, count: int, at: int = 0) -> int:
    r"""Return where the first `count` bytes `mark` of `data` end, from the place `at`.

    >>> end_of(1, b"\1\0\0\1\1", 2)
    4
    """
    while count > _FEW:  # there are not more of them than bytes, so this steps over none
        found = data.count(mark, at, at + count)
        at, count = at + count, count - found
    for _ in range(count):
        at = data.index(mark, at) + 1
    return at


def encode_differences(values: Sequence[int]) -> bytes:
    """Return rising `values` as the varints of what each adds to the one before."""
    if not values:
        return b""
    first = encode_varint(values[0])
    count = len(values)
    if count == 1:
        return first
    if count == _PAIR:
        return first + encode_varint(values[1] - values[0])
    steps = list(map(sub, islice(values, 1, None), values))
    if max(steps) < _CONTINUES:
        return first + bytes(steps)
    return first + b"".join(map(_ENCODED.__getitem__, steps))


def decode_differences(data: bytes) -> list[int]:
    """Return the rising numbers that `encode_differences` made into `data`.

    >>> decode_differences(encode_differences([3, 500, 501]))
    [3, 500, 501]
    """
    return list(accumulate(decode_varints(data)))
