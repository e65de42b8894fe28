"""The frozen types that pass from stage to stage.

Nothing here is filled in later: each stage takes the type of the one before and returns its own.
"""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from builder.frozen import frozen

if TYPE_CHECKING:
    from datetime import date, datetime

T = TypeVar("T")


class Fate(StrEnum):
    """What became of one raw line."""

    TITLE = "title"
    SECTION = "section"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    DATELINE = "dateline"
    DATE = "date"
    SOURCE = "source"
    ADDRESS = "address"
    IMAGE = "image"
    CAPTION = "caption"
    TAG = "tag"
    BODY = "body"
    DROPPED = "dropped"


class LineFate(NamedTuple):
    """One non-blank raw line and what became of it: the ledger behind `explain`."""

    line: int
    """Number of the line in the raw file, from 1; 0 for what stands in the head of a mail."""
    text: str
    """The line as it stands in the raw file, without surrounding white space."""
    fate: Fate
    rule: str
    """Name of the rule that decided, from the rule table of `docs/guide/rules.md`."""
    score: float = 1.0
    """How sure the rule was, from 0 to 1."""


@frozen
class Evidence(Generic[T]):
    """A value with the words that gave it."""

    value: T
    rule: str
    line: int | None
    """Raw line the value was read from; None where it came from a sidecar or from page metadata."""
    excerpt: str
    score: float = 1.0


@frozen
class Run:
    """A stretch of text in one style. `text` is what a reader sees, never Markdown or HTML."""

    text: str
    href: str | None = None
    """An http(s) or mailto address, already checked; None for plain text."""
    strong: bool = False
    emphasis: bool = False


Runs = tuple[Run, ...]


@frozen
class Paragraph:
    """A paragraph of the body."""

    runs: Runs


@frozen
class Heading:
    """A subheading of the body; level 2 is the highest, level 1 is the headline's."""

    runs: Runs
    level: int = 2


@frozen
class Quote:
    """A block quotation, one tuple of runs a paragraph."""

    paragraphs: tuple[Runs, ...]


@frozen
class ListBlock:
    """A list, one tuple of runs an item."""

    items: tuple[Runs, ...]
    ordered: bool = False
    start: int = 1


@frozen
class Table:
    """A table; the first row is its head."""

    rows: tuple[tuple[Runs, ...], ...]


class Image(NamedTuple):
    """A picture that the raw file names, whether or not the picture itself is there."""

    name: str
    caption: str | None = None
    credit: str | None = None


@frozen
class Figure:
    """A picture at its place in the body."""

    image: Image


Block = Paragraph | Heading | Quote | ListBlock | Table | Figure


def plain_text(runs: Runs) -> str:
    """Return the text of `runs` as a reader sees it."""
    return "".join(run.text for run in runs)


def block_text(block: Block) -> str:
    """Return what a reader sees of a block; paragraphs, items and rows on lines of their own.

    Cells of a table are parted by tabs. A figure has no text here: its caption is metadata.
    """
    match block:
        case Paragraph(runs) | Heading(runs):
            return plain_text(runs)
        case Quote(paragraphs):
            return "\n".join(map(plain_text, paragraphs))
        case ListBlock(items):
            return "\n".join(map(plain_text, items))
        case Table(rows):
            return "\n".join("\t".join(map(plain_text, row)) for row in rows)
        case Figure():
            return ""


@frozen
class Moment:
    """A day, with the time and its offset where they are known."""

    day: date
    time: datetime | None = None
    """The moment itself, aware where the text or the profile names a zone."""


class Problem(NamedTuple):
    """Something about one input that a person should know; the table of codes has the words."""

    code: str
    """A code of `builder/data/diagnostics.yml`, such as `DATE01`."""
    line: int | None = None
    values: tuple[tuple[str, str], ...] = ()
    """What the message's placeholders stand for."""
    in_sidecar: bool = False
    """True where `line` counts in the sidecar and not in the raw file."""


@frozen
class Document:
    """What one raw file says, read but not yet judged."""

    headline: Evidence[str] | None = None
    section: Evidence[str] | None = None
    standfirst: Evidence[str] | None = None
    authors: tuple[Evidence[str], ...] = ()
    dateline: Evidence[str] | None = None
    published: Evidence[Moment] | None = None
    updated: Evidence[Moment] | None = None
    date_text: str | None = None
    """The line that gave the date of publication, as the source wrote it."""
    source: Evidence[str] | None = None
    """The publisher's name as the page or text has it."""
    source_id: str | None = None
    """Id of the source's entry, where a profile or the vocabulary knows it."""
    url: Evidence[str] | None = None
    archived_url: str | None = None
    images: tuple[Image, ...] = ()
    tags: tuple[Evidence[str], ...] = ()
    """The publisher's own tags, as written; not yet topics."""
    blocks: tuple[Block, ...] = ()
    lines: tuple[LineFate, ...] = ()
    """Every non-blank raw line, in order, each exactly once."""
    lang: str = "ar"
    """BCP 47 language of the text."""
    problems: tuple[Problem, ...] = ()


@frozen
class Mention:
    """A vocabulary entry found in an article, with what speaks for it."""

    kind: str
    """`topics`, `people`, `organisations` or `places`."""
    id: str
    name: str
    score: float
    evidence: tuple[Evidence[str], ...]
    decided: bool = True
    """False for a suggestion: seen, but too little or too ambiguous to be a tag."""


@frozen
class FrontMatter:
    """The metadata of one article, as its page carries it. Names are those of the YAML keys."""

    id: str
    title: str
    date: date
    source: str
    tags: tuple[str, ...] = ()
    description: str | None = None
    published: datetime | None = None
    updated: datetime | None = None
    date_text: str | None = None
    source_id: str | None = None
    url: str | None = None
    archived_url: str | None = None
    authors: tuple[str, ...] = ()
    dateline: str | None = None
    section: str | None = None
    standfirst: str | None = None
    images: tuple[Image, ...] = ()
    topics: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    lang: str = "ar"
    raw: str = ""
    """Path of the raw file below the project, `/`-separated."""
    raw_sha256: str = ""
    aliases: tuple[str, ...] = ()
    """Former ids whose addresses redirect here."""
    rights: str = "full"
    """`full`, `excerpt` or `link`: what of the text the source lets us publish."""


@frozen
class Article:
    """One valid article: what is published."""

    front_matter: FrontMatter
    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...] = ()
    mentions: tuple[Mention, ...] = field(default=())


@frozen
class Page:
    """One file of `docs/` that the builder owns; `content` is text, or bytes of an asset."""

    path: str
    """Path below `docs/`, `/`-separated."""
    content: str | bytes
