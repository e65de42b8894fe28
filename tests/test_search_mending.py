"""What the browser's search makes of words that no article has: slips, spaces, another keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from builder.arabic.key import search_key
from builder.search import build_index
from builder.search.forms import reader_rules
from tests.searching import answer, ask, document, indexed, names, run_node

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENTS: Final = [
    document("bees", "تربية النحل", "يربي المزارعون النحل في صناديق من خشب الصنوبر."),
    document("paper", "مصنع الكرتون", "يصنع الكرتون من لب الخشب في المستودعات القديمة."),
    document("bridge", "جسر الميناء", "أغلق الجسر أمام الشاحنات، وفتح طريق الاستيراد البحري."),
    document("choir", "جوقة الأطفال", "أنشدت الجوقة ترنيمة الربيع، وصفق لها الجمهور."),
    *(document(f"harbour{i}", "ميناء", "رست السفينة في الميناء صباحًا.") for i in range(9)),
    document("boats", "على الشاطئ", "عادت المراكب والقوارب، وبقي زلزال الأمس حديث الناس."),
    *(document(f"moulds{i}", "قوالب السكر", "تُصنع القوالب من نحاس.") for i in range(9)),
    document("minaret", "المنيا", "وصلت القافلة إلى المنيا ليلًا."),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the index of `DOCUMENTS` in `index`."""
    return indexed(tmp_path_factory.mktemp("mending"), DOCUMENTS)


def first(folder: Path, text: str) -> str:
    """Return the name of the document that answers a query best; "" where there is none."""
    return next(iter(names(answer(folder, text))), "")


@pytest.mark.parametrize("plural", ["قوارب", "بالقوارب", "زلازل"])
def test_a_plural_that_articles_have_otherwise_is_no_slip(folder: Path, plural: str) -> None:
    """Behind «وال», or as the singular: nobody who asks for boats is told of moulds."""
    found = answer(folder, plural)
    assert [hit["url"] for hit in found["hits"]] == ["articles/boats/"]
    assert found["corrections"] == []


def test_markup_is_not_taken_for_another_keyboard(folder: Path) -> None:
    """A query with signs that no letter lies on was never typed for Arabic."""
    assert answer(folder, "<b>hgkpg</b>")["corrections"] == []


@pytest.mark.parametrize(
    "slip",
    [
        pytest.param("الكرتنو", id="the last letters swapped"),
        pytest.param("الكتررن", id="two slips in a long word"),
        pytest.param("الركتون", id="letters swapped where the halves meet"),
        pytest.param("لاكرتون", id="the article's letters swapped"),
        pytest.param("الكرتووووون", id="a letter held down"),
        pytest.param("القرتون", id="a letter that sounds alike"),
        pytest.param("بالكرنون", id="behind a clitic that no article has there"),
        pytest.param("للكرنون", id="behind a contracted article"),
    ],
)
def test_slips_of_many_kinds_are_mended(folder: Path, slip: str) -> None:
    """The word that was meant is found, and what was taken for it is said."""
    assert first(folder, slip) == "paper"
    assert [one["from"] != one["to"] for one in answer(folder, slip)["corrections"]] == [True]


def test_a_likely_slip_counts_more_than_a_common_word(folder: Path) -> None:
    """«المنبا» is «المنيا» by the next key, although «الميناء» is the more common word."""
    assert answer(folder, "المنبا")["corrections"] == [{"from": "المنبا", "to": "المنيا"}]


def test_a_short_word_with_quite_another_first_letter_is_another(tmp_path: Path) -> None:
    """Who asks for a street is shown no expert; a slip to the next key is still mended."""
    build_index([document("expert", "نجار بارع", "خشب.")], tmp_path / "index")
    far, near = (answer(tmp_path, text) for text in ("شارع", "يارع"))
    assert (far["hits"], far["corrections"]) == ([], [])
    assert near["corrections"] == [{"from": "يارع", "to": "بارع"}]


def test_a_word_that_is_there_is_left_alone(folder: Path) -> None:
    """A rare word is no slip of a common one, and its count stays its own."""
    result = answer(folder, "المنيا")
    assert (result["corrections"], result["total"]) == ([], 1)


def test_a_missing_space_is_found(folder: Path) -> None:
    """Two words run together are searched for as two, stop words among them left out."""
    assert first(folder, "خشبالصنوبر") == "bees"
    assert answer(folder, "ترنيمةالربيع")["corrections"] == [
        {"from": "ترنيمهالربيع", "to": "ترنيمه الربيع"}
    ]
    assert first(folder, "فيالمستودعات") == "paper"
    assert first(folder, "الجوقةوالجمهور") == "choir"


def test_a_space_too_many_is_found(folder: Path) -> None:
    """Two halves of a word are searched for as the word too."""
    assert first(folder, "الاست يراد") == "bridge"
    assert {one["to"] for one in answer(folder, "الاست يراد")["corrections"]} == {"الاستيراد"}


def test_a_query_on_the_wrong_keyboard_is_read(folder: Path) -> None:
    """Latin letters that say nothing are the Arabic ones of the same keys; Latin words stay."""
    assert first(folder, "hg;vj,k") == "paper"
    assert answer(folder, "hg;vj,k")["corrections"] == [{"from": "hg;vj,k", "to": "الكرتون"}]
    assert answer(folder, "2021 / 3")["corrections"] == []


