"""A line of a file that says what its lines are: a Word document, a Markdown file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from builder.model import plain_text

if TYPE_CHECKING:
    from builder.model import Image, Runs


class Shape(StrEnum):
    """What the file says a line is."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    QUOTE = "quote"
    TABLE = "table"
    IMAGE = "image"
    NOTE = "note"
    VERSE = "verse"
    CAPTION = "caption"
    HIDDEN = "hidden"


UNSPOKEN: Final = frozenset({Shape.TABLE, Shape.IMAGE, Shape.NOTE, Shape.CAPTION, Shape.HIDDEN})
"""What says nothing of headline, author and date, wherever it stands."""


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """One paragraph, heading, list item, quoted paragraph, table or picture."""

    number: int
    """Its line, or its ordinal where the file has no lines."""
    shape: Shape
    runs: Runs = ()
    level: int = 2
    """Of a heading."""
    group: int = 0
    """Lines of one list or quotation have the same, not 0."""
    ordered: bool = False
    start: int = 1
    """Its number, of an item of a list that counts."""
    label: str = ""
    """What the file shows before an item: its number or letter with the signs around it."""
    depth: int = 0
    """How many lists there are around an item's own."""
    rule: str = ""
    """The rule that leaves out what is hidden."""
    rows: tuple[tuple[Runs, ...], ...] = ()
    """Of a table."""
    image: Image | None = None

    @property
    def text(self) -> str:
        """What a reader sees."""
        if self.shape is Shape.TABLE:
            return " | ".join(plain_text(cell) for row in self.rows for cell in row)
        if self.image is not None:
            return self.image.caption or self.image.name
        return plain_text(self.runs)

    @property
    def written(self) -> str:
        """Its text as a paste has it: in one line, unless it is a stanza."""
        return self.text if self.shape is Shape.VERSE else " ".join(self.text.split("\n"))
