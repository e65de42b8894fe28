"""A publisher of the vocabulary is known by its name alone, where a header has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from builder.extract import Profiles, extract_text
from builder.extract.phrases import phrase_key
from builder.model import plain_text
from tests.evidence import publisher

if TYPE_CHECKING:
    from builder.model import Document

HEADLINE: Final = "عودة الحياة إلى الجسر القديم بعد عامين"
DAY: Final = "4 مارس 2024"
BODY: Final = (
    "أعلنت بلدية المدينة القديمة افتتاح الجسر بعد أعمال ترميم استمرت عامين كاملين.",
    "وقالت البلدية إن الجسر سيبقى مفتوحاً للمشاة وحدهم، وإن السيارات ستمر من طريق جديد.",
    "وانتظر سكان المدينة هذا اليوم طويلاً، كما قال بائع خضار في السوق القريبة من الجسر.",
)
KNOWN: Final = {
    phrase_key(name): (id_, name)
    for id_, name in (
        ("safahat", "صفحات بريس"),
        ("wadi", "الوادي"),
        ("riyadh", "الرياض"),
        ("sabl", "سبل"),
    )
}
"""A name alone, one that may be a section or a region, one that is a city's too, and a second."""


def extract(*header: str, body: tuple[str, ...] = BODY) -> Document:
    """Read a text under these lines, with the publishers above in the vocabulary."""
    return extract_text("\n".join((*header, "", *body)), Profiles(), known_sources=KNOWN)


@pytest.mark.parametrize("name", ["صفحات بريس", "الوادي", "الرياض"])
def test_a_known_name_alone_above_the_headline_is_the_publisher(name: str) -> None:
    """It was taken for the section, and the article had no source."""
    document = extract(name, HEADLINE, DAY)
    assert publisher(document) == name
    assert document.section is None
    assert document.headline is not None
    assert document.headline.value == HEADLINE


@pytest.mark.parametrize(
    "line", ["صفحات بريس - الرباط", "الرباط | صفحات بريس", "صفحات بريس: الرباط"]
)
@pytest.mark.parametrize("above", [True, False])
def test_a_known_name_and_a_place_are_publisher_and_dateline(line: str, *, above: bool) -> None:
    """Above the headline or under it, whatever sign parts the two."""
    document = extract(*((line, HEADLINE) if above else (HEADLINE, line)), DAY)
    assert publisher(document) == "صفحات بريس"
    assert document.dateline is not None
    assert document.dateline.value == line


@pytest.mark.parametrize("claim", ["المصدر: سبل", "حلب - سبل"])
@pytest.mark.parametrize("kicker", ["الوادي", "الرياض"])
def test_a_better_claim_wins_and_the_name_is_the_section(kicker: str, claim: str) -> None:
    """«الوادي» above a headline is a region, where the article says who published it."""
    document = extract(kicker, HEADLINE, DAY, claim)
    assert publisher(document) == "سبل"
    assert document.section is not None
    assert document.section.value == kicker


def test_a_known_name_inside_the_text_is_no_claim() -> None:
    """A heading «الوادي» between paragraphs says nothing of the publisher, and stays."""
    document = extract(HEADLINE, DAY, body=(BODY[0], "", "الوادي", "", *BODY[1:]))
    assert publisher(document) is None
    assert "الوادي" in [plain_text(block.runs) for block in document.blocks]  # type: ignore[union-attr] # all have runs


def test_an_unknown_name_above_the_headline_stays_the_section() -> None:
    """What no vocabulary knows is a section there, as before."""
    document = extract("شرفات", HEADLINE, DAY)
    assert publisher(document) is None
    assert document.section is not None
    assert document.section.value == "شرفات"


def test_a_known_publisher_where_the_author_stands_is_the_publisher() -> None:
    """«بقلم: صفحات بريس» named an author that nobody is."""
    document = extract(HEADLINE, "بقلم: صفحات بريس", DAY)
    assert publisher(document) == "صفحات بريس"
    assert document.authors == ()


