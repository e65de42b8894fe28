"""Find the part of a page that holds the article's text.

Every stretch of text has a worth: prose counts for its part, links, labels and chrome against it.
The best part is the one whose worth is greatest; then it is narrowed as long as nearly all of the
worth lies in one child, so that what only stands around the article stays outside. A paragraph
alone is no such part: beside it stand the tables, lists and short sentences of the same article.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from builder.arabic.key import search_key
from builder.extract.page.bodytext import in_data_table
from builder.extract.page.elements import HEADINGS

if TYPE_CHECKING:
    from collections.abc import Collection

    from builder.extract.page.parts import Part, Segment, Walked

NARROW_SHARE: Final = 0.8
NARROW_SHARE_BODY: Final = 0.5
"""Shares of a part's worth that a child needs to take its place; less where its name says body."""
MIN_ARTICLE: Final = 120
"""Characters of prose that make a part with a headline an article of its own."""
MAX_WORTH: Final = 1_500
"""Worth of the longest paragraph: one wall of legal text does not outweigh an article."""
SAYING: Final = frozenset({"p", "li", "dd"})
"""Elements in which a few words may be a step of a recipe or a line of a poem."""
KNOWN_WORTH: Final = 3
"""How many times more prose counts that the page's own metadata quotes."""
PROBE: Final = 40
"""Folded letters of a description by which it is found in the text."""


@dataclass(frozen=True, slots=True)
class Region:
    """The part with the article's text and the range of segments it spans."""

    part: Part
    start: int
    """Index of the first segment inside."""
    stop: int
    """Index after the last segment inside."""


def find_region(walked: Walked, quoted: Collection[str]) -> Region | None:
    """Return where the article's text stands, or None where the page has no prose.

    `quoted` are texts of the page's metadata that repeat a piece of the article: its description,
    the `articleBody` of JSON-LD.
    """
    probes = _probes(quoted)
    for part in walked.parts:
        part.score = 0.0
    for segment in walked.segments:
        segment.part.score += _worth(segment, probes)
    for part in reversed(walked.parts):
        if part.parent is not None:
            part.parent.score += part.score
    candidates = [part for part in walked.parts if part.inside is None and part.score > 0]
    if not candidates:
        return None
    best = _holder(max(candidates, key=lambda part: (part.score, -part.index)))
    return _spanning(_narrowed(best, candidates))


def _holder(best: Part) -> Part:
    """Return what holds the paragraph, where the best part is no more than one.

    That is the `<article>` or `<main>` with the headline, where the page has one around it.
    """
    if not _is_alone(best) or best.parent is None:
        return best
    return element_of_article(best) or best.parent


def element_of_article(part: Part) -> Part | None:
    """Return the `<article>` or `<main>` with a headline around a part, the innermost."""
    around = (outer for outer in part.around() if outer.tag in {"article", "main"})
    return next((outer for outer in around if outer.holds_headline), None)


def _is_alone(part: Part) -> bool:
    """Say whether a part is one stretch of text and no more."""
    return part.first == part.last


def first_article(walked: Walked, region: Region, headline: int | None) -> Region:
    """Cut the region to the child with the page's own headline, where others have headlines too.

    Sites load the next article under the first. A page that writes its subheadings as first-level
    headings has them beside its headline, not in a part of their own.
    """
    if headline is None or not region.start <= headline < region.stop:
        return region
    own = _child_around(walked.segments[headline].part, region.part)
    if own is None or own.prose < MIN_ARTICLE or not own.holds_headline:
        return region
    others = (
        part
        for part in walked.parts
        if part.parent is region.part and part is not own and part.inside is None
    )
    if not any(part.holds_headline and part.prose >= MIN_ARTICLE for part in others):
        return region
    return _spanning(own)


def _child_around(part: Part, outer: Part) -> Part | None:
    return next((inner for inner in part.around() if inner.parent is outer), None)


def _spanning(part: Part) -> Region:
    return Region(part, part.first or 0, part.last + 1)


def _narrowed(part: Part, candidates: list[Part]) -> Part:
    children: dict[int, list[Part]] = {}
    for candidate in candidates:
        if candidate.parent is not None:
            children.setdefault(candidate.parent.index, []).append(candidate)
    while below := children.get(part.index):
        child = max(below, key=lambda child: child.score)
        needed = NARROW_SHARE_BODY if child.holds_body else NARROW_SHARE
        if child.score < needed * part.score:
            break
        if child.tag in {"p", "tr", "td", "tbody"} or _is_alone(child):
            break
        part = child
    return part


def _worth(segment: Segment, probes: frozenset[str]) -> float:
    length = len(segment.text)
    if segment.part.inside is not None:
        return -min(0.5 * length, 200.0)
    if in_data_table(segment):
        return 0.0
    if segment.is_prose:
        worth = float(min(length - segment.linked, MAX_WORTH))
        return worth * KNOWN_WORTH if probes and is_quoted(segment.text, probes) else worth
    if segment.all_link:
        return -(20.0 + 0.5 * length)
    if segment.part.tag in HEADINGS:
        return 0.0
    says_something = segment.linked == 0 and segment.part.tag in SAYING and " " in segment.text
    return 0.2 * length if says_something else -10.0


def is_quoted(text: str, probes: frozenset[str]) -> bool:
    """Tell whether `text` begins as one of the quoted texts does."""
    return _squeezed(text)[:PROBE] in probes


def _probes(quoted: Collection[str]) -> frozenset[str]:
    squeezed = (_squeezed(text)[:PROBE] for text in quoted)
    return frozenset(probe for probe in squeezed if len(probe) == PROBE)


def _squeezed(text: str) -> str:
    return "".join(filter(str.isalnum, search_key(text[: 3 * PROBE])))
