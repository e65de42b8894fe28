"""Judging an article: what a person says wins over what was found."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from builder import frontmatter
from builder.checking import examine
from builder.diagnostics import Severity, codes
from builder.interface import LANGUAGES
from builder.workshop import open_workshop
from tests.conftest import ROOT

if TYPE_CHECKING:
    from builder.diagnostics import Diagnostic
    from tests.conftest import Project

Paste = Callable[..., str]

TOPICS = """
printing: {name: الطباعة, keywords: {strong: [مطبعة, مطابع, طباعة]}}
libraries: {name: المكتبات, aliases: [دور الكتب]}
"""


@pytest.fixture
def named(project: Project, paste: Paste) -> Project:
    """Return a project with one article and a second topic that nothing in it speaks for."""
    project.write("articles/vocabulary/topics.yml", TOPICS)
    project.write("articles/a.txt", paste())
    return project


@pytest.mark.parametrize(
    ("said", "topics"),
    [
        ("[libraries]", ["libraries"]),
        ("[المكتبات]", ["libraries"]),
        ("[دُور الكتب]", ["libraries"]),
        ("{add: [المكتبات]}", ["printing", "libraries"]),
        ("{add: [المكتبات], remove: [الطباعة]}", ["libraries"]),
        ("[المكتبات, libraries]", ["libraries"]),
    ],
)
def test_topics_are_named_by_id_or_name(named: Project, said: str, topics: list[str]) -> None:
    """The names are what pages show; a curator need not look up which id stands for one."""
    named.write("articles/a.yml", f"topics: {said}\n")
    assert named.convert().articles == 1
    assert frontmatter.parse(named.page("articles/a.md"))[0]["topics"] == topics


def test_an_unknown_topic_is_an_error_with_the_nearest_one(named: Project) -> None:
    """A misspelt name shows the id of the entry that was meant."""
    named.write("articles/a.yml", "topics: [المكتيات]\n")
    (problem,) = (d.problem for d in named.convert().diagnostics if d.code == "TAG02")
    said = {"id": "المكتيات", "key": "topics", "nearest": "libraries"}
    assert said.items() <= dict(problem.values).items()


def test_a_name_of_several_entries_is_refused(named: Project) -> None:
    """Which of them is meant cannot be told, and nothing is guessed."""
    shared = "aliases: [{text: عون, suggest: true}]"
    people = f"a: {{name: سامي عون, {shared}}}\nb: {{name: هدى عون, {shared}}}\n"
    named.write("articles/vocabulary/people.yml", people)
    named.write("articles/a.yml", "people: [عون]\n")
    assert "TAG02" in {diagnostic.code for diagnostic in named.convert().diagnostics}


def test_the_day_that_is_said_stands_beside_the_moment(named: Project) -> None:
    """A paper of the 6th may have been put on the web in the evening of the 5th."""
    named.write("articles/a.yml", "date: 2024-03-06\npublished: 2024-03-05T21:00+03:00\n")
    named.convert()
    page = frontmatter.parse(named.page("articles/a.md"))[0]
    assert (str(page["date"]), page["published"]) == ("2024-03-06", "2024-03-05T21:00:00+03:00")


@pytest.mark.parametrize(
    ("day", "moment", "told"),
    [
        ("2023-01-05", "2023-01-03T21:05", True),
        ("2023-01-05", "2023-01-07T00:05+03:00", True),
        ("2032-01-05", "2023-01-05T10:00", True),
        ("2023-01-05", "2023-01-04T23:05+00:00", False),
        ("2023-01-05", "2023-01-06T01:05+03:00", False),
        ("2023-01-05", "2023-01-05", False),
    ],
)
def test_a_day_and_a_moment_that_contradict_each_other_are_told(
    named: Project, day: str, moment: str, *, told: bool
) -> None:
    """A slip in one of them stood in lists under one day and on the page under another."""
    named.write("articles/a.yml", f"published: {moment}\nlang: ar\ndate: {day}\n")
    report = named.convert()
    found = [(d.path, d.line, d.severity) for d in report.diagnostics if d.code == "DATE11"]
    assert found == ([("articles/a.yml", 3, Severity.WARNING)] if told else [])
    assert report.articles == 1
    for one in (d for d in report.diagnostics if d.code == "DATE11"):
        for language in LANGUAGES:
            assert all(said[:10] in one.message(language) for said in (day, moment))


SOURCES = """
alsham-thaqafiya: {name: الشام الثقافية, aliases: [الشام للثقافة], kind: magazine, rights: link}
alsharq-qatar: {name: الشرق القطرية, aliases: [جريدة الشرق القطرية], kind: newspaper}
assafir: {name: صحيفة السفير, aliases: [جريدة السفير], kind: newspaper}
annahar: {name: صحيفة النهار, aliases: [جريدة النهار], kind: newspaper}
alquds: {name: القدس العربي, kind: newspaper}
alghad: {name: صحيفة الغد, aliases: [جريدة الغد], kind: newspaper}
alrai: {name: صحيفة الرأي, aliases: [جريدة الرأي], kind: newspaper}
hibr: {name: مجلة حبر, kind: magazine}
funun: {name: مجلة فنون, kind: magazine}
afkar: {name: مجلة أفكار, kind: magazine}
adab: {name: مجلة أدب, kind: magazine}
"""


def told(project: Project, code: str) -> Diagnostic:
    """Return the one diagnostic of a code that a conversion gives."""
    (diagnostic,) = (d for d in project.convert().diagnostics if d.code == code)
    return diagnostic


@pytest.mark.parametrize("said", ["alsham-thaqafia", "alsham_thaqafiya"])
def test_a_mistyped_id_is_an_error_that_names_the_id(named: Project, said: str) -> None:
    """It was published as the publisher's name, with all of a text that may not be shown."""
    named.write("articles/vocabulary/sources.yml", SOURCES)
    named.write("articles/a.yml", f"source: {said}\n")
    problem = told(named, "SOURCE03")
    assert (problem.path, problem.severity) == ("articles/a.yml", Severity.ERROR)
    for language in LANGUAGES:
        assert "«alsham-thaqafiya»" in problem.hint(language)
    (answer,) = [
        examine(named.path / "articles/a.txt", open_workshop(named.config)).answer["source_id"]
    ]
    assert answer is None


