"""Choose the headline of a page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from builder.arabic.key import words
from builder.extract.page.by_place import find_by_place
from builder.extract.page.site_names import (
    MAX_SHOWN,
    MIN_WORDS,
    MIN_WORDS_OF_HEADLINE,
    names_site,
    no_headlines,
    part_site_name,
)
from builder.extract.phrases import phrase_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from builder.extract.page.metadata import Metadata
    from builder.extract.page.parts import Segment

SAME: Final = 0.8
"""Share of common words from which two titles are one."""
ALIKE: Final = 0.5
MAX_WORDS: Final = 40
MAX_KICKER: Final = 20
"""Letters of the longest kicker that a page shows inside its heading."""

_PRINTED: Final = re.compile(
    r"\s*[-–—|:]\s*(?:نسخة (?:لل|ال)?طباعة|للطباعة|print)\s*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Headline:
    """The headline, where it stands on the page, and names of sites that were glued to it."""

    text: str
    rule: str
    line: int | None
    segment: int | None
    """Index of the segment that shows it."""
    glued: tuple[str, ...] = ()
    """What was cut from titles: most likely the site's name."""
    score: float = 1.0


def choose_headline(
    metadata: Metadata, segments: Sequence[Segment], names: Iterable[str]
) -> Headline | None:
    """Return the headline as readers see it.

    What stands on the page wins over the metadata that it agrees with: metadata cuts long titles
    short, adds the site's name, or writes for a search engine.
    """
    known, shown = tuple(names), _headings(segments)
    titles, glued = _said_titles(metadata, known, _visible(shown, segments))
    values = [title.text for title in titles]
    seen = _agreeing(shown, values)
    if seen is not None:
        text, cut = part_site_name(seen.text, known, values)
        text = _without_kicker(text, values)
        return Headline(text, "headline-on-page", seen.line, seen.index, (*glued, *cut))
    for title in titles:
        if names_site(title.text, segments):
            glued = (*glued, title.text)
        elif len(title.text.split()) >= MIN_WORDS and phrase_key(title.text) not in no_headlines():
            place = _place_of(title.text, segments)
            whole = segments[place].text if place is not None else title.text
            text = whole if _begins(words(title.text), words(whole)) else title.text
            return Headline(text, title.rule, title.line, place, glued, 0.8)
    placed = find_by_place(shown, segments)
    if placed is not None:
        at = placed.segment
        return Headline(at.text, placed.rule, at.line, at.index, glued, placed.score)
    if titles:
        return Headline(titles[0].text, titles[0].rule, titles[0].line, None, glued, 0.4)
    return None


@dataclass(frozen=True, slots=True)
class _Title:
    """What the metadata say the title is, without the site's name."""

    text: str
    rule: str
    line: int | None


def _visible(shown: Iterable[Segment], segments: Iterable[Segment]) -> list[str]:
    """Return what stands on the page and may be a title."""
    others = (at.text for at in segments if len(at.text) <= MAX_SHOWN)
    return [at.text for at in shown] + [text for text in others if text.count(" ") >= MIN_WORDS]


def _said_titles(
    metadata: Metadata, known: Sequence[str], visible: Sequence[str]
) -> tuple[list[_Title], tuple[str, ...]]:
    """Return the titles of the metadata, and the names of sites that were cut from them."""
    said = metadata.all("title")
    others = [*visible, *(item.value for item in said)]
    candidates = [(item.value, item.rule, item.line) for item in said]
    candidates.append((metadata.page_title, "title-element", None))
    titles: list[_Title] = []
    glued: list[str] = []
    for text, rule, line in candidates:
        rest, cut = part_site_name(_PRINTED.sub("", text), known, others)
        glued += cut
        if rest:
            titles.append(_Title(rest, rule, line))
    return titles, tuple(glued)


def _headings(segments: Sequence[Segment]) -> list[Segment]:
    """Return what may show the headline: headings, the first level before the others."""
    named = [
        segment
        for segment in segments
        if len(segment.text.split()) <= MAX_WORDS and (segment.heading or _is_named_title(segment))
    ]
    return sorted(named, key=lambda segment: (segment.heading or 2, segment.index))


def _is_named_title(segment: Segment) -> bool:
    names = (
        f"{segment.part.element.get('class') or ''} {segment.part.element.get('itemprop') or ''}"
    )
    return any(word in names.lower() for word in ("title", "headline", "contentheading"))


def _without_kicker(shown: str, titles: Iterable[str]) -> str:
    """Return the title without the «عاجل» or section that the page shows inside its heading.

    >>> _without_kicker("عاجلعودة الحياة إلى السوق", ["عودة الحياة إلى السوق"])
    'عودة الحياة إلى السوق'
    """
    key = "".join(words(shown))
    for title in titles:
        tail = "".join(words(title))
        kicker = len(key) - len(tail)
        if 0 < kicker <= MAX_KICKER and key.endswith(tail) and len(title.split()) > MIN_WORDS:
            return title
    return shown


def _agreeing(shown: Sequence[Segment], titles: Sequence[str]) -> Segment | None:
    """Return the heading that agrees best with the metadata's titles."""
    best: tuple[float, Segment] | None = None
    wanted = [words(title) for title in titles]
    for segment in shown:
        have = words(segment.text)
        score = max((_overlap(have, want) for want in wanted), default=0.0)
        if score >= ALIKE and (best is None or score > best[0] + 0.1):
            best = (score, segment)
    return best[1] if best else None


def _overlap(one: Sequence[str], other: Sequence[str]) -> float:
    """Return the share of common words; a title cut short agrees with the whole one."""
    if not one or not other:
        return 0.0
    if min(len(one), len(other)) > 2 and _begins(one, other):  # noqa: PLR2004 - a name of two words begins many
        return SAME
    common = len(set(one) & set(other))
    shorter = min(len(set(one)), len(set(other)))
    longer = max(len(set(one)), len(set(other)))
    if shorter < MIN_WORDS_OF_HEADLINE:
        return common / longer
    return max(common / longer, 0.9 * common / shorter)


def _begins(one: Sequence[str], other: Sequence[str]) -> bool:
    """Say whether one title begins the other, as those do that pages cut short."""
    short, long = sorted((one, other), key=len)
    return list(long[: len(short)]) == list(short)


def _place_of(title: str, segments: Sequence[Segment]) -> int | None:
    key = words(title)
    same = next((segment.index for segment in segments if words(segment.text) == key), None)
    if same is not None or len(key) < MIN_WORDS_OF_HEADLINE:
        return same
    longer = (
        segment.index
        for segment in segments
        if len(segment.text) <= MAX_SHOWN
        and len(key) < len(segment.text.split()) <= 2 * len(key)
        and not segment.all_link
        and words(segment.text)[: len(key)] == key
    )
    return next(longer, None)


def repeats(text: str, headline: str) -> bool:
    """Tell whether `text` is the headline again.

    >>> repeats("عودةُ الحياة إلى السوق", "عودة الحياة الى السوق!")
    True
    """
    one, other = words(text), words(headline)
    if not one or not other:
        return False
    return one == other or (len(one) > MIN_WORDS_OF_HEADLINE and _jaccard(one, other) >= SAME)


def _jaccard(one: Sequence[str], other: Sequence[str]) -> float:
    return len(set(one) & set(other)) / len(set(one) | set(other))