def test_an_address_names_the_publisher_whose_host_it_has() -> None:
    """A short link below a subdomain was shown as the publisher's name."""
    known = KNOWN | {phrase_key("safahat.example"): ("safahat", "صفحات بريس")}
    text = "\n".join((HEADLINE, DAY, "https://p.safahat.example/p/4xYz1", "", *BODY))
    document = extract_text(text, Profiles(), known_sources=known)
    assert (publisher(document), document.source_id) == ("صفحات بريس", "safahat")


def test_a_notice_to_readers_names_the_publisher_it_begins_with() -> None:
    """Such a notice stood in the text as its last paragraph."""
    notice = "صفحات بريس منظمة أهلية. الأموال التي نجمعها من القراء تذهب إلى دعم عملنا الصحفي."
    document = extract(HEADLINE, DAY, body=(*BODY, notice))
    assert publisher(document) == "صفحات بريس"
    assert len(document.blocks) == len(BODY)


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("حمّل تطبيق دفاتر النهر ليصلك كل جديد", "دفاتر النهر"),
        ("تابعوا أخبار دفاتر النهر عبر غوغل نيوز", "دفاتر النهر"),
        ("مجلة النهر فصلية تصدر عن دار النهر", "مجلة النهر"),
        ("#صحيفة_النهر", "صحيفة النهر"),
        ("تابعوا أخبار الرياضة عبر غوغل نيوز", None),
        ("© 1446هـ / 2025م لموقع دفاتر النهر", "دفاتر النهر"),
        ("حقوق النشر Getty Images/Samir", None),
        ("دفاتر النهر © 2024. تصميم وتطوير شركة الأفق الرقمية", "دفاتر النهر"),
        ("جميع الحقوق محفوظة للكاتب سامر الحلبي © 2020", None),
        ("اشترك في نشرة دفاتر النهر البريدية ليصلك جديدنا كل أسبوع", "دفاتر النهر"),
        ("للاشتراك في قناة دفاتر النهر على تلغرام:", "دفاتر النهر"),
        ("وصلتك هذه الرسالة لأنك مشترك في نشرة دفاتر النهر.", "دفاتر النهر"),
        ("تم إرسال هذا الخبر من تطبيق دفاتر النهر", "دفاتر النهر"),
        ("شروط التعليق في دفاتر النهر: عدم الإساءة إلى الكاتب أو الأشخاص.", "دفاتر النهر"),
        ("شروط النشر في الموقع: عدم الإساءة إلى الكاتب أو الأشخاص.", None),
        ("الآراء لا تعبر بالضرورة عن رأي دفاتر النهر.", "دفاتر النهر"),
        ("المقالة تعبر عن رأي كاتبها ولا تعبر بالضرورة عن رأي الصحيفة.", None),
        ("ساهموا في دعم دفاتر النهر", "دفاتر النهر"),
        ("اقرأ المزيد على موقع «دفاتر النهر»", "دفاتر النهر"),
        ("هيئة تحرير دفاتر النهر غير مسؤولة عن مضمون المقالات.", "دفاتر النهر"),
        ("هيئة التحرير غير مسؤولة عن مضمون المقالات.", None),
        ("دفاتر النهر منصة صحفية مستقلة تغطي شؤون القرى", "دفاتر النهر"),
    ],
)
def test_chrome_under_the_text_names_an_unknown_site(line: str, named: str | None) -> None:
    """Each of these lines says by itself whose page it stands on, or nothing."""
    assert publisher(extract(HEADLINE, DAY, body=(*BODY, "", line))) == named


def test_the_day_of_an_issue_at_the_top_is_the_articles_own() -> None:
    """A clock up there is not: it shows the day of reading."""
    menu = ("الأولى", "محليات", "ثقافة", "رياضة", "فنون", "اتصل بنا")
    issue = extract("العدد 2214 - الاثنين 4 مارس 2024", *menu, HEADLINE)
    assert issue.published is not None
    assert issue.published.value.day.isoformat() == "2024-03-04"
    assert extract("الاثنين 4 مارس 2024", *menu, HEADLINE).published is None


