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
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from builder.model import FrontMatter, Image, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from builder.duplicates import Signature
    from builder.files import Mark
    from builder.likeness import Gist

T = TypeVar("T")

CACHE: Final = ".cache"
"""Folder below the project for what makes the next run quicker."""
FILE: Final = "builder.sqlite"
FORM: Final = "4"
"""Raised by hand when the tables change."""
WAIT: Final = 600
"""Seconds that a second run waits for the first."""
_TABLES: Final = """
CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS records (path TEXT PRIMARY KEY, key TEXT, outcome TEXT);
CREATE TABLE IF NOT EXISTS texts (path TEXT PRIMARY KEY, text TEXT, body TEXT, signature BLOB);
CREATE TABLE IF NOT EXISTS outputs (
    path TEXT PRIMARY KEY, origin TEXT, size INTEGER, modified INTEGER
) WITHOUT ROWID;
"""
_FIELDS: Final = tuple(field.name for field in fields(FrontMatter))
_DATE: Final = _FIELDS.index("date")
_MOMENTS: Final = tuple(map(_FIELDS.index, ("published", "updated")))
_IMAGES: Final = _FIELDS.index("images")
_TUPLES: Final = tuple(
    _FIELDS.index(field.name) for field in fields(FrontMatter) if field.default == ()
)


class DamagedStoreError(Exception):
    """The store cannot be read where it should be; it can be made anew."""


@dataclass(frozen=True, slots=True)
class Record:
    """The outcome of reading one raw file; without front matter it was not fit to be published."""

    path: str
    key: str
    """Digest of everything that the outcome was made from."""
    front_matter: FrontMatter | None
    problems: tuple[Problem, ...]
    takedown: str | None = None
    gist: Gist = ()
    """What the article says it is about."""


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

    def __init__(self, folder: Path | None, world: str, reading: str = "") -> None:
        """Open the store in `folder`, or one in memory.

        `world` is what every output depends on, and `reading` the part of it that every record
        does. Records of another one are forgotten. The outputs stay: they say what lies in `docs/`.
        """
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
        if self._about("reading") != reading:
            self._database.execute("DELETE FROM records")
            self._database.execute("DELETE FROM texts")
        self._database.execute("INSERT OR REPLACE INTO about VALUES ('reading', ?)", (reading,))
        self.before: Mapping[str, Record] = dict(self._records())
        """The records of the last run, by path."""
        self.outputs: Mapping[str, Output] = dict(self._outputs())
        """The outputs of the last run, by path below `docs/`."""
        self.notes: dict[str, str] = dict(self._database.execute("SELECT name, value FROM notes"))
        """What the last run noted of the collection as a whole, by name."""

    def keep(self, record: Record, body: str, text: str, signature: Signature) -> None:
        """Keep a record with its page's body, the text that is searched, and its signature."""
        row = (record.path, record.key, _dump(record))
        self._database.execute("INSERT OR REPLACE INTO records VALUES (?, ?, ?)", row)
        texts = (record.path, text, body, signature)
        self._database.execute("INSERT OR REPLACE INTO texts VALUES (?, ?, ?, ?)", texts)

    def forget(self, paths: Iterable[str]) -> None:
        """Forget the records of raw files that are gone."""
        rows = [(path,) for path in paths]
        self._database.executemany("DELETE FROM records WHERE path = ?", rows)
        self._database.executemany("DELETE FROM texts WHERE path = ?", rows)

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

    def _about(self, name: str) -> str | None:
        row = self._database.execute("SELECT value FROM about WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def _records(self) -> Iterable[tuple[str, Record]]:
        rows = self._database.execute("SELECT path, key, outcome FROM records").fetchall()
        outcomes = json.loads(
            f"[{','.join([row[2] for row in rows])}]"
        )  # at once is twice as quick
        for (path, key, _), outcome in zip(rows, outcomes, strict=True):
            yield path, _load(path, key, outcome)

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


def _dump(record: Record) -> str:
    problems = [(p.code, p.line, p.values, p.in_sidecar) for p in record.problems]
    article = record.front_matter
    values = article and [getattr(article, name) for name in _FIELDS]
    if article and values:
        values[_IMAGES] = [(image.name, image.caption, image.credit) for image in article.images]
    outcome = (values, problems, record.takedown, " ".join(record.gist))
    return json.dumps(outcome, ensure_ascii=False, default=date.isoformat)


def _load(path: str, key: str, outcome: list[Any]) -> Record:
    values, said, takedown, gist = outcome
    problems = tuple(
        Problem(code, line, tuple((name, text) for name, text in values), in_sidecar)
        for code, line, values, in_sidecar in said
    )
    front_matter = None if values is None else _front_matter(values)
    return Record(path, key, front_matter, problems, takedown, tuple(gist.split()))


def _front_matter(values: list[Any]) -> FrontMatter:
    """Turn what `_dump` wrote back into the front matter."""
    values[_DATE] = date.fromisoformat(values[_DATE])
    for at in _MOMENTS:
        if values[at] is not None:
            values[at] = datetime.fromisoformat(values[at])
    if values[_IMAGES]:
        values[_IMAGES] = [Image(*image) for image in values[_IMAGES]]
    for at in _TUPLES:
        values[at] = tuple(values[at])
    return FrontMatter(*values)
