"""Library → index pages: every aggregate is a page of its own.

How many files one new article may change, apart from its own page and those of its neighbours
(`tests/test_indexes.py` counts them):

    home, sitemap   2
    archive         3: the index, its year, its month; 2 more where a month's page overflows
    a term's page   2: its page, its year; 2 more where a year's page overflows
    a kind's index  1
    feeds           1 of the collection, 1 for each topic and source (`builder.feeds`)

Long lists are cut from the oldest end, so that a page that is full does not change again, but for
the link to its newer neighbour; an article put in between moves the pages of its own span of time.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from builder import frontmatter
from builder.arabic.collate import sort_key
from builder.feeds import feed_path
from builder.markdown.entries import article_list, link
from builder.model import Page
from builder.views import entry_view, term_breadcrumbs, without_nothing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.library import Shelf
    from builder.views import Catalogue, View
    from builder.vocabulary.entries import Kind

KINDS: Final[tuple[Kind, ...]] = ("topics", "sources", "people", "organisations", "places")
NEWEST: Final = 10
"""Articles on the home page."""
TOP_TERMS: Final = 12
"""Topics on the home page."""


def index_pages(catalogue: Catalogue) -> Iterator[Page]:
    """Yield every page that gathers articles."""
    yield home_page(catalogue)
    yield archive_page(catalogue)
    for year in catalogue.library.years:
        yield from year_pages(year, catalogue)
    for kind in KINDS:
        yield kind_page(kind, catalogue)
        for term in catalogue.library.shelves[kind]:
            yield from term_pages(kind, term, catalogue)


def redirect_page(former: str, path: str, title: str, address: str) -> Page:
    """Return the page that sends readers from a former address of a page to its address."""
    values = {"title": title, "template": "redirect.html", "redirect": address}
    return Page(f"{path}/{former}.md", frontmatter.dump(values))


def home_page(catalogue: Catalogue) -> Page:
    """Return the home page: the newest articles, the topics, the years."""
    interface, library = catalogue.interface, catalogue.library
    newest = library.articles[: -NEWEST - 1 : -1]
    topics = sorted(library.shelves["topics"].items(), key=lambda pair: (-len(pair[1]), pair[0]))[
        :TOP_TERMS
    ]
    view = {
        "intro": catalogue.config.description,
        "count": interface.count("count.articles", len(library.articles)),
        "sources_count": interface.count("count.sources", len(library.shelves["sources"])),
        "topics": [_term_view("topics", term, shelf, catalogue) for term, shelf in topics],
        "years": _years(library.articles, "archive", catalogue),
        "newest": [entry_view(article, interface) for article in newest],
        "feed": feed_path(catalogue.config),
    }
    return _page("index.md", "home.html", catalogue.config.site_name, view, "")


def archive_page(catalogue: Catalogue) -> Page:
    """Return the index of the years."""
    interface, library = catalogue.interface, catalogue.library
    path, title = "archive/index.md", interface.text("site.archive")
    rows = [
        (interface.digits(f"{year:04d}"), f"archive/{year:04d}.md", len(shelf))
        for year, shelf in reversed(tuple(library.years.items()))
    ]
    view = {"count": interface.count("count.articles", len(library.articles))}
    return _page(path, "index.html", title, view, _links(path, rows))


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
    yield _page(path, "index.html", name, view, _links(path, rows))
    deeper = [*trail, {"name": name, "url": f"archive/{year:04d}/"}]
    for month in months:
        day = month[0].date
        base = f"archive/{day:%Y/%m}"
        yield from _list_pages(base, interface.month(day), month, deeper, catalogue)


def kind_page(kind: Kind, catalogue: Catalogue) -> Page:
    """Return the index of the terms of one kind."""
    path, interface = f"{kind}/index.md", catalogue.interface
    shelves = catalogue.library.shelves[kind]
    rows = [
        (catalogue.name(kind, term), f"{kind}/{term}.md", len(shelf))
        for term, shelf in shelves.items()
    ]
    rows.sort(key=lambda row: (sort_key(row[0]), row[1]))
    view = {"count": interface.count(f"count.{kind}", len(rows)), "kind": kind}
    return _page(path, "index.html", interface.text(f"site.{kind}"), view, _links(path, rows))


def term_pages(kind: Kind, term: str, catalogue: Catalogue) -> Iterator[Page]:
    """Yield a term's page, the lists of its years where it is long, and its former addresses."""
    shelf = catalogue.library.shelves[kind][term]
    entry, config = catalogue.vocabulary.of(kind)[term], catalogue.config
    base, interface = f"{kind}/{term}", catalogue.interface
    trail = term_breadcrumbs(kind, term, catalogue)
    is_long = len(shelf) > config.page_size
    view = {
        "kind": kind,
        "description": entry.description,
        "count": interface.count("count.articles", len(shelf)),
        "breadcrumbs": trail,
        "years": _years(shelf, base, catalogue) if is_long else [],
        "site": getattr(entry, "url", None),
        "feed": feed_path(config, kind, term),
    }
    newest = shelf[: -config.page_size - 1 : -1]
    body = article_list(f"{base}.md", newest, interface)
    yield _page(f"{base}.md", "term.html", entry.name, view, body)
    if is_long:
        deeper = [*trail, {"name": entry.name, "url": f"{base}/"}]
        for year, group in groupby(shelf, lambda a: a.date.year):
            period = interface.digits(f"{year:04d}")
            title = interface.text("list.in_period", name=entry.name, period=period)
            yield from _list_pages(f"{base}/{year:04d}", title, tuple(group), deeper, catalogue)
    for former in entry.was:
        yield redirect_page(former, kind, entry.name, f"{base}/")


