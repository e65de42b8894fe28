"""Find the raw files below `articles/`, each with its sidecar, and read their bytes.

Raw files are evidence: this module opens them for reading only. They also come from strangers, so
nothing outside the articles folder is read, whatever a link says, and nothing of any size.
"""

from __future__ import annotations

import re
import stat
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from builder.errors import ArticleError
from builder.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAX_BYTES: Final = 20_000_000
"""A raw file's largest size; saved pages with pictures inlined reach 10 MB."""
SIDECAR_SUFFIX: Final = ".yml"
PICTURE_SUFFIXES: Final = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp"})
VOCABULARY: Final = "vocabulary"
_UNFIT_FOR_NAMES: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Controls, line ends, orders to turn letters around, and bytes that are no UTF-8."""
READ_ME: Final = frozenset({"readme.md", "readme.txt"})


class Kind(StrEnum):
    """What a raw file holds, by its name's ending."""

    TEXT = "text"
    PAGE = "page"
    MARKDOWN = "markdown"
    WORD = "word"
    MIME = "mime"


KINDS: Final = {
    ".txt": Kind.TEXT,
    ".html": Kind.PAGE,
    ".htm": Kind.PAGE,
    ".md": Kind.MARKDOWN,
    ".docx": Kind.WORD,
    ".mhtml": Kind.MIME,
    ".mht": Kind.MIME,
    ".eml": Kind.MIME,
}


@dataclass(frozen=True, slots=True)
class RawFile:
    """A raw article file, not yet opened."""

    path: str
    """Path below the project, `/`-separated: how people name the file."""
    location: Path
    kind: Kind
    sidecar: Path | None = None
    root: Path | None = None
    """Folder that the file must not lead out of; None for a file named by hand."""

    @property
    def sidecar_path(self) -> str:
        """Path of the sidecar below the project, whether or not there is one."""
        return self.path.rpartition(".")[0] + SIDECAR_SUFFIX


@dataclass(frozen=True, slots=True)
class StrayFile:
    """A file below `articles/` that is no raw file, with what is wrong about it."""

    path: str
    problem: Problem


def discover_files(articles_dir: Path, project: Path) -> Iterator[RawFile | StrayFile]:
    """Yield everything below `articles_dir` that is or should be a raw file, in stable order."""
    for location in _walk(articles_dir, articles_dir):
        path = location.relative_to(project).as_posix()
        suffix = location.suffix.lower()
        if visible_path(path) != path:
            yield StrayFile(visible_path(path), Problem("FILE09"))
        elif suffix == SIDECAR_SUFFIX:
            if not _has_raw_file(location):
                yield StrayFile(path, Problem("SIDE04"))
        elif suffix in KINDS:
            yield RawFile(path, location, KINDS[suffix], _sidecar(location), articles_dir)
        elif suffix not in PICTURE_SUFFIXES:
            expected = " ".join(KINDS)
            values = (("what", suffix or location.name), ("expected", expected))
            yield StrayFile(path, Problem("FILE06", values=values))


def visible_path(path: str) -> str:
    r"""Return a path as it can be shown, on a page or a terminal, and written in UTF-8.

    Python keeps bytes that are no UTF-8 as surrogates.

    >>> visible_path("articles/a\nb.txt"), visible_path("articles/\udcff.txt")
    ('articles/a�b.txt', 'articles/�.txt')
    >>> visible_path("articles/\u202etxt.exe.txt")
    'articles/�txt.exe.txt'
    """
    return _UNFIT_FOR_NAMES.sub("\N{REPLACEMENT CHARACTER}", path)


def raw_file(location: Path, project: Path) -> RawFile:
    """Return the raw file at `location`, wherever it lies; raise ArticleError for other kinds."""
    kind = KINDS.get(location.suffix.lower())
    if kind is None:
        values = (("what", location.suffix or location.name), ("expected", " ".join(KINDS)))
        raise ArticleError(Problem("FILE06", values=values))
    absolute = location.absolute()
    inside = absolute.is_relative_to(project)
    path = absolute.relative_to(project).as_posix() if inside else location.as_posix()
    return RawFile(path, location, kind, _sidecar(location))


def read_raw(file: RawFile) -> bytes:
    """Return the bytes of a raw file; raise ArticleError where it may not or cannot be read."""
    return _read(file.location, file.root)


def read_sidecar(file: RawFile) -> bytes | None:
    """Return the bytes of a raw file's sidecar, or None where it has none."""
    return None if file.sidecar is None else _read(file.sidecar, file.root)


def _read(location: Path, root: Path | None) -> bytes:
    try:
        found = location.lstat()
        if stat.S_ISLNK(found.st_mode):  # no folder on the way is one: `_walk` enters none
            if root is not None and not location.resolve().is_relative_to(root.resolve()):
                raise ArticleError(Problem("FILE04"))
            found = location.stat()
        if not stat.S_ISREG(found.st_mode):
            raise ArticleError(Problem("FILE05", values=(("what", "not a regular file"),)))
        size = found.st_size
        if size > MAX_BYTES:
            values = (("size", f"{size / 1e6:.0f}"), ("limit", f"{MAX_BYTES / 1e6:.0f}"))
            raise ArticleError(Problem("FILE03", values=values))
        return location.read_bytes()
    except OSError as error:
        what = error.strerror or type(error).__name__
        raise ArticleError(Problem("FILE05", values=(("what", what),))) from None


def _walk(folder: Path, articles_dir: Path) -> Iterator[Path]:
    """Yield the files below `folder` by name; links to folders are not followed."""
    for location in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if location.name.startswith("."):
            continue
        if location.is_dir() and not location.is_symlink():
            if not _is_aside(location, articles_dir):
                yield from _walk(location, articles_dir)
        elif location.name.lower() not in READ_ME:
            yield location


def _is_aside(folder: Path, articles_dir: Path) -> bool:
    """Tell whether a folder holds vocabularies or the pictures and scripts of a saved page."""
    return folder == articles_dir / VOCABULARY or folder.name.endswith(("_files", ".files"))


def _sidecar(location: Path) -> Path | None:
    sidecar = location.with_suffix(SIDECAR_SUFFIX)
    return sidecar if sidecar.exists() or sidecar.is_symlink() else None


def _has_raw_file(sidecar: Path) -> bool:
    return any(
        sidecar.with_suffix(ending).exists()
        for suffix in KINDS
        for ending in (suffix, suffix.upper())
    )
