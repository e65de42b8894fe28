"""Saved pages: what a reader of the page sees of markup within the text, and what he does not."""

from __future__ import annotations

import pytest

from builder.markdown.blocks import render_blocks
from builder.markdown.proof import difference
from builder.model import Document, Fate, Table, block_text, plain_text
from tests.page_cases import read_page

TITLE = "عودة الوراقين إلى السوق القديم"
TEXT = (
    "<p>أعلنت بلدية المدينة القديمة افتتاح سوق الوراقين بعد أعمال ترميم استمرت عامين كاملين.</p>"
    "<p>وقالت البلدية إن السوق سيبقى مفتوحًا للمشاة وحدهم، وإن السيارات ستمر من الشمال.</p>"
)


def read(body: str) -> Document:
    """Read a page with `body` between two paragraphs and two others."""
    return read_page(
        f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>"
        f"{TEXT}{body}{TEXT}</article></body></html>",
    )


def text_of(html: str) -> str:
    """Return the text of a paragraph of a page."""
    return block_text(read(f"<p>{html}</p>").blocks[2])


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("قال: <q>رجعت الروح</q>، ثم مضى.", "قال: «رجعت الروح»، ثم مضى."),
        ("قال: <q> رجعت <b>الروح</b> </q> ثم مضى.", "قال: «رجعت الروح» ثم مضى."),
        ("قال: <q>سمعت: <q>عدنا</q> منه</q>.", "قال: «سمعت: “عدنا” منه»."),
        ("قال: <q>«رجعت الروح»</q>.", "قال: «رجعت الروح»."),
        ("قال: «<q>رجعت الروح</q>».", "قال: «رجعت الروح»."),
        ("في <ruby>تموز<rt>يوليو</rt></ruby> المقبل.", "في تموز (يوليو) المقبل."),
        (
            "في <ruby>تموز<rp>[</rp><rt>يوليو</rt><rp>]</rp></ruby> المقبل.",
            "في تموز[يوليو] المقبل.",
        ),
    ],
)
def test_signs_that_a_browser_shows_are_in_the_text(html: str, text: str) -> None:
    """What somebody said was published as if the writer said it; a reading ran into its word."""
    assert text == text_of(html)


@pytest.mark.parametrize("tag", ["del", "s", "strike"])
def test_what_the_publisher_struck_out_is_not_published(tag: str) -> None:
    """«دام عامين ثلاثة أعوام» says both, and the first is the error that was corrected."""
    found = read(f"<p>دام الترميم <{tag}>عامين</{tag}> <ins>ثلاثة أعوام</ins> كاملة.</p>")
    assert block_text(found.blocks[2]) == "دام الترميم ثلاثة أعوام كاملة."
    assert ("عامين", Fate.DROPPED, "page-struck") in [
        (line.text, line.fate, line.rule) for line in found.lines
    ]


HIDDEN = "كلمات مدسوسة لمحركات البحث ولا يراها قارئ الصفحة"


@pytest.mark.parametrize(
    "style",
    [
        "font-size:0",
        "font-size: 0px !important",
        "color:#fff; opacity: 0",
        "opacity:0.0;color:red",
        "position:absolute;left:-9999px",
        "text-indent: -10000px",
        "position:absolute;clip:rect(0, 0, 0, 0);width:1px",
        "position:absolute;clip: rect(1px 1px 1px 1px)",
        "clip-path:inset(50%)",
    ],
)
def test_text_without_size_colour_or_place_is_hidden(style: str) -> None:
    """It is written for search engines, and was published as a paragraph of the article."""
    found = read(f"<p style='{style}'>{HIDDEN}</p>")
    assert len(found.blocks) == 4
    assert (HIDDEN, "page-hidden") in [(line.text, line.rule) for line in found.lines]


@pytest.mark.parametrize(
    "html",
    [
        "<p style='opacity:0;transform:translateY(20px)'>{}</p>",
        "<p style='opacity:0.8'>{}</p>",
        "<p style='font-size:0.9em'>{}</p>",
        "<div style='font-size:0'><p style='font-size:16px'>{}</p></div>",
        "<p style='margin-left:-9999px'>{}</p>",
        "<p style='left:-10px'>{}</p>",
    ],
)
def test_text_that_a_page_fades_in_or_sets_small_is_seen(html: str) -> None:
    """A page was saved before its reader came to it."""
    assert len(read(html.format(HIDDEN)).blocks) == 5


