"""Which of a page's dates is the day of publication."""

from __future__ import annotations

from datetime import date

import pytest

from builder.extract.page.dates import read_stamp
from builder.extract.page.neighbours import from_iranian
from tests.page_cases import answers, read_page

TITLE = "عودة الحياة إلى السوق المسقوف بعد ثلاث سنوات"
TEXT = (
    "أعلنت بلدية المدينة القديمة صباح اليوم انتهاء أعمال الترميم في السوق المسقوف، بعد "
    "ثلاث سنوات من العمل المتواصل، وقالت إن السوق افتتح أول مرة في 7 حزيران 1890."
)


def page(head: str = "", above: str = "", below: str = "") -> str:
    """Return a page with its dates here and there."""
    body = f"<h1>{TITLE}</h1>{above}<p>{TEXT}</p>{below}"
    return f"<html><head><title>{TITLE}</title>{head}</head><body>{body}</body></html>"


def meta(name: str, value: str) -> str:
    """Return a meta element."""
    return f'<meta property="{name}" content="{value}">'


PUBLISHED = "article:published_time"
CASES = {
    "metadata": (page(meta(PUBLISHED, "2024-03-05T10:00:00+03:00")), "2024-03-05"),
    "words in metadata": (page(meta(PUBLISHED, "الثلاثاء، 5 مارس 2024 - 10:00 ص")), "2024-03-05"),
    "mail date": (page(meta("date", "Tue, 05 Mar 2024 10:00:00 +0300")), "2024-03-05"),
    "the programme's zero": (page(meta(PUBLISHED, "0001-01-01T00:00:00")), None),
    "publication wins over update": (
        page(meta("article:modified_time", "2024-04-01") + meta(PUBLISHED, "2024-03-05")),
        "2024-03-05",
    ),
    "visible": (page(above="<div>الثلاثاء 5 آذار 2024</div>"), "2024-03-05"),
    "visible below": (page(below='<div class="date">5 آذار 2024</div>'), "2024-03-05"),
    "the day of reading above an open date": (
        page().replace(
            f"<h1>{TITLE}</h1>",
            f"<div>Monday, 23 November 2026</div><h1>{TITLE}</h1><div>3-10-2023, 19:44</div>",
        ),
        None,
    ),
    "beside author and section": (
        page(above="<p>بواسطة سامر الحلبي | مارس 5, 2024 | مقالات | 0 تعليقات</p>"),
        "2024-03-05",
    ),
    "visible time element": (page(above="<time>5 مارس 2024</time>"), "2024-03-05"),
    "the day of the page": (
        page(meta(PUBLISHED, "2024-03-04T22:00:00Z"), "<div>5 مارس 2024</div>"),
        "2024-03-05",
    ),
    "another day on the page": (
        page(meta(PUBLISHED, "2024-03-05"), "<div>9 مارس 2024</div>"),
        "2024-03-05",
    ),
    "address": (page(meta("og:url", "https://x.example/2024/3/5/souq")), "2024-03-05"),
    "address before an update": (
        page(meta("og:url", "https://x.example/2024/3/5/s"), "<div>آخر تحديث: 8 مارس 2024</div>"),
        "2024-03-05",
    ),
    "only an update": (page(above="<div>آخر تحديث: 8 مارس 2024</div>"), "2024-03-08"),
    "a date in the story": (page(), None),
    "a date of another article": (
        page(below='<ul class="related"><li><a href="/x">خبر آخر</a> 5 مارس 2024</li></ul>'),
        None,
    ),
    "relative": (page(above="<div>قبل 3 ساعات</div>"), None),
    "ambiguous": (page(above="<div>5/3/2024</div>"), None),
}


@pytest.mark.parametrize("name", CASES)
def test_the_day_of_publication_is_chosen(name: str) -> None:
    """Metadata, the page and the address are asked in this order; nothing is guessed."""
    html, expected = CASES[name]
    assert answers(read_page(html))["date"] == expected


def test_publication_and_update_are_both_kept() -> None:
    """A reader sees when the article was changed."""
    html = page(above="<div>5 مارس 2024</div><div>آخر تحديث: 8 مارس 2024</div>")
    found = answers(read_page(html))
    assert (found["date"], found["updated"]) == ("2024-03-05", "2024-03-08")


@pytest.mark.parametrize(
    ("stamp", "expected"),
    [
        ("2020-03-17T17:27:41Z", "2020-03-17T17:27:41+00:00"),
        ("2020-03-17T17:27:41.123+0300", "2020-03-17T17:27:41+03:00"),
        ("2020-03-17 17:27", None),
        ("2020-03-17T99:27:41Z", None),
    ],
)
def test_a_stamp_gives_a_moment_only_with_its_zone(stamp: str, expected: str | None) -> None:
    """A time without a zone is no moment; the day is known all the same."""
    moment = read_stamp(stamp)
    assert moment is not None
    assert moment.day == date(2020, 3, 17)
    assert (moment.time.isoformat() if moment.time else None) == expected


@pytest.mark.parametrize(
    "stamp", ["", "1970-01-01", "2020-13-40", "9999-01-01", "now", "1584466061"]
)
def test_what_is_no_stamp_is_not_read(stamp: str) -> None:
    """A placeholder of a program is no date."""
    assert read_stamp(stamp) is None


@pytest.mark.parametrize(
    ("year", "expected"),
    [(1178, "1799-03-21"), (1357, "1978-03-21"), (1375, "1996-03-20"), (1404, "2025-03-21")],
)
def test_the_iranian_year_begins_with_spring(year: int, expected: str) -> None:
    """Days of Nowruz that almanacs give."""
    found = from_iranian(year, 1, 1)
    assert found is not None
    assert found.isoformat() == expected
