"""Pages that people write in `docs/`: their addresses, and which of them stand in our way.

MkDocs gives a page its address by its name, whoever wrote it. Of two that come to one address it
publishes either, or the one in a first build and the other in a later one; so none may come to an
address of the builder's own, where readers look for an article or a list.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from builder.diagnostics import Diagnostic
from builder.errors import ConfigError
from builder.files import visible_files
from builder.folders import check_docs, shown_from
from builder.model import Problem
from builder.site import OWNED_FILES, OWNED_FOLDERS, SEARCH, is_owned, owned_before

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from builder.config import Config

_ENDINGS: Final = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""Of the files that MkDocs makes pages of."""
_HOME: Final = "index.html"
_HEADS: Final = ("index", "README")
"""What a page is called that is published at the address of its folder."""
_NOT_ENTERED: Final = frozenset({*OWNED_FOLDERS, "templates"})
"""Folders that are the builder's, and the one that MkDocs publishes nothing of."""


def hand_written(config: Config) -> Iterator[str]:
    """Yield the address of each page that people wrote, as MkDocs gives it to readers."""
    docs_dir = config.docs_dir
    pages = frozenset(_pages(docs_dir, "") if docs_dir.is_dir() else ())
    for path in _published(sorted(pages), config.unpublished):
        folder, slash, name = path.rpartition("/")
        if name.rpartition(".")[0] == "README" and (not slash or f"{folder}/index.md" in pages):
            continue  # the other one is the page of that folder
        yield quote(_address(path))


def _pages(folder: Path, inside: str) -> Iterator[str]:
    """Yield the pages below a folder, without entering those that are the builder's or hidden."""
    for entry in os.scandir(folder):
        path = inside + entry.name
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            if path not in _NOT_ENTERED:
                yield from _pages(Path(entry.path), f"{path}/")
        elif path.endswith(_ENDINGS) and path not in OWNED_FILES:
            yield path


def _published(pages: Iterable[str], unpublished: Iterable[str]) -> Iterable[str]:
    """Leave out the pages that the settings keep from readers."""
    for patterns in filter(None, unpublished):
        from pathspec.gitignore import GitIgnoreSpec  # noqa: PLC0415 - slow to load

        with suppress(ValueError):  # MkDocs tells of a pattern that is none
            hidden = GitIgnoreSpec.from_lines(patterns.splitlines())
            pages = [page for page in pages if not hidden.match_file(page)]
    return pages


def stop_at_squatters(paths: Iterable[str], config: Config) -> None:
    """Raise ConfigError where one of the files in `docs/` has an address of the builder's own."""
    found = [*_squatters(paths, config)]
    if found:
        raise ConfigError(tuple(found))


def taken_places(config: Config) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the files in `docs/`; nothing is written."""
    try:
        check_docs(config.docs_dir, config.project)
    except ConfigError as error:
        return error.diagnostics
    return tuple(_squatters((path for path, _ in visible_files(str(config.docs_dir))), config))


def _squatters(paths: Iterable[str], config: Config) -> Iterator[Diagnostic]:
    """Yield an error for each of the files that is published where the builder's own are."""
    in_place = [path for path in paths if _is_in_our_place(path)]
    ours = owned_before(config.docs_dir) if in_place else ()
    folder = f"{shown_from(config.project, config.docs_dir)}/"
    for path in sorted(in_place):
        if path not in ours:
            place = shown_from(config.project, config.docs_dir / path)
            values = (("place", place), ("address", _address(path) or "/"), ("folder", folder))
            yield Diagnostic(place, Problem("SITE05", values=values))


def _is_in_our_place(path: str) -> bool:
    if path.startswith(f"{SEARCH}/"):
        return False
    return is_owned(path) or is_owned(_became(path)) or path == _HOME


def _address(path: str) -> str:
    """Return where MkDocs publishes a file, as readers are led there."""
    return _became(path).removesuffix(_HOME)


def _became(path: str) -> str:
    """Return what MkDocs publishes a file as.

    >>> _became("articles.md"), _became("guide/README.md"), _became("a/b.png")
    ('articles/index.html', 'guide/index.html', 'a/b.png')
    """
    if not path.endswith(_ENDINGS):
        return path
    folder, slash, name = path.rpartition("/")
    stem = name.rpartition(".")[0]
    return folder + slash + (_HOME if stem in _HEADS else f"{stem}/{_HOME}")
