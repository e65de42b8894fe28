"""Names as readers write them, and the entries of the vocabulary that they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.folding import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from builder.vocabulary import Vocabulary
    from builder.vocabulary.entries import Kind


class Names:
    """What each name of one kind means; ids mean themselves."""

    def __init__(self, kind: Kind, vocabulary: Vocabulary) -> None:
        """Gather the names of all entries."""
        self._ids = dict(_names(kind, vocabulary)) | {key: key for key in vocabulary.of(kind)}

    def id_of(self, name: str) -> str | None:
        """Return the id of the entry that a name means, None where the vocabulary has none."""
        return self._ids.get(name) or self._ids.get(name_key(name))

    def ids_of(self, names: Iterable[str]) -> set[str]:
        """Return the ids of the entries that some names mean."""
        return {found for name in names if (found := self.id_of(name))}

    def same(self, name: str) -> str:
        """Return what all names of one entry share, and all spellings of a name without one."""
        return self.id_of(name) or name_key(name)


def _names(kind: Kind, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Yield key and id of every name; an entry's main name comes last and so wins."""
    entries = vocabulary.of(kind).values()
    for entry in entries:
        for alias in entry.aliases:
            yield name_key(alias.text), entry.id
    for entry in entries:
        yield name_key(entry.name), entry.id
