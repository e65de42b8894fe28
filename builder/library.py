"""All articles of the collection, in order and by what they are about.

Built once, when every raw file has been read; the index pages and the links between articles come
from here. Lookups depend on neighbours in time only, never on counts over the whole collection, so
that one new article changes a bounded number of pages.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from builder.likeness import liken
from builder.model import FrontMatter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from builder.likeness import Gist
    from builder.vocabulary.entries import Kind

    Gists = Mapping[str, Gist]

Shelf = tuple[FrontMatter, ...]
"""Articles in order of publication, oldest first."""

RELATED: Final = 4
"""Related articles that a page names at most."""
NEAR: Final = 3
"""Places before and after an article on a shelf from which its related articles are taken."""
WORDS: Final = 6
"""Words of an article's gist by which its related articles are looked for beside its terms."""
NEAR_BY_WORD: Final = 2
"""Articles before and after it that are found by each of them."""
CLOSE: Final = 20
"""Closeness from which an article is called related: a list may well be shorter, or not there."""
RAREST: Final = 2000
"""Days from which it does not matter how far away the neighbours are."""
PASSING, AGREEING = 4, 20
"""Of `AGREEING` parts of their weight, terms keep `PASSING` where no word agrees."""
BY_CHANCE: Final = 13
"""Likeness that articles on anything have."""
TELLING: Final[tuple[Kind, ...]] = ("people", "organisations", "topics", "places")
"""Kinds of term from the most telling to the least: two articles on one person are close."""


@dataclass(frozen=True, slots=True)
class Library:
    """Every article, and the shelf of every term."""

    articles: Shelf
    shelves: Mapping[Kind, Mapping[str, Shelf]]
    position: Mapping[str, int]
    """Place of each article, by its id, in `articles`."""
    years: Mapping[int, Shelf]
    """The articles of each year, the first year first."""
    gists: Gists
    """What each article says it is about, by its id."""
    saying: Mapping[str, Sequence[str]]
    """By a word, the ids of the articles that have it among the first of their gists, in order."""

    def older(self, article: str) -> FrontMatter | None:
        """Return the article published before this one."""
        place = self.position[article]
        return self.articles[place - 1] if place else None

    def newer(self, article: str) -> FrontMatter | None:
        """Return the article published after this one."""
        place = self.position[article] + 1
        return self.articles[place] if place < len(self.articles) else None

    def related(self, article: FrontMatter) -> Shelf:
        """Return the articles closest to this one, among those near it on a shelf or by a word."""
        shared: defaultdict[str, int] = defaultdict(int)
        for weight, kind in enumerate(reversed(TELLING), 1):
            for term in terms_of(article, kind):
                near, rare = self._near(kind, term, article)
                weighs = weight * rare
                for other in near:
                    shared[other.id] += weighs
        for id_ in self._saying(article.id):
            shared[id_] += 0
        alike, gists = liken(self.gists.get(article.id, ())), self.gists
        close = {id_: closeness(n, alike(gists.get(id_, ()))) for id_, n in shared.items()}
        found = [self.articles[self.position[id_]] for id_ in close if close[id_] >= CLOSE]
        found.sort(key=lambda other: (-close[other.id], abs(other.date - article.date), other.id))
        return tuple(found[:RELATED])

    def neighbourhood(self, article: FrontMatter) -> set[str]:
        """Return the ids of all articles whose pages may name this one, and its own."""
        beside = (self.older(article.id), article, self.newer(article.id))
        ids = {one.id for one in beside if one is not None}
        for kind in TELLING:
            for term in terms_of(article, kind):
                ids.update(other.id for other in self._near(kind, term, article)[0])
        ids.update(self._saying(article.id))
        return ids

    def _near(self, kind: Kind, term: str, article: FrontMatter) -> tuple[Shelf, int]:
        """Return an article's neighbours on a shelf, and how rare the term is about that time."""
        shelf = self.shelves[kind][term]
        place = bisect_left(shelf, self.position[article.id], key=self._place)
        spans = [
            abs((shelf[edge].date - article.date).days)
            for edge in (place - NEAR, place + NEAR)
            if 0 <= edge < len(shelf)
        ]
        near = shelf[max(0, place - NEAR) : place] + shelf[place + 1 : place + 1 + NEAR]
        return near, rarity(spans)

    def _place(self, article: FrontMatter) -> int:
        return self.position[article.id]

    def _saying(self, article: str) -> Iterator[str]:
        """Yield the ids of the articles nearest in time that have one of its first words too."""
        for word in self.gists.get(article, ())[:WORDS]:
            saying = self.saying[word]
            place = bisect_left(saying, self.position[article], key=self.position.__getitem__)
            yield from saying[max(0, place - NEAR_BY_WORD) : place]
            yield from saying[place + 1 : place + 1 + NEAR_BY_WORD]


