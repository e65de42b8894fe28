"""Corrections by a person: read strictly, reported all at once, laid one over the other."""

from __future__ import annotations

import re
from datetime import date

import pytest

from builder.arabic.key import search_key
from builder.diagnostics import Diagnostic
from builder.errors import ArticleError
from builder.model import Image
from builder.own_yaml import own_data
from builder.sidecar import Overrides, merge, read_overrides
from builder.sidecar_values import READERS, Choice
from tests.conftest import ROOT


def refusal(text: str) -> Diagnostic:
    """Return the first thing that is told of a sidecar that is refused."""
    with pytest.raises(ArticleError) as refused:
        read_overrides(text)
    return Diagnostic("a.yml", refused.value.problems[0])


def problems(text: str) -> list[tuple[str, int | None]]:
    """Return code and line of every problem of a sidecar."""
    with pytest.raises(ArticleError) as refused:
        read_overrides(text)
    return [(problem.code, problem.line) for problem in refused.value.problems]


def test_every_kind_of_value_is_read() -> None:
    """Texts, days, lists, choices and pictures are read as what they are."""
    said = read_overrides(
        "title: 'مطبعة حلب: الأولى'\ndate: 1706-01-01\nauthors: [هيئة التحرير]\n"
        "topics: {add: [printing], remove: [war]}\nplaces: [aleppo]\n"
        "images:\n  - {name: press.png, credit: ورّاق}\naliases: [old-name]\n"
    )
    assert said == Overrides(
        title="مطبعة حلب: الأولى",
        date=date(1706, 1, 1),
        authors=("هيئة التحرير",),
        topics=Choice(add=("printing",), remove=("war",)),
        places=Choice(only=("aleppo",)),
        images=(Image("press.png", credit="ورّاق"),),
        aliases=("old-name",),
    )


def test_yaml_does_not_guess_types() -> None:
    """`no` stays the word it is, and digits keep their zeros."""
    said = read_overrides("title: no\nsection: 12:30\ndateline: 007\n")
    assert (said.title, said.section, said.dateline) == ("no", "12:30", "007")


@pytest.mark.parametrize(
    "written", ["[الطباعة، الورق]", "الطباعة، الورق", "الطباعة, الورق", "{add: [الطباعة، الورق]}"]
)
def test_the_arabic_comma_parts_names(written: str) -> None:
    """To YAML it is a letter: the list was one name that no entry has."""
    said = read_overrides(f"topics: {written}\n").topics
    assert (said.only or said.add) == ("الطباعة", "الورق")
    assert read_overrides("authors: [هند، 'سعد، وسعيد']\n").authors == ("هند", "سعد، وسعيد")


def test_all_mistakes_are_reported_at_once_with_their_lines() -> None:
    """Someone who made three mistakes mends them in one go."""
    text = "titel: عنوان\ndate: غدًا\nurl: javascript:alert(1)\n"
    assert problems(text) == [("SIDE02", 1), ("SIDE03", 2), ("SIDE03", 3)]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("titel", "title"),
        ("التاريخ", "date"),
        ("تاريخ النشر", "published"),
        ("العنوان", "title"),
        ("عنوان", "title"),
        ("المصدر", "source"),
        ("مصدر", "source"),
        ("الكاتب", "authors"),
        ("بقلم", "authors"),
        ("author", "authors"),
        ("الوسوم", "topics"),
        ("tags", "topics"),
        ("الرابط", "url"),
        ("الصوره", "images"),
        ("الاماكن", "places"),
    ],
)
def test_an_unknown_key_names_the_known_one_that_is_meant(written: str, meant: str) -> None:
    """By its letters, by its name in Arabic however that is spelt, or by another word for it."""
    with pytest.raises(ArticleError) as refused:
        read_overrides(f"{written}: عنوان\n")
    assert dict(refused.value.problems[0].values)["nearest"] == meant


def test_what_people_call_the_keys_is_said_of_every_key_once() -> None:
    """A key without a name is found by its letters alone, and one name means one key."""
    called = own_data("sidecar_keys")
    names = [search_key(name) for each in called.values() for name in each]
    assert called.keys() == READERS.keys()
    assert len(names) == len(set(names))
    assert set(names).isdisjoint(READERS)


@pytest.mark.parametrize(
    "text",
    [
        "title: [",
        "title: &a x\nsource: *a\n",
        "title: !!python/object/apply:os.system [true]\n",
        "title: a\ntitle: b\n",
        "- list\n",
        "a: " + "[" * 50 + "]" * 50,
    ],
    ids=["broken", "anchor", "tag", "repeated key", "a list", "deep"],
)
def test_yaml_beyond_plain_lines_is_refused(text: str) -> None:
    """Broken YAML, anchors, tags and repeated keys are errors, and run nothing."""
    assert [code for code, _ in problems(text)] == ["SIDE01"]


