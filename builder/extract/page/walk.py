"""Walk a page once and cut it into its visible stretches of text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lxml import etree

from builder.errors import ArticleError
from builder.extract.page.cues import NO_CUES, Cues, read_cues
from builder.extract.page.elements import (
    BLOCKS,
    CHROME_ROLES,
    CHROME_TAGS,
    EMPHASIS,
    FLOWING,
    LABELS,
    ONE_LINE,
    PICTURES,
    PLAYERS,
    QUOTING,
    STRONG,
    STRUCK,
    UNSEEN,
)
from builder.extract.page.hidden import is_hidden
from builder.extract.page.links import safe_href
from builder.extract.page.parts import Part, Picture, Segment, Unseen, Walked
from builder.extract.page.tables import is_data_table
from builder.extract.page.tree import line_of, words_in
from builder.extract.persons import is_person, is_role
from builder.extract.runs import raised, tidy_runs
from builder.model import Problem, Run, plain_text

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_DEPTH: Final = 500
"""Blocks within blocks beyond which a page is hostile; libraries of widgets reach sixty."""
MAX_LENGTH_OF_BYLINE: Final = 80
WIDTHS_OF_MAIL: Final = range(46, 101)
"""Characters of the longest line of a `<pre>` that its width broke, and not its writer."""
_LINE_END: Final = re.compile(r"\r?\n")
_PARAGRAPH_END: Final = re.compile(r"\r?\n(?:[^\S\n]*\r?\n)+")


@dataclass(frozen=True, slots=True)
class _Piece:
    """Text between two tags."""

    run: Run
    line: int
    linked: bool = False


def walk(
    root: _Element, base: str | None, *, with_hidden: bool = False, verse: bool = False
) -> Walked:
    """Cut the page up; `base` is its address, for links that are relative."""
    walker = _Walker(base, with_hidden=with_hidden, verse=verse)
    events = etree.iterwalk(root, events=("start", "end"))
    for event, element in events:
        if event == "start":
            if not walker.start(element):
                events.skip_subtree()
        else:
            walker.end(element)
    walker.flush()
    return walker.walked


class _Walker:
    def __init__(self, base: str | None, *, with_hidden: bool, verse: bool) -> None:
        self.walked = Walked()
        self.base = base
        self.with_hidden = with_hidden
        self.verse = verse
        self.part: Part | None = None
        self.pieces: list[_Piece] = []
        self.links: list[tuple[bool, str | None]] = []
        self.strong = 0
        self.emphasis = 0
        self.raised = 0
        self.skipped: list[_Element] = []
        self.line = 0
        self.breaks = 0
        self.line_end = _LINE_END

    def start(self, element: _Element) -> bool:
        """Enter an element; return False where a reader sees nothing of it."""
        tag = element.tag
        if tag in UNSEEN or tag in STRUCK or (names := self._cues(element)) is None:
            self._skip(element)
            return False
        if tag == "br":
            self._break()
        elif tag in PICTURES:
            self._picture(element)
        elif tag in BLOCKS or self._stands_alone(tag, names):
            self.flush()
            self._open(element, tag, names)
        else:
            if self._borders_on_link(element):
                self.flush()
            self._style(element, tag, 1)
        self._read(element.text, line_of(element))
        return True

    def end(self, element: _Element) -> None:
        """Leave an element, and read the text after it."""
        if self.skipped and self.skipped[-1] is element:
            self.skipped.pop()
            if element.tag in PLAYERS:
                self.flush()
        elif self.part is not None and self.part.element is element:
            self.flush()
            self._close()
        elif element.tag not in {"br", *PICTURES}:
            self._style(element, element.tag, -1)
        self._read(element.tail, line_of(element))

    def _skip(self, element: _Element) -> None:
        self.skipped.append(element)
        if element.tag == "noscript":
            for picture in element.iter(*PICTURES):
                self._picture(picture, spare=True)
        if text := words_in(element):
            struck = "page-struck" if element.tag in STRUCK else "page-hidden"
            rule = "page-embedded" if element.tag in UNSEEN else struck
            place = len(self.walked.segments)
            self.walked.unseen.append(Unseen(place, line_of(element), text, rule))

    def flush(self) -> None:
        """End the current stretch of text."""
        pieces, self.pieces = self.pieces, []
        for stretch in _parted(pieces):
            self._end_stretch(stretch)

    def _end_stretch(self, pieces: list[_Piece]) -> None:
        if self.part is None or not (runs := tidy_runs(piece.run for piece in pieces)):
            return
        text = plain_text(runs)
        self.line = max(self.line, next(piece.line for piece in pieces if piece.run.text.strip()))
        linked = sum(len(" ".join(piece.run.text.split())) for piece in pieces if piece.linked)
        index = len(self.walked.segments)
        segment = Segment(
            index,
            runs,
            text,
            self.part,
            self.line,
            min(linked, len(text)),
            self.verse,
            self.breaks,
        )
        self.breaks = 0
        self.walked.segments.append(segment)
        if self.part.first is None:
            self.part.first = index
        self.part.last = index
        self.part.text += len(text)
        if segment.is_prose:
            self.part.prose += len(text)

    def _cues(self, element: _Element) -> Cues | None:
        """Return the element's cues, or None where it is hidden."""
        names = f"{element.get('class') or ''} {element.get('id') or ''}".strip()
        cues = read_cues(names) if names else NO_CUES
        if self.with_hidden or element.tag in {"html", "body"}:
            return cues
        return None if cues.hidden or is_hidden(element) else cues

    def _stands_alone(self, tag: str, cues: Cues) -> bool:
        """Whether an inline element is a label of its own: a date, a byline, a share button."""
        if self.part is None or self.part.tag in FLOWING:
            return False
        return tag == "time" or (tag in LABELS and (cues.dropped is not None or bool(cues.kept)))

    def _borders_on_link(self, element: _Element) -> bool:
        """Whether a link and a label, or two links, touch: two labels, and not one sentence."""
        if self.part is None or self.part.tag in FLOWING or element.tag not in LABELS:
            return False
        before = element.getprevious()
        if before is None or before.tag not in LABELS or "a" not in {before.tag, element.tag}:
            return False
        texts = (piece.run.text.strip() for piece in self.pieces[:-1] if not piece.linked)
        if any(text and not text.endswith(":") for text in texts):
            return False
        both = before.tag == element.tag
        return not (before.tail or "").strip() if both else not before.tail

    def _open(self, element: _Element, tag: str, cues: Cues) -> None:
        parent = self.part
        if parent is not None and parent.depth >= MAX_DEPTH:
            raise ArticleError(Problem("PAGE02", values=(("what", "nested too deeply"),)))
        chrome = CHROME_TAGS.get(tag) or CHROME_ROLES.get(element.get("role") or "") or cues.dropped
        if tag == "footer" and parent is not None and parent.tag in QUOTING:
            chrome = None
        part = Part(
            index=len(self.walked.parts),
            tag=tag,
            element=element,
            parent=parent,
            cues=cues,
            depth=parent.depth + 1 if parent else 0,
            chrome=chrome,
        )
        if tag == "a":
            self._style(element, tag, 1)
        self.part = part
        self.breaks = 0
        self.walked.parts.append(part)
        if tag == "pre":
            longest = max(map(len, "".join(element.itertext()).splitlines()), default=0)
            self.line_end = _PARAGRAPH_END if longest in WIDTHS_OF_MAIL else _LINE_END

    def _close(self) -> None:
        part = self.part
        if part is None:
            return
        if part.tag == "a":
            self._style(part.element, "a", -1)
        part.holds_headline |= part.tag == "h1" and part.text > 0
        part.holds_body |= part.prose > 0 and (
            "body" in part.cues.kept or part.element.get("itemprop") == "articleBody"
        )
        part.is_data = part.tag == "table" and is_data_table(part.element, part.text)
        if part.parent is not None:
            part.parent.text += part.text
            part.parent.prose += part.prose
            part.parent.holds_body |= part.holds_body
            part.parent.holds_headline |= part.holds_headline
            if part.parent.first is None:
                part.parent.first = part.first
            part.parent.last = max(part.parent.last, part.last)
        self.part = part.parent
        self.breaks = 0

    def _style(self, element: _Element, tag: str, step: int) -> None:
        if tag == "a":
            if step > 0:
                href = element.get("href")
                self.links.append((href is not None, safe_href(href, self.base)))
            elif self.links:
                self.links.pop()
        elif tag in STRONG:
            self.strong += step
        elif tag in EMPHASIS:
            self.emphasis += step
        elif tag == "sup":
            self.raised += step

    def _break(self) -> None:
        if self.part is not None and self.part.tag in ONE_LINE:
            self.pieces.append(_Piece(Run(" "), self.line))
        else:
            self.flush()
            self.breaks += 1

    def _picture(self, element: _Element, *, spare: bool = False) -> None:
        if self.part is not None:
            picture = Picture(element, self.part, line_of(element), spare)
            self.walked.pictures.append((len(self.walked.segments), picture))

    def _read(self, text: str | None, line: int) -> None:
        """Add text; in a `<pre>` a reader sees where its lines end."""
        if text and self.part is not None and self.part.tag == "pre":
            at = 0
            for end in self.line_end.finditer(text):
                self._add(text[at : end.start()], line + text.count("\n", 0, at))
                self._break()
                at = end.end()
            line += text.count("\n", 0, at)
            text = text[at:]
        if text:
            self._add(text, line)

    def _add(self, text: str, line: int) -> None:
        linked, href = self.links[-1] if self.links else (False, None)
        if self.raised:
            text = raised(text, self.pieces[-1].run.text if self.pieces else "")
        begins = line + text[: len(text) - len(text.lstrip())].count("\n")
        run = Run(text, href, self.strong > 0, self.emphasis > 0)
        self.pieces.append(_Piece(run, begins, linked))


def _parted(pieces: list[_Piece]) -> tuple[list[_Piece], ...]:
    """Part a name from what its bearer does, where two elements touch: «فلان» «كاتب وباحث»."""
    texts = [piece.run.text for piece in pieces]
    if len(pieces) > 1 and sum(map(len, texts)) <= MAX_LENGTH_OF_BYLINE:
        for at in range(1, len(pieces)):
            if texts[at - 1][-1:].isspace() or texts[at][:1].isspace():
                continue
            name = "".join(texts[:at]).rpartition(":")[2]
            if is_person(name) and is_role("".join(texts[at:])):
                return pieces[:at], pieces[at:]
    return (pieces,)
