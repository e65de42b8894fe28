"""What stands at the top of a page, and is neither headline nor author nor publisher."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from builder.extract import Profiles, extract_text
from tests.evidence import publisher, title
from tests.page_cases import read_page

if TYPE_CHECKING:
    from builder.model import Document

HEADLINE: Final = "عمال المطابع يحفظون حروف الرصاص من الصدأ"
DAY: Final = "9 مايو 2023"
BODY: Final = (
    "حفظ عمال المطابع صناديق الحروف القديمة في قبو جاف قرب الميناء بعد أن بيعت آلات الصف كلها.",
    "وقال كبيرهم إن الحروف ستعرض للزائرين في الخريف، وإن ورشة صغيرة ستعلم الصغار ترتيبها باليد.",
)


def extract(*header: str, foot: tuple[str, ...] = ()) -> Document:
    """Read a text under and over these lines, with an empty vocabulary."""
    return extract_text("\n".join((*header, "", *BODY, "", *foot)), Profiles())


AGENCY: Final = "وكالة الأنباء الليبية - وال"


def test_an_agency_and_how_it_signs_are_no_headline() -> None:
    """The masthead was published as the headline; none is told of, and the day stays known."""
    document = extract_text(
        f"{AGENCY}\nطرابلس 12 يوليو 2022 م (وال) - {BODY[0]}\n\n{BODY[1]}", Profiles()
    )
    assert title(document) is None
    assert publisher(document) == "وكالة الأنباء الليبية"
    assert [problem.code for problem in document.problems] == ["TITLE01"]
    assert document.published is not None


def test_a_sentence_between_an_agency_and_its_dateline_is_the_headline() -> None:
    """Its full stop made it the first paragraph, and hid the dateline."""
    sentence = "عمال المطابع : حروف الرصاص تحفظ في القبو ."
    document = extract_text(
        f"{AGENCY}\n{sentence}\nطرابلس 12 يوليو 2022 م (وال) - {BODY[0]}\n\n{BODY[1]}", Profiles()
    )
    assert title(document) == sentence
    assert len(document.blocks) == len(BODY)
    assert document.published is not None


def test_a_word_that_leads_on_and_a_labelled_section_are_no_headline() -> None:
    """A headline of two words lost against «في» and «المحور: …»."""
    below = ("نشرت", "قبل سنتين", "في", "3 ماي 2022", "من قبل", "سامر الحلبي")
    assert title(extract("جور نار", "لعلّهم يقرؤون", *below)) == "لعلّهم يقرؤون"
    issue = "المرفأ-العدد: 1877 - 2007 / 4 / 6 - 11:33"
    under = ("عامر عبد زيد", issue, "المحور: قضايا ثقافية وفكرية")
    assert title(extract("رابطة المدينة", *under)) == "رابطة المدينة"


def test_a_trail_that_begins_with_the_name_at_the_top_is_no_headline() -> None:
    """It was taken for the headline with the site's name beside it."""
    trail = "شبكة المرفأ / عمال المطابع / آلات الصف"
    told, day = "شبكة إسلامية وفكرية وثقافية شاملة", "تاريخ الإضافة: 25/11/2014 ميلادي"
    document = extract("شبكة المرفأ", told, trail, "حديث الرفوف الخشبية", "نورة سليمان", day)
    assert title(document) == "حديث الرفوف الخشبية"
    assert publisher(document) == "شبكة المرفأ"


def test_who_answers_for_the_paper_is_no_author() -> None:
    """The chief editor above the headline was taken for the author."""
    document = extract("رئيس التحرير", "سامر الحلبي", HEADLINE, DAY)
    assert document.authors == ()
    assert title(document) == HEADLINE


@pytest.mark.parametrize(
    "line", ["مجلس التحرير: مجموعة صحفيين عرب", "يومية مغربية مستقلة", "جريدة كويتية يومية"]
)
def test_what_a_paper_says_of_itself_is_not_its_name(line: str) -> None:
    """Over the day it passed for the publisher."""
    assert publisher(extract(line, DAY, HEADLINE)) is None