def test_an_id_like_no_entry_s_is_an_error_without_a_guess(named: Project) -> None:
    """What follows the guess is said all the same, in whole sentences."""
    named.write("articles/a.yml", "source: no-such-paper\n")
    assert told(named, "SOURCE03").hint("en").startswith("write the publisher's name, or add")
    assert told(named, "SOURCE03").hint("ar").startswith("اكتب اسم الناشر، أو أضف")


@pytest.mark.parametrize(
    "said", ["جريدة الفرات", "Al-Monitor", "بي بي سي", "مدونة حبر على ورق", "موقع غد بعد غد"]
)
def test_a_publisher_without_an_entry_is_named_as_it_is(named: Project, said: str) -> None:
    """A hint that names an unrelated publisher is worse than none."""
    named.write("articles/vocabulary/sources.yml", SOURCES)
    named.write("articles/a.yml", f"source: {said}\n")
    warning = told(named, "SOURCE02")
    assert "nearest" not in dict(warning.problem.values)
    assert "⟦" not in warning.hint("en") + warning.hint("ar")
    assert "that was meant" not in warning.hint("en")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("مجلة الشام الثقافيه الشهرية", "الشام الثقافية"),
        ("جريدة النهار البيروتية", "صحيفة النهار"),
        ("القدس العربى اليومية", "القدس العربي"),
        ("صحيفة السفيير", "صحيفة السفير"),
        ("مجلة حبر الشهرية", "مجلة حبر"),
        ("النهار نت", "صحيفة النهار"),
    ],
)
def test_a_name_in_other_words_or_with_a_slip_is_asked_about(
    named: Project, said: str, meant: str
) -> None:
    """The words that most names share tell nothing; the others are found among all that is said."""
    named.write("articles/vocabulary/sources.yml", SOURCES)
    named.write("articles/a.yml", f"source: {said}\n")
    assert f"«{meant}»" in told(named, "SOURCE02").hint("ar")


