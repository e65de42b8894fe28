"""Find the raw files below `articles/`, each with its sidecar, and read their bytes.

Raw files are evidence: they are opened for reading only. They also come from strangers, so nothing
outside the articles folder is read, whatever a link says (`builder.untrusted`).
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from builder.diagnostics import Diagnostic
from builder.errors import ArticleError, ConfigError
from builder.frozen import frozen
from builder.model import Problem
from builder.untrusted import read_untrusted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

MAX_BYTES: Final = 20_000_000
"""A raw file's largest size; saved pages with pictures inlined reach 10 MB."""
SIDECAR_SUFFIX: Final = ".yml"
SIDECAR_SUFFIXES: Final = frozenset({SIDECAR_SUFFIX, ".yaml"})
"""Endings of a sidecar's name, in letters of any size: one that is not read looks as if it were."""
PICTURE_SUFFIXES: Final = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp"})
PARTS_ENDINGS: Final = ("_files", ".files")
"""Endings of the folder that a browser saves with a page: pictures, scripts, frames."""
VOCABULARY: Final = "vocabulary"
_UNFIT_FOR_NAMES: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Controls, line ends, orders to turn letters around, and bytes that are no UTF-8."""
READ_ME: Final = frozenset({"readme.md", "readme.txt"})
PAPERS: Final = frozenset(
    {"readme", "license", "licence", "copying", "copyright", "notice", "authors", "credits"}
    | {"codeowners", "changelog", "makefile"}
)
"""Names without an ending that are no article's."""
_ENDING: Final = re.compile(r"\.(?=[a-z0-9]*[a-z])[a-z0-9]{1,12}~?", re.ASCII)
"""What says of what kind a file is; «.2» and «. عن المطبعة» are the end of a title."""


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


@frozen
class RawFile:
    """A raw article file, not yet opened."""

    path: str
    """Path below the project, `/`-separated: how people name the file."""
    place: str
    """Where it lies, as the system names it: a `Path` would cost more than a look."""
    kind: Kind
    sidecars: tuple[Path, ...] = ()
    """The sidecar, and others that claim to be it."""
    root: Path | None = None
    """Folder that the file must not lead out of; None for a file named by hand."""

    @property
    def location(self) -> Path:
        """Where it lies."""
        return Path(self.place)

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
    _require(articles_dir, project)
    for inside, entry, beside in _walk(articles_dir, articles_dir, project):
        name = entry.name
        path, (stem, suffix) = inside + name, _parted(name)
        if visible_path(path) != path:
            yield StrayFile(visible_path(path), Problem("FILE09"))
        elif name.endswith(PARTS_ENDINGS) and entry.is_dir():
            if (page := _whose_parts(name)) not in beside.raw_files:
                yield StrayFile(path, Problem("FILE16", values=(("name", page),)))
        elif suffix in SIDECAR_SUFFIXES:
            if stem not in beside.raw_files:
                yield StrayFile(path, Problem("SIDE04"))
        elif suffix in KINDS:
            sidecars = tuple(Path(entry.path).with_name(s) for s in beside.sidecars.get(stem, ()))
            yield RawFile(path, entry.path, KINDS[suffix], sidecars, articles_dir)
        elif entry.is_symlink() and entry.is_dir():
            yield StrayFile(path, Problem("FILE20"))
        elif not is_picture_name(name):
            yield StrayFile(path, _unread(name, suffix))
    yield from _among_vocabularies(articles_dir / VOCABULARY, project)


def _require(articles_dir: Path, project: Path) -> None:
    """Raise ConfigError unless there is a folder where the settings say the articles are."""
    if not articles_dir.is_dir():
        shown = articles_dir.relative_to(project).as_posix()
        problem = Problem("CONF06", values=(("value", shown),))
        raise ConfigError((Diagnostic("mkdocs.yml", problem),))


def is_picture_name(name: str) -> bool:
    """Tell by its ending whether a file is called what a picture is called."""
    return name[name.rfind(".") :].lower() in PICTURE_SUFFIXES


def _unread(name: str, suffix: str) -> Problem:
    """Say why a file is passed over: its kind, or an article of which nobody can know it is one."""
    if not _ENDING.fullmatch(suffix) and name.lower() not in PAPERS:
        kept = name.strip().rstrip(".")
        if _parted(kept)[1] in KINDS:  # only what nobody sees keeps it from being read
            return Problem("FILE14", values=(("name", kept), ("unseen", kept)))
        return Problem("FILE14", values=(("name", f"{kept}.txt"),))
    values = (("what", suffix or name), ("expected", " ".join(KINDS)))
    return Problem("FILE06", values=values)