def test_a_name_at_the_top_that_the_dateline_says_again_is_the_publisher() -> None:
    """«تراسل – حلب» may be anything, and so may «تراسل» at the top: both together may not."""
    assert publisher(extract("تراسل", HEADLINE, "تراسل – حلب:", DAY)) == "تراسل"
    assert publisher(extract(HEADLINE, "تراسل – حلب:", DAY)) is None


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("المرفأ اليوم -", "المرفأ اليوم"),
        ("تقرير خاص -", None),
        ("حلب -", None),
        ("رنا حداد -", None),
    ],
)
def test_a_name_and_a_dash_on_a_line_of_their_own_open_the_text(
    line: str, name: str | None
) -> None:
    """So does the paste part a site's name from its first paragraph."""
    assert publisher(extract(HEADLINE, line, DAY)) == name


@pytest.mark.parametrize(
    ("said", "alone"),
    [
        (("نقلا عن سبوتنيك",), "سبوتنيك"),
        (("ترجمة: ليلى حداد", "المصدر: الغارديان"), "الغارديان"),
        (("ترجمة: ليلى حداد", "المصدر: Livescience"), None),
    ],
)
def test_whom_a_site_copied_or_translated_is_not_the_publisher(
    said: tuple[str, ...], alone: str | None
) -> None:
    """What the page says of its own counts first; a foreign page never published in Arabic."""
    foot = (*said, "جميع الحقوق محفوظة لصحيفة المرفأ")
    assert publisher(extract(HEADLINE, DAY, foot=foot)) == "صحيفة المرفأ"
    assert publisher(extract(HEADLINE, DAY, foot=said)) == alone


def test_the_publisher_beside_a_place_is_no_author() -> None:
    """Its name has two words, as a person's has; the foot says it with its kind."""
    foot = ("جميع الحقوق محفوظة لصحيفة أضواء المرفأ",)
    document = extract(HEADLINE, "أضواء المرفأ - حلب", DAY, foot=foot)
    assert document.authors == ()
    assert publisher(document) == "صحيفة أضواء المرفأ"


def test_a_clock_before_the_year_is_read() -> None:
    """«10 أكتوبر GMT 06:44 2018» was the standfirst."""
    document = extract(HEADLINE, "نشر في : الأربعاء ,10 تشرين الأول / أكتوبر GMT 06:44 2018")
    assert document.published is not None
    assert document.published.value.day.isoformat() == "2018-10-10"
    assert document.published.value.time is not None


@pytest.mark.parametrize(
    "box",
    [
        ("سامر الحلبي", "كاتب وصحفي مقيم في برلين، صدر له «مدينة من ورق» عام 2019."),
        ("غسان الحايك", "طبيب من حمص، يعيش في لندن وينشر في عدد من الصحف العربية."),
        ("المؤلف", "غسان الحايك", "طبيب من حمص، يعيش في لندن وينشر في عدد من الصحف."),
    ],
)
def test_a_box_under_the_text_that_tells_who_somebody_is_is_no_text(box: tuple[str, ...]) -> None:
    """The author's came into the text, and another's with the name for a subheading."""
    document = extract(HEADLINE, "سامر الحلبي", DAY, foot=box)
    assert len(document.blocks) == len(BODY)


def test_the_article_of_a_holder_of_rights_stays() -> None:
    """«للمركز العربي» gave «مركز العربي»."""
    foot = ("جميع الحقوق محفوظة للمركز العربي لدراسة الحروف 2024",)
    assert publisher(extract(HEADLINE, DAY, foot=foot)) == "المركز العربي لدراسة الحروف"


