"""The map of places: each circle where its place is, reachable by all, on a light page."""

from __future__ import annotations

import gzip
import re
from datetime import date, timedelta
from functools import cache
from itertools import accumulate, combinations, pairwise, product
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import lxml.html
import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from builder import frontmatter
from builder.config import Config
from builder.indexes import kind_page
from builder.indexes.map import LARGE, LETTER, MOST, SMALL, WIDTH
from builder.indexes.projection import project
from builder.library import assemble
from builder.model import FrontMatter
from builder.views import Catalogue
from builder.vocabulary import Place, Vocabulary, load_vocabulary
from tests.index_pages import index_pages

if TYPE_CHECKING:
    from tests.conftest import Project

ROOT: Final = Path(__file__).parent.parent
LAND: Final = ROOT / "builder/theme/partials/land.html"
CONFIG: Final = Config(Path("/p"), Path("/p/articles"), Path("/p/docs"), Path("/p/site"))
NEAR_BY: Final = sorted(
    product(range(-3, 4), repeat=2), key=lambda step: abs(step[0]) + abs(step[1])
)
"""Steps around a point, the shortest first: 3 units are a third of a degree."""
MAX_PAGE: Final = 300_000
MAX_OUTLINE: Final = 15_000


def place(id_: str, latitude: float, longitude: float, kind: str = "city") -> Place:
    """Return a place under its id."""
    return Place(id=id_, name=id_, kind=kind, latitude=latitude, longitude=longitude)


CITIES: Final = {
    "القاهرة": (30.04, 31.24),
    "دمشق": (33.51, 36.29),
    "الرياض": (24.69, 46.72),
    "فاس": (34.03, -5.0),
    "نواكشوط": (18.08, -15.9),
    "بغداد": (33.31, 44.37),
    "الخرطوم": (15.5, 32.56),
    "برلين": (52.52, 13.4),
    "دلهي": (28.61, 77.2),
    "شيكاغو": (41.85, -87.9),
    "برازيليا": (-15.79, -47.88),
}
WATERS: Final = {
    "البحر المتوسط": (34.5, 18.0),
    "البحر الأحمر": (20.0, 38.5),
    "الخليج": (27.0, 51.3),
    "البحر الأسود": (43.2, 34.5),
    "المحيط الهندي": (-20.0, 75.0),
    "المحيط الهادئ": (20.0, -160.0),
}


def catalogue(counts: dict[str, int], places: dict[str, Place], **settings: Any) -> Catalogue:  # noqa: ANN401
    """Return a collection with so many articles on each of these places."""
    config = Config(CONFIG.project, CONFIG.articles_dir, CONFIG.docs_dir, CONFIG.site_dir)
    config = settings.get("config", config)
    told = [term for term, count in counts.items() for _ in range(count)]
    articles = [
        FrontMatter(
            id=f"a{number}",
            title=f"مقال {number}",
            date=date(2020, 1, 1) + timedelta(days=number),
            source="دفاتر",
            places=(term,),
            raw=f"articles/a{number}.txt",
        )
        for number, term in enumerate(told)
    ]
    return Catalogue(assemble(articles), Vocabulary(places=places), config)


def drawn(counts: dict[str, int], places: dict[str, Place]) -> dict[str, Any]:
    """Return the map as the template of the places' index gets it."""
    front_matter, _ = frontmatter.parse(str(kind_page("places", catalogue(counts, places)).content))
    view: dict[str, Any] = front_matter["view"]
    return view


