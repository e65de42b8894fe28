"""Dates in a query: read alike by the terminal and the browser, and answered first."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any, Final

import pytest

from builder.arabic.key import analysis
from builder.search import build_index, postings
from builder.search.datewords import date_table, read_dates
from builder.search.query import search
from tests.searching import answer, ask, document, names, run_node

if TYPE_CHECKING:
    from pathlib import Path

_READ: Final = """
import fs from 'node:fs';
import { createAnalyser } from './analysis.js';
import { createDateReader } from './dates.js';
const { rules, table, texts } = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const read = createDateReader(table, createAnalyser(rules));
console.log(JSON.stringify(texts.map((text) => read(text) ?? null)));
"""


def theirs(folder: Path, texts: list[str]) -> list[Any]:
    """Return what the browser's reader makes of `texts`."""
    payload = {"rules": analysis(), "table": date_table(), "texts": texts}
    read: list[Any] = run_node(folder, _READ, payload)
    return read


def test_both_readers_read_the_same_dates(tmp_path: Path) -> None:
    """Thousands of arrangements of months, numbers, eras and other words give the same days."""
    rng = random.Random(7)  # noqa: S311  # only has to be the same each time
    phrases = [
        phrase
        for lists in date_table()["words"].values()
        for names in lists
        for phrase in names.split(",")
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
    ours = [
        {"from": span.first, "to": span.last, "only": span.only} if span else None
        for span in map(read_dates, texts)
    ]
    read = [
        one and {"from": one["from"], "to": one["to"], "only": one["only"]}
        for one in theirs(tmp_path, texts)
    ]
    assert [
        (text, our, their)
        for text, our, their in zip(texts, ours, read, strict=True)
        if our != their
    ][:5] == []
    assert sum(one is not None for one in ours) > len(texts) / 5


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
    folder = tmp_path_factory.mktemp("dated")
    build_index(DOCUMENTS, folder / "index")
    return folder


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
    """A month alone, a date beside other words and one in quotation marks are searched as words."""
    assert "dates" not in answer(folder, "آب")
    assert "undated" in names(answer(folder, "آب"))
    beside = answer(folder, "حبر آب 2021")
    assert (beside["dates"]["rest"], beside["dates"]["only"]) == ("حبر", False)
    assert "hijri" in names(beside)
    assert set(names(answer(folder, "«آب 2021»"))) == {"end", "mention"}
    assert names(answer(folder, "آب 1700")) == names(answer(folder, "آب"))


def test_a_known_month_is_no_slip_of_another_word(tmp_path: Path) -> None:
    """«يوليو 2021» is not taken for a slip of «يوليا», and «يوليو» alone is."""
    build_index([document("a", "يوليا", "كتاب", date="2021-07-02")], tmp_path / "index")
    found = answer(tmp_path, "يوليو 2021")
    assert (found["corrections"], names(found)) == ([], ["a"])
    assert answer(tmp_path, "يوليو")["corrections"] == [{"from": "يوليو", "to": "يوليا"}]


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
