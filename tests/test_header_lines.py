"""What one line between headline and text says, in the same short article every time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from builder.doubtful import doubtful_lines
from builder.extract import Profiles, extract_text
from builder.model import Fate
from tests.evidence import publisher, value

if TYPE_CHECKING:
    from builder.model import Document

TEXT = """{line}
14 شباط 2023
أعادت البلدية فتح الجسر القديم أمام السيارات بعد ترميم دام عامين كاملين وكلف أكثر مما قُدّر له.
وقال مهندس المشروع إن الحجارة نُقلت من مقلع قريب، وإن العمل لم يتوقف في الشتاء."""
HEADLINE = "الجسر القديم يفتح أمام السيارات بعد عامين"
RIGHTS = "جميع الحقوق محفوظة لصحيفة دفاتر الوادي"


def read(line: str, *more: str) -> Document:
    """Read the article with `line` under its headline, and `more` at its foot."""
    return extract_text("\n".join((HEADLINE, TEXT.format(line=line), *more)), Profiles())


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("حلب - كتب: سامر الحلبي", "سامر الحلبي"),
        ("حلب - تقرير: سامر الحلبي", "سامر الحلبي"),
        ("حلب - كتب سامر الحلبي", "سامر الحلبي"),
        ("حلب - تحقيق ليلى حداد", "ليلى حداد"),
        ("حلب - من سامر الحلبي", "سامر الحلبي"),
        ("كتب - سامر الحلبي:", "سامر الحلبي"),
        ("إعداد وتقديم: سامر الحلبي", "سامر الحلبي"),
        ("حلب - تصوير: سامر الحلبي", None),
        ("حلب - ترجمة: ليلى حداد", None),
        ("ترجمة: ليلى حداد", None),
        ("تحرير: ليلى حداد", "ليلى حداد"),
        ('حلب - "الجسر" دوت كوم', None),
    ],
)
def test_who_wrote_beside_a_place(line: str, author: str | None) -> None:
    """The name after «كتب» or «تحرير» is the author's; who translated or photographed is none."""
    found = read(line, RIGHTS)
    assert tuple(filter(None, [author])) == tuple(name.value for name in found.authors)
    assert publisher(found) == "صحيفة دفاتر الوادي"


@pytest.mark.parametrize(
    "line",
    [
        "بقلم: ليلى حداد | 5 آذار 2018",
        "كتبت: ليلى حداد - 5 آذار 2018",
        "بقلم ليلى حداد، 5 آذار 2018",
        "نشر بواسطة: ليلى حداد في 5 آذار 2018",
        "تقرير: ليلى حداد - 5 آذار 2018",
        "بقلم: ليلى حداد، أستاذة التاريخ القديم في جامعة حلب، 5 آذار 2018",
        "ليلى حداد (مراسلة) – 5 آذار 2018",
        "ليلى حداد، مراسلة – 5 آذار 2018",
        "بقلم: ليلى حداد (باريس) – 5 آذار 2018",
        "بقلم: ليلى حداد - أستاذة التاريخ القديم في جامعة حلب | 5 آذار 2018",
        "بقلم: ليلى حداد، أستاذة التاريخ القديم في جامعة حلب - الاثنين 5 آذار 2018",
    ],
)
def test_a_byline_may_share_its_line_with_the_day(line: str) -> None:
    """The day is the article's, and no second author."""
    found = extract_text("\n".join((HEADLINE, line, *TEXT.split("\n")[2:])), Profiles())
    assert [author.value for author in found.authors] == ["ليلى حداد"]
    assert found.published is not None
    assert found.published.value.day.isoformat() == "2018-03-05"


@pytest.mark.parametrize(
    "line",
    [
        "ليلى حداد وسامر الحلبي",
        "ليلى حداد وسامر الحلبي - 5 آذار 2018",
        "حلب - ليلى حداد وسامر الحلبي",
    ],
)
def test_two_authors_joined_are_two(line: str) -> None:
    """«ليلى حداد وسامر الحلبي» was the name of one."""
    assert [author.value for author in read(line).authors] == ["ليلى حداد", "سامر الحلبي"]


