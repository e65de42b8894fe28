"""Pages of terms and of kinds: what a reader finds there, and when it is made again."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import lxml.html
import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from builder import frontmatter
from builder.batches import stale_origins
from builder.config import Config
from builder.indexes import kind_page, timeline_pages
from builder.indexes.company import NEWEST
from builder.library import assemble
from builder.markdown.article import article_page
from builder.model import FrontMatter
from builder.views import Catalogue, article_view
from builder.vocabulary import Organisation, Person, Place, Source, Topic, Vocabulary
from tests.index_pages import index_pages

if TYPE_CHECKING:
    from builder.vocabulary.entries import Kind
    from tests.conftest import Project

CONFIG: Final = Config(
    Path("/p"), Path("/p/articles"), Path("/p/docs"), Path("/p/site"), page_size=5
)
VOCABULARY: Final = Vocabulary(
    topics={
        "culture": Topic(id="culture", name="الثقافة"),
        "printing": Topic(
            id="printing", name="الطباعة", broader="culture", scope_note="المطابع وتاريخها."
        ),
        "paper": Topic(id="paper", name="الورق", broader="culture", see_also=("printing",)),
    },
    people={"zakhir": Person(id="zakhir", name="عبد الله زاخر")},
    organisations={
        "bulaq": Organisation(id="bulaq", name="مطبعة بولاق", kind="publisher", place="egypt")
    },
    places={
        "egypt": Place(id="egypt", name="مصر", kind="country"),
        "cairo": Place(
            id="cairo",
            name="القاهرة",
            kind="city",
            country="egypt",
            latitude=30.04,
            longitude=31.24,
        ),
        "aleppo": Place(id="aleppo", name="حلب", kind="city", country="syria"),
        "syria": Place(id="syria", name="سوريا", kind="country"),
        "nile": Place(id="nile", name="النيل", kind="river"),
        "idlib": Place(id="idlib", name="إدلب", kind="city", country="syria"),
        "jordan": Place(id="jordan", name="الأردن", kind="country"),
    },
    sources={"dafatir": Source(id="dafatir", name="دفاتر ورّاق")},
)


def article(number: int, year: int = 2020, **terms: tuple[str, ...]) -> FrontMatter:
    """Return an article that carries these terms."""
    day = date(year, 1 + number % 12, 1 + number % 28)
    return FrontMatter(
        id=f"a{number}",
        title=f"مقال {number}",
        date=day,
        source="دفاتر ورّاق",
        raw=f"articles/a{number}.txt",
        **terms,  # type: ignore[arg-type]
    )


def catalogue(*articles: FrontMatter, config: Config = CONFIG) -> Catalogue:
    """Return a collection of these articles."""
    return Catalogue(assemble(articles), VOCABULARY, config)


def view_of(path: str, *articles: FrontMatter) -> dict[str, Any]:
    """Return what the template of a page is given."""
    made = {page.path: str(page.content) for page in index_pages(catalogue(*articles))}
    view: dict[str, Any] = frontmatter.parse(made[path])[0]["view"]
    return view


def beside(path: str, *articles: FrontMatter) -> dict[str, list[str]]:
    """Return the groups of terms beside a term, by their headings."""
    groups = view_of(path, *articles).get("beside", [])
    return {group["name"]: [term["name"] for term in group["terms"]] for group in groups}


def body_of(kind: Kind, *articles: FrontMatter) -> str:
    """Return the Markdown of a kind's index."""
    return frontmatter.parse(str(kind_page(kind, catalogue(*articles)).content))[1]


def test_places_stand_under_their_letters_whatever_their_article_and_hamza() -> None:
    """«الأردن» is looked up under أ, and «إدلب» as well."""
    body = body_of("places", article(1, places=("jordan", "idlib", "cairo", "nile")))
    alphabet = body.split("## من الألف إلى الياء", 1)[1]
    assert re.findall(r"### (.+)|-   \[(.+?)\]", alphabet) == [
        ("أ", ""),
        ("", "إدلب"),
        ("", "الأردن"),
        ("ق", ""),
        ("", "القاهرة"),
        ("ن", ""),
        ("", "النيل"),
    ]


def test_places_are_grouped_by_country() -> None:
    """A country heads its places, linked where it has a page; a river of many lands comes last."""
    body = body_of("places", article(1, places=("egypt", "cairo", "idlib", "aleppo", "nile")))
    countries = body.split("## من الألف إلى الياء", maxsplit=1)[0]
    assert re.findall(r"### (.+)|-   \[(.+?)\]", countries) == [
        ("سوريا", ""),
        ("", "إدلب"),
        ("", "حلب"),
        ("[مصر](egypt.md)", ""),
        ("", "القاهرة"),
        ("أماكن لا يحدّها بلد واحد", ""),
        ("", "النيل"),
    ]


def test_topics_are_shown_as_a_tree() -> None:
    """A broader topic without articles of its own still leads to what it holds."""
    body = body_of(
        "topics", article(1, topics=("paper",)), article(2, topics=("printing", "paper"))
    )
    tree = body.split("## من الألف إلى الياء", maxsplit=1)[0].strip().split("\n\n", 1)[1]
    assert tree == (
        "-   الثقافة\n    -   [الطباعة](printing.md) (1)\n    -   [الورق](paper.md) (2)"
    )


