"""Library → RSS feeds: one of the whole collection, one a topic and one a source.

A feed names places outside the site's own pages, so it needs whole addresses: where the settings do
not say where the site stands, there is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time
from email.utils import format_datetime
from typing import TYPE_CHECKING, Final

from lxml import etree
from lxml.builder import ElementMaker

from builder.addresses import article_address, term_address
from builder.model import Page
from builder.sources import says_unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.config import Config
    from builder.library import Shelf
    from builder.model import FrontMatter
    from builder.views import Catalogue
    from builder.vocabulary.entries import Kind

KINDS: Final[tuple[Kind, ...]] = ("topics", "sources")
"""Kinds of term that have feeds: what people follow."""
NEWEST: Final = 20
"""Articles in one feed."""
NAMESPACES: Final = {
    "atom": "http://www.w3.org/2005/Atom",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_ATOM: Final = ElementMaker(namespace=NAMESPACES["atom"], nsmap=NAMESPACES)
_DC: Final = ElementMaker(namespace=NAMESPACES["dc"], nsmap=NAMESPACES)
_RSS: Final = ElementMaker(nsmap=NAMESPACES)
_NOT_XML: Final = re.compile(r"[\x00-\x08\x0B\x0C\x0E-\x1F\uD800-\uDFFF\uFFFE\uFFFF]")
"""Characters that XML cannot hold in any form."""


@dataclass(frozen=True, slots=True)
class Channel:
    """What a feed says of itself."""

    path: str
    title: str
    address: str
    """Address of the page that shows the same articles, below the site's root."""
    description: str


def whole_feed(catalogue: Catalogue) -> Iterator[Page]:
    """Yield the feed of the whole collection."""
    config = catalogue.config
    path = feed_path(config)
    if path is not None:
        about = config.description or config.site_name
        channel = Channel(path, config.site_name, "", about)
        yield Page(path, _feed(channel, catalogue.library.articles, catalogue))


def term_feeds(kind: Kind, term: str, catalogue: Catalogue) -> Iterator[Page]:
    """Yield a term's feed; also at the addresses it had before, for who still follows them."""
    path = feed_path(catalogue.config, kind, term)
    if path is None:
        return
    entry = catalogue.vocabulary.of(kind)[term]
    title = f"{entry.name} — {catalogue.config.site_name}"
    channel = Channel(path, title, term_address(kind, term), entry.description or title)
    content = _feed(channel, catalogue.library.shelves[kind][term], catalogue)
    for name in (term, *entry.was):
        yield Page(_term_path(kind, name), content)


def feed_path(config: Config, kind: Kind | None = None, term: str = "") -> str | None:
    """Return the path of a term's feed, or of the collection's; None where there is none."""
    if not config.site_url or (kind is not None and kind not in KINDS):
        return None
    return "feeds/all.xml" if kind is None else _term_path(kind, term)


def moment(article: FrontMatter) -> datetime:
    """Return when an article was published, for readers that ask for a time.

    Where only the day is known it is noon in Greenwich: the same day nearly everywhere on earth. A
    time of an unknown zone stays as it is, which the feed writes as -0000.
    """
    return article.published or datetime.combine(article.date, time(12), UTC)


def _term_path(kind: Kind, term: str) -> str:
    return f"feeds/{kind}/{term}.xml"


def _feed(channel: Channel, shelf: Shelf, catalogue: Catalogue) -> bytes:
    config, newest = catalogue.config, shelf[: -NEWEST - 1 : -1]
    root = config.site_url.rstrip("/") + "/"
    link = {"rel": "self", "type": "application/rss+xml", "href": root + channel.path}
    head = _RSS.channel(
        _RSS.title(_clean(channel.title)),
        _RSS.link(root + channel.address),
        _RSS.description(_clean(channel.description)),
        _RSS.language("ar"),
        _ATOM.link(link),
    )
    if newest:
        head.append(_RSS.lastBuildDate(format_datetime(max(map(moment, newest), key=_instant))))
    head.extend(_item(article, root) for article in newest)
    rss = _RSS.rss(head, version="2.0")
    etree.indent(rss)
    content: bytes = etree.tostring(rss, xml_declaration=True, encoding="utf-8")
    return content + b"\n"


def _item(article: FrontMatter, root: str) -> etree._Element:
    address = root + article_address(article.id)
    item: etree._Element = _RSS.item(
        _RSS.title(_clean(article.title)),
        _RSS.link(address),
        _RSS.guid(address, isPermaLink="true"),
        _RSS.pubDate(format_datetime(moment(article))),
    )
    if article.description:
        item.append(_RSS.description(_clean(article.description)))
    publisher = () if says_unknown(article.source) else (article.source,)
    item.extend(_DC.creator(_clean(name)) for name in article.authors or publisher)
    item.extend(_DC.source(_clean(name)) for name in publisher)
    item.extend(_RSS.category(_clean(tag)) for tag in article.tags)
    return item


def _instant(found: datetime) -> datetime:
    """Return a time that can be compared: one of an unknown zone counts as Greenwich's."""
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _clean(text: str) -> str:
    r"""Leave out what XML cannot hold.

    >>> _clean("a\x0bb")
    'ab'
    """
    return _NOT_XML.sub("", text)
