"""The addresses that were there before and lead nowhere now.

The former state of a file is written to a folder of its own and read by the same readers, with the
settings and the vocabulary of that time, so an address counts only if it really was published.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from builder.addresses import article_address, term_address
from builder.config import FILE, load_config
from builder.diagnostics import Diagnostic
from builder.errors import ArticleError, ConfigError
from builder.finishing import Finished, finish
from builder.git import contents, files_at
from builder.library import terms_of
from builder.model import Problem
from builder.raw_files import SIDECAR_SUFFIX, RawFile, discover_files, read_raw
from builder.reading import identify
from builder.since import below, is_article_file, restored, stem_of
from builder.vocabulary.entries import KINDS as TERM_KINDS
from builder.workshop import Workshop, open_workshop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from builder.config import Config
    from builder.model import FrontMatter
    from builder.since import Changed
    from builder.vocabulary import Vocabulary
    from builder.vocabulary.entries import Kind

Term = tuple["Kind", str]


def vanished(changed: Changed, workshop: Workshop, code: str = "ADDR01") -> Iterator[Diagnostic]:
    """Yield a diagnostic for each address that was there before and leads nowhere now."""
    config = workshop.config
    former = _former_articles(changed, workshop)
    here, unreadable = _present(config) if former else (set(), set())
    lost = {a: p for a, p in former.items() if a not in here and p not in unreadable}
    moved = _moved(changed, workshop, set(lost.values())) if lost else {}
    for address, path in lost.items():
        values = _renamed(moved[path]) if path in moved else restored(path, changed)
        yield Diagnostic(path, _gone(code, address, values))
    vocabulary = below(config.vocabulary_dir, config)
    for term in _vanished_terms(changed, workshop):
        path = f"{vocabulary}/{term[0]}.yml"
        yield Diagnostic(path, _gone(code, term_address(*term), (("entries", path),)))


def _renamed(path: str) -> tuple[tuple[str, str], ...]:
    return (("renamed", path), ("renamed_sidecar", stem_of(path) + SIDECAR_SUFFIX))


def _moved(changed: Changed, workshop: Workshop, lost: set[str]) -> dict[str, str]:
    """Return the raw files that have another name now, and that name: the bytes are the same."""
    config = workshop.config
    there = files_at(changed.base, below(config.articles_dir, config), config.project)
    gone = [path for path in lost if path in there and not (config.project / path).exists()]
    if not gone:
        return {}
    former = contents([there[path] for path in gone], config.project)
    wanted = {sha256(content).digest(): path for path, content in zip(gone, former, strict=True)}
    moved: dict[str, str] = {}
    for file in discover_files(config.articles_dir, config.project):
        if isinstance(file, RawFile) and file.path not in there:
            with suppress(ArticleError):  # what cannot be read is told where it is checked
                path = wanted.get(sha256(read_raw(file)).digest())
                moved |= {} if path is None else {path: file.path}
    return moved


def _gone(code: str, address: str, values: tuple[tuple[str, str], ...]) -> Problem:
    about = (("address", address), ("id", PurePosixPath(address).name))
    return Problem(code, values=(*about, *values))


def _present(config: Config) -> tuple[set[str], set[str]]:
    """Return the articles' addresses, and the raw files that cannot be read: those say so."""
    addresses: set[str] = set()
    unreadable: set[str] = set()
    for file in discover_files(config.articles_dir, config.project):
        if isinstance(file, RawFile):
            ids = identify(file)
            addresses.update(map(article_address, ids))
            unreadable.update(() if ids else (file.path,))
    return addresses, unreadable


def _former_articles(changed: Changed, workshop: Workshop) -> dict[str, str]:
    """Return the addresses, with their files, of the articles that a change touches."""
    moved = FILE in changed.paths  # the folder of raw files may have another name now

    def wanted(path: str) -> bool:
        return moved or stem_of(path) in changed.stems

    articles = below(workshop.config.articles_dir, workshop.config)
    there = files_at(changed.base, articles, workshop.config.project)
    if not moved and not any(wanted(path) for path in there if is_article_file(path)):
        return {}
    with _former_state(changed.base, workshop, wanted) as former:
        return {
            article_address(id_): article.raw
            for article in _published(former)
            for id_ in (article.id, *article.aliases)
        }


def _vanished_terms(changed: Changed, workshop: Workshop) -> list[Term]:
    """Return the terms that had a page and are in the vocabulary no more.

    Only terms that an article carries have a page. To know that, all articles of that time have to
    be read, so it is asked only where the vocabulary has lost an entry.
    """
    if not changed.everything:
        return []
    with _former_state(changed.base, workshop, lambda _: False) as former:
        now = _terms(workshop.desk.vocabulary)
        lost = [term for term in _terms(former.desk.vocabulary) if term not in now]
    if not lost:
        return []
    with _former_state(changed.base, workshop, lambda _: True) as former:
        carried = {
            (kind, id_)
            for article in _published(former)
            for kind in TERM_KINDS
            for term in terms_of(article, kind)
            for id_ in (term, *former.desk.vocabulary.of(kind)[term].was)
        }
    return [term for term in lost if term in carried]


@contextmanager
def _former_state(
    base: str, workshop: Workshop, wanted: Callable[[str], bool]
) -> Iterator[Workshop]:
    """Write the wanted articles, as they were, to a folder, and open a workshop upon them."""
    project = workshop.config.project
    with TemporaryDirectory(prefix="warraq-since-") as folder:
        former = Path(folder).resolve()
        _write(files_at(base, FILE, project), former, project)
        config = _former_config(former, workshop.config)
        articles = below(config.articles_dir, config)
        vocabulary = f"{below(config.vocabulary_dir, config)}/"
        there = files_at(base, articles, project)
        chosen = {
            path: content
            for path, content in there.items()
            if path.startswith(vocabulary) or (is_article_file(path) and wanted(path))
        }
        _write(chosen, former, project)
        try:
            opened = open_workshop(config)
        except ConfigError:  # that vocabulary was of no use, so nothing was published with it
            opened = replace(workshop, config=replace(config, articles_dir=former / "nothing"))
        yield opened


def _former_config(former: Path, config: Config) -> Config:
    try:
        return load_config(former)
    except ConfigError:
        articles = former / below(config.articles_dir, config)
        return replace(config, project=former, articles_dir=articles)


def _write(files: dict[str, str], folder: Path, project: Path) -> None:
    for path, content in zip(files, contents([*files.values()], project), strict=True):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def _published(workshop: Workshop) -> Iterator[FrontMatter]:
    config = workshop.config
    if not config.articles_dir.is_dir():
        return
    for file in discover_files(config.articles_dir, config.project):
        outcome = finish(file, workshop) if isinstance(file, RawFile) else None
        if isinstance(outcome, Finished):
            yield outcome.front_matter


def _terms(vocabulary: Vocabulary) -> dict[Term, None]:
    """Return every id and former id, in the order of the files."""
    return dict.fromkeys(
        (kind, id_)
        for kind in TERM_KINDS
        for entry in vocabulary.of(kind).values()
        for id_ in (entry.id, *entry.was)
    )
