"""All articles of the collection, in order and by what they are about.

Built once, when every raw file has been read; the index pages and the links between articles come
from here. Lookups depend on neighbours in time only, never on counts over the whole collection, so
that one new article changes a bounded number of pages.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from builder.model import FrontMatter, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from builder.vocabulary.entries import Kind

Shelf = tuple[FrontMatter, ...]
"""Articles in order of publication, oldest first."""

RELATED: Final = 4
"""Related articles that a page names at most."""
NEAR: Final = 3
"""Places before and after an article on a shelf from which its related articles are taken."""
TELLING: Final[tuple[Kind, ...]] = ("people", "organisations", "topics", "places")
"""Kinds of term from the most telling to the least: two articles on one person are close."""


@dataclass(frozen=True, slots=True)
class Library:
    """Every article, and the shelf of every term."""

    articles: Shelf
    shelves: Mapping[Kind, Mapping[str, Shelf]]
    position: Mapping[str, int]
    """Place of each article, by its id, in `articles`."""
    places: Mapping[tuple[Kind, str, str], int]
    """Place of an article on a shelf, by kind, term and id."""
    years: Mapping[int, Shelf]
    """The articles of each year, the first year first."""

    def older(self, article: str) -> FrontMatter | None:
        """Return the article published before this one."""
        place = self.position[article]
        return self.articles[place - 1] if place else None

    def newer(self, article: str) -> FrontMatter | None:
        """Return the article published after this one."""
        place = self.position[article] + 1
        return self.articles[place] if place < len(self.articles) else None

    def related(self, article: FrontMatter) -> Shelf:
        """Return the articles that share most terms with this one among those near it in time."""
        shared: Counter[str] = Counter()
        for weight, kind in enumerate(reversed(TELLING), 1):
            for term in terms_of(article, kind):
                for other in self._near(kind, term, article.id):
                    shared[other.id] += weight
        near = [self.articles[self.position[other]] for other in shared]
        near.sort(key=lambda other: (-shared[other.id], abs(other.date - article.date), other.id))
        return tuple(near[:RELATED])

    def neighbourhood(self, article: FrontMatter) -> set[str]:
        """Return the ids of all articles whose pages may name this one, and its own."""
        beside = (self.older(article.id), article, self.newer(article.id))
        ids = {one.id for one in beside if one is not None}
        for kind in TELLING:
            for term in terms_of(article, kind):
                ids.update(other.id for other in self._near(kind, term, article.id))
        return ids

    def _near(self, kind: Kind, term: str, article: str) -> Shelf:
        shelf = self.shelves[kind][term]
        place = self.places[kind, term, article]
        return shelf[max(0, place - NEAR) : place] + shelf[place + 1 : place + 1 + NEAR]


def terms_of(article: FrontMatter, kind: Kind) -> tuple[str, ...]:
    """Return the ids of one kind of term that an article carries."""
    if kind == "sources":
        return (article.source_id,) if article.source_id else ()
    terms: tuple[str, ...] = getattr(article, kind)
    return terms


def assemble(articles: Iterable[FrontMatter]) -> Library:
    """Put articles with distinct ids in order and on their shelves."""
    ordered = tuple(sorted(articles, key=_order))
    growing: dict[Kind, dict[str, list[FrontMatter]]] = {
        kind: defaultdict(list) for kind in (*TELLING, "sources")
    }
    places = {}
    for article in ordered:
        for kind, shelves in growing.items():
            for term in terms_of(article, kind):
                places[kind, term, article.id] = len(shelves[term])
                shelves[term].append(article)
    return Library(
        articles=ordered,
        shelves={
            kind: {term: tuple(shelf) for term, shelf in sorted(shelves.items())}
            for kind, shelves in growing.items()
        },
        position={article.id: place for place, article in enumerate(ordered)},
        places=places,
        years={year: tuple(shelf) for year, shelf in groupby(ordered, lambda a: a.date.year)},
    )


def collisions(articles: Iterable[FrontMatter]) -> dict[str, Problem]:
    """Return, by path of the raw file, the articles whose id or former id another one has.

    The first in order of path keeps the id: addresses must not move because a file was added.
    """
    owner: dict[str, str] = {}
    problems = {}
    in_order = sorted(articles, key=lambda article: article.raw)
    for article in in_order:
        first = owner.setdefault(article.id, article.raw)
        if first != article.raw:
            problems[article.raw] = _collision(article.id, first)
    for article in in_order:
        for alias in article.aliases:
            first = owner.setdefault(alias, article.raw)
            if first != article.raw and article.raw not in problems:
                problems[article.raw] = _collision(alias, first)
    return problems


def _collision(article: str, other: str) -> Problem:
    return Problem("FILE08", values=(("id", article), ("other", other)))


def _order(article: FrontMatter) -> tuple[str, str, str]:
    moment = article.published.isoformat() if article.published else ""
    return article.date.isoformat(), moment, article.id
