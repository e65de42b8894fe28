"""The home page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from builder.feeds import feed_path
from builder.indexes.making import make_page, year_chips
from builder.sources import without_entry
from builder.views import entry_view, term_link

if TYPE_CHECKING:
    from builder.model import Page
    from builder.views import Catalogue

NEWEST: Final = 10
"""Articles on the home page."""
TOP_TERMS: Final = 12
"""Topics on the home page."""


def home_page(catalogue: Catalogue) -> Page:
    """Return the home page: the newest articles, the topics, the years."""
    interface, library = catalogue.interface, catalogue.library
    newest = library.articles[: -NEWEST - 1 : -1]
    topics = sorted(library.shelves["topics"].items(), key=lambda pair: (-len(pair[1]), pair[0]))[
        :TOP_TERMS
    ]
    sources = len(library.shelves["sources"]) + len(without_entry(library.articles))
    view = {
        "intro": catalogue.config.description,
        "count": interface.count("count.articles", len(library.articles)),
        "sources_count": interface.count("count.sources", sources),
        "topics": [
            term_link("topics", term, catalogue) | {"count": interface.digits(str(len(shelf)))}
            for term, shelf in topics
        ],
        "years": year_chips(library.articles, "archive", catalogue),
        "newest": [entry_view(article, interface) for article in newest],
        "feed": feed_path(catalogue.config),
    }
    return make_page("index.md", "home.html", catalogue.config.site_name, view, "")