@pytest.mark.parametrize("name", ["../x.png", "/etc/passwd", "a\\b.png", ".hidden.png"])
def test_a_picture_cannot_lead_out_of_its_folder(name: str) -> None:
    """A picture's name is a file name and no path."""
    assert [code for code, _ in problems(f"images: ['{name}']\n")] == ["SIDE03"]


@pytest.mark.parametrize("id_", ["../x", "A", "a--b", "index", "مطبعة", "a/b", "x" * 200])
def test_an_id_is_lower_case_ascii(id_: str) -> None:
    """Only ids that make a safe, lasting address are taken."""
    assert [code for code, _ in problems(f"id: '{id_}'\n")] == ["SIDE03"]


@pytest.mark.parametrize("id_", ["index", "con"])
def test_a_reserved_id_is_said_to_be_reserved(id_: str) -> None:
    """«index» is of a-z and hyphens, and was told that it should be."""
    told = refusal(f"id: {id_}\n")
    assert "reserved" in told.message("en")
    assert "محجوز" in told.message("ar")
    assert "a-z" not in told.message("en")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("aliases: [ok-one, Bad One, ok-two, b--c]\n", [("«Bad One»", 1), ("«b--c»", 1)]),
        ("aliases:\n  - ok-one\n  - Bad One\n  - no.dot\n", [("«Bad One»", 3), ("«no.dot»", 4)]),
        (
            "images:\n  - a.png\n  - ../b.png\n  - {caption: x}\n",
            [("«../b.png»", 3), ("caption", 4)],
        ),
        ("keep: [3, x, 9-7]\n", [("«x»", 1), ("«9-7»", 1)]),
        ("topics: {add: [a, '—']}\n", [("«—»", 1)]),
        ("authors: [هند, [سعد, ليلى]]\n", [("`[سعد, ليلى]`", 1)]),
    ],
)
def test_of_a_list_each_wrong_item_is_named(text: str, wrong: list[tuple[str, int]]) -> None:
    """`[…]` was all that was shown of it, whichever of a hundred items was meant."""
    with pytest.raises(ArticleError) as refused:
        read_overrides(text)
    told = [Diagnostic("a.yml", problem) for problem in refused.value.problems]
    assert [one.line for one in told] == [line for _, line in wrong]
    for one, (shown, _) in zip(told, wrong, strict=True):
        assert shown in one.message("en")
        assert shown in one.message("ar")


def test_the_sidecar_wins_over_front_matter() -> None:
    """What both say is the sidecar's; what one says is kept."""
    merged = merge(Overrides(title="من الملف المرافق"), Overrides(title="من النص", source="ورّاق"))
    assert (merged.title, merged.source) == ("من الملف المرافق", "ورّاق")


