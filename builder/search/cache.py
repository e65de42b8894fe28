"""What the last build knew of every document, so that the next one reads changed ones only.

The cache makes a build quicker and never different: it may be deleted at any time, and it is left
aside when it does not belong to the index in the folder or was made by another builder.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from zlib import crc32

from builder.database import clear_away, connect, judging
from builder.seals import DamagedCacheError, sealed, unsealed
from builder.search.documents import text_of
from builder.world import digest_of_code

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from builder.search.documents import Card

FILE: Final = "search.sqlite"
_TABLES: Final = {
    "about": "name TEXT PRIMARY KEY, value TEXT",
    "documents": "id INTEGER PRIMARY KEY, url TEXT, version TEXT, card BLOB, text BLOB, length INT",
    "words": "id INTEGER PRIMARY KEY, folded BLOB",
}
"""The words are sealed one by one, for few of them are read; the documents all together."""
_DOCUMENTS: Final = """
SELECT count(*), group_concat(
    id || ' ' || url || ' ' || version || ' ' || hex(card) || ' ' || hex(text) || ' ' || length
) FROM (SELECT * FROM documents ORDER BY id)
"""
_AT_ONCE: Final = 500
"""Rows that wait to be written together."""
_BYTE: Final = "windows-1256"
"""Takes nearly all words in half the room."""


class Known(NamedTuple):
    """What is known of one document without reading it."""

    id: int
    version: str
    """What the caller said that its text depends on; empty where nothing was said."""
    card: bytes
    """A hash of its card."""
    text: bytes
    """A hash of its text."""
    length: int


class Cache:
    """The documents of the last build, and those of the build under way."""

    def __init__(self, folder: Path, root: bytes) -> None:
        """Open the cache in `folder`; `root` is the index's root file, b"" where there is none.

        A damaged one is made anew. What is read from it later may still show damage.
        """
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / FILE
        self.known: Mapping[str, Known]
        """What is known by address; empty where nothing can be trusted."""
        self.reader: str
        """A digest of the scripts that lie beside the index; empty where nothing can be trusted."""
        try:
            self._database, self.known, self.reader = self._open(root)
        except DamagedCacheError:
            clear_away(self._path)
            self._database, self.known, self.reader = self._open(root)
        self._free = max((one.id for one in self.known.values()), default=0) + 1
        self._replaced: set[str] = set()
        self._documents: list[tuple[int, str, str, bytes, bytes, int]] = []
        self._versions: list[tuple[str, int]] = []
        self._words: list[tuple[int, bytes]] = []

    def has(self, document: Mapping[str, Any], card: Card) -> bool:
        """Tell whether a document is known as it is; its text is read where nothing else tells."""
        known = self.known.get(card.url)
        if known is None or known.card != _hash(repr(card)):
            return False
        version = document.get("version", "")
        if version and version == known.version:
            return True
        if known.text != _hash(text_of(document)):
            return False
        self._versions.append((version, known.id))
        return True

    def folded(self, url: str) -> str:
        """Return the words of a known document as it was indexed."""
        query = "SELECT folded FROM words WHERE id = ?"
        with judging(self._path):
            found = self._database.execute(query, (self.known[url].id,)).fetchone()
        return _unpack(unsealed(found and found[0], url))

    def put(
        self, document: Mapping[str, Any], card: Card, text: str, tokens: tuple[str, int]
    ) -> None:
        """Keep a new or changed document with its words, folded, and how many they are.

        The old one stays until the build is finished.
        """
        url, (folded, length) = card.url, tokens
        id_, self._free = self._free, self._free + 1
        if url in self.known:
            self._replaced.add(url)
        prints = _hash(repr(card)), _hash(text)
        self._documents.append((id_, url, document.get("version", ""), *prints, length))
        self._words.append((id_, sealed(_pack(folded), url)))
        if len(self._documents) >= _AT_ONCE:
            self._write()

    def finish(self, root: bytes, urls: Collection[str], reader: str) -> None:
        """Forget what is not of `urls` or was put anew, and bind the cache to the new root."""
        self._write()
        gone = [
            (one.id,) for url, one in self.known.items() if url in self._replaced or url not in urls
        ]
        with judging(self._path):
            run, run_all = self._database.execute, self._database.executemany
            run_all("DELETE FROM documents WHERE id = ?", gone)
            run_all("DELETE FROM words WHERE id = ?", gone)
            run_all("UPDATE documents SET version = ? WHERE id = ?", self._versions)
            run("DELETE FROM about")
            seal = _seal_of_documents(self._database)
            about = {**_about(root), "reader": reader, "documents": seal}
            run_all("INSERT INTO about VALUES (?, ?)", about.items())
            self._database.commit()
        self._database.close()

    def abandon(self) -> None:
        """Forget what the build put here: it did not come to its end."""
        self._database.close()

    def _write(self) -> None:
        with judging(self._path):
            run_all = self._database.executemany
            run_all("INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?)", self._documents)
            run_all("INSERT INTO words VALUES (?, ?)", self._words)
        self._documents.clear()
        self._words.clear()

    def _open(self, root: bytes) -> tuple[sqlite3.Connection, Mapping[str, Known], str]:
        with judging(self._path):
            database = connect(self._path)
            try:
                database.execute("BEGIN EXCLUSIVE")
                return database, *_load(database, root)
            except BaseException:
                database.close()
                raise


def _load(database: sqlite3.Connection, root: bytes) -> tuple[Mapping[str, Known], str]:
    """Return what a cache knows of the index with a root, and the digest of its scripts.

    An empty one is made of another index's.
    """
    for table, columns in _TABLES.items():
        database.execute(f"CREATE TABLE IF NOT EXISTS {table} ({columns})")
    about = dict(database.execute("SELECT name, value FROM about"))
    seal, reader = about.pop("documents", None), about.pop("reader", "")
    if about != _about(root):
        for table, columns in _TABLES.items():
            database.execute(f"DROP TABLE {table}")  # theirs may have other columns
            database.execute(f"CREATE TABLE {table} ({columns})")
        return {}, ""
    if seal != _seal_of_documents(database):
        raise DamagedCacheError("broken seal: documents")
    query = "SELECT url, id, version, card, text, length FROM documents"
    return {url: Known(*row) for url, *row in database.execute(query)}, reader


def _seal_of_documents(database: sqlite3.Connection) -> str:
    count, listed = database.execute(_DOCUMENTS).fetchone()
    return f"{count} {crc32((listed or '').encode())}"


def _about(root: bytes) -> dict[str, str]:
    return {
        "code": digest_of_code(),
        "root": blake2b(root).hexdigest(),
    }


def _hash(text: str) -> bytes:
    return blake2b(text.encode(errors="surrogatepass"), digest_size=16).digest()


def _pack(folded: str) -> bytes:
    try:
        return b"\0" + folded.encode(_BYTE)
    except UnicodeEncodeError:
        return b"\1" + folded.encode(errors="surrogatepass")


def _unpack(blob: bytes) -> str:
    return blob[1:].decode(errors="surrogatepass") if blob[0] else blob[1:].decode(_BYTE)
