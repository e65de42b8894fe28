"""The sitemap: every page that a search engine should know, dated by its articles.

The builder writes it, because MkDocs would date each page by the day of the build. The theme's own
`sitemap.xml` is empty so that none is written over this one.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from lxml import etree
from lxml.builder import ElementMaker

from builder.addresses import article_address, term_address
from builder.hand_written import hand_written
from builder.indexes.timeline import timeline_addresses
from builder.model import Page
from builder.vocabulary.entries import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from builder.library import Shelf
    from builder.model import FrontMatter
    from builder.views import Catalogue

PATH: Final = "sitemap.xml"
_MAP: Final = ElementMaker(nsmap={None: "http://www.sitemaps.org/schemas/sitemap/0.9"})

Row = tuple[str, "date | None"]


def sitemap(catalogue: Catalogue) -> Iterator[Page]:
    """Yield the sitemap; none where the settings do not say where the site stands."""
    root = catalogue.config.site_url
    if root:
        urls = _MAP.urlset(*(_url(root, *row) for row in _rows(catalogue)))
        text = etree.tostring(urls, encoding="utf-8", xml_declaration=True, pretty_print=True)
        yield Page(PATH, text)


def _rows(catalogue: Catalogue) -> Iterator[Row]:
    """Yield the address of each page with its day: that of its newest article."""
    library = catalogue.library
    yield "", _newest(library.articles)
    yield "archive/", _newest(library.articles)
    for address, shelf in timeline_addresses(catalogue).items():
        yield address, _newest(shelf)
    for article in library.articles:
        yield article_address(article.id), _day(article)
    for year, shelf in library.years.items():
        yield f"archive/{year:04d}/", _newest(shelf)
        for month, found in groupby(shelf, lambda article: article.date.month):
            yield f"archive/{year:04d}/{month:02d}/", _newest(tuple(found))
    for kind in KINDS:
        shelves = library.shelves[kind]
        yield f"{kind}/", _newest(tuple(a for shelf in shelves.values() for a in shelf))
        for term, shelf in shelves.items():
            yield term_address(kind, term), _newest(shelf)
    yield from ((address, None) for address in hand_written(catalogue.config))


def _newest(shelf: Shelf | Iterable[FrontMatter]) -> date | None:
    return max(map(_day, shelf), default=None)


def _day(article: FrontMatter) -> date:
    return max(article.date, article.updated.date()) if article.updated else article.date


def _url(root: str, address: str, day: date | None) -> etree._Element:
    parts = [_MAP.loc(root.rstrip("/") + "/" + address)]
    if day is not None:
        parts.append(_MAP.lastmod(day.isoformat()))
    url: etree._Element = _MAP.url(*parts)
    return url
