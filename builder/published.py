"""What the last build published, so that the next one renders only what changed.

A page of the site is a function of its own Markdown, the settings and the theme. So a page whose
Markdown lies in `docs/` as it lay then, under the same settings and theme, need not be rendered
again, and its file in `site/` is kept. Files are compared by size and time of change for equality
only: the converter writes no file that did not change, and a touched one is merely rendered again.
"""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from functools import cached_property
from os.path import isfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from builder.contents import FILE as CONTENTS
from builder.database import clear_away
from builder.files import marks
from builder.folders import CACHE
from builder.packing import columns, in_rows, join, named, pack, rows, split, unpack
from builder.publish import Spare, spare_dir, staging_dir
from builder.removal import remove_beside
from builder.seals import DamagedCacheError, read_sealed, write_sealed
from builder.settled import FILE as SETTLED
from builder.site import MANIFEST, OWNED_FILES, OWNED_FOLDERS, SEARCH
from builder.store import FILE as STORE
from builder.trees import NOWHERE, Look, Tree, look
from builder.world import digest_of_code, digest_of_folder, digest_of_packages, settings_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from subprocess import Popen

    from builder.config import Config
    from builder.files import Mark
    from builder.publish import Publication

FILE: Final = "published.packed"
TEMPLATES: Final = "templates"
"""Folder for the theme's templates as Jinja compiles them."""
RENDERERS: Final = ("jinja2", "markdown", "mkdocs", "mkdocs-material", "pymdown-extensions")
"""Packages that decide what a page looks like."""
REMOVED_SUFFIX: Final = ".removed"
_ENV: Final = re.compile(rb"!ENV\s+(\[[^\]]*\]|\S+)")
"""Where a settings file takes a value from the environment: a name, or a list of names."""
_NAME: Final = re.compile(rb"\w+")


@dataclass(frozen=True, slots=True)
class State:
    """What a build left."""

    frame: str
    """All that a page depends on besides its Markdown."""
    docs: Mapping[str, Mark]
    """What lay in `docs/`."""
    became: Mapping[str, str]
    """The path below `site/` of what a file of `docs/` became, by its own."""
    theme: Mapping[str, str]
    """The same of the theme's own files, by their paths in the theme."""
    titles: Mapping[str, str]
    """Of the pages that the navigation names, by their paths."""
    site: Tree
    spare: Spare | None

    def dump(self) -> bytes:
        """Return this as the next build reads it."""
        folders = (join(self.site.folders), list(self.site.folders.values()))
        spare = self.spare
        return pack(
            (
                self.frame,
                columns(self.docs),
                (join(self.became), join(self.became.values())),
                dict(self.theme),
                dict(self.titles),
                columns(self.site.files),
                folders,
                spare and (dict(spare.folders), list(spare.other), list(spare.absent)),
            )
        )

    @staticmethod
    def load(file: Path) -> State:
        """Read what a build left; an empty state where there is none, or a damaged one."""
        try:
            frame, docs, became, theme, titles, files, folders, spare = unpack(read_sealed(file))
            return State(
                frame,
                dict(rows(docs, 2)),
                dict(zip(*map(split, became), strict=True)),
                theme,
                titles,
                Tree(
                    dict(zip(split(files[0]), named(Look, in_rows(files[1], 3)), strict=True)),
                    dict(zip(split(folders[0]), folders[1], strict=True)),
                ),
                spare and Spare(*spare),
            )
        except (DamagedCacheError, ValueError, TypeError):  # or of another form
            return EMPTY


EMPTY: Final = State("", {}, {}, {}, {}, NOWHERE, None)


