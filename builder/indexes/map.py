"""The map of places: a circle for each, on the outline of the land that the theme draws.

Every circle is a link, so the map needs no script and a keyboard reaches what the mouse does; the
names in the list below it say the same. The map stands on the index of places and nowhere else, so
a new article changes no file for it that its places' index would not change anyway.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from builder.addresses import term_address
from builder.indexes.projection import REGION, WORLD, Window, project

if TYPE_CHECKING:
    from collections.abc import Iterable

    from builder.views import Catalogue, View
    from builder.vocabulary.entries import Place

MOST: Final = 300
"""Places on the map, those with most articles: 300 make its page 60 kB larger."""
WIDTH: Final = 850
"""Width of every sheet in units of its drawing; the theme shows it as wide as the page allows."""
SMALLEST: Final = 5
LARGEST: Final = 20
"""Radius of a place with one article, and of the one with most."""
WIDE_KINDS: Final = frozenset({"country", "region", "continent", "river", "sea"})
"""What no point can stand for: drawn as a ring."""
LABELS: Final = 16
"""Names written on a sheet at most."""
LARGE: Final = 34
SMALL: Final = 19
"""Heights of the names: on a phone, where few have room, and on a wide page."""
LETTER: Final = 0.46
"""Width of a letter as a share of its height, on the average of Arabic names."""
AIR: Final = 4
"""Between a circle and its name."""


class Box(NamedTuple):
    """A rectangle that a name or a circle takes."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Tell whether two rectangles share any point."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


@dataclass(frozen=True, slots=True)
class Dot:
    """A place as it stands on a sheet."""

    place: Place
    articles: int
    x: int
    y: int
    radius: int

    @property
    def box(self) -> Box:
        """The square that the circle takes."""
        x, y, radius = self.x, self.y, self.radius
        return Box(x - radius, y - radius, x + radius, y + radius)

    def label(self, height: int, *, below: bool) -> Box:
        """Return the room that the name takes over or under the circle, in letters this high."""
        half = len(self.place.name) * height * LETTER / 2
        gap = self.radius + AIR
        top = self.y + gap if below else self.y - gap - height
        return Box(self.x - half, top, self.x + half, top + height)


@dataclass(frozen=True, slots=True)
class Label:
    """A name that has room on a sheet."""

    dot: Dot
    below: bool
    fine: bool
    """True for one that has room in small letters only."""

    @property
    def view(self) -> View:
        """The label as the theme draws it: `top` is its foot, or its head where it is `below`."""
        gap = self.dot.radius + AIR
        view: View = {"text": self.dot.place.name, "left": self.dot.x}
        view["top"] = self.dot.y + gap if self.below else self.dot.y - gap
        return view | {name: True for name in ("below", "fine") if getattr(self, name)}


def place_map(catalogue: Catalogue) -> View | None:
    """Return the map of the places that have articles; None where none of them has coordinates.

    Places of the Arab countries and around them stand on a sheet of their own, because they would
    lie on top of each other on one of the world; the others follow on a sheet of all the world.
    """
    placed = list(_placed(catalogue))
    if not placed:
        return None
    peak = placed[0][1]
    near = [one for one in placed if REGION.holds(*_at(one[0]))]
    far = [one for one in placed if not REGION.holds(*_at(one[0]))]
    words = catalogue.interface.text
    sheets = [
        _sheet(words(f"map.{name}"), window, _dots(window, places, peak), catalogue)
        for name, window, places in (("region", REGION, near), ("world", WORLD, far))
        if places
    ]
    return {"sheets": sheets, "legend": words("map.legend")}


def _placed(catalogue: Catalogue) -> list[tuple[Place, int]]:
    """Return the places to draw with their articles, those with most first."""
    entries, shelves = catalogue.vocabulary.places, catalogue.library.shelves["places"]
    counted = [
        (entries[term], len(shelf))
        for term, shelf in shelves.items()
        if entries[term].latitude is not None and entries[term].longitude is not None
    ]
    return sorted(counted, key=lambda one: (-one[1], one[0].id))[:MOST]


def _at(place: Place) -> tuple[int, int]:
    return project(place.latitude or 0.0, place.longitude or 0.0)


def _dots(window: Window, places: Iterable[tuple[Place, int]], peak: int) -> list[Dot]:
    """Return places as circles on a sheet: their areas, not their radii, grow with the articles."""
    scale = WIDTH / window.width
    dots = []
    for place, articles in places:
        x, y = _at(place)
        share = (articles - 1) / max(1, peak - 1)
        radius = SMALLEST + (LARGEST - SMALLEST) * share**0.5
        across, down = (x - window.left) * scale, (y - window.top) * scale
        dots.append(Dot(place, articles, round(across), round(down), round(radius)))
    return dots


def _sheet(name: str, window: Window, dots: list[Dot], catalogue: Catalogue) -> View:
    """Return one map as the theme draws it."""
    scale = WIDTH / window.width
    height = round(window.height * scale)
    return {
        "name": name,
        "width": WIDTH,
        "height": height,
        "land": f"scale({scale:.4g}) translate({-window.left} {-window.top})",
        "places": [_place(dot, catalogue) for dot in dots],
        "labels": [label.view for label in _labels(dots, height)],
    }


def _place(dot: Dot, catalogue: Catalogue) -> View:
    interface = catalogue.interface
    count = interface.count("count.articles", dot.articles)
    return {
        "name": f"{dot.place.name}{interface.text('chart.separator')}{count}",
        "url": term_address("places", dot.place.id),
        "left": dot.x,
        "top": dot.y,
        "r": dot.radius,
        **({"wide": True} if dot.place.kind in WIDE_KINDS else {}),
    }


def _labels(dots: list[Dot], height: int) -> list[Label]:
    """Return the names that have room, those of the places with most articles first.

    A name that has room in large letters is written everywhere; the others, which are `fine`, only
    where the letters are small beside the map.
    """
    found: list[Label] = []
    for size in (LARGE, SMALL):
        taken = [label.dot.label(size, below=label.below) for label in found]
        named = {label.dot.place.id for label in found}
        for place, dot in enumerate(dots):
            if len(found) == LABELS:
                return found
            for below in (False, True) if dot.place.id not in named else ():
                room = dot.label(size, below=below)
                if _is_free(room, height, [*taken, *(other.box for other in dots[:place])]):
                    found.append(Label(dot, below, size == SMALL))
                    taken.append(room)
                    break
    return found


def _is_free(room: Box, height: int, taken: list[Box]) -> bool:
    """Tell whether a name stands on the sheet, and on no other name and no larger circle."""
    on_sheet = room.left >= 0 and room.right <= WIDTH and room.top >= 0 and room.bottom <= height
    return on_sheet and not any(room.meets(other) for other in taken)