@pytest.mark.parametrize("text", ["mushaf", "xyz", "qzxj"])
def test_nothing_is_said_of_a_keyboard_that_says_nothing_either(folder: Path, text: str) -> None:
    """Where the Arabic letters of the keys are no words of any article, nothing changes."""
    assert answer(folder, text)["corrections"] == []


_SPELL: Final = """
import fs from 'node:fs';
import { createAnalyser } from './analysis.js';
import { spelled } from './mend.js';
const { rules, cases } = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const analyser = createAnalyser(rules);
const spell = ([text, from, to, title]) => spelled({ from, to }, text, [{ title }], analyser).to;
console.log(JSON.stringify(cases.map(spell)));
"""


@pytest.mark.parametrize(
    ("typed", "meant", "title", "shown"),
    [
        pytest.param("مقلا", "مقله", "خط ابن مقلة", "مقلة", id="as a title has it"),
        pytest.param("مقلا", "مقله", "خطاط", "مقلة", id="ه at the end is mostly ة"),
        pytest.param("الشوئب", "الشوايب", "الشوائب", "الشوائب", id="a hamza as a title has it"),
        pytest.param("الزرائف", "الزريف", "خبر", "الزريف", id="a hamza goes with its letter"),
        pytest.param("أخبلر", "اخبار", "خبر", "أخبار", id="what both share as the reader has it"),
        pytest.param("ترنيمةالربيع", "ترنيمه الربيع", "خبر", "ترنيمة الربيع", id="two words"),
        pytest.param("إله", "اله", "خبر", "إله", id="a short word keeps its ه"),
    ],
)
def test_a_correction_is_shown_in_real_spelling(
    tmp_path: Path, typed: str, meant: str, title: str, shown: str
) -> None:
    """The index knows keys; a reader is shown what people write."""
    case = [typed, search_key(typed), meant, title]
    assert run_node(tmp_path, _SPELL, {"rules": reader_rules(), "cases": [case]}) == [shown]


def test_words_of_latin_letters_stay_what_they_are(tmp_path: Path) -> None:
    """A Latin word that articles have is searched for as typed."""
    documents = [document("a", "شركة", "تقدم lkhj خدمات"), document("b", "منات")]
    build_index(documents, tmp_path / "index")
    result = answer(tmp_path, "lkhj")
    assert (result["corrections"], [hit["url"] for hit in result["hits"]]) == ([], ["articles/a/"])


def test_guesses_are_fetched_only_where_they_are_needed(folder: Path) -> None:
    """A query whose words are there reads no list of words."""
    asked = ask(folder, folder / "index", [["query", "الكرتون الخشب", {}]])["loaded"]
    mended = ask(folder, folder / "index", [["query", "الكرتنو الخشب", {}]])["loaded"]
    assert len(asked) < len(mended)


HEARD: Final = {
    "square": "ميدان التحرير",
    "man": "طه حسين",
    "city": "البصرة",
    "poet": "عمر الخيّام",
    "order": "الأمر",
    "key": "المطبعة الأولى",
}


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        pytest.param("tahrir", "square", "التحرير", id="behind the article"),
        pytest.param("Taha Hussein", "man", "طه حسين", id="two words"),
        pytest.param("basra", "city", "البصرة", id="a last letter as people spell it"),
        pytest.param("al-Basrah", "city", "البصرة", id="with the article"),
        pytest.param("omar", "poet", "عمر", id="a letter that has none"),
        pytest.param("hgl'fum", "key", "المطبعة", id="typed on another keyboard"),
    ],
)
def test_latin_letters_are_read_as_they_sound(
    tmp_path: Path, text: str, name: str, said: str
) -> None:
    """Who has no Arabic keyboard finds a name; what keys were meant is still read first."""
    documents = [document(one, title, "حبر وورق.") for one, title in HEARD.items()]
    build_index(documents, tmp_path / "index")
    found = answer(tmp_path, text)
    assert names(found)[0] == name
    assert found["spelled"] == [{"from": text, "to": said}]


def test_latin_letters_that_sound_like_nothing_find_nothing(tmp_path: Path) -> None:
    """No word is taken for another sound, and Latin words that are there are found as they are."""
    build_index([document("a", "ميدان التحرير", "radio")], tmp_path / "index")
    assert answer(tmp_path, "zulfiqar")["total"] == 0
    assert answer(tmp_path, "radio")["corrections"] == []


@pytest.mark.parametrize("text", ["a" * 40 + "1", "aeiou" * 60, "a-" * 400 + "1"])
def test_no_row_of_vowels_holds_a_search_up(tmp_path: Path, text: str) -> None:
    """A link may ask for anything: the tab of who follows it froze."""
    build_index([document("a", "ايواويويايويو", "اواواواواواوب")], tmp_path / "index")
    assert answer(tmp_path, text)["total"] == 0


def test_the_words_beside_it_tell_what_a_slip_meant(tmp_path: Path) -> None:
    """A rare name that stands with the other word is likelier than a common word that does not."""
    common = [document(f"a{i}", f"باب {i}", "يقوم الكاتب بعمله.") for i in range(30)]
    calligrapher = document("name", "ياقوت المستعصمي", "خطّاط من بغداد.")
    build_index([*common, calligrapher], tmp_path / "index")
    assert answer(tmp_path, "يقوت")["corrections"] == [{"from": "يقوت", "to": "يقوم"}]
    found = answer(tmp_path, "يقوت المستعصمي")
    assert found["spelled"] == [{"from": "يقوت", "to": "ياقوت"}]
    assert (names(found)[0], found["whole"]) == ("name", 1)
