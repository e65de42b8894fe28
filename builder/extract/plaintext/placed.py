"""Obey a person who says of some lines that they are text, and of others that they are not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from builder.chosen_lines import RULE
from builder.extract.plaintext.body import Span, find_body
from builder.extract.plaintext.ending import with_ending, with_opening
from builder.extract.plaintext.poems import find_verse, verses_above
from builder.extract.roles import Reading, Role
from builder.model import Fate, LineFate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.chosen_lines import Chosen
    from builder.extract.plaintext.draft import Draft
    from builder.extract.plaintext.lines import Line
    from builder.model import Document

PLACED: Final = Reading(Role.ORNAMENT, RULE)
"""What a line says of itself to all who do not read the text: it is none of theirs."""


def without_dropped(lines: tuple[Line, ...], chosen: Chosen) -> tuple[Line, ...]:
    """Return the lines but those that a person left out, as if the paste had never had them."""
    if not chosen.drop:
        return lines
    found: list[Line] = []
    gap = False
    for line in lines:
        gap = gap or line.gap
        if line.number not in chosen.drop:
            found.append(line._replace(index=len(found), gap=gap))
            gap = False
    return tuple(found)


def with_dropped(document: Document, lines: Sequence[Line], chosen: Chosen) -> Document:
    """Return the document with the lines that a person left out in its account."""
    if not chosen.drop:
        return document
    dropped = (
        LineFate(line.number, line.raw, Fate.DROPPED, RULE)
        for line in lines
        if line.number in chosen.drop
    )
    fates = sorted((*document.lines, *dropped), key=lambda fate: fate.line)
    return replace(document, lines=tuple(fates))


def kept_lines(lines: Sequence[Line], chosen: Chosen) -> frozenset[int]:
    """Return the places of the lines that a person says are text."""
    if not chosen.keep:
        return frozenset()
    return frozenset(
        line.index for line in lines if any(part.number in chosen.keep for part in line.parts)
    )


def find_text(
    lines: Sequence[Line], readings: Sequence[Reading | None], kept: frozenset[int]
) -> Span | None:
    """Find the body; where there is none, lines that a person kept are one."""
    bare = as_text(readings, kept)
    body = find_body(lines, bare)
    if body is not None:
        body = with_opening(with_ending(body, lines, bare), lines, bare)
        return verses_above(body, lines, bare) or body
    return find_verse(lines, bare) or (Span(min(kept), min(kept), 1.0) if kept else None)


def as_text(readings: Sequence[Reading | None], kept: frozenset[int]) -> Sequence[Reading | None]:
    """Return the readings with none of a line that a person kept: it is text."""
    if not kept:
        return readings
    return [None if at in kept else reading for at, reading in enumerate(readings)]


def as_placed(readings: Sequence[Reading | None], kept: frozenset[int]) -> Sequence[Reading | None]:
    """Return the readings for those who look for headline, fields and chrome."""
    if not kept:
        return readings
    return [PLACED if at in kept else reading for at, reading in enumerate(readings)]


def claim_kept(draft: Draft) -> None:
    """Write into the ledger that these lines are text because a person says so."""
    for at in draft.kept:
        draft.ledger.claim(draft.lines[at], Fate.BODY, RULE)


def readings_of_text(draft: Draft, body: Span) -> Sequence[Reading | None]:
    """Return what the reader of the text sees: no line but those of the body and those kept."""
    if not draft.kept:
        return draft.readings
    seen = as_text(draft.readings, draft.kept)
    return [
        reading if at in draft.kept or body.first <= at <= body.last else PLACED
        for at, reading in enumerate(seen)
    ]