def test_what_follows_a_common_word_is_not_taken_for_the_name(named: Project) -> None:
    """Four papers begin with «الوطن», and of one of them the rest alone was asked for."""
    homes = "".join(
        f"home-{land}: {{name: الوطن {name}, aliases: [الوطن {name} أون لاين], kind: newspaper}}\n"
        for land, name in enumerate(("السعودية", "المصرية", "القطرية", "العمانية"))
    )
    one = "alwatan: {name: الوطن, aliases: [الوطن بالعربية], kind: newspaper}\n"
    named.write("articles/vocabulary/sources.yml", homes.replace(" أون لاين", "", 3) + one)
    named.write("articles/a.yml", "source: الفرات العمانية أون لاين\n")
    assert "nearest" not in dict(told(named, "SOURCE02").problem.values)
    named.write("articles/a.yml", "source: وطن العمانية أون لاين\n")
    assert dict(told(named, "SOURCE02").problem.values)["nearest"] == "الوطن العمانية"


def test_a_new_entry_changes_what_may_have_been_meant(named: Project) -> None:
    """A build that keeps what it read says the same as one that reads everything."""
    named.write("articles/a.yml", "source: syriatv\n")
    assert "nearest" not in dict(told(named, "SOURCE03").problem.values)
    entry = "syria-tv: {name: تلفزيون سوريا, kind: site}\n"
    named.write("articles/vocabulary/sources.yml", entry)
    assert dict(told(named, "SOURCE03").problem.values)["nearest"] == "syria-tv"


@pytest.mark.parametrize("said", ["unknown", "مجهول", "غير معروف"])
def test_an_unknown_source_can_be_said(named: Project, said: str) -> None:
    """It is no publisher of that name: no warning, no page of its own, rights of the settings."""
    settings = (named.path / "mkdocs.yml").read_text(encoding="utf-8")
    named.write("mkdocs.yml", settings.replace("page_size: 3", "unknown_source: excerpt"))
    named.write("articles/a.yml", f"source: {said}\n")
    report = named.convert()
    assert [d.code for d in report.diagnostics] == []
    page = frontmatter.parse(named.page("articles/a.md"))[0]
    assert (page["source"], page["rights"]) == ("مصدر غير معروف", "excerpt")
    assert "source_id" not in page
    assert page["view"]["source"] == {"name": "مصدر غير معروف"}
    assert "`source: unknown`" in codes()["SOURCE01"].wording["ar"].hint


def test_what_is_taken_down_needs_neither_source_nor_topic(named: Project) -> None:
    """Nothing of it is shown, so nobody need add anything to the vocabulary for it."""
    named.write("articles/a.yml", "source: صحيفة غابت\ntopics: []\ntakedown: بطلب من الناشر\n")
    assert [d.code for d in named.convert().diagnostics] == []


def test_an_order_of_dates_is_asked_of_an_entry_that_there_is(
    project: Project, paste: Paste
) -> None:
    """Without an entry there is nothing to add `date_order` to."""
    project.write("articles/a.txt", paste(date="5/3/2024"))
    assert "«dafatir»" in told(project, "DATE03").hint("ar")
    project.write("articles/a.yml", "source: صحيفة أخرى\n")
    hint = told(project, "DATE03").hint("en")
    assert hint == "add a line `date: YYYY-MM-DD` (year, month, day) to articles/a.yml"


