"""Write lists of links as Markdown: what every index page is made of."""

from __future__ import annotations

import posixpath
from functools import cache
from typing import TYPE_CHECKING

from builder.excerpt import in_brief
from builder.markdown.escape import escape_inline

if TYPE_CHECKING:
    from collections.abc import Iterable

    from builder.interface import Interface
    from builder.model import FrontMatter


def article_list(page: str, articles: Iterable[FrontMatter], interface: Interface) -> str:
    """Return a list of articles for the page at path `page`, each with its source and date."""
    return "\n".join(_article(page, article, interface) for article in articles)


def link(page: str, text: str, target: str) -> str:
    """Return a Markdown link from the page at path `page` to the page at path `target`.

    >>> link("topics/press.md", "حلب", "places/aleppo.md")
    '[حلب](../places/aleppo.md)'
    """
    folder, _, name = target.rpartition("/")
    way = _way(page.rpartition("/")[0], folder)
    return f"[{escape_inline(text)}]({way}{name})"


@cache
def _way(start: str, folder: str) -> str:
    """Return what leads from one folder to another: the same for thousands of links."""
    found = posixpath.relpath(folder or ".", start or ".")
    return "" if found == "." else f"{found}/"


def _article(page: str, article: FrontMatter, interface: Interface) -> str:
    target = f"articles/{article.id}.md"
    about = f"{escape_inline(in_brief(article.source))} · {interface.day(article.date)}"
    return f"-   {link(page, article.title, target)}  \n    {about}"
