"""The index's files: gzip under names that follow from their contents.

Only `index.bin`, the root, keeps its name from build to build; it names all others. A browser that
has an old root finds old blocks in its cache or none at all, never new ones that do not fit.

A name is a hash of the block's first key, which the root has anyway, and a version: a hash of what
the block holds. The root grows by every digit of a version, so it is short: the first key tells a
block from all others, and the version only from what the same block was before. Of two states of
one block, one pair in a million shares a version.

The files are called `.bin` because servers meddle with `.gz`: some send it as an encoding, some as
a type, and the reader cannot know which. `js/files.js` looks for gzip's first bytes and unpacks
what still is packed.
"""

from __future__ import annotations

import os
import re
import zlib
from hashlib import blake2b
from itertools import groupby, repeat
from typing import TYPE_CHECKING, Any, Final

from builder.files import write_if_changed, write_whole
from builder.search.letters import from_json, to_json

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import TypeAlias

    Part: TypeAlias = Sequence[bytes]
    """What one file holds, in columns: each is compressed by statistics of its own."""


class Numbers(bytes):
    """A column in which hardly any run of bytes comes twice: to look for one costs time and room.

    Where none is sought, every byte is written by how common it is.
    """


ROOT: Final = "index.bin"

_NAME: Final = re.compile(r"[0-9a-v]{10,14}\.bin")
"""The names of this and of earlier formats."""
_HEADER: Final = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
"""Gzip's header with no time, no file name and no system, so that all machines write the same."""
_LEVEL: Final = 6
"""The highest level takes a quarter longer, for a byte in three thousand."""
_GZIP: Final = 16 + zlib.MAX_WBITS
_DIGITS: Final = "0123456789abcdefghijklmnopqrstuv"
"""Signs that no file system takes for one another."""
VERSION_DIGITS: Final = 4
_SPREAD: Final = 0x01000193
_PLACE_MASK: Final = 0xFFFFFFFF
SUFFIXES: Final = ("", "b", "c", "d", "e", "f", "g", "h")


class DamagedIndexError(Exception):
    """A file of the index is missing or does not read; the index must be built again."""


