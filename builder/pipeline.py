"""The whole flow: raw article files in, a documentation tree out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from builder.cards import card_pages
from builder.diagnostics import Diagnostic, is_error
from builder.feeds import feed_pages
from builder.indexes import index_pages, redirect_page
from builder.library import assemble, collisions
from builder.markdown.article import article_page, published_blocks, tombstone_page
from builder.markdown.blocks import block_text
from builder.model import Page
from builder.raw_files import StrayFile, discover_files
from builder.report import Report
from builder.search import build_index
from builder.site import Kept, write_pages
from builder.views import Catalogue, article_view
from builder.workshop import Failed, Finished, Workshop, diagnostic, finish, open_workshop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from builder.config import Config
    from builder.model import Article


def convert(config: Config, tick: Callable[[], None] = lambda: None) -> Report:
    """Read every raw file and bring `docs/` up to date; `tick` is called once a file.

    One unreadable article is reported and left out; the others are published.
    """
    workshop = open_workshop(config)
    outcomes: list[Finished | Failed] = []
    for found in discover_files(config.articles_dir, config.project):
        outcomes.append(
            Failed(found.path, found.path, (found.problem,))
            if isinstance(found, StrayFile)
            else finish(found, workshop)
        )
        tick()
    finished, failed = _without_collisions(outcomes)
    changes = write_pages(_pages(finished, workshop), config.docs_dir)
    build_index(_search_documents(finished, workshop), config.docs_dir / "assets" / "search")
    return Report(len(finished), changes, _diagnostics(finished, failed))


def _without_collisions(
    outcomes: Iterable[Finished | Failed],
) -> tuple[list[Finished], list[Failed]]:
    """Part the finished from the failed; of two articles with one id the later one fails."""
    finished = [one for one in outcomes if isinstance(one, Finished)]
    failed = [one for one in outcomes if isinstance(one, Failed)]
    doubles = collisions(one.article.front_matter for one in finished)
    failed += [
        Failed(one.raw.path, one.raw.sidecar_path, (doubles[one.raw.path],))
        for one in finished
        if one.raw.path in doubles
    ]
    return [one for one in finished if one.raw.path not in doubles], failed


def _pages(finished: list[Finished], workshop: Workshop) -> Iterator[Page | Kept]:
    shown = [one for one in finished if one.takedown is None]
    library = assemble(one.article.front_matter for one in shown)
    catalogue = Catalogue(library, workshop.desk.vocabulary, workshop.config)
    for one in shown:
        front_matter = one.article.front_matter
        view = article_view(front_matter, catalogue, one.pictures)
        yield article_page(front_matter, view, one.body)
        for picture in one.pictures:
            yield Page(picture.path, picture.location.read_bytes())
    for one in finished:
        front_matter = one.article.front_matter
        if one.takedown is not None:
            yield tombstone_page(front_matter.id, front_matter.title, one.takedown)
        for former in front_matter.aliases:
            address = f"articles/{front_matter.id}/"
            yield redirect_page(former, "articles", front_matter.title, address)
    yield from index_pages(catalogue)
    yield from feed_pages(catalogue)
    yield from card_pages(catalogue)


def _search_documents(finished: list[Finished], workshop: Workshop) -> Iterator[dict[str, Any]]:
    for one in finished:
        if one.takedown is None:
            yield _search_document(one.article, workshop)


def _search_document(article: Article, workshop: Workshop) -> dict[str, Any]:
    front_matter, vocabulary = article.front_matter, workshop.desk.vocabulary
    names = {
        kind: [vocabulary.of(kind)[term].name for term in getattr(front_matter, kind)]
        for kind in ("people", "organisations", "places")
    }
    return {
        "url": f"articles/{front_matter.id}/",
        "title": front_matter.title,
        "text": "\n".join(block_text(block) for block in published_blocks(article)),
        "date": front_matter.date.isoformat(),
        "source": front_matter.source,
        "tags": list(front_matter.tags),
        **names,
    }


def _diagnostics(finished: list[Finished], failed: list[Failed]) -> tuple[Diagnostic, ...]:
    """Return what is to be told, errors first, then in order of path and line."""
    told = [
        diagnostic(problem, one.raw.path, one.raw.sidecar_path)
        for one in finished
        for problem in one.article.problems
    ]
    told += [
        diagnostic(problem, one.path, one.sidecar_path)
        for one in failed
        for problem in one.problems
    ]
    return tuple(sorted(told, key=lambda d: (not is_error(d.problem), d.path, d.line or 0, d.code)))
