"""Digests of what files hold, remembered by how the files look.

To read ten thousand raw files takes longer than all that one changed article gives to do. A file
that is written into, replaced or given another time gets a new time of change (`ctime`), which
nobody can set, so one that looks as it did holds what it held; but for one that a program keeps
mapped in memory. Only what had come to rest before it was looked at is remembered: within one tick
of the clock, a file may change and look the same.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from builder.packing import columns, pack, rows, unpack
from builder.seals import DamagedCacheError, read_sealed, write_sealed

if TYPE_CHECKING:
    from pathlib import Path

FILE: Final = "contents.packed"
_SECOND: Final = 1_000_000_000
_SIZE: Final = sha256().digest_size

Look = tuple[int, int, int, int]
"""A file's size, its times of modification and of change, and its number."""
Held = tuple[int | None, bytes | None]
"""A file's size, and a digest of what it holds."""


class Contents:
    """What files held the last time, and what they hold now; everything goes by their paths."""

    def __init__(self, folder: Path, *, keep: bool) -> None:
        """Read what is remembered in `folder`; with `keep`, it is to be brought up to date."""
        self._file = folder / FILE
        self._known: dict[str, tuple[Look, bytes]] = {}
        with suppress(DamagedCacheError, ValueError, TypeError):
            table, digests = unpack(read_sealed(self._file))
            each = [digests[at : at + _SIZE] for at in range(0, len(digests), _SIZE)]
            looks = rows(table, 4)
            self._known = {p: (one, held) for (p, one), held in zip(looks, each, strict=True)}
        self._now: dict[str, tuple[Look, bytes]] = {}
        self._begun, self._device = _tick(self._file) if keep else (0, 0)

    def held(self, path: str, entry: os.DirEntry[str], most: int) -> Held:
        """Return a file's size and a digest of what it holds; nothing of what is no regular file.

        No digest, where it holds more than `most`.
        """
        try:
            found = entry.stat(follow_symlinks=False)
            if not stat.S_ISREG(found.st_mode):  # what a link leads to is for the run to judge
                return None, None
            size = found.st_size
            if size > most:
                return size, None
            look = (size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
            known = self._known.get(path)
            if known is None or known[0] != look:
                with open(entry.path, "rb", buffering=0) as file:  # noqa: PTH123 - the quickest
                    known = look, sha256(file.read()).digest()
        except OSError:
            return None, None
        if look[2] < self._begun and found.st_dev == self._device and look[2] % _SECOND:
            self._now[path] = known
        return size, known[1]

    def keep(self) -> None:
        """Remember what was looked at, for the next run."""
        if self._begun and self._now != self._known:
            table = columns({path: look for path, (look, _) in self._now.items()})
            packed = pack((table, b"".join([held for _, held in self._now.values()])))
            with suppress(OSError):  # it need not be kept
                write_sealed(self._file, packed)


def _tick(file: Path) -> tuple[int, int]:
    """Return what the clock of a disk says, and which disk that is; 0 where nobody can tell.

    On Windows, the time of change is that of creation.
    """
    if os.name == "posix":
        with suppress(OSError):
            if file.is_symlink():  # another disk's clock, or nowhere
                file.unlink()
            os.utime(file) if file.exists() else file.touch()
            found = file.stat()
            return found.st_ctime_ns, found.st_dev
    return 0, 0
