"""The timeline: every year of the collection, with its count and its first articles.

A collection of more than sixty years has a page for each decade, so that no page grows without end
and an article changes two files at most.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from builder.indexes.chart import chart
from builder.indexes.making import links, make_page
from builder.markdown.entries import article_list, link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from builder.library import Shelf
    from builder.model import Page
    from builder.views import Catalogue

FEW: Final = 3
"""Articles shown of a year, its earliest; one more where that makes them all."""
MOST_YEARS: Final = 60
"""Years with articles that one page holds."""
DECADE: Final = 10
PATH: Final = "timeline/index.md"


def timeline_pages(catalogue: Catalogue) -> Iterator[Page]:
    """Yield the timeline: one page, or an index of decades and a page for each."""
    library, interface = catalogue.library, catalogue.interface
    view = {
        "count": interface.count("count.articles", len(library.articles)),
        "chart": chart(library.articles, interface),
        "beside": [{"name": interface.text("site.archive"), "url": "archive/"}],
    }
    title = interface.text("site.timeline")
    if len(library.years) <= MOST_YEARS:
        body = _years(PATH, library.years.items(), catalogue)
        yield make_page(PATH, "timeline.html", title, view, body)
        return
    decades = [
        (decade, tuple(years))
        for decade, years in groupby(library.years.items(), lambda pair: pair[0] // DECADE * DECADE)
    ]
    rows = [
        (_name(decade, catalogue), f"timeline/{decade:04d}.md", sum(len(s) for _, s in years))
        for decade, years in decades
    ]
    yield make_page(PATH, "timeline.html", title, view, links(PATH, rows))
    trail = [{"name": title, "url": "timeline/"}]
    for decade, years in decades:
        path = f"timeline/{decade:04d}.md"
        shelf = tuple(article for _, year in years for article in year)
        count = interface.count("count.articles", len(shelf))
        shown = {"count": count, "chart": chart(shelf, interface), "breadcrumbs": trail}
        body = _years(path, years, catalogue)
        yield make_page(path, "timeline.html", _name(decade, catalogue), shown, body)


def timeline_addresses(catalogue: Catalogue) -> dict[str, Shelf]:
    """Return the address of each page of the timeline, with the articles it stands for."""
    library = catalogue.library
    found = {"timeline/": library.articles}
    if len(library.years) > MOST_YEARS:
        for decade, group in groupby(library.articles, lambda a: a.date.year // DECADE * DECADE):
            found[f"timeline/{decade:04d}/"] = tuple(group)
    return found


def _years(path: str, years: Iterable[tuple[int, Shelf]], catalogue: Catalogue) -> str:
    return "\n\n".join(_year(path, year, shelf, catalogue) for year, shelf in years)


def _year(path: str, year: int, shelf: Shelf, catalogue: Catalogue) -> str:
    """Return a year's heading, its earliest articles, and the way to the others."""
    interface = catalogue.interface
    name, target = interface.digits(f"{year:04d}"), f"archive/{year:04d}.md"
    shown = shelf if len(shelf) <= FEW + 1 else shelf[:FEW]
    parts = [f"## {link(path, name, target)}", article_list(path, shown, interface)]
    if len(shown) < len(shelf):
        count = interface.count("count.articles", len(shelf))
        all_ = interface.text("list.all_of_year", year=name, count=count)
        parts.append(link(path, all_, target))
    return "\n\n".join(parts)


def _name(decade: int, catalogue: Catalogue) -> str:
    return catalogue.interface.digits(f"{decade:04d}\N{EN DASH}{decade + DECADE - 1:04d}")
