"""Convert at a glance what Markdown can read in one way only, and leave the rest to the library.

Three kinds of block are known: plain paragraphs, plain headings, either of which may be one link to
a page, and beside these the lists of links that `builder.markdown.entries` and the indexes write.
(Two lists in a row would be one, and an indented block would belong to the list before it: such
lists are left to the library.) A text of nothing else needs no library. In any other text, a short
paragraph stands for each stretch of known blocks while the library converts the rest: the blocks
around it see only that a paragraph is there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from builder.frozen import frozen
from builder.markdown.plain import TEXT, WRITTEN, shown

Resolve = Callable[[str], str | None]
"""Turns the path of a link into an address; None for one that the library should judge."""

_PARAGRAPH: Final = re.compile(WRITTEN)
_LINK: Final = rf"\[({TEXT})\]\(([A-Za-z0-9./-]+\.md)\)"
_LINKED: Final = re.compile(_LINK)
_HEADING: Final = re.compile(rf"(#{{2,6}}) (?!#)({TEXT}|{_LINK})(?<!#)")
_ENTRY: Final = re.compile(
    rf"   (?:({WRITTEN})|{_LINK}"
    rf"(?: \((\d+)\)|  \n    ({WRITTEN})))"
)
_FAR_REACHING: Final = re.compile(r"<|```|~~~")
"""Signs of what may hold the blocks after it too: raw HTML, a fence."""
_PLACE: Final = re.compile("<p>ورق\N{MIDDLE DOT}([0-9]+)</p>")


@frozen
class Title:
    """A plain heading."""

    level: int
    text: str
    """As it is written."""
    label: str
    """As it is shown in a list of headings."""
    html: str


@frozen
class Html:
    """Known blocks that stand together, converted."""

    text: str


@frozen
class Unknown:
    """Blocks for the library."""

    text: str


Part = Title | Html | Unknown


def take_apart(text: str, resolve: Resolve) -> list[Part]:
    r"""Part a Markdown text into what is known and what is not.

    >>> take_apart("حلب.\n\nدمشق.\n\n## [خبر](a.md)\n\n> اقتباس", lambda path: path)[1:2]
    [Title(level=2, text='[خبر](a.md)', label='خبر', html='<a href="a.md">خبر</a>')]
    """
    blocks = text.strip("\n").split("\n\n")
    plain = [_part(block, resolve) for block in blocks]
    parts: list[Part] = []
    known: list[str] = []
    for place, part in enumerate(plain):
        one = part or _list_or_unknown(place, blocks, plain, resolve)
        if isinstance(one, Html):
            known.append(one.text)
            continue
        if known:
            parts.append(Html("\n".join(known)))
            known = []
        parts.append(one)
    return [*parts, Html("\n".join(known))] if known else parts


def _list_or_unknown(
    place: int, blocks: list[str], plain: list[Title | Html | None], resolve: Resolve
) -> Html | Unknown:
    """Judge a block that is neither a plain paragraph nor a plain heading, by those beside it."""
    for beside in (place - 1, place + 1):
        if 0 <= beside < len(plain) and plain[beside] is None:
            return Unknown(blocks[place])
    return _list(blocks[place], resolve) or Unknown(blocks[place])


def condense(parts: list[Part]) -> str | None:
    """Return the text with a short paragraph for each known stretch; None where that is unsafe."""
    unknown = [part.text for part in parts if isinstance(part, Unknown)]
    if any(_FAR_REACHING.search(text) for text in unknown):
        return None
    pieces = []
    for number, part in enumerate(parts):
        match part:
            case Html():
                pieces.append(f"ورق\N{MIDDLE DOT}{number}")
            case Title(level, title, _, _):
                pieces.append(f"{'#' * level} {title}")
            case Unknown(rest):
                pieces.append(rest)
    return "\n\n".join(pieces)


def restore(html: str, parts: list[Part]) -> str | None:
    """Put the known stretches back into what became of the rest; None where one has no place."""
    known = {str(number): part.text for number, part in enumerate(parts) if isinstance(part, Html)}
    if _PLACE.findall(html) != list(known):
        return None
    return _PLACE.sub(lambda match: known[match[1]], html)


def _part(block: str, resolve: Resolve) -> Title | Html | None:
    if _PARAGRAPH.fullmatch(block):
        return Html(f"<p>{shown(block)}</p>")
    if (heading := _HEADING.fullmatch(block)) is not None:
        signs, text, linked, path = heading.groups()
        html = shown(text) if linked is None else _linked(linked, path, resolve)
        return None if html is None else Title(len(signs), text, shown(linked or text), html)
    if (link := _LINKED.fullmatch(block)) is not None:
        html = _linked(link[1], link[2], resolve)
        return None if html is None else Html(f"<p>{html}</p>")
    return None


def _linked(text: str, path: str, resolve: Resolve) -> str | None:
    address = resolve(path)
    return None if address is None else f'<a href="{address}">{shown(text)}</a>'


def _list(block: str, resolve: Resolve) -> Html | None:
    """Convert a list of plain texts or of links."""
    if not block.startswith("-   "):
        return None
    items = [_item(entry, resolve) for entry in block.removeprefix("-").split("\n-")]
    return None if None in items else Html("\n".join(("<ul>", *map(str, items), "</ul>")))


def _item(entry: str, resolve: Resolve) -> str | None:
    """Convert an item of a list, without its bullet."""
    found = _ENTRY.fullmatch(entry)
    if found is None:
        return None
    if found[1]:
        return f"<li>{shown(found[1])}</li>"
    link = _linked(found[2], found[3], resolve)
    after = f" ({found[4]})" if found[4] else f"<br />\n    {shown(found[5] or '')}"
    return link and f"<li>{link}{after}</li>"
