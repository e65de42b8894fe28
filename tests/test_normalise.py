"""Display text: repaired, never rewritten."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given

from builder.arabic import charsets
from builder.arabic.normalise import clean_text, is_blank, unify_line_ends
from builder.arabic.numerals import arabic_digits, ascii_digits
from tests.strategies import messy_text


def letters(text: str) -> str:
    """Return the letters of `text` alone, without tatweel, decomposed."""
    parts = unicodedata.normalize("NFD", text)
    return "".join(c for c in parts if c.isalpha() and c != charsets.TATWEEL)


@given(messy_text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    """Cleaned text is a fixed point, so that a second pass can never change a page."""
    once = clean_text(text)
    assert once == clean_text(once)


@given(messy_text())
def test_no_letter_is_lost(text: str) -> None:
    """Cleaning never removes or changes a letter, whatever the text."""
    assert letters(text) == letters(clean_text(text))


@given(messy_text())
def test_no_invisible_order_survives(text: str) -> None:
    """No bidi control, byte order mark or carriage return reaches a page."""
    banned = charsets.BIDI_CONTROLS + charsets.BYTE_ORDER_MARK + "\r"
    assert set() == set(clean_text(text)) & set(banned)


@given(messy_text())
def test_cleaning_keeps_line_numbers(text: str) -> None:
    """A cleaned text has as many lines as the raw one, or diagnostics would point beside it."""
    assert unify_line_ends(text).count("\n") == clean_text(text).count("\n")


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("می\N{ZERO WIDTH NON-JOINER}خواهم", "می\N{ZERO WIDTH NON-JOINER}خواهم"),
        ("کتاب\N{ZERO WIDTH NON-JOINER} ها", "کتاب ها"),
        ("\N{ZERO WIDTH NON-JOINER}من", "من"),
        ("15\N{ZERO WIDTH NON-JOINER} آب", "15 آب"),
    ],
)
def test_the_non_joiner_stays_only_between_letters(raw: str, clean: str) -> None:
    """The non-joiner is spelling in Persian and rubbish beside a space."""
    assert clean == clean_text(raw)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("1443 ه\N{ZERO WIDTH JOINER}", "1443 ه\N{ZERO WIDTH JOINER}"),
        ("\N{MAN}\N{ZERO WIDTH JOINER}\N{WOMAN}", "\N{MAN}\N{ZERO WIDTH JOINER}\N{WOMAN}"),
        (" \N{ZERO WIDTH JOINER}من", " من"),
    ],
)
def test_the_joiner_stays_where_it_shapes(raw: str, clean: str) -> None:
    """A joiner after something visible shapes it; after a space it is rubbish."""
    assert clean == clean_text(raw)


def test_tatweel_inside_a_word_is_kept() -> None:
    """A stretched word is how the publisher set it; only a drawn rule is decoration."""
    assert clean_text("عـــاجل") == "عـــاجل"
    assert clean_text("أول\nـــــــــــ\nثان") == "أول\n\nثان"


def test_ligatures_are_kept() -> None:
    """NFKC would spell out the sign of blessing: display text is NFC."""
    assert clean_text("النبي ﷺ") == "النبي ﷺ"
    assert clean_text("ا\N{ARABIC HAMZA ABOVE}") == "\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}"


def test_marks_parted_by_rubbish_are_composed() -> None:
    """A zero-width space between letter and hamza must not hide that they are one letter."""
    assert clean_text("ا\N{ZERO WIDTH SPACE}\N{ARABIC HAMZA ABOVE}") == "أ"


def test_a_line_of_no_break_spaces_is_blank() -> None:
    """Pages leave lines that look empty and are not."""
    assert is_blank("\N{NO-BREAK SPACE}\N{RIGHT-TO-LEFT MARK}\t")
    assert not is_blank("\N{NO-BREAK SPACE}و")


@given(messy_text())
def test_digits_go_there_and_back(text: str) -> None:
    """Writing digits in either set is lossless up to the set, and keeps every offset."""
    assert ascii_digits(text) == ascii_digits(arabic_digits(text))
    assert len(text) == len(ascii_digits(text))
