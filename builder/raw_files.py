"""Find the raw files below `articles/`, each with its sidecar, and read their bytes.

Raw files are evidence: this module opens them for reading only. They also come from strangers, so
nothing outside the articles folder is read, whatever a link says, and nothing of any size.
"""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from builder.errors import ArticleError
from builder.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

MAX_BYTES: Final = 20_000_000
"""A raw file's largest size; saved pages with pictures inlined reach 10 MB."""
SIDECAR_SUFFIX: Final = ".yml"
SIDECAR_SUFFIXES: Final = frozenset({SIDECAR_SUFFIX, ".yaml"})
"""Endings of a sidecar's name, in letters of any size: one that is not read looks as if it were."""
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
    sidecars: tuple[Path, ...] = ()
    """The sidecar, and others that claim to be it."""
    root: Path | None = None
    """Folder that the file must not lead out of; None for a file named by hand."""

    @property
    def sidecar(self) -> Path | None:
        """The sidecar, or None where there is none."""
        return self.sidecars[0] if self.sidecars else None

    @property
    def sidecar_path(self) -> str:
        """Path of the sidecar below the project, whether or not there is one."""
        if self.sidecars:
            folder, slash, _ = self.path.rpartition("/")
            return folder + slash + visible_path(self.sidecars[0].name)
        return self.path.rpartition(".")[0] + SIDECAR_SUFFIX


@dataclass(frozen=True, slots=True)
class StrayFile:
    """A file below `articles/` that is no raw file, with what is wrong about it."""

    path: str
    problem: Problem


def discover_files(articles_dir: Path, project: Path) -> Iterator[RawFile | StrayFile]:
    """Yield everything below `articles_dir` that is or should be a raw file, in stable order."""
    for location, beside in _walk(articles_dir, articles_dir):
        path = location.relative_to(project).as_posix()
        suffix = location.suffix.lower()
        if visible_path(path) != path:
            yield StrayFile(visible_path(path), Problem("FILE09"))
        elif is_sidecar(path):
            if location.stem not in beside.raw_files:
                yield StrayFile(path, Problem("SIDE04"))
        elif suffix in KINDS:
            sidecars = beside.sidecars.get(location.stem, ())
            yield RawFile(path, location, KINDS[suffix], sidecars, articles_dir)
        elif suffix not in PICTURE_SUFFIXES:
            expected = " ".join(KINDS)
            values = (("what", suffix or location.name), ("expected", expected))
            yield StrayFile(path, Problem("FILE06", values=values))


def is_sidecar(path: str) -> bool:
    """Tell whether a file is a sidecar, by its name.

    >>> is_sidecar("articles/a.yml"), is_sidecar("articles/a.YAML"), is_sidecar("articles/a.txt")
    (True, True, False)
    """
    return PurePosixPath(path).suffix.lower() in SIDECAR_SUFFIXES


def raw_file_of(name: Path) -> Path | None:
    """Return the raw file of that name, whatever its ending: the one that a sidecar is for."""
    return _beside(name.parent).raw_files.get(name.stem)


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
        raise ArticleError(_no_kind(location))
    absolute = location.absolute()
    inside = absolute.is_relative_to(project)
    path = absolute.relative_to(project).as_posix() if inside else location.as_posix()
    sidecars = _beside(location.parent).sidecars.get(location.stem, ())
    return RawFile(path, location, kind, sidecars)


def _no_kind(location: Path) -> Problem:
    """Say why what a person names is not read; in the collection it would only be passed over."""
    if location.is_dir():
        return Problem("FILE11")
    if not os.path.lexists(location):
        return Problem("FILE10")
    values = (("what", location.suffix or location.name), ("expected", " ".join(KINDS)))
    return Problem("FILE12", values=values)


def read_raw(file: RawFile) -> bytes:
    """Return the bytes of a raw file; raise ArticleError where it may not or cannot be read."""
    return _read(file.location, file.root)


def read_sidecar(file: RawFile) -> bytes | None:
    """Return the bytes of a raw file's sidecar, or None where it has none."""
    if len(file.sidecars) > 1:
        names = ", ".join(visible_path(sidecar.name) for sidecar in file.sidecars)
        raise ArticleError(Problem("SIDE05", values=(("names", names),)))
    return None if file.sidecar is None else _read(file.sidecar, file.root)


def _read(location: Path, root: Path | None) -> bytes:
    try:
        found = location.lstat()
        if stat.S_ISLNK(found.st_mode):  # no folder on the way is one: `_walk` enters none
            where = Path(os.path.realpath(location))  # `resolve` gives up on links that go round
            if root is not None and not where.is_relative_to(root.resolve()):
                raise ArticleError(Problem("FILE04"))
            found = location.stat()
        if stat.S_ISDIR(found.st_mode):
            raise ArticleError(Problem("FILE11"))
        if not stat.S_ISREG(found.st_mode):
            raise ArticleError(Problem("FILE05", values=(("what", "not a regular file"),)))
        size = found.st_size
        if size > MAX_BYTES:
            values = (("size", f"{size / 1e6:.0f}"), ("limit", f"{MAX_BYTES / 1e6:.0f}"))
            raise ArticleError(Problem("FILE03", values=values))
        return location.read_bytes()
    except FileNotFoundError:
        raise ArticleError(Problem("FILE10")) from None
    except OSError as error:
        what = error.strerror or type(error).__name__
        raise ArticleError(Problem("FILE05", values=(("what", what),))) from None


@dataclass(frozen=True, slots=True)
class _Beside:
    """What stands together in one folder, by the name without its ending."""

    raw_files: Mapping[str, Path]
    sidecars: Mapping[str, tuple[Path, ...]]


def _beside(folder: Path) -> _Beside:
    try:
        return _sorted_out(_entries(folder))
    except OSError:  # a file named by hand that is not there: told where it is read
        return _Beside({}, {})


def _sorted_out(entries: Iterable[Path]) -> _Beside:
    raw_files: dict[str, Path] = {}
    sidecars: dict[str, tuple[Path, ...]] = {}
    for entry in entries:
        suffix = entry.suffix.lower()
        if suffix in KINDS:
            raw_files.setdefault(entry.stem, entry)
        elif suffix in SIDECAR_SUFFIXES:
            sidecars[entry.stem] = (*sidecars.get(entry.stem, ()), entry)
    return _Beside(raw_files, sidecars)


def _entries(folder: Path) -> list[Path]:
    return sorted(folder.iterdir(), key=lambda entry: entry.name)


def _walk(folder: Path, articles_dir: Path) -> Iterator[tuple[Path, _Beside]]:
    """Yield the files below `folder` by name, each with those beside it; links are not followed."""
    entries = _entries(folder)
    beside = _sorted_out(entries)
    for location in entries:
        if location.name.startswith("."):
            continue
        if location.is_dir() and not location.is_symlink():
            if not _is_aside(location, articles_dir):
                yield from _walk(location, articles_dir)
        elif location.name.lower() not in READ_ME:
            yield location, beside


def _is_aside(folder: Path, articles_dir: Path) -> bool:
    """Tell whether a folder holds vocabularies or the pictures and scripts of a saved page."""
    return folder == articles_dir / VOCABULARY or folder.name.endswith(("_files", ".files"))
