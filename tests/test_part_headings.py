"""A line that says which part of a text stands under it heads that part, and names no publisher."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from builder.extract import Profiles, extract_text
from builder.model import Heading, plain_text

if TYPE_CHECKING:
    from builder.model import Document

HEADLINE = "الجسر القديم يفتح أمام السيارات بعد عامين"
DAY = "14 شباط 2023"
TEXT = """أعادت البلدية فتح الجسر القديم أمام السيارات بعد ترميم دام عامين كاملين وكلف أكثر مما قُدّر.
وقال مهندس المشروع إن الحجارة نُقلت من مقلع قريب، وإن العمل لم يتوقف في الشتاء."""


def read(*above: str) -> Document:
    """Read the article with these lines between its headline and its text."""
    return extract_text("\n".join((HEADLINE, *above, TEXT)), Profiles())


def headings(found: Document) -> list[str]:
    """Return the subheadings of the body."""
    return [plain_text(block.runs) for block in found.blocks if isinstance(block, Heading)]


@pytest.mark.parametrize(
    "line",
    [
        "الفصل الأول",
        "الجزء الثالث",
        "الحلقة الثانية",
        "الحلقة (2)",
        "الفصل الثاني عشر",
        "الفصل الأول: العودة إلى الضفة",
        "الليلة الأخيرة",
        "الملخص التنفيذي",
        "الخلاصة",
        "مقدمة",
        "المقدمة",
        "النص",
        "التفاصيل",
        "المحتوى",
        "أولاً",
    ],
)
@pytest.mark.parametrize("above", [(), (DAY,), ("بقلم: ليلى حداد", DAY)])
def test_what_heads_a_part_right_above_the_text_is_its_heading(
    line: str, above: tuple[str, ...]
) -> None:
    """It became the source or the author, or was left out."""
    found = read(*above, line)
    assert [line] == headings(found)
    assert found.source is None
    assert [name.value for name in found.authors] == [name[6:] for name in above if name != DAY]
    assert found.headline is not None
    assert found.headline.value == HEADLINE


@pytest.mark.parametrize("line", ["الأفق", "الأفق الجديد", "القناة الأولى"])
def test_a_name_with_the_article_is_still_the_source(line: str) -> None:
    """A channel may have a number, and a paper may be new."""
    found = read(DAY, line)
    assert found.source is not None
    assert (found.source.value, headings(found)) == (line, [])


def test_no_part_beside_a_place_is_the_source() -> None:
    """«حلب - الجزء الأول» names no publisher."""
    assert read("حلب - الجزء الأول").source is None


def test_what_stands_over_the_heading_of_a_part_is_no_publisher() -> None:
    """The list of the parts does, its entries run together by the paste."""
    found = read(DAY, "المحتوياتالمقدمةالخاتمة", "المقدمة")
    assert found.source is None
    assert headings(found) == ["المقدمة"]
