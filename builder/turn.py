"""One build at a time: a second one waits here until the first has ended, however it ends."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Final

from builder.database import clear_away, connect, judging, make_cache_folder
from builder.folders import CACHE
from builder.seals import DamagedCacheError

if TYPE_CHECKING:
    from pathlib import Path

    from builder.config import Config

FILE: Final = "turn.sqlite"


class Turn:
    """The right to build a collection, held until it is given up or the process is gone.

    The lock of an empty database: it works alike on every system, and no dead process can hold it.
    """

    def __init__(self, config: Config) -> None:
        """Wait for the turn, and take it."""
        folder = config.project / CACHE
        make_cache_folder(folder)
        file = folder / FILE
        try:
            self._database = _taken(file)
        except DamagedCacheError:  # somebody wrote over it; it holds nothing but a lock
            if file.is_file():
                file.write_bytes(b"")  # the same file still, for which others may wait
            else:
                clear_away(file)
            self._database = _taken(file)

    def close(self) -> None:
        """Give the turn up."""
        self._database.close()


def _taken(file: Path) -> sqlite3.Connection:
    with judging(file):
        database = connect(file)
        try:
            database.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error:
            database.close()
            raise
        return database
