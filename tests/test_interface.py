"""The words of the interface: complete in both languages, with Arabic's six plurals."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from babel.dates import format_date

from builder.interface import LANGUAGES, PARTIAL, Interface, partial, words

if TYPE_CHECKING:
    from collections.abc import Iterator

SIX = {"zero", "one", "two", "few", "many", "other"}


def leaves(found: Any, path: str = "") -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - nested
    """Yield each text or plural with its key."""
    if isinstance(found, dict) and not set(found) <= SIX:
        for key, value in found.items():
            yield from leaves(value, f"{path}.{key}" if path else key)
    else:
        yield path, found


def test_both_languages_have_the_same_keys() -> None:
    """A word added to one language is added to the other."""
    assert [key for key, _ in leaves(words("ar"))] == [key for key, _ in leaves(words("en"))]


def test_arabic_plurals_have_six_forms_and_english_two() -> None:
    """No form falls back on another by oversight."""
    plurals = {
        lang: [v for _, v in leaves(words(lang)) if isinstance(v, dict)] for lang in LANGUAGES
    }
    assert all(set(forms) == SIX for forms in plurals["ar"])
    assert all(set(forms) == {"one", "other"} for forms in plurals["en"])
    assert len(plurals["ar"]) > 5


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (0, "لا مقالات"),
        (1, "مقال واحد"),
        (2, "مقالان"),
        (3, "3 مقالات"),
        (10, "10 مقالات"),
        (11, "11 مقالًا"),
        (99, "99 مقالًا"),
        (100, "100 مقال"),
        (102, "102 مقال"),
        (103, "103 مقالات"),
        (111, "111 مقالًا"),
    ],
)
def test_arabic_counts_agree(number: int, shown: str) -> None:
    """The noun follows its number as grammar has it."""
    assert Interface("ar").count("count.articles", number) == shown


@pytest.mark.parametrize(
    ("locale", "shown"),
    [
        ("ar_SY", "11 آب 2021"),
        ("ar_EG", "11 أغسطس 2021"),
        ("ar_MA", "11 غشت 2021"),
        ("ar_TN", "11 أوت 2021"),
        ("ar_MR", "11 أغشت 2021"),
    ],
)
def test_months_have_the_names_of_their_country(locale: str, shown: str) -> None:
    """A date is written as the collection's readers write it."""
    assert Interface("ar", locale).day(date(2021, 8, 11)) == shown


def test_digits_follow_the_setting() -> None:
    """Arabic-Indic digits reach dates and counts alike."""
    interface = Interface("ar", "ar_EG", arabic_indic_digits=True)
    assert interface.day(date(2021, 8, 11)) == "١١ أغسطس ٢٠٢١"
    assert interface.count("count.articles", 3) == "٣ مقالات"


def test_templates_have_the_words_of_the_files() -> None:
    """The partial that templates import is up to date (`python -m builder.interface --write`)."""
    written = Path("builder", PARTIAL).read_text(encoding="utf-8")
    assert written == partial()


@pytest.mark.parametrize("locale", ["ar_SY", "ar_EG", "ar_MA", "ar_TN", "ar_MR", "en_GB"])
def test_dates_are_those_of_the_locale(locale: str) -> None:
    """Made from the names of its months, a date is what the library writes, in any year."""
    interface = Interface("ar", locale)
    for day in (date(year, month, 7) for month in range(1, 13) for year in (987, 2024)):
        assert interface.day(day) == format_date(day, "d MMMM y", locale=locale)
        assert interface.month(day) == format_date(day, "MMMM y", locale=locale)
        assert interface.month_name(day) == format_date(day, "MMMM", locale=locale)
