"""The archive: all articles by year and month."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from builder.indexes.making import links, list_pages, make_page, redirect_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.model import Page
    from builder.views import Catalogue, View


def archive_pages(catalogue: Catalogue) -> Iterator[Page]:
    """Yield the index of the years, and the way there from `/articles/`."""
    interface, library = catalogue.interface, catalogue.library
    path, title = "archive/index.md", interface.text("site.archive")
    rows = [
        (interface.digits(f"{year:04d}"), f"archive/{year:04d}.md", len(shelf))
        for year, shelf in reversed(tuple(library.years.items()))
    ]
    view = {
        "count": interface.count("count.articles", len(library.articles)),
        "beside": [{"name": interface.text("site.timeline"), "url": "timeline/"}],
    }
    yield make_page(path, "index.html", title, view, links(path, rows))
    yield redirect_page("index", "articles", title, "archive/")


def year_pages(year: int, catalogue: Catalogue) -> Iterator[Page]:
    """Yield the index of a year's months, and the list of each month."""
    interface, shelf = catalogue.interface, catalogue.library.years[year]
    path, name = f"archive/{year:04d}.md", interface.digits(f"{year:04d}")
    trail: list[View] = [{"name": interface.text("site.archive"), "url": "archive/"}]
    months = [tuple(group) for _, group in groupby(shelf, lambda a: a.date.month)]
    rows = [
        (interface.month_name(m[0].date), f"archive/{m[0].date:%Y/%m}.md", len(m)) for m in months
    ]
    view = {"count": interface.count("count.articles", len(shelf)), "breadcrumbs": trail}
    yield make_page(path, "index.html", name, view, links(path, rows))
    deeper = [*trail, {"name": name, "url": f"archive/{year:04d}/"}]
    for month in months:
        day = month[0].date
        base = f"archive/{day:%Y/%m}"
        yield from list_pages(base, interface.month(day), month, deeper, catalogue)
