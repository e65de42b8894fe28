"""What the styles of a Word document say of a paragraph: heading, item, quotation, caption."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from builder.extract.word.names import W, number_in, says, value_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element

MAX_CHAIN: Final = 20
"""Styles that a style may rest on, one on the other; a hostile file has them in a ring."""
LOWEST_HEADING: Final = 6
QUOTES: Final = frozenset({"quote", "intensequote", "blocktext"})
_CONTENTS: Final = re.compile("toc(?:[1-9]|heading)|tableof(?:figures|authorities)")
"""Names of the styles in which Word sets a table of contents."""
_HEADING: Final = re.compile("heading([1-9])")


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What is known of a paragraph before it is read."""

    heading: int = 0
    """Level of the heading; 1 for the title, 0 for none."""
    list_id: str = ""
    """The list the paragraph is an item of, if any."""
    depth: int = 0
    """How many lists there are around that list."""
    quote: bool = False
    caption: bool = False
    contents: bool = False
    """Whether this is a line of the table of contents."""


NO_STYLE: Final = ParagraphStyle()


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a document."""

    known: Mapping[str, ParagraphStyle]
    marks: Mapping[str, Mapping[str, bool]]
    """By the id of a style, which of the marks in `MARKS` it sets or takes back."""

    def of(self, paragraph: _Element) -> ParagraphStyle:
        """Return what the paragraph's style and its own marks say."""
        marks = paragraph.find(f"{W}pPr")
        if marks is None:
            return NO_STYLE
        style = self.known.get(value_in(marks, "pStyle") or "", NO_STYLE)
        level = number_in(value_in(marks, "outlineLvl"), LOWEST_HEADING)
        if level < LOWEST_HEADING:
            style = ParagraphStyle(level + 1, style.list_id, style.depth)
        own = marks.find(f"{W}numPr")
        return style if own is None else _listed(style, own)

    def has(self, mark: str, run: _Element, paragraph: _Element) -> bool:
        """Tell whether a run is hidden or struck out: by itself, by its style or by that above."""
        own = run.find(f"{W}rPr")
        names = MARKS[mark]
        if (said := says(own, *names)) is not None:
            return said
        around = paragraph.find(f"{W}pPr")
        for marks, kind in ((own, "rStyle"), (around, "pStyle")):
            style = value_in(marks, kind) if marks is not None else None
            if style and (said := self.marks.get(style, {}).get(mark)) is not None:
                return said
        return False


MARKS: Final = {"hidden": ("vanish",), "struck": ("strike", "dstrike")}
"""Marks of a run that take it from its readers."""


def read_styles(root: _Element | None) -> Styles:
    """Read the styles of a document."""
    if root is None:
        return Styles({}, {})
    elements = {element.get(f"{W}styleId") or "": element for element in root.iter(f"{W}style")}
    known = {name: _style(name, elements) for name in elements}
    return Styles(known, {name: _marks(name, elements) for name in elements})


def _chain(name: str, elements: Mapping[str, _Element]) -> Iterator[_Element]:
    """Yield a style and those it rests on."""
    for _ in range(MAX_CHAIN):
        element = elements.get(name)
        if element is None:
            return
        yield element
        name = value_in(element, "basedOn") or ""


def _style(name: str, elements: Mapping[str, _Element]) -> ParagraphStyle:
    """Read a style, or the first of those it rests on that says something."""
    found = NO_STYLE
    for element in _chain(name, elements):
        own = element.find(f"{W}pPr/{W}numPr")
        if own is not None and not found.list_id:
            found = _listed(found, own)
        called = value_in(element, "name") or element.get(f"{W}styleId") or ""
        shown = called.lower().replace(" ", "")
        if shown == "title":
            return replace(found, heading=1)
        if heading := _HEADING.match(shown):
            return replace(found, heading=min(int(heading[1]), LOWEST_HEADING))
        if shown in QUOTES:
            return replace(found, quote=True)
        if shown == "caption":
            return replace(found, caption=True)
        if _CONTENTS.fullmatch(shown):
            return replace(found, contents=True)
    return found


def _marks(name: str, elements: Mapping[str, _Element]) -> dict[str, bool]:
    found: dict[str, bool] = {}
    for element in _chain(name, elements):
        for mark, names in MARKS.items():
            said = says(element.find(f"{W}rPr"), *names)
            if said is not None:
                found.setdefault(mark, said)
    return found


def _listed(style: ParagraphStyle, marks: _Element) -> ParagraphStyle:
    """Return the style with the list that the marks name; 0 takes a paragraph out of its list."""
    listed = value_in(marks, "numId")
    depth = number_in(value_in(marks, "ilvl"), style.depth)
    list_id = style.list_id if listed is None else listed if number_in(listed) else ""
    return replace(style, list_id=list_id, depth=depth)
