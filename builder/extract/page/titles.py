"""Choose the headline of a page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from builder.arabic.key import words
from builder.extract.bylines import read_byline
from builder.extract.datelines import read_dateline
from builder.extract.page.elements import HEADINGS
from builder.extract.page.site_names import (
    MIN_WORDS,
    MIN_WORDS_OF_HEADLINE,
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
MAX_SHOWN: Final = 200
"""Characters of the longest stretch that may show a headline without being marked as one."""
MAX_WORDS_OF_SITE_ALONE: Final = 4
REACH_ABOVE_TEXT: Final = 6
MAX_WORDS_OF_LINE: Final = 20
LONG: Final = 80

_SINCE: Final = re.compile(r"(?<!\d)(?:19|20)\d\d\s*[-–]\s*20\d\d(?!\d)")
"""«2009 - 2026» beside the site's name at the foot."""
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
        if _names_site(title.text, segments):
            glued = (*glued, title.text)
        elif len(title.text.split()) >= MIN_WORDS and phrase_key(title.text) not in no_headlines():
            place = _place_of(title.text, segments)
            whole = segments[place].text if place is not None else title.text
            text = whole if _begins(words(title.text), words(whole)) else title.text
            return Headline(text, title.rule, title.line, place, glued, 0.8)
    return _by_place(shown, segments, titles, glued)


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


def _by_place(
    shown: Sequence[Segment],
    segments: Sequence[Segment],
    titles: Sequence[_Title],
    glued: tuple[str, ...],
) -> Headline | None:
    """Return what stands where headlines do, where the metadata has nothing fit to be one."""
    lone = next((segment for segment in shown if _may_be_headline(segment)), None)
    if lone is not None:
        return Headline(lone.text, "first-heading", lone.line, lone.index, glued, 0.6)
    bold = _above_text(segments)
    if bold is not None:
        return Headline(bold.text, "line-above-text", bold.line, bold.index, glued, 0.5)
    linked = _linked_above_text(shown, segments)
    if linked is not None:
        return Headline(linked.text, "linked-heading", linked.line, linked.index, glued, 0.5)
    if titles:
        first = titles[0]
        return Headline(first.text, first.rule, first.line, None, glued, 0.4)
    return None


def _headings(segments: Sequence[Segment]) -> list[Segment]:
    """Return what may show the headline: headings, the first level before the others."""
    named = [
        segment
        for segment in segments
        if len(segment.text.split()) <= MAX_WORDS and (_level(segment) or _is_named_title(segment))
    ]
    return sorted(named, key=lambda segment: (_level(segment) or 2, segment.index))


def _level(segment: Segment) -> int | None:
    for part in segment.part.near():
        if part.tag in HEADINGS:
            return HEADINGS[part.tag]
    return None


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


def _names_site(value: str, segments: Sequence[Segment]) -> bool:
    """Say whether a title is but the site's name: the page's line on rights has it too."""
    if len(value.split()) > MAX_WORDS_OF_SITE_ALONE:
        return False
    return any(
        value in segment.text
        and ("©" in segment.text or "حقوق" in segment.text or _SINCE.search(segment.text))
        for segment in segments
        if len(segment.text) <= MAX_SHOWN
    )


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
    named = (at for at in found if any("title" in part.cues.kept for part in at.part.near()))
    return next(named, next(iter(found), None))


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


def _may_be_headline(segment: Segment) -> bool:
    return (
        segment.part.inside is None
        and not segment.all_link
        and len(segment.text.split()) >= MIN_WORDS_OF_HEADLINE
    )


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
