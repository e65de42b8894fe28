"""Markdown files: blocks and links count, HTML is text, metadata as from a pasted text."""

from __future__ import annotations

import pytest

from builder.errors import ArticleError
from builder.extract.markdown_text import extract_markdown, mark_lines
from builder.extract.profiles import Profiles
from builder.model import Heading, Image, ListBlock, Paragraph, Quote, Run, Table
from tests.page_cases import answers, runs_of

FIRST = "أعلنت بلدية المدينة القديمة صباح اليوم انتهاء أعمال الترميم في السوق المسقوف."
SECOND = "وقال المهندس المشرف على المشروع إن الفريق أعاد بناء أكثر من مئتي دكان بالحجر."
HEAD = "# عودة الحياة إلى السوق المسقوف\n\nكتبت: ليلى حداد\n\nالثلاثاء 5 آذار 2024\n\n"


def test_the_metadata_are_read_as_from_a_pasted_text() -> None:
    """The first heading is the headline; byline, date and source line are found."""
    found = answers(
        extract_markdown(f"{HEAD}{FIRST}\n\n{SECOND}\n\nالمصدر: صدى الوادي\n", Profiles())
    )
    assert found["title"] == "عودة الحياة إلى السوق المسقوف"
    assert (
        found["authors"],
        found["date"],
        found["source"],
    ) == (["ليلى حداد"], "2024-03-05", "صدى الوادي")
    assert found["body"] == [["paragraph", FIRST], ["paragraph", SECOND]]
    assert found["problems"] == []


def test_a_table_stands_at_the_line_on_which_it_begins() -> None:
    """What stands above it may go over several lines."""
    text = "> قول\n> يتبعه قول\n\n\n| أ | ب |\n|---|---|\n| ج | د |\n"
    assert [line.number for line in mark_lines(text)] == [1, 5]


def test_a_line_after_a_hard_break_has_its_own_number() -> None:
    """Lines that flow together above it count too: a sidecar names lines by their numbers."""
    text = f"{FIRST}\n{SECOND}  \n{FIRST}\n{SECOND}\\\n{FIRST}\n"
    assert [line.number for line in mark_lines(text)] == [1, 3, 5]


def test_blocks_are_kept() -> None:
    """Headings, lists, quotations, tables and pictures stay what they are."""
    text = (
        f"{HEAD}{FIRST}\n\n## خلفية\n\n{SECOND}\n\n3. ثالثاً\n4. رابعاً\n\n"
        "> كل حجر عاد.\n>\n> قالها تاجر.\n\n"
        f"| البند | الكلفة |\n|---|---|\n| الحجر | |\n\n![السوق](pics/souq.jpg)\n\n{FIRST}\n"
    )
    document = extract_markdown(text, Profiles())
    kinds = [type(block).__name__ for block in document.blocks]
    assert kinds == [
        "Paragraph",
        "Heading",
        "Paragraph",
        "ListBlock",
        "Quote",
        "Table",
        "Figure",
        "Paragraph",
    ]
    assert document.blocks[1] == Heading((Run("خلفية"),), 2)
    assert document.blocks[3] == ListBlock(
        ((Run("ثالثاً"),), (Run("رابعاً"),)), ordered=True, start=3
    )
    assert document.blocks[4] == Quote(((Run("كل حجر عاد."),), (Run("قالها تاجر."),)))
    assert document.blocks[5] == Table((((Run("البند"),), (Run("الكلفة"),)), ((Run("الحجر"),), ())))
    assert document.images == (Image("souq.jpg", "السوق"),)


@pytest.mark.parametrize(("sign", "is_text"), [("1.", True), ("-", False)])
def test_a_numbered_list_under_the_text_holds_no_tags(sign: str, *, is_text: bool) -> None:
    """Short items whose words the text has were no text but tags; nobody numbers those."""
    text = f"# عودة السوق\n\n{FIRST}\n\n{SECOND}\n\n{sign} السوق\n{sign} البلدية\n"
    document = extract_markdown(text, Profiles())
    assert [tag.value for tag in document.tags] == ([] if is_text else ["السوق", "البلدية"])
    items = ListBlock(((Run("السوق"),), (Run("البلدية"),)), ordered=True)
    assert (items in document.blocks) == is_text


