"""The topic of libraries: «مكتبة» is a library, a bookshop, or a collection of songs."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

import pytest

from builder.gazetteer import Gazetteer
from builder.vocabulary import load_vocabulary

VOCABULARY: Final = Path(__file__).parent.parent / "articles" / "vocabulary"

LIBRARIES: Final = (
    (
        "مكتبة جديدة في قلب المدينة القديمة",
        "افتتحت البلدية مكتبة جديدة تضم ثلاثين ألف كتاب، وفيها ركن للأطفال.",
        "وقالت المشرفة إن الإعارة مجانية لسكان الحي، وإن الأبواب تُفتح كل صباح.",
    ),
    (
        "المكتبة العامة تعود إلى أهلها",
        "أعيد أمس افتتاح المكتبة العامة بعد ترميمها.",
        "ووصل الزوار من الأحياء المجاورة، وحمل بعضهم هدايا.",
    ),
    (
        "مكتبة متنقلة تجوب القرى",
        "تزور حافلة صغيرة القرى البعيدة كل أسبوع، وهي مكتبة على عجلات.",
        "ويختار الأطفال كتباً يقرؤونها أسبوعاً ثم يعيدونها.",
    ),
    (
        "مكتبة الحي تنجو من الحريق",
        "التهم حريق مخزناً مجاوراً، لكن المكتبة نجت.",
        "وقال الجيران إن الرفوف امتلأت دخاناً، لكن الكتب سليمة.",
    ),
)
OTHERS: Final = (
    (
        "مكتبة عريقة تغلق بعد سبعين عاماً",
        "أغلقت مكتبة الشرفة، أشهر محال بيع الكتب في المدينة، أبوابها.",
        "وقال صاحب المكتبة إن الزبائن قلّوا، وإن الإيجار ارتفع.",
    ),
    (
        "مكتبات القرطاسية تستعد للمدارس",
        "تعرض المكتبات دفاتر وأقلاماً وحقائب قبل بدء العام الدراسي.",
        "وقال صاحب مكتبة إن الأسعار ارتفعت.",
    ),
    (
        "مكتبة آيتونز تصل إلى مئة مليون أغنية",
        "أعلنت الشركة أن مكتبة آيتونز للموسيقى بلغت مئة مليون أغنية.",
        "ويستطيع المستخدم أن ينقل مكتبة أغانيه إلى هاتفه.",
    ),
    (
        "ثغرة في مكتبة برمجية مفتوحة المصدر",
        "اكتشف باحثون ثغرة في مكتبة برمجية تستعملها آلاف التطبيقات.",
        "ونشر مطورو المكتبة تحديثاً يسدها، وكتب أحدهم أن النص قديم.",
    ),
)


@cache
def gazetteer() -> Gazetteer:
    """Read the collection's vocabulary once."""
    return Gazetteer(load_vocabulary(VOCABULARY, "vocabulary"))


def tags(story: tuple[str, ...]) -> set[str]:
    """Return the topics that a story is given."""
    title, *paragraphs = story
    found = gazetteer().find_mentions(title, "", paragraphs)
    return {one.id for one in found if one.kind == "topics" and one.decided}


@pytest.mark.parametrize("story", LIBRARIES, ids=lambda story: story[0])
def test_a_story_of_a_library_is_found_under_libraries(story: tuple[str, ...]) -> None:
    """«مكتبة» in title and lede beside books, shelves or loans was no topic at all."""
    assert "libraries" in tags(story)


@pytest.mark.parametrize("story", OTHERS, ids=lambda story: story[0])
def test_another_sense_of_the_word_is_no_library(story: tuple[str, ...]) -> None:
    """A bookshop, a stationer's, songs and code are called «مكتبة» too."""
    assert "libraries" not in tags(story)