@pytest.mark.parametrize(
    "line",
    [
        "ليلى حداد، مراسلة الشؤون الاقتصادية",
        "كتبت: ليلى حداد، خبيرة الاقتصاد",
        "ليلى حداد (مراسلة)",
        "كتبت ــ ليلى حداد",
        "ــ ليلى حداد",
        "حاورتها في حلب: ليلى حداد",
        "ليلى حداد (حلب) @laila",
    ],
)
def test_no_role_sign_or_account_beside_an_author_is_part_of_the_name(line: str) -> None:
    """The role was a second author, the dash stood in the name, and all was the dateline."""
    found = read(line, RIGHTS)
    assert [author.value for author in found.authors] == ["ليلى حداد"]
    assert "ليلى" not in (found.dateline.value if found.dateline else "")
    assert publisher(found) == "صحيفة دفاتر الوادي"


@pytest.mark.parametrize("line", ["صورة عامة للمكان", "منظر عام للوادي"])
def test_what_a_picture_shows_is_no_author(line: str) -> None:
    """Right over the text, two or three words that it does not have were taken for a name."""
    text = TEXT.format(line="المصدر: دفاتر الوادي").split("\n")
    found = extract_text("\n".join((HEADLINE, *text[:2], line, *text[2:])), Profiles())
    assert found.authors == ()
    assert [image.caption for image in found.images] == [line]


def test_a_name_nobody_has_listed_is_an_author_before_a_bar_and_the_day() -> None:
    """The day was taken for a second author, and there was no day."""
    text = TEXT.format(line="كتبت: للا غيداس الوزانية | 14 نونبر 2021").replace(
        "14 شباط 2023\n", ""
    )
    found = extract_text(f"{HEADLINE}\n{text}", Profiles())
    assert [author.value for author in found.authors] == ["للا غيداس الوزانية"]
    assert found.published is not None
    assert found.published.value.day.isoformat() == "2021-11-14"


def test_a_doubtful_byline_with_a_day_in_it_stays_a_headline() -> None:
    """«تقرير: …» begins headlines too, whatever day they speak of."""
    headline = "تقرير: مظاهرات 5 آذار 2018 تعود"
    found = extract_text("\n".join((headline, *TEXT.split("\n")[1:])), Profiles())
    assert found.headline is not None
    assert headline == found.headline.value
    assert found.published is not None
    assert found.published.value.day.isoformat() == "2023-02-14"


@pytest.mark.parametrize(
    "line",
    [
        "كتبتها: ليلى حداد في ١١:٣٠ م",
        "كتبها: ليلى حداد في ١١:٣٠ م",
        "كتبها: ليلى حداد في 11:30",
        "كتبها ليلى حداد الساعة 9:15 ص",
        "كتبت ليلى حداد الساعة 9:15",
        "نشر بواسطة: ليلى حداد في 5 آذار 2018",
        "ليلى حداد*",
    ],
)
def test_a_day_an_hour_or_a_mark_beside_an_author_is_no_part_of_the_name(line: str) -> None:
    """The name kept them, or the whole line became the standfirst."""
    found = read(line)
    assert [author.value for author in found.authors] == ["ليلى حداد"]
    assert found.standfirst is None


@pytest.mark.parametrize(
    "line",
    [
        "حلب - كتب: سامر الحلبي",
        "حلب - محليات",
        "حلب - ثقافة وفن",
        "حلب - أخبار",
        "حلب - مكتب الصحيفة",
        "حلب - تحقيق ليلى حداد",
        "حلب - من سامر الحلبي",
        "حلب - دفاتر",
    ],
)
def test_no_common_word_beside_a_place_is_the_source(line: str) -> None:
    """Sections, roles, authors and words that may be anything: a person is asked who published."""
    found = read(line)
    assert publisher(found) is None
    assert "SOURCE01" in [problem.code for problem in found.problems]


