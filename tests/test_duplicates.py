"""The same story is found however it was told again; what only shares words is not."""

from __future__ import annotations

import random
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from builder import duplicates, frontmatter
from builder.checking import check_files
from builder.duplicates import NEAREST, are_copies, find_copies, signature
from builder.raw_files import RawFile, discover_files
from builder.workshop import open_workshop

if TYPE_CHECKING:
    from collections.abc import Callable

    from builder.diagnostics import Diagnostic
    from builder.duplicates import Signature
    from tests.conftest import Project

    Paste = Callable[..., str]

CASES: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parent / "data" / "copies.yml").read_text(encoding="utf-8")
)
TEXTS: dict[str, str] = CASES["texts"]
COPIES: dict[str, list[str]] = CASES["copies"]
OTHER = "خبر آخر"


def invented(chance: random.Random, count: int) -> list[str]:
    """Invent words, so that two texts share nothing by chance."""
    return ["".join(chance.choices("ابتجدرسعفقكلمنهوي", k=6)) for _ in range(count)]


def altered(chance: random.Random, words: list[str], share: float) -> list[str]:
    """Replace a share of the words."""
    new = iter(invented(chance, len(words)))
    return [next(new) if chance.random() < share else word for word in words]


def sign(words: list[str]) -> Signature:
    """Return the signature of a text of these words."""
    return signature(" ".join(words))


@pytest.mark.parametrize(("one", "other"), [*combinations(TEXTS, 2)])
def test_copies_are_told_from_likenesses(one: str, other: str) -> None:
    """Spelling, chrome and a paragraph more or less hide no copy; topic and quotation make none."""
    expected = other in COPIES.get(one, [])
    assert expected == are_copies(signature(TEXTS[one]), signature(TEXTS[other]))


def test_exactly_the_copies_are_found_among_many() -> None:
    """What is found is what comparing every pair would find."""
    found = find_copies({name: signature(text) for name, text in TEXTS.items()})
    assert {name: tuple(copies) for name, copies in COPIES.items()} == found


def test_a_signature_lasts() -> None:
    """It is kept from run to run, so it must be the same on every machine and for every Python."""
    kept = "7cceaf0a1ba7c9b3"
    assert kept == signature("كانت المطبعة في حلب").hex()


@pytest.mark.parametrize(("share", "expected"), [(0.05, True), (0.4, False)])
def test_long_articles_are_compared_by_a_sample(share: float, *, expected: bool) -> None:
    """A book takes no more room than a page, and its copy is found all the same."""
    chance = random.Random(1)  # noqa: S311 - invented words, not secrets
    book = invented(chance, 30_000)
    one, other = sign(book), sign(altered(chance, book, share))
    assert len(one) == len(other) == 4 * duplicates.MOST
    assert expected == are_copies(one, other)


def test_a_chapter_is_no_copy_of_its_book() -> None:
    """All of the shorter is in the longer, but little of the longer in the shorter."""
    book = invented(random.Random(2), 4_000)  # noqa: S311 - invented words, not secrets
    assert not are_copies(sign(book), sign(book[:1_500]))


def test_every_edited_copy_is_found_in_a_crowd() -> None:
    """The numbers by which candidates are found miss none of four hundred."""
    chance = random.Random(3)  # noqa: S311 - invented words, not secrets
    stories = [invented(chance, chance.randint(80, 900)) for _ in range(400)]
    signed = {f"{n}": sign(story) for n, story in enumerate(stories)}
    signed |= {f"{n} again": sign(altered(chance, one, 0.04)) for n, one in enumerate(stories)}
    found = find_copies(signed)
    assert {f"{n}": (f"{n} again",) for n in range(400)} == {
        one: copies for one, copies in found.items() if "again" not in one
    }


def test_a_new_copy_of_a_story_told_often_changes_few_pages() -> None:
    """Each names its nearest alone, so one article more is named by six and not by a hundred."""
    chance = random.Random(4)  # noqa: S311 - invented words, not secrets
    story = invented(chance, 300)
    told = {f"{n:03d}": sign(altered(chance, story, 0.02)) for n in range(100)}
    before = find_copies({name: one for name, one in told.items() if name != "050"})
    now = find_copies(told)
    assert now["050"] == ("047", "048", "049", "051", "052", "053")
    changed = [name for name in before if before[name] != now[name]]
    assert len(changed) == 2 * NEAREST


