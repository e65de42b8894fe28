"""Keys and stems: what readers type and what publishers wrote must meet."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.arabic.key import analysis, search_key, words
from builder.arabic.stem import light_stem, other_forms


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("الاسلام", "الإسلام"),
        ("اية", "آية"),
        ("مسوول", "مسؤول"),
        ("مدرسه", "مدرسة"),
        ("مصطفي", "مصطفى"),
        ("محمد", "مُحَمَّدٌ"),
        ("العربية", "العـــربية"),
        ("2021", "٢٠٢١"),
        ("2021", "۲۰۲۱"),
        ("کتاب", "كتاب"),
        ("فيينا", "ڤيينا"),
        ("LONDON", "london"),
        ("cafe", "Café"),
        ("لا", "\N{ARABIC LIGATURE LAM WITH ALEF ISOLATED FORM}"),
        ("سوريا", "سور\N{ZERO WIDTH NON-JOINER}يا\N{RIGHT-TO-LEFT MARK}"),
    ],
)
def test_spellings_of_one_word_have_one_key(typed: str, written: str) -> None:
    """A word is found however its hamza, ending, marks, digits or capitals were typed."""
    assert search_key(written) == search_key(typed)


def test_keys_are_their_own_keys() -> None:
    """Folding a key again changes nothing, for every character there is."""
    changed = [
        chr(code)
        for code in range(sys.maxunicode + 1)
        if search_key(search_key(chr(code))) != search_key(chr(code))
    ]
    assert changed == []


@given(st.text(), st.text())
def test_keys_can_be_joined(one: str, other: str) -> None:
    """The key of a text is the keys of its parts, so that matches can be cut out of it."""
    assert search_key(one + other) == search_key(one) + search_key(other)


def test_words_are_runs_of_letters_and_digits() -> None:
    """Punctuation, quotation marks and underscores part words; marks and tatweel do not."""
    text = "«حقل العُمَر»، قال: 3_ساعات؟ (ميـليشيا)"
    assert words(text) == ["حقل", "العمر", "قال", "3", "ساعات", "ميليشيا"]


CLITICS = [
    "و",
    "ف",
    "ب",
    "ل",
    "ك",
    "وب",
    "فل",
    "ال",
    "وال",
    "بال",
    "فال",
    "كال",
    "وبال",
    "لل",
    "ولل",
]
SUFFIXES = ["ها", "هم", "هما", "هن", "كم", "نا", "ه", "ي"]
NOUNS = ["حقل", "مطار", "معلم", "دستور", "محافظ", "متحف", "جندي", "مصنع", "شارع", "رئيس"]


@pytest.mark.parametrize("noun", NOUNS)
@pytest.mark.parametrize("clitic", CLITICS)
def test_clitics_leave_the_stem(noun: str, clitic: str) -> None:
    """A noun behind any clitic or article has the stem of the noun alone."""
    assert light_stem(search_key(clitic + noun)) == light_stem(search_key(noun))


@pytest.mark.parametrize("noun", NOUNS)
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_suffixes_leave_the_stem(noun: str, suffix: str) -> None:
    """A noun before any pronoun has the stem of the noun alone."""
    assert light_stem(search_key(noun + suffix)) == light_stem(search_key(noun))


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("أمريكية", "والأميركيين"),
        ("بالمائة", "مئة"),
        ("المسئولين", "مسؤول"),
        ("هيأة", "الهيئات"),
        ("الإنكليزية", "إنجليزي"),
        ("أوربي", "الأوروبيين"),
        ("الديموقراطية", "ديمقراطي"),
        ("تليفزيون", "التلفزيونية"),
    ],
)
def test_other_spellings_have_the_stem_of_the_usual_one(typed: str, written: str) -> None:
    """Whole countries write «أميركا» and others «أمريكا»: whoever types one finds the other."""
    assert light_stem(search_key(typed)) == light_stem(search_key(written))


PLURALS: Final = Path(__file__).with_name("data") / "plurals.txt"


def test_common_broken_plurals_have_the_stem_of_their_singular() -> None:
    """Plurals drawn at random from real articles meet their singulars, behind clitics too."""
    pairs = [line.split() for line in PLURALS.read_text(encoding="utf-8").splitlines()]
    assert len(pairs) >= 240
    apart = [
        (singular, plural)
        for singular, plural in pairs
        for written in (plural, f"ال{plural}", f"و{plural}")
        if light_stem(search_key(written)) != light_stem(search_key(singular))
    ]
    assert apart == []


@pytest.mark.parametrize(
    ("singular", "plural"),
    [("صابعة", "الصوابع"), ("ساطوع", "بسواطيعهم"), ("شريجة", "وشرائجه"), ("مسموق", "مساميق")],
)
def test_a_plural_that_no_table_has_is_known_by_its_shape(singular: str, plural: str) -> None:
    """Words nobody ever wrote: «فواعيل» and its like are plurals of one singular each."""
    assert light_stem(search_key(plural)) == light_stem(search_key(singular))


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("الجزائر", "جزيرة"),
        ("حوالي", "حال"),
        ("سواكن", "ساكن"),
        ("رعايته", "رعية"),
        ("الأمير", "آمور"),
        ("تواصل", "تاصل"),
        ("مواطنين", "ماطون"),
        ("لقائد", "لقيد"),
    ],
)
def test_what_only_looks_like_a_plural_keeps_its_stem(name: str, word: str) -> None:
    """Places, verbs and words with endings are not taken for plurals by their shape."""
    assert light_stem(search_key(name)) != light_stem(search_key(word))


def test_plurals_and_spellings_have_the_stem_of_their_word() -> None:
    """Every form of the tables, bare and with a clitic, meets the word it belongs to."""
    apart = [
        (word, form)
        for word, form in other_forms(analysis())
        for written in (form, f"ال{form}", f"وال{form}")
        if light_stem(search_key(written)) != light_stem(search_key(word))
    ]
    assert apart == []


@pytest.mark.parametrize("word", ["2021", "london", "من", "3g", "中文"])
def test_other_words_are_left_alone(word: str) -> None:
    """Numbers, other scripts and very short words are their own stems."""
    assert light_stem(search_key(word)) == search_key(word)