@pytest.mark.parametrize("line", ["المصدر: وكالات", "المصدر: وكالات + مواقع إلكترونية"])
def test_agencies_without_a_name_are_no_source(line: str) -> None:
    """The site was called «وكالات»; a person is asked who it is, and told why."""
    found = read(line)
    assert found.source is None
    [problem] = found.problems
    assert (problem.code, problem.line, dict(problem.values)) == ("SOURCE01", 2, {"said": "وكالات"})
    assert publisher(read("المصدر: دفاتر الوادي + وكالات")) == "دفاتر الوادي"


def test_section_beside_a_place_is_the_section() -> None:
    """«حلب - محليات» says in which section the article stood."""
    found = read("حلب - محليات").section
    assert found is not None
    assert found.value == "محليات"


@pytest.mark.parametrize("line", ["حلب - «المنارة»", "حلب - المنارة", "حلب - خاص للمنارة"])
def test_foot_of_the_page_outweighs_an_unknown_name(line: str) -> None:
    """Who holds the rights published; without that line the name beside the place did."""
    assert publisher(read(line)) == "المنارة"
    assert publisher(read(line, RIGHTS)) == "صحيفة دفاتر الوادي"


@pytest.mark.parametrize("line", ["نُشر: 25/01/2024", "نشر 25/01/2024", "نُشر 2024-01-25"])
def test_button_with_a_whole_date_is_a_date(line: str) -> None:
    """«نشر» alone is a button, and with a day beside it the day of publication."""
    text = f"{HEADLINE}\n{line}\n" + TEXT.format(line="حلب").split("\n", 2)[2]
    found = extract_text(text, Profiles())
    assert found.published is not None
    assert found.published.value.day.isoformat() == "2024-01-25"


def test_line_of_unknown_meaning_is_told() -> None:
    """What was left out between headline and text, and nobody knows what it is, is asked about."""
    told = doubtful_lines(read("شموع وأقفاص"))
    assert told is not None
    assert (told.code, told.line) == ("LINE01", 2)
    assert doubtful_lines(read("بقلم: ليلى حداد")) is None


def test_a_byline_with_the_day_in_it_gives_the_day() -> None:
    """It said who, and the day was lost."""
    text = TEXT.format(line="نشر بواسطة: ليلى حداد في 5 آذار 2018").replace("14 شباط 2023\n", "")
    found = extract_text(f"{HEADLINE}\n{text}", Profiles())
    assert found.published is not None
    assert found.published.value.day.isoformat() == "2018-03-05"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("ليلى حداد | 5 مارس 2022 | محليات | لا تعليقات", "2022-03-05"),
        (
            "بتاريخ 5 مارس, 2022 في 01:13 مساءً | مصنفة في شؤون الوادي والجبل | لا تعليقات",
            "2022-03-05",
        ),
        ("السبت 5 مارس 2022 الساعة 01 صباحاً / مرافئ برس ـ غرفة الأخبار", "2022-03-05"),
        ("جسور المدينة القديمة | 5 مارس 2022 | حجارة من مقلع بعيد", None),
    ],
)
def test_a_day_stands_in_a_row_with_author_section_and_counter(line: str, day: str | None) -> None:
    """Each may stand beside it; a row of other words speaks of the day."""
    text = TEXT.format(line=line).replace("14 شباط 2023\n", "")
    found = extract_text(f"{HEADLINE}\n{text}", Profiles())
    assert day == (found.published.value.day.isoformat() if found.published else None)


@pytest.mark.parametrize("line", ["سامر الحلبي - حلب", "سامر الحلبي (حلب)"])
def test_an_author_before_a_place_is_no_part_of_the_dateline(line: str) -> None:
    """Both fields held the name."""
    found = read(line)
    assert value(found.dateline) == "حلب"
    assert [name.value for name in found.authors] == ["سامر الحلبي"]