def test_dates_that_disagree_are_told_with_the_day_that_the_hijri_one_is(
    project: Project, paste: Paste
) -> None:
    """Few can tell which of the two is wrong without it."""
    project.write("articles/a.txt", paste(date="17 ربيع الأول 1445 هـ الموافق 5 أكتوبر 2023"))
    problem = told(project, "DATE06")
    assert "2023-10-02" in problem.message("ar")
    assert "2023-10-02" in problem.message("en")


def test_a_picture_that_a_person_names_has_to_be_there(project: Project, paste: Paste) -> None:
    """A slip in its name cost the picture, and nothing said so; what only the text names may go."""
    project.write("articles/a.txt", paste() + "\nصورة\n")
    assert [d.code for d in project.convert().diagnostics] == []
    project.write("articles/a.yml", "images: [{name: nosuch.png, caption: شرح}]\n")
    assert told(project, "PICT03").path == "articles/a.yml"
    examined = examine(project.path / "articles/a.txt", open_workshop(project.config))
    assert [d.code for d in examined.diagnostics] == ["PICT03"]
    project.write("articles/nosuch.png", (ROOT / "articles/2020/mizan-al-alif.png").read_bytes())
    assert [d.code for d in project.convert().diagnostics] == []


def test_everything_that_is_wrong_is_told_at_once(named: Project) -> None:
    """A key that cannot be read hid the unknown topic, the source and the picture until mended."""
    said = "date: غدًا\nsource: no-such-id\ntopics: [لا شيء]\nimages: [nowhere.png]\nalso: x\n"
    named.write("articles/a.yml", said)
    codes_told = {d.code for d in named.convert().diagnostics}
    assert codes_told == {"SIDE02", "SIDE03", "SOURCE03", "TAG01", "TAG02", "PICT03"}


def test_what_a_key_names_in_vain_is_told_at_its_line(named: Project, paste: Paste) -> None:
    """A sidecar of ten lines was searched for them, or the raw file, where nothing was wrong."""
    named.write("articles/a.yml", "section: ثقافة\nsource: no-such-id\n\ntopics: [لا شيء]\n")
    places = {d.code: (d.path, d.line) for d in named.convert().diagnostics}
    assert places["SOURCE03"] == ("articles/a.yml", 2)
    assert places["TAG02"] == ("articles/a.yml", 4)
    named.write("articles/a.txt", "---\ntitle: عنوان\ntopics: [لا شيء]\n---\n" + paste())
    named.write("articles/a.yml", "# شرح\nimages: [nosuch.png]\n")
    places = {d.code: (d.path, d.line) for d in named.convert().diagnostics}
    assert places["TAG02"] == ("articles/a.txt", 3)
    assert places["PICT03"] == ("articles/a.yml", 2)


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        (b"", "SIDE10", None),
        (b"title: x\ndate: \x00\x01\n", "SIDE11", 2),
        (b"%PDF-1.4 x", "SIDE11", None),
        (None, "SIDE11", None),
        ("title: x\nsection: شعر و".encode() + b"\xff\n", "SIDE12", 2),
        ("title: x\nsection: شعر و".encode() + b"\xd8", "SIDE12", 2),
    ],
    ids=["empty", "control characters", "a PDF", "a folder", "a bad byte", "cut"],
)
def test_a_sidecar_is_told_of_in_words_of_its_own(
    named: Project, content: bytes | None, code: str, line: int | None
) -> None:
    """Of an empty one it was said that the article's text should be pasted into it."""
    if content is None:
        (named.path / "articles/a.yml").mkdir()
    else:
        named.write("articles/a.yml", content)
    problem = told(named, code)
    assert (problem.path, problem.line) == ("articles/a.yml", line)
    for language in LANGUAGES:
        assert ".txt" not in problem.hint(language)
        assert "…" not in problem.message(language)


def test_a_bad_byte_hides_no_other_mistake(named: Project) -> None:
    """Neither in the sidecar nor in the text, which is published with a warning."""
    named.write("articles/a.yml", "title: السوق ".encode() + b"\xff\ntopics: [x]\nalso: y\n")
    codes_told = {d.code for d in named.convert().diagnostics}
    assert codes_told == {"SIDE02", "SIDE12", "TAG01", "TAG02"}