class IndexFiles:
    """The files of one index folder; remembers which are in use, so that the others can go."""

    def __init__(self, folder: Path) -> None:
        """Work in `folder`, which exists."""
        self.folder = folder
        self.there = set(os.listdir(folder))  # noqa: PTH208 - of thousands, the quickest way
        """What lay there before anything was written."""
        self._in_use: set[str] = set()
        self.touched: set[str] = set()
        """Files that may have been written or removed: no other was."""
        self._as_read: dict[bytes, bytes] = {}
        """The parts of the block that was read last, each with the file that held it."""

    def write(self, parts: Sequence[Part], first: str | int = "") -> str:
        """Write the parts of the block that begins with `first`; return the name that they share.

        The first part is written as `NAME.bin`, the next as `NAMEb.bin`, `NAMEc.bin` and so on;
        empty parts are not written.
        """
        digest = blake2b(digest_size=VERSION_DIGITS)
        for part in parts:
            content = b"".join(part)
            digest.update(len(content).to_bytes(8, "big") + content)
        version = "".join(_DIGITS[byte % len(_DIGITS)] for byte in digest.digest())
        name = place_name(first) + version
        for suffix, part in zip(SUFFIXES, parts, strict=False):
            if any(part):
                self._write(f"{name}{suffix}.bin", part)
        return name

    def keep(self, name: str, parts: int) -> None:
        """Keep the parts of a block that has not changed."""
        files = [f"{name}{suffix}.bin" for suffix in SUFFIXES[:parts]]
        self._in_use.update(filter(self.there.__contains__, files))

    def read(self, name: str, parts: int) -> list[bytes]:
        """Return the parts of a block; b"" where one was not written."""
        self._as_read.clear()
        return [self._read(f"{name}{suffix}.bin", needed=not suffix) for suffix in SUFFIXES[:parts]]

    def write_root(self, root: dict[str, Any]) -> None:
        """Write the root, last and at once, then delete what it does not name."""
        write_if_changed(self.path(ROOT), _pack(_in_columns(root)))
        gone = [*filter(_NAME.fullmatch, sorted(self.there - self._in_use))]
        for name in gone:
            os.unlink(self.path(name))  # noqa: PTH108
        self.touched.update((ROOT, *gone))

    def read_root(self) -> dict[str, Any]:
        """Return what `write_root` wrote."""
        root: dict[str, Any] = from_json(self._read(ROOT, needed=True))
        return root

    def root_bytes(self) -> bytes:
        """Return the root file as it is; b"" where there is none."""
        path = self.folder / ROOT
        return path.read_bytes() if path.is_file() else b""

    def path(self, file: str) -> str:
        """Return where `file` stands."""
        return f"{self.folder}/{file}"

    def _write(self, file: str, part: Part) -> None:
        """Put `part` into `file`, unless it is there already.

        A write that is cut short leaves a file that no root names and the next build replaces.
        """
        # Most parts only take another name.
        packed = self._as_read.get(b"".join(part)) or _pack(part)
        if (file in self.there or file in self._in_use) and self._packed(file) == packed:
            self._in_use.add(file)
            return
        if file in self._in_use:  # once in millions of builds; any other text makes other names
            raise RuntimeError(f"two blocks of the search index share the name {file}")
        self._in_use.add(file)
        self.touched.add(file)
        write = write_if_changed if file in self.there else write_whole
        write(self.path(file), packed)  # what lies there may be a published file as well

    def _read(self, file: str, *, needed: bool) -> bytes:
        if not needed and file not in self.there:
            return b""
        try:
            packed = self._packed(file)
            content = zlib.decompress(packed, _GZIP)
        except FileNotFoundError:
            raise DamagedIndexError(f"{file} is missing") from None
        except (OSError, zlib.error) as error:
            raise DamagedIndexError(f"{file} does not read: {error}") from error
        self._as_read[content] = packed
        return content

    def _packed(self, file: str) -> bytes:
        with open(self.path(file), "rb", buffering=0) as opened:  # noqa: PTH123 - the quickest
            return opened.read()


def place_name(first: str | int) -> str:
    """Return the beginning of the name of a block that begins with `first`.

    >>> place_name("حقل"), place_name(7)
    ('f4f96591', '37005695')
    """
    units = str(first).encode("utf-16-be")
    place = 0
    for high, low in zip(units[::2], units[1::2], strict=True):
        place = (place ^ (high << 8 | low)) * _SPREAD & _PLACE_MASK
    return f"{place:08x}"


def _in_columns(root: dict[str, Any]) -> Part:
    """Return `root` as JSON, each of its values a column."""
    values = [to_json(name) + b":" + to_json(value) for name, value in root.items()]
    return [b"{" + values[0], *(b"," + value for value in values[1:]), b"}"]


def _pack(part: Part) -> bytes:
    stretches = [(kind, list(columns)) for kind, columns in groupby(part, type)]
    ends = [*repeat(zlib.Z_SYNC_FLUSH, len(stretches) - 1), zlib.Z_FINISH]
    body = b"".join([_deflated(*one, end) for one, end in zip(stretches, ends, strict=True)])
    content = b"".join(part)
    trailer = zlib.crc32(content).to_bytes(4, "little") + len(content).to_bytes(4, "little")
    return _HEADER + body + trailer


def _deflated(kind: type[bytes], columns: Sequence[bytes], end: int) -> bytes:
    """Return columns of one kind as they are compressed."""
    how = zlib.Z_HUFFMAN_ONLY if kind is Numbers else zlib.Z_DEFAULT_STRATEGY
    deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, how)
    *before, last = columns
    body = b"".join([deflate.compress(column) + deflate.flush(zlib.Z_BLOCK) for column in before])
    return body + deflate.compress(last) + deflate.flush(end)
