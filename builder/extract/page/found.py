"""Find the article on a parsed page: its metadata, its region, its headline."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from builder.extract.page.links import safe_href, saved_from
from builder.extract.page.metadata import Metadata, read_metadata
from builder.extract.page.publishers import copyright_names, domain_of
from builder.extract.page.region import Region, find_region, first_article
from builder.extract.page.signs import write_signs
from builder.extract.page.style_sheets import hide_by_sheets
from builder.extract.page.titles import Headline, choose_headline
from builder.extract.page.tree import parse
from builder.extract.page.unclosed import Unclosed, close
from builder.extract.page.walk import walk
from builder.extract.page.weigh import weigh_parts

if TYPE_CHECKING:
    from lxml.etree import _Element

    from builder.extract.page.parts import Walked
    from builder.extract.profiles import Profile, Profiles

TAIL: Final = 4_000
"""Characters at the end of a page in which its end tags are looked for."""
MIN_VERSES: Final = 4
"""Lines that make a poem of a page without a sentence."""


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page with what was found on it."""

    walked: Walked
    metadata: Metadata
    region: Region | None
    headline: Headline | None
    profile: Profile | None
    teasers: int
    cut_off: bool
    unclosed: Unclosed | None
    """What is never closed, of a page that has an end."""


def find_article(html: str, profiles: Profiles, address: str | None) -> Page:
    """Return what a page holds; `address` is where it was saved from, if it does not say so."""
    closed = close(html)
    root = parse(closed.html)
    write_signs(root)
    hide_by_sheets(root)
    metadata = read_metadata(root)
    unsaid = metadata.address is None or metadata.is_base
    if unsaid and (known := safe_href(address or saved_from(html))) is not None:
        metadata = replace(metadata, address=known, is_base=False)
    quoted = [said.value for key in ("description", "body") for said in metadata.all(key)]
    walked, teasers, region = _walked(root, metadata, quoted)
    for attempt in ({"verse": True}, {"with_hidden": True}):
        if region is not None or teasers:
            break
        walked, teasers, region = _walked(root, metadata, quoted, **attempt)
    profile = _profile(profiles, metadata)
    names = [said.value for said in metadata.all("site")]
    names += [name for name, _rule, _line in copyright_names(walked.segments)]
    if profile is not None:
        names.append(profile.name)
    headline = choose_headline(metadata, walked.segments, names)
    if region is not None:
        region = first_article(walked, region, headline.segment if headline else None)
    cut_off = closed.ends_early or _is_cut_off(html)
    unclosed = None if cut_off else closed.first
    return Page(walked, metadata, region, headline, profile, teasers, cut_off, unclosed)


def _walked(
    root: _Element,
    metadata: Metadata,
    quoted: list[str],
    *,
    with_hidden: bool = False,
    verse: bool = False,
) -> tuple[Walked, int, Region | None]:
    walked = walk(root, metadata.address, with_hidden=with_hidden, verse=verse)
    teasers = weigh_parts(walked)
    region = find_region(walked, quoted)
    if verse and region is not None:
        lines = sum(segment.is_prose for segment in walked.segments[region.start : region.stop])
        region = region if lines >= MIN_VERSES else None
    return walked, teasers, region


def _profile(profiles: Profiles, metadata: Metadata) -> Profile | None:
    domain = domain_of(metadata.address)
    if domain is None:
        return None
    return next(
        (
            profile
            for profile in profiles.all
            if any(domain == known or domain.endswith(f".{known}") for known in profile.domains)
        ),
        None,
    )


def _is_cut_off(html: str) -> bool:
    """Tell whether the page begins as a whole one and has no end."""
    tail = html[-TAIL:].lower()
    begins = "<body" in html[: len(html) // 2].lower()
    return begins and "</body" not in tail and "</html" not in tail
