"""Read a text whose structure is already known: a Word document, a Markdown file.

Metadata are read from its lines as from a pasted text; headings, lists, tables and links are kept
from the file, where a pasted text has to guess them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Final

from builder.chosen_lines import NOTHING_CHOSEN, RULE, Chosen, Lines
from builder.extract.lists import Item, join_items
from builder.extract.marked_captions import with_captions, with_marked_captions
from builder.extract.marked_lines import UNSPOKEN, MarkedLine, Shape
from builder.extract.plaintext.foot import LOOSE_TAG
from builder.extract.plaintext.reader import extract_text
from builder.extract.renumbering import as_paste, fates_by_line, renumbered
from builder.extract.runs import cut_runs
from builder.model import (
    Document,
    Evidence,
    Fate,
    Figure,
    Heading,
    LineFate,
    Paragraph,
    Problem,
    Quote,
    Run,
    Table,
    plain_text,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from builder.extract.profiles import Profiles
    from builder.model import Block, Runs

MIN_CHARACTERS: Final = 40
"""Characters of text below which a file holds no article."""
MAX_WORDS_OF_TITLE: Final = 40
RULES: Final = {
    Shape.TABLE: "marked-table",
    Shape.IMAGE: "marked-picture",
    Shape.NOTE: "marked-note",
    Shape.CAPTION: "marked-caption",
}
FATES: Final = {
    Shape.IMAGE: Fate.IMAGE,
    Shape.CAPTION: Fate.CAPTION,
    Shape.HIDDEN: Fate.DROPPED,
}
"""What becomes of a line that says nothing of the article; any other is its text."""

_OF_TABLE: Final = re.compile(r"(?:ال)?(?:جدول|شكل|رسم|خريطة|مخطط)\s+(?:رقم\s+)?[\d(]")
"""What a table or a drawing is called: «الجدول 1: أعداد الطيور»."""


def read_marked(
    lines: Sequence[MarkedLine],
    profiles: Profiles,
    *,
    known_sources: Mapping[str, tuple[str, str]] | None = None,
    date_order: str | None = None,
    chosen: Chosen = NOTHING_CHOSEN,
) -> Document:
    """Read marked lines as a Document; `chosen` are lines that a person has placed."""
    dropped = [line for line in lines if line.number in chosen.drop]
    rest = [line for line in lines if line.number not in chosen.drop]
    document = _read(rest, profiles, known_sources, date_order, chosen.keep)
    if not dropped:
        return document
    fates = (LineFate(line.number, line.text, Fate.DROPPED, RULE) for line in dropped)
    ledger = sorted((*document.lines, *fates), key=lambda fate: fate.line)
    return replace(document, lines=tuple(ledger))


def _read(
    lines: Sequence[MarkedLine],
    profiles: Profiles,
    known_sources: Mapping[str, tuple[str, str]] | None,
    date_order: str | None,
    keep: Lines,
) -> Document:
    lines, captioned = with_marked_captions(
        replace(line, shape=Shape.PARAGRAPH)
        if line.shape is Shape.CAPTION and line.number in keep
        else line
        for line in lines
    )
    spoken = [line for line in lines if line.shape not in UNSPOKEN]
    if sum(len(line.text) for line in lines if line.shape is not Shape.HIDDEN) < MIN_CHARACTERS:
        dropped = (LineFate(e.number, e.text, Fate.DROPPED, "no-article") for e in lines)
        return Document(lines=tuple(dropped), problems=(Problem("BODY01"),))
    written, places = as_paste(line.written for line in spoken)
    kept = Lines.of(
        at
        for at, place in enumerate(places, 1)
        if spoken[place].number in keep or spoken[place].shape is Shape.VERSE
    )
    document = extract_text(
        written,
        profiles,
        known_sources=known_sources,
        date_order=date_order,
        chosen=Chosen(keep=kept),
    )
    fates = fates_by_line(document, places, len(spoken))
    for place, line in enumerate(spoken):
        if line.shape is Shape.VERSE and line.number not in keep:
            fates[place] = [fate._replace(rule="verse") for fate in fates[place]]
    document = renumbered(document, [spoken[place].number for place in places])
    document = _without_numbered_tags(document, spoken, fates)
    if not document.blocks:
        document, fates = _whole(document, spoken)
    title = next((place for place, line in enumerate(spoken) if line.shape is Shape.TITLE), None)
    if title is not None:
        document = _with_title(document, spoken, fates, title)
    found = {id(line): fates[place] for place, line in enumerate(spoken)}
    lines, spare = with_captions(lines, found, document.images)
    return replace(
        document,
        blocks=_blocks(lines, found, document),
        images=(*spare, *captioned, *(line.image for line in lines if line.image)),
        lines=tuple(_ledger(lines, found)),
    )


def _without_numbered_tags(
    document: Document, spoken: Sequence[MarkedLine], fates: list[list[LineFate]]
) -> Document:
    """Take the items of a numbered list for text: nobody numbers tags, unless under a heading."""
    items = [
        place
        for place, line in enumerate(spoken)
        if line.ordered and any(fate.rule == LOOSE_TAG for fate in fates[place])
    ]
    for place in items:
        line = spoken[place]
        fates[place] = [LineFate(line.number, line.text, Fate.BODY, "paragraph")]
    numbers = {spoken[place].number for place in items}
    tags = tuple(tag for tag in document.tags if tag.line not in numbers)
    return replace(document, tags=tags) if items else document


def _whole(
    document: Document, spoken: Sequence[MarkedLine]
) -> tuple[Document, list[list[LineFate]]]:
    """Take a file in which no article was found for an article as it is: it has no chrome."""
    problems = tuple(problem for problem in document.problems if problem.code != "BODY01")
    missing = () if problems else (Problem("DATE01"), Problem("SOURCE01"))
    fates = [[LineFate(line.number, line.text, Fate.BODY, "paragraph")] for line in spoken]
    found = replace(document, problems=(*problems, *missing))
    first = spoken[0] if spoken else None
    if found.headline is None and first and len(first.text.split()) <= MAX_WORDS_OF_TITLE:
        headline = Evidence(first.text, "first-line", first.number, first.text, 0.5)
        fates[0] = [LineFate(first.number, first.text, Fate.TITLE, "first-line")]
        found = replace(found, headline=headline)
    return found, fates


def _with_title(
    document: Document,
    spoken: Sequence[MarkedLine],
    fates: list[list[LineFate]],
    title: int,
) -> Document:
    """Take the line that the file marks as its title for the headline."""
    line = spoken[title]
    for place, given in enumerate(fates):
        if place != title and any(fate.fate is Fate.TITLE for fate in given):
            other = spoken[place]
            fates[place] = [LineFate(other.number, other.text, Fate.BODY, "paragraph")]
    fates[title] = [LineFate(line.number, line.text, Fate.TITLE, "marked-title")]
    headline = Evidence(line.text, "marked-title", line.number, line.text)
    return under(document, headline)


def under(document: Document, headline: Evidence[str]) -> Document:
    """Return a document under a headline that its file gives, and not its text: none is missing."""
    problems = tuple(one for one in document.problems if not one.code.startswith("TITLE"))
    return replace(document, headline=headline, problems=problems)


def _ledger(lines: Sequence[MarkedLine], found: Mapping[int, list[LineFate]]) -> Iterable[LineFate]:
    for line in lines:
        if id(line) in found:
            for fate in found[id(line)]:
                yield fate._replace(line=line.number)
        else:
            kind = FATES.get(line.shape, Fate.BODY)
            yield LineFate(line.number, line.text, kind, line.rule or RULES[line.shape])


def _blocks(
    lines: Sequence[MarkedLine], found: Mapping[int, list[LineFate]], document: Document
) -> tuple[Block, ...]:
    headings = set() if _has_headings(lines) else _guessed_headings(document)
    kept: list[MarkedLine] = []
    for line in lines:
        if id(line) not in found:
            kept += [] if line.shape in {Shape.CAPTION, Shape.HIDDEN} else [line]
        elif (runs := _body_runs(line, found[id(line)])) is not None:
            guessed = line.shape is Shape.PARAGRAPH and plain_text(runs) in headings
            guessed = guessed and not _OF_TABLE.match(line.text)
            verse = line.shape is Shape.PARAGRAPH and _is_verse(found[id(line)], runs)
            shape = Shape.HEADING if guessed else Shape.VERSE if verse else line.shape
            kept.append(replace(line, runs=runs, shape=shape))
    blocks: list[Block] = []
    for (shape, group, _number), group_lines in groupby(kept, key=_together):
        stretch = list(group_lines)
        if shape in {Shape.ITEM, Shape.NOTE}:
            blocks.append(_list(stretch))
        elif shape is Shape.QUOTE and group:
            blocks.append(Quote(tuple(line.runs for line in stretch)))
        elif shape is Shape.VERSE:
            blocks.append(Paragraph((Run("\n".join(line.text for line in stretch)),)))
        else:
            blocks.extend(_block(line) for line in stretch)
    return tuple(blocks)


def _list(lines: Sequence[MarkedLine]) -> Block:
    items = [Item(line.runs, line.label, line.depth) for line in lines]
    outer = min(lines, key=lambda line: line.depth)
    return join_items(items, ordered=outer.ordered, start=outer.start)


def _is_verse(fates: Sequence[LineFate], runs: Runs) -> bool:
    """Say whether the reader of text took a line for a verse; no link in it may be lost."""
    linked = any(run.href is not None for run in runs)
    return not linked and all(fate.rule == "verse" for fate in fates)


def _has_headings(lines: Sequence[MarkedLine]) -> bool:
    return any(line.shape is Shape.HEADING for line in lines)


def _guessed_headings(document: Document) -> set[str]:
    """Return what looks like a subheading, for a file that marks none."""
    return {plain_text(block.runs) for block in document.blocks if isinstance(block, Heading)}


def _together(line: MarkedLine) -> tuple[Shape, int, int]:
    in_group = line.shape in {Shape.ITEM, Shape.QUOTE, Shape.NOTE}
    in_group |= line.shape is Shape.VERSE and "\n" not in line.text
    return (line.shape, line.group if in_group else 0, 0 if in_group else line.number)


def _block(line: MarkedLine) -> Block:
    if line.shape is Shape.TABLE:
        return Table(line.rows)
    if line.image is not None:
        return Figure(line.image)
    if line.shape in {Shape.HEADING, Shape.TITLE}:
        runs = tuple(Run(run.text, run.href, emphasis=run.emphasis) for run in line.runs)
        return Heading(runs, max(2, line.level))
    return Paragraph(line.runs)


def _body_runs(line: MarkedLine, fates: Sequence[LineFate]) -> Runs | None:
    """Return what of a line is body text; a dateline or byline may have been cut from it."""
    body = [fate.text for fate in fates if fate.fate is Fate.BODY]
    if not body:
        return None
    if len(body) == len(fates):
        return line.runs
    start = line.text.find(body[0])
    end = line.text.find(body[-1], start) + len(body[-1])
    return cut_runs(line.runs, start, end) if start >= 0 else line.runs