def rarity(spans: Sequence[int]) -> int:
    """Tell how rare a term is about an article, by how many days away its `NEAR`th neighbours are.

    A term that thousands of articles have has six neighbours within a day; one of a person named
    once a year has them years away, or has fewer. The count of a term's articles would say it as
    well, but it would change all their pages whenever one more comes.

    >>> rarity([0, 1]), rarity([20, 40]), rarity([900]), rarity([])
    (1, 5, 10, 11)
    """
    span = sum(spans) // len(spans) if spans else RAREST
    return min(span, RAREST).bit_length() or 1


def closeness(terms: int, words: int) -> int:
    """Return how close two articles are, by the weight of shared terms and the likeness of words.

    Terms that are named in passing bring together what has nothing in common, so they count in full
    only where the words agree; and a few words in common say nothing.

    >>> closeness(60, 0), closeness(60, 16), closeness(0, 10), closeness(0, 40)
    (12, 66, 0, 54)
    """
    return terms * min(AGREEING, PASSING + words) // AGREEING + 2 * max(0, words - BY_CHANCE)


def terms_of(article: FrontMatter, kind: Kind) -> tuple[str, ...]:
    """Return the ids of one kind of term that an article carries."""
    if kind == "sources":
        return (article.source_id,) if article.source_id else ()
    terms: tuple[str, ...] = getattr(article, kind)
    return terms


def assemble(articles: Iterable[FrontMatter], gists: Gists | None = None) -> Library:
    """Put articles with distinct ids in order and on their shelves; `gists` go by their ids."""
    ordered = tuple(sorted(articles, key=_order))
    saying: defaultdict[str, list[str]] = defaultdict(list)
    gists = gists or {}
    for article in ordered:
        for word in gists.get(article.id, ())[:WORDS]:
            saying[word].append(article.id)
    shelves: dict[Kind, Mapping[str, Shelf]] = {
        kind: _shelves(ordered, attrgetter(kind)) for kind in TELLING
    }
    shelves["sources"] = _shelves(ordered, lambda article: terms_of(article, "sources"))
    return _library(ordered, shelves, gists, saying)


def _shelves(
    ordered: Shelf, terms_in: Callable[[FrontMatter], tuple[str, ...]]
) -> dict[str, Shelf]:
    growing: defaultdict[str, list[FrontMatter]] = defaultdict(list)
    for article in ordered:
        for term in terms_in(article):
            growing[term].append(article)
    return {term: tuple(shelf) for term, shelf in sorted(growing.items())}


def library_before(
    now: Library, changed: Iterable[tuple[FrontMatter | None, FrontMatter | None]], said: Gists
) -> Library:
    """Return the library as it was before articles changed, as (before, after).

    `said` has the gists that they had. Nothing is asked of the others.
    """
    pairs = list(changed)
    new = {after.id for _, after in pairs if after is not None}
    old = [before for before, _ in pairs if before is not None]
    ordered = [article for article in now.articles if article.id not in new]
    for article in old:
        insort(ordered, article, key=_order)
    touched = [article for pair in pairs for article in pair if article is not None]
    shelves = {}
    for kind, there in now.shelves.items():
        shelves[kind] = dict(there)
        for term in {term for article in touched for term in terms_of(article, kind)}:
            shelf = [one for one in there.get(term, ()) if one.id not in new]
            shelf += [one for one in old if term in terms_of(one, kind)]
            shelves[kind][term] = tuple(sorted(shelf, key=_order))
            if not shelf:
                del shelves[kind][term]
    gists = {id_: gist for id_, gist in now.gists.items() if id_ not in new}
    gists |= said
    saying = dict(now.saying)
    place = {article.id: at for at, article in enumerate(ordered)}
    for word in {w for id_ in (*new, *said) for w in (*now.gists.get(id_, ()), *said.get(id_, ()))}:
        ids = {id_ for id_ in now.saying.get(word, ()) if id_ not in new}
        ids.update(id_ for id_, gist in said.items() if word in gist[:WORDS])
        saying[word] = sorted(ids, key=place.__getitem__)
        if not ids:
            del saying[word]
    return _library(tuple(ordered), shelves, gists, saying)


def _library(
    ordered: Shelf,
    shelves: Mapping[Kind, Mapping[str, Shelf]],
    gists: Gists,
    saying: Mapping[str, Sequence[str]],
) -> Library:
    return Library(
        articles=ordered,
        shelves=shelves,
        position={article.id: place for place, article in enumerate(ordered)},
        years={year: tuple(shelf) for year, shelf in groupby(ordered, lambda a: a.date.year)},
        gists=gists,
        saying=dict(saying),
    )


def _order(article: FrontMatter) -> tuple[str, str, str]:
    moment = article.published.isoformat() if article.published else ""
    return article.date.isoformat(), moment, article.id
