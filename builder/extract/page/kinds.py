"""Tell pages that are no article: forums, lists of articles, home pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from builder.own_yaml import own_data

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.extract.page.metadata import Metadata
    from builder.extract.page.parts import Segment, Walked
    from builder.extract.page.region import Region

FORUM_PARTS: Final = 3
"""Parts with a forum's names that make a page a forum, whatever made it."""
TEASERS: Final = 4
TEASER_SHARE: Final = 0.6
"""Share of the region's prose that stands under headings which lead elsewhere."""
TEASER_REACH: Final = 3


def other_kind(
    walked: Walked, metadata: Metadata, region: Region | None, teasers: int
) -> str | None:
    """Return what the page is instead of an article, or None where it may be one."""
    if _is_forum(walked, metadata):
        return "forum"
    says_article = bool(metadata.types & set(own_data("page")["article_types"])) or bool(
        metadata.types & {"og:article", "og:video.other"}
    )
    if _is_home(metadata) and not says_article:
        return "home page"
    if teasers >= TEASERS and not says_article and _is_thin(walked, region):
        return "list"
    if region is None:
        return None
    inner = walked.segments[region.start : region.stop]
    if not says_article and (metadata.types & set(own_data("page")["list_types"])):
        return "list"
    return "list" if _is_list(inner, says_article=says_article) else None


def _is_forum(walked: Walked, metadata: Metadata) -> bool:
    forums = own_data("page")["forums"]
    if any(name in metadata.generator for name in forums["generators"]):
        return True
    if metadata.types & set(forums["types"]):
        return True
    return sum(part.cues.forum for part in walked.parts) >= FORUM_PARTS


def _is_home(metadata: Metadata) -> bool:
    if metadata.address is None or metadata.is_base:
        return False
    parts = urlsplit(metadata.address)
    path = parts.path.strip("/").lower()
    return path in {"", "ar", "arabic", "index.html", "index.php"} and not parts.query


def _is_thin(walked: Walked, region: Region | None) -> bool:
    """Tell whether the teasers hold more prose than the part that might be an article."""
    prose = region.part.prose if region else 0
    teased = sum(part.prose for part in walked.parts if part.chrome == "teaser")
    return prose < teased


def _is_list(inner: Sequence[Segment], *, says_article: bool) -> bool:
    """Tell whether most prose stands right under headings that are links: teasers of articles."""
    prose = sum(len(segment.text) for segment in inner if segment.is_prose)
    headings = [
        place
        for place, segment in enumerate(inner)
        if segment.all_link and segment.heading and segment.part.inside is None
    ]
    if len(headings) < TEASERS * (1 + says_article):
        return False
    under = {
        place + step
        for place in headings
        for step in range(1, TEASER_REACH + 1)
        if place + step < len(inner)
    }
    teased = sum(len(inner[place].text) for place in under if inner[place].is_prose)
    return teased >= TEASER_SHARE * prose
