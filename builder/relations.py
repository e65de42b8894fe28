"""How entries of the vocabulary stand to each other, and whose pages therefore name whom.

A page links to a term only where the term has articles, and so a page. When a term gets its first
article, or loses its last, the pages that name it must be made again: `named_by` says which.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from builder.vocabulary.entries import KINDS, Organisation, Place, Source, Topic

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from builder.vocabulary import Vocabulary
    from builder.vocabulary.entries import Entry, Kind


class Term(NamedTuple):
    """An entry of the vocabulary, by kind and id."""

    kind: Kind
    id: str


@dataclass(frozen=True, slots=True)
class Relations:
    """The relations of one vocabulary, both ways."""

    below: Mapping[Term, tuple[str, ...]]
    """The narrower topics of a topic, and the places of a country."""
    see_also: Mapping[str, tuple[str, ...]]
    """The topics beside a topic, whichever of the two names the other."""
    names: Mapping[Term, frozenset[Term]]
    """The terms that a term's page names, and links to where they have pages."""
    named_by: Mapping[Term, frozenset[Term]]
    """The same the other way round."""


def relate(vocabulary: Vocabulary) -> Relations:
    """Return the relations of a vocabulary's entries."""
    below: defaultdict[Term, list[str]] = defaultdict(list)
    beside: defaultdict[str, dict[str, None]] = defaultdict(dict)
    names: defaultdict[Term, set[Term]] = defaultdict(set)
    for kind in KINDS:
        for entry in vocabulary.of(kind).values():
            own = Term(kind, entry.id)
            names[own].update(_above(entry, vocabulary))
            parent = _parent(entry)
            if parent is not None:
                below[Term(kind, parent)].append(entry.id)
                names[Term(kind, parent)].add(own)
    for topic in vocabulary.topics.values():
        for other in topic.see_also:
            beside[topic.id][other] = beside[other][topic.id] = None
            names[Term("topics", topic.id)].add(Term("topics", other))
            names[Term("topics", other)].add(Term("topics", topic.id))
    named_by: defaultdict[Term, set[Term]] = defaultdict(set)
    for term, others in names.items():
        for one in others:
            named_by[one].add(term)
    return Relations(
        below={term: tuple(ids) for term, ids in below.items()},
        see_also={topic: tuple(others) for topic, others in beside.items()},
        names={term: frozenset(others) for term, others in names.items()},
        named_by={term: frozenset(others) for term, others in named_by.items()},
    )


def seat_of(entry: Entry) -> str | None:
    """Return the id of the place that an entry lies in or belongs to."""
    if isinstance(entry, Place | Source):
        return entry.country
    return entry.place if isinstance(entry, Organisation) else None


def _parent(entry: Entry) -> str | None:
    """Return the id of the entry of the same kind that an entry stands below."""
    if isinstance(entry, Topic):
        return entry.broader
    return entry.country if isinstance(entry, Place) else None


def _above(entry: Entry, vocabulary: Vocabulary) -> Iterator[Term]:
    """Yield what an entry's page leads up to: all broader topics, its country or seat."""
    seat = seat_of(entry)
    if seat is not None:
        yield Term("places", seat)
    while isinstance(entry, Topic) and entry.broader is not None:
        yield Term("topics", entry.broader)
        entry = vocabulary.topics[entry.broader]
