"""Read a saved page as a Document: metadata first, then the text, then what stands around it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, Protocol

from builder.extract.datelines import read_dateline
from builder.extract.moments import DateReader
from builder.extract.page.authors import choose_authors
from builder.extract.page.blocks import to_blocks
from builder.extract.page.dates import Dated, choose_dates
from builder.extract.page.fates import Decisions, decide, ledger
from builder.extract.page.found import Page, find_article
from builder.extract.page.idle import drop_idle, free_names
from builder.extract.page.kinds import other_kind
from builder.extract.page.labels import (
    choose_dateline,
    choose_section,
    choose_tags,
    part_standfirst,
    sent_by_another,
)
from builder.extract.page.language import language_of
from builder.extract.page.left_out import tell_left_out
from builder.extract.page.neighbours import LANGUAGES, NeighbourDateReader
from builder.extract.page.pictures import read_pictures
from builder.extract.page.publishers import (
    DOMAIN_RULE,
    choose_publisher,
    stated_publisher,
)
from builder.model import Document, Evidence, Fate, Problem, block_text

if TYPE_CHECKING:
    from builder.extract.page.metadata import Metadata
    from builder.extract.page.region import Region
    from builder.extract.page.titles import Headline
    from builder.extract.profiles import Profiles
    from builder.model import Block

MIN_BODY: Final = 60
"""Characters of text below which there is no article on the page."""


class Known(Protocol):
    """A publisher that the vocabulary or a profile knows."""

    @property
    def id(self) -> str:
        """Id of the entry."""

    @property
    def name(self) -> str:
        """Name that pages show."""


class KnownSource(Known, Protocol):
    """A source of the vocabulary, with what helps to read its pages."""

    @property
    def time_zone(self) -> str | None:
        """IANA name of the zone of its times."""


class KnownSources(Protocol):
    """The sources that the vocabulary knows; `builder.sources.Sources` is one."""

    def named(self, name: str) -> KnownSource | None:
        """Return the source that is called `name`."""

    def at(self, address: str) -> KnownSource | None:
        """Return the source whose site `address` belongs to."""


def extract_page(
    html: str,
    profiles: Profiles,
    *,
    known_sources: KnownSources | None = None,
    date_order: str | None = None,
    address: str | None = None,
) -> Document:
    """Read decoded HTML as a Document; raise ArticleError for a page beyond the parser's bounds.

    A page that is no article comes back without blocks, with the problem that says what it is.
    `address` is where the page was saved from, for a page that does not say so itself.
    """
    page = find_article(html, profiles, address)
    kind = other_kind(page.walked, page.metadata, page.region, page.teasers)
    if kind is not None:
        return _refused(page, Problem("PAGE01", values=(("what", kind),)))
    if page.region is None:
        return _refused(page, Problem("BODY01"))
    dates = _date_reader(page, date_order, _known_at(page, known_sources))
    decisions = decide(page.walked.segments, page.region, page.headline, dates)
    body = decisions.body()
    if sum(len(page.walked.segments[index].text) for index in body) < MIN_BODY:
        return _refused(page, Problem("BODY01"))
    return _document(page, page.region, decisions, dates, known_sources)


def _known_at(page: Page, known_sources: KnownSources | None) -> KnownSource | None:
    address = page.metadata.address
    return known_sources.at(address) if known_sources and address else None


def _date_reader(page: Page, date_order: str | None, known: KnownSource | None) -> DateReader:
    """Read dates as the source orders them; its zone holds for times that name none."""
    profile = page.profile
    order = date_order or (profile.date_order if profile else None)
    zone = (profile.zone if profile else None) or (known.time_zone if known else None)
    text = " ".join(segment.text for segment in page.walked.segments if segment.is_prose)
    if language_of(text, page.metadata.lang) in LANGUAGES:
        return NeighbourDateReader.of(order, zone)
    return DateReader.of(order, zone)


def _refused(page: Page, problem: Problem) -> Document:
    rule = "not-an-article" if problem.code == "PAGE01" else "no-article"
    segments = page.walked.segments
    lines = ledger(page.walked, Decisions({at.index: (Fate.DROPPED, rule) for at in segments}))
    lang = language_of(" ".join(segment.text for segment in segments[:200]), page.metadata.lang)
    return Document(lines=lines, lang=lang, problems=(problem,), url=_address(page.metadata))


def _document(
    page: Page,
    region: Region,
    decisions: Decisions,
    dates: DateReader,
    known_sources: KnownSources | None,
) -> Document:
    segments, metadata = page.walked.segments, page.metadata
    standfirst = part_standfirst(segments, decisions)
    images, figures = read_pictures(page.walked, decisions, metadata, region)
    free_names(segments, decisions, images)
    dateline, runs = choose_dateline(segments, decisions)
    body = [segments[index] for index in decisions.body()]
    blocks = to_blocks(body, figures, region.part, runs)
    texts, captions = tuple(map(block_text, blocks)), (image.caption or "" for image in images)
    lang = language_of(" ".join(texts), metadata.lang)
    in_arabic = lang in {"ar", "fa", "ur", "ckb"}
    source, source_id = _source(page, decisions, known_sources, arabic=in_arabic)
    dateline = sent_by_another(dateline, source, segments, decisions)
    dated = choose_dates(metadata, decisions.seen_dates, dates)
    headline = _headline(page.headline)
    document = Document(
        headline=headline,
        section=choose_section(metadata, decisions, segments, headline),
        standfirst=standfirst,
        authors=choose_authors(metadata, decisions, segments, source) or _reporters(dateline),
        dateline=dateline,
        published=dated.published,
        updated=dated.updated,
        date_text=dated.text,
        source=source,
        source_id=source_id,
        url=_address(metadata),
        images=images,
        tags=choose_tags(metadata, decisions, segments, "\n".join((*texts, *captions))),
        blocks=blocks,
        lang=lang,
        problems=(
            *_problems(headline, dated, source, blocks),
            *_damage(page),
            *tell_left_out(page.walked, region, decisions),
        ),
    )
    drop_idle(segments, decisions, document)
    return replace(document, lines=ledger(page.walked, decisions, dateline))


def _reporters(dateline: Evidence[str] | None) -> tuple[Evidence[str], ...]:
    """Return who reported by the dateline glued to the text, where nothing else names an author."""
    line = read_dateline(dateline.value) if dateline else None
    return tuple(replace(dateline, value=name) for name in line.names) if dateline and line else ()


def _headline(headline: Headline | None) -> Evidence[str] | None:
    if headline is None:
        return None
    return Evidence(headline.text, headline.rule, headline.line, headline.text, headline.score)


def _source(
    page: Page, decisions: Decisions, known_sources: KnownSources | None, *, arabic: bool
) -> tuple[Evidence[str] | None, str | None]:
    """Name the publisher as the page does, with its id where the vocabulary or a profile knows it.

    Where the page does not say whose site it is, the name is that of the site that its address
    belongs to, else what its text gives as its source; where its links begin is no such address.
    """
    glued = page.headline.glued if page.headline else ()
    found = choose_publisher(page.metadata, glued, page.walked.segments, arabic=arabic)
    known: Known | None = _known_at(page, known_sources) or page.profile
    if found is None or found.rule == DOMAIN_RULE:
        stated = stated_publisher(page.walked.segments, decisions.readings)
        if stated is not None and (known is None or page.metadata.is_base):
            found, known = stated, None
        elif known is not None:
            address = page.metadata.address or ""
            found = Evidence(known.name, "known-address", None, address, 0.9)
    if known is None and known_sources is not None and found is not None:
        known = known_sources.named(found.value)
    return found, known.id if known else None


def _address(metadata: Metadata) -> Evidence[str] | None:
    address = metadata.address
    if address is None or (metadata.is_base and address.endswith("/")):
        return None
    return Evidence(address, "page-address", None, address)


def _problems(
    headline: Evidence[str] | None,
    dated: Dated,
    source: Evidence[str] | None,
    blocks: tuple[Block, ...],
) -> tuple[Problem, ...]:
    missing = {"TITLE01": headline is None, "SOURCE01": source is None, "BODY01": not blocks}
    return (
        *(Problem(code) for code, is_missing in missing.items() if is_missing),
        *dated.problems,
    )


def _damage(page: Page) -> tuple[Problem, ...]:
    """Tell of a page without an end, or of what is opened on it and never closed."""
    if page.cut_off:
        return (Problem("PAGE03"),)
    if page.unclosed is None:
        return ()
    return (Problem("PAGE04", page.unclosed.line, (("what", f"<{page.unclosed.name}>"),)),)
