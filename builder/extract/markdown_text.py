"""Read a Markdown file: its blocks and links count, HTML in it is text."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from markdown_it import MarkdownIt

from builder.bounds import too_many_signs
from builder.chosen_lines import NOTHING_CHOSEN
from builder.errors import ArticleError
from builder.extract.marked_lines import MarkedLine, Shape
from builder.extract.page.links import safe_href
from builder.extract.runs import tidy_runs
from builder.extract.structured import read_marked
from builder.extract.verses import is_stanza
from builder.model import Image, Run

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from markdown_it.token import Token

    from builder.chosen_lines import Chosen
    from builder.extract.profiles import Profiles
    from builder.model import Document, Runs

MAX_NESTING: Final = 20
MAX_NAME: Final = 120
BREAKS: Final = frozenset({"softbreak", "hardbreak"})
TEXTS: Final = frozenset(
    {"text", "strong_open", "strong_close", "em_open", "em_close", "text_special"}
)
"""What a line of verse may hold: a link would be lost."""


def extract_markdown(
    text: str,
    profiles: Profiles,
    *,
    known_sources: Mapping[str, tuple[str, str]] | None = None,
    date_order: str | None = None,
    chosen: Chosen = NOTHING_CHOSEN,
) -> Document:
    """Read decoded Markdown, without its front matter, as a Document."""
    if (problem := too_many_signs(text)) is not None:
        raise ArticleError(problem)
    lines = mark_lines(text)
    return read_marked(
        lines, profiles, known_sources=known_sources, date_order=date_order, chosen=chosen
    )


def mark_lines(text: str) -> tuple[MarkedLine, ...]:
    r"""Return the blocks of a Markdown text with the lines they begin on.

    >>> [(line.number, line.shape.value, line.text) for line in mark_lines("# عنوان\n\nنص *ما*")]
    [(1, 'title', 'عنوان'), (3, 'paragraph', 'نص ما')]
    """
    return tuple(_Reader(_parser().parse(text)).read())


@cache
def _parser() -> MarkdownIt:
    """Return a parser for which HTML is text, and which has tables and strikethrough."""
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": MAX_NESTING})
    return parser.enable(["table", "strikethrough"])


class _Reader:
    """Goes through the tokens and remembers the lists and quotations around."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.lines: list[MarkedLine] = []
        self.lists: list[tuple[int, bool, int]] = []
        self.quotes: list[int] = []
        self.groups = 0
        self.titled = False

    def read(self) -> list[MarkedLine]:
        """Return the marked lines."""
        rows: list[list[Runs]] | None = None
        first = 1
        for place, token in enumerate(self.tokens):
            number = token.map[0] + 1 if token.map else self._last()
            match token.type:
                case "table_open":
                    rows, first = [], number
                case "tr_open" if rows is not None:
                    rows.append([])
                case "inline" if rows:
                    rows[-1].append(_runs(token))
                case "table_close":
                    cells = tuple(tuple(row) for row in rows or ())
                    self.lines.append(MarkedLine(first, Shape.TABLE, rows=cells))
                    rows = None
                case "inline":
                    self._inline(token, self.tokens[place - 1], number)
                case "fence" | "code_block" | "html_block":
                    self._code(token, number)
                case _:
                    self._around(token)
        return self.lines

    def _last(self) -> int:
        return self.lines[-1].number + 1 if self.lines else 1

    def _around(self, token: Token) -> None:
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            self.groups += 1
            start = token.attrGet("start")
            first = 1 if start is None else int(start)
            self.lists.append((self.groups, token.type.startswith("ordered"), first))
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            self.lists.pop()
        elif token.type == "blockquote_open":
            self.groups += 1
            self.quotes.append(self.groups)
        elif token.type == "blockquote_close":
            self.quotes.pop()

    def _inline(self, token: Token, opening: Token, number: int) -> None:
        image = _lone_image(token)
        if image is not None:
            self.lines.append(MarkedLine(number, Shape.IMAGE, image=image))
            return
        heading = opening.type == "heading_open"
        if not (heading or self.lists or self.quotes) and (stanza := _stanza(token)):
            self.lines.append(MarkedLine(number, Shape.VERSE, (Run(stanza),)))
            return
        for step, runs in zip(_begins(token), _broken(token), strict=True):
            if runs:
                self.lines.append(self._line(runs, number + step, opening if heading else None))

    def _line(self, runs: Runs, number: int, heading: Token | None) -> MarkedLine:
        if heading is not None:
            level = int(heading.tag[1])
            is_title = level == 1 and not self.titled
            self.titled |= is_title
            return MarkedLine(number, Shape.TITLE if is_title else Shape.HEADING, runs, level)
        if self.lists:
            group, ordered, start = self.lists[-1]
            return MarkedLine(number, Shape.ITEM, runs, group=group, ordered=ordered, start=start)
        if self.quotes:
            return MarkedLine(number, Shape.QUOTE, runs, group=self.quotes[-1])
        return MarkedLine(number, Shape.PARAGRAPH, runs)

    def _code(self, token: Token, number: int) -> None:
        first = number + (token.type == "fence")
        for step, line in enumerate(token.content.rstrip("\n").split("\n")):
            if runs := tidy_runs((Run(line),)):
                self.lines.append(MarkedLine(first + step, Shape.PARAGRAPH, runs))


