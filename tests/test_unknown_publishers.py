"""A publisher that nobody has registered is known by its words, or by where its name stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from builder.extract import Profiles, extract_text
from builder.model import Fate, plain_text
from tests.evidence import publisher, title, value
from tests.page_cases import read_page

if TYPE_CHECKING:
    from builder.model import Document

HEADLINE: Final = "أمناء المكتبات يفتحون خزائن المخطوطات للزائرين"
DAY: Final = "9 مايو 2023"
BODY: Final = (
    "فتح أمناء المكتبات أبواب الخزائن القديمة صباح أمس أمام الزائرين بعد إغلاق دام سبع سنوات.",
    "وقالت أمينة المخطوطات إن الفهارس صارت رقمية كلها، وإن الصور ستنشر على مراحل حتى الخريف.",
    "ويأمل الباحثون أن تُرمم الأوراق التي أتلفتها الرطوبة قبل أن ينقضي موسم الأمطار المقبل.",
)
MENU: Final = ("الرئيسية", "سياسة", "ثقافة", "رياضة")


def extract(*header: str, foot: tuple[str, ...] = (), body: tuple[str, ...] = BODY) -> Document:
    """Read a text under and over these lines, with an empty vocabulary."""
    return extract_text("\n".join((*header, "", *body, "", *foot)), Profiles())


def is_whole(document: Document) -> bool:
    """Say whether headline and text are the article's, all of it and nothing else."""
    text = [plain_text(block.runs) for block in document.blocks if hasattr(block, "runs")]
    return (title(document), text) == (HEADLINE, list(BODY))


CALLED: Final = [
    "مرافئ بريس",
    "شراع 24",
    "وكالة شراع",
    "دفتر أون لاين",
    "شراع مونيتور",
    "تونس الآن",
]


@pytest.mark.parametrize("name", CALLED)
def test_a_name_that_says_it_is_a_sites_is_the_publisher_wherever_it_stands_alone(
    name: str,
) -> None:
    """It was the section above the headline, and the author under the day."""
    for header in ((name, HEADLINE, DAY), (HEADLINE, name, DAY), (HEADLINE, DAY, name)):
        document = extract(*header)
        assert publisher(document) == name
        assert is_whole(document)
        assert document.section is None
        assert document.authors == ()


@pytest.mark.parametrize(
    "name", ["دنيا الوطن", "صورة اليوم", "منبر الرأي", "حديث الأربعاء", "وجوه", "الأحد"]
)
def test_a_kicker_is_no_publisher(name: str) -> None:
    """A wrong publisher is worse than none."""
    for header in ((name, HEADLINE, DAY), (HEADLINE, name, DAY), (*MENU, name, HEADLINE, DAY)):
        assert publisher(extract(*header)) is None
    foot = ("من نحن", name, "اتصل بنا")
    assert publisher(extract(name, HEADLINE, DAY, foot=foot)) is None


@pytest.mark.parametrize("name", ["مرافئ", "شراع المدينة", "الضفاف", "Shiraa"])
def test_a_name_over_the_menu_is_the_publisher(name: str) -> None:
    """What stands over «الرئيسية», or over who edits, is how the page calls its site."""
    over_menu = extract(name, *MENU, HEADLINE, DAY)
    assert publisher(over_menu) == name
    assert is_whole(over_menu)
    assert publisher(extract(name, "رئيس التحرير: سامر الحلبي", "عاجل", HEADLINE, DAY)) == name
    sections = extract(name, "سياسة", "ثقافة", "رياضة", HEADLINE, DAY)
    assert publisher(sections) == name


@pytest.mark.parametrize("line", ["رئيس مجلس الإدارة", "الأحد", "اشترك", "بيروت", "ثقافة وفنون"])
def test_what_else_stands_over_a_menu_is_no_publisher(line: str) -> None:
    """An editor's label, the day, a button, a place and a section stand there too."""
    assert publisher(extract(line, *MENU, HEADLINE, DAY)) is None


