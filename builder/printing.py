"""Draw and write many pages of ours at once, on two cores where there are two.

MkDocs holds every page of a site until it has read the last one, and draws one after the other. A
page of known parts depends on nothing but its own file, the navigation and the theme; so it can be
read, drawn, written and forgotten, and a second process can do the same with half of them.
"""

from __future__ import annotations

import multiprocessing
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from jinja2 import FileSystemBytecodeCache
from mkdocs.commands.build import get_context
from mkdocs.utils import get_relative_url

from builder.beside import beside, can_share, is_core_free
from builder.database import clear_away
from builder.files import make_folder, write_whole
from builder.rendering import QuickPage
from builder.site import is_owned

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

MANY: Final = 1000
"""Pages from which this is worth a way of its own."""
AT_ONCE: Final = 100
"""Pages that are drawn before one looks again for a free core."""
UNDATED: Final = "1980-01-01"
"""The day of a page that has none of its own; only the compressed sitemap's header shows it."""


def hasten(env: Environment, folder: Path) -> None:
    """Keep templates in `folder` as Jinja compiles them: that takes longer than to draw some pages.

    What all of them know is compared by each `import` of one: slowly, if it is in a chain.
    """
    if not folder.is_dir():
        clear_away(folder)
        folder.mkdir(parents=True)
    env.bytecode_cache = FileSystemBytecodeCache(str(folder))
    same = dict(env.globals)
    vars(env)["make_globals"] = lambda own: {**same, **(own or {})}


def printable(files: Files, named: AbstractSet[str]) -> list[File]:
    """Return the pages of ours that need not go MkDocs' way, if they are many.

    Those that are `named` in the navigation are shown with it, and go that way.
    """
    found = [
        file
        for file in files.documentation_pages()
        if is_owned(file.src_uri) and file.src_uri not in named
    ]
    return found if len(found) >= MANY else []


@dataclass(frozen=True, slots=True)
class Press:
    """Everything that a page is drawn with, besides its own file."""

    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: Environment
    _shared: dict[str, TemplateContext] = field(init=False, default_factory=dict)

    def print(self, chosen: Sequence[File]) -> list[File]:
        """Write the pages of `chosen` files; return those that are left to MkDocs.

        As long as another process of ours has the second core, nothing is won by one more.
        """
        if not can_share():
            return self._print_all(chosen)
        left: list[File] = []
        while chosen and not is_core_free():
            left += self._print_all(chosen[:AT_ONCE])
            chosen = chosen[AT_ONCE:]
        return left + self._print_half(chosen[::2], chosen[1::2])

    def _print_half(self, ours: Sequence[File], theirs: Sequence[File]) -> list[File]:
        """Do the same as `print` for two shares, the second in a second process.

        It answers with what it left; where it comes to a bad end, its share is drawn here.
        """
        answer, say = multiprocessing.Pipe(duplex=False)
        with beside(lambda: say.send([file.src_uri for file in self._print_all(theirs)])):
            say.close()
            left = self._print_all(ours)
            try:
                names = frozenset(answer.recv())
            except EOFError:
                return left + self._print_all(theirs)
        return left + [file for file in theirs if file.src_uri in names]

    def _print_all(self, chosen: Iterable[File]) -> list[File]:
        return [file for file in chosen if not self._print(file)]

    def _print(self, file: File) -> bool:
        """Write one page; False where it is not of known parts alone."""
        config = self.config
        page = QuickPage(None, file, config)
        try:
            page.read_source(config)
            page.update_date = str(page.meta.get("date", UNDATED))
            if not page.is_put_together(config, self.files):
                return False
            page.active = True
            template = self.env.get_template(str(page.meta.get("template", "main.html")))
            output = template.render(self._context(page))
            if not output.strip():  # MkDocs writes no such page, and says so
                return False
            _write(file.abs_dest_path, output.encode("utf-8", errors="xmlcharrefreplace"))
        finally:
            file.page = None
        return True

    def _context(self, page: Page) -> TemplateContext:
        """Return what a template knows; most of it is the same for all pages."""
        context = self._shared.get("context")
        if context is None or self.config.extra_javascript or self.config.extra_css:
            context = self._shared["context"] = get_context(self.nav, (), self.config, page)
        return {**context, "base_url": get_relative_url(".", page.url), "page": page}


def _write(target: str, content: bytes) -> None:
    """Write a page; nearly each has a folder of its own, which is not there yet."""
    make_folder(os.path.dirname(target))  # noqa: PTH120
    write_whole(target, content)
