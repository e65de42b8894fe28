"""Reading dates: the golden cases, and what must hold for every text."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.arabic.dates import DateProblem, FoundDate, Trouble, find_date, find_dates, read_date
from builder.arabic.dates.lexicon import KINDS, lexicon
from builder.arabic.dates.reader import DIALECTS
from builder.arabic.dates.tokens import tokenise_date
from builder.arabic.numerals import arabic_digits
from builder.own_yaml import own_data
from tests.strategies import messy_text

GOLDEN = Path(__file__).parent / "golden" / "dates"
CASES = [
    pytest.param(case, id=f"{path.stem}-{case['text'][:40]}")
    for path in sorted(GOLDEN.glob("*.yml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]
SIGNS = set("-/,.|:()+_")


def read(case: dict[str, Any]) -> FoundDate | DateProblem | None:
    """Read the text of a case with the order and the zone it names."""
    return read_date(case["text"], date_order=case.get("order"), zone=case.get("zone"))


def seen(case: dict[str, Any]) -> dict[str, Any]:
    """Return what reading a case gives, in the words of the case."""
    found = read(case)
    if found is None:
        return {"none": True}
    if isinstance(found, DateProblem):
        return {
            "kind": str(found.kind),
            "candidates": list(found.candidates),
            "alone": found.alone,
        }
    return {
        "date": found.date,
        "time": found.time.isoformat() if found.time else None,
        "words": found.text,
        "calendar": str(found.calendar),
        "role": str(found.role),
        "notes": list(found.notes),
        "alone": found.alone,
        "all": [each.date for each in find_dates(case["text"])],
    }


@pytest.mark.parametrize("case", CASES)
def test_golden(case: dict[str, Any]) -> None:
    """Each string gives the day, or the trouble, that a careful reader sees in it."""
    expected = {key: case[key] for key in case if key not in {"text", "order", "zone"}}
    answer = seen(case)
    assert expected == {key: answer.get(key) for key in expected}


@pytest.mark.parametrize("case", CASES)
def test_the_words_are_those_of_the_text(case: dict[str, Any]) -> None:
    """The offsets of an answer give its words back, whatever was folded on the way."""
    found = read(case)
    if found:
        assert found.text == case["text"][found.start : found.end]


@pytest.mark.parametrize("case", CASES)
def test_find_date_is_the_short_answer(case: dict[str, Any]) -> None:
    """The seam gives the day where there is one, and None for every kind of trouble."""
    if "order" not in case:
        found = find_date(case["text"])
        assert case.get("date") == (found.date if found else None)


def test_every_dialect_and_every_trouble_has_a_golden_case() -> None:
    """A way of writing that no case shows is a way that nobody checked."""
    answers = [read(case.values[0]) for case in CASES]  # type: ignore[arg-type]
    dialects = {answer.dialect for answer in answers if answer}
    assert {dialect.name for dialect in DIALECTS} | {"relative"} == dialects
    troubles = {answer.kind for answer in answers if isinstance(answer, DateProblem)}
    assert set(Trouble) == troubles


@pytest.mark.parametrize(
    ("calendar", "year"), [("gregorian", "2021"), ("hijri", "1443")], ids=["gregorian", "hijri"]
)
def test_every_month_name_of_the_data_is_read(calendar: str, year: str) -> None:
    """A name in the table that another rule swallows would be a silent hole."""
    unread = []
    for number, families in own_data("dates/months")[calendar].items():
        for name in (name for names in families.values() for name in names):
            found = find_date(f"17 {name} {year}")
            expected = find_date(f"17 {_first_name(calendar, number)} {year}")
            agree = found is not None and expected is not None and found.date == expected.date
            if not agree or (found and calendar == "gregorian" and found.date.month != number):
                unread.append(name)
    assert unread == []


def _first_name(calendar: str, number: int) -> str:
    families: dict[str, list[str]] = own_data("dates/months")[calendar][number]
    return next(iter(families.values()))[0]


def test_every_weekday_name_of_the_data_checks_the_day() -> None:
    """2024-01-01 was a Monday: each name agrees with its own day and with no other."""
    for number, names in own_data("dates/words")["weekdays"].items():
        for name in names:
            agreeing = [day for day in range(1, 8) if find_date(f"{name} {day} يناير 2024")]
            assert [number + 1] == agreeing, name


def test_every_ordinal_of_the_data_is_a_day() -> None:
    """Days in words are read in both cases, compounds too."""
    for number, names in own_data("dates/words")["ordinals"].items():
        for name in names:
            found = find_date(f"في {name} من آذار 2024")
            assert found is not None, name
            assert number == found.date.day


def test_each_label_of_the_data_gives_its_role() -> None:
    """Labels are data: each of them must reach the date behind it."""
    words = own_data("dates/words")
    for role in ("published", "updated"):
        for label in words[role]:
            found = find_date(f"{label}: 5 مايو 2020")
            assert found is not None, label
            assert role == str(found.role), label


def test_every_kind_is_explained() -> None:
    """The legend of shapes names each letter that the lexicon gives out."""
    given = {entry.kind for entries in lexicon().values() for entry in entries}
    assert set() == given - set(KINDS)


@settings(deadline=None)
@given(messy_text(120))
def test_no_text_breaks_the_reader(text: str) -> None:
    """Any rubbish ends in an answer, and its offsets lie in the text."""
    for found in (read_date(text), *find_dates(text)):
        if found:
            assert found.text == text[found.start : found.end]
    tokens = tokenise_date(text)
    assert tokens is None or set(tokens.shape) <= set(KINDS) | SIGNS


STYLES = (
    "{day} {month} {year}",
    "{weekday} {day} {month} {year}",
    "{weekday}، {day:02} {month} {year} - 10:21",
    "{year}-{number:02}-{day:02}",
    "{year}/{number}/{day}",
    "{weekday} {day:02}/{number:02}/{year}",
    "{day}.{number}.{year} | 10:21",
    "{month} {day}, {year}",
    "{day}{month}{year}م",
    "نشر في: {day} من {month} عام {year} الساعة 10:21 ص",
)
WEEKDAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")


@settings(deadline=None)  # the first example loads the lexicon
@given(
    st.dates(dt.date(1850, 1, 1), dt.date(2150, 1, 1)),
    st.sampled_from(STYLES),
    st.integers(0, 3),
    st.booleans(),
)
def test_a_written_day_is_read_back(day: dt.date, style: str, family: int, arabic: bool) -> None:  # noqa: FBT001  hypothesis fills it in
    """Whatever the names and the digits, the same day comes back.

    Where a weekday lets both orders stand the answer is a refusal that names the day.
    """
    families: list[list[str]] = list(own_data("dates/months")["gregorian"][day.month].values())
    text = style.format(
        day=day.day,
        number=day.month,
        month=families[family % len(families)][0],
        year=day.year,
        weekday=WEEKDAYS[day.weekday()],
    )
    answer = read_date(arabic_digits(text) if arabic else text)
    if isinstance(answer, DateProblem):
        assert answer.kind is Trouble.AMBIGUOUS_ORDER
        assert day in answer.candidates
    else:
        assert answer is not None
        assert day == answer.date


@settings(deadline=None)
@given(st.integers(1, 12), st.integers(1, 12), st.integers(1900, 2100))
def test_an_open_order_is_never_guessed(one: int, two: int, year: int) -> None:
    """Two numbers that both can be a month give no day without help."""
    found = find_date(f"{one}/{two}/{year}")
    assert (one == two) == (found is not None)


@pytest.mark.parametrize(
    "piece",
    [
        "1 من ",
        "5 مايو ",
        "2021 - ",
        "10:21 2021 ",
        "(",
        "5 مايو 2020 ",
        "الساعة ",
        "- / 1/1/2021",
        "5 مايو 2020 10:20 ",
    ],
)
def test_reading_takes_linear_time(piece: str) -> None:
    """A hostile text of 100 kB is read in the time of a text, not of its square."""
    text = piece * (100_000 // len(piece)) + " 2021"
    begin = time.process_time()  # a busy machine takes none of it
    find_date(text)
    assert time.process_time() - begin < 3


def test_a_date_deep_in_prose_is_found() -> None:
    """A long paragraph is read around its years alone, and the offsets are those of the whole."""
    before = "وقال المصدر إن القوات تقدمت في المنطقة. " * 20
    text = before + "وكان ذلك يوم الأربعاء 11 آب/أغسطس 2021 قرب الحدود. " + before
    found = find_date(text)
    assert found is not None
    assert (dt.date(2021, 8, 11), "الأربعاء 11 آب/أغسطس 2021") == (found.date, found.text)
    assert found.text == text[found.start : found.end]


def test_a_long_line_is_not_called_relative() -> None:
    """«أمس» in a sentence is prose; only a short line is a date line."""
    assert (
        read_date("وكانت الميليشيا قد أعلنت قبل 3 أيام انسحابها من مواقعها في المدينة " * 2) is None
    )


def test_scores_on_the_real_strings() -> None:
    """The shared strings of real pages stay right: the floor only rises."""
    table = Path(__file__).parents[2] / "shared" / "data" / "dates-dev.tsv"
    if not table.is_file():
        pytest.skip(f"LOUD: {table} is absent, so the real date strings were not scored")
    rows = [line.split("\t")[:2] for line in table.read_text(encoding="utf-8").split("\n")[1:]]
    missed = []
    for text, gold in (row for row in rows if len(row) > 1):
        found = find_date(text)
        answer = found.date.isoformat() if found else "AMBIGUOUS"
        if answer != gold:
            missed.append((text, gold, answer))
    assert missed == []