class Published:
    """The state of `site/` as the last build left it, beside what there is now."""

    def __init__(
        self,
        config: Config,
        site_dir: Path | None = None,
        before: Published | None = None,
        docs: Mapping[str, Mark] | None = None,
    ) -> None:
        """Load the state of `config.site_dir`; an unknown or foreign one counts for nothing.

        Another `site_dir` than that one is a live server's, which ends with it, or asked for once:
        its state is taken over from the build `before` and is never written down. `docs` is what
        the caller knows to lie in `docs/`.
        """
        usual = Path(os.path.abspath(config.site_dir))  # noqa: PTH100 - `resolve` follows links
        self._site_dir = site_dir or usual
        self._file = config.project / CACHE / FILE if self._site_dir == usual else None
        self._frame = frame(config)
        self.docs: Mapping[str, Mark] = marks(config.docs_dir) if docs is None else docs
        """What lies in `docs/` now, before anything is read from it."""
        self._left = EMPTY
        if self._file is not None:
            self._left = State.load(self._file)
        elif before is not None:
            self._left = before.left_in(self._site_dir)
        self.site: Tree = look(self._site_dir, self._left.site)
        """What lies in `site/` now."""

    @property
    def spare(self) -> Spare | None:
        """How the spare folder was left; None where `site/` is not as it was left beside it."""
        return self._left.spare if self.site.files == self._left.site.files else None

    @property
    def titles(self) -> Mapping[str, str]:
        """The titles that the pages of the navigation had in the last build."""
        return self._left.titles

    @property
    def moved(self) -> set[str]:
        """The names of the files of `docs/` that came or went since, but for the search index."""
        paths = self._left.docs.keys() ^ self.docs.keys()
        return {path.rpartition("/")[2] for path in paths if not path.startswith(f"{SEARCH}/")}

    def left_in(self, site_dir: Path) -> State:
        """Return what was left in a folder; nothing for any other."""
        return self._left if site_dir == self._site_dir else EMPTY

    def current(self) -> dict[str, str]:
        """Return the files of `docs/` that are published as they are, and what they became."""
        if self._left.frame != self._frame:
            return {}
        left, docs, lost = self._left.docs, self.docs, self._lost
        return {
            path: became
            for path, became in self._left.became.items()
            if docs.get(path) == left[path] and became not in lost
        }

    def theme(self, folders: Iterable[str]) -> dict[str, str]:
        """Return the files of the theme's `folders` and what they became; none to look at them all.

        A file of `docs/` goes before one of the theme by that name, which shows where it goes.
        """
        left = self._left
        gone = left.docs.keys() - self.docs.keys()
        if (
            left.frame != self._frame
            or not self._lost.isdisjoint(left.theme.values())
            or any(isfile(f"{one}/{path}") for one in folders for path in gone)  # noqa: PTH113
        ):
            return {}
        return {path: became for path, became in left.theme.items() if path not in self.docs}

    @cached_property
    def _lost(self) -> set[str]:
        """Files that the last build left in the site, and that are not as they were."""
        left, now = self._left.site.files, self.site.files
        if left == now:
            return set()
        return {path for path, one in left.items() if not _same(one, now.get(path))}

    def record(
        self,
        built: Iterable[tuple[str, str]],
        done: Publication,
        theme: Mapping[str, str],
        titles: Mapping[str, str],
    ) -> None:
        """Remember what was published: pairs of a path below `docs/` and one below `site/`."""
        docs, files = self.docs, done.site.files
        became = {path: into for path, into in built if path in docs and into in files}
        left = {path: into for path, into in theme.items() if into in files}
        self._left = State(self._frame, docs, became, left, titles, done.site, done.spare)
        if self._file is not None:
            write_sealed(self._file, self._left.dump())


def is_all_current(config: Config, docs: Mapping[str, Mark] | None = None) -> bool:
    """Tell whether a build would change nothing: every file, here and there, is as it was.

    `docs` is what the caller knows to lie in `docs/`.
    """
    left = State.load(config.project / CACHE / FILE)
    docs = marks(config.docs_dir) if docs is None else docs
    if left.docs != docs or left.frame != frame(config):
        return False
    before, now = left.site.files, look(config.site_dir, left.site).files
    return before.keys() == now.keys() and all(_same(before[path], now[path]) for path in before)


def _same(one: Look, other: Look | None) -> bool:
    """Tell whether a file looks as it did; in a copied project each has another number."""
    return other is not None and one[:2] == other[:2]


def frame(config: Config) -> str:
    """Return a digest of everything but its Markdown that a page of the site depends on."""
    settings = (config.project / config.settings_file).read_bytes()
    digest = hashlib.sha256(settings)
    digest.update(_from_environment(settings).encode(errors="surrogateescape"))
    digest.update(settings_of(config).encode())
    digest.update(digest_of_packages(RENDERERS).encode())
    if config.theme_dir is not None:
        digest.update(digest_of_folder(config.theme_dir).encode())
    digest.update(digest_of_code().encode())
    return digest.hexdigest()


def _from_environment(settings: bytes) -> str:
    """Return the variables that a settings file may name, with what they say."""
    named = {os.fsdecode(name) for place in _ENV.findall(settings) for name in _NAME.findall(place)}
    return repr([(name, os.environ.get(name)) for name in sorted(named)])


def remove_made(config: Config) -> Popen[bytes] | None:
    """Remove everything that the builder made, and all it remembers.

    All of it is gone at once for whoever looks; the process that is returned, if any, frees the
    disk of it.
    """
    from builder.search.cache import FILE as SEARCH_CACHE  # noqa: PLC0415 - slow to load
    from builder.vocabulary.kept import FILE as VOCABULARY  # noqa: PLC0415 - so is this

    for name in (STORE, SEARCH_CACHE, SETTLED, VOCABULARY, CONTENTS, FILE):
        clear_away(config.project / CACHE / name)
    for name in (*OWNED_FILES, MANIFEST):
        (config.docs_dir / name).unlink(missing_ok=True)
    site_dir = config.site_dir
    beside = (site_dir, staging_dir(site_dir), spare_dir(site_dir))
    owned = (config.docs_dir / folder for folder in OWNED_FOLDERS)
    folders = (config.project / CACHE / TEMPLATES, *beside, *owned)
    return remove_beside(folders, site_dir.with_name(f".{site_dir.name}{REMOVED_SUFFIX}"))