def _runs(token: Token) -> Runs:
    return tidy_runs(run for runs in _broken(token) for run in (*runs, Run(" ")))


def _broken(token: Token) -> list[Runs]:
    """Return the runs of an inline token, one entry a hard line break."""
    lines: list[list[Run]] = [[]]
    hrefs: list[str | None] = []
    strong = emphasis = 0
    for child in token.children or ():
        match child.type:
            case "strong_open" | "strong_close":
                strong += child.nesting
            case "em_open" | "em_close":
                emphasis += child.nesting
            case "link_open":
                hrefs.append(safe_href(str(child.attrGet("href") or "")))
            case "link_close":
                hrefs.pop()
            case "hardbreak":
                lines.append([])
            case "softbreak":
                lines[-1].append(Run(" "))
            case _:
                href = hrefs[-1] if hrefs else None
                lines[-1].append(Run(child.content, href, strong > 0, emphasis > 0))
    return [tidy_runs(line) for line in lines]


def _begins(token: Token) -> Iterator[int]:
    """Yield how far below the first line of a paragraph each line of `_broken` begins."""
    yield 0
    breaks = (child.type for child in token.children or () if child.type in BREAKS)
    yield from (below for below, kind in enumerate(breaks, 1) if kind == "hardbreak")


def _stanza(token: Token) -> str | None:
    """Return the verses of a paragraph that its writer broke into short lines, as no prose is."""
    children = token.children or ()
    breaks = sum(child.type in BREAKS for child in children)
    if not breaks or any(child.type not in {*BREAKS, *TEXTS} for child in children):
        return None
    whole = "".join("\n" if child.type in BREAKS else child.content for child in children)
    lines = [tidy_runs((Run(line),)) for line in whole.split("\n")]
    verses = [runs[0].text for runs in lines if runs]
    hard = any(child.type == "hardbreak" for child in children)
    return "\n".join(verses) if is_stanza(verses, broken=hard) else None


def _lone_image(token: Token) -> Image | None:
    """Return the picture where a paragraph is nothing else."""
    children = [child for child in token.children or () if child.content or child.type == "image"]
    if len(children) != 1 or children[0].type != "image":
        return None
    source = unquote(urlsplit(str(children[0].attrGet("src") or "")).path)
    name = source.rsplit("/", 1)[-1].rsplit("\\", 1)[-1][:MAX_NAME]
    return Image(name, children[0].content or None) if name else None
