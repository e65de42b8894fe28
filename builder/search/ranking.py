"""How well documents answer a query, as `js/ranking.js` weighs it, which says why."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from builder.arabic.stem import light_stem
from builder.search.documents import LEADING, LENGTH_OFFSET
from builder.search.likeness import likeness

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from builder.search.documents import Row
    from builder.search.lists import Lists

SATURATION: Final = 1.2
PROXIMITY: Final = 1.75
"""As in `js/ranking.js`, which says what they mean; a test compares them."""
_RATIOS: Final = 2 * tuple(64 * (4 / 3) ** (level - 0.5) / 2**20 for level in range(LEADING))


class Found(NamedTuple):
    """One word of the query in one document."""

    ratio: float
    like: float
    windows: int
    idf: float | None = None
    """Where the document has another reading of the word than most, how rare that is."""

    @property
    def worth(self) -> float:
        """What it tells, where its `idf` is known."""
        return (self.idf or 0.0) * math.sqrt(self.like) * self.ratio


class Form(NamedTuple):
    """One form of a word of the query."""

    rows: Sequence[tuple[int, Row]]
    like: float
    unread: float
    """About how many more documents have it."""


@dataclass(frozen=True, slots=True)
class Term:
    """One word of the query in all documents."""

    word: str
    idf: float = 0.0
    found: Mapping[int, Found] = field(default_factory=dict)


def find_forms(
    lists: Lists, word: str, *, exact: bool = False, among: Container[int] | None = None
) -> list[Form]:
    """Return the forms of `word` in the index, or what of them stands `among` some documents."""
    group = lists.group(light_stem(word))
    if group is None:
        return []
    is_exact = exact or among is not None
    forms = []
    for one in group.apart() if is_exact else group.main.apart():
        rows = list(one.columns().rows())
        if among is not None:
            rows = [row for row in rows if row[0] in among]
        unread = 0.0 if is_exact else max(0.0, one.estimate() - one.documents)
        forms.append(Form(rows, likeness(one.form, word), unread))
    return [form for form in forms if form.rows]


def gather(word: str, forms: Sequence[Form], documents: int) -> Term:
    """Return what documents have of a word in its `forms`."""
    best = max((form.like for form in forms), default=1.0)
    found: dict[int, Found] = {}
    for form in forms:
        _merge(found, form.rows, form.like / best)
    frequency = sum(form.like / best * form.unread for form in forms)
    frequency = min(frequency + sum(hit.like for hit in found.values()), documents)
    idf = math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5))
    return Term(word, idf, found)


def either(typed: Term, other: Term, *, weights: tuple[float, float]) -> Term:
    """Return in each document the better of two readings of a word; see `js/ranking.js`."""
    found: dict[int, Found] = {}
    for term, weight in zip((typed, other), weights, strict=True):
        for number, hit in term.found.items():
            one = hit._replace(like=hit.like * weight / max(weights), idf=term.idf)
            if number not in found or found[number].worth < one.worth:
                found[number] = one
    return replace(typed, found=found)


def _merge(found: dict[int, Found], rows: Iterable[tuple[int, Row]], near: float) -> None:
    """Add the postings of one form, which is `near` to the word."""
    for number, (level, windows, _) in rows:
        ratio = near * _RATIOS[level]
        known = found.get(number, Found(0.0, 0.0, 0))
        found[number] = Found(
            known.ratio + ratio,
            max(known.like, near),
            known.windows | windows,
        )


def score(terms: list[Term], mean_length: float) -> dict[int, float]:
    """Return the score of each document that has one of the words."""
    scale = (mean_length + LENGTH_OFFSET) / SATURATION
    scores: dict[int, float] = {}
    for term in terms:
        for number, hit in term.found.items():
            weight = hit.ratio * scale
            idf = term.idf if hit.idf is None else hit.idf
            points = idf * math.sqrt(hit.like) * (SATURATION + 1) * weight / (1 + weight)
            scores[number] = scores.get(number, 0.0) + points
    for one, other in pairwise(terms):
        for number in one.found.keys() & other.found.keys():
            here, there = one.found[number], other.found[number]
            if here.windows & there.windows:
                value = min(one.idf * here.like, other.idf * there.like)
                scores[number] += PROXIMITY * value / (len(terms) - 1)
    return scores
