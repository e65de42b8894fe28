"""The browser's search over a small index: what is found, in what order, and what goes wrong."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Final

import pytest

from builder.search import build_index
from tests.searching import answer, ask, document, indexed, names

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENTS: Final = [
    document(
        "omar-field",
        "قصفت حقل العمر.. ميليشيا تعلن انسحابها من سوريا",
        "أعلنت الميليشيا انسحاب مقاتليها من حقل العُمَر النفطي بعد قصف القاعدة.",
        tags=["سوريا", "نفط"],
        places=["حقل العمر"],
    ),
    document(
        "oil",
        "أسعار النفط ترتفع",
        "ارتفعت أسعار النفط في الأسواق. العمر المتوقع للحقل عشرون عامًا، وكل حقل له عمر.",
        date="2022-01-05",
        source="صدى المكتبات",
        tags=["نفط"],
    ),
    document(
        "schools",
        "مدارس جديدة في حلب",
        "افتتحت الوزارة ثلاث مدارس، وقال مدير إحدى المدارس إن التلاميذ يكتبون بالأقلام.",
        date="2021-03-01",
        tags=["تعليم"],
    ),
    document("poem", "هو", "قصيدة قديمة عن الليل والخيل.", date="", tags=[]),
    document("book", "كتاب الرحلات", "كتب الرحالة عن مدن كثيرة.", date="2022-06-30"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the index of `DOCUMENTS` in `index`."""
    return indexed(tmp_path_factory.mktemp("search"), DOCUMENTS)


def found(folder: Path, text: str, **options: object) -> list[str]:
    """Return the names of the documents that answer a query, best first."""
    return names(answer(folder, text, **options))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("انسحاب الميليشيا", "omar-field"),
        ("وبانسحابهم", "omar-field"),
        ("اسعار", "oil"),
        ("مدرسة", "schools"),
        ("بالمدرسه", "schools"),
        ("قلم", "schools"),
        ("كتب رحله", "book"),
        ("ميليشيـــات", "omar-field"),
        ("حَلَب", "schools"),
    ],
)
def test_any_form_finds_the_article(folder: Path, text: str, name: str) -> None:
    """An article is found by other spellings, clitics, endings and numbers of its words."""
    assert found(folder, text)[:1] == [name]


def test_words_together_come_before_words_apart(folder: Path) -> None:
    """The article with the name stands above the one that has its two words far apart."""
    assert found(folder, "حقل العمر") == ["omar-field", "oil"]


def test_a_phrase_wants_its_words_in_a_row(folder: Path) -> None:
    """In quotation marks of either kind only the article with the very words is found."""
    assert found(folder, "«حقل العمر»") == ["omar-field"]
    assert found(folder, '"أسعار النفط"') == ["oil"]
    assert found(folder, "«العمر حقل»") == []


def test_a_phrase_is_found_behind_clitics(tmp_path: Path) -> None:
    """Words of a phrase match behind «و» or «ف» and with «ال»; the very phrase comes first."""
    documents = [
        document("clitic", "نصيحة", "فالورق لا ينتظر أحدًا."),
        document("bare", "حكمة", "ورق لا ينتظر أحدًا."),
        document("exact", "مثل", "قالوا قديمًا في السوق إن الورق لا ينتظر أحدًا من الكتبة."),
        document("ending", "خبر", "ورقهم لا ينتظر."),
        document("apart", "شرح", "ينتظر الناس، والورق كثير."),
    ]
    build_index(documents, tmp_path / "index")
    assert found(tmp_path, "«الورق لا ينتظر»")[0] == "exact"
    assert set(found(tmp_path, "«الورق لا ينتظر»")) == {"exact", "clitic", "bare"}
    assert set(found(tmp_path, '"فالورق لا ينتظر"')) == {"exact", "clitic", "bare"}


def test_stop_words_count_where_there_is_nothing_else(folder: Path) -> None:
    """A title of one stop word is found by it; beside other words it is left out."""
    assert found(folder, "هو") == ["poem"]
    assert "poem" not in found(folder, "ما هو النفط")


