"""What the last run read and wrote, in one SQLite file that may be deleted at any time.

It makes a run quicker and never different. Every entry is bound to a digest of what it was made
from, a raw file's to what it holds (`builder.contents` knows which need not be opened). All that
one run learns is kept in one transaction, so a run that is killed leaves the store of the run
before, and a second run waits until the first has ended.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Final, cast
from uuid import uuid4
from zlib import crc32

from builder.database import connect, judging
from builder.memory import Memory
from builder.outputs import Output, pack_outputs, unpack_outputs
from builder.records import dump, load
from builder.seals import DamagedCacheError, sealed, unsealed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from builder.asked import Trace
    from builder.concerned import Basis, Change
    from builder.duplicates import Signature
    from builder.records import Record

FILE: Final = "builder.sqlite"
FORM: Final = 9
"""Raised by hand when the tables change."""
_TABLES: Final = {
    "about": "name TEXT PRIMARY KEY, value",
    "notes": "name TEXT PRIMARY KEY, value BLOB",
    "records": "bucket INTEGER PRIMARY KEY, packed BLOB",
    "texts": "path TEXT PRIMARY KEY, text BLOB, body BLOB, signature BLOB",
    "traces": "path TEXT PRIMARY KEY, beside BLOB, questions BLOB",
    "outputs": "id INTEGER PRIMARY KEY, packed BLOB",
}
"""Each blob is sealed; the outputs are one, for they are read and written together.

