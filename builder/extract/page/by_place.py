"""Find the headline by where it stands, on a page whose metadata have nothing fit to be one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from builder.extract.bylines import read_byline
from builder.extract.datelines import read_dateline
from builder.extract.page.site_names import (
    MIN_WORDS,
    MIN_WORDS_OF_HEADLINE,
    names_site,
    no_headlines,
)
from builder.extract.phrases import phrase_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.extract.page.parts import Segment

REACH_ABOVE_TEXT: Final = 6
MAX_WORDS_OF_LINE: Final = 20
LONG: Final = 80


class Placed(NamedTuple):
    """What stands where headlines do, and how sure its place makes it."""

    segment: Segment
    rule: str
    score: float


def find_by_place(shown: Sequence[Segment], segments: Sequence[Segment]) -> Placed | None:
    """Return what stands where headlines do; `shown` are the headings, first levels first."""
    only = _only_first_level(shown, segments)
    if only is not None:
        return Placed(only, "first-heading", 0.6)
    lone = next((segment for segment in shown if _may_be_headline(segment)), None)
    if lone is not None:
        return Placed(lone, "first-heading", 0.6)
    bold = _above_text(segments)
    if bold is not None:
        return Placed(bold, "line-above-text", 0.5)
    linked = _linked_above_text(shown, segments)
    return None if linked is None else Placed(linked, "linked-heading", 0.5)


def _only_first_level(shown: Sequence[Segment], segments: Sequence[Segment]) -> Segment | None:
    """Return the page's one heading of the first level, where text and no other heading follows.

    It may be short, as a poem's is: what names the site or a section has the headline under it.
    """
    first = [segment for segment in shown if segment.heading == 1]
    if len(first) != 1 or not _may_be_headline(first[0], MIN_WORDS):
        return None
    (only,) = first
    prose = next((at.index for at in segments[only.index :] if at.is_prose), 0)
    if any(only.index < other.index <= prose for other in shown) or not prose:
        return None
    is_name = names_site(only.text, segments) or phrase_key(only.text) in no_headlines()
    return None if is_name else only


def _linked_above_text(shown: Sequence[Segment], segments: Sequence[Segment]) -> Segment | None:
    """Return the heading right above the text that links to the page itself, as old themes do."""
    first = next((at.index for at in segments if at.is_prose and len(at.text) >= LONG), 0)
    return next(
        (
            segment
            for segment in shown
            if 0 < first - segment.index <= REACH_ABOVE_TEXT
            and segment.part.inside is None
            and len(segment.text.split()) >= MIN_WORDS_OF_HEADLINE
        ),
        None,
    )


def _above_text(segments: Sequence[Segment]) -> Segment | None:
    """Return the nearest short line above the first long text, as old pages print headlines."""
    first = next(
        (at for at in segments if at.is_prose and not at.part.inside and len(at.text) >= LONG), None
    )
    if first is None:
        return None
    above = segments[max(0, first.index - REACH_ABOVE_TEXT) : first.index]
    found = [
        segment
        for segment in reversed(above)
        if _may_be_headline(segment)
        and segment.text.count(" ") < MAX_WORDS_OF_LINE
        and not any(map(str.isdigit, segment.text))
        and read_dateline(segment.text) is None
        and read_byline(segment.text) is None
    ]
    named = (segment for segment in found if "title" in segment.called)
    return next(named, next(iter(found), None))


def _may_be_headline(segment: Segment, least: int = MIN_WORDS_OF_HEADLINE) -> bool:
    return (
        segment.part.inside is None and not segment.all_link and len(segment.text.split()) >= least
    )
