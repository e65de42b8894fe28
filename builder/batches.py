"""The pages of `docs/` in batches: what belongs together and is made again together.

A batch has an origin, a name that lasts. From one run to the next, only the batches are made again
whose articles changed or stand beside one that changed; `stale_origins` says which those are.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from builder.addresses import article_address
from builder.feeds import term_feeds, whole_feed
from builder.frozen import frozen
from builder.indexes import (
    archive_pages,
    home_page,
    kind_page,
    redirect_page,
    term_pages,
    timeline_pages,
    year_pages,
)
from builder.library import terms_of
from builder.markdown.article import article_page, tombstone_page
from builder.model import Page
from builder.relations import Term
from builder.sitemap import sitemap
from builder.views import article_view
from builder.vocabulary.entries import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from builder.library import Library
    from builder.model import FrontMatter
    from builder.pictures import Picture
    from builder.records import Record
    from builder.relations import Relations
    from builder.site import Kept
    from builder.views import Catalogue
    from builder.vocabulary.entries import Kind


@frozen
class Published:
    """One article as it is published: its record, and what was found beside its raw file."""

    record: Record
    front_matter: FrontMatter
    pictures: tuple[Picture, ...]
    sidecar: str | None = None
    """Path of the sidecar below the project, where there is one."""


class Batch(NamedTuple):
    """Pages that are made together."""

    origin: str
    make: Callable[[], Iterator[Page | Kept]]


def article_origin(path: str) -> str:
    """Name the batch of a raw file's article."""
    return f"article {path}"


def batches(
    published: Iterable[Published], catalogue: Catalogue, body: Callable[[str], str]
) -> Iterator[Batch]:
    """Yield every batch of a collection; `body` gives the body of a raw file's page."""
    for one in published:
        origin = article_origin(one.record.path)
        yield Batch(origin, lambda one=one: _article(one, catalogue, body))  # type: ignore[misc]
    yield Batch("home", lambda: iter((home_page(catalogue),)))
    yield Batch("archive", lambda: archive_pages(catalogue))
    yield Batch("timeline", lambda: timeline_pages(catalogue))
    yield Batch("feed", lambda: whole_feed(catalogue))
    yield Batch("sitemap", lambda: sitemap(catalogue))
    for year in catalogue.library.years:
        yield Batch(f"year {year}", lambda year=year: year_pages(year, catalogue))  # type: ignore[misc]
    for kind in KINDS:
        yield Batch(f"kind {kind}", lambda kind=kind: iter((kind_page(kind, catalogue),)))  # type: ignore[misc]
        for term in catalogue.library.shelves[kind]:
            make = lambda kind=kind, term=term: _term(kind, term, catalogue)  # noqa: E731
            yield Batch(_term_origin(Term(kind, term)), make)


def stale_origins(
    changed: Iterable[tuple[FrontMatter | None, FrontMatter | None]],
    old: Library,
    new: Library,
    relations: Relations,
) -> set[str]:
    """Return the origins that articles which changed reach, as (before, after).

    A page names the articles beside it in time and on its shelves, so an article reaches the pages
    of its neighbours, as they were and as they are, and the lists it stands or stood in. A term
    that has its first article, or lost its last, reaches the pages that name it. One that changed
    only in what no other page tells of it reaches its own page alone.
    """
    stale: set[str] = set()
    reaching: list[tuple[FrontMatter | None, Library]] = []
    for before, after in changed:
        stale |= {article_origin(one.raw) for one in (before, after) if one is not None}
        if before is None or after is None or not _is_told_alike(before, after, old, new):
            reaching += ((before, old), (after, new))
    for article, library in reaching:
        if article is not None and article.id in library.position:
            near = library.neighbourhood(article)
            stale |= {article_origin(library.articles[library.position[i]].raw) for i in near}
            stale.add(f"year {article.date.year}")
            for term in (Term(kind, one) for kind in KINDS for one in terms_of(article, kind)):
                stale.add(_term_origin(term))
                if (term.id in old.shelves[term.kind]) != (term.id in new.shelves[term.kind]):
                    stale |= set(map(_term_origin, relations.named_by.get(term, ())))
    if reaching:
        stale |= {
            "home",
            "archive",
            "timeline",
            "feed",
            "sitemap",
            *(f"kind {kind}" for kind in KINDS),
        }
    return stale


def _is_told_alike(before: FrontMatter, after: FrontMatter, old: Library, new: Library) -> bool:
    """Tell whether all pages but its own tell of an article what they told before."""
    id_ = after.id
    return (
        replace(before, raw_sha256=after.raw_sha256) == after
        and (id_ in old.position) == (id_ in new.position)
        and old.gists.get(id_) == new.gists.get(id_)
    )


def _term_origin(term: Term) -> str:
    return f"term {term.kind}/{term.id}"


def _article(
    one: Published, catalogue: Catalogue, body: Callable[[str], str]
) -> Iterator[Page | Kept]:
    front_matter = one.front_matter
    if one.record.takedown is not None:
        yield tombstone_page(front_matter.id, front_matter.title, one.record.takedown)
    else:
        view = article_view(front_matter, catalogue, one.pictures, one.sidecar)
        yield article_page(front_matter, view, body(one.record.path))
        for picture in one.pictures:
            yield Page(picture.path, picture.location.read_bytes())
        if catalogue.config.cards:
            from builder.cards import card_page  # noqa: PLC0415 - slow to load

            yield card_page(front_matter, catalogue)
    for former in front_matter.aliases:
        address = article_address(front_matter.id)
        yield redirect_page(former, "articles", front_matter.title, address)


def _term(kind: Kind, term: str, catalogue: Catalogue) -> Iterator[Page | Kept]:
    yield from term_pages(kind, term, catalogue)
    yield from term_feeds(kind, term, catalogue)