def _among_vocabularies(folder: Path, project: Path) -> Iterator[StrayFile]:
    """Tell of raw files that nobody would read, for they lie where no article does."""
    for entry in _entries(str(folder)) if folder.is_dir() else ():
        name = entry.name
        if _parted(name)[1] in KINDS and name.lower() not in READ_ME and not name.startswith("."):
            path = f"{folder.relative_to(project).as_posix()}/{name}"
            yield StrayFile(visible_path(path), Problem("FILE13"))


def is_sidecar(path: str) -> bool:
    """Tell whether a file is a sidecar, by its name.

    >>> is_sidecar("articles/a.yml"), is_sidecar("articles/a.YAML"), is_sidecar("articles/a.txt")
    (True, True, False)
    """
    return PurePosixPath(path).suffix.lower() in SIDECAR_SUFFIXES


def raw_file_of(name: Path) -> Path | None:
    """Return the raw file of that name, whatever its ending: the one that a sidecar is for."""
    found = _beside(name.parent).raw_files.get(name.stem)
    return None if found is None else name.parent / found


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
    beside = _beside(location.parent)
    sidecars = tuple(location.parent / one for one in beside.sidecars.get(location.stem, ()))
    return RawFile(path, str(location), kind, sidecars)


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
    return read_untrusted(file.place, file.root, MAX_BYTES)


def read_sidecar(file: RawFile) -> bytes | None:
    """Return the bytes of a raw file's sidecar, or None where it has none."""
    if len(file.sidecars) > 1:
        names = ", ".join(visible_path(sidecar.name) for sidecar in file.sidecars)
        raise ArticleError(Problem("SIDE05", values=(("names", names),)))
    if file.sidecar is None:
        return None
    return read_untrusted(str(file.sidecar), file.root, MAX_BYTES)


@dataclass(frozen=True, slots=True)
class _Beside:
    """Names of what stands together in one folder, by the name without its ending."""

    raw_files: Mapping[str, str]
    sidecars: Mapping[str, tuple[str, ...]]


def _beside(folder: Path) -> _Beside:
    try:
        return _sorted_out(entry.name for entry in _entries(str(folder)))
    except OSError:  # a file named by hand that is not there: told where it is read
        return _Beside({}, {})


def _sorted_out(names: Iterable[str]) -> _Beside:
    raw_files: dict[str, str] = {}
    sidecars: dict[str, tuple[str, ...]] = {}
    for name in names:
        stem, suffix = _parted(name)
        if suffix in KINDS:
            raw_files.setdefault(stem, name)
        elif suffix in SIDECAR_SUFFIXES:
            sidecars[stem] = (*sidecars.get(stem, ()), name)
    return _Beside(raw_files, sidecars)


def _parted(name: str) -> tuple[str, str]:
    """Return a name without its ending, and the ending in small letters, as `Path` has them.

    >>> _parted("a.b.TXT"), _parted(".txt"), _parted("a.")
    (('a.b', '.txt'), ('.txt', ''), ('a.', ''))
    """
    at = name.rfind(".")
    return (name[:at], name[at:].lower()) if 0 < at < len(name) - 1 else (name, "")


def _entries(folder: str) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return sorted(entries, key=lambda entry: entry.name)


def _walk(
    folder: Path, articles_dir: Path, project: Path
) -> Iterator[tuple[str, os.DirEntry[str], _Beside]]:
    """Yield the files below `folder` by name, and folders of parts; links are not followed.

    Of each its folder, as people name it, its entry there, and those beside it.
    """
    entries = _entries(str(folder))
    beside = _sorted_out(entry.name for entry in entries)
    inside = f"{folder.relative_to(project).as_posix()}/".removeprefix("./")
    for entry in entries:
        name = entry.name
        if name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            if name.endswith(PARTS_ENDINGS):
                yield inside, entry, beside
            elif folder / name != articles_dir / VOCABULARY:
                yield from _walk(folder / name, articles_dir, project)
        elif name.lower() not in READ_ME:
            yield inside, entry, beside


def _whose_parts(folder: str) -> str:
    """Return the name, without its ending, of the page that a folder of parts was saved with."""
    return next(folder.removesuffix(one) for one in PARTS_ENDINGS if folder.endswith(one))
