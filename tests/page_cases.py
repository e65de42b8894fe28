"""Invented pages and what should be read from them, one folder a behaviour, in `tests/pages`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from builder.decoding import decode
from builder.extract.page import declared_charset, extract_page
from builder.extract.profiles import Profiles
from builder.model import Document, Figure, Heading, ListBlock, Paragraph, Quote, Table, block_text
from tests.evidence import value

if TYPE_CHECKING:
    from builder.model import Block, Evidence, Moment, Run

FOLDER = Path(__file__).parent / "pages"
KINDS = {
    Paragraph: "paragraph",
    Heading: "heading",
    Quote: "quote",
    ListBlock: "list",
    Table: "table",
    Figure: "figure",
}


@dataclass(frozen=True, slots=True)
class Case:
    """One page with its answers."""

    name: str
    html: str
    expected: dict[str, Any]


@cache
def cases() -> tuple[Case, ...]:
    """Return all cases, by name."""
    return tuple(_case(folder) for folder in sorted(FOLDER.iterdir()) if folder.is_dir())


def _case(folder: Path) -> Case:
    content = next((folder / "raw").iterdir()).read_bytes()
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return Case(folder.name, decode(content, declared_charset(content)).text, expected)


def read_page(html: str) -> Document:
    """Read a page without any profile and without a vocabulary."""
    return extract_page(html, Profiles())


def answers(document: Document) -> dict[str, Any]:
    """Return what was read, in the form of `expected.json`."""
    return {
        "title": value(document.headline),
        "date": _day(document.published),
        "updated": _day(document.updated),
        "source": value(document.source),
        "authors": [author.value for author in document.authors],
        "section": value(document.section),
        "standfirst": value(document.standfirst),
        "tags": [tag.value for tag in document.tags],
        "url": value(document.url),
        "lang": document.lang,
        "images": [[image.name, image.caption, image.credit] for image in document.images],
        "body": [[KINDS[type(block)], _shown(block)] for block in document.blocks],
        "links": [run.href for run in runs_of(document) if run.href],
        "problems": [problem.code for problem in document.problems],
    }


def _shown(block: Block) -> str:
    """Return the text of a block, or the caption of a picture among them."""
    return block.image.caption or "" if isinstance(block, Figure) else block_text(block)


def runs_of(document: Document) -> list[Run]:
    """Return all runs of the body."""
    runs: list[Run] = []
    for block in document.blocks:
        match block:
            case Paragraph(own) | Heading(own, _):
                runs.extend(own)
            case Quote(several) | ListBlock(several):
                runs.extend(run for one in several for run in one)
            case Table(rows):
                runs.extend(run for row in rows for cell in row for run in cell)
    return runs


def _day(evidence: Evidence[Moment] | None) -> str | None:
    return evidence.value.day.isoformat() if evidence else None
