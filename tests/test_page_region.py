"""Saved pages: which part of the page holds the article, where little of it is prose."""

from __future__ import annotations

import pytest

from builder.model import Document, Paragraph, Table, block_text, plain_text
from tests.page_cases import read_page

TITLE = "أسعار الحبر في سوق الوراقين"
FIRST = "<p>ارتفعت أسعار الحبر في سوق الوراقين هذا الشهر بحسب ما قاله ثلاثة من التجار.</p>"
LAST = "<p>ولم يقل التجار لماذا ارتفعت.</p>"
TABLE = (
    "<table><tr><th>النوع</th><th>السعر</th></tr><tr><td>حبر أسود</td><td>200</td></tr>"
    "<tr><td>حبر أحمر</td><td>300</td></tr></table>"
)


def read(body: str) -> Document:
    """Read a page whose body is `body`."""
    return read_page(f"<html><head><title>{TITLE}</title></head><body>{body}</body></html>")


@pytest.mark.parametrize(
    "page",
    [
        f"<article><h1>{TITLE}</h1>{FIRST}{TABLE}{LAST}</article>",
        f"<main><h1>{TITLE}</h1><div>{FIRST}{TABLE}{LAST}</div></main>",
        f"<h1>{TITLE}</h1><div><div>{FIRST}</div>{TABLE}<div>{LAST}</div></div>",
        f"<article><h1>{TITLE}</h1>{FIRST}<section>{TABLE}</section><div>{LAST}</div></article>",
    ],
)
def test_a_table_under_the_only_paragraph_is_text_and_what_follows_it_too(page: str) -> None:
    """Its cells counted against the article, so the one paragraph was taken for all of it."""
    found = read(page)
    assert [Paragraph, Table, Paragraph] == [type(block) for block in found.blocks]
    rows = next(block.rows for block in found.blocks if isinstance(block, Table))
    assert [[*map(plain_text, r)] for r in rows[1:]] == [["حبر أسود", "200"], ["حبر أحمر", "300"]]


def test_short_lines_beside_the_only_paragraph_are_text() -> None:
    """Labels weigh less than nothing: three of them outweighed nobody, and went without a word."""
    lines = "".join(f"<p>قال{at}</p>" for at in ("وا.", "ت.", "."))
    found = read(f"<article><h1>{TITLE}</h1>{FIRST}<div>{lines}{LAST}</div></article>")
    assert block_text(found.blocks[-1]) == "ولم يقل التجار لماذا ارتفعت."


PROSE = "<p>قال الوراق إن الحبر الأسود بقي على حاله، وإن أحدًا لم يسأل عن الأحمر.</p>"
NOTE = (
    "<div>وقال ناسخ من أهل الحي إنه يصنع حبره بنفسه من العفص والصمغ كما كان يصنع أبوه، "
    "ولا يشتري شيئًا من السوق.</div>"
)


def left_out(page: str) -> list[int | None]:
    """Return the lines from which a person is told to look for text."""
    return [problem.line for problem in read(page).problems if problem.code == "PAGE05"]


def test_text_in_the_article_that_was_left_out_is_told() -> None:
    """It went without a word: only `explain` had it, for those who asked."""
    body = f"<div>{6 * PROSE}</div>"
    page = f"<article><div>\n{NOTE}</div><h1>{TITLE}</h1>{body}</article>"
    assert left_out(page) == [2]
    assert left_out(page.replace("article>", "div>")) == []
    assert left_out(page.replace(NOTE, "<div>شارك على مواقع التواصل</div>")) == []


def test_the_next_article_in_one_main_element_is_not_told() -> None:
    """Sites load it under the first, and it is none of its text."""
    body = f"<article><h1>{TITLE}</h1>{6 * PROSE}</article>"
    other = f"<article><h1>خبر آخر لا شأن لنا به</h1>{NOTE}</article>"
    assert left_out(f"<main>{body}{other}</main>") == []
