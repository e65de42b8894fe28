"""The terminal's search ranks as the browser's does."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING, Final

import pytest

from builder.search import build, build_index, likeness, ranking
from builder.search.files import DamagedIndexError
from builder.search.query import search
from builder.site import SEARCH
from tests.searching import JS, ask, document

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Project

WORDS = [  # forms of a few words
    "حقل",
    "العمر",
    "النفطي",
    "وحقول",
    "المدرسة",
    "مدارس",
    "بالمدرسة",
    "كتاب",
    "كتب",
    "الكتاب",
    "وكتابه",
    "مطبعة",
    "المطابع",
    "صحيفة",
    "صحف",
    "الصحيفة",
    "بالصحف",
    "تاريخ",
    "تواريخ",
    "قصف",
    "والقصف",
    "بيان",
    "بيانات",
    "وبيانها",
    "2021",
    "2021م",
    "و2021",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with an index of invented documents."""
    rng = random.Random(3)  # noqa: S311  # only has to be the same each time
    folder = tmp_path_factory.mktemp("ranked")
    documents = [
        document(f"a{i}", " ".join(rng.choices(WORDS, k=4)), " ".join(rng.choices(WORDS, k=60)))
        for i in range(80)
    ]
    build_index(documents, folder / "index")
    return folder


@pytest.mark.parametrize(
    "text",
    [
        "حقل",
        "حقل بيان صحف",
        "حقل العمر 2021",
        "«حقل بيان» صحف",
        "وين حقول بيان",
        "ال كتاب",
        "في",
        "المدارس كتب",
        "وبالصحيفة بيان 2021",
        "هل قصف حقول",
        "«الكتاب بيان»",
        '"حقل في مدارس" صحف',
        "“بيان” «صحيفة تاريخ»",
        "«حقل حقل حقل حقل حقل»",
    ],
)
def test_both_readers_rank_alike(folder: Path, text: str) -> None:
    """The same documents come in the same order with the same scores."""
    theirs = ask(folder, folder / "index", [["search", text]])["answers"][0]
    ours = search(folder / "index", text)
    assert [hit["url"] for hit in theirs] == [hit.url for hit in ours]
    whole = ask(folder, folder / "index", [["query", text]])["answers"][0].get("whole")
    few = [hit for hit in ours if hit.has_all]
    assert len(few) == min(whole or 0, len(ours))
    assert {hit.has_all is None for hit in ours} <= {whole is None}
    assert [hit["score"] for hit in theirs] == pytest.approx([hit.score for hit in ours])


def test_both_readers_have_the_same_weights() -> None:
    """Each number of the ranking is the same on both sides."""
    script = (JS / "ranking.js").read_text(encoding="utf-8")
    ours = {**vars(ranking), **vars(likeness)}
    for name in ("SATURATION", "PROXIMITY", "OTHER_CLITICS", "OTHER_ENDING", "OTHER_NUMBER"):
        (value,) = re.findall(rf"const {name} = ([\d.]+);", script)
        assert float(value) == ours[name]


def test_a_hit_has_what_a_terminal_shows(folder: Path) -> None:
    """A hit has title, date and source; there are no more hits than were asked for."""
    (hit,) = search(folder / "index", "مطابع", limit=1)
    assert (hit.date, hit.source) == ("2021-08-11", "دفاتر ورّاق")


def test_words_that_nobody_wrote_find_nothing(folder: Path) -> None:
    """An unknown word, or none at all, is no error."""
    assert search(folder / "index", "زقزقة") == []
    assert search(folder / "index", "؟!") == []


def test_a_missing_index_is_said(tmp_path: Path) -> None:
    """Without an index the error names the file that is missing."""
    with pytest.raises(DamagedIndexError, match=r"index\.bin is missing"):
        search(tmp_path, "حقل")


