"""The whole flow: raw article files in, a documentation tree out."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from builder.batches import article_origin, batches, stale_origins
from builder.conversion import Conversion
from builder.copies import Copies
from builder.database import DAMAGED, clear_away, make_cache_folder
from builder.diagnostics import Diagnostic, errors
from builder.duplicates import telling_otherwise
from builder.folders import CACHE, check_docs
from builder.gathering import MANY, Reading, open_store, read_all
from builder.hand_written import hand_written, stop_at_squatters
from builder.indexing import FOLDER, indexing
from builder.model import Problem
from builder.outputs import Output
from builder.report import Report
from builder.seals import DamagedCacheError
from builder.sight import Sight
from builder.site import Changes, Kept, write_pages
from builder.store import FILE
from builder.views import Catalogue
from builder.vocabulary import warnings_of
from builder.workshop import open_workshop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from builder.config import Config
    from builder.files import Mark
    from builder.model import Page
    from builder.store import Store
    from builder.workshop import Workshop


def convert(
    config: Config,
    tick: Callable[[], None] = lambda: None,
    *,
    sight: Sight | None = None,
    workshop: Workshop | None = None,
    keep_failed: bool = False,
) -> Report:
    """Bring `docs/` up to date with the raw files, as `converting` does, to the end."""
    with converting(
        config, tick, sight=sight, workshop=workshop, keep_failed=keep_failed
    ) as conversion:
        return conversion.finish()


@contextmanager
def converting(
    config: Config,
    tick: Callable[[], None] = lambda: None,
    *,
    sight: Sight | None = None,
    workshop: Workshop | None = None,
    keep_failed: bool = False,
) -> Iterator[Conversion]:
    """Bring `docs/` up to date with the raw files; `tick` is called once a file.

    `sight` is what the caller saw of them while it had the turn, and `workshop` what it has loaded.
    One unreadable article is reported and left out; the others are published. What the last run
    read, and this one would read the same, is taken from the store. With `keep_failed`, the page of
    an article that fails stays as it was: for someone who is just writing it.
    The search index may be on its way still; who leaves without waiting for it gives it up.
    """
    check_docs(config.docs_dir, config.project)
    cache = config.project / CACHE
    make_cache_folder(cache)  # the vocabulary is kept there too
    workshop = workshop or open_workshop(config, keep=True)
    with ExitStack() as stack:
        try:
            conversion = _convert(workshop, sight, tick, stack, keep_failed=keep_failed)
        except DamagedCacheError as error:
            stack.close()
            clear_away(cache / FILE)
            conversion = _convert(workshop, None, tick, stack, keep_failed=keep_failed)
            damage = Problem(DAMAGED, values=(("what", str(error)),))
            told = [*conversion.report.diagnostics, Diagnostic(f"{CACHE}/{FILE}", damage)]
            conversion.report = replace(conversion.report, diagnostics=_in_order(told))
        yield conversion


def _convert(
    workshop: Workshop,
    sight: Sight | None,
    tick: Callable[[], None],
    stack: ExitStack,
    *,
    keep_failed: bool,
) -> Conversion:
    store = open_store(workshop, workshop.config.project / CACHE)
    try:
        if sight is None:  # another run, waited for, left other files
            sight = Sight.of(workshop.config, keep=True)
        stop_at_squatters(sight.docs.keys() - store.outputs.keys(), workshop.config)
        reading = read_all(workshop, store, sight, tick, keep_failed=keep_failed)
        index = stack.enter_context(indexing(reading, workshop, store, sight.docs))
        changes, outputs = _write(reading, workshop, store, sight.docs)
        index.settle()
        store.close(outputs)
    except BaseException:
        store.abandon()
        raise
    docs = _docs_now(sight.docs, changes, outputs)
    told = [*warnings_of(workshop.desk.vocabulary), *reading.told]
    report = Report(len(reading.shelved), changes, _in_order(told), docs, reading.outdated)
    conversion = Conversion(report, index)
    if not index.is_coming:
        conversion.finish()
    return conversion


def _docs_now(
    before: Mapping[str, Mark], changes: Changes, outputs: Mapping[str, Output]
) -> dict[str, Mark]:
    """Return what lies in `docs/` after a run, but for the search index."""
    gone = set(changes.pruned)
    docs = {p: m for p, m in before.items() if p not in gone and not p.startswith(FOLDER)}
    return docs | {path: output.mark for path, output in outputs.items()}


def _write(
    reading: Reading, workshop: Workshop, store: Store, there: Mapping[str, Mark]
) -> tuple[Changes, dict[str, Output]]:
    """Make the pages that changed, and keep the others where they lie as they were left."""
    docs_dir = workshop.config.docs_dir
    intact = {p: o for p, o in store.outputs.items() if there.get(p) == (o.size, o.modified)}
    stale = _overgrown(workshop.config, store)
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
    known = Copies.load(store.copies)
    before = known.nearest()
    if not reading.changed:
        return before, set()
    raws = {article.id: article.raw for article in reading.shelved}
    touched = {article.id for pair in reading.changed for article in pair if article is not None}
    signature = store.signature if len(touched) < MANY else store.signatures().__getitem__
    found = known.update(list(raws), touched, lambda id_: signature(raws[id_]))
    now = found.nearest()
    store.copies = found.dump()
    changed = {article.id for _, article in reading.changed if article is not None}
    others = telling_otherwise(before, now, changed)
    return now, {article_origin(raws[other]) for other in others & raws.keys()}


def _overgrown(config: Config, store: Store) -> set[str]:
    """Return the origins that hand-written pages make stale by coming or going."""
    pages = "\n".join(hand_written(config))
    if store.notes.get("hand-written") == pages:
        return set()
    store.notes["hand-written"] = pages
    return {"sitemap"}


def _in_order(told: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return diagnostics with the errors first, then in order of path and line."""
    wrong = errors()

    def key(diagnostic: Diagnostic) -> tuple[bool, str, int, str]:
        code, line, *_ = diagnostic.problem
        return code not in wrong, diagnostic.path, line or 0, code

    return tuple(sorted(told, key=key))