def test_an_unknown_name_counts_where_it_stands_in_two_places() -> None:
    """One alone may be a section, a slogan or an author nobody has listed."""
    assert publisher(extract(HEADLINE, DAY, "شراع المدينة")) is None
    twice = extract("شراع المدينة", "نكتب عن الحبر والورق", HEADLINE, DAY, "شراع المدينة")
    assert publisher(twice) == "شراع المدينة"
    assert twice.authors == ()
    assert is_whole(twice)


def test_a_name_beside_the_address_of_its_site_is_the_publisher() -> None:
    """«… shiraa.example» at the top."""
    document = extract("شراع المدينة shiraa.net", *MENU, HEADLINE)
    assert publisher(document) == "شراع المدينة"


@pytest.mark.parametrize("sign", [" » ", " / ", " > "])
def test_a_trail_begins_with_the_site_and_ends_in_the_headline(sign: str) -> None:
    """Such a line was the headline itself."""
    document = extract(sign.join(("شراع المدينة", "تراث", HEADLINE)), HEADLINE, DAY)
    assert is_whole(document)
    assert publisher(document) == "شراع المدينة"
    assert document.section is not None
    assert document.section.value == "تراث"


def test_a_trail_of_two_may_begin_with_a_section() -> None:
    """«منبر الرأي » …» names no publisher."""
    document = extract(f"منبر الرأي » {HEADLINE}", HEADLINE, DAY)
    assert is_whole(document)
    assert publisher(document) is None


def test_a_trail_tells_the_headline_from_the_ticker_above_it() -> None:
    """The page's own ticker had the better place."""
    ticker = ("آخر الأخبار", "الأرصاد تحذر من عاصفة رملية غدا", "إغلاق الجسر الشرقي حتى المساء")
    trail = f"الرئيسية / تراث / {HEADLINE}"
    document = extract(*ticker, trail, HEADLINE, DAY)
    assert is_whole(document)


@pytest.mark.parametrize("name", ["مرافئ بريس", "Shiraa Post"])
@pytest.mark.parametrize("sign", [" | ", " - "])
def test_a_name_beside_the_headline_is_parted_from_it(name: str, sign: str) -> None:
    """As the tab of a browser shows it."""
    document = extract(f"{HEADLINE}{sign}{name}", DAY)
    assert publisher(document) == name
    assert is_whole(document)


@pytest.mark.parametrize("words", ["تحليل", "ليلى حداد", "فيديو", "English", "Video"])
def test_other_words_beside_a_headline_name_no_publisher(words: str) -> None:
    """A genre, an author or a button."""
    assert publisher(extract(f"{HEADLINE} | {words}", DAY)) is None


def test_who_writes_by_the_headline_is_the_author_and_it_keeps_its_words() -> None:
    """«فلان يكتب: …» heads opinions in Egypt and the Sudan."""
    title = "ليلى حداد تكتب: خزائن المخطوطات تفتح للزائرين"
    document = extract(title, DAY)
    assert document.headline is not None
    assert document.headline.value == title
    assert [author.value for author in document.authors] == ["ليلى حداد"]


def test_when_a_paper_was_founded_is_no_headline() -> None:
    """It stands at the very top, over a headline of its length."""
    about = "سياسية - ثقافية - عامة، تأسست عام 1998"
    assert is_whole(extract(about, HEADLINE, "حلب/ سامر الحلبي –"))


def test_a_name_before_the_text_is_the_sites_where_the_foot_says_it_whole() -> None:
    """«شراع –» opens the text of «قناة شراع الفضائية»."""
    body = (f"شراع – {BODY[0]}", *BODY[1:])
    document = extract(HEADLINE, DAY, body=body, foot=("من نحن", "قناة شراع الفضائية"))
    assert publisher(document) in {"شراع", "قناة شراع الفضائية"}
    assert is_whole(document)


def test_a_name_with_the_article_beside_a_place_is_no_author() -> None:
    """«الشراع الجنوبي الأول|عدن»."""
    document = extract(HEADLINE, "الشراع الجنوبي الأول|عدن")
    assert publisher(document) == "الشراع الجنوبي الأول"
    assert document.authors == ()


