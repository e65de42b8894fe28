"""Read all raw files, or take from the store what this run would read as the last one did."""

from __future__ import annotations

from contextlib import closing, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from builder.batches import Published
from builder.claims import Contested, collisions, refusal
from builder.concerned import Basis
from builder.database import CacheError
from builder.folders import CACHE
from builder.held import digest
from builder.library import assemble, library_before
from builder.pictures import find_pictures
from builder.raw_files import RawFile, StrayFile, discover_files
from builder.seals import DamagedCacheError
from builder.sight import Sight
from builder.store import FILE, Store
from builder.workshop import diagnostic
from builder.world import world, world_of_reading

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Generator, Iterable, Mapping, Sequence
    from pathlib import Path

    from builder.diagnostics import Diagnostic
    from builder.duplicates import Signature
    from builder.library import Library
    from builder.model import FrontMatter, Problem
    from builder.outcomes import Outcome
    from builder.pictures import Picture
    from builder.records import Record
    from builder.workshop import Workshop

T = TypeVar("T")
MANY: Final = 200
"""Articles that changed from which other ways pay: a process for the search index, and so on."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading the raw files, beside what came of it the last time."""

    published: dict[str, Published]
    """The articles with a page, by path of the raw file; also those taken down."""
    told: list[Diagnostic]
    library: Library
    library_before: Library
    changed: tuple[tuple[FrontMatter | None, FrontMatter | None], ...]
    """The articles that differ from the last run, before and after; None where there was none."""
    outdated: int = 0
    """Articles that are shown as they were in the last run, because they fail now."""

    @property
    def shelved(self) -> tuple[FrontMatter, ...]:
        """The articles that are shown."""
        return self.library.articles


def read_all(
    workshop: Workshop,
    store: Store,
    sight: Sight,
    tick: Callable[[], None],
    *,
    keep_failed: bool = False,
) -> Reading:
    """Read every raw file below `articles/`; those that hold what they held need not be opened.

    With `keep_failed`, an article that fails stays as it was in the last run; its errors are told.
    """
    told: list[Diagnostic] = []
    raws: dict[str, RawFile] = {}
    for found in discover_files(workshop.config.articles_dir, workshop.config.project):
        if isinstance(found, StrayFile):
            told.append(diagnostic(found.problem, found.path, found.path))
            tick()
        else:
            raws[found.path] = found
    held = {path: store.before[path] for path, raw in raws.items() if _holds(raw, store, sight)}
    for _ in held:
        tick()
    unread = [raw for path, raw in raws.items() if path not in held]
    outcomes = _outcomes(unread, workshop, sight)
    read, problems = _read(outcomes, store, tick, keep_failed=keep_failed)
    records = {path: held.get(path) or read[path] for path in raws}
    store.forget(store.before.keys() - records.keys())
    fit, doubles = _fit(records.values())
    published = {}
    for path, record in records.items():
        contested = doubles.get(path)
        extra: tuple[Problem, ...] = () if contested is None else (refusal(contested, raws[path]),)
        if path in fit:
            published[path], unfit = _published(record, fit[path], raws[path], sight)
            extra += unfit
        own = problems.get(path, record.problems)
        told += [diagnostic(each, path, raws[path].sidecar_path) for each in (*own, *extra)]
    outdated = sum(path in fit and read[path] is store.before.get(path) for path in read)
    before, _ = _fit(store.before.values())
    changed = tuple(
        (before.get(path), fit.get(path))
        for path in sorted(before.keys() | fit.keys())
        if path not in before or path not in fit or store.before[path] is not records[path]
    )
    library = _library(fit, records)
    last = _library_before(library, before, changed, store)
    return Reading(published, told, library, last, changed, outdated)


def _outcomes(unread: Sequence[RawFile], workshop: Workshop, sight: Sight) -> Generator[Outcome]:
    """Yield what comes of raw files; where there are none, nothing that reads is loaded."""
    if unread:
        from builder.hands import read_each  # noqa: PLC0415 - slow to load

        yield from read_each(unread, workshop, sight)


def _published(
    record: Record, article: FrontMatter, raw: RawFile, sight: Sight
) -> tuple[Published, tuple[Problem, ...]]:
    """Return an article with its pictures, and what is wrong with those.

    By `sight`, none need be looked for in most places.
    """
    pictures: tuple[Picture, ...] = ()
    problems: tuple[Problem, ...] = ()
    if any(map(sight.may_hold, record.pictures)):
        pictures, problems = find_pictures(raw, article.id, article.images)
    sidecar = raw.sidecar_path if raw.sidecars else None
    return Published(record, article, pictures, sidecar), problems


