"""RSS feeds: valid, newest first, with whole addresses, and dated by their articles."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from lxml import etree

from builder import frontmatter
from builder.config import Config
from builder.feeds import NEWEST, term_feeds, whole_feed
from builder.library import assemble
from builder.model import FrontMatter
from builder.views import Catalogue
from builder.vocabulary import Source, Topic, Vocabulary
from tests.index_pages import index_pages

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Project

SITE: Final = "https://example.org/collection/"
CONFIG: Final = Config(
    project=Path("/p"),
    articles_dir=Path("/p/articles"),
    docs_dir=Path("/p/docs"),
    site_dir=Path("/p/site"),
    site_name="ورّاق",
    site_url=SITE,
    description="مقالات عربية",
)
VOCABULARY: Final = Vocabulary(
    topics={
        "printing": Topic(id="printing", name="الطباعة", description="تاريخها", was=("press",)),
        "paper": Topic(id="paper", name="الورق"),
    },
    people={},
    organisations={},
    places={},
    sources={"dafatir": Source(id="dafatir", name="دفاتر ورّاق")},
)
DC: Final = "{http://purl.org/dc/elements/1.1/}"
ATOM: Final = "{http://www.w3.org/2005/Atom}"


def article(number: int, topic: str = "printing") -> FrontMatter:
    """Return an article, one a day."""
    return FrontMatter(
        id=f"a{number}",
        title=f"مقال {number}",
        date=date(2024, 1, 1) + timedelta(days=number),
        source="دفاتر ورّاق",
        source_id="dafatir",
        tags=("الطباعة",),
        topics=(topic,),
        description=f"وصف {number}",
        raw=f"articles/a{number}.txt",
    )


def feeds(articles: list[FrontMatter], config: Config = CONFIG) -> dict[str, bytes]:
    """Return every feed of a collection."""
    catalogue = Catalogue(assemble(articles), VOCABULARY, config)
    pages = list(whole_feed(catalogue))
    for kind, shelves in catalogue.library.shelves.items():
        pages += [page for term in shelves for page in term_feeds(kind, term, catalogue)]
    return {page.path: bytes(page.content) for page in pages if isinstance(page.content, bytes)}


def channel(articles: list[FrontMatter], path: str = "feeds/all.xml") -> etree._Element:
    """Return the channel of a feed, read back."""
    found = etree.fromstring(feeds(articles)[path]).find("channel")
    assert found is not None
    return found


def test_the_collection_each_topic_and_each_source_have_a_feed() -> None:
    """Readers follow the whole, a topic or a publisher; a topic's former id goes on working."""
    made = feeds([article(1), article(2, "paper")])
    assert sorted(made) == [
        "feeds/all.xml",
        "feeds/sources/dafatir.xml",
        "feeds/topics/paper.xml",
        "feeds/topics/press.xml",
        "feeds/topics/printing.xml",
    ]
    assert made["feeds/topics/press.xml"] == made["feeds/topics/printing.xml"]


def test_a_feed_says_what_it_is() -> None:
    """Name, language, the page that shows the same, and its own address."""
    found = channel([article(1)], "feeds/topics/printing.xml")
    link = found.find(f"{ATOM}link")
    assert link is not None
    assert found.findtext("title") == "الطباعة — ورّاق"
    assert found.findtext("link") == SITE + "topics/printing/"
    assert found.findtext("description") == "تاريخها"
    assert found.findtext("language") == "ar"
    assert sorted(link.items()) == [
        ("href", SITE + "feeds/topics/printing.xml"),
        ("rel", "self"),
        ("type", "application/rss+xml"),
    ]
    assert found.getroottree().getroot().get("version") == "2.0"


def test_an_item_names_no_publisher_that_nobody_knows() -> None:
    """«مصدر غير معروف» is for people; a reader of feeds would show it as who wrote the article."""
    item = channel([replace(article(1), source="مصدر غير معروف", authors=())]).find("item")
    assert item is not None
    assert (item.find(f"{DC}source"), item.find(f"{DC}creator")) == (None, None)


def test_an_item_leads_to_its_article() -> None:
    """Title, address, the same address for ever, description, source, author and topics."""
    named = replace(article(1), authors=("سلمى الحلبي", "كريم ناصر"))
    item = channel([named]).find("item")
    assert item is not None
    assert item.findtext("title") == "مقال 1"
    assert item.findtext("link") == SITE + "articles/a1/"
    assert item.findtext("guid") == SITE + "articles/a1/"
    assert item.find("guid[@isPermaLink='true']") is not None
    assert item.findtext("description") == "وصف 1"
    assert [one.text for one in item.findall(f"{DC}creator")] == ["سلمى الحلبي", "كريم ناصر"]
    assert item.findtext(f"{DC}source") == "دفاتر ورّاق"
    assert item.findtext("category") == "الطباعة"


def test_an_article_without_an_author_is_its_sources() -> None:
    """Readers' programs show a name: the publisher's, and not the collection's."""
    assert channel([article(1)]).findtext(f"item/{DC}creator") == "دفاتر ورّاق"


def test_the_newest_come_first_and_no_more_than_a_reader_needs() -> None:
    """A feed stays small however large the collection is."""
    titles = [item.findtext("title") for item in channel([*map(article, range(50))]).iter("item")]
    assert titles == [f"مقال {n}" for n in range(49, 49 - NEWEST, -1)]


