"""Read the paragraphs of a Word document in the order of the page."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final

from builder.chosen_lines import NOTHING_CHOSEN
from builder.errors import ArticleError
from builder.extract.marked_lines import MarkedLine, Shape
from builder.extract.runs import tidy_runs
from builder.extract.structured import read_marked
from builder.extract.word.names import FALLBACK, R_ID, R, W
from builder.extract.word.numbering import Counted, Numbering, read_numbering
from builder.extract.word.package import Package
from builder.extract.word.pieces import BOX, GONE, MAX_DEPTH, Pieces, Unseen
from builder.extract.word.styles import ParagraphStyle, read_styles
from builder.extract.word.tables import is_deleted, is_layout, paragraphs_in, rows_of
from builder.model import Image, Problem, Run, plain_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

    from builder.chosen_lines import Chosen
    from builder.extract.profiles import Profiles
    from builder.extract.word.package import Relation
    from builder.model import Document, Runs

PICTURES: Final = {
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip": f"{R}embed",
    "{urn:schemas-microsoft-com:vml}imagedata": R_ID,
}
"""What names a picture, and the attribute by which it does; the second is older."""
SKIPPED: Final = frozenset({*GONE, FALLBACK, f"{W}sdtPr", f"{W}sectPr"})
CONTENTS: Final = "page-navigation"
MARGINS: Final = {"header": "page-header", "footer": "page-footer"}
"""The rule by which the head and the foot of every page are left out."""
CALL: Final = re.compile(r"\[\d{1,3}\]$")
"""Where a note is called: a headline goes without it."""
MAX_LINES: Final = 50_000


def extract_docx(
    content: bytes,
    profiles: Profiles,
    *,
    known_sources: Mapping[str, tuple[str, str]] | None = None,
    date_order: str | None = None,
    chosen: Chosen = NOTHING_CHOSEN,
) -> Document:
    """Read the bytes of a .docx; raise ArticleError where it is none, or one beyond the bounds.

    A line of the document's ledger is a paragraph: Word knows no others.
    """
    lines = mark_lines(content)
    return read_marked(
        lines, profiles, known_sources=known_sources, date_order=date_order, chosen=chosen
    )


def mark_lines(content: bytes) -> tuple[MarkedLine, ...]:
    """Return the paragraphs, tables and pictures of a Word document, then its notes."""
    package = Package(content)
    root = package.xml(package.main)
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        what = "a ZIP archive without a Word document"
        raise ArticleError(Problem("FILE02", values=(("what", what),)))
    reader = _Reader(package)
    reader.read(body, 0)
    reader.read_notes()
    reader.tell_margins()
    return tuple(reader.lines)


class _Reader:
    def __init__(self, package: Package) -> None:
        self.package = package
        self.relations = package.relations(package.main)
        self.pieces = Pieces(read_styles(self._part("styles")), self.relations)
        self.numbering: Numbering = read_numbering(self._part("numbering"))
        self.lines: list[MarkedLine] = []
        self.titled = False
        self.list = ("", 0, 0)

    def read(self, container: _Element, depth: int) -> None:
        """Read the blocks of a container, also those in content controls and changes."""
        if depth > MAX_DEPTH or len(self.lines) > MAX_LINES:
            raise ArticleError(
                Problem("PAGE02", values=(("what", "nested too deeply or too long"),))
            )
        for element in container:
            if element.tag == f"{W}p":
                self._paragraph(element)
            elif element.tag == f"{W}tbl":
                self._table(element, depth)
            elif element.tag == f"{W}del":
                self.pieces.leave_out(element, "page-struck")
            elif element.tag not in SKIPPED and isinstance(element.tag, str):
                self.read(element, depth + 1)

    def read_notes(self) -> None:
        """Put the notes at the end, in the order in which the text calls them."""
        notes = [
            (kind, note.get(f"{W}id") or "", note, relations)
            for kind in ("footnotes", "endnotes")
            for root, relations in self._parts(kind)
            for note in root
            if note.get(f"{W}type") in {None, "normal"}
        ]
        called = self.pieces.notes
        group = len(self.lines) + 1
        for kind, name, note, relations in sorted(
            notes, key=lambda one: called.get((one[0], one[1]), len(called) + 1)
        ):
            self.pieces.relations = relations
            runs = tidy_runs(run for p in paragraphs_in(note) for run in self._in_line(p))
            if runs or (kind, name) in called:
                self._add(Shape.NOTE, runs or (Run("…"),), group=group, ordered=True)
        self._tell_unseen()

    def tell_margins(self) -> None:
        """Say what stands at the head and the foot of every page: it is left out."""
        for kind, rule in MARGINS.items():
            for root, _relations in self._parts(kind):
                for paragraph in paragraphs_in(root):
                    self.pieces.unseen.append(
                        Unseen(plain_text(self.pieces.joined(paragraph)), rule)
                    )
                    self._tell_unseen()

    def _part(self, kind: str) -> _Element | None:
        """Return the root of the part of a kind of which a document has one."""
        related = (one.target for one in self.relations.values() if one.kind == kind)
        return self.package.xml(next(related, f"word/{kind}.xml"))

    def _parts(self, kind: str) -> list[tuple[_Element, Mapping[str, Relation]]]:
        """Return the roots of the parts of a kind, each with what its own ids stand for."""
        names = sorted({one.target for one in self.relations.values() if one.kind == kind})
        found = ((self.package.xml(name), name) for name in names)
        return [(root, self.package.relations(name)) for root, name in found if root is not None]

    def _add(self, shape: Shape, runs: Runs, **more: object) -> None:
        self.lines.append(MarkedLine(len(self.lines) + 1, shape, runs, **more))  # type: ignore[arg-type]

    def _paragraph(self, element: _Element) -> None:
        style = self.pieces.styles.of(element)
        lines = [runs for runs in self.pieces.lines(element) if runs]
        if style.contents:
            self.pieces.unseen += [Unseen(plain_text(runs), CONTENTS) for runs in lines]
        elif lines and style.heading:
            self._heading(_in_one(lines), style)
        elif lines and style.list_id and not (style.quote or style.caption):
            self._item(_in_one(lines, "\n"), style)
        else:
            group = self._quote_group()
            shape = Shape.CAPTION if style.caption else Shape.PARAGRAPH
            for runs in lines:
                if style.quote:
                    self._add(Shape.QUOTE, runs, group=group)
                else:
                    self._add(shape, runs)
        self._tell_unseen()
        self._pictures(element)
        for box in element.iter(BOX):
            if next(box.iterancestors(f"{W}p", FALLBACK), None) is element:
                self.read(box, MAX_DEPTH // 2)

    def _heading(self, runs: Runs, style: ParagraphStyle) -> None:
        is_title = style.heading == 1 and not self.titled
        self.titled |= is_title
        label = self._counted(style).label
        if is_title:
            self._add(Shape.TITLE, (Run(CALL.sub("", plain_text(runs))),), level=1)
        else:
            numbered = (Run(f"{label} "), *runs) if label else runs
            self._add(Shape.HEADING, numbered, level=style.heading)

    def _item(self, runs: Runs, style: ParagraphStyle) -> None:
        """Add an item: lists that follow each other are one where the second is an inner one."""
        counted = self._counted(style)
        name, depth, group = self.list
        if not self._follows(Shape.ITEM) or (style.depth <= depth and name != style.list_id):
            self.list = (style.list_id, style.depth, group + 1)
        self._add(
            Shape.ITEM,
            runs,
            group=self.list[2],
            ordered=counted.is_plain,
            start=counted.number,
            label=counted.label,
            depth=style.depth,
        )

    def _counted(self, style: ParagraphStyle) -> Counted:
        return self.numbering.count(style.list_id, style.depth) if style.list_id else Counted()

    def _pictures(self, element: _Element) -> None:
        for named in element.iter(*PICTURES):
            relation = self.relations.get(named.get(PICTURES[named.tag]) or "")
            shown_once = next(named.iterancestors(f"{W}p", FALLBACK), None) is element
            if shown_once and relation is not None and not relation.external:
                image = Image(relation.target.rpartition("/")[2])
                self.lines.append(MarkedLine(len(self.lines) + 1, Shape.IMAGE, image=image))

    def _tell_unseen(self) -> None:
        """Give what nobody reads a line of its own, which is left out."""
        unseen = self.pieces.unseen.copy()
        self.pieces.unseen.clear()
        for rule, group in groupby(unseen, key=lambda one: one.rule):
            if words := tidy_runs(Run(one.text) for one in group):
                self._add(Shape.HIDDEN, words, rule=rule)

    def _quote_group(self) -> int:
        """Give quoted paragraphs that follow each other one group."""
        last = self._follows(Shape.QUOTE)
        return last.group if last else len(self.lines) + 1

    def _follows(self, shape: Shape) -> MarkedLine | None:
        """Return the last line that readers see, where it is of that shape."""
        shown = (line for line in reversed(self.lines) if line.shape is not Shape.HIDDEN)
        last = next(shown, None)
        return last if last and last.shape is shape else None

    def _table(self, element: _Element, depth: int) -> None:
        rows = rows_of(element)
        if is_layout(element, rows):
            for row in rows:
                for cell in row:
                    if cell is not None:
                        self.read(cell, depth + 1)
            return
        texts = [tuple(self._cell(cell) for cell in row) for row in rows]
        width = max(map(len, texts))
        filled = tuple(row + ((),) * (width - len(row)) for row in texts if any(row))
        if filled:
            self.lines.append(MarkedLine(len(self.lines) + 1, Shape.TABLE, rows=filled))
        for row in element.iter(f"{W}tr"):
            if is_deleted(row):
                self.pieces.leave_out(row, "page-struck")
        self._tell_unseen()
        for paragraph in paragraphs_in(element):
            self._pictures(paragraph)

    def _cell(self, cell: _Element | None) -> Runs:
        paragraphs = paragraphs_in(cell) if cell is not None else ()
        return tidy_runs(run for p in paragraphs for run in self._in_line(p))

    def _in_line(self, paragraph: _Element) -> Runs:
        """Return a paragraph of a cell or a note, with its number, and a space after it."""
        label = self._counted(self.pieces.styles.of(paragraph)).label
        return (Run(f"{label} "), *self.pieces.joined(paragraph), Run(" "))


def _in_one(lines: list[Runs], sign: str = " ") -> Runs:
    """Join the lines of a paragraph."""
    return tuple(run for runs in lines for run in (Run(sign), *runs))[1:]
