"""Pages → `docs/`: written where they changed, and removed where they are no longer made.

The builder owns the folders below and nothing else; a manifest says which files are its own.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from builder.files import remove_empty_folders, write_if_changed, write_new

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from builder.model import Page

MANIFEST: Final = ".warraq-manifest.json"
JOURNAL: Final = ".warraq-journal"
"""Names each new file before it is written, so that a killed run leaves none behind."""
AT_ONCE: Final = 100
"""Pages that are named in the journal together."""
SEARCH: Final = "assets/search"
"""The folder of the search index, which is no page of ours: who writes it keeps it in order."""
OWNED_FOLDERS: Final = (
    "articles",
    "topics",
    "sources",
    "people",
    "organisations",
    "places",
    "archive",
    "timeline",
    "feeds",
    "assets/cards",
    "assets/pictures",
    SEARCH,
)
OWNED_FILES: Final = frozenset({"index.md", "sitemap.xml"})
_OWNED: Final = tuple(f"{folder}/" for folder in OWNED_FOLDERS)


class Kept(NamedTuple):
    """A file of ours that lies in `docs/` as it should be: nobody need read it to know."""

    path: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What one run did to `docs/`, as paths below it."""

    written: tuple[str, ...] = ()
    unchanged: int = 0
    pruned: tuple[str, ...] = ()

    @property
    def any(self) -> bool:
        """Tell whether anything is not as it was."""
        return bool(self.written or self.pruned)


def write_pages(pages: Iterable[Page | Kept], docs_dir: Path) -> Changes:
    """Make the builder's part of `docs_dir` equal to `pages`."""
    before = owned_before(docs_dir)
    written: list[str] = []
    paths: set[str] = set()
    stream = iter(pages)
    docs_dir.mkdir(parents=True, exist_ok=True)
    with (docs_dir / JOURNAL).open("a", encoding="utf-8") as journal:
        while chunk := list(islice(stream, AT_ONCE)):
            made = [page for page in chunk if not isinstance(page, Kept)]
            _check(chunk, made, paths)
            journal.writelines(f"{page.path}\n" for page in made if page.path not in before)
            journal.flush()
            written += [page.path for page in made if _write(page, docs_dir, before)]
    pruned = sorted(before - paths)
    for path in pruned:
        _remove(docs_dir, path)
    _write_manifest(docs_dir, paths)
    (docs_dir / JOURNAL).unlink()
    return Changes(tuple(written), len(paths) - len(written), tuple(pruned))


def _check(chunk: Iterable[Page | Kept], made: Iterable[Page], paths: set[str]) -> None:
    """Add the paths of a chunk to those that are taken; a page out of place is a bug of ours."""
    for page in chunk:
        if page.path in paths:
            raise ValueError(f"two pages at {page.path}")
        paths.add(page.path)
    for page in made:
        if not is_owned(page.path):
            raise ValueError(page.path)


def _write(page: Page, docs_dir: Path, before: AbstractSet[str]) -> bool:
    content = page.content.encode() if isinstance(page.content, str) else page.content
    target = f"{docs_dir}/{page.path}"
    if page.path not in before and write_new(target, content):
        return True
    return write_if_changed(target, content)


def is_owned(path: str) -> bool:
    """Tell whether a path below `docs/` is the builder's to write.

    >>> is_owned("articles/a.md"), is_owned("about.md"), is_owned("articles/../about.md")
    (True, False, False)
    """
    if path in OWNED_FILES:
        return True
    return path.startswith(_OWNED) and ".." not in path.split("/")


def owned_before(docs_dir: Path) -> set[str]:
    """Return the files of the last run, and those that a killed run had begun.

    Where the manifest is lost, all files in our places: a page that should be gone must go even
    then, for it may be one that was taken down.
    """
    try:
        listed = json.loads((docs_dir / MANIFEST).read_text(encoding="utf-8"))["files"]
        begun = docs_dir / JOURNAL
        if begun.exists():
            listed = [*listed, *begun.read_text(encoding="utf-8").split("\n")]
        return {path for path in listed if isinstance(path, str) and is_owned(path)}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        files = [docs_dir / name for name in OWNED_FILES]
        for folder in OWNED_FOLDERS:
            files += (docs_dir / folder).rglob("*") if folder != SEARCH else ()
        return {
            file.relative_to(docs_dir).as_posix()
            for file in files
            if file.is_file() or file.is_symlink()
        }


def _write_manifest(docs_dir: Path, paths: set[str]) -> None:
    text = json.dumps({"files": sorted(paths)}, ensure_ascii=False, indent=0) + "\n"
    write_if_changed(docs_dir / MANIFEST, text.encode())


def _remove(docs_dir: Path, path: str) -> None:
    target = docs_dir / path
    target.unlink(missing_ok=True)
    remove_empty_folders(target.parent, docs_dir)
