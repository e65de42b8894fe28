"""The pages that gather articles, as a run makes them, without the articles' own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.batches import batches
from builder.model import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.views import Catalogue


def index_pages(catalogue: Catalogue) -> Iterator[Page]:
    """Yield every page that gathers articles; feeds and the sitemap are no pages."""
    for batch in batches((), catalogue, str):
        for page in batch.make():
            if isinstance(page, Page) and page.path.endswith(".md"):
                yield page