def test_html_is_text_and_only_plain_links_live() -> None:
    """No markup of a stranger becomes markup of the site."""
    text = f"{HEAD}{FIRST} <b>غليظ</b> [أول](javascript:alert(1)) [ثان](https://x.example/a)\n\n<script>x</script>\n\n{SECOND}\n"
    document = extract_markdown(text, Profiles())
    assert [run.href for run in runs_of(document) if run.href] == ["https://x.example/a"]
    body = "\n".join(run.text for run in runs_of(document))
    assert "<b>غليظ</b>" in body
    assert "<script>x</script>" in body


def test_lines_have_their_numbers_in_the_file() -> None:
    """A problem or an explanation points at the line that a contributor sees."""
    document = extract_markdown(f"\n\n{HEAD}{FIRST}\n\n- أولاً\n- ثانياً\n\n{SECOND}\n", Profiles())
    numbered = {line.text: line.line for line in document.lines}
    assert (numbered[FIRST], numbered["ثانياً"], numbered[SECOND]) == (9, 12, 14)
    assert document.published is not None
    assert document.published.line == 7


def test_a_text_without_marks_is_read_too() -> None:
    """Markdown is often plain text under another name."""
    found = answers(
        extract_markdown(
            f"عودة الحياة إلى السوق\n\n5 آذار 2024\n\n{FIRST}\n\n{SECOND}\n", Profiles()
        )
    )
    assert (found["title"], found["date"]) == ("عودة الحياة إلى السوق", "2024-03-05")
    assert found["body"] == [["paragraph", FIRST], ["paragraph", SECOND]]


def test_deep_nesting_is_bounded() -> None:
    """Ten thousand quotations in each other are no ten thousand blocks."""
    assert len(mark_lines(">" * 10_000 + " نص\n" + "- " * 10_000 + "نص")) < 100
    assert extract_markdown("*" * 100_000, Profiles()).problems


@pytest.mark.parametrize("signs", ["![](", "[", "*a ", "`"])
def test_signs_by_the_hundred_thousand_are_refused(signs: str) -> None:
    """They would keep the reader, and the proof of the page, for minutes."""
    with pytest.raises(ArticleError) as refused:
        extract_markdown(HEAD + signs * 110_000, Profiles())
    assert [problem.code for problem in refused.value.problems] == ["BODY02"]


def test_emphasis_is_kept() -> None:
    """Bold and italic words stay so, and code is plain text."""
    lines = mark_lines("قال **المشرف** *أمس* `كلمة`\n")
    assert Paragraph(lines[0].runs) == Paragraph(
        (
            Run("قال "),
            Run("المشرف ", strong=True),
            Run("أمس ", emphasis=True),
            Run("كلمة"),
        )
    )


STANZA = "يا نهر\nخذ الليل عن كتفي\nواترك لي الضفة"


@pytest.mark.parametrize("end", ["\n", "  \n", "\\\n"], ids=["soft", "spaces", "backslash"])
def test_a_poem_keeps_its_lines(end: str) -> None:
    """Whether the writer asked for line breaks or not; the header is read as ever."""
    head = "# باب النهر\n\nشعر: ليلى حداد\n\nالثلاثاء 5 آذار 2024\n\nالمصدر: صدى الوادي\n\n"
    second = "مررنا على *النهر* ليلاً\nوكان القصب\nينام وحيداً"
    stanzas = (stanza.replace("\n", end) for stanza in (STANZA, second))
    text = head + "\n\n".join(stanzas) + "\n"
    found = answers(extract_markdown(text, Profiles()))
    assert (found["title"], found["authors"], found["date"], found["source"]) == (
        "باب النهر",
        ["ليلى حداد"],
        "2024-03-05",
        "صدى الوادي",
    )
    assert found["body"] == [["paragraph", STANZA], ["paragraph", second.replace("*", "")]]


@pytest.mark.parametrize(
    "lines",
    [
        "وقال المهندس المشرف على المشروع إن الفريق\nأعاد بناء أكثر من مئتي دكان بالحجر.",
        "وقال المهندس إن فريقه أعاد بناء دكاكين\nمن الحجر، وإن العمل مستمر فيها كلها\nحتى الخريف.",
        "الاسم: ليلى\nالمدينة: حلب\nالعمر: ستون",
        "[الأول](https://a.example)\n[الثاني](https://b.example)\n[الثالث](https://c.example)",
    ],
    ids=["prose", "prose in narrow lines", "labels", "links"],
)
def test_other_lines_are_no_stanza(lines: str) -> None:
    """Prose that was broken at a width is one paragraph, as Markdown reads it."""
    found = extract_markdown(f"{HEAD}{FIRST}\n\n{lines}\n\n{SECOND}\n", Profiles())
    assert not any("\n" in body[1] for body in answers(found)["body"])
