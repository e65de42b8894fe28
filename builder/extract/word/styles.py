"""What the styles of a Word document say of a paragraph: heading, item, quotation, caption."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

    from builder.extract.word.package import Package, Relation

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL: Final = f"{W}val"
MAX_CHAIN: Final = 20
"""Styles that a style may rest on, one on the other; a hostile file has them in a ring."""
LOWEST_HEADING: Final = 6


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What is known of a paragraph before it is read."""

    heading: int = 0
    """Level of the heading; 1 for the title, 0 for none."""
    list_id: int = 0
    """The list the paragraph is an item of, 0 for none."""
    ordered: bool = False
    quote: bool = False
    caption: bool = False


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a document."""

    known: Mapping[str, ParagraphStyle]
    numbered: Mapping[str, bool]
    """Whether a list's items have numbers, by the list's id."""

    def of(self, paragraph: _Element) -> ParagraphStyle:
        """Return what the paragraph's style and its own marks say."""
        marks = paragraph.find(f"{W}pPr")
        if marks is None:
            return ParagraphStyle()
        style = self.known.get(_value(marks, "pStyle") or "", ParagraphStyle())
        level = _value(marks, "outlineLvl")
        if (
            level is not None
            and level.isascii()
            and level.isdigit()
            and int(level) < LOWEST_HEADING
        ):
            return ParagraphStyle(heading=int(level) + 1)
        if style.heading or style.quote or style.caption:
            return style
        own = marks.find(f"{W}numPr")
        number = (_value(own, "numId") if own is not None else None) or ""
        if number.isascii() and number.isdigit():
            return ParagraphStyle(list_id=int(number), ordered=self.numbered.get(number, False))
        return style


def read_styles(package: Package, relations: Mapping[str, Relation]) -> Styles:
    """Read the styles and the lists of a document."""
    parts = {relation.kind: relation.target for relation in relations.values()}
    styles = package.xml(parts.get("styles", "word/styles.xml"))
    numbering = package.xml(parts.get("numbering", "word/numbering.xml"))
    numbered = _numbered(numbering) if numbering is not None else {}
    return Styles(_named(styles, numbered) if styles is not None else {}, numbered)


def _named(root: _Element, numbered: Mapping[str, bool]) -> dict[str, ParagraphStyle]:
    elements = {element.get(f"{W}styleId") or "": element for element in root.iter(f"{W}style")}
    return {name: _style(name, elements, numbered) for name in elements}


def _style(
    name: str, elements: Mapping[str, _Element], numbered: Mapping[str, bool]
) -> ParagraphStyle:
    """Read a style, or the first of those it rests on that says something."""
    for _ in range(MAX_CHAIN):
        element = elements.get(name)
        if element is None:
            break
        shown = (_value(element, "name") or name).lower().replace(" ", "")
        if shown == "title":
            return ParagraphStyle(heading=1)
        if shown.startswith("heading") and shown[7:8].isdigit():
            return ParagraphStyle(heading=min(int(shown[7]), LOWEST_HEADING))
        if shown in {"quote", "intensequote", "blocktext"}:
            return ParagraphStyle(quote=True)
        if shown == "caption":
            return ParagraphStyle(caption=True)
        number = element.find(f"{W}pPr/{W}numPr/{W}numId")
        if number is not None and (listed := number.get(VAL) or "").isdigit():
            return ParagraphStyle(list_id=int(listed), ordered=numbered.get(listed, False))
        name = _value(element, "basedOn") or ""
    return ParagraphStyle()


def _numbered(root: _Element) -> dict[str, bool]:
    """Return for each list whether its first level counts."""
    formats: dict[str, bool] = {}
    for abstract in root.iter(f"{W}abstractNum"):
        kind = abstract.find(f"{W}lvl/{W}numFmt")
        counted = kind is not None and kind.get(VAL) not in {None, "bullet", "none"}
        formats[abstract.get(f"{W}abstractNumId") or ""] = counted
    return {
        number.get(f"{W}numId") or "": formats.get(_value(number, "abstractNumId") or "", False)
        for number in root.iter(f"{W}num")
    }


def _value(element: _Element, name: str) -> str | None:
    child = element.find(f"{W}{name}")
    return child.get(VAL) if child is not None else None