def test_every_word_is_found_in_an_index_of_many_blocks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both readers find the block of any word and of any card, of any script."""
    monkeypatch.setattr(build, "_BLOCK_BYTES", dict.fromkeys(build._BLOCK_BYTES, 60))  # noqa: SLF001
    letters = "بتجدرس𐤀𐤁ab李1"
    texts = [one + other * count for one in letters for other in letters for count in (1, 2, 3)]
    documents = [document(f"a{i}", text) for i, text in enumerate(texts)]
    build_index(documents, tmp_path / "index")
    answers = ask(tmp_path, tmp_path / "index", [["search", text] for text in texts])["answers"]
    for text, hits in zip(texts, answers, strict=True):
        assert text in [hit["title"] for hit in hits]
        assert [hit.title for hit in search(tmp_path / "index", text)][:1] == [hits[0]["title"]]


def test_a_phrase_is_asked_for_in_the_terminal_too(folder: Path) -> None:
    """Words in quotation marks stand in a row, and what has them otherwise is left out."""
    texts = {
        "row": "كتاب في المطبعة القديمة",
        "apart": "كتاب ثم ورق كثير في المطبعة",
        "clitic": "وكتاب في المطبعة",
    }
    build_index([document(name, "عنوان", text) for name, text in texts.items()], folder / "phrases")
    found = [hit.url for hit in search(folder / "phrases", "«كتاب في المطبعة»")]
    assert found == ["articles/row/", "articles/clitic/"]
    assert len(search(folder / "phrases", "كتاب في المطبعة")) == len(texts)
    assert search(folder / "phrases", "«المطبعة كتاب»") == []


YEARS: Final = {
    "glued": "سقطت بغداد سنة 656هـ/1258م، وفيها ٧ أبواب.",
    "apart": "كتب في سنة 656 هـ عن بغداد وعن 4k.",
    "behind": "بين عامي ١٢٥٨ و١٣٩٨هـ، على بعد 40km من بغداد.",
}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("656", {"glued", "apart"}, id="as most type it"),
        pytest.param("٦٥٦هـ", {"glued", "apart"}, id="as it is printed"),
        pytest.param("656 هـ", {"glued", "apart"}, id="with an era apart"),
        pytest.param("1258", {"glued", "behind"}, id="too early for a date"),
        pytest.param("1398", {"behind"}, id="a Hijri date besides, behind a conjunction"),
        pytest.param("40", {"behind"}, id="with a unit"),
        pytest.param("«سنة 656»", {"glued", "apart"}, id="in a phrase"),
        pytest.param("4", set(), id="a name that begins with a digit"),
    ],
)
def test_a_number_is_found_whatever_is_glued_to_it(
    tmp_path: Path, text: str, names: set[str]
) -> None:
    """Who types a bare year finds «656هـ/1258م» too, and the other way round, in both readers."""
    documents = [document(name, "عنوان", one, date="") for name, one in YEARS.items()]
    build_index(documents, tmp_path / "index")
    assert {hit.url.split("/")[1] for hit in search(tmp_path / "index", text)} == names
    (theirs,) = ask(tmp_path, tmp_path / "index", [["search", text]])["answers"]
    assert {hit["url"].split("/")[1] for hit in theirs} == names


def test_an_article_is_found_by_who_wrote_it(project: Project, paste: Callable[..., str]) -> None:
    """A reader who remembers the author alone was told that no article has such a word."""
    project.write("articles/a.txt", paste())
    project.write("articles/b.txt", paste(title="أول مطبعة في فاس"))
    project.write("articles/b.yml", "authors: [ليلى حدّاد]\n")
    project.convert()
    hits = search(project.path / "docs" / SEARCH, "ليلى حداد")
    assert [hit.title for hit in hits] == ["أول مطبعة في فاس"]


PEOPLE: Final = {
    "pasha": ("محمد علي باشا والمطبعة", "أرسل بعثة."),
    "poet": ("محمد الشاعر", "كتب محمد على الورق."),
    "doctor": ("أيام طه حسين", "كتب الدكتور طه حسين عن القاهرة."),
    "other": ("طه الكاتب", "لقي حسين الرسام."),
    "surface": ("الكتابة على الورق", "حبر."),
}


@pytest.mark.parametrize(
    ("text", "first", "whole"),
    [
        pytest.param("محمد علي", "pasha", None, id="a name that is spelt like a particle"),
        pytest.param("د. طه حسين", "doctor", 2, id="a title that the article writes out"),
        pytest.param("أ.د/ طه حسين", "doctor", 2, id="two titles"),
        pytest.param("الورق على", "surface", None, id="a particle, spelt as one"),
    ],
)
def test_a_person_is_found_under_name_and_title(
    tmp_path: Path, text: str, first: str, whole: int | None
) -> None:
    """«علي» is a name where it is spelt so, and «د.» need not stand in an article."""
    documents = [document(name, *texts) for name, texts in PEOPLE.items()]
    build_index(documents, tmp_path / "index")
    theirs = ask(tmp_path, tmp_path / "index", [["query", text]])["answers"][0]
    ours = search(tmp_path / "index", text)
    assert theirs["hits"][0]["url"] == f"articles/{first}/"
    assert [hit["url"] for hit in theirs["hits"]] == [hit.url for hit in ours]
    assert [hit["score"] for hit in theirs["hits"]] == pytest.approx([hit.score for hit in ours])
    assert theirs.get("whole") == whole
