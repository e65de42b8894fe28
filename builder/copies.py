"""The copies of a collection, from one run to the next.

Whether two articles are copies depends on the two alone, and which are compared depends on those
that share numbers with them. So of a collection in which few articles changed only those few, and
the ones that share numbers with them, are compared again. Where anything looks otherwise than it
was left, all are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.duplicates import compare, nearest, sketch
from builder.packing import pack, unpack

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from builder.duplicates import Signature, Sketch


@dataclass(frozen=True, slots=True)
class Copies:
    """What is known of a collection's copies; everything goes by id, in order of publication."""

    sketches: Mapping[str, Sketch]
    earlier: Mapping[str, Sequence[str]]
    """The copies of each article that has any before it."""

    @staticmethod
    def load(packed: bytes) -> Copies:
        """Return what a run noted; nothing where there is none, or of another Python."""
        try:
            sketches, earlier = unpack(packed)
        except ValueError:
            return Copies({}, {})
        return Copies(sketches, earlier)

    def dump(self) -> bytes:
        """Return this for the next run."""
        return pack((dict(self.sketches), dict(self.earlier)))

    def update(
        self,
        order: Sequence[str],
        touched: AbstractSet[str],
        signature_of: Callable[[str], Signature],
    ) -> Copies:
        """Return the copies among the articles of `order`.

        `touched` articles came, went, moved or changed since this was known.
        """
        same_order = [id_ for id_ in order if id_ not in touched]
        if same_order != [id_ for id_ in self.sketches if id_ not in touched]:
            touched = set(order)
        sketches = {
            id_: sketch(signature_of(id_)) if id_ in touched else self.sketches[id_]
            for id_ in order
        }
        met = {
            number
            for known in (self.sketches, sketches)
            for id_ in touched & known.keys()
            for number in known[id_]
        }
        reached = [
            id_
            for id_, numbers in sketches.items()
            if id_ in touched or not met.isdisjoint(numbers)
        ]
        compared = compare(sketches, reached, signature_of)
        found = {**self.earlier, **compared}
        return Copies(sketches, {id_: found[id_] for id_ in order if found.get(id_)})

    def nearest(self) -> dict[str, tuple[str, ...]]:
        """Return the copies that an article's page names, by its id."""
        return nearest(self.earlier)
