"""Write the search index of a collection.

One way leads to every index: the blocks that are there are updated by the documents that came, went
or changed. A first build updates no blocks by all documents; so an updated index and one built from
nothing are the same, byte for byte, by the way they are made.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from builder.search.cache import Cache
from builder.search.cards import CardCodec, FacetCodec, NumberedCard
from builder.search.changes import find_changes
from builder.search.directories import read_directory, write_directory
from builder.search.documents import FACETS
from builder.search.files import IndexFiles
from builder.search.forms import reader_rules
from builder.search.letters import from_json, to_json
from builder.search.merging import GroupMerger
from builder.search.postings import PostingCodec
from builder.search.reader import SCRIPTS, write_reader
from builder.search.series import Codec, Directory, Series
from builder.search.wordlist import Word, WordCodec, frequency_level

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from builder.search.bulk import BulkMerger
    from builder.search.changes import Changes

Item = TypeVar("Item")
Key = TypeVar("Key", str, int)

FORMAT: Final = 5
BULK: Final = 1000
"""Documents from which an index that is written anew is laid out by arrays."""

_BLOCK_BYTES: Final = {
    "postings": 10_000,
    "words": 10_000,
    "endings": 10_000,
    "cards": 17_600,
    "facets": 48_000,
}
"""Wanted sizes of blocks before compression."""
_NOT_WORDS: Final = "-"
"""Stands in every key that is no word, see `documents.py`: none of those is completed or mended."""
_FEW_BITS: Final = 15
"""Collections of more documents than these bits can count have larger blocks, so that the root,
which names them all, grows with their square root only."""


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What a build of the index did."""

    documents: int
    analysed: int
    """Documents that were new or changed, or all of them where the index was written anew."""
    anew: bool
    touched: frozenset[str]
    """Names of the files that may have been written or removed: no other was."""


def build_index(
    documents: Iterable[Mapping[str, Any]],
    out_dir: Path | str,
    *,
    cache_dir: Path | None = None,
    same: Mapping[str, Mapping[str, Any]] | None = None,
) -> IndexReport:
    """Write the index of `documents`, and the code that reads it, into `out_dir`.

    A document has `url`, `title`, `text`, `date`, `source` and `tags`, and may have `topics`,
    `people`, `places` and `organisations`, each a sequence of names. `url` is its id, relative to
    the site. With `cache_dir` the next build only reads what changed; a document with a `version`,
    which must be another one whenever the text is, need not even have its text at hand then: `text`
    may be a function. And those that are known to be as they were when the index was last written
    may be in `same` instead, by their `url`: few of them are asked for.
    """
    folder = Path(out_dir)
    folder.mkdir(parents=True, exist_ok=True)
    files = IndexFiles(folder)
    cache = Cache(cache_dir, files.root_bytes()) if cache_dir else None
    try:
        with _no_cycles():
            return _build(documents, same or {}, files, cache)
    except BaseException:
        if cache:
            cache.abandon()
        raise


def _build(
    documents: Iterable[Mapping[str, Any]],
    same: Mapping[str, Mapping[str, Any]],
    files: IndexFiles,
    cache: Cache | None,
) -> IndexReport:
    changes = find_changes(documents, same, cache)
    growth = _growth(len(changes.numbers))
    old = {} if changes.anew else files.read_root()
    root = {
        "format": FORMAT,
        "documents": len(changes.numbers),
        "words": changes.words,
        "facets": FACETS,
        "analysis": reader_rules(),
        **_Writer(files, old, growth).write(changes),
    }
    files.write_root(root)
    reader = write_reader(files.folder, changes.before.reader)
    if reader != changes.before.reader:
        files.touched.update(SCRIPTS, files.there)
    if cache:
        cache.finish(files.root_bytes(), changes.numbers, changes.hashes, reader)
    touched = frozenset(files.touched)
    return IndexReport(len(changes.numbers), len(changes.came), changes.anew, touched)


