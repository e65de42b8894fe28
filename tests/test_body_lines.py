"""How lines of the text are set on the page: tables, lists, interviews, short lines in a row."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from builder.extract import Profiles, extract_text
from builder.markdown.blocks import render_blocks
from builder.model import Heading, plain_text

ARTICLES: Final = Path(__file__).parent / "articles"
OPENING = """الجسر القديم يفتح أمام السيارات بعد عامين
14 شباط 2023
أعادت البلدية فتح الجسر القديم أمام السيارات بعد ترميم دام عامين كاملين وكلف أكثر مما قُدّر له.
"""
END = "\nوقال مهندس المشروع إن الحجارة نُقلت من مقلع قريب، وإن العمل لم يتوقف في الشتاء."


def page(text: str) -> str:
    """Return the Markdown of an article."""
    return render_blocks(extract_text(text, Profiles()).blocks)


@pytest.mark.parametrize(
    ("case", "shown"),
    [
        ("table-by-tabs", "| عين الكرم | 1,200 | 950 | 1,400 |"),
        ("bullets-of-two-kinds-and-numbers", "-   لا تغسله قبل العصر."),
        ("bullets-of-two-kinds-and-numbers", "2.  اتركه حتى الصباح."),
        ("interview-of-doubled-signs", "**وهل بقي من يشتري؟**"),
        ("interview-questions", "**س: لماذا الحجر وليس الطين؟**"),
        ("recipe-of-short-lines", "## طريقة العمل"),
        ("recipe-of-short-lines", "2.  يُصفّى ثم يُغلى على نار هادئة."),
    ],
)
def test_what_a_reader_sees_of_a_text(case: str, shown: str) -> None:
    """A table is a table, a list a list, and what an interviewer asks stands out."""
    text = (ARTICLES / case / "raw.txt").read_text(encoding="utf-8")
    assert shown in page(text).split("\n")


@pytest.mark.parametrize(
    "line", ["ما أجمل هذا الجسر!", "قال المهندس:", "وكان الشتاء طويلاً…", "والجسر، كما رأينا،"]
)
def test_no_subheading_ends_so(line: str) -> None:
    """What goes on, cries out or trails off heads nothing."""
    assert "## " not in page(OPENING + line + END)
    assert "## حجارة الجسر" in page(OPENING + "حجارة الجسر" + END)


def test_a_day_heads_a_part_of_a_text() -> None:
    """The day above the text has the same month; the account called it the page's running head."""
    days = f"15 شباط 2023{END}\n16 شباط 2023{END}"
    assert [line for line in page(OPENING + days).split("\n") if line.startswith("## ")] == [
        "## 15 شباط 2023",
        "## 16 شباط 2023",
    ]
    assert "##" not in page(f"{OPENING}14 شباط 2023{END}")


def test_numbered_subheadings_stay_subheadings() -> None:
    """Numbers with text between them head it; only those in a row are a list."""
    numbered = f"1- الحجر\n{END.strip()}\n2- الخشب"
    assert page(OPENING + numbered + END).count("## ") == 2


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        ("2020\t4.9\n2021\t8", "| 2021 | 8 |"),
        ("السنة\tالإنتاج\n2020\t4.9\n2021\t8", "| 2021 | 8 |"),
        ("| السنة | الإنتاج |\n|---|:---:|\n| 2020 | 31 |", "| 2020 | 31 |"),
        ("السنة | الإنتاج\n2020 | 31", "| 2020 | 31 |"),
        ("| السنة | القمح | الشعير |\n| 2020 | 31 |\n| 2021 | 8 | 9 |", "| 2020 | 31 |  |"),
        ("الموعد\tالسعر\n12/5/2023\t5300", "| 12/5/2023 | 5300 |"),
        ("1 - 0\n2 - 1", "2 - 1"),
        ("100%", "100%"),
        ("السنة\n2020\n4.9\n2021\n8", "2021  "),
    ],
)
def test_figures_in_a_text_are_text(rows: str, shown: str) -> None:
    """A line without a letter is no ornament where it says how much: tables, results, shares."""
    led = "وجاء الإنتاج على النحو الآتي:\n"
    assert shown in page(OPENING + led + rows + END).split("\n")


