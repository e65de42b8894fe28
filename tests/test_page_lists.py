"""Saved pages: the items of lists with the numbers that readers see, terms, notes, and captions."""

from __future__ import annotations

import pytest

from builder.markdown.blocks import render_blocks
from builder.markdown.proof import difference
from builder.model import Fate, Figure, ListBlock, Paragraph, Quote, block_text
from tests.test_page_markup import read


def shown(body: str) -> list[str]:
    """Return the Markdown of what stands between the paragraphs of a page, in lines."""
    blocks = read(body).blocks
    assert difference(blocks, render_blocks(blocks)) is None
    return [line.strip() for line in render_blocks(blocks[2:-2]).split("\n") if line.strip()]


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        (
            "<ul><li>الخان<ol><li>القاعة</li><li>الباب</li></ol></li><li>الحمام</li></ul>",
            ["-   الخان", "1\\. القاعة", "2\\. الباب", "-   الحمام"],
        ),
        (
            "<ol><li>الخان<ol type=a><li>القاعة</li><li value=5>الباب</li></ol></li></ol>",
            ["1.  الخان", "a. القاعة", "e. الباب"],
        ),
        ("<ol type=I start=4><li>الخان</li><li>الحمام</li></ol>", ["IV. الخان", "V. الحمام"]),
        ("<ol><li>أ</li></ol>", ["1.  أ"]),
        ("<ol><li>1990</li><li>2004</li></ol>", ["1.  1990", "2.  2004"]),
        (
            "<ul><li><p>بُني الخان.</p><p>ثم رُمّم.</p></li><li>الحمام</li></ul>",
            ["-   بُني الخان.", "ثم رُمّم.", "-   الحمام"],
        ),
        (
            "<dl><dt>الخان</dt><dd>ينزل فيه التجار.</dd><dt>القيسارية</dt><dd>سوق.</dd></dl>",
            ["-   الخان", "ينزل فيه التجار.", "-   القيسارية", "سوق."],
        ),
    ],
)
def test_items_stand_in_the_list_as_readers_see_them(html: str, lines: list[str]) -> None:
    """Inner numbers were gone, a letter alone too; a term and its meaning were two items."""
    assert lines == shown(html)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("سجل البلدية. <a href='#r1'>↩</a>", "سجل البلدية."),
        ("<b><a href='#r1'>^</a></b> سجل البلدية.", "سجل البلدية."),
        ("سجل البلدية <a href='#n1'>*</a> القديم.", "سجل البلدية * القديم."),
        ("سجل البلدية <a href='#n1'>هنا</a>.", "سجل البلدية هنا."),
        ("سجل البلدية <a href='/x'>^</a>", "سجل البلدية ^"),
    ],
)
def test_the_way_back_from_a_note_is_no_text(html: str, text: str) -> None:
    """It leads nowhere on the site."""
    found = read(f"<ol><li id=n>{html}</li></ol>").blocks[2]
    assert isinstance(found, ListBlock)
    assert block_text(found) == text


def test_the_foot_of_a_quotation_says_whose_it_is() -> None:
    """It was left out as the foot of the page."""
    quote = "<p>لن يتوقف السوق عن النبض.</p><footer>— رئيس البلدية</footer>"
    found = read(f"<blockquote>{quote}</blockquote>").blocks[2]
    assert isinstance(found, Quote)
    assert block_text(found) == "لن يتوقف السوق عن النبض.\n— رئيس البلدية"


def test_what_stands_under_a_table_is_no_caption_of_a_picture() -> None:
    """There is no picture, and so it was left out."""
    table = "<table><tr><td>2020</td><td>15</td></tr><tr><td>2021</td><td>18</td></tr></table>"
    found = read(f"<figure>{table}<figcaption>دكاكين السوق كل عام</figcaption></figure>")
    assert block_text(found.blocks[3]) == "دكاكين السوق كل عام"
    assert isinstance(found.blocks[3], Paragraph)


LAZY = "<img src='data:image/gif;base64,R0' alt='x'>"


@pytest.mark.parametrize(
    "html",
    [
        f"{LAZY}<noscript><img src='a/souq.jpg'></noscript>",
        "<noscript><img src='a/souq.jpg'></noscript>",
        "<img src='a/souq.jpg'><noscript><img src='a/souq-800.jpg'></noscript>",
        f"<picture><source srcset='a/souq.jpg 800w, a/s.jpg 300w'>{LAZY}</picture>",
        "<img data-full-picture='https://x.example/a/souq.jpg' src='data:image/gif;base64,R0'>",
    ],
)
def test_a_picture_that_is_to_come_later_is_found(html: str) -> None:
    """Its caption was left out with it."""
    found = read(f"<figure>{html}<figcaption>السوق بعد الترميم</figcaption></figure>")
    images = [block.image for block in found.blocks if isinstance(block, Figure)]
    assert [tuple(image) for image in images] == [("souq.jpg", "السوق بعد الترميم", None)]
    assert not [line for line in found.lines if line.fate is Fate.DROPPED]
