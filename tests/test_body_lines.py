"""How lines of the text are set on the page: tables, lists, interviews, short lines in a row."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from builder.extract import Profiles, extract_text
from builder.markdown.blocks import render_blocks

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


def test_numbered_subheadings_stay_subheadings() -> None:
    """Numbers with text between them head it; only those in a row are a list."""
    numbered = f"1- الحجر\n{END.strip()}\n2- الخشب"
    assert page(OPENING + numbered + END).count("## ") == 2