@pytest.mark.parametrize(
    ("name", "above"),
    [
        ("p.html", ""),
        ("p.mhtml", "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n"),
    ],
)
def test_a_bad_byte_of_a_page_is_told_where_its_article_has_it(
    project: Project, name: str, above: str
) -> None:
    """Sites cut the headlines of other articles in the middle of a letter: nobody need know."""
    texts = ["أعيد فتح السوق القديم بعد ترميم دام عامين كاملين وكلف أكثر مما قُدّر له."] * 3
    body = "".join(f"<p>{text}</p>" for text in texts)
    page = "<html><body><h1>السوق القديم يعود</h1><p>5 آذار 2018</p>{}</body></html>"
    aside = "<aside><h3>اقرأ أيضًا</h3><a href='/2'>خبر آخر في المدين\ufffd</a></aside>"

    def told_of(inner: str) -> list[str]:
        content = (above + page.format(inner)).encode().replace("\ufffd".encode(), b"\xd8")
        project.write(f"articles/{name}", content)
        return [d.code for d in project.convert().diagnostics if d.code.startswith("FILE")]

    assert told_of(body + aside) == []
    assert told_of(body.replace("عامين", "عام\ufffd", 1) + aside) == ["FILE21"]


def test_what_was_said_wrongly_is_not_asked_again_as_missing(named: Project, paste: Paste) -> None:
    """Mistakes in both places: a date that could not be read was also called a missing one."""
    front_matter = "---\ndate: غدًا\n---\n"
    named.write("articles/a.txt", front_matter + paste(date=""))
    named.write("articles/a.yml", "titel: عنوان\nsource: [أ]\n")
    assert sorted(d.code for d in named.convert().diagnostics) == ["SIDE02", "SIDE03", "SIDE03"]


def test_what_is_near_nothing_gets_no_hint(named: Project) -> None:
    """«ترميم» was answered with the likest of all topics, which was `crime`."""
    named.write("articles/a.yml", "topics: [خزفيات, library]\nsource: مدونة مطبخ ستّي\n")
    sources = (
        "dafatir: {name: دفاتر ورّاق, kind: magazine}\ncity: {name: صحيفة المدينة, kind: site}\n"
    )
    named.write("articles/vocabulary/sources.yml", sources)
    told = [d for d in named.convert().diagnostics if d.code in {"TAG02", "SOURCE02"}]
    hints = {dict(d.problem.values).get("id", "source"): d.hint("ar") for d in told}
    assert "المدينة" not in hints.get("source", "")
    assert "أقرب" not in hints["خزفيات"]
    assert "«libraries» (المكتبات)" in hints["library"]


def test_a_name_that_is_its_own_alias_stops_nothing(named: Project) -> None:
    """Someone who gave an entry its alias for a name is warned, and the articles are published."""
    people = "zakhir: {name: زاخر الحلبي, aliases: [زاخر الحلبي]}\n"
    named.write("articles/vocabulary/people.yml", people)
    report = named.convert()
    (told,) = (d for d in report.diagnostics if d.code == "VOC15")
    assert (report.articles, told.severity, told.path) == (
        1,
        Severity.WARNING,
        "articles/vocabulary/people.yml",
    )
    again = named.convert()
    assert told in again.diagnostics


def test_a_wrong_weekday_says_what_the_date_comes_to(named: Project) -> None:
    """Whether the day or the date is wrong is seen at once, also of a Hijri one."""
    text = (named.path / "articles/a.txt").read_text(encoding="utf-8")
    for said, day in (
        ("الأحد 5 آذار 2024", "الثلاثاء 2024-03-05"),
        ("الأحد 7 رمضان 1444", "2023-03-29"),
    ):
        named.write("articles/a.txt", text.replace("5 آذار 2024", said))
        assert day in told(named, "DATE05").message("ar")
