"""Join what stands in a list, its inner lists too, into the one level of items that pages show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from builder.model import ListBlock, Paragraph, Run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.model import Runs

DASH: Final = "–"
"""What an inner item without a number begins with where it is a line of the outer one."""


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list or of a list within it."""

    runs: Runs
    label: str = ""
    """Its number or letter as the reader of the file saw it; nothing where the site counts."""
    depth: int = 0
    """How many lists there are around its own."""


def join_items(items: Sequence[Item], *, ordered: bool, start: int) -> ListBlock | Paragraph:
    r"""Return the block of a list.

    In a list that counts an inner item is a line of the outer one, so that the numbers below it
    stay true, and so is one that has a number of its own. Items that count by letters are lines.

    >>> steps = [Item((Run("حفر"),)), Item((Run("ردم"),), "أ.", 1)]
    >>> [run.text for run in join_items(steps, ordered=False, start=1).items[0]]
    ['حفر', '\nأ. ', 'ردم']
    """
    joined: list[Runs] = []
    outer = min(item.depth for item in items)
    for item in items:
        if item.depth > outer and joined and (ordered or item.label):
            joined[-1] = (*joined[-1], Run(f"\n{item.label or DASH} "), *item.runs)
        elif item.label and not (ordered and item.depth == outer):
            joined.append((Run(f"{item.label} "), *item.runs))
        else:
            joined.append(item.runs)
    if not ordered and next(item for item in items if item.depth == outer).label:
        lines = [run for runs in joined for run in (Run("\n"), *runs)]
        return Paragraph(tuple(lines[1:]))
    return ListBlock(tuple(joined), ordered, start if ordered else 1)
