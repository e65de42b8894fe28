"""Saved pages: what is their headline where nothing but its place on the page says so."""

from __future__ import annotations

import pytest

from builder.model import Document, Heading, plain_text
from tests.evidence import title
from tests.page_cases import read_page

TEXT = (
    "<p>أعلنت بلدية المدينة القديمة افتتاح الجسر بعد أعمال ترميم واسعة استمرت عامين كاملين.</p>"
    "<p>وقالت البلدية إن الجسر سيبقى مفتوحاً للمشاة وحدهم، وإن السيارات ستمر من الشمال.</p>"
)


def read(body: str, head: str = "") -> Document:
    """Read a page of `body`."""
    return read_page(f"<html><head>{head}</head><body>{body}</body></html>")


@pytest.mark.parametrize("words", ["سيرة الجسر", "سيرة الجسر القديم", "سيرة الجسر القديم كلها"])
@pytest.mark.parametrize("head", ["", "<title>مدونة</title>"])
def test_a_heading_over_the_text_is_the_headline_however_short(words: str, head: str) -> None:
    """One of three words became a subheading of the text, and no headline was found."""
    found = read(f"<h1>{words}</h1><p>5 آذار 2018</p>{TEXT}<h2>ماذا بقي من الجسر</h2>{TEXT}", head)
    assert title(found) == words
    headings = [plain_text(b.runs) for b in found.blocks if isinstance(b, Heading)]
    assert headings == ["ماذا بقي من الجسر"]


@pytest.mark.parametrize(
    "top",
    [
        "<h1>صدى الفرات</h1><h2>عودة الحياة إلى الجسر القديم</h2>",
        "<h1>صدى الفرات</h1><div class='title'>عودة الحياة إلى الجسر القديم</div>",
        "<h1>أخبار محلية</h1><h1>عودة الحياة إلى الجسر القديم</h1>",
        "<h1><a href='/'>صدى الفرات</a></h1><p><b>عودة الحياة إلى الجسر القديم</b></p>",
        "<nav><h1>صدى الفرات</h1></nav><p><b>عودة الحياة إلى الجسر القديم</b></p>",
    ],
)
def test_a_short_heading_over_a_headline_is_none(top: str) -> None:
    """It names the site or the section."""
    assert title(read(top + TEXT)) == "عودة الحياة إلى الجسر القديم"


def test_a_short_heading_that_the_foot_repeats_is_the_site() -> None:
    """The line on rights says whose page it is."""
    foot = "<div>© 2018 صدى الفرات. جميع الحقوق محفوظة</div>"
    body = f"<h1>صدى الفرات</h1><p><b>عودة الحياة إلى الجسر القديم</b></p>{TEXT}{foot}"
    assert title(read(body)) == "عودة الحياة إلى الجسر القديم"