def test_a_stop_word_is_looked_for_in_titles_and_said(folder: Path) -> None:
    """Texts are full of «عن», and no list has them: the answer says so, until more is typed."""
    assert (answer(folder, "عن")["total"], answer(folder, "عن")["isStop"]) == (0, True)
    assert answer(folder, "عن", prefix=True)["isStop"] is False
    assert answer(folder, "عن النفط")["isStop"] is False


def test_articles_with_all_of_a_few_words_come_first(tmp_path: Path) -> None:
    """However much another says one of the words; a question is ranked by most of its words."""
    soap = document("soap", "حرفة من حلب", f"زيت. {'حكاية طويلة عن السوق. ' * 30} صابون. غار.")
    raids = document("raids", "غارة على الميناء", "أغارت الطائرات. " * 9 + "الغارة والغار. " * 9)
    others = [document(f"o{i}", "خبر", "جمال صابون حلب. " if i % 2 else "مطر") for i in range(9)]
    build_index([raids, soap, *others], tmp_path / "index")
    both = answer(tmp_path, "صابون غار")
    assert (found(tmp_path, "صابون غار")[0], both["whole"], both["total"] > 1) == ("soap", 1, True)
    by_date = {"sort": "date", "parts": True}
    assert found(tmp_path, "صابون غار", **by_date)[0] == "soap"
    assert "whole" not in answer(tmp_path, "صابون غار", sort="date")
    assert found(tmp_path, "صابون غار", limit=2) + found(
        tmp_path, "صابون غار", offset=2, limit=20
    ) == found(tmp_path, "صابون غار", limit=20)
    assert answer(tmp_path, "صابون زرافة")["whole"] == 0
    for question in ("وين صابون غار", "صابون غار؟", "كيف صابون غار", "صابون", "«صابون» «حلب»"):
        assert "whole" not in answer(tmp_path, question)


