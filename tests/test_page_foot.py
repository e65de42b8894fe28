"""Saved pages: who wrote, what the tags are and what is text, where sites put it in odd places."""

from __future__ import annotations

import pytest

from builder.model import Document, Fate, Table, block_text, plain_text
from tests.page_cases import read_page
from tests.test_page_markup import TEXT, TITLE, read


def around(above: str = "", below: str = "") -> Document:
    """Read a page with something above and below the part with its text."""
    text = f"<div class='entry-content'>{TEXT}{TEXT}</div>"
    return read_page(
        f"<html><head><title>{TITLE}</title></head><body><div class='post'><h1>{TITLE}</h1>"
        f"{above}{text}{below}</div><div class='site-footer'>بواسطة شركة الأفق</div></body></html>",
    )


def test_the_foot_of_an_article_names_its_author_and_tags() -> None:
    """Blogs say both there, and both were left out as the foot of the page."""
    foot = "<span>مرسلة بواسطة <span>سامر الحلبي</span></span><br>"
    foot += "التسميات: <a rel='tag'>تراث</a>, <a rel='tag'>أسواق</a>"
    found = around(below=f"<div class='post-footer'>{foot}</div>")
    assert [author.value for author in found.authors] == ["سامر الحلبي"]
    assert [tag.value for tag in found.tags] == ["تراث", "أسواق"]


def test_the_foot_of_a_page_names_no_author() -> None:
    """Whoever made the site wrote nothing on it."""
    assert around().authors == ()


@pytest.mark.parametrize("between", ["", " ", "\n", ", ", "، "])
@pytest.mark.parametrize("tag", ["p", "div", "span"])
def test_tags_that_only_a_style_parts_are_several(between: str, tag: str) -> None:
    """«تراث أسواق المدينة» was one tag."""
    links = between.join(f"<a rel='tag'>{name}</a>" for name in ("تراث", "أسواق المدينة"))
    found = around(below=f"<{tag} class='tags-links'>الوسوم: {links}</{tag}>")
    assert [one.value for one in found.tags] == ["تراث", "أسواق المدينة"]


def test_two_links_that_touch_after_a_label_are_two() -> None:
    """Without a sign that they are tags, too."""
    found = around(below="<div class='tags'>الوسوم: <a href=a>تراث</a><a href=b>أسواق</a></div>")
    assert [one.value for one in found.tags] == ["تراث", "أسواق"]


def test_a_section_is_named_without_its_label() -> None:
    """«المجموعة: محليات» is no section."""
    found = around(above="<dl><dd class='category-name'>المجموعة: <a href=m>محليات</a></dd></dl>")
    assert found.section is not None
    assert found.section.value == "محليات"


def test_a_short_standfirst_beside_the_headline_is_one() -> None:
    """It has no sentence, and was left out as standing outside the article."""
    found = around(above="<h2 class='entry-sub-title'>سوق واحد وثلاث مدن</h2>")
    assert found.standfirst is not None
    assert found.standfirst.value == "سوق واحد وثلاث مدن"


def test_credits_above_the_text_without_a_picture_are_its_author_s() -> None:
    """A browser's view for readers calls them so; with a picture they are who took it."""
    credit = "<div class='credits reader-credits'>ليلى حداد</div>"
    assert [author.value for author in around(above=credit).authors] == ["ليلى حداد"]
    pictured = around(above=f"<img src='souq.jpg'>{credit}")
    assert pictured.authors == ()
    assert [image.caption or image.credit for image in pictured.images] == ["ليلى حداد"]


@pytest.mark.parametrize("label", ["المصادر:", "المراجع"])
def test_the_heading_of_the_works_that_were_used_stays(label: str) -> None:
    """It was taken for the publisher's label, and the works stood there without it."""
    found = read(f"<p>{label}</p><ul><li>سجل البلدية.</li></ul>")
    assert label in [block_text(block) for block in found.blocks]


def test_a_box_of_facts_under_a_title_across_is_a_table() -> None:
    """Rows over all columns made it one that lays the page out."""
    rows = "".join(f"<tr><th>{a}</th><td>{b}</td></tr>" for a, b in ("أب", "جد"))
    across = "<tr><td colspan=2>السوق سنة 1920</td></tr>"
    found = read(f"<table>{2 * across}{rows}</table>").blocks[2]
    assert isinstance(found, Table)
    assert [[plain_text(cell) for cell in row] for row in found.rows][1:] == [
        ["السوق سنة 1920", ""],
        ["أ", "ب"],
        ["ج", "د"],
    ]


@pytest.mark.parametrize(
    ("html", "rule"),
    [
        ("<p>يُقرأ أيضًا: <a href='/x'>نهر بلا ضفاف</a></p>", "chrome-read-also"),
        (
            "<div class='hatnote'>هذه المقالة عن السوق. لمعان أخرى انظر سوق (توضيح).</div>",
            "page-related",
        ),
    ],
)
def test_the_way_to_other_articles_is_left_out(html: str, rule: str) -> None:
    """It is no sentence of this one."""
    told = [(line.fate, line.rule) for line in read(html).lines if line.fate is Fate.DROPPED]
    assert told == [(Fate.DROPPED, rule)]


BOX = "<h3>أرقام</h3><ul><li>في السوق القديم مئتا دكان.</li></ul>"


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        (f"<aside>{BOX}</aside>", True),
        (f"<aside>{BOX}<a href='/x'>اقرأ الملف الكامل عن السوق</a></aside>", False),
        (f"<aside class='related-box'>{BOX}</aside>", False),
        (f"<div><aside>{BOX}</aside></div>", False),
        (f"<aside>{TEXT}</aside>", False),
    ],
)
def test_a_box_between_two_paragraphs_is_the_article_s(html: str, *, kept: bool) -> None:
    """It was left out as a sidebar; what leads elsewhere or says the text again still is."""
    texts = [block_text(block) for block in read(html).blocks]
    assert len(texts) == 4 + 2 * kept
    assert ("أرقام" in texts) == kept


@pytest.mark.parametrize("heading", ["<h3>المصادر</h3>", "<p>المصادر</p>", "<h3>المراجع</h3>"])
def test_the_works_that_were_used_are_kept_though_they_are_links(heading: str) -> None:
    """Links alone are left out for leading elsewhere; here they are what the writer read."""
    works = "<ul><li><a href='https://x.example/1'>تقرير البلدية السنوي</a></li></ul>"
    texts = [block_text(block) for block in read(heading + works).blocks]
    assert texts[2] in heading
    assert texts[3] == "تقرير البلدية السنوي"
    assert len(read(works).blocks) == 4
