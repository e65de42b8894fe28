"""What the last build knew of every document, so that the next one reads changed ones only.

The cache makes a build quicker and never different: it may be deleted at any time, and it is left
aside when it does not belong to the index in the folder or was made by another builder.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final

from builder.search.documents import text_of
from builder.world import digest_of_code

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from builder.search.documents import Card

FILE: Final = "search.sqlite"
_TABLES: Final = """
CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value TEXT);
CREATE TABLE IF NOT EXISTS documents (
    id INTEGER PRIMARY KEY, url TEXT, version TEXT, card BLOB, text BLOB, length INTEGER
);
CREATE TABLE IF NOT EXISTS words (id INTEGER PRIMARY KEY, folded BLOB);
"""
_NO_TABLES: Final = """
DROP TABLE about; DROP TABLE documents; DROP TABLE words;
"""
_AT_ONCE: Final = 500
"""Rows that wait to be written together."""
_BYTE: Final = "windows-1256"
"""Takes nearly all words in half the room."""


@dataclass(frozen=True, slots=True)
class Known:
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
        """Open the cache in `folder`; `root` is the index's root file, b"" where there is none."""
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / FILE
        self._database = self._open()
        self.known: Mapping[str, Known] = self._load(root)
        """What is known by address; empty where nothing can be trusted."""
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
        return _unpack(self._database.execute(query, (self.known[url].id,)).fetchone()[0])

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
        self._words.append((id_, _pack(folded)))
        if len(self._documents) >= _AT_ONCE:
            self._write()

    def finish(self, root: bytes, urls: Collection[str]) -> None:
        """Forget what is not of `urls` or was put anew, and bind the cache to the new root."""
        self._write()
        gone = [
            (one.id,) for url, one in self.known.items() if url in self._replaced or url not in urls
        ]
        self._database.executemany("DELETE FROM documents WHERE id = ?", gone)
        self._database.executemany("DELETE FROM words WHERE id = ?", gone)
        self._database.executemany("UPDATE documents SET version = ? WHERE id = ?", self._versions)
        self._database.execute("DELETE FROM about")
        about = self._about(root)
        self._database.executemany("INSERT INTO about VALUES (?, ?)", about.items())
        self._database.commit()
        self._database.close()

    def _write(self) -> None:
        self._database.executemany(
            "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?)", self._documents
        )
        self._database.executemany("INSERT INTO words VALUES (?, ?)", self._words)
        self._documents.clear()
        self._words.clear()

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
            self._database.executescript(_NO_TABLES + _TABLES)  # theirs may have other columns
            return {}
        query = "SELECT url, id, version, card, text, length FROM documents"
        return {url: Known(*row) for url, *row in self._database.execute(query)}

    def _about(self, root: bytes) -> dict[str, str]:
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
