"""The search index of a run: written after the pages, or beside them where that pays.

Writing the index of thousands of articles takes longer than writing their pages, and the one has
nothing to do with the other. So a second process may still be at it when the pages are there, and
while they are drawn: `Index.finish` waits for it, and whoever publishes the site asks for it last.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from contextlib import contextmanager, suppress
from functools import partial
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, Final

from builder.addresses import article_address
from builder.beside import beside, can_share
from builder.database import clear_away
from builder.excerpt import in_brief
from builder.files import digest_of, marks
from builder.folders import CACHE
from builder.gathering import MANY
from builder.library import terms_of
from builder.seals import DamagedCacheError
from builder.search import build_index
from builder.search.cache import FILE as SEARCH_CACHE
from builder.search.files import DamagedIndexError
from builder.site import SEARCH
from builder.store import note

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from builder.files import Mark
    from builder.gathering import Reading
    from builder.store import Store
    from builder.vocabulary.entries import Kind
    from builder.workshop import Workshop

FOLDER: Final = f"{SEARCH}/"
FACETS: Final[tuple[Kind, ...]] = ("people", "organisations", "places")
"""Kinds of term that the search knows besides topics, which are its tags."""
NOTE: Final = "index"
"""Name under which the store keeps a digest of the index's files, as far as they are whole."""


class Index:
    """The search index of a run, on its way or done."""

    def __init__(self, reading: Reading, workshop: Workshop, store: Store) -> None:
        """Begin with nothing known of its files."""
        self._reading, self._workshop, self._store = reading, workshop, store
        self._folder = workshop.config.docs_dir / SEARCH
        self._before: Mapping[str, Mark] = {}
        """The index's files as the last run left them, if it did."""
        self._found: Mapping[str, Mark] | None = None
        self._wait: Callable[[], bool] | None = None
        self._texts: Callable[[str], str] = store.text
        self._changed: AbstractSet[str] = reading.published.keys()
        """Paths of the articles that are not as in the last run, and as the index has them."""

    @property
    def is_coming(self) -> bool:
        """Tell whether a second process may still be at it."""
        return self._wait is not None

    def trust(self, found: Mapping[str, Mark]) -> None:
        """Take the index that lies there for that of the last run."""
        self._before, changed = found, self._reading.changed
        if self._store.is_same_world:
            self._changed = {one.raw for pair in changed for one in pair if one is not None}

    def keep(self) -> None:
        """Leave the index as it lies there, which is as it should be."""
        self._found = self._before

    def leave_to(self, wait: Callable[[], bool], texts: Callable[[str], str]) -> None:
        """Leave it to a second process; `texts` knows what is indexed, whatever becomes of it."""
        self._wait, self._texts = wait, texts

    def settle(self) -> None:
        """Write the index, unless a second process does; then the store must not vouch for it."""
        if self._wait is not None:
            self._store.notes.pop(NOTE, None)
        elif self._found is None:
            self._found = self._look(self.write())
            self._store.notes[NOTE] = digest_of(self._found)

    def finish(self) -> Mapping[str, Mark]:
        """Return the index's files as they lie in `docs/` when all is done.

        The store is closed by then, and is told of them.
        """
        if self._wait is not None:
            if not self._wait():
                self.clear()
                self.write()
            self._wait, there = None, marks(self._folder)
            self._found = {FOLDER + name: mark for name, mark in there.items()}
            with suppress(DamagedCacheError):  # the next run tells of it
                note(self._workshop.config.project / CACHE, NOTE, digest_of(self._found))
        return self._found or {}

    def write(self) -> Iterable[str]:
        """Bring the index up to date in this process; return which files it wrote or removed."""
        cache_dir = self._workshop.config.project / CACHE
        articles = _Articles(self._reading, self._workshop, self._store.reading, self._texts)
        coming, same = articles.apart(self._changed)
        build = partial(build_index, out_dir=self._folder, cache_dir=cache_dir, same=same)
        try:
            return build(map(articles.whole, coming)).touched
        except (DamagedCacheError, DamagedIndexError):
            clear_away(cache_dir / SEARCH_CACHE)
            self.clear()
            return build(map(articles.whole, coming)).touched

    def clear(self) -> None:
        """Remove what cannot be trusted."""
        self._before = {}
        shutil.rmtree(self._folder, ignore_errors=True)

    def _look(self, touched: Iterable[str]) -> dict[str, Mark]:
        """Return the index's files as they lie there, where only those `touched` are others."""
        paths = {FOLDER + name for name in touched}
        found = {path: mark for path, mark in self._before.items() if path not in paths}
        for path in paths:
            with suppress(FileNotFoundError):
                status = os.lstat(f"{self._workshop.config.docs_dir}/{path}")
                found[path] = (status.st_size, status.st_mtime_ns)
        return found


