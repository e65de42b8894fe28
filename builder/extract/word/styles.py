"""What the styles of a Word document say of a paragraph: heading, item, quotation, caption."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from builder.extract.word.names import Marks, W, marks_of, number_in, says, value_in

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
    """By the id of a style, which of the marks in `MARKS` it sets or takes back, if any."""

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

    def around(self, paragraph: _Element) -> Mapping[str, bool]:
        """Return what a paragraph's style says of its runs, by the names in `MARKS`."""
        marks = paragraph.find(f"{W}pPr") if self.marks else None
        style = value_in(marks, "pStyle") if marks is not None else None
        return self.marks.get(style or "", NOTHING)

    def taken(self, marks: Marks, around: Mapping[str, bool]) -> str | None:
        """Return by which of the `MARKS` nobody reads a run, if there is any.

        Its own marks go before its style, and that before what is `around` it.
        """
        if not (marks or around):
            return None
        style = self.marks.get(marks.get(f"{W}rStyle") or "", NOTHING) if self.marks else NOTHING
        for mark, names in MARKS.items():
            said = says(marks, *names)
            if said if said is not None else style.get(mark, around.get(mark, False)):
                return mark
        return None


NOTHING: Final[Mapping[str, bool]] = {}
MARKS: Final = {"hidden": (f"{W}vanish",), "struck": (f"{W}strike", f"{W}dstrike")}
"""Marks of a run that take it from its readers."""


def read_styles(root: _Element | None) -> Styles:
    """Read the styles of a document."""
    if root is None:
        return Styles({}, {})
    elements = {element.get(f"{W}styleId") or "": element for element in root.iter(f"{W}style")}
    known = {name: _style(name, elements) for name in elements}
    marks = {name: _marks(name, elements) for name in elements}
    return Styles(known, {name: said for name, said in marks.items() if said})


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
            said = says(marks_of(element), *names)
            if said is not None:
                found.setdefault(mark, said)
    return found


def _listed(style: ParagraphStyle, marks: _Element) -> ParagraphStyle:
    """Return the style with the list that the marks name; 0 takes a paragraph out of its list."""
    listed = value_in(marks, "numId")
    depth = number_in(value_in(marks, "ilvl"), style.depth)
    list_id = style.list_id if listed is None else listed if number_in(listed) else ""
    return replace(style, list_id=list_id, depth=depth)