def read_signatures(workshop: Workshop, apart: Collection[str]) -> dict[str, Signature]:
    """Return, by path, the signatures of all raw files of the collection that are not `apart`.

    They are taken from the last run where they still hold; the other files are read, but not as far
    as their pages. Nothing is written: where there is no store, none is made.
    """
    from builder.finishing import read_signature  # noqa: PLC0415 - slow to load

    config, sight = workshop.config, Sight.of(workshop.config)

    def take(store: Store) -> dict[str, Signature]:
        kept = store.signatures()
        return {
            raw.path: kept[raw.path] if _holds(raw, store, sight) else read_signature(raw, workshop)
            for raw in discover_files(config.articles_dir, config.project)
            if isinstance(raw, RawFile) and raw.path not in apart
        }

    return _from_last_run(workshop, take)


def read_published(workshop: Workshop, tick: Callable[[], None]) -> list[tuple[FrontMatter, str]]:
    """Return the articles that are shown, each with its text; nothing is written.

    They are taken from the last run where they still hold. What is wrong with the others is told by
    the commands that publish or check.
    """
    sight = Sight.of(workshop.config)

    def take(store: Store) -> list[tuple[FrontMatter, str]]:
        reading = read_all(workshop, store, sight, tick)
        return [(article, store.text(article.raw)) for article in reading.shelved]

    return _from_last_run(workshop, take)


def _from_last_run(workshop: Workshop, take: Callable[[Store], T]) -> T:
    """Let `take` read in the store; where there is none that can be read, it has an empty one."""
    folder = workshop.config.project / CACHE
    if (folder / FILE).is_file():
        with suppress(DamagedCacheError, CacheError):
            return _reading_in(folder, workshop, take)
    return _reading_in(None, workshop, take)


def _reading_in(folder: Path | None, workshop: Workshop, take: Callable[[Store], T]) -> T:
    store = open_store(workshop, folder, to_keep=False)
    try:
        return take(store)
    finally:
        store.abandon()


def open_store(workshop: Workshop, folder: Path | None, *, to_keep: bool = True) -> Store:
    """Open the store in `folder`, or one in memory, as far as it holds for this run."""
    config = workshop.config
    reading = world_of_reading(config)
    memory = workshop.memory if to_keep else None
    return Store(folder, (world(config), reading), Basis(workshop), memory, to_keep=to_keep)


def _holds(raw: RawFile, store: Store, sight: Sight) -> bool:
    """Tell whether the last run's record of a raw file is what this run would make of it."""
    known = store.before.get(raw.path)
    return known is not None and digest(raw, known.pictures, sight) == known.key


def _read(
    outcomes: Generator[Outcome],
    store: Store,
    tick: Callable[[], None],
    *,
    keep_failed: bool,
) -> tuple[dict[str, Record], dict[str, tuple[Problem, ...]]]:
    """Return the record of each raw file, and the problems of each.

    Where a good record is kept of a file that now fails, the problems are those of today, and the
    store stays as it is: the next run that publishes reads the file again and leaves it out.
    """
    records: dict[str, Record] = {}
    problems: dict[str, tuple[Problem, ...]] = {}
    with closing(outcomes):
        for outcome in outcomes:
            record = outcome.record
            known = store.before.get(record.path)
            problems[record.path] = record.problems
            if keep_failed and record.front_matter is None and known and known.front_matter:
                records[record.path] = known
            else:
                records[record.path] = record
                store.keep(*outcome)
            tick()
    return records, problems


def _fit(
    records: Iterable[Record],
) -> tuple[dict[str, FrontMatter], Mapping[str, Contested]]:
    """Return the articles that have a page, by path, and those that others keep from one."""
    articles = {r.path: r.front_matter for r in records if r.front_matter is not None}
    doubles = collisions(articles.values())
    return {path: a for path, a in articles.items() if path not in doubles}, doubles


def _library(articles: Mapping[str, FrontMatter], records: Mapping[str, Record]) -> Library:
    """Put the articles that are shown in order."""
    shown = {path: a for path, a in articles.items() if records[path].takedown is None}
    return assemble(shown.values(), {a.id: records[path].gist for path, a in shown.items()})


def _library_before(
    library: Library,
    before: Mapping[str, FrontMatter],
    changed: Sequence[tuple[FrontMatter | None, FrontMatter | None]],
    store: Store,
) -> Library:
    """Return the library as the last run had it, made of it as it is where little changed."""
    if not changed:
        return library
    if len(changed) >= MANY:
        return _library(before, store.before)
    known = {b.id: store.before[b.raw] for b, _ in changed if b is not None}
    pairs = [
        (
            None if before is None or known[before.id].takedown is not None else before,
            None if after is None or after.id not in library.position else after,
        )
        for before, after in changed
    ]
    return library_before(
        library, pairs, {b.id: known[b.id].gist for b, _ in pairs if b is not None}
    )
