"""What the last run read and wrote, in one SQLite file that may be deleted at any time.

It makes a run quicker and never different. Every entry is bound to a digest of what it was made
from; nothing is trusted by its date. All that one run learns is kept in one transaction, so a run
that is killed leaves the store of the run before, and a second run waits until the first has ended.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypeVar, cast

from builder.records import dump, load

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from builder.asked import Trace
    from builder.concerned import Basis, Change
    from builder.duplicates import Signature
    from builder.files import Mark
    from builder.records import Record

T = TypeVar("T")

CACHE: Final = ".cache"
"""Folder below the project for what makes the next run quicker."""
FILE: Final = "builder.sqlite"
FORM: Final = "5"
"""Raised by hand when the tables change."""
WAIT: Final = 600
"""Seconds that a second run waits for the first."""
_TABLES: Final = """
CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS records (path TEXT PRIMARY KEY, key TEXT, outcome TEXT);
CREATE TABLE IF NOT EXISTS texts (path TEXT PRIMARY KEY, text TEXT, body TEXT, signature BLOB);
CREATE TABLE IF NOT EXISTS traces (path TEXT PRIMARY KEY, beside TEXT, questions BLOB);
CREATE TABLE IF NOT EXISTS outputs (
    path TEXT PRIMARY KEY, origin TEXT, size INTEGER, modified INTEGER
) WITHOUT ROWID;
"""
_BY_PATH: Final = ("records", "texts", "traces")


class DamagedStoreError(Exception):
    """The store cannot be read where it should be; it can be made anew."""


@dataclass(frozen=True, slots=True)
class Output:
    """A file that the last run left in `docs/`, as it looked then."""

    origin: str
    """The batch that makes it."""
    size: int
    modified: int
    """Nanoseconds, compared for equality only: another value means that somebody touched it."""

    @property
    def mark(self) -> Mark:
        """Its size and time, as a walk over `docs/` tells them."""
        return self.size, self.modified

    @staticmethod
    def of(origin: str, file: str) -> Output:
        """Return a file as it looks now; one that is not there has the size -1."""
        try:
            found = os.lstat(file)  # `Path` would cost as much again, thousands of times
        except OSError:
            return Output(origin, -1, 0)
        return Output(origin, found.st_size, found.st_mtime_ns)


class Store:
    """The records and outputs of the last run, and those of the run under way."""

    def __init__(
        self, folder: Path | None, world: str, reading: str = "", basis: Basis | None = None
    ) -> None:
        """Open the store in `folder`, or one in memory.

        `world` is what every output depends on, and `reading` the part of it that every record
        does. Records of another one are forgotten, unless its `basis` knows that they would come
        out the same. The outputs stay: they say what lies in `docs/`.
        """
        self._basis = basis
        self._database = self._open(folder)
        try:
            self._recall(world, reading or world)
        except (sqlite3.DatabaseError, ValueError, LookupError, TypeError):
            if folder is None:
                raise
            self._database.close()  # damaged inside, as only reading it shows
            self._database = make_anew(folder)
            self._recall(world, reading or world)

    def _recall(self, world: str, reading: str) -> None:
        """Load what the last run left, and note what this one depends on."""
        self.is_same_world = self._about("world") == world
        self._database.execute("INSERT OR REPLACE INTO about VALUES ('world', ?)", (world,))
        change = None
        if self._about("reading") != reading:
            change = self._rebase()
            if change is None:
                for table in _BY_PATH:
                    self._database.execute(f"DELETE FROM {table}")  # noqa: S608 - of our own
        self._database.execute("INSERT OR REPLACE INTO about VALUES ('reading', ?)", (reading,))
        self.reading = reading
        """What every record depends on besides its raw file."""
        self.before: Mapping[str, Record] = dict(self._records())
        """The records of the last run, by path."""
        if change is not None:
            self._outdate(change)
        self.outputs: Mapping[str, Output] = dict(self._outputs())
        """The outputs of the last run, by path below `docs/`."""
        self.notes: dict[str, str] = dict(self._database.execute("SELECT name, value FROM notes"))
        """What the last run noted of the collection as a whole, by name."""

    def keep(
        self, record: Record, body: str, text: str, signature: Signature, trace: Trace
    ) -> None:
        """Keep a record with its page's body, the searched text, its signature and its trace."""
        row = (record.path, record.key, dump(record))
        self._database.execute("INSERT OR REPLACE INTO records VALUES (?, ?, ?)", row)
        texts = (record.path, text, body, signature)
        self._database.execute("INSERT OR REPLACE INTO texts VALUES (?, ?, ?, ?)", texts)
        traces = (record.path, *trace)
        self._database.execute("INSERT OR REPLACE INTO traces VALUES (?, ?, ?)", traces)

    def forget(self, paths: Iterable[str]) -> None:
        """Forget the records of raw files that are gone."""
        rows = [(path,) for path in paths]
        for table in _BY_PATH:
            self._database.executemany(f"DELETE FROM {table} WHERE path = ?", rows)  # noqa: S608

    def body(self, path: str) -> str:
        """Return the body of the page that a raw file became."""
        return self._column("body", path, str)

    def text(self, path: str) -> str:
        """Return the text by which an article is found."""
        return self._column("text", path, str)

    def signature(self, path: str) -> Signature:
        """Return the signature by which an article's copies are found."""
        return cast("Signature", self._column("signature", path, bytes))

    def signatures(self) -> dict[str, Signature]:
        """Return the signatures by which copies are found, by path of the raw file."""
        try:
            return dict(self._database.execute("SELECT path, signature FROM texts"))
        except sqlite3.DatabaseError as error:
            raise DamagedStoreError from error

    def close(self, outputs: Mapping[str, Output]) -> None:
        """Keep what the run wrote, and everything else that it learned, in one step."""
        gone = [(path,) for path in self.outputs.keys() - outputs.keys()]
        self._database.executemany("DELETE FROM outputs WHERE path = ?", gone)
        rows = [
            (path, o.origin, o.size, o.modified)
            for path, o in outputs.items()
            if self.outputs.get(path) != o
        ]
        self._database.executemany("INSERT OR REPLACE INTO outputs VALUES (?, ?, ?, ?)", rows)
        self._database.execute("DELETE FROM notes")
        self._database.executemany("INSERT INTO notes VALUES (?, ?)", self.notes.items())
        self._database.commit()
        self._database.close()

    def abandon(self) -> None:
        """Forget what the run learned: it did not come to its end."""
        self._database.rollback()
        self._database.close()

    def _open(self, folder: Path | None) -> sqlite3.Connection:
        if folder is None:
            return _connect(":memory:")
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / FILE
        try:
            database = _connect(str(path))
            form = database.execute("SELECT value FROM about WHERE name = 'form'").fetchone()
            if form == (FORM,):
                return database
            database.close()
        except sqlite3.DatabaseError as error:  # not a database, or one that was cut off
            if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:  # another run's, and still in use
                raise
        return make_anew(folder)

    def _rebase(self) -> Change | None:
        """Put this run's basis in the place of the last one's; return how they differ."""
        if self._basis is None:
            return None
        query = "SELECT value FROM about WHERE name = 'basis'"
        kept = self._database.execute(query).fetchone()
        row = (self._basis.dump(),)
        self._database.execute("INSERT OR REPLACE INTO about VALUES ('basis', ?)", row)
        return None if kept is None else self._basis.change_since(kept[0])

    def _outdate(self, change: Change) -> None:
        """Take the key off the records that may come out otherwise now, so that they do not hold.

        They are still what the last run published.
        """
        query = "SELECT path, questions, beside, text FROM traces JOIN texts USING (path)"
        concerned = {
            path
            for path, questions, beside, text in self._database.execute(query)
            if change.concerns(questions, f"{beside}\n{text}", self.before[path].problems)
        }
        rows = [(path,) for path in concerned]
        self._database.executemany("UPDATE records SET key = '' WHERE path = ?", rows)
        self.before = {
            path: replace(one, key="") if path in concerned else one
            for path, one in self.before.items()
        }

    def _about(self, name: str) -> str | None:
        row = self._database.execute("SELECT value FROM about WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def _records(self) -> Iterable[tuple[str, Record]]:
        rows = self._database.execute("SELECT path, key, outcome FROM records").fetchall()
        outcomes = json.loads(
            f"[{','.join([row[2] for row in rows])}]"
        )  # at once is twice as quick
        for (path, key, _), outcome in zip(rows, outcomes, strict=True):
            yield path, load(path, key, outcome)

    def _outputs(self) -> Iterable[tuple[str, Output]]:
        for path, *rest in self._database.execute("SELECT * FROM outputs"):
            yield path, Output(*rest)

    def _column(self, name: str, path: str, kind: type[T]) -> T:
        query = f"SELECT {name} FROM texts WHERE path = ?"  # noqa: S608 - a name of our own
        try:
            (found,) = self._database.execute(query, (path,)).fetchone()
        except (sqlite3.DatabaseError, TypeError) as error:
            raise DamagedStoreError from error
        if not isinstance(found, kind):
            raise DamagedStoreError
        return found


def make_anew(folder: Path) -> sqlite3.Connection:
    """Open a new store in the place of whatever is there."""
    file = folder / FILE
    if file.is_dir() and not file.is_symlink():
        shutil.rmtree(file)
    file.unlink(missing_ok=True)
    return _connect(str(file))


def _connect(name: str) -> sqlite3.Connection:
    """Open a database and hold it alone: a second run waits here until the first has ended."""
    database = sqlite3.connect(name, timeout=WAIT, isolation_level=None)
    database.execute("PRAGMA journal_mode = DELETE")
    database.execute("BEGIN EXCLUSIVE")
    for statement in _TABLES.split(";"):
        database.execute(statement)
    database.execute("INSERT OR IGNORE INTO about VALUES ('form', ?)", (FORM,))
    return database
