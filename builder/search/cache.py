"""What the last build knew of every document, so that the next one reads changed ones only.

The cache makes a build quicker and never different: it may be deleted at any time, and it is left
aside when it does not belong to the index in the folder or was made by other rules.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final

from builder.arabic.key import analysis
from builder.search.documents import AnalysedDocument, Card, Occurrence

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FILE: Final = "search.sqlite"
_VERSION: Final = 1
_NO_NUMBER: Final = -1
"""Stands in the table until the numbers are known."""
_TABLES: Final = """
CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value TEXT);
CREATE TABLE IF NOT EXISTS documents (
    url TEXT PRIMARY KEY, fingerprint TEXT, number INTEGER, length INTEGER, analysed BLOB
) WITHOUT ROWID;
"""


def fingerprint(document: Mapping[str, Any]) -> str:
    """Return a hash of all that the index uses of `document`."""
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, default=list)
    return blake2b(text.encode(errors="surrogatepass"), digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one document without reading it."""

    fingerprint: str
    number: int
    length: int


class Cache:
    """The documents of the last build, and those of the build under way."""

    def __init__(self, folder: Path, root: bytes) -> None:
        """Open the cache in `folder`; `root` is the index's root file, b"" where there is none."""
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / FILE
        self._database = self._open()
        self.known: Mapping[str, Known] = self._load(root)
        """What is known by address; empty where nothing can be trusted."""
        self._put: set[str] = set()

    def analysed(self, url: str) -> AnalysedDocument:
        """Return a known document as it was indexed."""
        query = "SELECT analysed FROM documents WHERE url = ?"
        return _unpack(self._database.execute(query, (url,)).fetchone()[0])

    def put(self, print_: str, document: AnalysedDocument) -> None:
        """Keep a new or changed document."""
        url = document.card.url
        self._put.add(url)
        row = (url, print_, _NO_NUMBER, document.length, _pack(document))
        self._database.execute("INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?, ?)", row)

    def finish(self, root: bytes, numbers: Mapping[str, int]) -> None:
        """Set the numbers, forget documents without one, and bind the cache to the new root."""
        gone = [(url,) for url in self.known if url not in numbers]
        self._database.executemany("DELETE FROM documents WHERE url = ?", gone)
        moved = [
            (number, url)
            for url, number in numbers.items()
            if url in self._put or self.known[url].number != number
        ]
        self._database.executemany("UPDATE documents SET number = ? WHERE url = ?", moved)
        self._database.execute("DELETE FROM about")
        about = self._about(root)
        self._database.executemany("INSERT INTO about VALUES (?, ?)", about.items())
        self._database.commit()
        self._database.close()

    def _open(self) -> sqlite3.Connection:
        database = sqlite3.connect(self._path)
        try:
            database.executescript(_TABLES)
        except sqlite3.DatabaseError:  # not a database: a half-written file, or somebody else's
            database.close()
            self._path.unlink()
            database = sqlite3.connect(self._path)
            database.executescript(_TABLES)
        return database

    def _load(self, root: bytes) -> Mapping[str, Known]:
        about = dict(self._database.execute("SELECT name, value FROM about"))
        if about != self._about(root):
            self._database.execute("DELETE FROM documents")
            return {}
        query = "SELECT url, fingerprint, number, length FROM documents"
        return {url: Known(*row) for url, *row in self._database.execute(query)}

    def _about(self, root: bytes) -> dict[str, str]:
        rules = json.dumps(analysis(), ensure_ascii=False, sort_keys=True)
        return {
            "version": str(_VERSION),
            "rules": blake2b(rules.encode()).hexdigest(),
            "root": blake2b(root).hexdigest(),
        }


def _pack(document: AnalysedDocument) -> bytes:
    card, found = document.card, document.occurrences
    head = [
        card.url,
        card.title,
        card.date,
        card.facets,
        document.length,
        document.leading,
        [*found],
    ]
    text = json.dumps(head, ensure_ascii=False).encode(errors="surrogatepass")
    columns = (
        len(text).to_bytes(4, "big"),
        text,
        bytes(one.level for one in found.values()),
        bytes(one.windows for one in found.values()),
        b"\0".join(one.positions for one in found.values()),
    )
    return zlib.compress(b"".join(columns), 1)


def _unpack(blob: bytes) -> AnalysedDocument:
    data = zlib.decompress(blob)
    start = 4 + int.from_bytes(data[:4], "big")
    head = json.loads(data[4:start].decode(errors="surrogatepass"))
    url, title, date, facets, length, leading, forms = head
    middle, end = start + len(forms), start + 2 * len(forms)
    columns = zip(
        forms, data[start:middle], data[middle:end], data[end:].split(b"\0"), strict=False
    )
    return AnalysedDocument(
        Card(url, title, date, tuple(map(tuple, facets))),
        length,
        {form: Occurrence(level, windows, places) for form, level, windows, places in columns},
        tuple(leading),
    )
