"""What all index pages are made with: front matter, lists of links, long lists in pages."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from builder import frontmatter
from builder.markdown.entries import article_list, link
from builder.model import Page
from builder.views import without_nothing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from builder.library import Shelf
    from builder.views import Catalogue, View


def make_page(path: str, template: str, title: str, view: View, body: str) -> Page:
    """Return a page that a template of the theme draws from `view` and from the Markdown `body`."""
    values: dict[str, Any] = {"title": title, "template": template}
    if shown := without_nothing(view):
        values["view"] = shown
    return Page(path, frontmatter.dump(values) + body + "\n" * bool(body))


def redirect_page(former: str, path: str, title: str, address: str) -> Page:
    """Return the page that sends readers from a former address of a page to its address."""
    values = {"title": title, "template": "redirect.html", "redirect": address}
    return Page(f"{path}/{former}.md", frontmatter.dump(values))


def links(page: str, rows: Iterable[tuple[str, str, int]]) -> str:
    """Return a Markdown list of links, each with its number of articles."""
    return "\n".join(f"-   {link(page, text, target)} ({count})" for text, target, count in rows)


def list_pages(
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
        yield make_page(f"{path}.md", "list.html", title, view, body)


def year_counts(shelf: Shelf) -> list[tuple[int, int]]:
    """Return each year of a shelf with its number of articles, the first year first."""
    return [(year, sum(1 for _ in group)) for year, group in groupby(shelf, lambda a: a.date.year)]


def year_chips(shelf: Shelf, base: str, catalogue: Catalogue) -> list[View]:
    """Return the ways to the years of a shelf, the newest first."""
    interface = catalogue.interface
    return [
        {
            "name": interface.digits(f"{year:04d}"),
            "url": f"{base}/{year:04d}/",
            "count": interface.digits(str(count)),
        }
        for year, count in reversed(year_counts(shelf))
    ]
