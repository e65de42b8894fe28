"""Headlines that look like something else stay headlines, and sentences like chrome stay text."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
import yaml

from builder.extract import Profiles, extract_text
from builder.model import Fate, plain_text

DATA: Final = Path(__file__).parent / "data"
HEADLINES: Final = yaml.safe_load((DATA / "headlines.yml").read_text(encoding="utf-8"))
BODY: Final = (
    "أعلنت بلدية المدينة القديمة افتتاح الجسر بعد أعمال ترميم استمرت عامين كاملين.",
    "وقالت البلدية إن الجسر سيبقى مفتوحاً للمشاة وحدهم، وإن السيارات ستمر من طريق جديد.",
    "وانتظر سكان المدينة هذا اليوم طويلاً، كما قال بائع خضار في السوق القريبة من الجسر.",
)
SENTENCES: Final = (
    "انضم إلى الفريق في الصيف الماضي من نادي الميناء.",
    "سجل في أول موسم له أحد عشر هدفاً.",
    "بدعم من أهل الحي فُتحت المدرسة من جديد.",
    "اشترك في المعرض عشرون رساماً من المدينة.",
    "التنقل بين المدن صار صعباً بعد انهيار الجسر.",
    "حقوق النشر في زمن النساخ كانت شأناً آخر.",
)


@pytest.mark.parametrize("headline", HEADLINES)
def test_headline_is_kept_letter_by_letter(headline: str) -> None:
    """A label that headlines begin with too takes nothing from a headline."""
    document = extract_text("\n".join((headline, "4 مارس 2024", "", *BODY)), Profiles())
    assert document.headline is not None
    assert headline == document.headline.value
    assert (document.authors, document.images) == ((), ())


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentence_that_begins_like_chrome_stays(sentence: str) -> None:
    """«انضم إلى الفريق» is no call to join a channel, and nothing after it is lost."""
    text = "\n\n".join(("افتتاح الجسر القديم", "4 مارس 2024", BODY[0], sentence, *BODY[1:]))
    blocks = extract_text(text, Profiles()).blocks
    assert [*BODY[:1], sentence, *BODY[1:]] == [plain_text(b.runs) for b in blocks]  # type: ignore[union-attr] # all are paragraphs


def test_publication_wins_over_update_wherever_it_stands() -> None:
    """«آخر تحديث» above «نُشر», on one line, two or four, is the day of the update alone."""
    for lines in (
        ("آخر تحديث: 5 مارس 2024", "نُشر: 4 مارس 2024"),
        ("نُشر: 4 مارس 2024", "آخر تحديث: 5 مارس 2024"),
        ("آخر تحديث", "5 مارس 2024", "نُشر", "4 مارس 2024"),
        ("آخر تحديث: 5 مارس 2024 - نُشر: 4 مارس 2024",),
    ):
        document = extract_text("\n".join(("افتتاح الجسر", *lines, "", *BODY)), Profiles())
        assert document.published is not None
        assert document.updated is not None
        days = (document.published.value.day, document.updated.value.day)
        assert [day.isoformat() for day in days] == ["2024-03-04", "2024-03-05"]


def test_desk_signs_between_headline_and_text_alone() -> None:
    """«هيئة التحرير» is a byline there, and a link to a page of the site in a menu."""
    signed = extract_text(
        "\n".join(("افتتاح الجسر", "هيئة التحرير", "4 مارس 2024", "", *BODY)), Profiles()
    )
    menu = ("", "من نحن", "هيئة التحرير", "اتصل بنا")
    linked = extract_text("\n".join(("افتتاح الجسر", "4 مارس 2024", "", *BODY, *menu)), Profiles())
    assert [author.value for author in signed.authors] == ["هيئة التحرير"]
    assert linked.authors == ()


def test_known_publisher_is_read_beside_section_and_date() -> None:
    """«الناشر | القسم» and «الناشر - التاريخ» give the publisher that the vocabulary knows."""
    known = {"دفاتر النهر": ("dafatir", "دفاتر النهر")}
    for line in ("دفاتر النهر | ثقافة\n4 مارس 2024", "دفاتر النهر - الاثنين 4 مارس 2024 - 16:20"):
        text = "\n".join(("افتتاح الجسر القديم", line, "", *BODY))
        document = extract_text(text, Profiles(), known_sources=known)
        assert document.source_id == "dafatir"


def test_preposition_of_a_rights_line_is_no_part_of_the_name() -> None:
    """«محفوظة لدفاتر النهر» names «دفاتر النهر»; «لبنان» keeps its first letter."""
    for rights, name in (
        ("جميع الحقوق محفوظة لدفاتر النهر", "دفاتر النهر"),
        ("جميع الحقوق محفوظة لبنان الغد", "لبنان الغد"),
    ):
        text = "\n".join(("افتتاح الجسر القديم", "4 مارس 2024", "", *BODY, "", rights))
        source = extract_text(text, Profiles()).source
        assert source is not None
        assert name == source.value


VERSES: Final = (
    "وَقَفتُ عَلى جِسرِنا الحَجَرِيِّ\tأُسائِلُ مَوجًا عَنِ الراحِلينَ",
    "فَما رَدَّ مَوجٌ وَما رَدَّ رَملٌ\tسِوى هَمسَةٍ مِن خُطى العابِرينَ",
    "مَضَوا وَالنَخيلُ عَلى العَهدِ باقٍ\tيُظَلِّلُ أَحلامَنا وَالسِنينَ",
) * 2


@pytest.mark.parametrize(
    ("header", "author"),
    [
        (("قصيدة", "في رثاء المدينة"), ()),
        (("قصيدة", "في رثاء المدينة — ليلى حداد"), ("ليلى حداد",)),
        (("شعر", "في رثاء المدينة - ليلى حداد"), ("ليلى حداد",)),
    ],
)
def test_the_title_of_a_poem_is_no_byline(header: tuple[str, ...], author: tuple[str, ...]) -> None:
    """The line under «قصيدة» was the author, and so were the words before «— ليلى حداد»."""
    lead = "قالت الشاعرة في مطلع قصيدتها التي كتبتها بعد سقوط المدينة:"
    found = extract_text("\n".join((*header, "4 مارس 2024", "", lead, *VERSES, *BODY)), Profiles())
    assert found.headline is not None
    assert found.headline.value == "في رثاء المدينة"
    assert tuple(name.value for name in found.authors) == author
    assert found.section is not None


@pytest.mark.parametrize("author", [(), ("ليلى حداد",)])
def test_a_poem_under_its_kicker_and_title_is_found_without_a_day(author: tuple[str, ...]) -> None:
    """Nothing of the file was published, as there was no day or byline under the title."""
    verses = ("يا نهر", "خذ الليل عن كتفي", "واترك لي الضفة") * 2
    found = extract_text("\n".join(("قصيدة", "في رثاء المدينة", *author, "", *verses)), Profiles())
    assert tuple(name.value for name in found.authors) == author
    assert [line.text for line in found.lines if line.fate is Fate.BODY][-6:] == [*verses]


def test_a_poem_over_its_authors_life_is_the_text() -> None:
    """The one sentence was the article, and all of the poem was left out."""
    life = "ليلى حداد شاعرة ولدت في المدينة سنة 1948، وعملت معلمة ونشرت ثلاثة دواوين."
    lines = ("وقفت على جسرنا", "ليلى حداد", "4 مارس 2024", *VERSES, "الصفحة التالية", life)
    found = extract_text("\n".join(lines), Profiles())
    assert found.headline is not None
    assert found.headline.value == "وقفت على جسرنا"
    [poem] = found.blocks
    assert plain_text(poem.runs).count("\n") == len(VERSES) - 1  # type: ignore[union-attr] # a paragraph


LONG: Final = " ".join(["يستعيد سكان القرى في أعالي الوادي ما تبقى من جسورهم القديمة"] * 3)


@pytest.mark.parametrize(
    "header",
    [
        ("{}", "4 مارس 2024"),
        ("4 مارس 2024", "{}", "بقلم: ليلى حداد"),
        ("4 مارس 2024", "{}", "حلب - رويترز"),
        ("دفاتر الوادي", "{}", "نُشر في 4 مارس 2024"),
        ("4 مارس 2024", "{}", "3 دقائق", "إعلان"),
    ],
)
def test_no_headline_is_too_long_where_its_place_tells(header: tuple[str, ...]) -> None:
    """More than 32 words were the first paragraph, and the article had no headline."""
    lines = (part.format(LONG) for part in header)
    found = extract_text("\n".join((*lines, *BODY)), Profiles())
    assert found.headline is not None
    assert found.headline.value == LONG
    assert [plain_text(b.runs) for b in found.blocks] == list(BODY)  # type: ignore[union-attr] # all are paragraphs


def test_a_label_and_its_number_are_no_headline() -> None:
    """It stood between the headline and the day, where headlines do."""
    lines = ("دفاتر", "حكم بيع الثمار", "رقم الجسر: 4821", "نُشر في 4 مارس 2024", *BODY)
    found = extract_text("\n".join(lines), Profiles())
    assert found.headline is not None
    assert found.headline.value == "حكم بيع الثمار"


def test_a_line_about_the_magazine_over_the_headline_is_no_text() -> None:
    """As long as a paragraph, it began the text, and the headline under it was a subheading."""
    magazine = "مجلة الوادي الشهرية الصادرة عن دار الجسر في المدينة القديمة، " + "آذار ونيسان، " * 8
    lines = (magazine + "السنة السابعة", "عودة الجسر القديم", "بقلم: ليلى حداد", *BODY)
    found = extract_text("\n".join(lines), Profiles())
    assert found.headline is not None
    assert found.headline.value == "عودة الجسر القديم"
    assert found.source is not None
    assert found.source.value == "مجلة الوادي"


def test_a_first_paragraph_that_ends_as_the_others_is_no_headline() -> None:
    """A text may have none: a person is asked."""
    text = "\n".join(
        ("4 مارس 2024", *(f"{LONG} {LONG} {word}" for word in ("وحدهم", "معًا", "أمس")))
    )
    assert extract_text(text, Profiles()).headline is None