@pytest.mark.parametrize(
    "line",
    [
        "مدة الفيديو 02 دقيقة 31 ثانية",
        "مدة الفيديو 02:31",
        "مدة الفيديو: 52 دقيقة و 10 ثوانٍ 52:10",
        "مدة المقطع: 4 دقائق",
    ],
)
def test_length_of_a_film_is_no_standfirst(line: str) -> None:
    """It stood on the page under the headline, as what the article says in short."""
    document = read(line)
    assert document.standfirst is None
    assert [fate.rule for fate in document.lines if fate.text == line] == ["chrome-player"]


def test_sentence_about_the_length_of_a_film_is_text() -> None:
    """Only figures and their units are left of such a line."""
    line = "مدة الفيديو الذي نشرته البلدية دقيقتان، ويظهر فيه الجسر قبل الترميم وبعده."
    assert [fate.rule for fate in read(line).lines if fate.text == line] != ["chrome-player"]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("خاص للمنارة", "المنارة"),
        ("خاص لليبيا المنارة", "ليبيا المنارة"),
        ("خاص لموقع المنارة", "المنارة"),
        ("خاص بموقع «المنارة»", "المنارة"),
        ("خاص بـ«المنارة»", "المنارة"),
        ("حصرياً لـ«المنارة»", "المنارة"),
        ("خاص بصحيفة المنارة", "صحيفة المنارة"),
        ("خاص للبنان الآن", "لبنان الآن"),
        ("خاص لسوريا الآن", "سوريا الآن"),
    ],
)
@pytest.mark.parametrize("place", ["", "حلب - "])
def test_for_whom_alone_a_report_is_written_is_its_publisher(
    line: str, name: str, place: str
) -> None:
    """Alone and beside a place, without the preposition: «اليبيا», «خاص لموقع» were in names."""
    assert publisher(read(place + line)) == name


@pytest.mark.parametrize(
    "line", ["خاص بالزائرين", "خاص للموقع", "خاص للنساء", "خاص بنا", "خاص لكم جميعا"]
)
def test_what_is_special_for_readers_names_no_publisher(line: str) -> None:
    """«خاص» says of other things, too, that they are for somebody."""
    assert publisher(read(line)) is None


@pytest.mark.parametrize(
    ("foot", "name"),
    [
        ("جميع الحقوق محفوظة لليبيا المنارة", "ليبيا المنارة"),
        ("جميع الحقوق محفوظة للمنارة", "المنارة"),
        ("جميع الحقوق محفوظة للصحيفة © 2020", None),
        ("جميع الحقوق محفوظة لصحيفة المنارة", "صحيفة المنارة"),
        ("جميع الحقوق محفوظة لدفاتر الوادي", "دفاتر الوادي"),
    ],
)
def test_holder_of_the_rights_is_named_without_the_preposition(foot: str, name: str | None) -> None:
    """«لل» has the article in it, but not before a name that begins with «ل»."""
    assert publisher(read("حلب", foot)) == name


@pytest.mark.parametrize("label", ["المفتي", "تقرير"])
def test_who_speaks_in_a_headline_is_no_label_of_an_author(label: str) -> None:
    """«المفتي: رؤية الهلال ثابتة» lost its headline, and gave the author's name."""
    said = f"{label}: رؤية هلال الشهر ثابتة غدا"
    found = extract_text(TEXT.format(line=said), Profiles())
    assert (found.headline.value if found.headline else "") == said
    assert found.authors == ()


@pytest.mark.parametrize("heading", ["المراجع", "المصادر"])
def test_a_book_and_where_it_is_from_are_no_dateline(heading: str) -> None:
    """Who wrote the books under a text had written it, and a book had published it."""
    books = ("سامر الحلبي، تاريخ الجسور، دمشق 1998.", "هند سليم، مدن الأنهار، بيروت 2004.")
    found = read("المصدر: دفاتر الوادي", "", heading, "", *books)
    assert (publisher(found), found.authors) == ("دفاتر الوادي", ())
    assert [line.fate for line in found.lines[-2:]] == [Fate.BODY, Fate.BODY]
