"""One build at a time: a second one waits here until the first has ended, however it ends."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Final

from builder.store import CACHE, WAIT

if TYPE_CHECKING:
    from builder.config import Config

FILE: Final = "turn.sqlite"


class Turn:
    """The right to build a collection, held until it is given up or the process is gone.

    The lock of an empty database: it works alike on every system, and no dead process can hold it.
    """

    def __init__(self, config: Config) -> None:
        """Wait for the turn, and take it."""
        folder = config.project / CACHE
        folder.mkdir(parents=True, exist_ok=True)
        self._database = sqlite3.connect(folder / FILE, timeout=WAIT, isolation_level=None)
        try:
            self._database.execute("BEGIN EXCLUSIVE")
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_NOTADB:
                raise
            (folder / FILE).write_bytes(b"")  # somebody wrote over it; it holds nothing but a lock
            self._database.execute("BEGIN EXCLUSIVE")

    def close(self) -> None:
        """Give the turn up."""
        self._database.close()
