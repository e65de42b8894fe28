"""The MkDocs plugin: converts before a build, and publishes in one step.

It is an accelerator and no crutch: the pages it makes MkDocs read are plain files, and a build
without it gives the same site, after `warraq convert`.
"""

from __future__ import annotations

import logging
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mkdocs.commands.build import _populate_page
from mkdocs.config import config_options
from mkdocs.config.base import Config as PluginConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import InclusionLevel, get_files
from mkdocs.structure.pages import Page

from builder.config import load_config
from builder.conversion import Conversion
from builder.diagnostics import BOTH
from builder.errors import ConfigError
from builder.few_files import FewFiles, few_files, is_ours
from builder.folders import CACHE, behind_link, check_site
from builder.live import Live, watched
from builder.markdown.proof import EXTENSIONS
from builder.navigation import leave_out, named_in, telling_of, titles_in, untouched
from builder.pipeline import convert
from builder.printing import UNDATED, Press, hasten, printable
from builder.publish import carry, publish, spare_dir, staging_dir
from builder.published import TEMPLATES, Published
from builder.rendering import QuickPage
from builder.report import as_summary, as_text
from builder.settled import Settled
from builder.site import is_owned
from builder.turn import Turn

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation

    from builder.config import Config
    from builder.files import Mark
    from builder.report import Report

log = logging.getLogger("mkdocs.plugins.warraq")


class WarraqConfig(PluginConfig):  # type: ignore[no-untyped-call]
    """Settings of the plugin itself; those of the collection are in `extra.warraq`."""

    convert = config_options.Type(bool, default=True)
    """False where the raw files have been converted already."""