def test_a_headline_keeps_its_words_where_its_author_stands_behind_it() -> None:
    """«… .. بقلم: فلان» is how Sudanese sites print opinions."""
    document = extract(f"{HEADLINE} .. بقلم: د. ليلى حداد", DAY)
    assert is_whole(document)
    assert [author.value for author in document.authors] == ["د. ليلى حداد"]
    line = " ".join(fate.text for fate in document.lines if fate.line == 1)
    assert line.split() == f"{HEADLINE} .. بقلم: د. ليلى حداد".split()


@pytest.mark.parametrize(
    "line", ["فريق تحرير مرافئ بريس", "خاص بـ«شراع المدينة»", "خاص لمرافئ: بريس", "خاص بالزائرين"]
)
def test_the_staff_and_what_is_special_for_a_site_name_it(line: str) -> None:
    """The words before the name are no part of it."""
    expected = {"فريق": "مرافئ بريس", "خاص بـ": "شراع المدينة"}
    wanted = next((name for start, name in expected.items() if line.startswith(start)), None)
    assert publisher(extract(HEADLINE, line, DAY)) == wanted


@pytest.mark.parametrize(
    "foot",
    [
        ("المصدر", "شراع المدينة"),
        ("المصدر - شراع المدينة",),
        ("نقلا عن شراع المدينة",),
        ("تابعوا شراع المدينة على فيسبوك",),
        ("حمّل تطبيق شراع المدينة",),
        ("اشترك في نشرة شراع المدينة البريدية",),
        ("صاحب المقال : شراع المدينة", "المصدر : www.shiraa.com"),
        (f"The post {HEADLINE} first appeared on شراع المدينة.",),
        ("© شراع المدينة 2004-2023 رخصة المشاع الإبداعي",),
        ("معلومات إضافية", "نُشرت في العدد 1048 من جريدة شراع المدينة"),
        ("لمتابعة المزيد من أخبار الكتب حمل تطبيق شراع المدينة من هنا",),
        (
            "اكتشاف المزيد من شراع المدينة",
            "اشترك للحصول على أحدث التدوينات المرسلة إلى بريدك الإلكتروني.",
        ),
        ("جميع الحقوق محفوظة لشراع المدينة ٢٠٢٣",),
    ],
)
def test_the_foot_names_the_publisher(foot: tuple[str, ...]) -> None:
    """By a label, or by what it offers."""
    document = extract(HEADLINE, DAY, foot=foot)
    assert publisher(document) == "شراع المدينة"
    assert is_whole(document)


def test_an_offer_takes_no_word_off_a_name() -> None:
    """«الجديد» ends some offers, and some names."""
    assert publisher(extract(HEADLINE, DAY, foot=("تابعوا الشراع الجديد على فيسبوك",))) == (
        "الشراع الجديد"
    )


def test_rights_of_people_are_no_copyright() -> None:
    """An organisation's slogan and name stand in its foot."""
    for line in ("نحمي الحقوق ونصون الكرامة", "مركز الشاطئ لحقوق الإنسان"):
        document = extract(HEADLINE, DAY, foot=("تبرعوا الآن", line, "© 2023 شراع المدينة"))
        assert publisher(document) == "شراع المدينة"


@pytest.mark.parametrize(
    ("opening", "place", "day"),
    [
        ("(بيروت) – ", "بيروت", None),
        ("(بيروت، 6 مارس/آذار 2022) – ", "بيروت، 6 مارس/آذار 2022", "2022-03-06"),
    ],
)
def test_a_place_in_brackets_is_the_dateline(opening: str, place: str, day: str | None) -> None:
    """It was taken for the publisher, as «(أنباء الشاطئ)» is."""
    document = extract(HEADLINE, body=(opening + BODY[0], *BODY[1:]))
    assert publisher(document) is None
    assert is_whole(document)
    assert document.dateline is not None
    assert document.dateline.value == place
    found = document.published.value.day.isoformat() if document.published else None
    assert found == day