@pytest.mark.parametrize(
    ("css", "hidden"),
    [
        (".zq{color:red;display:none}", True),
        (".a, .zq {display: none !important}", True),
        ("/* x { */ #q9 { visibility:hidden }", True),
        ("@media print{.a{color:red}} .zq{display:none}", True),
        (".zq{position:absolute;clip:rect(0,0,0,0)}", True),
        ("@media print{.zq{display:none}}", False),
        ("@media (max-width:600px){.a{color:red}.zq{display:none}}", False),
        (".zq{display:none}.zq.open{display:block}", False),
        (".zq{display:none}@media (min-width:600px){.zq{display:block}}", False),
        (".a .zq{display:none}", False),
        (".zq{color:red} /* .zq{display:none}", False),
        (".zq,.a{display:none}b .zq:hover i{display:block}", False),
        (".zq:before{display:none}", False),
        (".zqa{display:none}", False),
    ],
)
def test_a_style_sheet_in_the_page_hides_what_it_names(css: str, *, hidden: bool) -> None:
    """A browser shows none of it; but what a rule shows again may be seen."""
    found = read(f"<style>{css}</style><p class='b zq' id='q9'>{HIDDEN}</p>")
    assert len(found.blocks) == 5 - hidden
    told = [line.rule for line in found.lines if line.text == HIDDEN]
    assert told == ["page-hidden" if hidden else "page-text"]


@pytest.mark.parametrize(
    "html",
    [
        "<style>.zq{display:none}</style><div class=zq>" + 8 * f"<p>{HIDDEN}</p>" + "</div>",
        "<style>.zq{display:none}</style>" + 6 * f"<p class=zq>{HIDDEN}</p>",
        f"<style>.zq{{display:none}}</style><p class=zq style='display:block'>{HIDDEN}</p>",
        f"<style media=print>.zq{{display:none}}</style><p class=zq>{HIDDEN}</p>",
        f"<noscript><style>.zq{{display:none}}</style></noscript><p class=zq>{HIDDEN}</p>",
    ],
)
def test_what_a_reader_unfolds_or_prints_is_not_hidden(html: str) -> None:
    """«اقرأ المزيد» opens the rest of many articles."""
    assert len(read(html).blocks) > 4


def test_a_picture_that_fades_in_is_kept() -> None:
    """Pages hide it until it has come."""
    found = read("<figure style='opacity:0'><img src='a.jpg'><figcaption>سوق</figcaption></figure>")
    assert [image.name for image in found.images] == ["a.jpg"]


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        (
            "<tr><th>البند<th>الكلفة</tr><tr><td rowspan=2>الحجر<td>200</tr><tr><td>10</tr>",
            [["البند", "الكلفة"], ["الحجر", "200"], ["", "10"]],
        ),
        ("<tr><td rowspan=2>الحجر<td>200</tr><tr><td>10</tr>", [["الحجر", "200"], ["", "10"]]),
        (
            "<tr><td>أ<td>1<td>2</tr><tr><td colspan=2>ب<td>3</tr><tr><td>ج<td>4<td>5</tr>",
            [["أ", "1", "2"], ["ب", "", "3"], ["ج", "4", "5"]],
        ),
        (
            "<tr><td>أ<td rowspan=2>1<td>2</tr><tr><td>ب<td>3</tr>",
            [["أ", "1", "2"], ["ب", "", "3"]],
        ),
        ("<tr><td colspan=999999>أ<td>1</tr><tr><td>ب<td rowspan=x>2</tr>", None),
    ],
)
def test_cells_that_reach_over_others_leave_them_in_their_columns(
    rows: str, wanted: list[list[str]] | None
) -> None:
    """Such a table was torn into paragraphs, and its figures were left out as ornaments."""
    found = read(f"<table>{rows}</table>").blocks[2]
    assert isinstance(found, Table)
    if wanted is not None:
        assert [[plain_text(cell) for cell in row] for row in found.rows] == wanted


def test_a_list_within_a_list_that_counts_leaves_its_numbers_true() -> None:
    """Third and fourth became third and sixth."""
    inner = "<ul><li>فرع أول</li><li>فرع ثان</li></ul>"
    outer = f"<ol start=3><li>المرحلة الثالثة{inner}</li><li>المرحلة الرابعة</li></ol>"
    shown = render_blocks(read(outer).blocks[2:3])
    assert [line.strip() for line in shown.split("\n")] == [
        "3.  المرحلة الثالثة",
        "– فرع أول",
        "– فرع ثان",
        "4.  المرحلة الرابعة",
    ]
    assert difference(read(outer).blocks, render_blocks(read(outer).blocks)) is None