def test_all_words_are_found_beyond_short_lists(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An article that the short list of a very common word leaves out has the word all the same."""
    monkeypatch.setattr("builder.search.postings.MOST_POSTINGS", 5)
    loud = [document(f"a{i}", "ورق", "ورق ورق") for i in range(20)]
    quiet = document("quiet", "حكاية", f"ورق {'كلام آخر ' * 60} مخطوطة")
    build_index([*loud, quiet], tmp_path / "index")
    few = answer(tmp_path, "ورق مخطوطة")
    assert (few["whole"], few["total"], few["exact"]) == (1, 21, True)
    assert found(tmp_path, "ورق مخطوطة")[0] == "quiet"


def test_an_article_of_the_date_has_its_words(tmp_path: Path) -> None:
    """Beside a word a year is held by the articles of that year, though they do not say it."""
    years = {"new": "2021-05-01", "old": "1999-05-01"}
    documents = [document(name, "حبر", "حبر", date=date) for name, date in years.items()]
    build_index([*documents, document("other", "مطر", "عام 2021", date="")], tmp_path / "index")
    assert found(tmp_path, "حبر 2021")[0] == "new"
    assert answer(tmp_path, "حبر 2021")["whole"] == 1


@pytest.mark.parametrize("text", ["عبدالله", "عبد الله", "وعبدالله"])
def test_a_name_is_found_joined_and_parted(tmp_path: Path, text: str) -> None:
    """«عبدالله» is «عبد الله»; the two words apart from each other are no such name."""
    documents = [
        document("joined", "رسالة", "كتب عبدالله رسالة"),
        document("parted", "رسالة", "كتب عبد الله رسالة"),
        document("apart", "حكاية", "عبد صالح يشكر الله"),
    ]
    build_index(documents, tmp_path / "index")
    both = answer(tmp_path, text)
    assert {*names(both)} >= {"joined", "parted"}
    assert both["corrections"] == []
    if " " not in text:
        assert "apart" not in found(tmp_path, text)
    else:
        assert both["whole"] == 3


@pytest.mark.parametrize(("joined", "name"), [("ابنسينا", "ابن سينا"), ("بنعمر", "بن عمر")])
def test_names_after_a_father_are_found_joined_and_parted(
    tmp_path: Path, joined: str, name: str
) -> None:
    """«بنعمر» is «بن عمر» where nobody wrote it so, and each finds the other where both did."""
    others = [document(f"o{i}", "سيرة", f"{name.split()[1]} عاش هنا") for i in range(3)]
    parted = document("parted", "سيرة", f"ولد {name} هنا")
    build_index([*others, parted], tmp_path / "index")
    result = answer(tmp_path, joined)
    assert names(result) == ["parted"]
    assert result["corrections"] == []
    build_index([*others, parted, document("joined", "سيرة", f"مات {joined}")], tmp_path / "both")
    both = ask(tmp_path, tmp_path / "both", [["search", name]])["answers"][0]
    assert {hit["url"].split("/")[1] for hit in both[:2]} == {"joined", "parted"}


@pytest.mark.parametrize("second", ["سالم", "علي"])
def test_two_names_run_together_come_first_in_a_row(tmp_path: Path, second: str) -> None:
    """«محمدسالم» is «محمد سالم» before it is one of many who bear one of the names.

    «علي» has the key of a stop word, of which only titles are known.
    """
    many = "محمد الصادق محمد وعاش محمد هنا"
    documents = [
        *(document(f"m{i}", "محمد الصادق", many) for i in range(3)),
        document("two", second, f"كتب {second} إلى محمد رسالة"),
        document("row", f"عن محمد {second}", "حكم البلاد سنين طويلة، وبنى فيها القناطر والمصانع"),
    ]
    build_index(documents, tmp_path / "index")
    assert found(tmp_path, f"محمد{second}")[0] == "row"


def test_an_article_typed_apart_belongs_to_its_word(folder: Path) -> None:
    """«ال نفط» is «النفط», and «آل» stays a word."""
    assert found(folder, "ال نفط") == found(folder, "النفط")
    assert answer(folder, "آل نفط")["words"][0] == "ال"


@pytest.mark.parametrize(
    "text",
    [
        "وين المدارس",
        "شو المدارس",
        "المدارس فين",
        "قديش المدارس",
        "شكون المدارس",
        "شحال المدارس",
        "منو المدارس",
        "المدارس مين",
        "فوقاش المدارس",
        "بكام المدارس",
    ],
)
def test_question_words_of_dialects_weigh_nothing(folder: Path, text: str) -> None:
    """They are no slips of other words either; behind a name «شو» is one."""
    assert answer(folder, text)["words"] == ["المدارس"]
    assert answer(folder, "برنارد شو")["words"][-1] == "شو"


def test_a_slip_is_mended_and_said(folder: Path) -> None:
    """A word that no article has gives its nearest neighbour, and the answer says so."""
    for text in ("الميليشبا", "الميلشيا", "الميليششيا", "الميلييشا"):
        result = answer(folder, text)
        assert [hit["url"] for hit in result["hits"]] == ["articles/omar-field/"]
        assert [one["from"] for one in result["corrections"]] != []


def test_a_word_may_be_unfinished_while_typing(folder: Path) -> None:
    """With `prefix` the last word is completed from the collection's own words."""
    assert found(folder, "الرحا", prefix=True) == ["book"]
    assert found(folder, "مدار") == found(folder, "مدارس", prefix=False)


def test_a_count_says_when_it_is_a_guess(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the strongest articles of a common word are read, also of one that was completed."""
    monkeypatch.setattr("builder.search.postings.MOST_POSTINGS", 5)
    documents = [document(f"a{i}", f"زخرفة {i}", "زخرفة") for i in range(30)]
    build_index([*documents, document("b", "ورق")], tmp_path / "index")
    assert answer(tmp_path, "زخر", prefix=True)["exact"] is False
    assert answer(tmp_path, "ور", prefix=True)["exact"] is True


@pytest.mark.parametrize(
    ("common", "text", "exact"),
    [("عبدالله", "هل كتب عبد الله كتابا؟", False), ("الله", "عبدالله", True)],
)
def test_a_count_of_a_joined_name_says_when_it_is_a_guess(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, common: str, text: str, *, exact: bool
) -> None:
    """Where the name itself is common, and not where a part of it is: a row is read whole."""
    monkeypatch.setattr("builder.search.postings.MOST_POSTINGS", 5)
    documents = [document(f"a{i}", f"ورق {i}", f"{common} {i}") for i in range(30)]
    both = [document("joined", "رسالة", "عبدالله"), document("parted", "رسالة", "عبد الله")]
    build_index([*documents, *both], tmp_path / "index")
    assert answer(tmp_path, text)["exact"] is exact


def test_filters_sort_and_counts(folder: Path) -> None:
    """Facets narrow the answer, count every choice exactly, and work without any words."""
    assert found(folder, "", sort="date") == []
    assert found(folder, "", filters={"topics": "نفط"}) == ["oil", "omar-field"]
    assert found(folder, "حقل", filters={"source": ["صدى المكتبات"]}) == ["oil"]
    assert found(folder, "حقل", filters={"year": "2021"}) == ["omar-field"]
    assert found(folder, "", filters={"from": "2022-01-01", "to": "2022-12-31"}) == ["book", "oil"]
    assert found(folder, "النفط حقل", sort="date") == ["oil", "omar-field"]
    facets = answer(folder, "حقل", facets=True, filters={"source": ["صدى المكتبات"]})["facets"]
    assert facets["source"] == [["دفاتر ورّاق", 1], ["صدى المكتبات", 1]]
    assert facets["topics"] == [["نفط", 1]]
    assert facets["year"] == [["2022", 1]]


def test_all_words_can_be_asked_for(folder: Path) -> None:
    """`match: "all"` leaves only articles with every word."""
    assert found(folder, "حقل الأسواق", match="all") == ["oil"]


def test_hits_say_what_a_list_shows(folder: Path) -> None:
    """A hit has address, title in its own spelling, date and sources; and a score."""
    hit = answer(folder, "مقاتليها")["hits"][0]
    assert hit.pop("score") > 0
    assert hit == {
        "url": "articles/omar-field/",
        "title": "قصفت حقل العمر.. ميليشيا تعلن انسحابها من سوريا",
        "date": "2021-08-11",
        "source": ["دفاتر ورّاق"],
    }


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "؟!،؛…",
        "((*[+?\\",
        "😀😀",
        "שלום",
        "' OR 1=1; --",
        "<img src=x onerror=alert(1)>",
        "«",
        '""',
        "ء",
        "\ud800",
        "__proto__ constructor",
        "ا" * 10_000,
        "كلمة " * 2_000,
    ],
)
def test_hostile_queries_are_answered(folder: Path, text: str) -> None:
    """Nothing a person can type breaks the search."""
    answers = ask(folder, folder / "index", [["query", text, {"prefix": True, "facets": True}]])
    assert "hits" in answers["answers"][0]


def test_the_index_works_from_a_folder_of_a_site(folder: Path) -> None:
    """All files are asked for below the address that was given, wherever it is."""
    base = "https://user.github.io/collection/assets/search"
    loaded = ask(folder, folder / "index", [["search", "النفط"]], base=f"{base}/")["loaded"]
    assert all(url.startswith(f"{base}/") for url in loaded)


@pytest.mark.parametrize("damage", ["cut", "other", "gone", "unpacked"])
def test_damaged_blocks_give_a_clear_error(tmp_path: Path, damage: str) -> None:
    """A cut, overwritten or missing block is an error with a code; an unpacked one is read."""
    index = tmp_path / "index"
    build_index(DOCUMENTS, index)
    for file in index.glob("*.bin"):
        content = file.read_bytes()
        if damage == "unpacked":
            file.write_bytes(gzip.decompress(content))
        elif file.name != "index.bin":
            file.write_bytes(
                content[: len(content) // 2] if damage == "cut" else b"<!doctype html>"
            )
            if damage == "gone":
                file.unlink()
    result = ask(tmp_path, index, [["query", "النفط"]])["answers"][0]
    if damage == "unpacked":
        assert [hit["url"] for hit in result["hits"]] == ["articles/oil/", "articles/omar-field/"]
    else:
        assert result["error"] == "SearchError"
        assert result["code"] == ("missing" if damage == "gone" else "damaged")


def test_a_damaged_root_gives_a_clear_error(tmp_path: Path) -> None:
    """A page that a server sends in place of the root is not taken for an index."""
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / "index.bin").write_text("<!doctype html>", encoding="utf-8")
    result = ask(tmp_path, tmp_path / "index", [["query", "النفط"]])["answers"][0]
    assert (result["error"], result["code"]) == ("SearchError", "damaged")