@pytest.mark.parametrize("sign", [" - ", ": "])
def test_a_site_that_opens_its_text_is_parted_from_it(sign: str) -> None:
    """«مرافئ بريس - فتح …»."""
    document = extract(HEADLINE, DAY, body=(f"مرافئ بريس{sign}{BODY[0]}", *BODY[1:]))
    assert publisher(document) == "مرافئ بريس"
    assert is_whole(document)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("مرافئ بريس - إعداد: سامر الحلبي", ["سامر الحلبي"]),
        ("إعداد الباحثة : ليلى حداد – مرافئ بريس", ["ليلى حداد"]),
        ("بقلم: ليلى حداد*", ["ليلى حداد"]),
        ("بواسطة مرافئ بريس", []),
        ("سامر الحلبي من دمشق", ["سامر الحلبي"]),
        ("مرسلة بواسطة الراوي في 9:10 م", ["الراوي"]),
        ("كتب - سراج العويني:", ["سراج العويني"]),
        ("الداه ولد المختار", ["الداه ولد المختار"]),
        ("بيان صحفي", []),
        ("كتب: الضفاف الجديدة", []),
    ],
)
def test_the_site_in_a_byline_is_no_author(line: str, names: list[str]) -> None:
    """Who wrote, and for whom."""
    document = extract(HEADLINE, line, DAY)
    assert [author.value for author in document.authors] == names
    assert is_whole(document)
    assert all(fate.fate is not Fate.TITLE for fate in document.lines if line in fate.text)


@pytest.mark.parametrize(
    ("label", "section"),
    [("القسم: خزائن", "خزائن"), ("في: محليات", "محليات"), ("ملاحظة: خزائن", None)],
)
def test_a_labelled_section_is_no_author(label: str, section: str | None) -> None:
    """It stood where an author stands, and was one."""
    document = extract(HEADLINE, DAY, label)
    assert document.authors == ()
    assert value(document.section) == section


@pytest.mark.parametrize("what", ["مدونة شخصية", "جريدة كويتية يومية", "مجلة ثقافية مستقلة"])
def test_what_a_site_says_of_itself_is_not_its_name(what: str) -> None:
    """The line above it is."""
    document = extract("شراع المدينة", what, *MENU, HEADLINE, DAY)
    assert publisher(document) == "شراع المدينة"


def test_a_state_over_the_name_of_its_ministry_is_no_publisher() -> None:
    """Pages of ministries begin with both."""
    document = extract("المملكة المغربية", "وزارة المخطوطات", *MENU, HEADLINE, DAY)
    assert publisher(document) == "وزارة المخطوطات"


def test_a_name_at_the_top_counts_where_the_foot_says_it_again() -> None:
    """«المزيد من …»; a bare entry of a menu says nothing."""
    links = ("اقرأ أيضا", "خبر آخر عن الخزائن")
    echoed = extract("مرافئ", "تراث", HEADLINE, DAY, foot=(*links, "المزيد من مرافئ"))
    assert publisher(echoed) == "مرافئ"
    entry = extract("مرافئ", "تراث", HEADLINE, DAY, foot=(*links, "مرافئ", "اتصل بنا"))
    assert publisher(entry) is None


@pytest.mark.parametrize("name", ["أخبار اليوم", "صحف الآن", "أسعار اليوم"])
def test_a_section_of_the_day_is_no_site(name: str) -> None:
    """«تونس اليوم» may be one."""
    assert publisher(extract(name, HEADLINE, DAY)) is None


def test_a_day_beside_a_place_is_no_publisher() -> None:
    """Agencies write it without the year."""
    assert publisher(extract(HEADLINE, DAY, "دمشق في 7 أكتوبر/ متابعات/")) != "دمشق في 7 أكتوبر"


def test_an_agency_and_a_site_open_the_text() -> None:
    """«متابعات – مرافئ برس – …» names no place."""
    document = extract(HEADLINE, DAY, body=(f"متابعات – مرافئ برس – {BODY[0]}", *BODY[1:]))
    assert publisher(document) == "مرافئ برس"
    assert is_whole(document)


def test_a_name_is_said_as_its_masthead_says_it() -> None:
    """The foot cuts «بوابة» off, the masthead does not."""
    foot = ("حمّل تطبيق الشراع الإخبارية", "عن موقع الشراع الإخبارية", "موقع الشراع الإخبارية")
    document = extract("بوابة الشراع الإخبارية", *MENU, HEADLINE, DAY, foot=foot)
    assert publisher(document) == "بوابة الشراع الإخبارية"


