"""What a cache keeps, under a seal that tells whether it is whole and in its place.

A disk may fail in the middle of a file, and people open files that they do not know. What is kept
of an article and put into another one's place would be published there. So nothing is even decoded
before its seal has been looked at, and what is decoded then is what was kept.
"""

from __future__ import annotations

from typing import Final
from zlib import crc32

_DIGITS: Final = 8


class DamagedCacheError(Exception):
    """A cache holds something else than what was kept in it; it is to be made anew."""


def sealed(content: bytes, about: str = "") -> bytes:
    """Return what is kept of `content`, in a place that is named by `about`.

    >>> sealed(b"text", "a")
    b'78bfd13btext'
    """
    return b"%08x%b" % (_seal(content, about), content)


def unsealed(kept: object, about: str = "") -> bytes:
    """Return what was kept; raise where it is not whole, or was kept in another place."""
    if isinstance(kept, bytes):
        content = kept[_DIGITS:]
        if kept[:_DIGITS] == b"%08x" % _seal(content, about):
            return content
    raise DamagedCacheError(f"broken seal: {about}" if about else "broken seal")


def _seal(content: bytes, about: str) -> int:
    return crc32(content, crc32(about.encode(errors="surrogatepass")))
