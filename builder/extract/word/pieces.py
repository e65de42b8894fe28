"""Read the text of one paragraph of a Word document, in runs of one style."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from builder.extract.page.links import safe_href
from builder.extract.runs import raised, tidy_runs
from builder.extract.word.names import FALLBACK, MATH, R_ID, Marks, W, marks_of, says
from builder.model import Run

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element

    from builder.extract.word.package import Relation
    from builder.extract.word.styles import Styles
    from builder.model import Runs

BOX: Final = f"{W}txbxContent"
GONE: Final = frozenset({f"{W}del", f"{W}moveFrom"})
"""What was deleted, or moved elsewhere, while changes were recorded."""
UNREAD: Final = frozenset({*GONE, f"{W}pPr", f"{W}rPr", f"{W}rt", BOX, FALLBACK})
"""What is no text of its place: also a text box, and its second copy."""
BREAKS: Final = frozenset({f"{W}br", f"{W}cr"})
SIGNS: Final = {f"{W}tab": " ", f"{W}ptab": " ", f"{W}noBreakHyphen": "-"}
NOTES: Final = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}
FIELD: Final = frozenset({f"{W}fldChar", f"{W}instrText"})
LEAVES: Final = frozenset({*SIGNS, *NOTES, *FIELD, f"{W}t", f"{W}sym", f"{MATH}t"})
RULES: Final = {"hidden": "page-hidden", "struck": "page-struck"}
"""The rule by which a run is left out, by the mark that takes it from its readers."""
MAX_DEPTH: Final = 200
_LINK: Final = re.compile(r'\s*HYPERLINK\s+"([^"]+)"', re.IGNORECASE)
_CODE: Final = re.compile("[0-9A-Fa-f]{4}")


class Unseen(NamedTuple):
    """Words that a document keeps from its readers, and the rule that leaves them out."""

    text: str
    rule: str


@dataclass(frozen=True, slots=True)
class _Style:
    """The style of the text at one place of a paragraph."""

    href: str | None = None
    strong: bool = False
    emphasis: bool = False
    raised: bool = False


_PLAIN: Final = _Style()


@dataclass(slots=True)
class _Field:
    """A field that has begun: its code, and where what it shows leads."""

    code: str = ""
    href: str | None = None


@dataclass(slots=True)
class Pieces:
    """Reads paragraphs, and remembers what they hide and which notes they call."""

    styles: Styles
    relations: Mapping[str, Relation]
    notes: dict[tuple[str, str], int] = field(default_factory=dict)
    """The number of each note by its kind and id, in the order of the text."""
    unseen: list[Unseen] = field(default_factory=list)
    _fields: list[_Field] = field(default_factory=list)
    _before: str = ""
    _around: Mapping[str, bool] = field(default_factory=dict)

    def lines(self, paragraph: _Element) -> list[Runs]:
        """Return the runs of a paragraph, one entry for each line the writer broke."""
        self._fields.clear()
        self._before = ""
        lines: list[list[Run]] = [[]]
        self._around = self.styles.around(paragraph)
        for run in self._inside(paragraph, _PLAIN, 0):
            if run is None:
                lines.append([])
            else:
                lines[-1].append(run)
                self._before = run.text
        return [tidy_runs(line) for line in lines]

    def joined(self, paragraph: _Element) -> Runs:
        """Return the runs of a paragraph as one line."""
        return tidy_runs(run for line in self.lines(paragraph) for run in (*line, Run(" ")))

    def leave_out(self, element: _Element, rule: str) -> None:
        """Remember the words in an element that nobody reads."""
        for text in element.iter(f"{W}t", f"{W}delText"):
            self.unseen.append(Unseen(text.text or "", rule))

    def _inside(self, element: _Element, style: _Style, depth: int) -> Iterator[Run | None]:
        for child in element if depth <= MAX_DEPTH else ():
            if child.tag == f"{W}r":
                marks = marks_of(child)
                if (mark := self.styles.taken(marks, self._around)) is not None:
                    self.leave_out(child, RULES[mark])
                else:
                    yield from self._inside(child, _of_run(marks, style), depth + 1)
            elif child.tag in LEAVES:
                yield self._leaf(child, style)
            elif child.tag in BREAKS:
                yield None
            elif child.tag == f"{W}del":
                self.leave_out(child, "page-struck")
            elif child.tag not in UNREAD and isinstance(child.tag, str):
                yield from [Run("/")] if child.tag == f"{MATH}den" else []
                yield from self._inside(child, self._style(child, style), depth + 1)

    def _leaf(self, element: _Element, style: _Style) -> Run:
        text = self._text(element)
        if style.raised:
            text = raised(text, self._before)
        href = next((one.href for one in self._fields if one.href), style.href)
        return Run(text, href, style.strong, style.emphasis)

    def _text(self, element: _Element) -> str:
        """Return what a reader sees of an element without others in it: nothing of a field."""
        if element.tag in SIGNS:
            return SIGNS[element.tag]
        if element.tag in NOTES:
            key = (NOTES[element.tag], element.get(f"{W}id") or "")
            return f"[{self.notes.setdefault(key, len(self.notes) + 1)}]"
        if element.tag in FIELD:
            self._follow(element)
            return ""
        if element.tag == f"{W}sym":
            return _sign(element.get(f"{W}char") or "")
        return (element.text or "") + "".join(entity.tail or "" for entity in element)

    def _follow(self, element: _Element) -> None:
        """Follow a field from its beginning over its code and what it shows to its end."""
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.append(_Field())
        elif not self._fields:
            return
        elif kind == "end":
            self._fields.pop()
        elif kind == "separate":
            link = _LINK.match(self._fields[-1].code)
            self._fields[-1].href = safe_href(link[1]) if link else None
        else:
            self._fields[-1].code += element.text or ""

    def _style(self, element: _Element, style: _Style) -> _Style:
        if element.tag == f"{W}hyperlink":
            relation = self.relations.get(element.get(R_ID) or "")
            href = safe_href(relation.target) if relation and relation.external else None
            return replace(style, href=href)
        if element.tag == f"{W}fldSimple" and (link := _LINK.match(element.get(f"{W}instr") or "")):
            return replace(style, href=safe_href(link[1]))
        return replace(style, raised=True) if element.tag == f"{MATH}sup" else style


def _of_run(marks: Marks, style: _Style) -> _Style:
    if not marks:
        return _PLAIN if style.href is None else _Style(style.href)
    return _Style(
        style.href,
        bool(says(marks, f"{W}b", f"{W}bCs")),
        bool(says(marks, f"{W}i", f"{W}iCs")),
        marks.get(f"{W}vertAlign") == "superscript",
    )


def _sign(code: str) -> str:
    """Return a sign by its number; those of a typeface of its own are pictures, and no letters."""
    sign = chr(int(code, 16)) if _CODE.fullmatch(code) else ""
    return sign if sign.isprintable() else ""