def test_people_have_letters_and_no_second_list() -> None:
    """Where there is one order only, the letters are the sections of the page."""
    body = body_of("people", article(1, people=("zakhir",)))
    assert body == "## ع\n\n-   [عبد الله زاخر](zakhir.md) (1)\n"


def test_a_topic_names_what_is_narrower_and_beside_it() -> None:
    """Both directions of «see also» are shown; what has no page is not."""
    articles = article(1, topics=("culture",)), article(2, topics=("printing", "paper"))
    assert beside("topics/culture.md", *articles) == {"موضوعات أضيق": ["الطباعة", "الورق"]}
    assert beside("topics/printing.md", *articles) == {"انظر أيضًا": ["الورق"]}
    assert beside("topics/printing.md", article(1, topics=("printing",))) == {}
    assert view_of("topics/printing.md", *articles)["description"] == "المطابع وتاريخها."


def test_a_place_shows_where_it_is() -> None:
    """A city has its country and its place on the globe; a country has its cities."""
    articles = article(1, places=("egypt",)), article(2, places=("cairo",))
    assert view_of("places/cairo.md", *articles)["facts"] == [
        {"name": "النوع", "text": "مدينة"},
        {"name": "البلد", "text": "مصر", "url": "places/egypt/"},
        {"name": "الإحداثيات", "text": "30.04 درجة شمالًا، 31.24 درجة شرقًا"},
    ]
    assert beside("places/egypt.md", *articles) == {"أماكن في هذا البلد": ["القاهرة"]}


def test_terms_that_met_twice_are_company() -> None:
    """One article together says nothing; the place whose country it is says nothing new."""
    often = {"people": ("zakhir",), "places": ("cairo", "egypt")}
    articles = (
        article(1, 2020, **often),
        article(2, 2020, **often),
        article(3, people=("zakhir",), organisations=("bulaq",)),
    )
    assert beside("people/zakhir.md", *articles) == {
        "أماكن في المقالات نفسها": ["القاهرة", "مصر"],
    }
    assert beside("places/cairo.md", *articles) == {
        "أشخاص في المقالات نفسها": ["عبد الله زاخر"],
    }


def test_company_is_counted_among_the_newest_articles() -> None:
    """What a term was long ago named with makes room for what it is named with now."""
    old = [article(n, 2000, people=("zakhir",), places=("cairo",)) for n in range(3)]
    new = [article(100 + n, 2020, people=("zakhir",), places=("aleppo",)) for n in range(NEWEST)]
    assert beside("people/zakhir.md", *old, *new) == {"أماكن في المقالات نفسها": ["حلب"]}


def test_a_chart_counts_every_year_between_the_first_and_the_last() -> None:
    """Empty years keep their room; time begins where a line of Arabic begins, on the right."""
    years = (2018, 2020, 2020, 2020, 2021)
    shelf = [article(n, year, people=("zakhir",)) for n, year in enumerate(years)]
    chart = view_of("people/zakhir.md", *shelf)["chart"]
    lefts = [int(x) for x in re.findall(r"M(\d+) ", chart["path"])]
    assert (chart["first"], chart["last"], chart["width"]) == ("2018", "2021", 40)
    assert lefts == [31, 11, 1]
    assert chart["counts"] == "2018: 1، 2020: 3، 2021: 1"
    assert chart["peak"] == "الأكثر: 2020، 3 مقالات"


