"""Whom a term is named with: the terms that stand on several of its newest articles.

Counted on the term's own shelf and nowhere else, so that an article changes this on the pages of
its own terms only; and among the newest articles only, so that a long shelf costs no more than a
short one and the page says what the term is about now.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from builder.library import TELLING, terms_of
from builder.relations import Term
from builder.views import term_link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.views import Catalogue, View
    from builder.vocabulary.entries import Kind

NEWEST: Final = 100
"""Articles that are counted."""
LEAST: Final = 2
"""Articles that two terms share at least: that they met once says nothing of them."""
SHOWN: Final = 8
"""Terms shown of each kind."""


def company(kind: Kind, term: str, catalogue: Catalogue) -> Iterator[View]:
    """Yield, by kind, the terms most often on the same articles as this one."""
    newest = catalogue.library.shelves[kind][term][-NEWEST:]
    own = Term(kind, term)
    told = {own, *catalogue.relations.names.get(own, ())}
    words, digits = catalogue.interface.text, catalogue.interface.digits
    for other_kind in TELLING:
        counted = Counter(t for article in newest for t in terms_of(article, other_kind))
        shared = [
            (other, count)
            for other, count in counted.items()
            if count >= LEAST and Term(other_kind, other) not in told
        ]
        shared.sort(key=lambda pair: (-pair[1], pair[0]))
        terms = [
            term_link(other_kind, other, catalogue) | {"count": digits(str(count))}
            for other, count in shared[:SHOWN]
        ]
        if terms:
            yield {"name": words(f"term.with_{other_kind}"), "terms": terms}
