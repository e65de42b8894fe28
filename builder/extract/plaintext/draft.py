"""What has been read of an article so far, while it is being read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from builder.extract.phrases import phrase_key
from builder.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from builder.extract.plaintext.ledger import Ledger
    from builder.extract.plaintext.lines import Line
    from builder.extract.roles import Reading
    from builder.model import Block, Evidence, Image


@frozen
class DatedLine:
    """A line that gives a date, and how much its place speaks for it."""

    index: int
    reading: Reading
    score: float


@frozen
class SourceHint:
    """A publisher's name that the text gives, and how much it weighs."""

    name: str
    rule: str
    line: int | None
    score: float
    excerpt: str = ""

    @classmethod
    def on(cls, line: Line, rule: str, score: float, name: str | None = None) -> SourceHint:
        """Return the name that stands on a line, or that all of it is."""
        said = line.text if name is None else name
        return cls(said, rule, line.number, score, line.text)


@dataclass(slots=True)
class Draft:
    """The page being read, and what its parts have given so far."""

    lines: Sequence[Line]
    readings: Sequence[Reading | None]
    ledger: Ledger
    known_sources: Mapping[str, tuple[str, str]]
    kept: frozenset[int] = frozenset()
    """Places of the lines that a person says are text."""
    headline: Evidence[str] | None = None
    section: Evidence[str] | None = None
    standfirst: Evidence[str] | None = None
    dateline: Evidence[str] | None = None
    authors: list[Evidence[str]] = field(default_factory=list)
    dates: list[DatedLine] = field(default_factory=list)
    sources: list[SourceHint] = field(default_factory=list)
    url: Evidence[str] | None = None
    images: list[Image] = field(default_factory=list)
    image_names: set[str] = field(default_factory=set)
    tags: list[Evidence[str]] = field(default_factory=list)
    tag_names: set[str] = field(default_factory=set)
    blocks: list[Block] = field(default_factory=list)

    @property
    def title_key(self) -> str:
        """The headline folded; empty where there is none."""
        return phrase_key(self.headline.value) if self.headline else ""

    def add_tag(self, tag: Evidence[str]) -> None:
        """Add one of the publisher's tags; a page may have thousands, so each is known by name."""
        self.tags.append(tag)
        self.tag_names.add(tag.value)
