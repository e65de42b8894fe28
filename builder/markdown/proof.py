"""Prove that a page's Markdown reads back as the blocks it was written from.

Markdown turns innocent text into lists, headings and rules. Escaping prevents it; this module shows
that it did, by rendering the page as the publisher will and comparing what a reader would see.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import lxml.html
import markdown
from lxml.etree import iterwalk

from builder.model import Block, Figure, Heading, ListBlock, Paragraph, Quote, Table, block_text

if TYPE_CHECKING:
    from collections.abc import Iterator

EXTENSIONS: Final = ("toc", "tables", "fenced_code", "sane_lists")
"""What MkDocs always turns on, and what keeps the number that a list begins with.

`mkdocs.yml` adds nothing that reads text differently.
"""
_NAMES: Final = {Paragraph: "p", Quote: "blockquote", Table: "table"}


def difference(blocks: tuple[Block, ...], text: str) -> str | None:
    """Say where the Markdown `text` reads differently from `blocks`; None where it does not."""
    wanted = [_signature(block) for block in blocks if not isinstance(block, Figure)]
    found = list(_read(text))
    for number, (want, have) in enumerate(zip(wanted, found, strict=False), 1):
        if want != have:
            return f"block {number} should be {want}, but reads as {have}"
    if len(wanted) != len(found):
        return f"{len(wanted)} blocks were written, but {len(found)} are read"
    return None


def _signature(block: Block) -> tuple[str, str]:
    match block:
        case Heading():
            name = f"h{max(2, min(block.level, 6))}"
        case ListBlock():
            name = _list_name("ol" if block.ordered else "ul", block.start)
        case _:
            name = _NAMES[type(block)]
    return name, _squeeze(block_text(block))


def _list_name(tag: str, start: int) -> str:
    return f"{tag} from {start}" if tag == "ol" else tag


def _read(text: str) -> Iterator[tuple[str, str]]:
    converter = _converter()
    html = converter.reset().convert(text)
    if not html:
        return
    root = lxml.html.fragment_fromstring(html, create_parent="article")
    if root.text and root.text.strip():
        yield "text", _squeeze(root.text)
    for element in root:
        if not isinstance(element, lxml.html.HtmlComment):
            name = _list_name(str(element.tag), int(element.get("start") or 1))
            yield name, _squeeze(_visible(element))
        if element.tail and element.tail.strip():
            yield "text", _squeeze(element.tail)


def _visible(element: lxml.html.HtmlElement) -> str:
    """Return the text of an element, with parts that stand apart kept apart."""
    parts = []
    for event, node in iterwalk(element, events=("start", "end")):
        if node is not element and node.tag in {"p", "li", "td", "th", "tr", "br"}:
            parts.append(" ")
        if event == "start":
            parts.append(node.text or "")
        elif node is not element:
            parts.append(node.tail or "")
    return "".join(parts)


def _squeeze(text: str) -> str:
    return " ".join(text.split())


@cache
def _converter() -> markdown.Markdown:
    return markdown.Markdown(extensions=list(EXTENSIONS))