def test_every_key_is_documented_in_both_languages() -> None:
    """The guide has each key twice: in the Arabic table and in the English one."""
    guide = (ROOT / "docs" / "guide" / "sidecar.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1] for line in guide.splitlines() if line.startswith("| `")]
    assert sorted(re.findall(r"`(\w+)`", " ".join(rows))) == sorted([*READERS, *READERS])


@pytest.mark.parametrize("line", ["source: …", "title: «…»", "takedown: '—'"])
def test_a_cure_copied_without_an_answer_is_refused(line: str) -> None:
    """A cure shows `source: …`; so copied, the article would come from a publisher called «…»."""
    assert problems(f"{line}\n") == [("SIDE03", 1)]


@pytest.mark.parametrize(
    "line",
    [
        "title: " + "ع" * 5001,
        "places: [" + "حلب, " * 101 + "]",
        "authors: [" + "كاتب, " * 101 + "]",
        "aliases: [" + "a, " * 101 + "]",
        "images: [" + "a.png, " * 101 + "]",
    ],
    ids=["title", "places", "authors", "aliases", "images"],
)
def test_a_sidecar_has_no_room_for_a_flood(line: str) -> None:
    """Twenty thousand unknown places took minutes to look up, and as many lines to tell."""
    assert problems(line + "\n") == [("SIDE03", 1)]


def test_a_wrong_value_is_shown_short_and_in_no_language() -> None:
    """A message must stay readable, whatever it is about; the Arabic one held «items»."""
    with pytest.raises(ArticleError) as refused:
        read_overrides(f"title: {'ع' * 9000}\ndate: [2024-03-05]\n")
    long, listed = (dict(problem.values)["value"] for problem in refused.value.problems)
    assert (len(long), listed) == (83, "`[2024-03-05]`")


def test_control_characters_spelt_out_do_not_come_through() -> None:
    """YAML's escapes could write to a terminal, or turn a title's letters around."""
    overrides = read_overrides('title: "عنوان\\x1b[31m \\u202eمقلوب\\0"\nsource: "دفاتر\\nورّاق"\n')
    assert (overrides.title, overrides.source) == ("عنوان[31m مقلوب", "دفاتر ورّاق")
    with pytest.raises(ArticleError) as refused:
        read_overrides('"k\\x1bey": x\ndate: "\\x1b"\n')
    assert not any("\x1b" in value for p in refused.value.problems for _, value in p.values)


@pytest.mark.parametrize("year", ["0001", "1499", "2101", "2204", "9999"])
def test_a_slip_of_the_year_is_refused(year: str) -> None:
    """An article of 2204 would stand first in every list for ever."""
    assert problems(f"date: {year}-03-05\n") == [("SIDE03", 1)]
    assert problems(f"published: {year}-03-05T10:00:00\n") == [("SIDE03", 1)]


@pytest.mark.parametrize(
    "written",
    [
        "٢٠٢٤-٠٧-١٥",
        "15 يوليوز 2024",
        "الاثنين ١٥ تموز ٢٠٢٤",
        "2024-07-15 10:00:00 +0100",
        "15/7/2024",
    ],
)
def test_a_day_may_stand_as_articles_write_it(written: str) -> None:
    """A form that is read in every text was refused where a person writes it."""
    assert read_overrides(f"date: {written}\n").date == date(2024, 7, 15)


@pytest.mark.parametrize(
    "written", ["5/3/2024", "أمس", "15 و16 يوليوز 2024", "نحو 15 يوليوز 2024 أو بعده", "15 يوليوز"]
)
def test_a_day_that_is_not_sure_is_refused(written: str) -> None:
    """Two days, or words beside one, leave it to chance which is meant."""
    assert problems(f"date: {written}\n") == [("SIDE03", 1)]


def test_a_moment_may_stand_as_articles_write_it() -> None:
    """A space before the offset, as generators of sites write it, was a mistake."""
    said = read_overrides("published: 2024-07-15 10:00:00 +0100\n").published
    assert said is not None
    assert said.isoformat() == "2024-07-15T10:00:00+01:00"


@pytest.mark.parametrize("written", ["2015-05", "مايو 2015"])
def test_of_a_month_it_is_said_that_its_day_is_missing(written: str) -> None:
    """Who dates a monthly by its month learns why that does not do."""
    told = refusal(f"date: {written}\n")
    assert "a month alone" in told.message("en")
    assert "للشهر وحده" in told.message("ar")


@pytest.mark.parametrize(
    "address",
    ["https://user:pass@evil.example/", "https://known.example@evil.example", "http://@a.example/"],
)
@pytest.mark.parametrize("key", ["url", "archived_url"])
def test_an_address_with_a_user_name_is_refused(key: str, address: str) -> None:
    """It leads elsewhere than it seems to, and `add` refuses it."""
    assert problems(f"{key}: {address}\n") == [("SIDE03", 1)]
    assert read_overrides(f"{key}: https://a.example/@desk\n").at(key).line == 1


@pytest.mark.parametrize(
    "written", ["no", "false", "Yes", "TRUE", "'no'", "off", "لا", "نعم.", "", "~", "null", "0"]
)
def test_a_takedown_says_why_and_not_whether(written: str) -> None:
    """`takedown: no` took the article down, and «no» was the reason that readers saw."""
    with pytest.raises(ArticleError) as refused:
        read_overrides(f"lang: ar\ntakedown: {written}\n")
    (problem,) = refused.value.problems
    told = Diagnostic("a.yml", problem)
    assert (told.code, told.line) == ("SIDE03", 2)
    assert "expected the reason" in told.message("en")
    assert "السبب" in told.message("ar")
    assert "takedown:" in told.hint("ar")
    for reason in ("No longer licensed", "لا إذن من الناشر", "خطأ"):
        assert read_overrides(f"takedown: {reason}\n").takedown == reason


@pytest.mark.parametrize("lang", ["العربية", "Arabic", "ar onload=x"])
def test_a_language_is_a_code(lang: str) -> None:
    """Browsers and citation tools read it."""
    assert problems(f"lang: {lang}\n") == [("SIDE03", 1)]


def test_what_was_expected_is_said_in_the_language_of_the_message() -> None:
    """The Arabic message said «والمنتظر a day as YYYY-MM-DD»."""
    told = refusal("date: غدًا\n")
    english, arabic = told.message("en"), told.message("ar")
    assert english == "«date» in the sidecar is «غدًا»; expected a day as YYYY-MM-DD"
    assert arabic.endswith("وكان المنتظر يومًا بصيغة YYYY-MM-DD: السنة فالشهر فاليوم")


@pytest.mark.parametrize("key", READERS)
@pytest.mark.parametrize("wrong", ["'—'", "[" + "a, " * 101 + "]", "'" + "ع" * 5001 + "'"])
def test_the_example_of_an_error_is_read_as_it_is(key: str, wrong: str) -> None:
    """SIDE03 showed `source: «…»`, which it refused itself."""
    with pytest.raises(ArticleError) as refused:
        read_overrides(f"{key}: {wrong}\n")
    (problem,) = refused.value.problems
    example = dict(problem.values)["example"].strip("`")
    assert example.startswith(f"{key}: ")
    read_overrides(example + "\n")