def test_a_table_may_end_the_text() -> None:
    """Nothing but the rows stands under the sentence that leads to them."""
    rows = "وجاء الإنتاج كما يأتي:\nالصنف\tالكمية\nقمح\t75\nشعير\t52"
    assert "| شعير | 52 |" in page(OPENING + rows)


def test_a_text_goes_on_behind_links_that_stand_under_a_list() -> None:
    """Links were passed over right under a paragraph only; all that stood behind these was gone."""
    items = "\n- قوس السوق؛\n- قوس النهر.\n\nاقرأ أيضا: عودة القوارب إلى الميناء القديم\n\n"
    table = "وسجلت البلدية أطوال الأقواس كما يأتي:\nالقوس\tالطول\nالسوق\t12\nالنهر\t14\n"
    links = "\nاقرأ أيضا: عودة الباعة إلى السوق\n"
    text = OPENING + "وشمل الترميم قوسين، هما:" + items + table + links + END.strip()
    assert "| النهر | 14 |" in page(text)
    assert page(text).endswith(END.strip())


@pytest.mark.parametrize("head", ["المقادير", "ما ينقص الجسر:"])
def test_short_items_under_their_heading_end_the_text(head: str) -> None:
    """They were tags, or left out, where they were words of the text with a bullet before them."""
    found = extract_text(f"{OPENING}{END}\n{head}\n- الحجارة\n- الجسر\n- زيت", Profiles())
    assert found.tags == ()
    assert render_blocks(found.blocks).endswith("-   الحجارة\n-   الجسر\n-   زيت")


def test_a_question_over_the_text_heads_it() -> None:
    """«السؤال» was taken for who published the answer."""
    text = OPENING.replace("2023\n", "2023\nالسؤال\n") + "الإجابة" + END
    assert page(text).startswith("## السؤال")
    assert "## الإجابة" in page(text)


def test_tags_under_the_text_have_no_bullets() -> None:
    """Without a heading such words are tags, and «- الجسر» was the name of one."""
    found = extract_text(f"{OPENING}{END}\n\n• الحجارة\n• الجسر", Profiles())
    assert [tag.value for tag in found.tags] == ["الحجارة", "الجسر"]


def test_a_long_table_does_not_part_a_text() -> None:
    """What stands under forty rows belongs to what stands above them."""
    rows = "\n".join(f"{1980 + row}\t{row * 3 + 7}" for row in range(40))
    assert END.strip().split()[0] in page(f"{OPENING}{rows}{END}")


@pytest.mark.parametrize("line", ["- 12 -", "2/4", "02:31", "1 2 3 4"])
def test_numbers_of_pages_and_pictures_are_no_text(line: str) -> None:
    """They say where something stands or how long it runs, and the article nothing."""
    assert line not in page(OPENING + line + END)


def test_a_reader_may_be_named_beside_the_day_of_the_comment() -> None:
    """«أحمد - منذ 3 أيام» over the words and the button is where the comment begins."""
    comments = "أحمد - منذ 3 أيام\nمقال جميل عن الجسر القديم.\nرد\nسعاد - منذ يومين\nأحسنتم.\nرد"
    assert page(OPENING + END.strip() + "\n" + comments) == page(OPENING + END.strip())


def test_no_text_is_taken_for_a_comment_whose_reader_has_no_name() -> None:
    """A subheading further up is no reader's name, and what stands under it stays."""
    last = f"خاتمة القول{END}"
    assert "خاتمة القول" in page(f"{OPENING}{last}\n16 شباط 2023\nأحسنتم والله.\nرد")


def test_no_headline_is_taken_for_a_readers_name() -> None:
    """«رد» above the text is a button of the page: nobody has commented on anything yet."""
    text = OPENING.replace("الجسر القديم يفتح أمام السيارات بعد عامين", "عودة الجسر القديم")
    headline, day, *rest = text.split("\n")
    found = extract_text("\n".join((headline, day, "رد", *rest, END.strip())), Profiles())
    assert found.headline is not None
    assert found.headline.value == headline
    assert found.published is not None