def circles(view: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the circles of all sheets by the id that they lead to."""
    return {
        circle["url"].split("/")[1]: circle
        for sheet in view["map"]["sheets"]
        for circle in sheet["places"]
    }


@cache
def coasts() -> list[list[tuple[int, int]]]:
    """Return the rings of the committed outline."""
    (path,) = re.findall(r'<path d="([^"]+)"/>', LAND.read_text(encoding="utf-8"))
    rings = []
    for ring in path.removesuffix("z").split("z"):
        numbers = [int(number) for number in re.findall(r"-?\d+", ring)]
        steps = list(zip(numbers[::2], numbers[1::2], strict=True))
        rings.append(list(accumulate(steps, lambda at, step: (at[0] + step[0], at[1] + step[1]))))
    return rings


@cache
def crossings(y: int) -> list[float]:
    """Return where coasts cross a line from west to east."""
    return [
        x1 + (y - y1) * (x2 - x1) / (y2 - y1)
        for ring in coasts()
        for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]])
        if (y1 > y) != (y2 > y)
    ]


def is_on_land(x: int, y: int) -> bool:
    """Tell whether a point of the drawing is inside the outline, as a browser fills it."""
    return sum(x < crossing for crossing in crossings(y)) % 2 == 1


@pytest.mark.parametrize("name", CITIES)
def test_cities_lie_on_the_land_that_is_drawn(name: str) -> None:
    """Places and land go through one projection; were they apart, cities would stand in the sea."""
    assert is_on_land(*project(*CITIES[name]))


@pytest.mark.parametrize("name", WATERS)
def test_seas_are_no_land(name: str) -> None:
    """Seas that lie between lands are cut out of them."""
    assert not is_on_land(*project(*WATERS[name]))


def test_the_towns_of_the_vocabulary_are_on_land() -> None:
    """Latitude and longitude mixed up, or a digit too many, would put one into the sea.

    A town on a coast may stand a little off a line that is drawn with few points, and some islands
    are too small to be drawn.
    """
    places = load_vocabulary(ROOT / "articles/vocabulary").places.values()
    adrift = {
        place.id
        for place in places
        if place.kind in {"city", "town"} and place.latitude is not None
        if not any(
            is_on_land(x + across, y + down)
            for x, y in (project(place.latitude, place.longitude or 0.0),)
            for across, down in NEAR_BY
        )
    }
    assert adrift <= {"moroni", "ceuta"}


def test_the_outline_is_light_and_says_where_it_is_from() -> None:
    """A page with the map stays quick to load, and whoever copies the outline may."""
    outline = LAND.read_bytes()
    assert len(gzip.compress(outline, mtime=0)) < MAX_OUTLINE
    assert "public domain" in outline.decode()


def test_every_place_with_articles_and_coordinates_is_drawn() -> None:
    """Others are not: there is nothing behind them, or no telling where they are."""
    places = {
        "cairo": place("cairo", 30.04, 31.24),
        "delhi": place("delhi", 28.61, 77.2),
        "egypt": place("egypt", 26.8, 30.0, "country"),
        "silent": place("silent", 33.5, 36.3),
        "sahel": Place(id="sahel", name="الساحل", kind="region"),
    }
    view = drawn({"cairo": 5, "delhi": 1, "egypt": 1, "sahel": 4}, places)
    found = circles(view)
    assert set(found) == {"cairo", "delhi", "egypt"}
    assert found["cairo"]["name"] == "cairo، 5 مقالات"
    assert found["cairo"]["r"] > found["delhi"]["r"] == found["egypt"]["r"]
    assert [one for one, circle in found.items() if circle.get("wide")] == ["egypt"]
    assert [sheet["name"] for sheet in view["map"]["sheets"]] == [
        "العالم العربي وما حوله",
        "سائر العالم",
    ]


def test_north_is_above_and_east_is_right() -> None:
    """The map is a map in either direction of writing."""
    places = {name: place(name, *CITIES[name]) for name in ("القاهرة", "دمشق", "فاس")}
    found = circles(drawn(dict.fromkeys(places, 1), places))
    assert found["فاس"]["left"] < found["القاهرة"]["left"] < found["دمشق"]["left"]
    assert found["فاس"]["top"] < found["دمشق"]["top"] < found["القاهرة"]["top"]


def test_a_collection_without_places_has_no_map() -> None:
    """An empty frame would say that something is missing."""
    assert "map" not in drawn({"sahel": 2}, {"sahel": Place(id="sahel", name="س", kind="region")})


def crowd(count: int) -> dict[str, Place]:
    """Return places close together, as the towns of one country are."""
    return {
        f"p{n}": place(f"p{n}", 20 + n % 25 * 0.9, 0 + n // 25 * 1.7, "city") for n in range(count)
    }


def test_names_do_not_lie_on_each_other() -> None:
    """Neither in the large letters of a phone nor in the small ones beside a wide page."""
    places = crowd(200)
    view = drawn({term: 1 + number % 7 for number, term in enumerate(places)}, places)
    (sheet,) = view["map"]["sheets"]
    for height, shown in (
        (LARGE, [label for label in sheet["labels"] if not label.get("fine")]),
        (SMALL, sheet["labels"]),
    ):
        assert shown
        boxes = []
        for label in shown:
            half = len(label["text"]) * height * LETTER / 2
            top = label["top"] if label.get("below") else label["top"] - height
            boxes.append((label["left"] - half, top, label["left"] + half, top + height))
            assert 0 <= boxes[-1][0] < boxes[-1][2] <= WIDTH
        for one, other in combinations(boxes, 2):
            apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1]
            assert apart or other[3] <= one[1]


def test_a_new_article_changes_no_file_for_the_map_but_its_index() -> None:
    """The map stands on one page, which lists all places anyway."""
    places = crowd(40)
    counts = {term: 1 + number % 7 for number, term in enumerate(places)}
    before, after = (
        {page.path: str(page.content) for page in index_pages(catalogue(told, places))}
        for told in (counts, counts | {"p39": counts["p39"] + 1})
    )
    moved = {path for path in after if before.get(path) != after[path]}
    assert {path for path in moved if "\n  map:" in after[path]} == {"places/index.md"}
    assert {path for path in moved if path.startswith("places/")} == {
        "places/index.md",
        "places/p39.md",
    }


@pytest.mark.slow
def test_the_map_is_drawn_within_bounds(project: Project) -> None:
    """However many places there are, the page stays light; each circle is a link with a name."""
    places = crowd(MOST + 100) | {"delhi": place("delhi", 28.61, 77.2)}
    counts = {term: 1 + number % 3 for number, term in enumerate(places)} | {"delhi": 9}
    found = catalogue(counts, places, config=project.config)
    for page in index_pages(found):
        if page.path == "places/index.md":
            project.write(f"docs/{page.path}", page.content)
        elif page.path.startswith("places/"):
            project.write(f"docs/{page.path}", f"# {page.path}\n")
    build(load_config(str(project.path / "mkdocs.yml"), plugins=[]))
    file = project.path / "site/places/index.html"
    assert file.stat().st_size <= MAX_PAGE
    page = lxml.html.parse(str(file))
    links = page.xpath('//div[@class="map"]//a')
    assert len(links) == MOST
    assert all(re.fullmatch(r"\w+، .*مقال.*", link.get("aria-label")) for link in links)
    assert all((file.parent / link.get("href")).resolve().is_dir() for link in links)
    assert not page.xpath('//div[@class="map"]//script')
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert page.xpath('//*[@id="land"]/path')
    assert page.xpath('//div[@class="map"]//use/@href') == ["#land"]
