"""What the last build published, so that the next one renders only what changed.

A page of the site is a function of its own Markdown, the settings and the theme. So a page whose
Markdown lies in `docs/` as it lay then, under the same settings and theme, need not be rendered
again, and its file in `site/` is kept. Files are compared by size and time of change for equality
only: the converter writes no file that did not change, and a touched one is merely rendered again.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Final, NamedTuple

from builder.files import Mark, digest_of, marks, write_if_changed
from builder.publish import spare_dir, staging_dir
from builder.removal import remove_beside
from builder.settled import FILE as SETTLED
from builder.site import MANIFEST, OWNED_FILES, OWNED_FOLDERS
from builder.store import CACHE
from builder.store import FILE as STORE
from builder.world import digest_of_code, digest_of_folder, digest_of_packages, settings_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path
    from subprocess import Popen

    from builder.config import Config

FILE: Final = "published.json"
WHOLE: Final = "published.txt"
"""Holds one digest of it all, which is all that a build needs where nothing changed."""
TEMPLATES: Final = "templates"
"""Folder for the theme's templates as Jinja compiles them."""
RENDERERS: Final = ("jinja2", "markdown", "mkdocs", "mkdocs-material", "pymdown-extensions")
"""Packages that decide what a page looks like."""
REMOVED_SUFFIX: Final = ".removed"
NONE: Final = (-1, 0)
"""The mark of a file that is not there."""


class Entry(NamedTuple):
    """A source file and the file of the site that it became."""

    source: Mark
    published: str
    """Path below `site/`."""
    site: Mark


class Published:
    """The state of `site/` as the last build left it."""

    def __init__(
        self, config: Config, site_dir: Path | None = None, before: Published | None = None
    ) -> None:
        """Load the state of `config.site_dir`; an unknown or foreign one counts for nothing.

        A live server has a `site_dir` that ends with it: its state is taken over from the build
        `before` and is never written down.
        """
        self._site_dir = site_dir or config.site_dir
        self._file = config.project / CACHE / FILE if site_dir is None else None
        self._frame = frame(config)
        self.docs: Mapping[str, Mark] = marks(config.docs_dir)
        """What lies in `docs/` now, before anything is read from it."""
        self._site = marks(self._site_dir)
        self._entries: Mapping[str, Entry] = self._load()
        if before is not None and site_dir is not None:
            self._entries = before.entries_of(site_dir, self._frame)

    def entries_of(self, site_dir: Path, frame: str) -> Mapping[str, Entry]:
        """Return what was published to `site_dir` under `frame`; nothing for any other."""
        return self._entries if (site_dir, frame) == (self._site_dir, self._frame) else {}

    def current(self) -> dict[str, str]:
        """Return the files of `docs/` that are published as they are, and what they became."""
        return {
            path: entry.published
            for path, entry in self._entries.items()
            if self.docs.get(path) == entry.source and self._site.get(entry.published) == entry.site
        }

    def record(self, built: Iterable[tuple[str, str]]) -> None:
        """Remember what was published: pairs of a path below `docs/` and one below `site/`."""
        site = marks(self._site_dir)
        self._entries = {
            source: Entry(self.docs.get(source, NONE), published, site.get(published, NONE))
            for source, published in sorted(built)
        }
        if self._file is not None:
            rows = {source: (e.source, e.published, e.site) for source, e in self._entries.items()}
            text = json.dumps({"frame": self._frame, "files": rows}, ensure_ascii=False)
            write_if_changed(self._file, text.encode())
            whole = _whole(self.docs, site, self._frame)
            write_if_changed(self._file.with_name(WHOLE), whole)

    def _load(self) -> Mapping[str, Entry]:
        if self._file is None:
            return {}
        try:
            state = json.loads(self._file.read_text(encoding="utf-8"))
            if state["frame"] != self._frame:
                return {}
            return {
                source: Entry((size, time), published, (site_size, site_time))
                for source, ((size, time), published, (site_size, site_time)) in state[
                    "files"
                ].items()
            }
        except (OSError, ValueError, KeyError, TypeError):
            return {}


def is_all_current(config: Config) -> bool:
    """Tell whether a build would change nothing: every file, here and there, is as it was."""
    try:
        known = (config.project / CACHE / WHOLE).read_bytes()
    except OSError:
        return False
    return known == _whole(marks(config.docs_dir), marks(config.site_dir), frame(config))


def frame(config: Config) -> str:
    """Return a digest of everything but its Markdown that a page of the site depends on."""
    digest = hashlib.sha256((config.project / config.settings_file).read_bytes())
    digest.update(settings_of(config).encode())
    digest.update(digest_of_packages(RENDERERS).encode())
    if config.theme_dir is not None:
        digest.update(digest_of_folder(config.theme_dir).encode())
    digest.update(digest_of_code().encode())
    return digest.hexdigest()


def _whole(docs: Mapping[str, Mark], site: Mapping[str, Mark], frame: str) -> bytes:
    """Return a digest of the pages, the site, and all that made the one of the other."""
    return "\n".join((digest_of(docs), digest_of(site), frame)).encode()


def remove_made(config: Config) -> Popen[bytes] | None:
    """Remove everything that the builder made, and all it remembers.

    All of it is gone at once for whoever looks; the process that is returned, if any, frees the
    disk of it.
    """
    from builder.search.cache import FILE as SEARCH_CACHE  # noqa: PLC0415 - slow to load
    from builder.vocabulary.kept import FILE as VOCABULARY  # noqa: PLC0415 - so is this

    for name in (STORE, SEARCH_CACHE, SETTLED, VOCABULARY, FILE, WHOLE):
        (config.project / CACHE / name).unlink(missing_ok=True)
    for name in (*OWNED_FILES, MANIFEST):
        (config.docs_dir / name).unlink(missing_ok=True)
    site_dir = config.site_dir
    beside = (site_dir, staging_dir(site_dir), spare_dir(site_dir))
    owned = (config.docs_dir / folder for folder in OWNED_FOLDERS)
    folders = (config.project / CACHE / TEMPLATES, *beside, *owned)
    return remove_beside(folders, site_dir.with_name(f".{site_dir.name}{REMOVED_SUFFIX}"))
