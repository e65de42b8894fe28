"""Read the paragraphs of a Word document in the order of the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from builder.chosen_lines import NOTHING_CHOSEN
from builder.errors import ArticleError
from builder.extract.marked_lines import MarkedLine, Shape
from builder.extract.page.links import safe_href
from builder.extract.runs import tidy_runs
from builder.extract.structured import read_marked
from builder.extract.word.package import Package
from builder.extract.word.styles import Styles, read_styles
from builder.model import Image, Problem, Run, plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element

    from builder.chosen_lines import Chosen
    from builder.extract.profiles import Profiles
    from builder.extract.word.package import Relation
    from builder.model import Document, Runs

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R_ID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
R_EMBED: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
BLIP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

UNREAD: Final = frozenset(
    {f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}pPr", f"{W}rPr", FALLBACK}
)
"""What a reader does not see: deleted text, field codes, and the second copy of a text box."""
BREAKS: Final = frozenset({f"{W}br", f"{W}cr"})
OFF: Final = frozenset({"0", "false", "off", "none"})
MAX_DEPTH: Final = 200
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
    relations = package.relations(package.main)
    reader = _Reader(relations, read_styles(package, relations))
    reader.read(body, 0)
    for kind in ("footnotes", "endnotes"):
        part = next((rel.target for rel in relations.values() if rel.kind == kind), None)
        notes = package.xml(part) if part else None
        if notes is not None:
            reader.read_notes(notes)
    return tuple(reader.lines)


@dataclass(frozen=True, slots=True)
class _Style:
    """The style of the text at one place of a paragraph."""

    href: str | None = None
    strong: bool = False
    emphasis: bool = False


class _Reader:
    def __init__(self, relations: Mapping[str, Relation], styles: Styles) -> None:
        self.relations = relations
        self.styles = styles
        self.lines: list[MarkedLine] = []
        self.titled = False
        self.hidden: list[str] = []

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
            elif element.tag not in UNREAD and isinstance(element.tag, str):
                self.read(element, depth + 1)

    def read_notes(self, notes: _Element) -> None:
        """Put the notes at the end as a list: their numbers in the text are not kept."""
        group = len(self.lines) + 1
        for note in notes:
            if note.get(f"{W}type") in {None, "normal"}:
                runs = tidy_runs(
                    run for p in note.iter(f"{W}p") for run in (*_flat(self._broken(p)), Run(" "))
                )
                if runs:
                    self._add(Shape.NOTE, runs, group=group, ordered=True)
        self._tell_hidden()

    def _add(self, shape: Shape, runs: Runs, **more: object) -> None:
        self.lines.append(MarkedLine(len(self.lines) + 1, shape, runs, **more))  # type: ignore[arg-type]

    def _paragraph(self, element: _Element) -> None:
        style = self.styles.of(element)
        for runs in self._broken(element):
            if not runs:
                continue
            if style.heading:
                is_title = style.heading == 1 and not self.titled
                self.titled |= is_title
                shape = Shape.TITLE if is_title else Shape.HEADING
                self._add(shape, runs, level=style.heading)
            elif style.list_id:
                self._add(Shape.ITEM, runs, group=style.list_id, ordered=style.ordered)
            elif style.quote:
                self._add(Shape.QUOTE, runs, group=self._quote_group())
            else:
                self._add(Shape.CAPTION if style.caption else Shape.PARAGRAPH, runs)
        self._tell_hidden()
        self._pictures(element)
        for box in element.iter(f"{W}txbxContent"):
            if not any(above.tag == FALLBACK for above in box.iterancestors()):
                self.read(box, MAX_DEPTH // 2)

    def _pictures(self, element: _Element) -> None:
        for blip in element.iter(BLIP):
            relation = self.relations.get(blip.get(R_EMBED) or "")
            if relation is not None and not relation.external:
                image = Image(relation.target.rpartition("/")[2])
                self.lines.append(MarkedLine(len(self.lines) + 1, Shape.IMAGE, image=image))

    def _tell_hidden(self) -> None:
        """Give what the writer hid a line of its own, which is left out."""
        hidden, self.hidden = tidy_runs(map(Run, self.hidden)), []
        if hidden:
            self._add(Shape.HIDDEN, hidden)

    def _quote_group(self) -> int:
        """Give quoted paragraphs that follow each other one group."""
        last = self.lines[-1] if self.lines else None
        return last.group if last and last.shape is Shape.QUOTE else len(self.lines) + 1

    def _table(self, element: _Element, depth: int) -> None:
        rows = [_within(row, "tc") for row in _within(element, "tr")]
        nested = element.find(f".//{W}tbl") is not None
        if nested or max(map(len, rows), default=0) <= 1:
            for cells in rows:
                for cell in cells:
                    self.read(cell, depth + 1)
            return
        texts = [tuple(self._cell(cell) for cell in cells) for cells in rows]
        width = max(map(len, texts))
        filled = tuple(row + ((),) * (width - len(row)) for row in texts if any(row))
        if filled:
            self.lines.append(MarkedLine(len(self.lines) + 1, Shape.TABLE, rows=filled))
        self._tell_hidden()

    def _cell(self, cell: _Element) -> Runs:
        return tidy_runs(
            run for p in cell.iter(f"{W}p") for run in (*_flat(self._broken(p)), Run(" "))
        )

    def _broken(self, paragraph: _Element) -> list[Runs]:
        """Return the runs of a paragraph, one entry for each line the writer broke."""
        lines: list[list[Run]] = [[]]
        for run in self._pieces(paragraph, _Style(), 0):
            if run is None:
                lines.append([])
            else:
                lines[-1].append(run)
        return [tidy_runs(line) for line in lines]

    def _pieces(self, element: _Element, style: _Style, depth: int) -> Iterator[Run | None]:
        if depth > MAX_DEPTH:
            return
        for child in element:
            if child.tag in UNREAD or child.tag in {f"{W}txbxContent", BLIP}:
                continue
            if child.tag == f"{W}r" and _is_on(child.find(f"{W}rPr"), "vanish"):
                self.hidden += [text.text or "" for text in child.iter(f"{W}t")]
                continue
            if child.tag == f"{W}t":
                text = (child.text or "") + "".join(entity.tail or "" for entity in child)
                yield Run(text, style.href, style.strong, style.emphasis)
            elif child.tag == f"{W}tab":
                yield Run(" ")
            elif child.tag == f"{W}noBreakHyphen":
                yield Run("-", style.href, style.strong, style.emphasis)
            elif child.tag in BREAKS:
                yield None
            else:
                yield from self._pieces(child, self._style(child, style), depth + 1)

    def _style(self, element: _Element, style: _Style) -> _Style:
        if element.tag == f"{W}hyperlink":
            relation = self.relations.get(element.get(R_ID) or "")
            href = safe_href(relation.target) if relation and relation.external else None
            return _Style(href, style.strong, style.emphasis)
        if element.tag == f"{W}r":
            marks = element.find(f"{W}rPr")
            return _Style(style.href, _is_on(marks, "b", "bCs"), _is_on(marks, "i", "iCs"))
        return style


def _is_on(marks: _Element | None, *names: str) -> bool:
    """Tell whether a mark is set; Arabic text has its own, which Word sets beside the Latin one."""
    for name in names if marks is not None else ():
        mark = marks.find(f"{W}{name}") if marks is not None else None
        if mark is not None and (mark.get(f"{W}val") or "1") not in OFF:
            return True
    return False


def _within(element: _Element, name: str) -> list[_Element]:
    """Return the rows or cells right inside, also those in content controls."""
    controlled = element.findall(f"{W}sdt/{W}sdtContent/{W}{name}")
    return [*element.findall(f"{W}{name}"), *controlled]


def _flat(lines: list[Runs]) -> Iterator[Run]:
    for runs in lines:
        if plain_text(runs):
            yield from runs
            yield Run(" ")
