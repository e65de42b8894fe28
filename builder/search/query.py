"""Ask an index from Python, for the terminal: the same lists, likeness and ranking as in a browser.

Words in any order, phrases and dates. Facets, completion and mended slips are the browser's
(`js/search.js`); `tests/test_search_query.py` holds the two rankings together.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from builder.arabic.key import analysis, words
from builder.arabic.stem import light_stem
from builder.search.datewords import may_date, read_dates, without_times
from builder.search.documents import LEADING, LENGTH_OFFSET
from builder.search.forms import stop_words
from builder.search.likeness import likeness
from builder.search.lists import Lists
from builder.search.phrases import find_phrase, read_phrases

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from builder.search.datewords import Span
    from builder.search.phrases import Placed
    from builder.search.postings import FormList

SATURATION: Final = 1.2
PROXIMITY: Final = 1.75
"""As in `js/ranking.js`, which says what they mean; a test compares them."""
_MOST_KEYWORDS: Final = 3
_ARTICLE: Final = re.compile(r"(?<!\w)(ال)\s+(?=[^\W\d_])")
"""As in `js/query.js`."""
_RATIOS: Final = 2 * tuple(64 * (4 / 3) ** (level - 0.5) / 2**20 for level in range(LEADING))


@dataclass(frozen=True, slots=True)
class Hit:
    """One document that answers a query."""

    url: str
    title: str
    date: str
    source: str
    score: float
    has_all: bool | None = None
    """Whether all words stand there; None where the query is not one of a few words."""
    is_dated: bool | None = None
    """Whether it is of the days that the query names; None where it names more than days."""


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
    only documents that have them. Of a few words that are no question those that have
    all come first.
    """
    query = _ARTICLE.sub(r"\1", without_times(query))
    lists = Lists(index_dir)
    telling, are_keywords = _telling(query)
    phrases, are_all = read_phrases(query)
    span = read_dates(query)
    is_parted = are_keywords and not are_all and not (span and span.only)
    dated = lists.dates(span.first, span.last) if span and (span.only or is_parted) else {}
    only = stop_words().issuperset(words(query))  # only titles have them
    terms = [_term(lists, word, exact=is_parted and not only, only=only) for word in telling]
    scores = _score([term for term in terms if term.found], lists.mean_length)
    whole = _whole(terms, dated, span)
    for place, phrase in enumerate(phrases):
        those = find_phrase(lists, phrase)
        if are_all:
            scores = {one: scores.get(one, 0.0) for one in those if not place or one in scores}
        _promote(scores, those, phrase, terms)
        whole &= those.keys()
    first = {number for number in whole if number in scores} if is_parted else dated.keys()
    if is_parted:
        dated = {}
    ranked = sorted(scores.keys() | dated.keys())
    ranked.sort(key=lambda number: dated.get(number, ""), reverse=True)
    ranked.sort(key=lambda number: (number not in first, -scores.get(number, 0.0)))
    return [
        replace(
            _hit(lists, number, scores.get(number, 0.0)),
            has_all=number in first if is_parted else None,
            is_dated=number in first if span and span.only else None,
        )
        for number in ranked[:limit]
    ]


def _telling(query: str) -> tuple[list[str], bool]:
    """Return the words to look up, and whether they are a few that all should be there.

    >>> _telling("وين خان أسعد باشا")
    (['خان', 'اسعد', 'باشا'], False)
    """
    every = list(dict.fromkeys(words(query)))
    asking = {word for place, word in enumerate(every) if _asks(word, place, len(every))}
    telling = [word for word in every if word not in stop_words() | asking] or every
    is_question = bool(asking) or not {"?", "\N{ARABIC QUESTION MARK}"}.isdisjoint(query)
    return telling, 1 < len(telling) <= _MOST_KEYWORDS and not is_question


def _asks(word: str, place: int, length: int) -> bool:
    """Tell whether a word of a query asks a question; see `js/analysis.js`."""
    anywhere, first, last = _question_words()
    return (
        word in anywhere or (place == 0 and word in first) or (place == length - 1 and word in last)
    )


@cache
def _question_words() -> tuple[frozenset[str], ...]:
    """Return the question words that stand anywhere, first and last."""
    lines = analysis()["question_words"]
    return tuple(frozenset(words(lines[place])) for place in ("any", "first", "last"))


def _whole(terms: Sequence[_Term], dated: Mapping[int, str], span: Span | None) -> set[int]:
    """Return the documents that have all `terms`, or fit the date that a term is of."""
    each = [
        term.found.keys() | (dated.keys() if span and may_date(term.word) else set())
        for term in terms
    ]
    return set.intersection(*each) if each else set()


def _term(lists: Lists, word: str, *, exact: bool = False, only: bool = False) -> _Term:
    """Return what the index has of `word`: all of it if `exact`, of this one form if `only`."""
    group = lists.group(light_stem(word))
    if group is None:
        return _Term(word)
    main = group.apart() if exact else group.main.apart()
    if only:
        main = tuple(one for one in main if one.form == word)
    if not main:
        return _Term(word)
    likes = {one.form: likeness(one.form, word) for one in main}
    best = max(likes.values())
    found: dict[int, _Found] = {}
    frequency = 0.0
    for one in main:
        near = likes[one.form] / best
        frequency += 0 if exact else near * max(0.0, one.estimate() - one.documents)
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
