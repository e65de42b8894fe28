"""Ask an index from Python, for the terminal: the same lists, likeness and ranking as in a browser.

Words in any order, phrases and dates. Facets, completion and mended slips are the browser's
(`js/search.js`); `tests/test_search_query.py` holds the two rankings together.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from builder.arabic.key import words
from builder.arabic.stem import light_stem
from builder.search.datewords import read_dates, without_times
from builder.search.documents import LEADING, LENGTH_OFFSET
from builder.search.forms import stop_words
from builder.search.likeness import likeness
from builder.search.lists import Lists
from builder.search.phrases import find_phrase, read_phrases

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from builder.search.phrases import Placed
    from builder.search.postings import FormList

SATURATION: Final = 1.2
PROXIMITY: Final = 1.75
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

    word: str
    idf: float = 0.0
    found: Mapping[int, _Found] = field(default_factory=dict)


def search(index_dir: Path, query: str, *, limit: int = 10) -> list[Hit]:
    """Return the documents of the index in `index_dir` that answer `query` best.

    A query of nothing but dates has the documents of those days first, one of nothing but phrases
    only documents that have them.
    """
    query = without_times(query)
    lists = Lists(index_dir)
    every = list(dict.fromkeys(words(query)))
    telling = [word for word in every if word not in stop_words()] or every
    terms = [_term(lists, word) for word in telling]
    scores = _score([term for term in terms if term.found], lists.mean_length)
    phrases, are_all = read_phrases(query)
    for place, phrase in enumerate(phrases):
        those = find_phrase(lists, phrase)
        if are_all:
            scores = {one: scores.get(one, 0.0) for one in those if not place or one in scores}
        _promote(scores, those, phrase, terms)
    span = read_dates(query)
    dated = lists.dates(span.first, span.last) if span and span.only else {}
    ranked = sorted(scores.keys() | dated.keys())
    ranked.sort(key=lambda number: dated.get(number, ""), reverse=True)
    ranked.sort(key=lambda number: (number not in dated, -scores.get(number, 0.0)))
    return [_hit(lists, number, scores.get(number, 0.0)) for number in ranked[:limit]]


def _term(lists: Lists, word: str) -> _Term:
    """Return what the index has of `word`."""
    group = lists.group(light_stem(word))
    if group is None:
        return _Term(word)
    main = group.main.apart()
    likes = {one.form: likeness(one.form, word) for one in main}
    best = max(likes.values())
    found: dict[int, _Found] = {}
    frequency = 0.0
    for one in main:
        near = likes[one.form] / best
        frequency += near * max(0.0, one.estimate() - one.documents)
        _merge(found, one, near)
    frequency += sum(hit.like for hit in found.values())
    frequency = min(frequency, lists.documents)
    idf = math.log(1 + (lists.documents - frequency + 0.5) / (frequency + 0.5))
    return _Term(word, idf, found)


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


def _promote(
    scores: dict[int, float],
    those: Mapping[int, float],
    phrase: Sequence[Placed],
    terms: Sequence[_Term],
) -> None:
    """Let `those`, which have a whole phrase, come first, and the very phrase before all."""
    inside = {placed.word for placed in phrase}
    worth = sum(term.idf for term in terms if term.word in inside)
    for number in those.keys() & scores.keys():
        scores[number] += those[number] * worth


def _hit(lists: Lists, number: int, score: float) -> Hit:
    card = lists.card(number)
    return Hit(card.url, card.title, card.date, "، ".join(card.facets[0]), score)
