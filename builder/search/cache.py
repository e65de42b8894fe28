"""What the last build knew of every document, so that the next one reads changed ones only.

The cache makes a build quicker and never different: it may be deleted at any time, and it is left
aside when it does not belong to the index in the folder or was made by another builder.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from builder.database import clear_away, connect, judging
from builder.packing import pack, unpack
from builder.seals import DamagedCacheError, sealed, unsealed
from builder.search.documents import text_of
from builder.world import digest_of_code

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from builder.search.documents import Card

FILE: Final = "search.sqlite"
_TABLES: Final = {
    "about": "name TEXT PRIMARY KEY, value TEXT",
    "documents": "packed BLOB",
    "words": "id INTEGER PRIMARY KEY, folded BLOB",
}
"""The words are sealed one by one, for few of them are read; the documents all together."""
_SIZE: Final = 16
_NO_VERSION: Final = bytes(_SIZE)
_AT_ONCE: Final = 500
"""Rows that wait to be written together."""
_BYTE: Final = "windows-1256"
"""Takes nearly all words in half the room."""


class Known(NamedTuple):
    """What is known of one document without reading it."""

    id: int
    """Where its words stand."""
    length: int
    prints: bytes
    """Hashes: of what the caller said that its text depends on, or zeros where nothing was said; of
    its card; and of its text."""

    @property
    def card(self) -> bytes:
        """The hash of its card."""
        return self.prints[_SIZE : 2 * _SIZE]


class Before(NamedTuple):
    """What the last build left, each by the address of a document; empty where nothing is known."""

    known: Mapping[str, Known] = {}
    numbers: Mapping[str, int] = {}
    """In their order."""
    hashes: Mapping[str, int] = {}
    """What the numbers follow from."""
    reader: str = ""
    """A digest of the scripts that lie beside the index."""


class Cache:
    """The documents of the last build, and those of the build under way."""

    def __init__(self, folder: Path, root: bytes) -> None:
        """Open the cache in `folder`; `root` is the index's root file, b"" where there is none.

        A damaged one is made anew. What is read from it later may still show damage.
        """
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / FILE
        self.before: Before
        try:
            self._database, self.before = self._open(root)
        except DamagedCacheError:
            clear_away(self._path)
            self._database, self.before = self._open(root)
        self._free = max((one.id for one in self.before.known.values()), default=0) + 1
        self._now: dict[str, Known] = {}
        """What is known otherwise than before, or was not known then, by address."""
        self._words: list[tuple[int, bytes]] = []

    def has(self, document: Mapping[str, Any], card: Card) -> bool:
        """Tell whether a document is known as it is; its text is read where nothing else tells."""
        if not self.has_card(card):
            return False
        known = self.before.known[card.url]
        version = _version(document)
        if version != _NO_VERSION and known.prints.startswith(version):
            return True
        if not known.prints.endswith(_hash(text_of(document))):
            return False
        self._now[card.url] = known._replace(prints=version + known.prints[_SIZE:])
        return True

    def has_card(self, card: Card) -> bool:
        """Tell whether a document is known with this card, whatever its text was."""
        known = self.before.known.get(card.url)
        return known is not None and known.card == _hash(repr(card))

    def folded(self, url: str) -> str:
        """Return the words of a known document as it was indexed."""
        query = "SELECT folded FROM words WHERE id = ?"
        with judging(self._path):
            found = self._database.execute(query, (self.before.known[url].id,)).fetchone()
        return _unpack(unsealed(found and found[0], url))

    def put(
        self, document: Mapping[str, Any], card: Card, text: str, tokens: tuple[str, int]
    ) -> None:
        """Keep a new or changed document with its words, folded, and how many they are.

        The old one stays until the build is finished.
        """
        url, (folded, length) = card.url, tokens
        id_, self._free = self._free, self._free + 1
        prints = _version(document) + _hash(repr(card)) + _hash(text)
        self._now[url] = Known(id_, length, prints)
        self._words.append((id_, sealed(_pack(folded), url)))
        if len(self._words) >= _AT_ONCE:
            self._write()

    def finish(
        self, root: bytes, numbers: Mapping[str, int], hashes: Mapping[str, int], reader: str
    ) -> None:
        """Forget what has none of the `numbers` or was put anew; bind the cache to the new root."""
        self._write()
        before, now = self.before.known, self._now
        known = [now.get(url) or before[url] for url in numbers]
        stay = {one.id for one in known}
        gone = [(one.id,) for one in before.values() if one.id not in stay]
        with judging(self._path):
            run, run_all = self._database.execute, self._database.executemany
            run_all("DELETE FROM words WHERE id = ?", gone)
            run("DELETE FROM documents")
            run("INSERT INTO documents VALUES (?)", (_dump(numbers, hashes, known),))
            run("DELETE FROM about")
            about = {**_about(root), "reader": reader}
            run_all("INSERT INTO about VALUES (?, ?)", about.items())
            self._database.commit()
        self._database.close()

    def abandon(self) -> None:
        """Forget what the build put here: it did not come to its end."""
        self._database.close()

    def _write(self) -> None:
        with judging(self._path):
            self._database.executemany("INSERT INTO words VALUES (?, ?)", self._words)
        self._words.clear()

    def _open(self, root: bytes) -> tuple[sqlite3.Connection, Before]:
        with judging(self._path):
            database = connect(self._path)
            try:
                database.execute("BEGIN EXCLUSIVE")
                return database, _load(database, root)
            except BaseException:
                database.close()
                raise


def _load(database: sqlite3.Connection, root: bytes) -> Before:
    """Return what a cache knows of the index with a root; an empty one is made of another's."""
    for table, columns in _TABLES.items():
        database.execute(f"CREATE TABLE IF NOT EXISTS {table} ({columns})")
    about = dict(database.execute("SELECT name, value FROM about"))
    reader = about.pop("reader", "")
    if about == _about(root):
        (packed,) = database.execute("SELECT max(packed) FROM documents").fetchone()
        urls, numbers, hashes, *known, prints = unpack(unsealed(packed, "documents"))
        each = [prints[at : at + 3 * _SIZE] for at in range(0, len(prints), 3 * _SIZE)]
        return Before(
            dict(zip(urls, map(Known, *known, each), strict=True)),
            dict(zip(urls, numbers, strict=True)),
            dict(zip(urls, hashes, strict=True)),
            reader,
        )
    for table, columns in _TABLES.items():
        database.execute(f"DROP TABLE {table}")  # theirs may have other columns
        database.execute(f"CREATE TABLE {table} ({columns})")
    return Before()


def _dump(numbers: Mapping[str, int], hashes: Mapping[str, int], known: Sequence[Known]) -> bytes:
    """Return what `_load` reads of the documents, in columns, which pack well."""
    ids, lengths = [one.id for one in known], [one.length for one in known]
    prints = b"".join([one.prints for one in known])
    of_numbers = list(numbers), list(numbers.values()), [hashes[url] for url in numbers]
    return sealed(pack((*of_numbers, ids, lengths, prints)), "documents")


def _about(root: bytes) -> dict[str, str]:
    return {
        "code": digest_of_code(),
        "root": blake2b(root).hexdigest(),
    }


def _version(document: Mapping[str, Any]) -> bytes:
    version = document.get("version")
    return _hash(version) if version else _NO_VERSION


def _hash(text: str) -> bytes:
    return blake2b(text.encode(errors="surrogatepass"), digest_size=_SIZE).digest()


def _pack(folded: str) -> bytes:
    try:
        return b"\0" + folded.encode(_BYTE)
    except UnicodeEncodeError:
        return b"\1" + folded.encode(errors="surrogatepass")


def _unpack(blob: bytes) -> str:
    return blob[1:].decode(errors="surrogatepass") if blob[0] else blob[1:].decode(_BYTE)
