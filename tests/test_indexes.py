"""Index pages: right order, pages of a bounded size, and few files changed by a new article."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import pytest

from builder import frontmatter
from builder.config import Config
from builder.library import assemble
from builder.markdown.article import article_page
from builder.model import FrontMatter
from builder.views import Catalogue, article_view
from builder.vocabulary import Organisation, Person, Place, Source, Topic, Vocabulary
from tests.index_pages import index_pages

SIZE: Final = 4
CONFIG: Final = Config(
    Path("/p"), Path("/p/articles"), Path("/p/docs"), Path("/p/site"), page_size=SIZE
)
VOCABULARY: Final = Vocabulary(
    topics={
        "culture": Topic(id="culture", name="الثقافة"),
        "printing": Topic(id="printing", name="الطباعة", broader="culture"),
    },
    people={"zakhir": Person(id="zakhir", name="عبد الله زاخر", was=("zakher",))},
    organisations={"bulaq": Organisation(id="bulaq", name="مطبعة بولاق", kind="publisher")},
    places={"aleppo": Place(id="aleppo", name="حلب", kind="city")},
    sources={"dafatir": Source(id="dafatir", name="دفاتر ورّاق")},
)


def article(number: int, day: date) -> FrontMatter:
    """Return an article that has a term of every kind."""
    return FrontMatter(
        id=f"a{number}",
        title=f"مقال {number}",
        date=day,
        source="دفاتر ورّاق",
        source_id="dafatir",
        topics=("printing",),
        people=("zakhir",),
        organisations=("bulaq",),
        places=("aleppo",),
        raw=f"articles/a{number}.txt",
    )


def pages(articles: list[FrontMatter]) -> dict[str, str | bytes]:
    """Return every page of a collection of these articles."""
    catalogue = Catalogue(assemble(articles), VOCABULARY, CONFIG)
    made = [article_page(a, article_view(a, catalogue), "نص") for a in articles]
    return {page.path: page.content for page in (*made, *index_pages(catalogue))}


def collection(count: int) -> list[FrontMatter]:
    """Return articles a week apart."""
    start = date(2019, 1, 5)
    return [article(n, start + timedelta(weeks=n)) for n in range(count)]


def changed(before: dict[str, str | bytes], after: dict[str, str | bytes]) -> set[str]:
    """Return the paths whose content differs."""
    return {p for p in before.keys() | after.keys() if before.get(p) != after.get(p)}


def kind_of(path: str) -> str:
    """Say which kind of aggregate a path belongs to."""
    if path == "index.md":
        return "home"
    folder = path.split("/", maxsplit=1)[0]
    if folder in {"articles", "archive", "timeline"}:
        return folder
    return "kind index" if path.endswith("/index.md") else f"{folder} term"


@pytest.mark.parametrize("day", [date(2025, 1, 1), date(2020, 6, 15)], ids=["newest", "between"])
def test_a_new_article_changes_a_bounded_number_of_files(day: date) -> None:
    """The bounds that `builder.indexes` states hold, for a new date and for an old one."""
    articles = collection(120)
    touched = changed(pages(articles), pages([*articles, article(999, day)]))
    counts: dict[str, int] = {}
    for path in touched:
        counts[kind_of(path)] = counts.get(kind_of(path), 0) + 1
    year_pages = 53 // SIZE + 1
    assert counts.pop("home") == 1
    assert counts.pop("archive") <= 3 + 1
    assert counts.pop("articles") <= 1 + 2 + 2 * 3
    assert counts.pop("timeline") == 1
    assert counts.pop("kind index") <= 5
    assert all(n <= 1 + year_pages for n in counts.values()), counts


def test_full_pages_do_not_change_while_the_collection_grows() -> None:
    """A list grows at its newest end: a full page stays byte for byte.

    Only the one before the newest changes, once, when the page it leads on to becomes full.
    """
    early, late = pages(collection(40)), pages(collection(41))
    full = {path for path in early if re.search(r"/\d{4}/(?:\d\d/)?\d\.md$", path)}
    touched = full & changed(early, late)
    assert len(full) > 20
    assert all(f"{path[: -len('/1.md')]}.md" in changed(early, late) for path in touched)
    assert len(touched) <= len({path.split("/")[0] for path in full})


def test_no_list_is_longer_than_a_page() -> None:
    """However many articles there are, a page lists no more of them than the setting says."""
    made = pages(collection(90)).items()
    lists = [text for path, text in made if kind_of(path) not in {"articles", "timeline"}]
    assert max(str(text).count("articles/a") for text in lists if "home" not in str(text)) == SIZE


def test_a_term_lists_its_newest_articles_and_its_years() -> None:
    """The newest comes first; older ones are reached by year."""
    front_matter, body = frontmatter.parse(str(pages(collection(60))["topics/printing.md"]))
    assert body.split("\n")[0] == "-   [مقال 59](../articles/a59.md)  "
    assert [year["name"] for year in front_matter["view"]["years"]] == ["2020", "2019"]
    assert front_matter["view"]["count"] == "60 مقالًا"


def test_publishers_without_an_entry_are_counted_and_listed() -> None:
    """The front page said «7 sources» where the articles named thirteen."""
    names = ("جريدة الضفة", "مجلة حبر", "جريدة الضفة", "مصدر غير معروف", "2024. [نشرة]")
    day = date(2020, 1, 1)
    others = [
        replace(article(n, day), id=f"b{n}", source=name, source_id=None)
        for n, name in enumerate(names)
    ]
    made = pages([*collection(2), *others])
    home, _ = frontmatter.parse(str(made["index.md"]))
    listed, body = frontmatter.parse(str(made["sources/index.md"]))
    assert home["view"]["sources_count"] == listed["view"]["count"] == "4 مصادر"
    assert body.split("\n\n")[0] == "## د"
    assert body.split("## مصادر أخرى\n\n")[1].strip() == (
        "-   جريدة الضفة (2)\n-   مجلة حبر (1)\n-   2024\\. \\[نشرة\\] (1)"
    )


def test_a_name_as_long_as_a_text_fills_no_other_page() -> None:
    """It is shown whole on the page of its article alone."""
    long = "ا" * 5000
    articles = collection(4)
    articles[2] = replace(articles[2], source=long, source_id=None)
    holding = {path for path, text in pages(articles).items() if "ا" * 200 in str(text)}
    assert holding == {"articles/a2.md"}


def test_breadcrumbs_name_the_broader_topic() -> None:
    """A broader topic without articles is named but not linked."""
    front_matter, _ = frontmatter.parse(str(pages(collection(1))["topics/printing.md"]))
    assert front_matter["view"]["breadcrumbs"] == [
        {"name": "الموضوعات", "url": "topics/"},
        {"name": "الثقافة"},
    ]


def test_former_ids_of_terms_redirect() -> None:
    """An address that was given out once still leads there."""
    front_matter, _ = frontmatter.parse(str(pages(collection(1))["people/zakher.md"]))
    assert front_matter["redirect"] == "people/zakhir/"


def test_the_order_of_inputs_does_not_matter() -> None:
    """Files found in another order give the same pages."""
    articles = collection(20)
    assert pages(articles) == pages(articles[::-1])


def test_neighbours_are_the_older_and_the_newer() -> None:
    """Previous is older, next is newer, and the ends have one side only."""
    library = assemble(collection(3))
    assert (library.older("a0"), library.newer("a2")) == (None, None)
    assert [one.id for one in (library.older("a1"), library.newer("a1")) if one] == ["a0", "a2"]


@pytest.mark.parametrize("count", [0, 5])
def test_every_folder_of_pages_has_a_page_of_its_own(count: int) -> None:
    """Whoever shortens an address in the browser lands on a page, not on an error."""
    made = pages(collection(count))
    folders = {path.split("/")[0] for path in made if path.endswith(".md") and "/" in path}
    assert {"articles", "archive", "topics", "people", "places", "sources"} <= folders
    assert [folder for folder in sorted(folders) if f"{folder}/index.md" not in made] == []
    assert "redirect: archive/" in str(made["articles/index.md"])