def _list_pages(
    base: str, title: str, shelf: Shelf, trail: list[View], catalogue: Catalogue
) -> Iterator[Page]:
    """Yield the pages of a long list: the newest at `base`, full ones at `base/1`, `base/2`."""
    size, interface = catalogue.config.page_size, catalogue.interface
    chunks = [shelf[start : start + size] for start in range(0, len(shelf), size)]
    paths = [f"{base}/{number}" for number in range(1, len(chunks))] + [base]
    for number, (path, chunk) in enumerate(zip(paths, chunks, strict=True)):
        view = {
            "count": interface.count("count.articles", len(shelf)) if path == base else None,
            "breadcrumbs": trail,
            "older": {"url": f"{paths[number - 1]}/"} if number else None,
            "newer": {"url": f"{paths[number + 1]}/"} if path != base else None,
        }
        body = article_list(f"{path}.md", reversed(chunk), interface)
        yield _page(f"{path}.md", "list.html", title, view, body)


def _term_view(kind: Kind, term: str, shelf: Shelf, catalogue: Catalogue) -> View:
    count = catalogue.interface.digits(str(len(shelf)))
    return {"name": catalogue.name(kind, term), "url": f"{kind}/{term}/", "count": count}


def _years(shelf: Shelf, base: str, catalogue: Catalogue) -> list[View]:
    interface = catalogue.interface
    counted = [
        (year, sum(1 for _ in group)) for year, group in groupby(shelf, lambda a: a.date.year)
    ]
    return [
        {
            "name": interface.digits(f"{year:04d}"),
            "url": f"{base}/{year:04d}/",
            "count": interface.digits(str(count)),
        }
        for year, count in reversed(counted)
    ]


def _links(page: str, rows: list[tuple[str, str, int]]) -> str:
    return "\n".join(f"-   {link(page, text, target)} ({count})" for text, target, count in rows)


def _page(path: str, template: str, title: str, view: View, body: str) -> Page:
    values: dict[str, Any] = {"title": title, "template": template}
    if shown := without_nothing(view):
        values["view"] = shown
    return Page(path, frontmatter.dump(values) + body + "\n" * bool(body))
