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
from mkdocs.structure.files import InclusionLevel
from mkdocs.structure.pages import Page

from builder.config import load_config
from builder.conversion import Conversion
from builder.diagnostics import BOTH
from builder.errors import ConfigError
from builder.few_files import FewFiles
from builder.folders import CACHE, behind_link, check_site
from builder.live import Live, watched
from builder.markdown.proof import EXTENSIONS
from builder.pipeline import convert
from builder.plan import Plan
from builder.printing import UNDATED, Press, hasten
from builder.publish import spare_dir, staging_dir
from builder.published import TEMPLATES, Published
from builder.rendering import QuickPage
from builder.report import as_summary, as_text
from builder.settled import Settled
from builder.turn import Turn

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
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
        """The state of the site, from one build of a live server to the next."""
        self._plan: Plan | None = None
        """That of the build under way."""
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
        self._plan = None
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
        """Leave out what is published already, and what is drawn here."""
        (self._plan or self._new_plan(config)).leave_out(files)
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        """Leave out the pages of the navigation that are as they were."""
        del config, files
        if self._plan is not None:
            self._plan.leave_out_of(nav)

    def choose_files(self, config: MkDocsConfig) -> Files:
        """Return the files to be built, in place of all there are."""
        files = self._new_plan(config).files()
        if isinstance(files, FewFiles) or self.conversion is None:
            return files
        self.conversion.finish()  # what MkDocs was asked for instead may have been half there
        return self.choose_files(config)

    def _new_plan(self, config: MkDocsConfig) -> Plan:
        is_alone = set(config.plugins) == {"warraq"} and not config.hooks and config.nav is not None
        docs = self._docs(wait=not is_alone)
        self._published = Published(_collection(config), self._site_dir, self._published, docs)
        self._plan = Plan(config, self._published, is_alone=is_alone)
        return self._plan

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

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Draw the pages that are many and of one kind; the others are left to MkDocs."""
        hasten(env, Path(config.config_file_path).parent / CACHE / TEMPLATES)
        plan = self._plan
        if plan is not None and plan.to_print and plan.nav is not None:
            press = Press(config, files, plan.nav, env)
            for file in press.print(plan.to_print):
                file.inclusion = InclusionLevel.NOT_IN_NAV
                _populate_page(Page(None, file, config), config, files)
        if plan is not None and self.conversion is not None:
            plan.add(files, self.conversion.finish().docs)
        self.conversion = None
        return env

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, **_: object) -> Page:
        """Let a page of ours be made the quick way, where no other plugin may look at it."""
        is_quick = self._plan is not None and self._plan.may_be_quick(page.file.src_uri)
        return QuickPage(None, page.file, config) if is_quick else page

    def on_page_markdown(self, markdown: str, *, page: Page, **_: object) -> str:
        """Date a page by its article, not by the clock: equal input gives equal bytes."""
        page.update_date = str(page.meta.get("date", UNDATED))
        return markdown

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Put the finished site in its place, and let MkDocs find it there."""
        if self._plan is not None and self._site_dir is not None:
            self._plan.carry_out(self._site_dir)
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
        self._live.look_out(server, articles_dir, docs_dir)


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
