"""Read a pasted text: find the article in it, then place every line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.extract.moments import DateReader
from builder.extract.plaintext.blocks import BodyReader
from builder.extract.plaintext.body import find_body
from builder.extract.plaintext.draft import Draft
from builder.extract.plaintext.foot import loose_tags, read_foot
from builder.extract.plaintext.header import read_header
from builder.extract.plaintext.headline import find_headline
from builder.extract.plaintext.ledger import Ledger
from builder.extract.plaintext.lines import split_lines
from builder.extract.plaintext.sources import choose_source
from builder.extract.profiles import Profiles
from builder.extract.readings import read_line
from builder.model import Document, Evidence, Fate, Moment, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from builder.extract.plaintext.draft import DatedLine
    from builder.extract.profiles import Match


def extract_text(
    text: str,
    profiles: Profiles,
    *,
    date_order: str | None = None,
    known_sources: Mapping[str, tuple[str, str]] | None = None,
) -> Document:
    """Read decoded text as a Document; `known_sources` maps folded names to (id, name)."""
    lines = split_lines(text)
    match = profiles.recognise([line.text for line in lines if line.short])
    dates = DateReader(date_order or (match.profile.date_order if match else None), None)
    readings = [read_line(line.text, dates) if line.short else None for line in lines]
    draft = Draft(lines, readings, Ledger(lines), known_sources or {})
    body = find_body(lines, readings)
    if body is None:
        for line in lines:
            draft.ledger.drop(line, "no-article")
        return Document(lines=draft.ledger.fates(), problems=(Problem("BODY01"),))
    headline = find_headline(lines, readings, body)
    start = body.first
    if headline is not None:
        line = lines[headline.index]
        draft.headline = Evidence(line.text, "headline", line.number, line.text, headline.score)
        draft.ledger.claim(line, Fate.TITLE, "headline", headline.score)
        start = read_header(draft, headline.index, body.first)
    BodyReader(draft, dates, start, body.last).read()
    read_foot(draft, loose_tags(draft, body.last + 1))
    top = headline.index if headline else start
    for line in lines[:top]:
        if not draft.ledger.claimed(line):
            reading = readings[line.index]
            draft.ledger.drop(line, reading.rule if reading else "before-article")
    return _document(draft, match)


def _document(draft: Draft, match: Match | None) -> Document:
    published, updated = _moments(draft)
    source = choose_source(draft, match)
    problems: list[Problem] = []
    if draft.headline is None:
        problems.append(Problem("TITLE01"))
    if published is None:
        problems.append(Problem("DATE01"))
    if source.evidence is None:
        problems.append(Problem("SOURCE01"))
    return Document(
        headline=draft.headline,
        section=draft.section,
        standfirst=draft.standfirst,
        authors=tuple(draft.authors),
        dateline=draft.dateline,
        published=published,
        updated=updated,
        date_text=published.excerpt if published else None,
        source=source.evidence,
        source_id=source.id,
        url=draft.url,
        images=tuple(draft.images),
        tags=tuple(draft.tags),
        blocks=tuple(draft.blocks),
        lines=draft.ledger.fates(),
        problems=tuple(problems),
    )


def _moments(draft: Draft) -> tuple[Evidence[Moment] | None, Evidence[Moment] | None]:
    """Choose the date of publication: the nearest to the headline that is not an update."""
    ranked = sorted(draft.dates, key=lambda dated: (-dated.score, dated.index))
    plain = [dated for dated in ranked if dated.reading.date and not dated.reading.date.is_update]
    updates = [dated for dated in ranked if dated.reading.date and dated.reading.date.is_update]
    published = next(iter(plain or updates), None)
    updated = updates[0] if updates and plain else None
    return _evidence(draft, published), _evidence(draft, updated)


def _evidence(draft: Draft, dated: DatedLine | None) -> Evidence[Moment] | None:
    if dated is None or dated.reading.date is None or dated.reading.date.moment is None:
        return None
    line = draft.lines[dated.index]
    return Evidence(
        dated.reading.date.moment, dated.reading.rule, line.number, line.text, dated.score
    )
