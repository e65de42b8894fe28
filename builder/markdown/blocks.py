"""Render blocks as Markdown: one function for each type, in one mapping."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import MappingProxyType
from typing import Any, Final

from builder.markdown.escape import escape, escape_address, escape_inline
from builder.markdown.places import place_of
from builder.model import (
    Block,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Run,
    Runs,
    Table,
)

INDENT: Final = "    "
JOINED: Final = (ListBlock, Quote)
"""Blocks that Markdown makes one of where two of the kind stand with no more than a blank line."""
PARTED: Final = "<!-- -->\n\n"
_TAKEN: Final = re.compile(r"(?<!\\)((?:\\\\)*)(!(?=\[))")
"""An exclamation mark that would make a picture of the link after it."""
_LOST: Final = re.compile(r"(?<!\\)((?:\\\\)*)(#$)")
"""A number sign that would be taken for the close of a heading."""
_MEANT: Final = r"\1\\\2"


def render_blocks(blocks: tuple[Block, ...]) -> str:
    """Return the Markdown of `blocks`, one blank line between them, and a comment where it must.

    Two lists in a row are one list to Markdown, and two quotations one; what has no text of its own
    between them does not part them; nor does a picture, of which only its place is written.
    """
    pieces: list[str] = []
    last: Block | None = None
    for block in blocks:
        if isinstance(block, Figure):
            pieces += [place_of(block.image.name)] if block.image.name else []
            continue
        if not (text := RENDERERS[type(block)](block)):
            continue
        parted = isinstance(block, JOINED) and type(block) is type(last)
        pieces.append(PARTED + text if parted else text)
        last = block
    return "\n\n".join(pieces)


def _paragraph(block: Paragraph) -> str:
    return _runs(block.runs)


def _heading(block: Heading) -> str:
    return "#" * max(2, min(block.level, 6)) + " " + _LOST.sub(_MEANT, _one_line(block.runs))


def _quote(block: Quote) -> str:
    paragraphs = (_runs(runs).replace("\n", "\n> ") for runs in block.paragraphs)
    return "\n>\n".join("> " + paragraph for paragraph in paragraphs)


def _list(block: ListBlock) -> str:
    return "\n".join(
        _marker(block, number) + _runs(item).replace("\n", "\n" + INDENT)
        for number, item in enumerate(block.items, block.start)
    )


def _marker(block: ListBlock, number: int) -> str:
    return f"{number}. ".ljust(len(INDENT)) if block.ordered else "-   "


def _table(block: Table) -> str:
    width = max(len(row) for row in block.rows)
    head, *body = (_row(row, width) for row in block.rows)
    return "\n".join((head, "|" + " --- |" * width, *body))


def _row(row: tuple[Runs, ...], width: int) -> str:
    cells = [_one_line(cell) for cell in row] + [""] * (width - len(row))
    return "| " + " | ".join(cells) + " |"


RENDERERS: Final = MappingProxyType[type[Any], Callable[[Any], str]](
    {
        Paragraph: _paragraph,
        Heading: _heading,
        Quote: _quote,
        ListBlock: _list,
        Table: _table,
    }
)


def _one_line(runs: Runs) -> str:
    """Render runs for a place where Markdown allows no line break."""
    flat = tuple(Run(" ".join(r.text.split("\n")), r.href, r.strong, r.emphasis) for r in runs)
    return _runs(flat).strip()


def _runs(runs: Runs) -> str:
    """Render runs; only the first may begin a block, so only it is escaped for that."""
    first = True
    parts = []
    for run in runs:
        if run.text:
            parts.append(_run(run, first=first))
            first = first and not run.text.strip()
    text = "".join(parts).strip()
    return _TAKEN.sub(_MEANT, text) if "![" in text else text


def _run(run: Run, *, first: bool) -> str:
    if run.href is None and not run.strong and not run.emphasis:
        return escape(run.text) if first or "\n" in run.text else escape_inline(run.text)
    inner = run.text.strip()
    if not inner:
        return run.text
    before, after = run.text.split(inner, 1) if inner in run.text else ("", "")
    text = escape_inline(inner)
    if run.emphasis:
        text = f"*{text}*"
    if run.strong:
        text = f"**{text}**"
    if run.href is not None:
        text = f"[{text}](<{escape_address(run.href)}>)"
    return f"{before}{text}{after}"