def test_closing_words_of_an_agency_cost_no_comparison_of_all_with_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Articles that end alike are each compared with a few others, however many they are."""
    chance = random.Random(5)  # noqa: S311 - invented words, not secrets
    closing = invented(chance, 60)
    signed = [sign(invented(chance, 100) + closing) for _ in range(800)]
    compared: list[Signature] = []

    def counting(one: Signature, other: Signature) -> bool:
        compared.append(one)
        return are_copies(one, other)

    monkeypatch.setattr(duplicates, "are_copies", counting)
    counts = []
    for size in (400, 800):
        compared.clear()
        assert find_copies({f"{n}": one for n, one in enumerate(signed[:size])}) == {}
        counts.append(len(compared))
    assert counts[1] < 2.1 * counts[0] < 800 * 20


def view(project: Project, article: str) -> dict[str, Any]:
    """Return what an article's page shows besides its text."""
    values, _ = frontmatter.parse(project.page(f"articles/{article}.md"))
    shown: dict[str, Any] = values["view"]
    return shown


def pasted(paste: Paste, story: str, title: str) -> str:
    """Return an article with the text of one of the cases."""
    head = paste(title).split("\n\n")[0]
    return f"{head}\n\n" + "\n\n".join(TEXTS[story].strip().splitlines())


@pytest.fixture
def collection(project: Project, paste: Paste) -> Project:
    """Make a collection with two copies of a story and an article that is none."""
    project.write("articles/here.txt", pasted(paste, "report", "ترميم السوق"))
    there = pasted(paste, "shortened", "سوق النحاسين يعود").replace("دفاتر ورّاق", "أخبار الواحة")
    project.write("articles/there.txt", there)
    project.write("articles/other.txt", pasted(paste, "quoting", OTHER))
    return project


def test_a_page_names_the_other_copies(collection: Project) -> None:
    """The reader is led to the other source, and not led there again as to a related article."""
    collection.convert()
    (copy,) = view(collection, "here")["copies"]
    assert copy == {
        "title": "سوق النحاسين يعود",
        "url": "articles/there/",
        "date": "5 آذار 2024",
        "source": "أخبار الواحة",
    }
    assert "سوق النحاسين يعود" not in str(view(collection, "here").get("related"))
    assert "copies" not in view(collection, "other")


def test_copies_are_found_where_only_an_excerpt_is_published(collection: Project) -> None:
    """What the rights hide from the reader is compared all the same."""
    sources = "dafatir: {name: دفاتر ورّاق, kind: magazine, rights: link}\n"
    collection.write("articles/vocabulary/sources.yml", sources)
    collection.convert()
    assert [one["url"] for one in view(collection, "there")["copies"]] == ["articles/here/"]


def test_a_page_follows_its_copies(collection: Project) -> None:
    """A later run tells the copy's new title, and no copy when it is gone."""
    collection.convert()
    there = collection.path / "articles" / "there.txt"
    text = there.read_text(encoding="utf-8").replace("سوق النحاسين يعود", "عودة السوق")
    there.write_text(text, encoding="utf-8")
    collection.convert()
    assert [one["title"] for one in view(collection, "here")["copies"]] == ["عودة السوق"]
    there.unlink()
    collection.convert()
    assert "copies" not in view(collection, "here")


def notes(project: Project, *names: str) -> list[Diagnostic]:
    """Return what checking some raw files tells of copies."""
    config = project.config
    files = [
        file
        for file in discover_files(config.articles_dir, config.project)
        if isinstance(file, RawFile) and file.location.stem in names
    ]
    told = check_files(open_workshop(config), files, None).diagnostics
    return [one for one in told if one.code == "DUP01"]


@pytest.mark.parametrize("built", [False, True])
def test_a_check_tells_that_the_collection_has_a_story(collection: Project, *, built: bool) -> None:
    """Whoever pastes a story again learns which file has it, though only the new one is checked."""
    if built:
        collection.convert()
    before = collection.tree(".cache")
    (told,) = notes(collection, "there")
    assert told.path == "articles/there.txt"
    assert "articles/here.txt" in told.message("ar")
    assert "articles/here.txt" in told.message("en")
    assert notes(collection, "other") == []
    assert collection.tree(".cache") == before


def test_a_check_reads_others_as_they_are_now(collection: Project) -> None:
    """What the last run knew of a file that has changed since is not believed."""
    collection.convert()
    here = collection.path / "articles" / "here.txt"
    here.write_bytes((collection.path / "articles" / "other.txt").read_bytes())
    assert notes(collection, "there") == []


def test_a_check_of_everything_tells_of_both(collection: Project) -> None:
    """Neither copy is the first: a curator decides which of them stays."""
    paths = [one.path for one in notes(collection, "here", "there", "other")]
    assert paths == ["articles/here.txt", "articles/there.txt"]