class WarraqPlugin(BasePlugin[WarraqConfig]):  # type: ignore[no-untyped-call]
    """Runs the converter before MkDocs reads `docs/`, and swaps the finished site into place."""

    def __init__(self) -> None:
        """Start with nothing staged."""
        self.conversion: Conversion | None = None
        """What has brought `docs/` up to date, where that is known."""
        self._site_dir: Path | None = None
        self._published: Published | None = None
        self._built: dict[str, str] = {}
        self._theme: Mapping[str, str] = {}
        """The theme's own files, and what they become."""
        self._kept: list[str] = []
        self._bare: set[str] = set()  # files that go into the site by the same path, as they are
        self._named: frozenset[str] | None = None
        """Pages of the navigation; None where other plugins may gather over all pages."""
        self._untouched: Mapping[str, str] = {}
        """Those of them that are published as they are, and what they became."""
        self._to_print: list[File] = []
        self._nav: Navigation | None = None
        self._live: Live | None = None
        self._turn: Turn | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether this is a build or a live server, which outlives what breaks a build."""
        del dirty
        self._live = Live() if command == "serve" else None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Let MkDocs build beside the site and not in it, in a folder and through no link.

        It empties that folder first, wherever a link in its place leads. Settings that are older
        than an extension under which articles are proved to read back get it: their lists would
        all begin at 1.
        """
        known = dict.fromkeys((*config.markdown_extensions, *EXTENSIONS))
        config.markdown_extensions = list(known)
        self._site_dir = behind_link(Path(config.site_dir))
        if self._live is None:  # a live server has a folder that was made for it
            with _aborting():
                project = Path(config.config_file_path).parent
                check_site(self._site_dir, spare_dir(self._site_dir), project)
        staging = staging_dir(self._site_dir)
        if staging.is_symlink() or staging.is_file():
            staging.unlink()
        config.site_dir = str(staging)
        return config

    @event_priority(100)
    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Convert the raw files; a collection that cannot be read at all ends the build."""
        if not self.config.convert:
            return
        with _aborting():
            settings = _collection(config)
            self._turn = Turn(settings)
            report = self._convert(settings)
            self.conversion = Conversion(report)
        if self._live is not None:
            self._live.hear(report, settings.language)
        elif report.diagnostics:
            log.warning(as_summary(report.diagnostics, BOTH))

    def _convert(self, settings: Config) -> Report:
        if self._live is not None:
            return convert(settings, workshop=self._live.workshop(settings), keep_failed=True)
        settled = Settled(settings)
        return settled.report() or settled.keep(convert(settings, sight=settled.sight))

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Leave out what is published already, so that MkDocs neither reads nor renders it.

        A file left out stays known: links to it are checked and resolved as ever. Other plugins may
        gather over all pages, and a navigation that is made of all files shows them on every page;
        with either, everything is built.
        """
        current = files.current if isinstance(files, FewFiles) else self._current(config)
        self._built = {file.src_uri: file.dest_uri for file in files if is_ours(file, config)}
        self._bare = set()
        if isinstance(files, FewFiles):
            self._built |= current
            self._carry(files)
        for path in current.keys() & files.src_uris.keys():
            files.src_uris[path].inclusion = InclusionLevel.EXCLUDED
        self._kept = [became for path, became in current.items() if path in self._built]
        known = files.theme if isinstance(files, FewFiles) else {}
        self._kept += known.values()
        self._theme = known or {
            f.src_uri: f.dest_uri for f in files if f.src_dir in config.theme.dirs
        }
        self._to_print = [] if self._named is None else printable(files, self._named)
        for file in self._to_print:
            file.inclusion = InclusionLevel.EXCLUDED
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        """Remember the navigation, which every page is drawn with; leave out what is as it was."""
        del files
        self._nav = nav
        if (known := self._published) is not None:
            self._kept += leave_out(nav, self._untouched, known.titles, known.moved, config)

    def choose_files(self, config: MkDocsConfig) -> Files:
        """Return the files to be built, in place of all there are."""
        current = self._current(config)
        assert self._published is not None  # noqa: S101 - made by the line above
        theme = self._published.theme(config.theme.dirs) if current else {}
        changed = self._published.docs.keys() - current.keys()
        is_alone = self._named is not None  # to others, the order of files may matter
        files = few_files(changed, current, config, theme) if is_alone else get_files(config)
        if isinstance(files, FewFiles) or self.conversion is None:
            return files
        self.conversion.finish()  # what MkDocs was asked for instead may have been half there
        return self.choose_files(config)

    def _current(self, config: MkDocsConfig) -> dict[str, str]:
        """Return the files that are published as they are, and what they became."""
        is_alone = set(config.plugins) == {"warraq"} and not config.hooks and config.nav is not None
        docs = self._docs(wait=not is_alone)
        self._published = Published(_collection(config), self._site_dir, self._published, docs)
        self._named, self._untouched = None, {}
        if not is_alone:
            return {}
        self._named = named = frozenset(named_in(config.nav))
        current = self._published.current()
        self._untouched = untouched(config.nav, current)
        built = named | telling_of(self._published.moved, current, config.docs_dir)
        return {path: became for path, became in current.items() if path not in built}

    def _docs(self, *, wait: bool) -> Mapping[str, Mark] | None:
        """Return what lies in `docs/`, if that is known; without what is coming, or `wait` for it.

        It is asked for once: a live server comes here again when `docs/` is no more what it was.
        """
        conversion = self.conversion
        if conversion is None:
            return None
        if wait or conversion.is_whole:
            conversion.finish()
            self.conversion = None
        return conversion.report.docs

    def _add_rest(self, files: Files, config: MkDocsConfig) -> None:
        """Add the files that came while pages were drawn."""
        known, conversion = self._published, self.conversion
        self.conversion = None
        if known is None or conversion is None:
            return
        late = conversion.finish().docs.keys() - known.docs.keys()
        known.docs = conversion.report.docs
        current = {path: became for path, became in known.current().items() if path in late}
        came = few_files(late - current.keys(), {}, config, {})
        if isinstance(came, FewFiles):
            self._carry(came)
        for file in came:
            files.append(file)
            if is_ours(file, config):
                self._built[file.src_uri] = file.dest_uri
        self._built |= current
        self._kept += current.values()

    def _carry(self, files: FewFiles) -> None:
        """Take it upon us to carry bare files into the site."""
        self._bare |= files.bare
        self._built |= {path: path for path in files.bare}

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Draw the pages that are many and of one kind; the others are left to MkDocs."""
        hasten(env, Path(config.config_file_path).parent / CACHE / TEMPLATES)
        if self._to_print and self._nav is not None:
            press = Press(config, files, self._nav, env)
            for file in press.print(self._to_print):
                file.inclusion = InclusionLevel.NOT_IN_NAV
                _populate_page(Page(None, file, config), config, files)
        self._to_print = []
        self._add_rest(files, config)
        return env

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, **_: object) -> Page:
        """Let a page of ours be made the quick way, where no other plugin may look at it."""
        path = page.file.src_uri
        if self._named is None or path in self._named or not is_owned(path):
            return page
        return QuickPage(None, page.file, config)

    def on_page_markdown(self, markdown: str, *, page: Page, **_: object) -> str:
        """Date a page by its article, not by the clock: equal input gives equal bytes."""
        page.update_date = str(page.meta.get("date", UNDATED))
        return markdown

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Put the finished site in its place, and let MkDocs find it there."""
        if self._site_dir is not None:
            known, staging = self._published, Path(config.site_dir)
            carry(self._bare, config.docs_dir, staging)
            if known is None:
                publish(staging, self._site_dir, self._kept)
            else:
                done = publish(staging, self._site_dir, self._kept, known.site, known.spare)
                titles = {} if self._nav is None else titles_in(self._nav)
                known.record(self._built.items(), done, self._theme, titles)
            config.site_dir = str(self._site_dir)
        self._end_turn()

    def on_build_error(self, *, error: Exception) -> None:
        """Leave the last good site alone and throw the unfinished one away."""
        del error
        self._end_turn()
        if self._site_dir is not None:
            shutil.rmtree(staging_dir(self._site_dir), ignore_errors=True)

    def _end_turn(self) -> None:
        if self._turn is not None:
            self._turn.close()
            self._turn = None

    def on_shutdown(self) -> None:
        """Leave nothing of a live server's site behind: MkDocs removes only the site itself."""
        if self._live is not None:
            self._live.end()
        if self._live is not None and self._site_dir is not None:
            shutil.rmtree(spare_dir(self._site_dir), ignore_errors=True)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, **_: object) -> None:
        """Watch what people write: raw files, sidecars, vocabulary, and their pages in `docs/`."""
        docs_dir = Path(config.docs_dir)
        articles_dir = _collection(config).articles_dir
        server.unwatch(config.docs_dir)
        self._live = self._live or Live()
        self._live.attach(server, lambda: watched(docs_dir))
        self._live.look_out(server, articles_dir)


@contextmanager
def _aborting() -> Iterator[None]:
    """End the build where the settings or the vocabulary cannot be used, and say why."""
    try:
        yield
    except ConfigError as error:
        raise Abort(as_text(error.diagnostics, BOTH)) from None


def _collection(config: MkDocsConfig) -> Config:
    """Return the collection's settings, from the file as it stands.

    MkDocs fills in and replaces some: served live, a site has the address of this machine. The
    pages of `docs/` must not depend on how they are looked at.
    """
    file = Path(config.config_file_path)
    return load_config(file.parent, file.name)
