"""Turn the stretches that are body text into blocks: paragraphs, headings, lists, tables."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Final

from builder.extract.page.lists import to_list
from builder.extract.page.tables import table_rows
from builder.extract.verses import is_stanza
from builder.model import Figure, Heading, Paragraph, Quote, Run, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from builder.extract.page.parts import Part, Segment
    from builder.model import Block, Image, Runs

MAX_WORDS_OF_BOLD_HEADING: Final = 10
MIN_VERSES: Final = 3

_STOP: Final = re.compile(r"[.،؛:؟!…\"»”)\]]\s*$")


def to_blocks(
    body: Sequence[Segment],
    figures: Sequence[tuple[int, Image]],
    top: Part,
    changed: Mapping[int, Runs],
) -> tuple[Block, ...]:
    """Return the blocks of `body`; `figures` stand before the stretch of their index.

    `top` is the part that holds the article: lists and quotes around it are layout. `changed` has
    the runs of stretches that a dateline was taken from.
    """
    body = [replace(segment, runs=changed.get(segment.index, segment.runs)) for segment in body]
    outer = set(map(id, top.around()))
    stanzas = _stanzas(body)
    blocks: list[Block] = []
    waiting = list(figures)
    for _key, group in groupby(body, key=lambda segment: _holder_key(segment, outer, stanzas)):
        stretches = list(group)
        while waiting and waiting[0][0] <= stretches[0].index:
            blocks.append(Figure(waiting.pop(0)[1]))
        blocks.extend(_blocks_of(stretches, _holder(stretches[0], outer), stanzas))
    if body and blocks and isinstance(blocks[-1], Heading):
        blocks[-1] = Paragraph(body[-1].runs)
    blocks.extend(Figure(image) for _, image in waiting)
    return tuple(blocks)


def _stanzas(body: Sequence[Segment]) -> dict[int, int]:
    """Return for each verse the index of the first of its stanza.

    The lines of one element that only line breaks part are verses where they are short, and three.
    """
    found: dict[int, int] = {}
    start = 0
    for end in range(1, len(body) + 1):
        if end < len(body) and _goes_on(body[end - 1], body[end]):
            continue
        lines = body[start:end]
        if len(lines) >= MIN_VERSES and is_stanza([line.text for line in lines], broken=True):
            found.update((line.index, lines[0].index) for line in lines)
        start = end
    return found


def _goes_on(above: Segment, below: Segment) -> bool:
    joined = below.breaks == 1 and above.index + 1 == below.index and above.part is below.part
    return joined and _style(above) is not None and _style(above) == _style(below)


def _style(line: Segment) -> tuple[bool, bool] | None:
    """Return the one style of a line without links; None where it has several."""
    only = line.runs[0] if len(line.runs) == 1 else None
    return (only.strong, only.emphasis) if only is not None and only.href is None else None


def _joined(stanza: Iterable[Segment]) -> Runs:
    """Return the runs of a stanza, or of a stretch alone; that all of it is bold says nothing."""
    lines = list(stanza)
    return lines[0].runs if len(lines) == 1 else (Run("\n".join(line.text for line in lines)),)


def _holder_key(segment: Segment, outer: set[int], stanzas: Mapping[int, int]) -> tuple[int, int]:
    """Return what sets the stretch's block apart: its list, quote, table or stanza, else itself."""
    holder = _holder(segment, outer)
    if holder is not None:
        return holder.index, -1
    return -1, stanzas.get(segment.index, segment.index)


def _holder(segment: Segment, outer: set[int]) -> Part | None:
    """Return the outermost list, quote or data table that the stretch stands in."""
    found: Part | None = None
    for part in segment.part.around():
        if id(part) in outer:
            break
        if part.tag in {"ul", "ol", "dl", "blockquote"} or (part.is_data):
            found = part
    return found


def _blocks_of(
    stretches: list[Segment], holder: Part | None, stanzas: Mapping[int, int]
) -> Iterable[Block]:
    if holder is None:
        verses = len(stretches) > 1
        return [Paragraph(_joined(stretches)) if verses else _plain_block(stretches[0])]
    if holder.tag == "blockquote":
        parts = groupby(stretches, key=lambda one: stanzas.get(one.index, one.index))
        return [Quote(tuple(_joined(part) for _, part in parts))]
    if holder.tag == "table":
        called = [Paragraph(one.runs) for one in stretches if one.part.tag == "caption"]
        return [*called, Table(table_rows(holder, stretches))]
    return [to_list(stretches, holder)]


def _plain_block(segment: Segment) -> Block:
    if (level := segment.heading) is not None:
        return Heading(_without_strong(segment.runs), max(2, level))
    if _is_bold_heading(segment):
        return Heading(_without_strong(segment.runs), 3)
    return Paragraph(segment.runs)


def _is_bold_heading(segment: Segment) -> bool:
    """Tell a subheading: a short line in bold on its own, without the end of a sentence."""
    return (
        all(run.strong and run.href is None for run in segment.runs)
        and len(segment.text.split()) <= MAX_WORDS_OF_BOLD_HEADING
        and not _STOP.search(segment.text)
        and not segment.text.startswith(("-", "–", "*", "•", "«", '"'))
    )


def _without_strong(runs: Runs) -> Runs:
    return tuple(Run(run.text, run.href, emphasis=run.emphasis) for run in runs)
