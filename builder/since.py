"""What changed since a revision: which files are to be checked, and which were edited."""

from __future__ import annotations

import os
import shlex
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from builder.config import FILE
from builder.errors import ArticleError
from builder.git import GitError, changed_paths, edited_paths, parting_commit
from builder.model import Problem
from builder.raw_files import (
    KINDS,
    PARTS_ENDINGS,
    SIDECAR_SUFFIX,
    SIDECAR_SUFFIXES,
    RawFile,
    StrayFile,
    discover_files,
    is_picture_name,
    is_sidecar,
    read_raw,
    read_sidecar,
    visible_path,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from builder.config import Config

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
            left_behind = is_sidecar(file.path) and stem_of(file.path) in self.stems
            within = any(path.startswith(f"{file.path}/") for path in self.paths)
            return file.path in self.paths or left_behind or within
        own = (stem_of(file.path) + ending for ending in PARTS_ENDINGS)
        folders = (file.path.rpartition("/")[0], *own)
        beside = tuple(name for folder in folders for name in self.pictures.get(folder, ()))
        told = file.path in self.paths or stem_of(file.path) in self.sidecars
        return told or _names(file, beside)


def changed_since(revision: str, config: Config) -> Changed:
    """Return what differs between `revision` and the files as they are; raise GitError."""
    base = parting_commit(revision, config.project)
    named = changed_paths(base, config.project)
    paths = named | frozenset(map(visible_path, named))
    vocabulary = f"{config.vocabulary_path}/"
    reaching = any(path == FILE or path.startswith(vocabulary) for path in paths)
    pictures: dict[str, tuple[str, ...]] = {}
    for path in filter(is_picture_name, sorted(paths)):
        folder, _, name = path.rpartition("/")
        pictures[folder] = (*pictures.get(folder, ()), name)
    stems = frozenset(map(stem_of, paths))
    sidecars = frozenset(map(stem_of, filter(is_sidecar, paths)))
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


def edited(path: str, changed: Changed) -> Problem | None:
    """Return what is to be said of a raw file that was edited."""
    if path not in changed.edited:
        return None
    return Problem("FILE15", values=restored(path, changed))


def restored(path: str, changed: Changed) -> tuple[tuple[str, str], ...]:
    """Return what the command needs that brings a raw file back, and where its sidecar is."""
    sidecar = stem_of(path) + SIDECAR_SUFFIX
    return (
        ("revision", changed.revision),
        ("quoted", shlex.quote(path)),
        ("sidecar", sidecar),
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


def is_article_file(path: str) -> bool:
    """Tell whether a file is a raw file or a sidecar, by its ending."""
    return PurePosixPath(path).suffix.lower() in _ARTICLE_SUFFIXES


def stem_of(path: str) -> str:
    """Return a path without its ending: a raw file and its sidecar have one stem."""
    return path.rpartition(".")[0]