def test_the_name_of_an_institution_is_no_headline() -> None:
    """Four definite words at the top won over a headline of three; what the author does did too."""
    author = ("الكاتب : أ.د. محمود عبد العاطي", "مدير مشروع الحروف")
    document = extract("منظمة المجتمع العلمي العربي", "مُعامل التأثير العربي", *author, DAY)
    assert title(document) == "مُعامل التأثير العربي"
    assert publisher(document) == "منظمة المجتمع العلمي العربي"
    assert [name.value for name in document.authors] == ["أ.د. محمود عبد العاطي"]
    assert document.standfirst is None
    assert title(extract("وزارة التعليم تلغي الامتحان", DAY)) == "وزارة التعليم تلغي الامتحان"


def test_a_name_with_a_dash_is_no_headline_though_it_stands_twice() -> None:
    """«الأفق -» above and below a headline won over it."""
    header = ("المرفأ اليوم -", HEADLINE, "المرفأ اليوم -", f"المرفأ اليوم - {HEADLINE}")
    assert title(extract(*header, DAY)) == HEADLINE


@pytest.mark.parametrize("name", ["طنجة 24", "نداء سوريا", "أصداء الخليج"])
def test_a_place_in_a_name_makes_no_dateline_of_it(name: str) -> None:
    """A number behind a place, or a call before it, tells a site's name."""
    assert publisher(extract(name, HEADLINE, DAY)) == name


def test_a_row_gives_the_author_without_its_other_cells() -> None:
    """Five words of a row, its first a given name, passed for one person's name."""
    document = extract(HEADLINE, "سعاد المرنيسي | 12 أكتوبر 2020 | مجتمع | لا تعليقات")
    assert [name.value for name in document.authors] == ["سعاد المرنيسي"]


def test_counters_behind_the_day_leave_it_a_row_with_its_author() -> None:
    """«فلان 7 مارس، 2023 0 1٬204 دقيقة واحدة» was the standfirst."""
    document = extract(HEADLINE, "سليم الورتاني 7 مارس، 2023 0 1٬204 دقيقة واحدة")
    assert [name.value for name in document.authors] == ["سليم الورتاني"]
    assert document.published is not None
    assert document.published.value.day.isoformat() == "2023-03-07"


def test_a_slogan_over_the_day_is_no_headline() -> None:
    """A blog's page has its name and its slogan there, and the headline under the day."""
    header = ("دفاتر الحي القديم", "حكايات صغيرة من مدينة كبيرة")
    document = extract(*header, "الجمعة، 21 أكتوبر 2011", "الكتب التي لم تصل")
    assert title(document) == "الكتب التي لم تصل"
    assert publisher(document) == "دفاتر الحي القديم"


def test_a_saved_page_may_begin_its_title_with_the_sites_name() -> None:
    """The headline was taken for the publisher, and the publisher for the headline."""
    name, text = "وكالة المرفأ الإخبارية", "".join(f"<p>{paragraph}</p>" for paragraph in BODY)
    page = f"<div>{name}</div><div>{HEADLINE}</div><div>2018/08/30 22:15</div>{text}"
    head = f"<head><title>{name} - {HEADLINE}</title></head>"
    document = read_page(f"<html lang=ar>{head}<body>{page}</body></html>")
    assert title(document) == HEADLINE
    assert publisher(document) == name


def test_what_a_site_puts_behind_its_own_name_is_no_headline() -> None:
    """«المرفأ نيوز: أخبار | تقارير» gave its sections for the publisher."""
    sections = "المرفأ نيوز: أخبار | تقارير"
    document = extract("المرفأ نيوز", "صيادو الفرات بلا ماء", sections, DAY)
    assert title(document) == "صيادو الفرات بلا ماء"
    assert publisher(document) == "المرفأ نيوز"


def test_a_trail_at_the_top_may_be_parted_by_bars() -> None:
    """The sections won over a headline of three words."""
    document = extract("رؤيا سبورت | كرة القدم | محلي", "الفيصلي يفوز ويتصدر", DAY)
    assert title(document) == "الفيصلي يفوز ويتصدر"
    assert publisher(document) == "رؤيا سبورت"


