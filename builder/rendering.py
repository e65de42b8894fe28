"""MkDocs' page, made from the same Markdown with less work.

Most of a page is paragraphs in which Markdown has nothing to read, under front matter that we wrote
in a form read in one way only. Both are known at a glance; the rest goes to the libraries, so that
each page comes out as MkDocs' own class makes it (`tests/test_rendering.py` compares the two).
"""

from __future__ import annotations

import posixpath
from codecs import BOM_UTF8
from functools import cache
from html import unescape
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Undefined
from markdown.extensions.toc import nest_toc_tokens, slugify
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils import get_relative_url

from builder import frontmatter, plain_yaml
from builder.markdown.proof import EXTENSIONS
from builder.markdown.quick import Html, Part, Title, condense, restore, take_apart

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

NOTHING: Final = Undefined()
KNOWN_OPTIONS: Final = frozenset({"slugify"})
"""Options of the `toc` extension that the quick way of a heading follows."""


class Shown(dict[str, Any]):
    """What a template may ask a page for; most of it is not there, on thousands of pages.

    Jinja would ask for an attribute of that name next, and then make an object for nothing found.
    """

    def __missing__(self, key: str) -> Undefined:
        """Return what a template takes for nothing."""
        del key
        return NOTHING


class QuickPage(Page):
    """A page of ours: it hands to the libraries only what needs them."""

    def read_source(self, config: MkDocsConfig) -> None:
        """Read the front matter and the Markdown; no other plugin is asked for them."""
        lines, text = frontmatter.split(self._source()) or ("", "")
        try:
            self.meta, self.markdown = plain_yaml.read(lines, Shown), text.lstrip("\n")
        except plain_yaml.Unusual:
            super().read_source(config)

    def _source(self) -> str:
        """Return the text of the file, which our own writes in the plainest form."""
        path = self.file.abs_src_path
        if path is None:
            return self.file.content_string
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - `Path` would cost as much again
            source = file.readall()
        if b"\r" in source or source.startswith(BOM_UTF8):
            return self.file.content_string
        return source.decode()

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Convert the Markdown to HTML."""
        if self.is_put_together(config, files):
            return
        if set(config.markdown_extensions) - set(EXTENSIONS):
            super().render(config, files)
            return
        parts = self._parts(files)
        whole, condensed = self.markdown, condense(parts)
        if condensed is not None:
            self.markdown = condensed
            super().render(config, files)
            self.markdown, restored = whole, restore(self.content or "", parts)
            if restored is not None:
                self.content = restored
                return
        super().render(config, files)

    def is_put_together(self, config: MkDocsConfig, files: Files) -> bool:
        """Convert a page that is made of known parts alone; False, and nothing done, for others."""
        if set(config.markdown_extensions) - set(EXTENSIONS):
            return False
        return self._put_together(self._parts(files), config.mdx_configs.get("toc") or {})

    def _parts(self, files: Files) -> list[Part]:
        return take_apart(self.markdown or "", lambda path: self._address(path, files))

    def _put_together(self, parts: list[Part], options: dict[str, Any]) -> bool:
        """Make the content of known parts alone; False where the library is needed."""
        make_id = options.get("slugify", slugify)
        pieces: list[str] = []
        tokens: list[Any] = []
        for part in parts:
            match part:
                case Html(text):
                    pieces.append(text)
                case Title(level, _, label, html) if label == " ".join(label.split()):
                    anchor = make_id(unescape(label), "-")
                    tokens.append({"level": level, "id": anchor, "name": label})
                    pieces.append(f'<h{level} id="{anchor}">{html}</h{level}>')
                case _:
                    return False
        ids = {token["id"] for token in tokens}
        if tokens and (len(ids) < len(tokens) or "" in ids or options.keys() - KNOWN_OPTIONS):
            return False
        self.content, self.toc = "\n".join(pieces), get_toc(nest_toc_tokens(tokens))
        self.present_anchor_ids, self.links_to_anchors = ids, {}
        return True

    def _address(self, path: str, files: Files) -> str | None:
        """Return the address of a link to another page, as it stands in this one."""
        way, _, name = path.rpartition("/")
        folder = _folder(self.file.src_uri.rpartition("/")[0], way)
        file = files.get_file_from_path(f"{folder}{name}")
        return None if file is None else _way(file.url, self.file.url)


@cache
def _folder(start: str, way: str) -> str:
    """Return the folder that `way` leads to: the same for thousands of links."""
    found = posixpath.normpath(posixpath.join(start, way))
    return "" if found == "." else f"{found}/"


def _way(address: str, page: str) -> str:
    """Return the address of a page as it stands in another; quickly where they share no folder."""
    if (
        page.endswith("/")
        and page[0].isalnum()
        and address[:1].isalnum()
        and page.partition("/")[0] != address.partition("/")[0]
    ):
        return "../" * page.count("/") + address
    return get_relative_url(address, page)
