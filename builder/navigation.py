"""The pages that the navigation names, each of which is shown with the titles of the others.

They are few, written by hand and long, and MkDocs converts them all for each build. Where nothing
changed that they show, they stay as they were published, and only their titles are told. What a
page says of a file that came or went is for MkDocs to read again, in the navigation or out of it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from mkdocs.structure.files import InclusionLevel
from mkdocs.utils import is_markdown_file

from builder.site import is_owned

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation


def named_in(nav: object) -> Iterator[str]:
    """Yield the pages that the navigation names.

    >>> list(named_in([{"الرئيسية": "index.md"}, {"الدليل": ["guide/a.md"]}]))
    ['index.md', 'guide/a.md']
    """
    match nav:
        case str():
            yield nav
        case list():
            for item in nav:
                yield from named_in(item)
        case dict():
            for item in nav.values():
                yield from named_in(item)


def untitled_in(nav: object) -> Iterator[str]:
    """Yield those of them that the navigation gives no title, so that they have their own.

    >>> list(untitled_in([{"الرئيسية": "index.md"}, {"الدليل": ["guide/a.md"]}]))
    ['guide/a.md']
    """
    match nav:
        case list():
            for item in nav:
                yield from (item,) if isinstance(item, str) else untitled_in(item)
        case dict():
            for item in nav.values():
                yield from untitled_in(item)


def untouched(nav: object, current: Mapping[str, str]) -> dict[str, str]:
    """Return the pages of the navigation that are among the `current` ones, and what they became.

    There are none where another title may have come to stand beside theirs.
    """
    if any(path not in current for path in untitled_in(nav)):
        return {}
    return {path: current[path] for path in named_in(nav) if path in current}


def titles_in(nav: Navigation) -> dict[str, str]:
    """Return the titles of the pages of the navigation, by their paths."""
    return {page.file.src_uri: str(page.title) for page in nav.pages}


def leave_out(
    nav: Navigation,
    untouched: Mapping[str, str],
    titles: Mapping[str, str],
    moved: AbstractSet[str],
    config: MkDocsConfig,
) -> Iterator[str]:
    """Leave untouched pages out of a build, and yield what they became in the last one.

    `titles` are those of the last build. `moved` are the names of the files of `docs/` that came or
    went since.
    """
    for page in nav.pages:
        path = page.file.src_uri
        if path in untouched and path in titles:
            page.read_source(config)
            if not _names_any(moved, page.markdown or ""):
                page.title = titles[path]
                page.file.inclusion = InclusionLevel.EXCLUDED
                yield untouched[path]


def telling_of(moved: AbstractSet[str], paths: Iterable[str], docs_dir: str) -> set[str]:
    """Return which files at `paths` are pages that people wrote and that name a `moved` one."""
    if not moved:
        return set()
    written = [path for path in paths if is_markdown_file(path) and not is_owned(path)]
    return {
        path
        for path in written
        if _names_any(moved, Path(docs_dir, path).read_text(encoding="utf-8"))
    }


def _names_any(names: AbstractSet[str], text: str) -> bool:
    said = unquote(text)
    return any(name in said for name in names)