def test_the_number_of_an_issue_does_not_part_the_day_from_the_headline() -> None:
    """The day over «العدد 1204» was lost."""
    document = extract("صحيفة المرفأ", "الأربعاء 30 مارس 2016", "العدد 1204", HEADLINE)
    assert document.published is not None


def test_by_whom_it_was_written_begins_no_name() -> None:
    """«كتب بواسطة مرافئ برس» gave the author «بواسطة مرافئ برس»."""
    document = extract(HEADLINE, DAY, "كتب بواسطة مرافئ برس")
    assert document.authors == ()
    assert publisher(document) == "مرافئ برس"


def test_an_agency_alone_at_the_top_is_the_publisher() -> None:
    """The account called «رويترز» the source, and the check said that there was none."""
    document = extract("رويترز", HEADLINE, DAY)
    assert publisher(document) == "رويترز"


def test_counters_beside_the_day_leave_it_a_day() -> None:
    """The whole line was left out, and the day with it."""
    counters = "عدد الزيارات 624    التعليقات 0    القسم عربية"
    document = extract(HEADLINE, f"تاريخ الإضافة الثلاثاء 9 أيار 2023 - 3:44 ص    {counters}")
    assert document.published is not None
    assert document.published.value.day.isoformat() == "2023-05-09"


def test_a_post_has_its_day_and_its_forum_above_its_writer() -> None:
    """The day says that it is the post's, though it stands far above the headline."""
    above = ("العودة   منتديات المرفأ > التراث > الحرف", "#1", "قديم 09-05-2023, 02:06 PM")
    writer = ("سليل البحر", "عضو مميز", "تاريخ التسجيل: Jun 2009", "المشاركات: 3,841")
    document = extract_text(
        "\n".join((*above, *writer, HEADLINE, *BODY)), Profiles(), date_order="dmy"
    )
    assert title(document) == HEADLINE
    assert publisher(document) == "منتديات المرفأ"
    assert document.published is not None


def test_of_several_days_far_above_none_is_the_articles() -> None:
    """Each belongs to another headline of a list."""
    others = ("نشر في 3 مايو 2023", "نشر في 4 مايو 2023")
    document = extract(*others, "بحث", "القائمة", "تسجيل الدخول", "اشترك", "مشاركة", HEADLINE)
    assert document.published is None


@pytest.mark.parametrize(
    ("top", "name"),
    [
        ("مجلة المرفأ - مجلة ثقافية عامة", "مجلة المرفأ"),
        ("المرفأ - منصة إخبارية مستقلة", "المرفأ"),
        ("الشبكة الأهلية لحقوق الصيادين", "الشبكة الأهلية لحقوق الصيادين"),
        ("الهيئة العامة للموانئ", "الهيئة العامة للموانئ"),
    ],
)
def test_a_name_and_what_it_is_stand_beside_each_other(top: str, name: str) -> None:
    """The names of institutions were published as headlines, and named nobody."""
    document = extract(top, "تقارير", "بيانات", HEADLINE, DAY)
    assert (title(document), publisher(document)) == (HEADLINE, name)


@pytest.mark.parametrize(
    "line", ["MBC المرفأ", "الإمارات 71", "وكالات – الإمارات 71", "الإمارات 71 - الشارقة"]
)
def test_figures_and_latin_letters_make_a_name_a_sites(line: str) -> None:
    """«MBC المرفأ» was the author, and «الإمارات 71» the place of the report."""
    document = extract(HEADLINE, DAY, line)
    assert publisher(document) == line.removeprefix("وكالات – ").removesuffix(" - الشارقة")
    assert document.authors == ()


