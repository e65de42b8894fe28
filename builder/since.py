"""What changed since a revision: the files to check, and the addresses that must not vanish.

The former state of a file is written to a folder of its own and read by the same readers, with the
settings and the vocabulary of that time, so an address counts only if it really was published.
"""

from __future__ import annotations

import os
import shlex
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from builder.addresses import article_address, term_address
from builder.config import FILE, load_config
from builder.diagnostics import Diagnostic
from builder.errors import ArticleError, ConfigError
from builder.git import (
    GitError,
    changed_paths,
    contents,
    edited_paths,
    files_at,
    parting_commit,
)
from builder.library import terms_of
from builder.model import Problem
from builder.raw_files import (
    KINDS,
    PARTS_ENDINGS,
    PICTURE_SUFFIXES,
    SIDECAR_SUFFIX,
    SIDECAR_SUFFIXES,
    VOCABULARY,
    RawFile,
    StrayFile,
    discover_files,
    is_sidecar,
    read_raw,
    read_sidecar,
    visible_path,
)
from builder.reading import identify
from builder.vocabulary.entries import KINDS as TERM_KINDS
from builder.workshop import Finished, Workshop, finish, open_workshop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from builder.config import Config
    from builder.model import FrontMatter
    from builder.vocabulary import Vocabulary
    from builder.vocabulary.entries import Kind

Term = tuple["Kind", str]
LAST_COMMIT: Final = "HEAD"
SHORT: Final = 12
"""Figures by which a commit is named in a command that people copy."""
_ARTICLE_SUFFIXES: Final = SIDECAR_SUFFIXES.union(KINDS)


@dataclass(frozen=True, slots=True)
class Changed:
    """What differs from a revision."""

    base: str
    """The commit that this work parted from."""
    paths: frozenset[str]
    """Files that were added, changed or removed, as paths below the project."""
    everything: bool
    """True where a change reaches every article: settings or the vocabulary."""
    stems: frozenset[str]
    """The paths without their endings: a raw file and its sidecar have one stem."""
    sidecars: frozenset[str]
    """The stems of the sidecars among them, also of one that now has another ending or is gone."""
    pictures: Mapping[str, tuple[str, ...]]
    """Names of the pictures among the paths, by their folder."""
    edited: frozenset[str]
    """The files among them that were there before, under the same name."""
    revision: str
    """What the base is called in a command."""

    def touches(self, file: RawFile | StrayFile) -> bool:
        """Tell whether a change is in this very file, or in what belongs to it."""
        if isinstance(file, StrayFile):  # a sidecar is also left behind by its raw file
            left_behind = is_sidecar(file.path) and _stem(file.path) in self.stems
            within = any(path.startswith(f"{file.path}/") for path in self.paths)
            return file.path in self.paths or left_behind or within
        own = (_stem(file.path) + ending for ending in PARTS_ENDINGS)
        folders = (file.path.rpartition("/")[0], *own)
        beside = tuple(name for folder in folders for name in self.pictures.get(folder, ()))
        told = file.path in self.paths or _stem(file.path) in self.sidecars
        return told or _names(file, beside)


def changed_since(revision: str, config: Config) -> Changed:
    """Return what differs between `revision` and the files as they are; raise GitError."""
    base = parting_commit(revision, config.project)
    named = changed_paths(base, config.project)
    paths = named | frozenset(map(visible_path, named))
    vocabulary = _below(config.vocabulary_dir, config) + "/"
    reaching = any(path == FILE or path.startswith(vocabulary) for path in paths)
    pictures: dict[str, tuple[str, ...]] = {}
    for path in filter(_is_picture, sorted(paths)):
        folder, _, name = path.rpartition("/")
        pictures[folder] = (*pictures.get(folder, ()), name)
    stems = frozenset(map(_stem, paths))
    sidecars = frozenset(map(_stem, filter(is_sidecar, paths)))
    edited = frozenset(map(visible_path, edited_paths(base, config.project)))
    shown = revision if revision == LAST_COMMIT else base[:SHORT]
    return Changed(base, paths, reaching, stems, sidecars, pictures, edited, shown)


