"""The collection's first article, read exactly."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.extract import extract_text, load_profiles
from builder.model import Document, Fate, Heading, Image, Paragraph

SEED = Path(__file__).parent.parent / "articles" / "2021" / "syria-tv-2021-08-11.txt"


@pytest.fixture(scope="module")
def document() -> Document:
    """Read the seed article."""
    return extract_text(SEED.read_text(encoding="utf-8"), load_profiles())


def test_the_metadata_are_read_from_the_header(document: Document) -> None:
    """Headline, section, dateline and source are those a reader of the page would name."""
    assert document.headline is not None
    assert document.headline.value == (
        'قصفت حقل العمر وأهدافا أخرى.. ميليشيا "كتائب سيد الشهداء" تعلن انسحابها من سوريا'
    )
    assert document.section is not None
    assert document.section.value == "التغطية الحية"
    assert document.dateline is not None
    assert document.dateline.value == "إسطنبول - متابعات"
    assert document.source is not None
    assert (document.source.value, document.source_id) == ("تلفزيون سوريا", "syria-tv")
    assert document.problems == ()
    assert document.url is None


def test_the_time_is_that_of_damascus(document: Document) -> None:
    """The line names the city, so the time carries the offset of that day."""
    assert document.published is not None
    assert document.published.value.day.isoformat() == "2021-08-11"
    assert document.published.value.time is not None
    assert document.published.value.time.isoformat() == "2021-08-11T10:21:00+03:00"
    assert document.date_text == "2021.08.11 | 10:21 دمشق"


def test_the_picture_has_its_caption_and_credit(document: Document) -> None:
    """The line under the file name is the caption, and «Getty» after the dash is the credit."""
    caption = (
        'أعلنت "كتائب سيد الشهداء" مسؤوليتها عن قصف أهداف أميركية '
        "شمال شرقي سوريا بما فيها حقل العمر النفطي"
    )
    name = "2ccd4540eb69f842460e0da4fa79f3b31622464848.jpg"
    assert document.images == (Image(name, caption, "Getty"),)


def test_the_body_has_twelve_paragraphs_and_one_subheading(document: Document) -> None:
    """No caption, button or date slips into the text, and no paragraph out of it."""
    kinds = [type(block) for block in document.blocks]
    assert kinds == [Paragraph] * 7 + [Heading] + [Paragraph] * 5


def test_every_line_is_accounted_for(document: Document) -> None:
    """The ledger holds each non-blank line once, and names the rule of each dropped one."""
    raw = SEED.read_text(encoding="utf-8").split("\n")
    numbers = [number for number, line in enumerate(raw, 1) if line.strip()]
    assert [fate.line for fate in document.lines] == numbers
    dropped = [(fate.text, fate.rule) for fate in document.lines if fate.fate is Fate.DROPPED]
    assert dropped == [
        ("icon", "chrome-navigation"),
        ("+A", "chrome-sizes"),
        ("حجم الخط", "chrome-sizes"),
        ("-A", "chrome-sizes"),
    ]
