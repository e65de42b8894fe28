"""Read a list of a page, with the numbers that its readers see."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final

from builder.extract.item_numbers import WRITTEN
from builder.extract.lists import Item, join_items
from builder.model import Run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

    from builder.extract.page.parts import Part, Segment
    from builder.model import ListBlock, Paragraph

LISTS: Final = frozenset({"ul", "ol", "dl"})
ITEMS: Final = frozenset({"li", "dt", "dd"})
KINDS: Final = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
"""How a list counts, by its attribute `type`."""
_NUMBER: Final = re.compile(r"\s*([0-9]{1,6})\s*")


def to_list(stretches: Sequence[Segment], holder: Part) -> ListBlock | Paragraph:
    """Join what stands in one item, line by line, and what a term means with the term."""
    items: list[Item] = []
    numbers: dict[_Element, dict[_Element, int]] = {}
    for part, group in groupby(stretches, key=_item_of):
        lines = [run for segment in group for run in (Run("\n"), *segment.runs)]
        if part.tag == "dd" and items:
            items[-1] = Item((*items[-1].runs, *lines), depth=items[-1].depth)
        else:
            label = _label(part.element, numbers)
            items.append(Item(tuple(lines[1:]), label, _depth(part, holder)))
    counts = holder.tag == "ol" and holder.element.get("type") not in KINDS
    return join_items(items, ordered=counts, start=_written(holder.element, "start", 1))


def _item_of(segment: Segment) -> Part:
    return next((part for part in segment.part.around() if part.tag in ITEMS), segment.part)


def _depth(item: Part, holder: Part) -> int:
    """Count the lists between an item and the outermost."""
    depth = 0
    for part in item.around():
        if part is holder:
            break
        depth += part.tag in LISTS
    return depth


def _label(item: _Element, numbers: dict[_Element, dict[_Element, int]]) -> str:
    """Return the number of an item with its point; nothing where its list does not count."""
    holder = item.getparent()
    if item.tag != "li" or holder is None or holder.tag != "ol":
        return ""
    if holder not in numbers:
        numbers[holder] = dict(_counted(holder))
    kind = KINDS.get(holder.get("type") or "", "")
    return f"{WRITTEN.get(kind, str)(numbers[holder][item])}."


def _counted(holder: _Element) -> Iterator[tuple[_Element, int]]:
    """Yield each item with its number: its own, or one more than that of the item above."""
    number = _written(holder, "start", 1) - 1
    for element in holder.iterchildren("li"):
        number = _written(element, "value", number + 1)
        yield element, number


def _written(element: _Element, name: str, otherwise: int) -> int:
    number = _NUMBER.fullmatch(element.get(name) or "")
    return int(number[1]) if number else otherwise