@contextmanager
def _no_cycles() -> Iterator[None]:
    """Keep the collector of cycles still: none are made, and it would walk millions of tuples."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class _Writer:
    """Updates the series of one index."""

    def __init__(self, files: IndexFiles, old_root: Mapping[str, Any], growth: int) -> None:
        self._files = files
        self._growth = growth
        self._old: dict[str, Directory[Any]] = {}
        self._old_heads = ""
        self._dates: object = None
        """What of the days depends on no document."""
        self._hint: str = old_root.get("dated", "")
        if old_root:
            slips, days = (_read(files, old_root[name]) for name in ("slips", "days"))
            firsts = {**old_root["firsts"], **slips["firsts"], **days["firsts"]}
            versions = {**old_root["versions"], **slips["versions"], **days["versions"]}
            self._old = {name: read_directory(firsts[name], versions[name]) for name in firsts}
            self._old_heads = slips["heads"]
            self._dates = days["dates"]
        self._directories: dict[str, Directory[Any]] = {}

    def write(self, changes: Changes) -> dict[str, object]:
        """Write all blocks and return what the root says of them.

        What a first search need not read stands in files of its own: `slips`, for completing and
        mending words, and `days`, for dates, filters and facets.
        """
        groups = _merger(changes)
        self._update("postings", PostingCodec(), groups.stems, groups.merge)
        counts = {form: count for form, count in groups.counts.items() if _NOT_WORDS not in form}
        words = WordCodec()
        self._update("words", words, counts, lambda form, _: _word(form, counts[form]))
        endings = {form[::-1]: count for form, count in counts.items()}
        self._update("endings", WordCodec(), endings, lambda form, _: _word(form, endings[form]))
        cards = changes.other_cards()
        shown = {n: NumberedCard(n, card) if card else None for n, card in cards.items()}
        self._update("cards", CardCodec(), shown, lambda number, _: shown[number])
        self._update("facets", FacetCodec(), shown, lambda number, _: shown[number])
        heads = self._write_heads(words.heads)
        slips = {**self._written("words", "endings"), "heads": heads}
        days = {**self._written("facets"), "dates": self._dates or _date_table()}
        return {
            **self._written("postings", "cards"),
            "slips": self._files.write([(to_json(slips),)]),
            "days": self._files.write([(to_json(days),)]),
            "dated": self._hint or _date_hint(),
        }

    def _update(
        self,
        name: str,
        codec: Codec[Key, Item],
        touched: Iterable[Key],
        merge: Callable[[Key, Item | None], Item | None],
    ) -> None:
        series = Series(codec, self._files, _BLOCK_BYTES[name] * self._growth)
        old = self._old.get(name, Directory())
        self._directories[name] = series.update(old, touched, merge)

    def _written(self, *series: str) -> dict[str, dict[str, object]]:
        """Return the directories of some series: their `firsts` and their `versions`."""
        pairs = {name: write_directory(self._directories[name]) for name in series}
        return {
            "firsts": {name: firsts for name, (firsts, _) in pairs.items()},
            "versions": {name: versions for name, (_, versions) in pairs.items()},
        }

    def _write_heads(self, written: Mapping[str, list[str]]) -> str:
        """Write the most common words of each block of words."""
        heads: dict[str, list[str]] = {}
        if self._old_heads:
            old = _read(self._files, self._old_heads)
            heads = dict(zip(self._old["words"].firsts, old, strict=True))
        heads.update(written)
        firsts = self._directories["words"].firsts
        return self._files.write([(to_json([heads[str(first)] for first in firsts]),)])


def _date_table() -> object:
    from builder.search.datewords import date_table  # noqa: PLC0415 - slow to load

    return date_table()


def _date_hint() -> str:
    from builder.search.monthwords import date_hint  # noqa: PLC0415 - slow to load

    return date_hint()


def _merger(changes: Changes) -> GroupMerger | BulkMerger:
    """Return what makes the groups: by arrays where there are so many that loading numpy pays.

    Both make the same; on a machine that has no numpy, all is made one by one.
    """
    if changes.anew and len(changes.came) >= BULK and find_spec("numpy"):
        from builder.search.bulk import BulkMerger  # noqa: PLC0415 - slow to load

        return BulkMerger(changes)
    return GroupMerger(changes)


def _read(files: IndexFiles, name: str) -> Any:  # noqa: ANN401  # any JSON
    return from_json(files.read(name, 1)[0])


def _word(form: str, count: int) -> Word | None:
    return Word(form, frequency_level(count)) if count else None


def _growth(documents: int) -> int:
    """Return how many times larger blocks are than those of a small collection.

    It changes only where the range of the document numbers does, and with it every block.
    """
    bits = max(documents - 1, 0).bit_length()
    return 1 << max(0, (bits - _FEW_BITS + 1) // 2)
