"""Tell of much text that stands inside the element of the article and was left out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from builder.extract.page.region import element_of_article
from builder.model import Fate, Problem

if TYPE_CHECKING:
    from builder.extract.page.fates import Decisions
    from builder.extract.page.parts import Part, Segment, Walked
    from builder.extract.page.region import Region

RULE: Final = "outside-the-article"
MUCH: Final = 80
"""Characters of prose from which it is worth a look; shorter labels stand in many articles."""
LONGEST: Final = 60
"""Characters of the excerpt by which a person finds the place."""


def tell_left_out(walked: Walked, region: Region, decisions: Decisions) -> tuple[Problem, ...]:
    """Return the problem that names where such text begins, if there is much of it.

    Only what its place alone left out: chrome is known by its names or its words.
    """
    element = element_of_article(region.part)
    if element is None or any(_is_another(part, element) for part in walked.parts):
        return ()
    left = [
        segment
        for segment in walked.segments
        if element.holds(segment) and _is_left_out(segment, decisions)
    ]
    if sum(len(segment.text) for segment in left) < MUCH:
        return ()
    return (Problem("PAGE05", left[0].line, (("text", _excerpt(left[0].text)),)),)


def _is_left_out(segment: Segment, decisions: Decisions) -> bool:
    dropped = decisions.fates[segment.index] == (Fate.DROPPED, RULE)
    return dropped and segment.is_prose and not segment.linked


def _is_another(part: Part, element: Part) -> bool:
    """Tell an article inside the element: a site's `<main>` holds the next ones too."""
    return part.tag == "article" and part is not element and element in part.around()


def _excerpt(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0]}…"
