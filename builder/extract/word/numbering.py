"""Count the items of a Word document's lists as Word does: their numbers are not in its text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from builder.extract.item_numbers import WRITTEN
from builder.extract.word.names import W, number_in, value_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

UNCOUNTED: Final = frozenset({"bullet", "none"})
_PLACE: Final = re.compile("%([1-9])")
_PLAIN: Final = re.compile(r"[(\[]?%[1-9]\s*[-–.)\]/]*")
"""A number with signs that say no more than the point of the site's own lists."""


class Level(NamedTuple):
    """How the items of one level of a list are counted."""

    kind: str = "bullet"
    text: str = ""
    """What stands before an item: `%1.%2` are the numbers of its level and of the one above."""
    start: int = 1

    @property
    def counts(self) -> bool:
        """Whether a reader sees a number or a letter."""
        return self.kind not in UNCOUNTED and "%" in self.text


NO_LEVEL: Final = Level()


class Counted(NamedTuple):
    """An item as a reader of the document sees it."""

    number: int = 0
    label: str = ""
    """What stands before it; nothing where it has a bullet."""
    is_plain: bool = False
    """Whether that is its number alone, which a list of the site shows by itself."""


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has been counted."""

    levels: Mapping[tuple[str, int], Level] = field(default_factory=dict)
    """By the id of the list and the level."""
    kinds: Mapping[str, str] = field(default_factory=dict)
    """What a list is counted with, by its id: Word goes on counting where two share it."""
    restarted: set[tuple[str, int]] = field(default_factory=set)
    """Levels that begin anew when their list is first met."""
    reached: dict[tuple[str, int], int] = field(default_factory=dict)

    def count(self, list_id: str, depth: int) -> Counted:
        """Count one item further and return what stands before it."""
        level = self.levels.get((list_id, depth), NO_LEVEL)
        kind = self.kinds.get(list_id, list_id)
        if (list_id, depth) in self.restarted:
            self.restarted.discard((list_id, depth))
            self.reached.pop((kind, depth), None)
        number = self.reached.get((kind, depth), level.start - 1) + 1
        self.reached[kind, depth] = number
        for key in [key for key in self.reached if key[0] == kind and key[1] > depth]:
            del self.reached[key]
        if not level.counts:
            return Counted(number)
        label = _PLACE.sub(lambda place: self._written(list_id, int(place[1]) - 1), level.text)
        is_plain = level.kind not in WRITTEN and _PLAIN.fullmatch(level.text) is not None
        return Counted(number, label.strip(), is_plain)

    def _written(self, list_id: str, depth: int) -> str:
        level = self.levels.get((list_id, depth), NO_LEVEL)
        number = self.reached.get((self.kinds.get(list_id, list_id), depth), level.start)
        return WRITTEN.get(level.kind, str)(number)


def read_numbering(root: _Element | None) -> Numbering:
    """Read the lists that a document defines."""
    if root is None:
        return Numbering()
    abstract = {
        element.get(f"{W}abstractNumId") or "": {
            number_in(level.get(f"{W}ilvl")): _level(level) for level in element.iter(f"{W}lvl")
        }
        for element in root.iter(f"{W}abstractNum")
    }
    levels: dict[tuple[str, int], Level] = {}
    kinds: dict[str, str] = {}
    restarted: set[tuple[str, int]] = set()
    for element in root.iter(f"{W}num"):
        list_id = element.get(f"{W}numId") or ""
        kinds[list_id] = value_in(element, "abstractNumId") or ""
        own = dict(abstract.get(kinds[list_id], {}))
        for override in element.iter(f"{W}lvlOverride"):
            depth = number_in(override.get(f"{W}ilvl"))
            changed = override.find(f"{W}lvl")
            level = own.get(depth, NO_LEVEL) if changed is None else _level(changed)
            if (start := value_in(override, "startOverride")) is not None:
                level = level._replace(start=number_in(start))
                restarted.add((list_id, depth))
            own[depth] = level
        levels.update(((list_id, depth), level) for depth, level in own.items())
    return Numbering(levels, kinds, restarted)


def _level(element: _Element) -> Level:
    kind = value_in(element, "numFmt")
    start = number_in(value_in(element, "start"), 1)
    text = value_in(element, "lvlText")
    depth = number_in(element.get(f"{W}ilvl"))
    return Level(kind or "decimal", f"%{depth + 1}." if text is None else text, start)
