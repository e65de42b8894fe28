"""Read a pasted text: find the article in it, then place every line."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from builder.chosen_lines import NOTHING_CHOSEN, stretches
from builder.extract.listed import is_section
from builder.extract.moments import DateReader
from builder.extract.phrases import phrase_key
from builder.extract.plaintext.above import KICKERS, read_above
from builder.extract.plaintext.beside_title import strip_site
from builder.extract.plaintext.blocks import BodyReader
from builder.extract.plaintext.claims import take, take_section
from builder.extract.plaintext.context import read_lines
from builder.extract.plaintext.dates import choose_dates
from builder.extract.plaintext.doubling import without_copies
from builder.extract.plaintext.draft import Draft, SourceHint
from builder.extract.plaintext.foot import loose_tags, read_foot
from builder.extract.plaintext.header import read_bare_header, read_header
from builder.extract.plaintext.headline import find_headline
from builder.extract.plaintext.issues import take_issue_date
from builder.extract.plaintext.ledger import Ledger
from builder.extract.plaintext.lines import split_lines
from builder.extract.plaintext.orders import settled_order
from builder.extract.plaintext.placed import (
    as_placed,
    claim_kept,
    find_text,
    kept_lines,
    with_dropped,
    without_dropped,
)
from builder.extract.plaintext.sources import choose_source, identity, is_of_another, no_source
from builder.extract.plaintext.standing import STANDING_SCORE
from builder.extract.plaintext.subheadings import with_hours
from builder.extract.plaintext.title_line import SITE_SCORE, take_headline
from builder.extract.plaintext.wrapping import MIN_BROKEN_OF_FEW, join_broken
from builder.extract.roles import Role
from builder.frozen import frozen
from builder.model import Document, Evidence, Fate, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from builder.chosen_lines import Chosen
    from builder.extract.plaintext.body import Span
    from builder.extract.plaintext.lines import Line
    from builder.extract.plaintext.sources import Source
    from builder.extract.profiles import Match, Profiles


_TRAIL: Final = re.compile(r"\s[»›>/\\]\s")
SURE_HEADLINE: Final = 0.25
"""What a headline's length gives; below it, nothing spoke for a line but that none was better."""
MIN_WORDS_TO_KEEP: Final = 6
"""Of a line that may be text, in a text where no article was found."""


def extract_text(
    text: str,
    profiles: Profiles,
    *,
    date_order: str | None = None,
    known_sources: Mapping[str, tuple[str, str]] | None = None,
    chosen: Chosen = NOTHING_CHOSEN,
) -> Document:
    """Read decoded text as a Document.

    `date_order` is that of the source where a person has named it; `known_sources` maps the folded
    names of publishers to their id and name; `chosen` are lines that a person has placed. A text
    without an article gives BODY01 and a ledger.
    """
    every = split_lines(text)
    pasted = without_copies(without_dropped(every, chosen))
    known = _Known(text, profiles, date_order, known_sources or {}, chosen)
    found = _read(join_broken(pasted), known)
    if not found.blocks and (joined := join_broken(pasted, MIN_BROKEN_OF_FEW)) != pasted:
        found = _read(joined, known)
    return with_dropped(found, every, chosen)


@frozen
class _Known:
    """A text, and what is known of it before a line is read."""

    text: str
    profiles: Profiles
    date_order: str | None
    sources: Mapping[str, tuple[str, str]]
    chosen: Chosen


def _read(lines: tuple[Line, ...], known: _Known) -> Document:
    match = known.profiles.recognise([line.text for line in lines if line.short])
    dates = _date_reader(known.date_order, match)
    readings = read_lines(lines, dates, known.sources)
    if order := settled_order(known.text, readings):
        dates = replace(dates, date_order=order)
        readings = read_lines(lines, dates, known.sources)
    kept = kept_lines(lines, known.chosen)
    body = find_text(lines, readings, kept)
    if body is not None:
        readings = with_hours(lines, readings, body)
    draft = Draft(lines, as_placed(readings, kept), Ledger(lines), known.sources, kept)
    if body is None:
        return _refused(draft)
    _place_lines(draft, dates, body)
    return _document(draft, match)


def _refused(draft: Draft) -> Document:
    """Return the document of a text without an article; say which lines a person could keep."""
    for line in draft.lines:
        draft.ledger.drop(line, "no-article")
    numbers = [line.number for line in draft.lines]
    long = [line.number for line in draft.lines[1:] if line.words >= MIN_WORDS_TO_KEEP]
    values = (("lines", str(stretches(range(long[0], long[-1] + 1), numbers))),) if long else ()
    return Document(lines=draft.ledger.fates(), problems=(Problem("BODY01", None, values),))


def _date_reader(date_order: str | None, match: Match | None) -> DateReader:
    """Read dates as the source orders them; its zone holds for times that name none."""
    if match is None:
        return DateReader.of(date_order, None)
    return DateReader.of(date_order or match.profile.date_order, match.profile.zone)


