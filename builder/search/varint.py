"""Whole numbers in as few bytes as they need: seven bits a byte, the lowest first."""

from __future__ import annotations

import re
from itertools import accumulate, compress, islice
from operator import sub
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_CONTINUES: Final = 0x80
_ONE: Final = re.compile(rb"[\x80-\xff]*[\x00-\x7f]")
_LAST: Final = bytes(byte < _CONTINUES for byte in range(256))
"""Which bytes are the last of a number."""
_TABLED: Final = 1 << 14
_PAIR: Final = 2
_TABLE: Final = tuple(
    bytes([value]) if value < _CONTINUES else bytes([value & 0x7F | _CONTINUES, value >> 7])
    for value in range(_TABLED)
)
"""All varints of one and two bytes: nearly every number of an index."""


class _Values(dict[bytes, int]):
    """The number of each varint, worked out when it is first met."""

    def __missing__(self, encoded: bytes) -> int:
        self[encoded] = value = decode_varint(encoded)[0]
        return value


_VALUES: Final = _Values()


def encode_varint(value: int) -> bytes:
    r"""Return `value` as a varint.

    >>> encode_varint(5), encode_varint(300)
    (b'\x05', b'\xac\x02')
    """
    if value < _TABLED:
        return _TABLE[value]
    encoded = bytearray()
    while value >= _CONTINUES:
        encoded.append(value & 0x7F | _CONTINUES)
        value >>= 7
    encoded.append(value)
    return bytes(encoded)


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
    return list(data if data.isascii() else map(_VALUES.__getitem__, _ONE.findall(data)))


def varint_ends(data: bytes) -> list[int]:
    """Return where each number of `data` ends, and before all of them where the first begins.

    >>> varint_ends(encode_varint(5) + encode_varint(300))
    [0, 1, 3]
    """
    return [0, *compress(range(1, len(data) + 1), data.translate(_LAST))]


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
    largest = max(steps)
    if largest < _CONTINUES:
        return first + bytes(steps)
    encode = _TABLE.__getitem__ if largest < _TABLED else encode_varint
    return first + b"".join(map(encode, steps))


def decode_differences(data: bytes) -> list[int]:
    """Return the rising numbers that `encode_differences` made into `data`.

    >>> decode_differences(encode_differences([3, 500, 501]))
    [3, 500, 501]
    """
    return list(accumulate(decode_varints(data)))