@contextmanager
def indexing(
    reading: Reading, workshop: Workshop, store: Store, there: Mapping[str, Mark]
) -> Iterator[Index]:
    """Let the search index be brought up to date; who leaves without waiting for it gives it up.

    `there` is what lies in `docs/`. The pages are written beside the index's folder, never in it.
    """
    index = Index(reading, workshop, store)
    found = {path: mark for path, mark in there.items() if path.startswith(FOLDER)}
    is_whole = store.notes.get(NOTE) == digest_of(found)
    if is_whole:
        index.trust(found)
    else:
        index.clear()
    if not reading.changed and store.is_same_world and is_whole:
        index.keep()
        yield index
        return
    if len(reading.changed) < MANY or not can_share():
        yield index
        return
    with _texts(reading, workshop, store) as texts:
        index.leave_to(lambda: False, texts)
        with beside(index.write) as is_done:
            index.leave_to(is_done, texts)
            yield index


@contextmanager
def _texts(reading: Reading, workshop: Workshop, store: Store) -> Iterator[Callable[[str], str]]:
    """Let another process have the texts of the articles, by path.

    It cannot read the store, which is not written yet; and a file is not in the way of memory.
    """
    with TemporaryFile(dir=workshop.config.project / CACHE) as file:
        places: dict[str, tuple[int, int]] = {}
        for path, one in reading.published.items():
            if one.record.takedown is None:
                text = store.text(path).encode(errors="surrogatepass")
                places[path] = file.tell(), len(text)
                file.write(text)
        file.flush()

        def read(path: str) -> str:
            start, size = places[path]
            file.seek(start)
            return file.read(size).decode(errors="surrogatepass")

        yield read


class _Articles:
    """The articles as the search wants them."""

    def __init__(
        self, reading: Reading, workshop: Workshop, world: str, text: Callable[[str], str]
    ) -> None:
        """Know what was read, in a `world`, and what tells a text by its path.

        A text is what reading the same raw file in the same world gave; so few need be fetched.
        """
        self._published, self._world, self._text = reading.published, world, text
        self._vocabulary = workshop.desk.vocabulary

    def apart(self, changed: AbstractSet[str]) -> tuple[list[str], _Same]:
        """Return the paths of the articles that are `changed`, and the others."""
        coming: list[str] = []
        same: dict[str, str] = {}
        for path, one in self._published.items():
            if one.record.takedown is None:
                if path in changed:
                    coming.append(path)
                else:
                    same[article_address(one.front_matter.id)] = path
        return coming, _Same(same, self.whole)

    def whole(self, path: str) -> dict[str, Any]:
        """Return an article as a document with all that is indexed."""
        record, article = self._published[path].record, self._published[path].front_matter
        names: dict[str, list[str]] = {
            kind: [self._vocabulary.of(kind)[term].name for term in terms_of(article, kind)]
            for kind in FACETS
        }
        return {
            "url": article_address(article.id),
            "title": article.title,
            "text": partial(self._signed, path, article.authors),
            "version": f"{record.key} {self._world}",
            "date": article.date.isoformat(),
            "source": in_brief(article.source),
            "tags": list(article.tags),
            **names,
        }

    def _signed(self, path: str, authors: Iterable[str]) -> str:
        """Return the text of an article behind the names of its authors, by which it is found."""
        return "\n".join((*authors, self._text(path)))


class _Same(Mapping[str, dict[str, Any]]):
    """The articles that are as the index has them, by address: so few need be laid out."""

    def __init__(self, paths: Mapping[str, str], whole: Callable[[str], dict[str, Any]]) -> None:
        self._paths, self._whole = paths, whole

    def __getitem__(self, address: str) -> dict[str, Any]:
        return self._whole(self._paths[address])

    def __contains__(self, address: object) -> bool:
        return address in self._paths

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)