def _place_lines(draft: Draft, dates: DateReader, body: Span) -> None:
    """Walk the page from the headline down, then account for what stands above it."""
    headline = find_headline(draft.lines, draft.readings, body)
    top = start = body.first
    if headline is not None:
        top = headline.index
        take_headline(draft, headline)
        read_above(draft, top)
        start = max(top + 1, read_header(draft, top, body.first))
        _take_site_beside(draft, draft.lines[top])
    else:
        read_bare_header(draft, body.first)
    BodyReader(draft, dates, replace(body, first=start)).read()
    read_foot(draft, loose_tags(draft, body.last + 1))
    claim_kept(draft)
    if not draft.dates:
        take_issue_date(draft, top)
    for line in draft.lines[:top]:
        if not draft.ledger.claimed(line):
            reading = draft.readings[line.index]
            if reading is not None and reading.role is Role.ADDRESS and draft.url is None:
                take(draft, line, reading, 0.0)
            else:
                draft.ledger.drop(line, reading.rule if reading else "before-article")


def _take_site_beside(draft: Draft, headline: Line) -> None:
    """Learn the site's name from a line that prints it beside the headline."""
    for line in draft.lines:
        if line is headline or not line.short or headline.text not in line.text:
            continue
        reading = draft.readings[line.index]
        if reading is not None and reading.role is Role.CRUMBS:
            continue
        name = strip_site(headline.text, line.text)
        if name and not is_section(name):
            draft.ledger.drop(line, "repeated-headline")
            hint = SourceHint.on(line, "beside-headline", SITE_SCORE, name)
            if _TRAIL.search(
                line.text
            ):  # «منبر الرأي » عودة السوق»: a section as often as the site
                hint = replace(hint, rule="name-at-top", score=STANDING_SCORE)
            draft.sources.append(hint)


def _settle_source(draft: Draft, source: Source) -> None:
    """Keep of the lines that name publishers the words that name the one chosen."""
    chosen = source.evidence.value if source.evidence else ""
    at = {line.number: line for line in draft.lines}
    if draft.url is not None and is_of_another(draft, draft.url.value, source):
        draft.url = None
    if draft.section is not None and phrase_key(draft.section.value) == phrase_key(chosen):
        draft.ledger.drop(at[draft.section.line or 0], "repeated")
        draft.section = None
    for hint in draft.sources:
        line = at.get(hint.line or 0)
        if line is None or draft.ledger.fate(line) is not Fate.SOURCE:
            continue
        if draft.ledger.shares_text(line):
            continue
        if chosen and chosen in line.raw:
            draft.ledger.keep(line, Fate.SOURCE, (hint.rule, hint.score), (chosen,))
        elif hint.rule == "publisher-alone" and hint.score in KICKERS and draft.section is None:
            take_section(draft, line, "section-above-headline", hint.score)
        else:
            draft.ledger.drop(line, "other-source")
    for hint in source.hints:  # what was dropped as chrome, and is nothing but the name after all
        line = at.get(hint.line or 0)
        if line is not None and not draft.ledger.kept(line) and line.key == phrase_key(hint.name):
            draft.ledger.claim(line, Fate.SOURCE, hint.rule, hint.score)
            break


def _sender(draft: Draft, publisher: str) -> Evidence[str] | None:
    """Return the dateline, unless it only names the publisher again."""
    sender = draft.dateline
    if sender is None or sender.rule == "glued-dateline":
        return sender
    if identity(draft, sender.value) != publisher:
        return sender
    for line in draft.lines:
        if line.number == sender.line and draft.ledger.fate(line) is Fate.DATELINE:
            draft.ledger.claim(line, Fate.SOURCE, "publisher-alone", sender.score)
    return None


def _doubts_of_headline(draft: Draft) -> Iterable[Problem]:
    """Say that there is no headline, or that the one chosen may be none."""
    headline = draft.headline
    if headline is None:
        yield Problem("TITLE01")
    elif headline.score < SURE_HEADLINE and headline.line != draft.lines[0].number:
        values = (("text", headline.value), ("number", str(headline.line)))
        yield Problem("TITLE02", headline.line, values)


def _document(draft: Draft, match: Match | None) -> Document:
    dates = choose_dates(draft)
    source = choose_source(draft, match)
    _settle_source(draft, source)
    problems = [*dates.problems, *_doubts_of_headline(draft)]
    if source.evidence is None:
        problems.append(no_source(draft))
    publisher = identity(draft, source.evidence.value) if source.evidence else ""
    return Document(
        headline=draft.headline,
        section=draft.section,
        standfirst=draft.standfirst,
        authors=tuple(name for name in draft.authors if identity(draft, name.value) != publisher),
        dateline=_sender(draft, publisher),
        published=dates.published,
        updated=dates.updated,
        date_text=dates.text,
        source=source.evidence,
        source_id=source.id,
        url=draft.url,
        images=tuple(draft.images),
        tags=tuple(draft.tags),
        blocks=tuple(draft.blocks),
        lines=draft.ledger.fates(),
        problems=tuple(problems),
    )
