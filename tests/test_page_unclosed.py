"""Saved pages: what has no content or is never closed hides nothing of the article."""

from __future__ import annotations

import time

import pytest

from builder.errors import ArticleError
from builder.model import Fate
from tests.page_cases import read_page

FIRST = "أعلنت بلدية المدينة القديمة افتتاح الجسر بعد أعمال ترميم استمرت عامين كاملين."
LAST = "وختمت البلدية بيانها بأن السيارات ستمر من الطريق الشمالي حتى آخر هذا العام."
BOUND = 10.0
"""Seconds; a quadratic search would take hours."""
TITLE = "عودة الحياة إلى الجسر القديم بعد عامين"


def page(between: str) -> str:
    """Return a page with `between` standing between its two paragraphs."""
    return (
        f"<html><head><title>{TITLE}</title></head>\n<body><article><h1>{TITLE}</h1>\n"
        f"<p>{FIRST}</p>\n{between}\n<p>{LAST}</p></article></body></html>"
    )


def told(html: str) -> list[tuple[str, int | None]]:
    """Return the problems of a page that speak of its markup."""
    found = read_page(html).problems
    return [(one.code, one.line) for one in found if one.code.startswith("PAGE")]


@pytest.mark.parametrize(
    "element",
    ["<embed src=x>", "<source src='a>b'>", "<TRACK src=x>", "<wbr>", "<embed src=x/>"],
)
def test_an_element_without_content_takes_nothing_along(element: str) -> None:
    """The parser put the rest of the article into it, and the text was gone without a word."""
    html = page(element)
    body = [line.text for line in read_page(html).lines if line.fate is Fate.BODY]
    assert body == [FIRST, LAST]
    assert told(html) == []


def test_a_picture_with_several_sources_is_found_with_its_caption() -> None:
    """The `<img>` after a `<source>` was inside it, and unseen."""
    caption = "الجسر بعد افتتاحه"
    found = read_page(
        page(
            '<figure><picture><source srcset="a.webp"><source srcset="a.avif">'
            f'<img src="a.png"></picture><figcaption>{caption}</figcaption></figure>'
        )
    )
    assert [("a.png", caption)] == [(image.name, image.caption) for image in found.images]


@pytest.mark.parametrize(
    "opened",
    [
        "<!-- ",
        "<style>p {}",
        "<svg>",
        "<math>",
        "<select>",
        "<object data=x>",
        "<video src=x>",
        "<canvas>",
        "<iframe src=x>",
        "<textarea>",
        "<noscript>",
        "<title>",
        "<video src=x/>",
    ],
)
def test_what_is_never_closed_hides_nothing_and_is_told(opened: str) -> None:
    """The text after it is read, and the place is named."""
    html = page(opened)
    body = [line.text for line in read_page(html).lines if line.fate is Fate.BODY]
    assert body == [FIRST, LAST]
    assert told(html) == [("PAGE04", 4)]


def test_nothing_can_be_read_after_a_script_without_an_end() -> None:
    """Its strings may hold tags, so it is not guessed where it ends: the page has no end."""
    assert told(page("<script>let a = '<p>';")) == [("PAGE03", None)]


@pytest.mark.parametrize(
    "closed",
    [
        "<!-- <video> -->",
        "<script>'<video>'</script>",
        "<p title='<video>'>",
        "<svg></svg>",
        "<video><source src=x></video>",
        "<style>a{}</STYLE>",
        "<!-- a --!>",
    ],
)
def test_what_is_closed_or_no_markup_is_left_alone(closed: str) -> None:
    """A tag in a comment, a script or a value opens nothing."""
    assert told(page(closed)) == []


@pytest.mark.parametrize("tag", ["<!--", "<style>", "<video>", "<video ", "<a b='", "<source>"])
def test_endless_tags_are_ended_in_bounded_time(tag: str) -> None:
    """Each would search the whole page for its end."""
    begun = time.process_time()
    try:
        problems = read_page(tag * 100_000 + "نص").problems
    except ArticleError as error:
        problems = error.problems
    assert problems
    assert time.process_time() - begun < BOUND