def test_a_chart_names_no_year_of_several_that_are_as_high() -> None:
    """The first of them would seem to stand above the others."""
    shelf = [article(n, 2019 + n // 2, people=("zakhir",)) for n in range(4)]
    assert view_of("people/zakhir.md", *shelf)["chart"]["peak"] == "أعلى الأعمدة: مقالان"


def test_a_chart_of_centuries_stays_small() -> None:
    """Years are put together where there are too many, and one year alone needs no chart."""
    shelf = [article(n, 1820 + n, people=("zakhir",)) for n in range(200)]
    chart = view_of("people/zakhir.md", *shelf)["chart"]
    assert chart["counts"].split("، ")[0] == "1820\N{EN DASH}1824: 5"
    assert chart["width"] == 400
    assert "chart" not in view_of("people/zakhir.md", shelf[0])


def test_the_timeline_shows_each_year_and_its_first_articles() -> None:
    """The earliest come first; the rest is a link to the year."""
    (page,) = timeline_pages(catalogue(*(article(n, 2020) for n in range(5)), article(9, 1999)))
    values, body = frontmatter.parse(str(page.content))
    assert re.findall(r"## \[(\d+)\]|-   \[(.+?)\]", body) == [
        ("1999", ""),
        ("", "مقال 9"),
        ("2020", ""),
        ("", "مقال 0"),
        ("", "مقال 1"),
        ("", "مقال 2"),
    ]
    assert "[كل مقالات 2020: 5 مقالات](../archive/2020.md)" in body
    assert values["view"]["count"] == "6 مقالات"


def test_a_timeline_hides_no_single_article() -> None:
    """«كل مقالات 2020: 4 مقالات» under three of them cost a page for one more."""
    (page,) = timeline_pages(catalogue(*(article(n, 2020) for n in range(4))))
    _, body = frontmatter.parse(str(page.content))
    assert (body.count("\n-   ["), "كل مقالات" in body) == (4, False)


def test_a_timeline_of_centuries_is_paged_by_decade() -> None:
    """No page holds more than ten years, and one more article changes two of them."""
    articles = [article(year, year) for year in range(1825, 1926)]

    def made(*articles: FrontMatter) -> dict[str, str]:
        return {page.path: str(page.content) for page in timeline_pages(catalogue(*articles))}

    before, after = made(*articles), made(*articles, article(3000, 1850))
    assert len(before) == 12
    assert {path for path in after if before[path] != after[path]} == {
        "timeline/index.md",
        "timeline/1850.md",
    }
    assert max(text.count("## ") for path, text in before.items()) == 10


@pytest.mark.parametrize(
    ("new", "reached"),
    [
        (article(9, topics=("culture",)), {"topics/printing", "topics/paper"}),
        (article(9, places=("syria",)), {"places/aleppo", "places/idlib"}),
        (article(9, places=("egypt",)), {"organisations/bulaq", "places/cairo"}),
    ],
    ids=["broader topic", "country", "seat"],
)
def test_the_first_article_of_a_term_reaches_the_pages_that_name_it(
    new: FrontMatter, reached: set[str]
) -> None:
    """They named it without a link until now; a second article reaches none of them."""

    def stale(*articles: FrontMatter) -> set[str]:
        changed = [(None, articles[-1])]
        old, grown = catalogue(*articles[:-1]), catalogue(*articles)
        return stale_origins(changed, old.library, grown.library, grown.relations)

    wanted = {f"term {term}" for term in reached}
    assert wanted <= stale(article(1), new)
    assert not wanted & stale(article(1), new, replace(new, id="a10", raw="articles/a10.txt"))


def test_no_page_of_a_term_changes_unless_it_is_made_again() -> None:
    """Whatever article comes, the origins called stale cover every page that differs."""
    articles = [
        article(1, topics=("printing",), places=("cairo",), people=("zakhir",)),
        article(2, topics=("paper",), organisations=("bulaq",), places=("aleppo",)),
        article(3, topics=("culture",), places=("egypt", "syria"), people=("zakhir",)),
        article(4, topics=("printing", "paper"), places=("idlib",), organisations=("bulaq",)),
    ]
    for number in range(1, len(articles)):
        old, new = catalogue(*articles[:number]), catalogue(*articles[: number + 1])
        before = {page.path: page.content for page in index_pages(old)}
        after = {page.path: page.content for page in index_pages(new)}
        stale = stale_origins([(None, articles[number])], old.library, new.library, new.relations)
        folders = ("topics/", "people/", "places/", "organisations/")
        moved = {
            "term " + path.removesuffix(".md")
            for path, content in after.items()
            if path.startswith(folders)
            and not path.endswith("/index.md")
            and before.get(path) != content
        }
        assert moved <= stale


@pytest.mark.slow
def test_the_pages_are_drawn_as_a_reader_meets_them(project: Project) -> None:
    """The chart has words for those who do not see it, letters can be jumped to, nothing runs."""
    config = replace(project.config, page_size=5)
    shelf = [
        article(n, 2018 + n, topics=("printing",), people=("zakhir",), places=("cairo", "egypt"))
        for n in range(3)
    ]
    found = catalogue(*shelf, config=config)
    made = [article_page(one, article_view(one, found), "نص") for one in shelf]
    for page in (*made, *index_pages(found)):
        project.write(f"docs/{page.path}", page.content)
    build(load_config(str(project.path / "mkdocs.yml"), plugins=[]))
    site = project.path / "site"
    term = lxml.html.parse(str(site / "topics/printing/index.html"))
    (drawing,) = term.xpath('//figure[@class="chart"]/svg')
    assert drawing.get("role") == "img"
    assert drawing.findtext("title") == "المقالات بحسب السنة"
    assert drawing.findtext("desc") == "2018: 1، 2019: 1، 2020: 1"
    assert term.xpath('//aside[@class="beside"]//h2/text()') == [
        "أشخاص في المقالات نفسها",
        "أماكن في المقالات نفسها",
    ]
    index = lxml.html.parse(str(site / "people/index.html"))
    assert index.xpath("//main//h2/text()") == ["ع"]
    places = lxml.html.parse(str(site / "places/index.html"))
    targets = places.xpath('//nav[@class="jumps"]//a/@href')
    assert targets
    assert {t[1:] for t in targets} <= set(places.xpath("//main//@id"))
    timeline = lxml.html.parse(str(site / "timeline/index.html"))
    assert timeline.xpath("//main//h2//text()") == ["2018", "2019", "2020"]
