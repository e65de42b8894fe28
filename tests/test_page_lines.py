"""Saved pages: what line breaks and touching elements say of the text."""

from __future__ import annotations

import pytest

from builder.markdown.blocks import render_blocks
from builder.model import Document, Fate, Paragraph, Quote, plain_text
from tests.page_cases import read_page

TEXT = (
    "<p>أعلنت بلدية المدينة القديمة افتتاح الجسر بعد أعمال ترميم استمرت عامين كاملين.</p>"
    "<p>وقالت البلدية إن الجسر سيبقى مفتوحاً للمشاة وحدهم، وإن السيارات ستمر من الشمال.</p>"
)
FIRST = ("يا نهر خذ الليل عن كتفي", "واترك لي الضفة والقمرا", "فأنا من طول العمر هنا")
SECOND = ("يا ليل طل أو لا تطل", "لا بد لي أن أسهرك", "لو كان عندي قمري")
POEM = f"{'<br>'.join(FIRST)}<br><br>{'<br/>'.join(SECOND)}"


def read(body: str) -> Document:
    """Read a page around `body`."""
    title = "عودة الحياة إلى الجسر القديم بعد عامين"
    return read_page(
        f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>"
        f"<div>4 مارس 2024</div>{body}</article></body></html>",
    )


def test_verses_that_only_line_breaks_part_are_one_stanza() -> None:
    """Each was a paragraph of its own, and the poem had no stanzas."""
    found = read(f"{TEXT}<p>{POEM}</p>{TEXT}")
    shown = [plain_text(b.runs) for b in found.blocks if isinstance(b, Paragraph)]
    assert ["\n".join(FIRST), "\n".join(SECOND)] == [text for text in shown if "\n" in text]
    assert len(found.blocks) == 6
    assert f"{FIRST[0]}  \n{FIRST[1]}  \n{FIRST[2]}" in render_blocks(found.blocks)


def test_a_quoted_poem_keeps_its_stanzas() -> None:
    """So do its borders: it stays one quotation."""
    found = read(f"{TEXT}<blockquote><p>{POEM}</p></blockquote>{TEXT}")
    quotes = [b.paragraphs for b in found.blocks if isinstance(b, Quote)]
    assert [["\n".join(FIRST), "\n".join(SECOND)]] == [[*map(plain_text, q)] for q in quotes]


def test_paragraphs_that_line_breaks_part_stay_paragraphs() -> None:
    """Old pages have nothing else between them."""
    found = read(TEXT.replace("</p><p>", "<br>"))
    assert [isinstance(block, Paragraph) for block in found.blocks] == [True, True]


@pytest.mark.parametrize(
    "byline",
    [
        "<p class='byline'><b>ليلى حداد</b><span>كاتبة وصحفية</span></p>",
        "<div class='by'><b>كتب:</b><b>ليلى حداد</b><em>مراسلة الشمال</em></div>",
        "<div><span>ليلى حداد</span><span>مراسلة الشمال</span></div>",
        "<p class='byline'><b>ليلى حداد</b> <span>كاتبة وصحفية</span></p>",
    ],
)
def test_a_name_is_parted_from_what_its_bearer_does(byline: str) -> None:
    """The author was called «ليلى حدادكاتبة وصحفية»."""
    assert [author.value for author in read(byline + TEXT).authors] == ["ليلى حداد"]


def test_figures_between_paragraphs_are_text() -> None:
    """A result or a share is no ornament; the number of a page is."""
    found = read(f"{TEXT}<p>2 - 1</p><p>100%</p><p>12</p>{TEXT}")
    shown = [plain_text(b.runs) for b in found.blocks if isinstance(b, Paragraph)]
    assert [text for text in shown if len(text) < 10] == ["2 - 1", "100%"]


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ("<div style='display:none'><p>{}</p></div>", "page-hidden"),
        ("<p hidden>{}</p>", "page-hidden"),
        ("<p class='d-none'>{}</p>", "page-hidden"),
        ("<video src=x>{}</video>", "page-embedded"),
        ("<select><option>{}</select>", "page-embedded"),
        ("<svg><title>صورة</title><text>{}</text></svg>", "page-embedded"),
        ("<noscript><p>{}</p></noscript>", "page-embedded"),
    ],
)
def test_what_a_page_does_not_show_is_counted_as_left_out(html: str, told: str) -> None:
    """It was in no account: «6 kept, 0 dropped», though a sentence was missing."""
    hidden = "وستبقى الإنارة مطفأة ليلاً حتى الصيف المقبل."
    styled = "<style>p {color: red}</style><script>alert('نص')</script>"
    found = read(f"{TEXT}{html.format(styled + hidden)}{TEXT}")
    assert [(line.text, line.rule) for line in found.lines if line.fate is Fate.DROPPED] == [
        (hidden, told)
    ]
    assert [line.fate for line in found.lines[-5:]].index(Fate.DROPPED) == 2
    assert all(hidden not in plain_text(b.runs) for b in found.blocks if isinstance(b, Paragraph))


def test_signs_that_a_page_does_not_show_are_no_text() -> None:
    """A cross to close a window, a program and a style say nothing to a reader."""
    found = read(f"{TEXT}<p hidden>×</p><svg><title>س</title></svg><style>p {{}}</style>{TEXT}")
    assert [line.text for line in found.lines if line.fate is Fate.DROPPED] == []


def test_a_refused_page_tells_what_it_does_not_show() -> None:
    """Nothing is read of it, and nothing is left out of the account."""
    found = read("<p>نص قصير</p><p hidden>نص مخفي</p>")
    assert ("نص مخفي", "page-hidden") in [(line.text, line.rule) for line in found.lines]


def test_verses_in_a_pre_keep_their_ends() -> None:
    """They ran into one line, where a reader of the page saw a poem."""
    poem = "\n".join((*FIRST, "", *SECOND))
    found = read(f"{TEXT}<pre>\n{poem}\n</pre>{TEXT}")
    shown = [plain_text(b.runs) for b in found.blocks if isinstance(b, Paragraph)]
    assert ["\n".join(FIRST), "\n".join(SECOND)] == [text for text in shown if "\n" in text]
    assert len(found.blocks) == 6


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_a_pre_breaks_by_its_width_is_joined_up_to_blank_lines(end: str) -> None:
    """As old mails are: the lines are no writer's, the paragraphs are."""
    above = ("وقال مهندس المشروع إن الحجارة نُقلت من مقلع قريب", "وإن العمل لم يتوقف في الشتاء.")
    below = ("وتقول البلدية إن أجور العمال دُفعت كلها في مواعيدها", "وإن الجسر آمن للمشاة.")
    found = read(f"{TEXT}<pre>{end.join((*above, '', *below))}</pre>{TEXT}")
    shown = [plain_text(b.runs) for b in found.blocks if isinstance(b, Paragraph)]
    assert [" ".join(above), " ".join(below)] == shown[2:4]
    assert len(found.blocks) == 6
