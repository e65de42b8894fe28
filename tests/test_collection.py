"""The collection's own articles are read as the person who wrote them says they should be."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from builder.checking import examine
from builder.config import load_config
from builder.workshop import Workshop, open_workshop
from tests.conftest import ROOT

TRUTH: Final = Path(__file__).parent / "data" / "collection.yml"
WRITTEN: Final[list[dict[str, Any]]] = yaml.safe_load(TRUTH.read_text(encoding="utf-8"))
FIELDS: Final = ("title", "date", "published", "date_text", "source", "source_id", "section")


@pytest.fixture(scope="module")
def workshop() -> Workshop:
    """Open the workshop of the project itself."""
    return open_workshop(load_config(ROOT))


@pytest.mark.parametrize("truth", WRITTEN, ids=lambda truth: truth["path"])
def test_an_article_is_read_as_its_writer_meant(truth: dict[str, Any], workshop: Workshop) -> None:
    """Title, date, source, section, authors and pictures are right, and nothing is an error."""
    examined = examine(ROOT / truth["path"], workshop)
    answer = examined.answer
    assert not examined.failed, [d.code for d in examined.diagnostics]
    assert {key: answer[key] for key in FIELDS if key in truth} == {
        key: truth[key] for key in FIELDS if key in truth
    }
    assert answer["authors"] == truth.get("authors", [])
    pictures = answer["images"]
    assert isinstance(pictures, list)
    shown = [{key: value for key, value in one.items() if value} for one in pictures]
    assert shown == truth.get("images", [])


def test_the_collection_is_worth_opening() -> None:
    """There are at least sixteen articles of our own, of 250 to 700 words, over several years."""
    assert len(WRITTEN) >= 16
    assert len({truth["date"][:4] for truth in WRITTEN}) >= 6


def test_every_article_has_a_body_of_its_length(workshop: Workshop) -> None:
    """The reader keeps the article whole."""
    short = {
        truth["path"]: words
        for truth in WRITTEN
        if not 250 <= (words := _words(ROOT / truth["path"], workshop)) <= 700
    }
    assert short == {}


def _words(file: Path, workshop: Workshop) -> int:
    body = examine(file, workshop).answer["body"]
    assert isinstance(body, list)
    return sum(len(block["text"].split()) for block in body)