So are the records of a bucket: every run reads all, and writes those of a few.
"""
_COPIES: Final = "copies"
"""The note that is no text."""
_BY_PATH: Final = ("texts", "traces")
_BUCKETS: Final = 64


class Store:
    """The records and outputs of the last run, and those of the run under way."""

    def __init__(
        self,
        folder: Path | None,
        worlds: tuple[str, str],
        basis: Basis | None = None,
        memory: Memory | None = None,
        *,
        to_keep: bool = True,
    ) -> None:
        """Open the store in `folder`, or one in memory; raise where it is damaged.

        The first of `worlds` is what every output depends on, the second the part of it that every
        record does. Records of another one are forgotten, unless its `basis` knows that they would
        come out the same. The outputs stay: they say what lies in `docs/`. Without `to_keep`,
        nothing is ever written into the file. What `memory` has of the last run need not be read.
        """
        self._memory = memory or Memory()
        self._basis = basis
        self._touched: set[int] = set()
        """Buckets that hold other records now."""
        self._file = None if folder is None else folder / FILE
        with judging(self._file):
            self._database = connect(self._file)
            try:
                _begin(self._database, to_keep=to_keep)
                self._recall(*worlds)
            except BaseException:
                self.abandon()
                raise

    def _recall(self, world: str, reading: str) -> None:
        """Load what the last run left, and note what this one depends on."""
        about = dict(self._database.execute("SELECT name, value FROM about"))
        self.is_same_world = about.get("world") == world
        self._note(world=world)
        change = None
        if about.get("reading") != reading:
            change = self._rebase(about.get("basis"))
            if change is None:
                for table in ("records", *_BY_PATH):
                    self._database.execute(f"DELETE FROM {table}")  # noqa: S608 - of our own
                about["records"] = about["run"] = 0
        self._note(reading=reading)
        self.reading = reading
        """What every record depends on besides its raw file."""
        known = self._memory if self._memory.is_of(about) else None
        self.before = known.records if known else dict(self._records())
        """The records of the last run, by path."""
        if len(self.before) != about.get("records", 0):
            raise DamagedCacheError("records are missing")
        if change is not None:
            self._outdate(change)
        self._records_now = dict(self.before)
        self.outputs: Mapping[str, Output] = {}
        if "outputs" in about:
            self.outputs = known.outputs if known else self._outputs()
        """The outputs of the last run, by path below `docs/`."""
        notes = dict(self._notes())
        self.copies = notes.pop(_COPIES, b"")
        """The copies that the last run found, as `builder.copies` packs them."""
        self.notes = {name: text.decode() for name, text in notes.items()}
        """What the last run noted of the collection as a whole, by name."""

    def keep(
        self, record: Record, body: str, text: str, signature: Signature, trace: Trace
    ) -> None:
        """Keep a record with its page's body, the searched text, its signature and its trace."""
        path = record.path
        self._records_now[path] = record
        self._touched.add(_bucket(path))
        texts = _sealed(path, text=text.encode(), body=body.encode(), signature=signature)
        traces = _sealed(path, beside=trace.beside.encode(), questions=trace.questions)
        with judging(self._file):
            run = self._database.execute
            run("INSERT OR REPLACE INTO texts VALUES (?, ?, ?, ?)", (path, *texts))
            run("INSERT OR REPLACE INTO traces VALUES (?, ?, ?)", (path, *traces))

    def forget(self, paths: Iterable[str]) -> None:
        """Forget the records of raw files that are gone."""
        rows = [(path,) for path in paths]
        for (path,) in rows:
            self._touched.add(_bucket(path))
            self._records_now.pop(path, None)
        with judging(self._file):
            for table in _BY_PATH:
                self._database.executemany(f"DELETE FROM {table} WHERE path = ?", rows)  # noqa: S608

    def body(self, path: str) -> str:
        """Return the body of the page that a raw file became."""
        return self._column("body", path).decode()

    def text(self, path: str) -> str:
        """Return the text by which an article is found."""
        return self._column("text", path).decode()

    def signature(self, path: str) -> Signature:
        """Return the signature by which an article's copies are found."""
        return cast("Signature", self._column("signature", path))

    def signatures(self) -> dict[str, Signature]:
        """Return the signatures by which copies are found, by path of the raw file."""
        with judging(self._file):
            rows = self._database.execute("SELECT path, signature FROM texts").fetchall()
        found = {path: unsealed(kept, f"signature {path}") for path, kept in rows}
        return cast("dict[str, Signature]", found)

    def close(self, outputs: Mapping[str, Output]) -> None:
        """Keep what the run wrote, and everything else that it learned, in one step."""
        notes = {name: text.encode() for name, text in self.notes.items()}
        notes[_COPIES] = self.copies
        noted = [(name, sealed(value, name)) for name, value in notes.items()]
        with judging(self._file):
            run, run_all = self._database.execute, self._database.executemany
            if outputs != self.outputs or not outputs:
                packed = sealed(pack_outputs(outputs), "outputs")
                run("INSERT OR REPLACE INTO outputs VALUES (1, ?)", (packed,))
            run("DELETE FROM notes")
            run_all("INSERT INTO notes VALUES (?, ?)", noted)
            run_all("INSERT OR REPLACE INTO records VALUES (?, ?)", self._packed())
            run_id = uuid4().hex
            self._note(records=len(self._records_now), outputs=1, run=run_id)
            self._database.commit()
        self._memory.take(run_id, self._records_now, outputs)
        self._database.close()

    def abandon(self) -> None:
        """Forget what the run learned: it did not come to its end."""
        with suppress(sqlite3.Error):  # what is not undone here is by whoever opens the file next
            self._database.rollback()
        self._database.close()

    def _rebase(self, kept: object) -> Change | None:
        """Put this run's basis in the place of the last one's; return how they differ."""
        if self._basis is None:
            return None
        self._note(basis=sealed(self._basis.dump(), "basis"))
        return None if kept is None else self._basis.change_since(unsealed(kept, "basis"))

    def _outdate(self, change: Change) -> None:
        """Take the key off the records that may come out otherwise now, so that they do not hold.

        They are still what the last run published.
        """
        concerned = {
            path
            for path, questions, beside, text in self._traced()
            if change.concerns(questions, f"{beside}\n{text}", self.before[path].problems)
        }
        self.before = dict(self.before)
        for path in concerned:
            self.before[path] = replace(self.before[path], key="")
            self._touched.add(_bucket(path))

    def _traced(self) -> Iterable[tuple[str, bytes, str, str]]:
        """Yield the trace of each record, with the text that it goes with."""
        query = """
        SELECT questions, beside, text FROM traces JOIN texts USING (path) WHERE path = ?
        """
        for path in self.before:
            row = self._database.execute(query, (path,)).fetchone() or (None, None, None)
            about = (f"questions {path}", f"beside {path}", f"text {path}")
            questions, beside, text = map(unsealed, row, about)
            yield path, questions, beside.decode(), text.decode()

    def _note(self, **about: object) -> None:
        self._database.executemany("INSERT OR REPLACE INTO about VALUES (?, ?)", about.items())

    def _notes(self) -> Iterable[tuple[str, bytes]]:
        for name, value in self._database.execute("SELECT name, value FROM notes"):
            yield name, unsealed(value, name)

    def _records(self) -> Iterable[tuple[str, Record]]:
        rows = self._database.execute("SELECT bucket, packed FROM records").fetchall()
        try:
            for bucket, packed in rows:
                for record in load(unsealed(packed, f"records {bucket}")):
                    yield record.path, record
        except ValueError as error:  # another Python's, whose world is another
            raise DamagedCacheError(str(error)) from error

    def _packed(self) -> Iterable[tuple[int, bytes]]:
        """Yield the buckets that were touched, packed."""
        held: dict[int, list[Record]] = {bucket: [] for bucket in self._touched}
        for path, record in self._records_now.items() if held else ():
            if (bucket := _bucket(path)) in held:
                held[bucket].append(record)
        for bucket, records in held.items():
            yield bucket, sealed(dump(records), f"records {bucket}")

    def _outputs(self) -> Mapping[str, Output]:
        """Return the outputs, all at once; none of another Python, where everything is made again.

        A page that nobody knew would be taken for nobody's.
        """
        packed = self._database.execute("SELECT packed FROM outputs").fetchone()
        with suppress(ValueError):
            return unpack_outputs(unsealed(packed and packed[0], "outputs"))
        return {}

    def _column(self, name: str, path: str) -> bytes:
        query = f"SELECT {name} FROM texts WHERE path = ?"  # noqa: S608 - a name of our own
        with judging(self._file):
            found = self._database.execute(query, (path,)).fetchone()
        return unsealed(found and found[0], f"{name} {path}")


