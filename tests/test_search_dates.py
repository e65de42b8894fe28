"""Dates in a query: read alike by the terminal and the browser, and answered first."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING, Any, Final

import pytest

from builder.search import build_index, postings
from builder.search.datewords import date_table, read_dates
from builder.search.forms import reader_rules
from builder.search.monthwords import date_hint, read_month, read_rows
from builder.search.query import search
from tests.searching import answer, ask, document, indexed, names, run_node

if TYPE_CHECKING:
    from pathlib import Path

_READ: Final = """
import fs from 'node:fs';
import { createAnalyser } from './analysis.js';
import { createDateReader } from './dates.js';
const { rules, table, hint, texts } = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const analyser = createAnalyser(rules);
const read = createDateReader(table, analyser);
const mayDate = new RegExp(hint, 'u');
console.log(JSON.stringify(texts.map((text) => {
  if (!mayDate.test(analyser.key(`${text} `))) return [null, null, []];
  const { dates, rows } = read(text);
  const names = dates?.month ? dates.month.names : null;
  const span = dates && !names ? [dates.from, dates.to, dates.only] : null;
  return [span, names, rows.map((row) => row.map(({ word }) => word))];
})));
"""


def theirs(folder: Path, texts: list[str]) -> list[Any]:
    """Return what the browser's reader makes of `texts`."""
    rules, table = reader_rules(), date_table()
    payload = {"rules": rules, "table": table, "hint": date_hint(), "texts": texts}
    read: list[Any] = run_node(folder, _READ, payload)
    return read


def test_both_readers_read_the_same_dates(tmp_path: Path) -> None:
    """Thousands of arrangements of months, numbers, eras and other words give the same days."""
    rng = random.Random(7)  # noqa: S311  # only has to be the same each time
    phrases = [
        phrase
        for lists in date_table()["words"].values()
        for names in lists
        for phrase in re.split("[,;]", names)
    ]
    others = [*"-/.،", "1", "٥", "12", "31", "13", "2021", "1999", "1443", "1500", "١٤٤٠", "2021م"]
    others += ["1443هـ", "20211", "ورق", "آب", "محرّم", "1600", "مقالات", "2024"]
    texts = [
        "".join(
            rng.choice((rng.choice(phrases), rng.choice(others), rng.choice(others)))
            + rng.choice((" ", " ", ""))
            for _ in range(rng.randint(1, 6))
        )
        for _ in range(6000)
    ]
    texts += [f"{name} {year}" for name in ("محرم", "ذو الحجة") for year in range(1343, 1502)]
    ours = [*map(read, texts)]
    assert [
        (text, our, their)
        for text, our, their in zip(texts, ours, theirs(tmp_path, texts), strict=True)
        if our != their
    ][:5] == []
    dates, months, rows = (sum(map(bool, column)) for column in zip(*ours, strict=True))
    assert min(dates, 8 * months, 8 * rows) > len(texts) / 5


def read(text: str) -> list[object]:
    """Return what the terminal's reader makes of `text`."""
    span, month = read_dates(text), read_month(text)
    names = [list(name) for name in month.names] if month else None
    return [
        [span.first, span.last, span.only] if span else None,
        names,
        [] if month else read_rows(text),
    ]