def test_what_somebody_denies_in_a_text_is_no_notice_to_its_readers() -> None:
    """«غير مسؤولة عن محتوى» is said of letters too; a page says it of comments and links."""
    said = "وأكدت الشركة أنها غير مسؤولة عن محتوى الرسائل التي وصلت إلى السائقين."
    assert said in page(f"{OPENING}{said}{END}")
    notice = "هيئة التحرير غير مسؤولة عن محتوى التعليقات."
    assert notice not in page(f"{OPENING}{END.strip()}\n{notice}")


ENTRIES = (
    "فرق الدفاع المدني أجلت أربعين عائلة من الحي المنخفض قرب مصب النهر، ولم تسجل إصابات.",
    "أعلن محافظ المدينة تعليق الدراسة في جميع المدارس والجامعات حفاظاً على سلامة الطلاب.",
    "قالت هيئة الأرصاد إن العاصفة وصلت إلى الساحل عند الثالثة فجراً، وإن الرياح اشتدت.",
)


def _headings_of_report(*lines: str) -> list[str]:
    """Return the subheadings of a report of these lines."""
    above = ("العاصفة تضرب الساحل والمدارس تغلق أبوابها", "18 يناير 2024", "صحيفة المنارة")
    blocks = extract_text("\n".join((*above, *lines)), Profiles()).blocks
    return [plain_text(block.runs) for block in blocks if isinstance(block, Heading)]


@pytest.mark.parametrize(
    "hours",
    [
        ("13:15", "11:45", "09:40"),
        ("١٣:١٥", "١١:٤٥", "٠٩:٤٠"),
        ("13:15", "11:45 ص", "10:30 صباحا"),
        ("• 13:15", "• 11:45", "• 09:40"),
    ],
)
def test_hours_head_the_entries_of_a_live_report(hours: tuple[str, ...]) -> None:
    """They were left out as if they were nothing."""
    lines = [line for pair in zip(hours, ENTRIES, strict=True) for line in pair]
    assert list(hours) == _headings_of_report(*lines)


def test_a_clock_of_the_page_heads_nothing() -> None:
    """One hour over a paragraph, and those outside the text, head no entries."""
    assert _headings_of_report("10:30", *ENTRIES) == []
    below = ("شارك", "11:45", "وزير الزراعة يفتتح المعرض", "12:10", "من نحن")
    assert _headings_of_report("10:30", *ENTRIES, *below) == []


@pytest.mark.parametrize(
    "rows",
    [
        ("أ - فتح الجسر القديم", "ب - ترميم السوق", "ج - إنارة الضفة"),
        ("أ) فتح الجسر", "ب) ترميم السوق", "ج) إنارة الضفة", "د) غرس الأشجار"),
        ("أ. فتح الجسر", "ب. ترميم السوق", "ج. إنارة الضفة"),
    ],
)
def test_lines_with_letters_for_numbers_are_rows(rows: tuple[str, ...]) -> None:
    """The first and the last were subheadings, and only those between them text."""
    assert "  \n".join(rows) in page(OPENING + "\n".join(rows) + END).replace("\\", "")


def test_short_lines_between_subheadings_keep_them() -> None:
    """A name that begins with such a letter has no sign behind it."""
    found = page(OPENING + "أعمال العام\nسوق\nجسر\nأعمال الشتاء" + END)
    assert "## أعمال العام" in found
    assert "## أعمال الشتاء" in found


def test_lines_with_numbers_under_the_text_are_no_tags() -> None:
    """They were taken out of the text without a word; so it is said that they may be text."""
    document = extract_text(f"{OPENING}{END}\n\n1. الجسر\n2. السيارات\n3. المهندس\n", Profiles())
    assert document.tags == ()
    assert {line.rule for line in document.lines[-3:]} == {"after-article"}