def test_whence_an_encyclopaedia_has_its_article_is_no_author() -> None:
    """The day of the last change is the only day of such a page."""
    foot = "آخر تعديل لهذه الصفحة كان يوم 24 نوفمبر 2021، الساعة 10:21."
    document = extract(HEADLINE, "من المرفأ، الموسوعة الحرة", foot=(foot,))
    assert publisher(document) == "المرفأ"
    assert document.authors == ()
    assert document.published is not None
    assert len(document.blocks) == len(BODY)


def test_a_message_in_the_browser_is_no_headline() -> None:
    """The link over a newsletter was published as its headline."""
    document = extract("عرض هذه الرسالة في المتصفح", "نشرة المرفأ", DAY, HEADLINE)
    assert title(document) == HEADLINE


def test_what_a_messenger_puts_over_a_post_gives_its_day_and_its_channel() -> None:
    """The day was a part of the channel's name."""
    head = ("شبكة أخبار المرفأ, [14.03.24 18:22]", "[Forwarded from مراسلون بلا استراحة]")
    document = extract(*head, HEADLINE)
    assert publisher(document) == "شبكة أخبار المرفأ"
    assert document.published is not None
    assert document.published.value.day.isoformat() == "2024-03-14"


def test_with_whom_a_post_is_shared_does_not_part_its_day_from_the_headline() -> None:
    """«العامة» was the section, and the day was lost."""
    document = extract("متحف المرفأ", f"{DAY} الساعة ٣:٤٥ م ·", "العامة", HEADLINE)
    assert (title(document), publisher(document)) == (HEADLINE, "متحف المرفأ")
    assert (document.section, document.published is None) == (None, False)


def test_a_caption_that_ends_in_its_credit_is_no_headline() -> None:
    """It stands nearer to the text than the headline, and says more of it."""
    document = extract(
        HEADLINE,
        "ليلى حداد",
        DAY,
        "حفظ عمال المطابع صناديق الحروف في قبو جاف (Getty)",
        "شارك هذا المقال",
        "الترا سودان",
    )
    assert (title(document), publisher(document)) == (HEADLINE, "الترا سودان")


def test_an_ending_of_sites_may_be_a_part_of_their_one_word() -> None:
    """«مرافئنيوز» named nobody."""
    document = extract("مرافئنيوز", "الأخبار المحلية", "أخبار عالمية", HEADLINE, DAY)
    assert publisher(document) == "مرافئنيوز"


@pytest.mark.parametrize("office", ["المكتب الإعلامي لرئيس مجلس الموانئ", "وزارة الموانئ"])
def test_an_office_signs_what_it_gives_out(office: str) -> None:
    """Over the day under the text; without a day a line there may be anything."""
    assert publisher(extract(HEADLINE, foot=("*****", office, "12- آذار- 2021"))) == office
    assert publisher(extract(HEADLINE, DAY, foot=("*****", office, "خبر آخر"))) is None


def test_a_menu_with_books_and_films_has_no_author() -> None:
    """«كتب» announced that «سينما» wrote."""
    document = extract("مجلة المرفأ", "كتب", "سينما", "ليلى حداد", HEADLINE, "12-05-2022")
    assert "سينما" not in [author.value for author in document.authors]


@pytest.mark.parametrize("line", ["بواسطة المرفأ 24", "كتب: المرفأ 24"])
def test_a_site_with_a_number_that_signs_is_called_without_its_label(line: str) -> None:
    """«بواسطة المرفأ 24» was the publisher's name."""
    document = extract(HEADLINE, line, DAY)
    assert (publisher(document), document.authors) == ("المرفأ 24", ())


def test_a_link_in_french_over_the_menu_is_no_publisher() -> None:
    """«Aller au contenu» was one, and a slogan that shares «على» with the text the headline."""
    top = ("Aller au contenu principal", "المرفأ الغربي", "عين على الوطن")
    document = extract(*top, "الأخبار", "مقالات", "مقابلات", HEADLINE, DAY)
    assert title(document) == HEADLINE
    assert publisher(document) != top[0]


