"""Decide what becomes of each stretch of a page: body, metadata or dropped, and by which rule."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from builder.extract.page.bodytext import (
    META_FATES,
    RUNNING_WORDS,
    SHORT,
    BodyJudge,
    chrome_rule,
    ends_sentence,
    is_caption,
    is_tag,
    may_close,
    read_label,
    starts_text,
)
from builder.extract.page.dates import Seen
from builder.extract.page.elements import HEADINGS
from builder.extract.page.titles import repeats
from builder.extract.persons import is_person, is_role
from builder.extract.readings import dated, split_tags
from builder.extract.roles import Reading, Role
from builder.model import Evidence, Fate, LineFate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.extract.moments import DateReader
    from builder.extract.page.parts import Segment, Walked
    from builder.extract.page.region import Region
    from builder.extract.page.titles import Headline

REACH_ABOVE: Final = 8
"""Stretches above the headline, or above the body where none shows, that may belong to it."""
REACH_BELOW: Final = 10
"""Stretches below the body in which a date, a byline or tags may still stand."""
LABEL_WORDS: Final = 5
META_PARTS: Final = frozenset({None, "author-box", "share", "tools", "footer"})
"""Kinds of chrome in which sites put the date."""


@dataclass(slots=True)
class Decisions:
    """The fate of every stretch, and what the metadata lines among them say."""

    fates: dict[int, tuple[Fate, str]] = field(default_factory=dict)
    seen_dates: list[Seen] = field(default_factory=list)
    readings: dict[int, Reading] = field(default_factory=dict)
    """Readings of the stretches that became metadata."""
    headline: int = -1
    """Where the headline stands."""
    lede: set[int] = field(default_factory=set)
    """Body stretches that stand between headline and body: a lede or a standfirst."""

    def body(self) -> list[int]:
        """Return the indices of the stretches that are body text, in order."""
        return self.of(Fate.BODY)

    def of(self, fate: Fate) -> list[int]:
        """Return the indices of the stretches with `fate`, in order."""
        return sorted(index for index, (kind, _) in self.fates.items() if kind is fate)

    def remember(self, segment: Segment, reading: Reading) -> None:
        """Keep what a stretch of metadata says."""
        self.readings[segment.index] = reading
        if reading.date is not None:
            above = segment.index < self.headline
            self.seen_dates.append(Seen(reading.date, segment.line, segment.text, above))


def decide(
    segments: Sequence[Segment], region: Region, headline: Headline | None, dates: DateReader
) -> Decisions:
    """Return the fate of every stretch of the page."""
    decisions = Decisions()
    _take_headline(segments, headline, decisions)
    above = list(_above(segments, region, headline))
    decisions.lede.update(segment.index for segment in above)
    inner = segments[region.start : region.stop]
    inside = [*above, *inner, *_below(segments, region)]
    judge = BodyJudge(inside, dates)
    for segment in inside:
        if segment.index in decisions.fates:
            continue
        decisions.fates[segment.index], reading = judge.judge(segment)
        if reading is not None:
            decisions.remember(segment, reading)
    _drop_idle_end(segments, decisions)
    _drop_idle_start(segments, decisions)
    _judge_around(segments, decisions, headline, dates)
    for segment in segments:
        if segment.index not in decisions.fates:
            kind = segment.part.inside
            rule = f"page-{kind}" if kind else "outside-the-article"
            decisions.fates[segment.index] = (Fate.DROPPED, rule)
    return decisions


def ledger(
    walked: Walked, decisions: Decisions, dateline: Evidence[str] | None = None
) -> tuple[LineFate, ...]:
    """Return every stretch with its fate, the dateline on its own, and what is not seen.

    They come in the order of the page.
    """
    found = [
        (one.place - 0.5, LineFate(one.line, one.text, Fate.DROPPED, one.rule))
        for one in walked.unseen
    ]
    for segment in walked.segments:
        fate, rule = decisions.fates[segment.index]
        line, text = segment.line, segment.text
        if dateline is not None and fate is Fate.BODY and text == dateline.excerpt:
            sent, rest = dateline.value, text.partition(dateline.value)[2]
            found.append((segment.index, LineFate(line, sent, Fate.DATELINE, dateline.rule)))
            text = rest.lstrip(" -–—:/ـ)") or text
        found.append((segment.index, LineFate(line, text, fate, rule)))
    found.sort(key=lambda one: (one[1].line, one[0]))
    return tuple(fate for _, fate in found)


def _take_headline(
    segments: Sequence[Segment], headline: Headline | None, decisions: Decisions
) -> None:
    if headline is None:
        return
    if headline.segment is not None:
        decisions.headline = headline.segment
        decisions.fates[headline.segment] = (Fate.TITLE, "headline-on-page")
    for segment in segments:
        if segment.index not in decisions.fates and repeats(segment.text, headline.text):
            decisions.fates[segment.index] = (Fate.DROPPED, "repeated-headline")


def _above(
    segments: Sequence[Segment], region: Region, headline: Headline | None
) -> Iterator[Segment]:
    """Yield prose between the headline and the region: the lede, when it has a part of its own."""
    place = headline.segment if headline else None
    if place is None or place >= region.start:
        return
    for segment in segments[place + 1 : region.start]:
        speaks = segment.is_prose or "standfirst" in segment.called
        if speaks and segment.part.inside is None and not is_caption(segment):
            yield segment


def _below(segments: Sequence[Segment], region: Region) -> Iterator[Segment]:
    """Yield prose that follows the region without a break: a body cut in two by its markup."""
    around = region.part.near()[1:]
    for segment in segments[region.stop :]:
        near = any(part.holds(segment) for part in around)
        if not near or not segment.is_prose or segment.part.inside or is_caption(segment):
            return
        if segment.part.tag in HEADINGS or chrome_rule(segment):
            return
        yield segment


def _drop_idle_end(segments: Sequence[Segment], decisions: Decisions) -> None:
    """Drop headings that no text follows, and labels that trail after the last paragraph."""
    for index in reversed(decisions.body()):
        segment = segments[index]
        quoted = any(part.tag == "blockquote" for part in segment.part.near())
        if segment.text.startswith("*") and is_role(segment.text):
            decisions.fates[index] = (Fate.DROPPED, "author-role")
            continue
        if not quoted and is_person(segment.text):
            reading = Reading(Role.BYLINE, "sign-off", 0.7, value=segment.text)
            decisions.remember(segment, reading)
            decisions.fates[index] = (Fate.BYLINE, reading.rule)
        elif segment.part.tag not in HEADINGS and may_close(segment):
            return
        else:
            decisions.fates[index] = (Fate.DROPPED, "after-the-last-paragraph")


def _drop_idle_start(segments: Sequence[Segment], decisions: Decisions) -> None:
    """Drop labels that stand before the first sentence; a poem, which has none, is left alone."""
    body = decisions.body()
    sentences = (index for index in body if starts_text(segments[index]))
    first = next(sentences, None)
    for index in body:
        segment = segments[index]
        if first is None or index >= first:
            return
        label = len(segment.text.split()) <= LABEL_WORDS and segment.part.tag not in HEADINGS
        if label and not ends_sentence(segment.text):
            decisions.fates[index] = (Fate.DROPPED, "before-the-first-paragraph")


def _judge_around(
    segments: Sequence[Segment],
    decisions: Decisions,
    headline: Headline | None,
    dates: DateReader,
) -> None:
    """Read dates, bylines, sections and tags that stand near the headline and under the body."""
    body = decisions.body()
    if not body:
        return
    place = headline.segment if headline else None
    first = place if place is not None and place < body[0] else body[0]
    near = range(max(0, first - REACH_ABOVE), min(len(segments), body[-1] + REACH_BELOW + 1))
    for index in near:
        segment = segments[index]
        if index in decisions.fates:
            continue
        captions = index < body[-1] and segment.part.inside is None and is_caption(segment)
        if captions and dated(segment.text, dates) is None:
            decisions.fates[index] = (Fate.CAPTION, "figure-caption")
        if index in decisions.fates or len(segment.text) > SHORT:
            continue
        reading = _label(segment, dates, before=index < body[-1])
        if reading is not None:
            decisions.remember(segment, reading)
            decisions.fates[index] = (META_FATES[reading.role], reading.rule)


def _label(segment: Segment, dates: DateReader, *, before: bool) -> Reading | None:
    """Read a label around the body, with the help of its names: date, author, section."""
    inside = segment.part.inside
    if inside == "tags" and not before:
        return _tags(segment, dates)
    if inside not in META_PARTS:
        return None
    found = dated(segment.text, dates)
    if found is not None:
        return found if before or "date" in segment.called else None
    reading = read_label(segment.text, dates)
    if inside is not None:
        return reading if inside == "footer" and not before and _signs(reading) else None
    if reading is not None:
        usable = reading.role in META_FATES and (before or reading.role is not Role.DATELINE)
        return reading if usable else None
    return _named(segment) if before else None


def _signs(reading: Reading | None) -> bool:
    """Tell a line at the foot of an article that says with a label who wrote it, or its tags."""
    if reading is None or not reading.names:
        return False
    by_person = reading.role is Role.BYLINE and all(map(is_person, reading.names))
    return by_person or reading.role is Role.TAGS


def _tags(segment: Segment, dates: DateReader) -> Reading | None:
    reading = read_label(segment.text, dates)
    if reading is not None and reading.role is Role.TAGS:
        return reading if reading.names else None
    names = split_tags(segment.text)
    return Reading(Role.TAGS, "page-tags", names=names) if is_tag(segment) else None


def _named(segment: Segment) -> Reading | None:
    """Read a label that only its names tell apart."""
    called = segment.called
    if is_person(segment.text):
        return Reading(Role.BYLINE, "lone-name", 0.6, value=segment.text)
    if "byline" in called and len(segment.text.split()) <= RUNNING_WORDS:
        return Reading(Role.BYLINE, "named-byline", 0.7, value=segment.text)
    if "section" in called and segment.part.tag not in HEADINGS:
        name = segment.text.rpartition(":")[2].strip() or segment.text
        return Reading(Role.CRUMBS, "named-section", 0.7, names=(name,))
    return None
