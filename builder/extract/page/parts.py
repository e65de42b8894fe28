"""The parts of a page, and its visible stretches of text with the parts they stand in.

Nothing is judged and nothing is lost here: every character a reader sees is in one `Segment`, what
the page keeps from its readers in one `Unseen`, and every block element on the way is a `Part`.
Judging them is the business of `weigh.py` and `region.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from builder.extract.page.elements import HEADINGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from builder.extract.page.cues import Cues
    from builder.model import Runs

NEAR: Final = 3
PROSE_CHARACTERS: Final = 40
PROSE_SPACES: Final = 4
VERSE_CHARACTERS: Final = 12
PROSE_LINK_SHARE: Final = 0.45


@dataclass(slots=True, eq=False)
class Part:
    """A block element, with sums over everything in it. Written while the page is walked."""

    index: int
    tag: str
    element: _Element
    parent: Part | None
    cues: Cues
    depth: int
    prose: int = 0
    """Characters of prose inside."""
    text: int = 0
    """Characters of any text inside."""
    first: int | None = None
    """Index of the first segment inside."""
    last: int = -1
    """Index of the last segment inside."""
    is_data: bool = False
    """Whether this is a table of data."""
    holds_headline: bool = False
    """Whether a first-level heading with text lies inside, or this is one."""
    holds_body: bool = False
    """Whether a part with a `body` cue that has prose lies inside, or this is one."""
    chrome: str | None = None
    """Kind of chrome that this part is by itself, once cues have been weighed."""
    inside: str | None = None
    """Kind of chrome that this part or one around it is."""
    score: float = 0.0

    def around(self) -> Iterator[Part]:
        """Yield this part and those around it, the innermost first."""
        part: Part | None = self
        while part is not None:
            yield part
            part = part.parent

    def near(self) -> tuple[Part, ...]:
        """Return this part and the two around it: those whose names speak of its text."""
        return tuple(islice(self.around(), NEAR))

    def holds(self, segment: Segment) -> bool:
        """Tell whether the segment stands inside."""
        return self.first is not None and self.first <= segment.index <= self.last


@dataclass(slots=True)
class Picture:
    """An `<img>` with its attributes."""

    element: _Element
    part: Part
    line: int
    spare: bool = False
    """Whether only those see it for whom no script of the page runs."""


@dataclass(slots=True)
class Segment:
    """A stretch of text between two block boundaries."""

    index: int
    runs: Runs
    text: str
    part: Part
    line: int
    linked: int
    """Characters that stand in links."""
    verse: bool = False
    """Whether the page has no sentences, and lines of a poem count as prose."""
    breaks: int = 0
    """Line breaks that alone part it from the stretch above; 0 where something else does."""

    @property
    def is_prose(self) -> bool:
        """Whether this looks like a sentence of an article and not like a label or a link."""
        length, spaces = len(self.text), self.text.count(" ")
        if self.verse and not self.linked and self.part.tag not in HEADINGS:
            return length >= VERSE_CHARACTERS and spaces > 0
        few_links = self.linked <= PROSE_LINK_SHARE * length
        return length >= PROSE_CHARACTERS and spaces >= PROSE_SPACES and few_links

    @property
    def heading(self) -> int | None:
        """Level of the heading that this stands in; None where it stands in none."""
        return next((HEADINGS[part.tag] for part in self.part.near() if part.tag in HEADINGS), None)

    @property
    def called(self) -> frozenset[str]:
        """What the names of the parts near by say of this: `byline`, `lede`, `title`."""
        return frozenset().union(*(part.cues.kept for part in self.part.near()))

    @property
    def all_link(self) -> bool:
        """Whether next to nothing stands outside links."""
        return self.linked >= len(self.text) - 3 and self.linked > 0


class Unseen(NamedTuple):
    """What the page hides, and the words in what is no text: a player, a drawing, a choice."""

    place: int
    """Index of the segment that follows it."""
    line: int
    text: str
    rule: str


@dataclass(slots=True)
class Walked:
    """A page cut up."""

    parts: list[Part] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    pictures: list[tuple[int, Picture]] = field(default_factory=list)
    """Pictures, each with the index of the segment that follows it."""
    unseen: list[Unseen] = field(default_factory=list)
