"""A cache in one SQLite file, and what is to be thought of it when it does not do as it is told.

Damage costs time and nothing else: the file is made anew. But a disk that is full, a file of
another user's or one that another run holds is no damage. There the machine refuses, what was
learned is still sound, and a person has to know.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from builder.diagnostics import Diagnostic
from builder.errors import ConfigError
from builder.model import Problem
from builder.seals import DamagedCacheError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DAMAGED: Final = "CACHE01"
"""Code of the warning that a cache was made anew."""
WAIT: Final = 600
"""Seconds that a second run waits for the first."""
_BESIDE: Final = ("", "-journal", "-wal", "-shm")
"""Endings of the files that a database consists of; an old journal would spoil a new one."""
_DAMAGED: Final = frozenset(
    {
        sqlite3.SQLITE_CONSTRAINT,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_ERROR,  # no such table or column
        sqlite3.SQLITE_FORMAT,
        sqlite3.SQLITE_MISMATCH,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_SCHEMA,
    }
)
_HELD: Final = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_CLASS: Final = 0xFF
"""The part of an error code that says of what kind it is."""


class CacheError(ConfigError):
    """A cache cannot be used, and yet it is not damaged."""

    def __init__(self, path: str, code: str, what: str) -> None:
        """Say which file it is, by its path below the project, and what the machine says."""
        values = (("what", what), ("file", path))
        super().__init__((Diagnostic(path, Problem(code, values=values)),))


def make_cache_folder(folder: Path) -> None:
    """Make the folder of the caches; what else has its name may be a person's, and stays."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CacheError(folder.name, "CACHE02", str(error.strerror)) from error


def connect(file: Path | None) -> sqlite3.Connection:
    """Open a database, or one in memory; what is no file of ours is not even tried.

    A pipe would keep whoever opens it waiting, and a link may lead to nowhere.
    """
    if file is None:
        return sqlite3.connect(":memory:", isolation_level=None)
    if not file.is_file() and (file.exists() or file.is_symlink()):
        raise DamagedCacheError(f"{file.name} is no file")
    return sqlite3.connect(file, timeout=WAIT, isolation_level=None)


def clear_away(file: Path) -> None:
    """Remove a database, or whatever is in its place."""
    for ending in _BESIDE:
        each = file.with_name(file.name + ending)
        if each.is_dir() and not each.is_symlink():
            shutil.rmtree(each)
        else:
            each.unlink(missing_ok=True)


@contextmanager
def judging(file: Path | None) -> Iterator[None]:
    """Say of an error whether the database is damaged or the machine refuses.

    A database in memory is damaged by nobody; there it is a bug of ours.
    """
    try:
        yield
    except sqlite3.ProgrammingError:  # of ours too
        raise
    except sqlite3.Error as error:
        if file is None:
            raise
        code = getattr(error, "sqlite_errorcode", None)  # none: what came is not even text
        kind = sqlite3.SQLITE_CORRUPT if code is None else code & _CLASS
        if kind in _DAMAGED:
            raise DamagedCacheError(str(error)) from error
        code = "CACHE03" if kind in _HELD else "CACHE02"
        raise CacheError(f"{file.parent.name}/{file.name}", code, str(error)) from error