@pytest.mark.parametrize(
    ("owner", "name"),
    [
        ("محفوظة لبلدية الضفاف", "بلدية الضفاف"),
        ("محفوظة للضفاف", "الضفاف"),
        ("محفوظة لبنان الضفاف", "لبنان الضفاف"),
    ],
)
def test_a_saved_page_says_whose_the_rights_are(owner: str, name: str) -> None:
    """Its foot was read with the preposition."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in BODY)
    page = f"<h1>{HEADLINE}</h1>{text}<footer>جميع الحقوق {owner} 2021</footer>"
    html = f"<html lang=ar><head><title>الأخبار</title></head><body>{page}</body></html>"
    assert publisher(read_page(html)) == name


def test_a_standfirst_that_tells_what_the_article_is_about_is_no_headline() -> None:
    """«عن …» under a short headline, and longer than it."""
    about = "عن خزائن ظلت مغلقة سبع سنوات في المكتبات القديمة"
    document = extract("شراع المدينة", "قصص", "مفاتيح أمين المخطوطات", about, DAY)
    assert document.headline is not None
    assert document.headline.value == "مفاتيح أمين المخطوطات"
    assert document.standfirst is not None
    assert document.standfirst.value == about


@pytest.mark.parametrize("what", ["منبر ثقافي عربي", "يومية جزائرية"])
def test_a_paper_that_says_where_it_comes_from_is_named_above(what: str) -> None:
    """«يومية جزائرية» tells what the line over it is."""
    assert publisher(extract("شراع المدينة", what, HEADLINE, DAY)) == "شراع المدينة"


def test_a_voice_of_a_place_is_a_site() -> None:
    """«صوت الرباط»; «صوت المدينة» may be a section."""
    assert publisher(extract(HEADLINE, DAY, body=(f"صوت الرباط: {BODY[0]}", *BODY[1:]))) == (
        "صوت الرباط"
    )
    assert publisher(extract("صوت المدينة", HEADLINE, DAY)) is None


def test_an_unlisted_reporter_beside_a_site_is_the_author() -> None:
    """«مرافئ نت - زينون العلي», and no brackets round a name."""
    document = extract(HEADLINE, "مرافئ نت - زينون العلي", DAY)
    assert [author.value for author in document.authors] == ["زينون العلي"]
    assert publisher(document) == "مرافئ نت"
    foot = ("حقوق النشر محفوظة [ شراع المدينة ]",)
    assert publisher(extract(HEADLINE, DAY, foot=foot)) == "شراع المدينة"


@pytest.mark.parametrize("label", ["فيديو", "إضاءات"])
def test_a_sentence_behind_a_label_of_links_is_text(label: str) -> None:
    """No linked headline is so long and ends in a full stop; the first paragraph was lost."""
    first = f"{label}: {BODY[0]}"
    document = extract(HEADLINE, DAY, body=(first, *BODY[1:]))
    text = [plain_text(block.runs) for block in document.blocks if hasattr(block, "runs")]
    assert text == [first, *BODY[1:]]


@pytest.mark.parametrize("said", ["شبكة الضفاف الحرة، قالت", "شبكة الضفاف الحرة أن"])
def test_whom_people_told_specially_is_the_publisher(said: str) -> None:
    """No other name stands on the page."""
    told = f"وفي تصريح خاص ل{said} أمينة المكتبة في الحي الشرقي إنها ستفتح أبوابها مساء كل يوم."
    document = extract(HEADLINE, DAY, body=(*BODY, told))
    assert publisher(document) == "شبكة الضفاف الحرة"


def test_the_box_on_the_author_under_a_link_to_the_source_names_no_publisher() -> None:
    """«المصدر» was a link, and the author the publisher."""
    document = extract(HEADLINE, DAY, foot=("المصدر", "عن ليلى حداد"))
    assert publisher(document) is None


def test_what_is_discovered_in_the_text_stays() -> None:
    """Only over the field for an address it leads to more of the site."""
    last = "اكتشاف المزيد من المخطوطات"
    document = extract(HEADLINE, DAY, body=(*BODY, last, BODY[0].replace("صباح", "مساء")))
    assert last in str(document.blocks)