def note(folder: Path, name: str, value: str) -> None:
    """Note something of the last run, whose store is closed already."""
    with judging(folder / FILE), closing(connect(folder / FILE)) as database:
        row = (name, sealed(value.encode(), name))
        database.execute("INSERT OR REPLACE INTO notes VALUES (?, ?)", row)
        database.commit()


def _bucket(path: str) -> int:
    """Return the number of the bucket that a raw file's record is kept in."""
    return crc32(path.encode(errors="surrogatepass")) % _BUCKETS


def _sealed(path: str, **columns: bytes) -> tuple[bytes, ...]:
    """Return the blobs of a row, none of which will pass for another one's."""
    return tuple(sealed(content, f"{name} {path}") for name, content in columns.items())


def _begin(database: sqlite3.Connection, *, to_keep: bool) -> None:
    """Hold a database alone: a second run waits here until the first has ended.

    One of another form, as an older Warraq left it, becomes an empty one of ours.
    """
    database.execute(f"PRAGMA journal_mode = {'DELETE' if to_keep else 'MEMORY'}")
    if not to_keep:
        database.execute("PRAGMA cache_spill = OFF")
    database.execute("BEGIN EXCLUSIVE")
    if database.execute("PRAGMA user_version").fetchone() != (FORM,):
        for table in _TABLES:
            database.execute(f"DROP TABLE IF EXISTS {table}")
        database.execute(f"PRAGMA user_version = {FORM}")
    for table, form in _TABLES.items():
        database.execute(f"CREATE TABLE IF NOT EXISTS {table} ({form})")
