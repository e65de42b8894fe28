"""Read marked lines as a paste, and give what was read the numbers that the lines have."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from builder.model import Document, Evidence, LineFate

T = TypeVar("T")


def as_paste(texts: Iterable[str]) -> tuple[str, list[int]]:
    r"""Write texts as a paste, with the place that each line of it comes from.

    All stand apart but the verses of one stanza.

    >>> as_paste(["عنوان", "بيت\nوبيت"])
    ('عنوان\n\nبيت\nوبيت\n', [0, 0, 1, 1, 1])
    """
    lines: list[str] = []
    places: list[int] = []
    for place, text in enumerate(texts):
        parts = text.split("\n")
        lines += [*parts, ""]
        places += [place] * (len(parts) + 1)
    return "\n".join(lines), places


def fates_by_line(document: Document, places: Sequence[int], count: int) -> list[list[LineFate]]:
    """Give each line the fates that the reader of text gave it."""
    fates: list[list[LineFate]] = [[] for _ in range(count)]
    for fate in document.lines:
        fates[places[fate.line - 1]].append(fate)
    return fates


def renumbered(document: Document, numbers: Sequence[int]) -> Document:
    """Give every piece of evidence the number that its line has in the file."""

    def moved(evidence: Evidence[T] | None) -> Evidence[T] | None:
        if evidence is None or evidence.line is None:
            return evidence
        return replace(evidence, line=numbers[evidence.line - 1])

    def all_moved(several: tuple[Evidence[str], ...]) -> tuple[Evidence[str], ...]:
        return tuple(found for evidence in several if (found := moved(evidence)))

    problems = tuple(
        problem._replace(line=numbers[problem.line - 1]) if problem.line else problem
        for problem in document.problems
    )
    return replace(
        document,
        headline=moved(document.headline),
        section=moved(document.section),
        standfirst=moved(document.standfirst),
        authors=all_moved(document.authors),
        dateline=moved(document.dateline),
        published=moved(document.published),
        updated=moved(document.updated),
        source=moved(document.source),
        url=moved(document.url),
        tags=all_moved(document.tags),
        problems=problems,
    )
