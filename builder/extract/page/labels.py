"""Choose the section, the tags, the dateline and the standfirst."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from builder.arabic.key import words
from builder.extract.datelines import split_glued
from builder.extract.page.bodytext import ends_sentence
from builder.extract.page.elements import HEADINGS
from builder.extract.phrases import phrase_key
from builder.extract.readings import split_tags
from builder.extract.runs import cut_runs
from builder.model import Evidence, Fate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.extract.page.fates import Decisions
    from builder.extract.page.metadata import Metadata
    from builder.extract.page.parts import Segment
    from builder.model import Runs

MAX_WORDS_OF_SECTION: Final = 5
MAX_WORDS_OF_TAG: Final = 6
MIN_WORDS: Final = 5
"""Words of a heading right under the headline that make it a standfirst."""
MAX_TAGS: Final = 20


def choose_section(
    metadata: Metadata,
    decisions: Decisions,
    segments: Sequence[Segment],
    headline: Evidence[str] | None,
) -> Evidence[str] | None:
    """Return the section's name: the metadata's, else that of a breadcrumb or kicker."""
    title = words(headline.value) if headline else []
    for said in metadata.all("section"):
        if _may_be_section(said.value, title):
            return Evidence(said.value, said.rule, said.line, said.value)
    for index in decisions.of(Fate.SECTION):
        reading, segment = decisions.readings.get(index), segments[index]
        for name in reversed(reading.names if reading else ()):
            if _may_be_section(name, title):
                return Evidence(name, reading.rule if reading else "", segment.line, segment.text)
    return None


def _may_be_section(name: str, title: list[str]) -> bool:
    key = words(name)
    return 0 < len(key) <= MAX_WORDS_OF_SECTION and key != title and "/" not in name


def choose_tags(
    metadata: Metadata, decisions: Decisions, segments: Sequence[Segment], body: str
) -> tuple[Evidence[str], ...]:
    """Return the publisher's own tags; those of a `keywords` element only where the text has them.

    Sites write the same forty keywords into every page; a real tag is a word of the article.
    """
    found: dict[str, Evidence[str]] = {}
    for index in decisions.of(Fate.TAG):
        reading, segment = decisions.readings.get(index), segments[index]
        heading = reading is not None and not reading.names
        for name in () if heading else (reading.names if reading else split_tags(segment.text)):
            _keep(found, Evidence(name, decisions.fates[index][1], segment.line, segment.text))
    text = f" {' '.join(words(body))} "
    for said in metadata.all("tags"):
        for name in split_tags(said.value):
            sure = said.rule == "meta-article:tag"
            if sure or f" {' '.join(words(name))} " in text:
                _keep(found, Evidence(name, said.rule, said.line, said.value))
    return tuple(found.values())[:MAX_TAGS]


def _keep(found: dict[str, Evidence[str]], tag: Evidence[str]) -> None:
    key = phrase_key(tag.value)
    if key and len(tag.value.split()) <= MAX_WORDS_OF_TAG:
        found.setdefault(key, tag)


def choose_dateline(
    segments: Sequence[Segment], decisions: Decisions
) -> tuple[Evidence[str] | None, dict[int, Runs]]:
    """Return the dateline, and the runs of the paragraph it was glued to, without it."""
    for index in decisions.of(Fate.DATELINE):
        segment, reading = segments[index], decisions.readings[index]
        text = reading.dateline or reading.value or segment.text
        return Evidence(text, reading.rule, segment.line, segment.text, reading.score), {}
    for index in decisions.body()[:2]:
        segment = segments[index]
        glued = split_glued(segment.text)
        if glued is not None:
            line, rest = glued
            runs = cut_runs(segment.runs, len(segment.text) - len(rest))
            found = Evidence(line.text, "glued-dateline", segment.line, segment.text, line.score)
            return found, {index: runs}
    return None, {}


def sent_by_another(
    dateline: Evidence[str] | None,
    source: Evidence[str] | None,
    segments: Sequence[Segment],
    decisions: Decisions,
) -> Evidence[str] | None:
    """Return the dateline, unless all that it does is to name the publisher again."""
    if dateline is None or source is None or dateline.rule == "glued-dateline":
        return dateline
    if phrase_key(dateline.value) != phrase_key(source.value):
        return dateline
    for index in decisions.of(Fate.DATELINE):
        if phrase_key(segments[index].text) == phrase_key(source.value):
            decisions.fates[index] = (Fate.SOURCE, "publisher-alone")
    return None


def part_standfirst(segments: Sequence[Segment], decisions: Decisions) -> Evidence[str] | None:
    """Take the standfirst out of the body: what its name says is one, or what the text repeats.

    A lede under the headline is the first paragraph, and stays in the body; what is called so and
    is no sentence is a standfirst.
    """
    body = decisions.body()
    said: list[int] = []
    for index in body[:4]:
        segment = segments[index]
        called = segment.called
        if "body" in called and "standfirst" not in called:
            break
        heads = segment.part.tag in HEADINGS and len(segment.text.split()) >= MIN_WORDS
        first = index == body[0] and (
            heads or ("lede" in called and not ends_sentence(segment.text))
        )
        if "standfirst" in called or first:
            said.append(index)
    if not said or len(said) == len(body):
        return None
    for index in said:
        decisions.fates[index] = (Fate.STANDFIRST, "standfirst")
    text = " ".join(segments[index].text for index in said)
    return Evidence(text, "standfirst", segments[said[0]].line, text)