def test_a_reporter_beside_a_known_publisher_needs_no_known_first_name() -> None:
    """«صفحات بريس – تغلب الجبوري» gave neither, for nobody has listed the first name."""
    document = extract(HEADLINE, DAY, "صفحات بريس – تغلب الجبوري")
    assert publisher(document) == "صفحات بريس"
    assert [author.value for author in document.authors] == ["تغلب الجبوري"]


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("هذا الخبر منشور على دفاتر النهر", "دفاتر النهر"),
        ("ظهرت المقالة عودة الحياة إلى الجسر أولاً على دفاتر النهر.", "دفاتر النهر"),
        ("The post عودة الحياة appeared first on دفاتر النهر.", "دفاتر النهر"),
        ("© Getty Images 2023 / Samir", None),
    ],
)
def test_where_a_text_was_printed_names_its_site(line: str, named: str | None) -> None:
    """The line that feeds put under a text names the site, and is no part of the text."""
    document = extract(HEADLINE, DAY, body=(*BODY, line))
    assert publisher(document) == named
    assert len(document.blocks) == len(BODY)


def test_the_head_of_an_issue_names_the_magazine() -> None:
    """A magazine's page begins with its name and the number of the issue, without a day."""
    head = ("مجلة دفاتر النهر العدد 41 شتاء 2020", "دراسات")
    assert publisher(extract(*head, HEADLINE)) == "مجلة دفاتر النهر"


def test_a_place_and_colon_that_is_a_publishers_name_too_is_a_place() -> None:
    """«الرياض: أعلنت …» is where a report was written."""
    assert publisher(extract(HEADLINE, DAY, body=(f"الرياض: {BODY[0]}", *BODY[1:]))) is None


@pytest.mark.parametrize(
    "foot",
    [
        "Copyright © 2024 Dafater Al-Nahr. All Rights Reserved.",
        "info@dafateralnahr.example",
        "www.dafater-alnahr.example",
    ],
)
def test_a_name_at_the_top_is_known_by_its_spelling_in_latin_letters(foot: str) -> None:
    """Readers know the Arabic name; the foot of the page often has the other one alone."""
    top = ("دفاتر النهر", "ENGLISH", "الأخبار")
    assert publisher(extract(*top, HEADLINE, DAY, body=(*BODY, "", foot))) == "دفاتر النهر"


def test_a_name_at_the_top_that_nothing_spells_is_not_taken_for_it() -> None:
    """Another site's address is beside the page's own name, which says nothing of itself."""
    top = ("قصص الجبل", "ENGLISH", "الأخبار")
    foot = "Copyright © 2024 Dafater Al-Nahr. All Rights Reserved."
    assert publisher(extract(*top, HEADLINE, DAY, body=(*BODY, "", foot))) == "Dafater Al-Nahr"


def test_what_the_site_says_of_itself_under_its_name_is_no_headline() -> None:
    """The day of the issue stands under it, as under a headline."""
    top = ("دفاتر النهر", "نشرة أسبوعية عن القرى وناسها", "العدد 48 | الخميس 7 مارس 2024", "")
    document = extract(*top, HEADLINE)
    assert document.headline is not None
    assert document.headline.value == HEADLINE
    assert publisher(document) == "دفاتر النهر"


def test_a_headline_in_the_stars_of_bold_type_is_one() -> None:
    """Messages come so; a star before it alone is a bullet."""
    document = extract(f"*{HEADLINE}*", DAY)
    assert document.headline is not None
    assert document.headline.value == HEADLINE


def test_the_name_of_an_account_is_no_author() -> None:
    """Themes of blogs print it beside the day where nobody has changed it."""
    assert extract(HEADLINE, "بواسطة admin - 12 مايو، 2024").authors == ()


def test_special_for_a_quoted_name_under_the_headline_is_the_publisher() -> None:
    """«خاص موقع «…»» stood there as a line of unknown meaning."""
    assert publisher(extract(HEADLINE, "خاص موقع «دفاتر النهر»", DAY)) == "دفاتر النهر"
    assert publisher(extract(HEADLINE, "خاص بالزائرين", DAY)) is None


def test_a_known_paper_online_is_that_paper() -> None:
    """«الوادي أون لاين» stood on the page, and the vocabulary did not know it."""
    document = extract(HEADLINE, DAY, "خاص - الوادي أون لاين")
    assert (publisher(document), document.source_id) == ("الوادي", "wadi")
