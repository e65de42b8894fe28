"""Every invented article under tests/articles is read as its folder says.

A folder is named after what it shows: `raw.txt` is what a person pasted, `expected.json` what has
to be read of it, `NOTES` why it is there. After a change that is meant, write the answers anew with
`WARRAQ_UPDATE_GOLDEN=1 pytest tests/test_extract_articles.py` and read the difference.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from builder.extract import Profiles, extract_text, load_profiles
from builder.model import Fate, Figure, Heading, ListBlock, Paragraph, Quote, Table, plain_text
from tests.evidence import value

if TYPE_CHECKING:
    from builder.model import Block, Document

CASES: Final = sorted(
    path.parent for path in (Path(__file__).parent / "articles").glob("*/raw.txt")
)
UPDATE: Final = "WARRAQ_UPDATE_GOLDEN"


def test_there_are_cases() -> None:
    """An empty folder would pass every test below."""
    assert len(CASES) >= 70


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_article_is_read_as_expected(case: Path) -> None:
    """Metadata, blocks, problems and the ledger are those written down."""
    document = extract_text((case / "raw.txt").read_text(encoding="utf-8"), load_profiles())
    found = answer(document)
    target = case / "expected.json"
    if os.environ.get(UPDATE):
        text = json.dumps(found, ensure_ascii=False, indent=1)
        target.write_text(text + "\n", encoding="utf-8")
    assert json.loads(target.read_text(encoding="utf-8")) == found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_no_line_is_lost(case: Path) -> None:
    """The ledger has every line that is not blank, in order, and every letter of it."""
    raw = (case / "raw.txt").read_text(encoding="utf-8")
    document = extract_text(raw, load_profiles())
    lines = {n: line.strip() for n, line in enumerate(raw.split("\n"), 1) if line.strip()}
    assert list(dict.fromkeys(fate.line for fate in document.lines)) == list(lines)
    for number, line in lines.items():
        parts = " ".join(fate.text for fate in document.lines if fate.line == number)
        assert set(line.split()) - set(parts.split()) == lost_signs(line, parts)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_profiles_change_nothing_elsewhere(case: Path) -> None:
    """A profile speaks only for its own publisher's pages, and these are nobody's."""
    raw = (case / "raw.txt").read_text(encoding="utf-8")
    assert answer(extract_text(raw, Profiles())) == answer(extract_text(raw, load_profiles()))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_windows_line_ends_and_bidi_marks_change_nothing(case: Path) -> None:
    """What a paste adds and nobody sees does not change what is read."""
    raw = (case / "raw.txt").read_text(encoding="utf-8")
    marked = "\n".join(
        f"\N{RIGHT-TO-LEFT MARK}{line}\N{NO-BREAK SPACE}" for line in raw.split("\n")
    )
    plain = answer(extract_text(raw, load_profiles()))
    assert answer(extract_text(marked, load_profiles()))["body"] == plain["body"]


def lost_signs(line: str, parts: str) -> set[str]:
    """Return the words of a line whose letters stand in its parts: only signs were cut off."""
    letters = "".join(filter(str.isalnum, parts))
    return {
        word
        for word in set(line.split()) - set(parts.split())
        if "".join(filter(str.isalnum, word)) in letters
    }


def answer(document: Document) -> dict[str, Any]:
    """Return what a test looks at, as plain data."""
    published, updated = document.published, document.updated
    return {
        "title": value(document.headline),
        "date": published.value.day.isoformat() if published else None,
        "published": published.value.time.isoformat()
        if published and published.value.time
        else None,
        "updated": updated.value.day.isoformat() if updated else None,
        "date_text": document.date_text,
        "source": value(document.source),
        "source_id": document.source_id,
        "authors": [author.value for author in document.authors],
        "dateline": value(document.dateline),
        "section": value(document.section),
        "standfirst": value(document.standfirst),
        "url": value(document.url),
        "images": [[image.name, image.caption, image.credit] for image in document.images],
        "tags": [tag.value for tag in document.tags],
        "body": [[type(block).__name__, text_of(block)] for block in document.blocks],
        "problems": [[problem.code, problem.line] for problem in document.problems],
        "dropped": [
            [fate.line, fate.rule, fate.text]
            for fate in document.lines
            if fate.fate is Fate.DROPPED
        ],
    }


def text_of(block: Block) -> str:
    """Return the text of a block as a reader sees it."""
    match block:
        case Paragraph() | Heading():
            return plain_text(block.runs)
        case Quote():
            return "\n".join(map(plain_text, block.paragraphs))
        case ListBlock():
            return "\n".join(map(plain_text, block.items))
        case Figure():
            return block.image.name
        case Table():
            return "\n".join(" | ".join(map(plain_text, row)) for row in block.rows)
