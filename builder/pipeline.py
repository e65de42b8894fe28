"""The whole flow: raw article files in, a documentation tree out."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, Final

from builder.addresses import article_address
from builder.batches import article_origin, batches, stale_origins
from builder.beside import beside, can_share
from builder.copies import Copies
from builder.database import DAMAGED, clear_away, make_cache_folder
from builder.diagnostics import Diagnostic, is_error
from builder.duplicates import telling_otherwise
from builder.files import digest_of, marks
from builder.gathering import MANY, Reading, open_store, read_all
from builder.library import terms_of
from builder.model import Problem
from builder.report import Report
from builder.seals import DamagedCacheError
from builder.search import build_index
from builder.search.cache import FILE as SEARCH_CACHE
from builder.search.files import DamagedIndexError
from builder.sight import Sight
from builder.site import SEARCH, Changes, Kept, write_pages
from builder.sitemap import hand_written
from builder.store import CACHE, FILE, Output
from builder.views import Catalogue
from builder.workshop import open_workshop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from builder.config import Config
    from builder.files import Mark
    from builder.model import Page
    from builder.store import Store
    from builder.vocabulary.entries import Kind
    from builder.workshop import Workshop

_INDEX: Final = f"{SEARCH}/"
FACETS: Final[tuple[Kind, ...]] = ("people", "organisations", "places")
"""Kinds of term that the search knows besides topics, which are its tags."""


def convert(
    config: Config,
    tick: Callable[[], None] = lambda: None,
    *,
    sight: Sight | None = None,
    workshop: Workshop | None = None,
    keep_failed: bool = False,
) -> Report:
    """Bring `docs/` up to date with the raw files; `tick` is called once a file.

    `sight` is what the caller saw of them while it had the turn, and `workshop` what it has loaded.
    One unreadable article is reported and left out; the others are published. What the last run
    read, and this one would read the same, is taken from the store. With `keep_failed`, the page of
    an article that fails stays as it was: for someone who is just writing it.
    """
    cache = config.project / CACHE
    make_cache_folder(cache)  # the vocabulary is kept there too
    workshop = workshop or open_workshop(config, keep=True)
    try:
        return _convert(workshop, sight, tick, keep_failed=keep_failed)
    except DamagedCacheError as error:
        clear_away(cache / FILE)
        report = _convert(workshop, None, tick, keep_failed=keep_failed)
        damage = Problem(DAMAGED, values=(("what", str(error)),))
        told = [*report.diagnostics, Diagnostic(f"{CACHE}/{FILE}", damage)]
        return replace(report, diagnostics=_in_order(told))


def _convert(
    workshop: Workshop, sight: Sight | None, tick: Callable[[], None], *, keep_failed: bool
) -> Report:
    store = open_store(workshop, workshop.config.project / CACHE)
    try:
        if sight is None:  # another run, waited for, left other files
            sight = Sight.of(workshop.config, keep=True)
        reading = read_all(workshop, store, sight, tick, keep_failed=keep_failed)
        with _index(reading, workshop, store, sight.docs) as index:
            changes, outputs = _write(reading, workshop, store, sight.docs)
        store.close(outputs)
    except BaseException:
        store.abandon()
        raise
    docs = _docs_now(sight.docs, changes, outputs) | index
    return Report(len(reading.shelved), changes, _in_order(reading.told), docs)


def _docs_now(
    before: Mapping[str, Mark], changes: Changes, outputs: Mapping[str, Output]
) -> dict[str, Mark]:
    """Return what lies in `docs/` after a run, but for the search index."""
    gone = set(changes.pruned)
    docs = {p: m for p, m in before.items() if p not in gone and not p.startswith(_INDEX)}
    return docs | {path: output.mark for path, output in outputs.items()}


def _write(
    reading: Reading, workshop: Workshop, store: Store, there: Mapping[str, Mark]
) -> tuple[Changes, dict[str, Output]]:
    """Make the pages that changed, and keep the others where they lie as they were left."""
    docs_dir = workshop.config.docs_dir
    intact = {p: o for p, o in store.outputs.items() if there.get(p) == (o.size, o.modified)}
    stale = _overgrown(docs_dir, store)
    stale |= {o.origin for p, o in store.outputs.items() if p not in intact}
    if store.is_same_world and not reading.changed and not stale:
        return Changes(unchanged=len(intact)), intact
    copies, regrouped = _copies(reading, store)
    stale |= regrouped
    catalogue = Catalogue(reading.library, workshop.desk.vocabulary, workshop.config, copies)
    kept: dict[str, list[str]] = {}
    for path, output in intact.items() if store.is_same_world else ():
        kept.setdefault(output.origin, []).append(path)
    if kept:  # a build from nothing need not ask thousands of articles whom they stand beside
        stale |= stale_origins(
            reading.changed, reading.library_before, reading.library, catalogue.relations
        )
    origins: dict[str, str] = {}

    def pages() -> Iterator[Page | Kept]:
        for batch in batches(reading.published.values(), catalogue, store.body):
            is_kept = batch.origin in kept and batch.origin not in stale
            for page in map(Kept, kept[batch.origin]) if is_kept else batch.make():
                origins[page.path] = batch.origin
                yield page

    changes = write_pages(pages(), docs_dir)
    written = set(changes.written)

    left = {p: o for p, o in intact.items() if p not in written and o.origin == origins.get(p)}
    new = {p: Output.of(o, f"{docs_dir}/{p}") for p, o in origins.items() if p not in left}
    return changes, left | new


def _copies(reading: Reading, store: Store) -> tuple[dict[str, tuple[str, ...]], set[str]]:
    """Return the copies of each article, and the origins whose pages name other copies now."""
    known = Copies.load(store.notes.get("copies", ""))
    before = known.nearest()
    if not reading.changed:
        return before, set()
    raws = {article.id: article.raw for article in reading.shelved}
    touched = {article.id for pair in reading.changed for article in pair if article is not None}
    signature = store.signature if len(touched) < MANY else store.signatures().__getitem__
    found = known.update(list(raws), touched, lambda id_: signature(raws[id_]))
    now = found.nearest()
    store.notes["copies"] = found.dump()
    changed = {article.id for _, article in reading.changed if article is not None}
    others = telling_otherwise(before, now, changed)
    return now, {article_origin(raws[other]) for other in others & raws.keys()}


def _overgrown(docs_dir: Path, store: Store) -> set[str]:
    """Return the origins that hand-written pages make stale by coming or going."""
    pages = "\n".join(hand_written(docs_dir))
    if store.notes.get("hand-written") == pages:
        return set()
    store.notes["hand-written"] = pages
    return {"sitemap"}


@contextmanager
def _index(
    reading: Reading, workshop: Workshop, store: Store, there: Mapping[str, Mark]
) -> Iterator[dict[str, Mark]]:
    """Bring the search index up to date: after what is done meanwhile, or beside it if that pays.

    What is yielded holds the index's files when all is done, as they lie in `docs/`.
    Neither has to do with the other: the pages are written beside the index's folder, never in it.
    """
    cache_dir = workshop.config.project / CACHE
    out_dir = workshop.config.docs_dir / SEARCH
    found = {path: mark for path, mark in there.items() if path.startswith(_INDEX)}
    is_whole = store.notes.get("index") == digest_of(found)
    if not reading.changed and store.is_same_world and is_whole:
        yield found
        return

    def write(text: Callable[[str], str]) -> None:
        is_known = is_whole and store.is_same_world
        same = _unchanged(reading) if is_known else frozenset[str]()
        documents = partial(_search_documents, reading, workshop, store.reading, text, same)
        try:
            build_index(documents(), out_dir, cache_dir=cache_dir)
        except (DamagedCacheError, DamagedIndexError):
            clear_away(cache_dir / SEARCH_CACHE)
            shutil.rmtree(out_dir, ignore_errors=True)
            build_index(documents(), out_dir, cache_dir=cache_dir)

    if not is_whole:
        shutil.rmtree(out_dir, ignore_errors=True)
    if len(reading.changed) < MANY or not can_share():
        yield found
        write(store.text)
    else:
        with _texts(reading, store, cache_dir) as texts, beside(lambda: write(texts)) as is_done:
            yield found
            is_written = is_done()
        if not is_written:
            shutil.rmtree(out_dir, ignore_errors=True)
            write(store.text)
    found.clear()
    found |= {_INDEX + path: mark for path, mark in marks(out_dir).items()}
    store.notes["index"] = digest_of(found)


@contextmanager
def _texts(reading: Reading, store: Store, folder: Path) -> Iterator[Callable[[str], str]]:
    """Let another process have the texts of the articles, by path.

    It cannot read the store, which is not written yet; and a file is not in the way of memory.
    """
    with TemporaryFile(dir=folder) as file:
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


def _unchanged(reading: Reading) -> AbstractSet[str]:
    """Return the paths of the articles that are as they were in the last run."""
    changed = {article.raw for pair in reading.changed for article in pair if article is not None}
    return reading.published.keys() - changed


def _search_documents(
    reading: Reading,
    workshop: Workshop,
    world: str,
    text: Callable[[str], str],
    same: AbstractSet[str],
) -> Iterator[dict[str, Any]]:
    """Yield the articles as the search wants them.

    A text is what reading the same raw file in the same `world` gave; so few need be fetched. Those
    at the paths `same` are as the index has them, so few of them need be laid out.
    """
    vocabulary = workshop.desk.vocabulary

    def whole(path: str) -> dict[str, Any]:
        record, article = reading.published[path].record, reading.published[path].front_matter
        names: dict[str, list[str]] = {
            kind: [vocabulary.of(kind)[term].name for term in terms_of(article, kind)]
            for kind in FACETS
        }
        return {
            "url": article_address(article.id),
            "title": article.title,
            "text": partial(text, path),
            "version": f"{record.key} {world}",
            "date": article.date.isoformat(),
            "source": article.source,
            "tags": list(article.tags),
            **names,
        }

    for path, one in reading.published.items():
        if one.record.takedown is not None:
            continue
        if path in same:
            yield {"url": article_address(one.front_matter.id), "whole": partial(whole, path)}
        else:
            yield whole(path)


def _in_order(told: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return diagnostics with the errors first, then in order of path and line."""
    return tuple(sorted(told, key=lambda d: (not is_error(d.problem), d.path, d.line or 0, d.code)))
