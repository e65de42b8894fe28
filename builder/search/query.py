"""Ask an index from Python, for the terminal: the same lists, likeness and ranking as in a browser.

Only what a terminal needs: words in any order, ranked, and dates. Phrases, facets, completion and
mended slips are the browser's (`js/search.js`); `tests/test_search_query.py` holds the two rankings
together.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from builder.arabic.key import words
from builder.arabic.stem import light_stem, stem_parts
from builder.search.build import split_names
from builder.search.cards import CardCodec, FacetCodec
from builder.search.datewords import read_dates
from builder.search.documents import LEADING, LENGTH_OFFSET
from builder.search.files import IndexFiles
from builder.search.forms import stop_words
from builder.search.postings import PostingCodec

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from builder.search.documents import Card
    from builder.search.postings import FormList, Group

SATURATION: Final = 1.2
PROXIMITY: Final = 1.75
OTHER_CLITICS: Final = 0.9
OTHER_ENDING: Final = 0.5
OTHER_NUMBER: Final = 0.6
"""As in `js/ranking.js`, which says what they mean; a test compares them."""
_RATIOS: Final = 2 * tuple(64 * (4 / 3) ** (level - 0.5) / 2**20 for level in range(LEADING))


@dataclass(frozen=True, slots=True)
class Hit:
    """One document that answers a query."""

    url: str
    title: str
    date: str
    source: str
    score: float


class _Found(NamedTuple):
    """One word of the query in one document."""

    ratio: float
    like: float
    windows: int


@dataclass(frozen=True, slots=True)
class _Term:
    """One word of the query in all documents."""

    idf: float
    found: Mapping[int, _Found]


def search(index_dir: Path, query: str, *, limit: int = 10) -> list[Hit]:
    """Return the documents of the index in `index_dir` that answer `query` best.

    A query of nothing but dates has the documents of those days first.
    """
    files = IndexFiles(index_dir)
    root = files.read_root()
    every = list(dict.fromkeys(words(query)))
    telling = [word for word in every if word not in stop_words()] or every
    terms = [term for word in telling if (term := _term(files, root, word))]
    scores = _score(terms, root["words"] / max(1, root["documents"]))
    dated: dict[int, str] = {}
    span = read_dates(query)
    if span and span.only:
        dates = _dates(files, root)
        dated = {number: day for number, day in dates.items() if span.first <= day <= span.last}
    ranked = sorted(scores.keys() | dated.keys())
    ranked.sort(key=lambda number: dated.get(number, ""), reverse=True)
    ranked.sort(key=lambda number: (number not in dated, -scores.get(number, 0.0)))
    return [_hit(files, root, number, scores.get(number, 0.0)) for number in ranked[:limit]]


def likeness(form: str, word: str) -> float:
    """Return how near `form` is to `word`, where both have the same stem.

    >>> likeness("والحقل", "حقل"), likeness("حقولها", "حقل")
    (0.9, 0.6)
    """
    if form == word:
        return 1.0
    here, there = stem_parts(form), stem_parts(word)
    if here is None or there is None:
        return OTHER_NUMBER
    clitics = 1.0 if here[0] == there[0] else OTHER_CLITICS
    return clitics * (1.0 if here[1] == there[1] else OTHER_ENDING)


def _term(files: IndexFiles, root: Mapping[str, Any], word: str) -> _Term | None:
    """Return what the index has of `word`, or None where it has nothing."""
    group = _group(files, root, light_stem(word))
    if group is None:
        return None
    likes = {one.form: likeness(one.form, word) for one in group.main}
    best = max(likes.values())
    found: dict[int, _Found] = {}
    frequency = 0.0
    for one in group.main:
        near = likes[one.form] / best
        frequency += near * max(0.0, one.estimate() - one.documents)
        _merge(found, one, near)
    frequency += sum(hit.like for hit in found.values())
    documents = root["documents"]
    frequency = min(frequency, documents)
    return _Term(math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5)), found)


def _merge(found: dict[int, _Found], one: FormList, near: float) -> None:
    """Add the postings of one form, which is `near` to the word."""
    for number, (level, windows, _) in one.columns().rows():
        ratio = near * _RATIOS[level]
        known = found.get(number, _Found(0.0, 0.0, 0))
        found[number] = _Found(
            known.ratio + ratio,
            max(known.like, near),
            known.windows | windows,
        )


def _score(terms: list[_Term], mean_length: float) -> dict[int, float]:
    """Return the score of each document that has one of the words."""
    scale = (mean_length + LENGTH_OFFSET) / SATURATION
    scores: dict[int, float] = {}
    for term in terms:
        for number, hit in term.found.items():
            weight = hit.ratio * scale
            points = term.idf * math.sqrt(hit.like) * (SATURATION + 1) * weight / (1 + weight)
            scores[number] = scores.get(number, 0.0) + points
    for one, other in pairwise(terms):
        for number in one.found.keys() & other.found.keys():
            here, there = one.found[number], other.found[number]
            if here.windows & there.windows:
                value = min(one.idf * here.like, other.idf * there.like)
                scores[number] += PROXIMITY * value / (len(terms) - 1)
    return scores


def _group(files: IndexFiles, root: Mapping[str, Any], stem: str) -> Group | None:
    name = _block(root["series"]["postings"], stem)
    groups = PostingCodec().decode(files.read(name, PostingCodec.parts)) if name else []
    return next((group for group in groups if group.stem == stem), None)


def _dates(files: IndexFiles, root: Mapping[str, Any]) -> dict[int, str]:
    """Return the date of every document by its number."""
    later = json.loads(files.read(root["lists"], 1)[0])
    blocks = (files.read(name, 1) for name in split_names(later["series"]["facets"]["names"]))
    return {item.number: item.card.date for block in blocks for item in FacetCodec().decode(block)}


def _hit(files: IndexFiles, root: Mapping[str, Any], number: int, score: float) -> Hit:
    name = _block(root["series"]["cards"], number)
    cards = {item.number: item.card for item in CardCodec().decode(files.read(name, 1))}
    card: Card = cards[number]
    return Hit(card.url, card.title, card.date, "، ".join(card.facets[0]), score)


def _block(directory: Mapping[str, Any], key: str | int) -> str:
    """Return the name of the block that `key` stands in, or "" where it stands before all."""
    firsts: Iterable[Any] = directory["firsts"]
    order = [first if isinstance(first, int) else first.encode("utf-16-be") for first in firsts]
    wanted = key if isinstance(key, int) else key.encode("utf-16-be")
    place = bisect_right(order, wanted)
    return split_names(directory["names"])[place - 1] if place else ""