DOCUMENTS: Final = [
    document("start", "افتتاح المكتبة", "حبر وورق.", date="2021-08-01"),
    document("end", "حصاد آب 2021", "حبر وأقلام.", date="2021-08-31"),
    document("hijri", "موسم الحبر", "ورق.", date="2021-09-05"),
    document("mention", "ذكريات مطبعة", "احترقت في آب 2021 ثم فتحت.", date="2024-02-01"),
    document("year", "خطة 2021", "ورق كثير.", date="2019-05-05"),
    document("undated", "بلا تاريخ", "آب اللهاب.", date=""),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the index of `DOCUMENTS`."""
    return indexed(tmp_path_factory.mktemp("dated"), DOCUMENTS)


@pytest.mark.parametrize(
    "text",
    ["آب 2021", "غشت ٢٠٢١", "أغسطس 2021م", "شهر أوت من عام 2021", "آب/أغسطس 2021", "8/2021"],
)
def test_a_month_in_any_dialect_finds_its_articles(folder: Path, text: str) -> None:
    """The month's articles come first whatever the month is called; its mentions follow."""
    found = answer(folder, text)
    assert set(names(found)[:2]) == {"start", "end"}
    assert "mention" in names(found)[2:] or "آب" not in text
    assert (found["dates"]["from"], found["dates"]["to"]) == ("2021-08-01", "2021-08-31")
    assert (found["dates"]["only"], found["dates"]["total"]) == (True, 2)
    assert [hit.url.split("/")[1] for hit in search(folder / "index", text)] == names(found)


def test_years_days_and_hijri_months_are_dates_too(folder: Path) -> None:
    """A year finds its articles and what is called after it; «محرم 1443» runs into أيلول."""
    assert set(names(answer(folder, "2021"))) == {"start", "end", "hijri", "mention", "year"}
    assert names(answer(folder, "31 آب 2021"))[0] == "end"
    assert set(names(answer(folder, "محرم 1443 هـ"))) == {"end", "hijri"}
    assert names(answer(folder, "2021-09-05"))[0] == "hijri"


@pytest.mark.parametrize("text", ["1443", "١٤٤٣", "سنة 1443", "1/1443"])
def test_a_year_too_early_for_one_calendar_is_of_the_other(folder: Path, text: str) -> None:
    """Who types «1443» wants the articles of that Hijri year; 1443 of the other era is none."""
    found = answer(folder, text)
    assert (found["dates"]["from"], found["dates"]["only"]) == ("2021-08-09", True)
    assert "hijri" in names(found)
    assert [hit.url.split("/")[1] for hit in search(folder / "index", text)] == names(found)
    assert "dates" not in answer(folder, "1443م")


def test_words_stay_words(folder: Path) -> None:
    """A date beside other words and one in quotation marks are searched as words."""
    beside = answer(folder, "حبر آب 2021")
    assert (beside["dates"]["rest"], beside["dates"]["only"]) == ("حبر", False)
    assert "hijri" in names(beside)
    assert set(names(answer(folder, "«آب 2021»"))) == {"end", "mention"}
    assert "mention" in names(answer(folder, "آب 1700"))


def test_a_known_month_is_no_slip_of_another_word(tmp_path: Path) -> None:
    """Neither «يوليو 2021» nor «يوليو» is taken for a slip of «يوليا»."""
    build_index([document("a", "يوليا", "كتاب", date="2021-07-02")], tmp_path / "index")
    found = answer(tmp_path, "يوليو 2021")
    assert (found["corrections"], names(found)) == ([], ["a"])
    assert (answer(tmp_path, "يوليو")["corrections"], names(found)) == ([], ["a"])
    assert answer(tmp_path, "يوليي")["corrections"] == [{"from": "يوليي", "to": "يوليا"}]


@pytest.mark.parametrize(
    "text",
    ["2021-08-31T10:00", "2021-08-31 10:00:30", "2021-08-31t10:00:30.5+03:00", "٢٠٢١-٠٨-٣١T١٠:٠٠Z"],
)
def test_the_time_of_day_behind_a_date_is_left_out(folder: Path, text: str) -> None:
    """A date copied from a machine names its day, and its hours are no words."""
    found = answer(folder, text)
    assert (found["dates"]["from"], found["dates"]["to"]) == ("2021-08-31", "2021-08-31")
    assert (found["dates"]["only"], found["dates"]["total"]) == (True, 1)
    assert names(found)[0] == "end"
    assert [hit.url.split("/")[1] for hit in search(folder / "index", text)] == names(found)


def test_days_are_counted_whole_however_many_a_month_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All articles of a span come, from several months, the newest first, and no others."""
    monkeypatch.setattr(postings, "MOST_POSTINGS", 5)
    days = [f"2021-{month:02}-{day:02}" for month in (7, 8, 9) for day in range(1, 29)]
    documents = [document(day, "حبر", date=day) for day in days]
    build_index(documents, tmp_path / "index")
    found = answer(tmp_path, "من 20 تموز 2021 إلى 10 أيلول 2021", limit=100)
    wanted = [day for day in reversed(days) if "2021-07-20" <= day <= "2021-09-10"]
    assert (names(found), found["dates"]["total"]) == (wanted, len(wanted))
    ours = search(tmp_path / "index", "من 20 تموز 2021 إلى 10 أيلول 2021", limit=100)
    assert [hit.date for hit in ours] == wanted


def test_a_month_reads_neither_facets_nor_other_months(tmp_path: Path) -> None:
    """What a month costs does not grow with the years of the collection."""
    documents = [
        document(f"a{year}-{month}", f"حبر {year}", date=f"{year}-{month:02}-05")
        for year in range(1990, 2020)
        for month in range(1, 13)
    ]
    build_index(documents, tmp_path / "index")
    for text in ("آب 2001", "حبر"):
        loaded = ask(tmp_path, tmp_path / "index", [["query", text, {"limit": 1}]])["loaded"]
        read = sum((tmp_path / "index" / url.split("/")[-1]).stat().st_size for url in loaded)
        assert len(loaded) <= 6
        assert read < 40_000


def test_no_month_is_completed_like_a_word(tmp_path: Path) -> None:
    """The lists of months are no words that a reader could mean."""
    build_index([document("a", "خطة 2021", "ورق", date="2021-08-05")], tmp_path / "index")
    (words,) = ask(tmp_path, tmp_path / "index", [["complete", "2021"]])["answers"]
    assert words == ["2021"]


OTHER_WORDS: Final = " ".join(f"{one}{other}قرطس" for one in "بجدحخ" for other in "نصطعق") * 4
MONTHS: Final = [
    document("newer", "حبر جديد", "ورق.", date="2023-10-02"),
    document("older", "حبر قديم", "ورق.", date="2004-10-30"),
    document("other", "ندوة تشرين الثاني", "تشرين الثاني الأول. " * 3, date="2023-11-20"),
    document("between", "بعد الأول من أيلول", "في تشرين الثاني. " + "حبر " * 90, date="2020-01-01"),
    document("levant", "ذكرى حرب تشرين الأول", "تشرين الأول " * 3, date="2022-03-03"),
    document("egypt", "نصر أكتوبر", "أكتوبر " * 3, date="2022-04-04"),
    document("passing", "مطبعة", "افتتحت في أكتوبر. " + OTHER_WORDS, date="2021-05-05"),
    document("person", "لقاء مع نيسان العلي", "قالت نيسان.", date="2021-07-07"),
    document("april", "مطر", "غيم.", date="2021-04-07"),
]


@pytest.fixture(scope="module")
def months(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the index of `MONTHS`."""
    return indexed(tmp_path_factory.mktemp("months"), MONTHS)


def both(folder: Path, text: str) -> list[str]:
    """Return what both readers find, which must be the same with the same scores."""
    theirs = answer(folder, text)
    ours = search(folder / "index", text)
    assert [hit.url.split("/")[1] for hit in ours] == names(theirs)
    assert [hit.score for hit in ours] == pytest.approx([hit["score"] for hit in theirs["hits"]])
    return names(theirs)


@pytest.mark.parametrize(
    "text", ["تشرين الأول", "تشرين أول", "أكتوبر", "شهر أكتوبر", "تشرين الأول/أكتوبر"]
)
def test_a_month_alone_is_of_any_year(months: Path, text: str) -> None:
    """What is about the month comes first, then its articles, the newest first, then mentions."""
    found = both(months, text)
    assert set(found[:2]) == {"levant", "egypt"}
    assert found[2:] == ["newer", "older", "passing"]
    assert answer(months, text)["dates"] == {"only": True, "rest": "", "total": 2}


def test_a_month_is_no_other_that_begins_alike(months: Path) -> None:
    """«تشرين الأول» brings no «تشرين الثاني»; beside other words the very month comes first."""
    assert {"other", "between"}.isdisjoint(both(months, "تشرين الأول"))
    assert both(months, "تشرين الثاني")[0] == "other"
    for text in ("حرب تشرين الأول", "تشرين الأول 2021"):
        assert both(months, text)[0] == "levant", text


def test_a_month_of_the_other_calendar_is_found_by_its_days(months: Path) -> None:
    """Only the days of these articles tell: four of them came out in «رمضان»."""
    assert both(months, "ربيع الأول") == ["newer"]
    assert both(months, "في رمضان المبارك") == ["egypt", "passing", "older"]
    assert both(months, "ذي القعدة") == both(months, "ذو القعدة")


def test_a_name_that_is_a_month_too_is_still_found(months: Path) -> None:
    """A person comes before the month's articles; in quotation marks the month is no date."""
    assert both(months, "نيسان") == ["person", "egypt", "april"]
    assert both(months, "«نيسان»") == ["person"]
    assert both(months, "نيسان العلي")[0] == "person"


def test_a_short_word_is_no_month_while_it_is_typed(months: Path) -> None:
    """«آب» may become any word: no dates are read for it before the reader is done."""
    calls = [["query", text, {"prefix": True}] for text in ("آب", "حبر", "أكتوبر")]
    for call, is_date in zip(calls, (False, False, True), strict=True):
        asked = ask(months, months / "index", [call])
        assert ("dates" in asked["answers"][0]) is is_date
    assert "dates" in answer(months, "آب")


def test_an_index_that_grew_reads_months_as_a_new_one(tmp_path: Path) -> None:
    """The pattern that tells where to look for dates stays when an article is added."""
    for documents in (MONTHS[1:], MONTHS):
        build_index(documents, tmp_path / "index", cache_dir=tmp_path / "cache")
    found = both(tmp_path, "أكتوبر")
    assert (set(found[:2]), found[2]) == ({"egypt", "levant"}, "newer")


def test_a_number_of_thousands_of_digits_is_no_date() -> None:
    """Python refuses to count so far, and the command said that it was our bug."""
    assert read_dates("7" * 5_000) is None
    assert read_dates(f"5 آذار {'٢' * 5_000}") == read_dates("5 آذار كتاب")
