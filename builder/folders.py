"""The folders that the builder fills: what else lies in one would be removed, so it refuses those.

Settings may name any folder at all. One that is the project's own, or lies in such a one, is never
filled; any other may be published into where a build of ours made what is there, or nothing is.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from builder.diagnostics import Diagnostic
from builder.errors import ConfigError
from builder.model import Problem
from builder.site import JOURNAL, MANIFEST, OWNED_FILES, OWNED_FOLDERS, SEARCH
from builder.untrusted import leads_out

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from builder.config import Config

CACHE: Final = ".cache"
"""The folder, in the project, of what is kept from build to build."""
GIT: Final = ".git"
_STARTS: Final = ("index.html", "404.html")
"""Pages of which each site of ours has both; beside the index, one is enough to know it by."""
_HOME: Final = "\ntemplate: home.html\n"
"""Stands in the front matter of our home page."""


def misplaced(config: Config) -> Iterator[Problem]:
    """Yield what is wrong with the folders that are written into, by their names alone."""
    project = config.project
    own = {
        "the folder of the articles": config.articles_dir,
        "the repository of git": project / GIT,
        "the folder of what is kept from build to build": project / CACHE,
        "the folder of the builder": Path(__file__).parent,
    }
    yield from _on_top_of("docs_dir", config.docs_dir, config, own)
    own["the folder of the pages"] = config.docs_dir
    if config.theme_dir is not None:
        own["the folder of the theme"] = config.theme_dir
    yield from _on_top_of("site_dir", config.site_dir, config, own)


def misled(config: Config) -> Iterator[Diagnostic]:
    """Yield an error for each link through which a build would write, or publish what is not ours.

    A link comes with a pull request like any file. Where it stands in the place of a folder of the
    builder's own, what it leads to would be removed; any other in `docs/` is published, whatever it
    leads to.
    """
    cache = config.project / CACHE
    if cache.is_symlink():
        yield Diagnostic(CACHE, Problem("CONF07"))
    for path, link in _links_below(config.docs_dir):
        place = shown_from(config.project, link)
        if path in OWNED_FILES or any(f"{own}/".startswith(f"{path}/") for own in OWNED_FOLDERS):
            yield Diagnostic(place, Problem("CONF07"))
        elif leads_out(link, config.project) or not leads_out(link, config.project / GIT):
            yield Diagnostic(place, Problem("CONF08"))


def _links_below(docs_dir: Path) -> Iterator[tuple[str, Path]]:
    """Yield links among the pages and their paths there, but not what lies in the builder's own."""
    for folder, folders, files in os.walk(docs_dir):
        for name in sorted((*folders, *files)):
            link = Path(folder, name)
            if link.is_symlink():
                yield link.relative_to(docs_dir).as_posix(), link
        inside = Path(folder).relative_to(docs_dir)
        folders[:] = [
            name for name in sorted(folders) if (inside / name).as_posix() not in OWNED_FOLDERS
        ]


def _on_top_of(key: str, folder: Path, config: Config, own: dict[str, Path]) -> Iterator[Problem]:
    """Yield a problem where a folder is one of the project's own, holds it or lies in it."""
    place, project = _real(folder), _real(config.project)
    found = "the project itself" if project.is_relative_to(place) else None
    for what, other in own.items():
        there = _real(other)
        if found is None and (place.is_relative_to(there) or there.is_relative_to(place)):
            found = what
    if found is not None:
        shown, example = shown_from(config.project, folder), key.removesuffix("_dir")
        values = (("key", key), ("value", shown), ("what", found), ("example", example))
        yield Problem("CONF05", values=values)


def _real(folder: Path) -> Path:
    return Path(os.path.realpath(folder))


def behind_link(folder: Path) -> Path:
    """Return the folder that a link in its place leads to, and any other as it is.

    Folders change names with those beside them: a link would change its own, and no other.
    """
    return _real(folder) if folder.is_symlink() else folder


def shown_from(project: Path, folder: Path) -> str:
    """Return a folder's path as people name it: from the project, where it lies in it.

    >>> shown_from(Path("/p"), Path("/p/docs/../site")), shown_from(Path("/p"), Path("/p/..site"))
    ('site', '..site')
    >>> shown_from(Path("/p"), Path("/srv/www"))  # which may be on another drive
    '/srv/www'
    """
    place, root = Path(os.path.normpath(folder)), Path(os.path.normpath(project))
    return (place.relative_to(root) if place.is_relative_to(root) else place).as_posix()


def check_site(site_dir: Path, spare: Path, project: Path) -> None:
    """Raise ConfigError where publishing would remove what no build of ours made.

    That is in the folder of the site, or in the `spare` one that a build keeps beside it.
    """
    foreign = site_dir
    if _is_ours(site_dir):
        if _is_ours(spare, _names(site_dir) or ()):
            return
        foreign = spare
    place = shown_from(project, foreign)
    raise ConfigError((Diagnostic(place, Problem("SITE03", values=(("place", place),))),))


def check_docs(docs_dir: Path, project: Path) -> None:
    """Raise ConfigError where no build was yet, and the first would remove what people wrote.

    A build leaves a list of its files, one that was killed its journal; and where both are lost,
    the home page is known by its template.
    """
    if any((docs_dir / name).exists() for name in (MANIFEST, JOURNAL)) or _has_home(docs_dir):
        return
    places = [*map(docs_dir.joinpath, sorted(OWNED_FILES))]
    for folder in OWNED_FOLDERS:
        places += sorted((docs_dir / folder).rglob("*"))
    foreign = next((place for place in places if place.is_symlink() or place.is_file()), None)
    if foreign is not None:
        place, folder = shown_from(project, foreign), shown_from(project, docs_dir)
        values = (("place", place), ("folder", f"{folder}/"))
        raise ConfigError((Diagnostic(place, Problem("SITE04", values=values)),))


def _has_home(docs_dir: Path) -> bool:
    try:
        text = (docs_dir / "index.md").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False
    return _HOME in text.partition("\n---\n")[0]


def _is_ours(folder: Path, known: Collection[str] = ()) -> bool:
    """Tell whether a folder is empty, or looks like a site that we made.

    Not all of it is looked at: that would take longer than to publish. What has only names that are
    `known` counts as well: a build that was killed may have left a spare folder half made.
    """
    names = _names(folder)
    if names is None or GIT in names:
        return False
    if not names or names <= set(known):
        return True
    return (folder / SEARCH).is_dir() and not names.isdisjoint(_STARTS)


def _names(folder: Path) -> set[str] | None:
    """Return what lies in a folder; None where it is no folder that anybody may read."""
    try:
        return set(os.listdir(folder))  # noqa: PTH208 - names are enough
    except FileNotFoundError:
        return set()
    except OSError:
        return None
