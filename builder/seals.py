"""What a cache keeps, under a seal that tells whether it is whole and in its place.

A disk may fail in the middle of a file, and people open files that they do not know. What is kept
of an article and put into another one's place would be published there. So nothing is even decoded
before its seal has been looked at, and what is decoded then is what was kept.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Final
from zlib import crc32

from builder.files import write_if_changed

if TYPE_CHECKING:
    from pathlib import Path

_DIGITS: Final = 8


class DamagedCacheError(Exception):
    """A cache holds something else than what was kept in it; it is to be made anew."""


def sealed(content: bytes, about: str) -> bytes:
    """Return what is kept of `content`, in a place that is named by `about`.

    >>> sealed(b"text", "a")
    b'78bfd13btext'
    """
    return b"%08x%b" % (_seal(content, about), content)


def unsealed(kept: object, about: str) -> bytes:
    """Return what was kept; raise where it is not whole, or was kept in another place."""
    if isinstance(kept, bytes):
        content = kept[_DIGITS:]
        if kept[:_DIGITS] == b"%08x" % _seal(content, about):
            return content
    raise DamagedCacheError(f"broken seal: {about}")


def read_sealed(file: Path) -> bytes:
    """Return what was kept in a file of its own; raise where there is none, or it is damaged.

    A pipe is not even opened: it would keep us waiting.
    """
    try:
        if file.is_file():
            return unsealed(file.read_bytes(), file.name)
    except OSError as error:
        raise DamagedCacheError(str(error)) from error
    raise DamagedCacheError(f"{file.name} is no file")


def write_sealed(file: Path, content: bytes) -> None:
    """Keep something in a file of its own, in the place of whatever is there."""
    if file.is_dir() and not file.is_symlink():
        shutil.rmtree(file)
    write_if_changed(file, sealed(content, file.name))


def _seal(content: bytes, about: str) -> int:
    return crc32(content, crc32(about.encode(errors="surrogatepass")))
