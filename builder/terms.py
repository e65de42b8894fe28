"""Know an entry by what a person may call it: its id, or a name that it alone has."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from builder.folding import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from builder.vocabulary import Vocabulary
    from builder.vocabulary.entries import Kind

LONGEST: Final = 100
"""How much of an unknown name is compared with all that are known: enough for any of them."""
ALIKE: Final = 0.7
"""How alike an id or a name must be to what was written to be offered in its place."""
NAMED: Final[tuple[Kind, ...]] = ("topics", "people", "organisations", "places")
"""The kinds of entries that an article is filed under by what it says."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The entries of one kind, by what a person may call them."""

    names: Mapping[str, str]
    """The name of each, by id."""
    by_name: Mapping[str, tuple[str, ...]]
    """The ids of those that have a name, as pages show it."""
    by_key: Mapping[str, tuple[str, ...]]
    """The ids of those that have a name or alias with this key."""

    def meant(self, said: str) -> str | None:
        """Return the id of the entry that a person means by its id, or by a name it alone has."""
        if said in self.names:
            return said
        named = self.by_name.get(said) or self.by_key.get(name_key(said), ())
        return named[0] if len(named) == 1 else None

    def nearest(self, said: str) -> str | None:
        """Return the id of the entry that `said` may be a slip for, by its id or one of its names.

        What looks like no name at all gets no hint: «ترميم» is not `crime`.
        """
        known = {key: terms[0] for key, terms in self.by_key.items()}
        known |= {term: term for term in self.names}
        key = said if said.isascii() else name_key(said[:LONGEST])
        near = difflib.get_close_matches(key[:LONGEST], known, n=1, cutoff=ALIKE)
        return known[near[0]] if near else None


def known_terms(vocabulary: Vocabulary) -> dict[Kind, Terms]:
    """Index the entries of `vocabulary` that articles are filed under."""
    return {kind: _terms(kind, vocabulary) for kind in NAMED}


def _terms(kind: Kind, vocabulary: Vocabulary) -> Terms:
    entries = vocabulary.of(kind).values()
    return Terms(
        names={entry.id: entry.name for entry in entries},
        by_name=_grouped((entry.name, entry.id) for entry in entries),
        by_key=_grouped(
            (name_key(text), entry.id)
            for entry in entries
            for text in (entry.name, *(alias.text for alias in entry.aliases))
        ),
    )


def _grouped(named: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Return the ids that go by each name, each once, in order."""
    groups: dict[str, dict[str, None]] = {}
    for name, term in named:
        groups.setdefault(name, {})[term] = None
    return {name: tuple(terms) for name, terms in groups.items()}