def changed_since_last_commit(config: Config) -> Changed | None:
    """Return what differs from the last commit; None where there is none to compare with."""
    try:
        return changed_since(LAST_COMMIT, config)
    except GitError:
        return None


def files_to_check(changed: Changed, config: Config) -> Iterator[RawFile | StrayFile]:
    """Yield the files that a change touches, also through a sidecar, a picture or the settings."""
    for file in discover_files(config.articles_dir, config.project):
        if changed.touches(file) or (changed.everything and isinstance(file, RawFile)):
            yield file


def vanished(changed: Changed, workshop: Workshop, code: str = "ADDR01") -> Iterator[Diagnostic]:
    """Yield a diagnostic for each address that was there before and leads nowhere now."""
    config = workshop.config
    former = _former_articles(changed, workshop)
    here, unreadable = _present(config) if former else (set(), set())
    for address, path in former.items():
        if address not in here and path not in unreadable:
            yield Diagnostic(path, _gone(code, address, _restored(path, changed)))
    vocabulary = _below(config.vocabulary_dir, config)
    for term in _vanished_terms(changed, workshop):
        path = f"{vocabulary}/{term[0]}.yml"
        yield Diagnostic(path, _gone(code, term_address(*term), (("entries", path),)))


def edited(path: str, changed: Changed) -> Problem | None:
    """Return what is to be said of a raw file that was edited."""
    if path not in changed.edited:
        return None
    return Problem("FILE15", values=_restored(path, changed))


def _gone(code: str, address: str, values: tuple[tuple[str, str], ...]) -> Problem:
    about = (("address", address), ("id", PurePosixPath(address).name))
    return Problem(code, values=(*about, *values))


def _restored(path: str, changed: Changed) -> tuple[tuple[str, str], ...]:
    """Return what the command needs that brings a raw file back, and where its sidecar is."""
    sidecar = _stem(path) + SIDECAR_SUFFIX
    return (
        ("revision", changed.revision),
        ("quoted", shlex.quote(path)),
        ("sidecar", sidecar),
    )


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
        return moved or _stem(path) in changed.stems

    articles = _below(workshop.config.articles_dir, workshop.config)
    there = files_at(changed.base, articles, workshop.config.project)
    if not moved and not any(wanted(path) for path in there if _is_article_file(path)):
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
        articles = _below(config.articles_dir, config)
        vocabulary = f"{articles}/{VOCABULARY}/"
        there = files_at(base, articles, project)
        chosen = {
            path: content
            for path, content in there.items()
            if path.startswith(vocabulary) or (_is_article_file(path) and wanted(path))
        }
        _write(chosen, former, project)
        try:
            yield open_workshop(config)
        except ConfigError:  # that vocabulary was of no use, so nothing was published with it
            yield replace(workshop, config=replace(config, articles_dir=former / "nothing"))


def _former_config(former: Path, config: Config) -> Config:
    try:
        return load_config(former)
    except ConfigError:
        articles = former / _below(config.articles_dir, config)
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


def _names(file: RawFile, pictures: tuple[str, ...]) -> bool:
    """Tell whether an article's files name one of the pictures; a look without reading them."""
    if not pictures:
        return False
    try:
        written = read_raw(file) + (read_sidecar(file) or b"")
    except ArticleError:  # what is wrong with the file is told when it is checked
        return False
    return any(os.fsencode(name) in written for name in pictures)


def _below(folder: Path, config: Config) -> str:
    return folder.relative_to(config.project).as_posix()


def _is_picture(path: str) -> bool:
    return PurePosixPath(path).suffix.lower() in PICTURE_SUFFIXES


def _is_article_file(path: str) -> bool:
    return PurePosixPath(path).suffix.lower() in _ARTICLE_SUFFIXES


def _stem(path: str) -> str:
    return path.rpartition(".")[0]
