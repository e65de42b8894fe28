"""The order of an index."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.arabic.charsets import TASHKEEL
from builder.arabic.collate import first_letter, sort_key
from tests.strategies import arabic_words, messy_text


@pytest.mark.parametrize(
    "ordered",
    [
        ["أحمد", "الأردن", "آسيا", "إيران", "اليمن"],
        ["باريس", "البصرة", "بيروت", "پاريس", "تونس"],
        ["دير الزور", "دير العصافير", "ديرك"],
        ["مادة 9", "مادة ١٠", "مادة 11"],
        ["يوسف", "BBC", "cnn", "17 تشرين", "؟"],
        ["الله أكبر", "ألمانيا", "المانيا", "الملك"],
        ["ساسة", "سؤال", "سورة"],
    ],
)
def test_names_come_in_the_order_of_an_arabic_index(ordered: list[str]) -> None:
    """The article, hamza and the digit set do not count; 9 comes before 10."""
    shuffled = ordered[::-1]
    assert ordered == sorted(shuffled, key=sort_key)


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("الأردن", "ا"),
        ("إدلب", "ا"),
        ("«الجزيرة»", "ج"),
        ("الله", "ا"),
        ("مُحَمَّد", "م"),
        ("پاريس", "پ"),
        ("bbc عربي", "B"),
        ("٧ أكتوبر", "#"),
        ("", "#"),
        ("ال", "ا"),
    ],
)
def test_a_name_is_filed_under_its_first_letter(text: str, heading: str) -> None:
    """The heading is the letter a reader looks under."""
    assert heading == first_letter(text)


@given(arabic_words(), st.sampled_from(TASHKEEL[:8]))
def test_vowel_signs_do_not_move_a_name(word: str, mark: str) -> None:
    """A vowelled name stands beside the plain one: only the last resort tells them apart."""
    vowelled = "".join(letter + mark for letter in word)
    assert sort_key(word)[:2] == sort_key(vowelled)[:2]


@given(st.lists(messy_text(12), max_size=6))
def test_the_order_does_not_depend_on_where_one_starts(names: list[str]) -> None:
    """Sorting is total: any order of the input gives one order of the output."""
    backwards = names[::-1]
    assert sorted(names, key=sort_key) == sorted(backwards, key=sort_key)
