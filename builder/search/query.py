"""Ask an index from Python, for the terminal: the same lists, likeness and ranking as in a browser.

Words in any order, phrases and dates. Facets, completion and mended slips are the browser's
(`js/search.js`); `tests/test_search_query.py` holds the two rankings together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Final

from builder.arabic.key import analysis, words
from builder.search.datewords import may_date, read_dates, without_times
from builder.search.documents import LEADING
from builder.search.forms import stop_words
from builder.search.likeness import OTHER_CLITICS
from builder.search.lists import Lists
from builder.search.monthwords import read_month, read_rows
from builder.search.phrases import Placed, find_phrase, read_phrases
from builder.search.ranking import either, find_forms, gather, score

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence
    from pathlib import Path

    from builder.search.datewords import Span
    from builder.search.monthwords import Month
    from builder.search.ranking import Term

_OTHER_NAME: Final = 0.9
_MOST_KEYWORDS: Final = 3
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_TITLE: Final = re.compile(r"(?<![^\W\d_])[ء-ي][./](?=.*[^\W\d_]{2})")
"""As in `js/query.js`."""
_ARTICLE: Final = re.compile(r"(?<!\w)(ال)\s+(?=[^\W\d_])")
"""As in `js/query.js`."""


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


def search(index_dir: Path, query: str, *, limit: int = 10) -> list[Hit]:
    """Return the documents of the index in `index_dir` that answer `query` best.

    A query of nothing but dates has the documents of those days first, one of nothing but phrases
    only documents that have them. Of a few words that are no question those that have
    all come first.
    """
    query = _TITLE.sub("", _ARTICLE.sub(r"\1", without_times(query)))
    lists = Lists(index_dir)
    month = read_month(query)
    if month:
        return _of_month(lists, month, limit)
    telling, needed, are_keywords = _telling(query)
    phrases, are_all = read_phrases(query)
    span = read_dates(query)
    is_parted = are_keywords and not are_all and not (span and span.only)
    dated = lists.dates(span.first, span.last) if span and (span.only or is_parted) else {}
    only = stop_words().issuperset(words(query))  # only titles have them
    terms = [_term(lists, word, exact=is_parted and not only, only=only) for word in telling]
    scores = score([term for term in terms if term.found], lists.mean_length)
    whole = _whole([term for term in terms if term.word in needed], dated, span)
    for place, phrase in enumerate(phrases):
        those = find_phrase(lists, phrase)
        if are_all:
            scores = {one: scores.get(one, 0.0) for one in those if not place or one in scores}
        _promote(scores, those, phrase, terms)
        whole &= those.keys()
    for name in read_rows(query):
        row = _in_a_row(name)
        those = find_phrase(lists, row)
        _promote(scores, those, row, terms)
        whole &= those.keys() | (dated.keys() if span else set())
    first = {number for number in whole if number in scores} if is_parted else dated.keys()
    if is_parted:
        dated = {}
    return [
        replace(
            _hit(lists, number, scores.get(number, 0.0)),
            has_all=number in first if is_parted else None,
            is_dated=number in first if span and span.only else None,
        )
        for number in _ranked(scores, dated, first)[:limit]
    ]


def _of_month(lists: Lists, month: Month, limit: int) -> list[Hit]:
    """Return the documents of a month of any year, as `js/dates.js` does.

    Some months are names of people and things besides: what is mostly about the name comes first,
    then the documents of the month, the newest first, then what mentions it.
    """
    dated = {number: date for number, date in lists.all_dates().items() if month.has(date)}
    typed, *others = (
        [*find_forms(lists, name[0], among=_row(lists, name))] for name in month.names
    )
    near = [form for form in chain.from_iterable(others) if form.like >= OTHER_CLITICS]
    telling = [*near, *(form for form in typed if form.like >= OTHER_CLITICS)]
    about = {number for form in telling for number, (level, *_) in form.rows if level >= LEADING}
    word = month.names[0][0]
    terms = [gather(word, forms, lists.documents) for forms in (typed, near)]
    term = either(*terms, weights=(max((form.like for form in typed), default=0.0), _OTHER_NAME))
    scores = score([term], lists.mean_length)
    scores |= dict.fromkeys(dated.keys() - about, 0.0)
    ranked = _ranked(scores, dated, dated.keys() | about)
    return [_hit(lists, number, scores[number]) for number in ranked[:limit]]


def _row(lists: Lists, name: Sequence[str]) -> Container[int] | None:
    """Return the documents that have the words of a name in a row; None for one word."""
    return find_phrase(lists, _in_a_row(name)) if len(name) > 1 else None


def _in_a_row(name: Sequence[str]) -> list[Placed]:
    return [Placed(word, offset) for offset, word in enumerate(name)]


def _ranked(
    scores: Mapping[int, float], dated: Mapping[int, str], first: Container[int]
) -> list[int]:
    """Return all documents: those that come `first`, then by their scores, then the newest."""
    ranked = sorted(scores.keys() | dated.keys())
    ranked.sort(key=lambda number: dated.get(number, ""), reverse=True)
    ranked.sort(key=lambda number: (number not in first, -scores.get(number, 0.0)))
    return ranked


def _telling(query: str) -> tuple[list[str], list[str], bool]:
    """Return the words to look up, those that an article must have, and whether these are a few.

    >>> _telling("وين خان أسعد باشا")
    (['خان', 'اسعد', 'باشا'], ['خان', 'اسعد', 'باشا'], False)
    >>> _telling("محمد علي"), _telling("الرد على محمد")[0]
    ((['محمد', 'علي'], ['محمد'], False), ['الرد', 'محمد'])
    """
    every = list(dict.fromkeys(words(query)))
    asking = {word for place, word in enumerate(every) if _asks(word, place, len(every))}
    named = set(analysis()["named"].split()).intersection(_LETTERS.findall(query))
    left_out = (stop_words() - named) | asking
    telling = [word for word in every if word not in left_out] or every
    optional = set() if stop_words().issuperset(every) else stop_words()
    needed = [word for word in telling if word not in optional]
    is_question = bool(asking) or not {"?", "\N{ARABIC QUESTION MARK}"}.isdisjoint(query)
    return telling, needed, 1 < len(needed) <= _MOST_KEYWORDS and not is_question


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


def _whole(terms: Sequence[Term], dated: Mapping[int, str], span: Span | None) -> set[int]:
    """Return the documents that have all `terms`, or fit the date that a term is of."""
    each = [
        term.found.keys() | (dated.keys() if span and may_date(term.word) else set())
        for term in terms
    ]
    return set.intersection(*each) if each else set()


def _term(lists: Lists, word: str, *, exact: bool = False, only: bool = False) -> Term:
    """Return what the index has of `word`: all of it if `exact`, of this one form if `only`."""
    forms = find_forms(lists, word, exact=exact)
    if only:
        forms = [form for form in forms if form.like == 1]
    return gather(word, forms, lists.documents)


def _promote(
    scores: dict[int, float],
    those: Mapping[int, float],
    phrase: Sequence[Placed],
    terms: Sequence[Term],
) -> None:
    """Let `those`, which have a whole phrase, come first, and the very phrase before all."""
    inside = {placed.word for placed in phrase}
    worth = sum(term.idf for term in terms if term.word in inside)
    for number in those.keys() & scores.keys():
        scores[number] += those[number] * worth


def _hit(lists: Lists, number: int, score: float) -> Hit:
    card = lists.card(number)
    return Hit(card.url, card.title, card.date, "، ".join(card.facets[0]), score)