DAMASCUS: Final = timezone(timedelta(hours=3))


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        (None, "Tue, 02 Jan 2024 12:00:00 +0000"),
        (datetime(2024, 1, 2, 9, 5, tzinfo=DAMASCUS), "Tue, 02 Jan 2024 09:05:00 +0300"),
        (datetime(2024, 1, 2, 9, 5), "Tue, 02 Jan 2024 09:05:00 -0000"),  # noqa: DTZ001
    ],
    ids=["the day alone", "with its zone", "without a zone"],
)
def test_the_date_is_the_articles(published: datetime | None, expected: str) -> None:
    """An article is dated by what it says, in the form of mail, and the feed by its newest."""
    found = channel([replace(article(1), published=published)])
    assert found.findtext("item/pubDate") == expected
    assert found.findtext("lastBuildDate") == expected
    assert parsedate_to_datetime(expected).date() == date(2024, 1, 2)


def test_the_last_build_is_the_newest_articles_whatever_its_zone() -> None:
    """Times with a zone, without one, and days alone are compared as moments."""
    times = [
        datetime(2024, 1, 2, 1, tzinfo=DAMASCUS),
        datetime(2024, 1, 2, 2),  # noqa: DTZ001
        datetime(2024, 1, 1, 23, tzinfo=UTC),
    ]
    articles = [
        replace(article(n), date=date(2024, 1, 2), published=t) for n, t in enumerate(times)
    ]
    assert channel(articles).findtext("lastBuildDate") == "Tue, 02 Jan 2024 02:00:00 -0000"


def test_nothing_in_a_title_breaks_the_feed() -> None:
    """Markup is text, and what XML cannot hold is left out."""
    title = "<script>&]]> «سطر»\x0b\ufffe \N{GRINNING FACE}"
    found = channel([replace(article(1), title=title)])
    assert found.findtext("item/title") == "<script>&]]> «سطر» \N{GRINNING FACE}"


def test_without_an_address_there_is_no_feed() -> None:
    """A feed with half addresses leads nowhere: where the site's is not known, none is named."""
    nowhere = replace(CONFIG, site_url="")
    assert feeds([article(1)], nowhere) == {}
    for config, expected in ((nowhere, set()), (CONFIG, {"index.md", *TERMS})):
        catalogue = Catalogue(assemble([article(1)]), VOCABULARY, config)
        views = {
            page.path: frontmatter.parse(str(page.content))[0] for page in index_pages(catalogue)
        }
        assert {
            path for path, values in views.items() if "feed" in values.get("view", {})
        } == expected


TERMS: Final = ("topics/printing.md", "sources/dafatir.md")


def test_the_pages_name_their_feeds() -> None:
    """Home names the collection's feed, a topic or source its own; each named feed exists."""
    catalogue = Catalogue(assemble([article(1)]), VOCABULARY, CONFIG)
    views = {page.path: frontmatter.parse(str(page.content))[0] for page in index_pages(catalogue)}
    named = [views[path]["view"]["feed"] for path in ("index.md", *TERMS)]
    assert named == ["feeds/all.xml", "feeds/topics/printing.xml", "feeds/sources/dafatir.xml"]
    assert set(named) <= set(feeds([article(1)]))


@pytest.mark.parametrize("site", ["https://example.org/collection", SITE])
def test_a_missing_slash_makes_no_difference(site: str) -> None:
    """Whoever writes the address with or without its last slash gets the same feeds."""
    assert feeds([article(1)], replace(CONFIG, site_url=site)) == feeds([article(1)])


def test_one_new_article_changes_as_many_feeds_as_the_table_says() -> None:
    """The collection's, one for each of its topics, one for its source; an old one changes none."""
    before = [*map(article, range(40)), article(3, "paper")]
    after = feeds([*before, article(99)])
    changed = {path for path, content in feeds(before).items() if after[path] != content}
    topics = {"feeds/topics/printing.xml", "feeds/topics/press.xml"}
    assert changed == {"feeds/all.xml", "feeds/sources/dafatir.xml", *topics}
    old = feeds([*before, replace(article(100), date=date(2001, 1, 1))])
    assert old == feeds(before)


@pytest.mark.slow
def test_a_plain_build_publishes_them(project: Project, paste: Callable[..., str]) -> None:
    """`mkdocs build --strict` copies feeds and cards, and every address in a feed is a page."""
    project.write("articles/aleppo.txt", paste())
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    quiet = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=project.path, env=quiet, check=True)
    site = project.path / "site"
    names = sorted(file.relative_to(site).as_posix() for file in (site / "feeds").rglob("*.xml"))
    assert names == ["feeds/all.xml", "feeds/sources/dafatir.xml", "feeds/topics/printing.xml"]
    for name in names:
        rss = etree.parse(site / name)
        addresses = {str(link.text).removeprefix(SITE) for link in rss.iter("link", "guid")}
        assert {path for path in addresses if not (site / path / "index.html").is_file()} == set()
    assert (site / "assets/cards/aleppo.png").read_bytes().startswith(b"\x89PNG")
    head = (site / "articles/aleppo/index.html").read_text(encoding="utf-8")
    assert f'<meta property="og:image" content="{SITE}assets/cards/aleppo.png">' in head
    home = (site / "index.html").read_text(encoding="utf-8")
    assert 'type="application/rss+xml"' in home