def test_the_basmala_over_a_statement_is_no_headline() -> None:
    """Under it stands who speaks, and what «بيان حول …» is about no author."""
    head = ("بسم الله الرحمن الرحيم", "حزب المرافئ القومي", "الأمانة العامة")
    document = extract(*head, "بيان حول حروف الرصاص", DAY)
    assert title(document) == "بيان حول حروف الرصاص"
    assert (publisher(document), document.authors) == ("حزب المرافئ القومي", ())


def test_a_section_called_by_the_sites_name_is_not_the_site() -> None:
    """«المرفأ تيفي» in the menu of «المرفأ» was the publisher."""
    document = extract("المرفأ", "المرفأ تيفي", "بورتريه", DAY, HEADLINE, "المرفأ")
    assert publisher(document) == "المرفأ"


def test_a_day_beside_a_name_is_no_publisher() -> None:
    """It was parted from the name as the site's is from a headline."""
    row = "السبت/الأحد 3-4 دجنبر 2022 — صحافة المرفأ"
    document = extract("صحافة المرفأ", HEADLINE, row, "نشر يوم الأحد 4 دجنبر 2022")
    assert publisher(document) != "الأحد 3-4 دجنبر 2022"
    assert title(document) != "صحافة المرفأ"


def test_a_day_of_its_own_in_the_menu_is_no_site_under_another_name() -> None:
    """«تونس الآن» was the publisher, and is a section of what stands above it."""
    document = extract("المرفأ", "تونس الآن", "أبحاث ودراسات", HEADLINE, DAY)
    assert publisher(document) != "تونس الآن"


def test_a_name_at_the_top_of_a_blog_is_the_blogs() -> None:
    """Its foot says that it is one."""
    header = ("المرفأ", "ما يبقى على الحافة", HEADLINE, DAY)
    foot = ("لا تعليقات", "Blog at WordPress.com.")
    assert publisher(extract(*header, foot=foot)) == "المرفأ"
    assert publisher(extract(*header, foot=foot[:1])) is None


def test_a_place_and_a_site_may_stand_in_braces() -> None:
    """A brace stayed in the name; the section over the headline parted it from the day."""
    document = extract("14-02-2023, 12:51", "القسم: محلي", HEADLINE, "{بغداد: ضفاف نيوز}")
    assert (publisher(document), title(document)) == ("ضفاف نيوز", HEADLINE)
    assert document.published is not None
    assert document.section is not None


def test_who_works_for_a_site_in_latin_letters_is_that_site() -> None:
    """«Shiraa Team» was the publisher."""
    assert publisher(extract(HEADLINE, DAY, "Shiraa Team")) == "Shiraa"


def test_who_signs_by_a_name_in_latin_letters_is_an_author() -> None:
    """«Marc Lynch» was the publisher, and nobody wrote the text."""
    document = extract(HEADLINE, DAY, "Marc Lynch")
    assert [author.value for author in document.authors] == ["Marc Lynch"]
    assert document.source is None


def test_a_site_over_its_menu_may_have_a_name_in_capitals() -> None:
    """«BBC Arabic» over its menu was left out as if it said «Aller au contenu»."""
    menu = ("الرئيسية", "أخبار", "رياضة")
    assert publisher(extract("ABC Arabic", *menu, HEADLINE, DAY)) == "ABC Arabic"
    assert publisher(extract("Vers le menu", *menu, HEADLINE, DAY)) is None


def test_what_is_made_for_a_site_is_not_told_to_it() -> None:
    """«منطقة خاصة لموقع التراث العالمي،» named the publisher."""
    made = "وأنشئت منطقة خاصة لموقع الميناء القديم، وقال المدير إن زواره يأتون إليه في كل عام."
    told = "وقال المدير في تصريح خاص لموقع الميناء القديم، إن زواره يأتون إليه في كل عام."
    assert publisher(extract(HEADLINE, DAY, made)) is None
    assert publisher(extract(HEADLINE, DAY, told)) == "موقع الميناء القديم"
