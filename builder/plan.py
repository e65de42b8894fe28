"""What of a site a build makes, and what stays in it as it was published."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import InclusionLevel, get_files

from builder.few_files import FewFiles, few_files, is_ours
from builder.navigation import leave_out, named_in, telling_of, titles_in, untouched
from builder.printing import printable
from builder.publish import carry, publish
from builder.site import is_owned

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation

    from builder.files import Mark
    from builder.published import Published


class Plan:
    """Of one build, the files that MkDocs has to read and draw, and those that are left out.

    A file left out stays known: links to it are checked and resolved as ever.
    """

    def __init__(self, config: MkDocsConfig, published: Published, *, is_alone: bool) -> None:
        """Tell the files that are `published` as they are from those to be built.

        Other plugins may gather over all pages, and a navigation that is made of all files shows
        them on every page: where ours is not alone, everything is built.
        """
        self._config, self._published = config, published
        self._named: frozenset[str] | None = None
        """Pages of the navigation; None where ours is not alone."""
        self._current: Mapping[str, str] = {}
        """The files that are published as they are, and what they became."""
        self._untouched: Mapping[str, str] = {}
        """Those of the navigation's pages that are, and what they became."""
        if is_alone:
            self._named = named = frozenset(named_in(config.nav))
            current = published.current()
            self._untouched = untouched(config.nav, current)
            built = named | telling_of(published.moved, current, config.docs_dir)
            self._current = {path: into for path, into in current.items() if path not in built}
        self.nav: Navigation | None = None
        """What every page is drawn with, as soon as that is known."""
        self.to_print: list[File] = []
        """Pages that are left out as well, for the press to draw."""
        self._built: dict[str, str] = {}
        self._theme: Mapping[str, str] = {}
        """The theme's own files, and what they become."""
        self._kept: list[str] = []
        self._bare: set[str] = set()
        """Files that go into the site by the same path, as they are."""

    def files(self) -> Files:
        """Return the files to be built, in place of all there are."""
        if self._named is None:  # to others, the order of files may matter
            return get_files(self._config)
        changed = self._published.docs.keys() - self._current.keys()
        theme = self._published.theme(self._config.theme.dirs) if self._current else {}
        return few_files(changed, self._current, self._config, theme)

    def leave_out(self, files: Files) -> None:
        """Leave out what is published already, so that MkDocs neither reads nor renders it."""
        current = self._current
        known: Mapping[str, str] = {}
        self._built = {one.src_uri: one.dest_uri for one in files if is_ours(one, self._config)}
        if isinstance(files, FewFiles):
            self._built |= current
            self._carry(files)
            known = files.theme
        for path in current.keys() & files.src_uris.keys():
            files.src_uris[path].inclusion = InclusionLevel.EXCLUDED
        self._kept = [became for path, became in current.items() if path in self._built]
        self._kept += known.values()
        themes = self._config.theme.dirs
        self._theme = known or {one.src_uri: one.dest_uri for one in files if one.src_dir in themes}
        self.to_print = [] if self._named is None else printable(files, self._named)
        for file in self.to_print:
            file.inclusion = InclusionLevel.EXCLUDED

    def leave_out_of(self, nav: Navigation) -> None:
        """Leave out the pages of the navigation that are as they were."""
        self.nav, known = nav, self._published
        self._kept += leave_out(nav, self._untouched, known.titles, known.moved, self._config)

    def add(self, files: Files, docs: Mapping[str, Mark]) -> None:
        """Add to `files` what has come into `docs` while pages were drawn."""
        late = docs.keys() - self._published.docs.keys()
        self._published.docs = docs
        current = {path: into for path, into in self._published.current().items() if path in late}
        came = few_files(late - current.keys(), {}, self._config, {})
        if isinstance(came, FewFiles):
            self._carry(came)
        for file in came:
            files.append(file)
            if is_ours(file, self._config):
                self._built[file.src_uri] = file.dest_uri
        self._built |= current
        self._kept += current.values()

    def may_be_quick(self, path: str) -> bool:
        """Tell whether a page is one of ours that no other plugin may look at."""
        return self._named is not None and path not in self._named and is_owned(path)

    def carry_out(self, site_dir: Path) -> None:
        """Put what was staged and what is kept in the place of the site, and remember it."""
        staging, known = Path(self._config.site_dir), self._published
        carry(self._bare, self._config.docs_dir, staging)
        done = publish(staging, site_dir, self._kept, known.site, known.spare)
        titles = {} if self.nav is None else titles_in(self.nav)
        known.record(self._built.items(), done, self._theme, titles)

    def _carry(self, files: FewFiles) -> None:
        """Take it upon us to carry bare files into the site."""
        self._bare |= files.bare
        self._built |= {path: path for path in files.bare}
