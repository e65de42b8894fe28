"""Draw the land of the maps from Natural Earth: `python tools/make_map.py land-50m.json`.

The outline is that of Natural Earth (https://www.naturalearthdata.com), which is in the public
domain: "no permission is needed to use Natural Earth". It is read from `land-50m.json` of the npm
package `world-atlas` 2.0.2, where its coasts are kept as TopoJSON (`npm pack world-atlas@2.0.2`).

Land alone is drawn, without borders: coasts tell a reader where a place lies, and the collection
takes no side in a dispute over a line. Around the Arab countries the coast keeps its bays; farther
away, where the map is small, it is coarser. What this makes is committed, and the same file gives
the same bytes.
"""

from __future__ import annotations

import json
import sys
from itertools import accumulate, pairwise
from math import hypot
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from builder.indexes.projection import REGION, WORLD, project

if TYPE_CHECKING:
    from collections.abc import Iterator

PARTIAL: Final = Path(__file__).parent.parent / "builder/theme/partials/land.html"
HEAD: Final = """\
{#- The land of the maps, made by `python tools/make_map.py` from Natural Earth's 1:50m land, which
    is in the public domain: https://www.naturalearthdata.com/about/terms-of-use/ -#}
"""
Point = tuple[int, int]

NEAR: Final = 1.6
FAR: Final = 5.0
"""How far, in units of the drawing, the line may leave the coast: in the region, and elsewhere."""
LEAST_NEAR: Final = 4
LEAST_FAR: Final = 160
"""Area of the smallest island drawn, in square units, by the box around it."""
MARGIN: Final = 60
"""What is this near to the region is drawn as finely."""


def main(source: str) -> None:
    """Write the partial of the theme."""
    topology = json.loads(Path(source).read_text(encoding="utf-8"))
    path = "".join(_path(ring) for ring in _rings(topology))
    PARTIAL.write_text(f'{HEAD}<path d="{path}"/>\n', encoding="utf-8")


def _rings(topology: dict[str, Any]) -> Iterator[list[Point]]:
    """Yield every coast that is large enough, as fine as its place wants it."""
    arcs = [list(_degrees(arc, topology["transform"])) for arc in topology["arcs"]]
    (land,) = topology["objects"]["land"]["geometries"]
    for polygon in land["arcs"]:
        for numbers in polygon:
            joined = [point for number in numbers for point in _arc(arcs, number)]
            west = min(longitude for longitude, _ in _whole(joined))
            turn = 360 if project(0, west)[0] < WORLD.left - MARGIN else 0
            ring = [project(max(-80.0, up), along + turn) for along, up in _whole(joined)]
            left, right = min(x for x, _ in ring), max(x for x, _ in ring)
            top, bottom = min(y for _, y in ring), max(y for _, y in ring)
            if top > WORLD.top + WORLD.height:
                continue
            least = LEAST_NEAR if _is_near(left, top) or _is_near(right, bottom) else LEAST_FAR
            if (right - left) * (bottom - top) >= least:
                yield _simplified(ring, min(right - left, bottom - top) / 4)


def _degrees(arc: list[Point], transform: dict[str, Any]) -> Iterator[tuple[float, float]]:
    """Yield the points of an arc of differences as longitude and latitude."""
    (across, up), (west, south) = transform["scale"], transform["translate"]
    for x, y in accumulate(arc, lambda at, step: (at[0] + step[0], at[1] + step[1])):
        yield west + x * across, south + y * up


def _arc(arcs: list[list[tuple[float, float]]], number: int) -> list[tuple[float, float]]:
    """Return an arc without its last point; a number below zero stands for one read backwards."""
    return arcs[number][:-1] if number >= 0 else arcs[~number][:0:-1]


def _whole(ring: list[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """Yield a ring in one piece, also where it crosses from the last degree east to the first."""
    turn, before = 0, ring[0][0]
    for longitude, latitude in ring:
        turn -= round((longitude - before) / 360) * 360
        before = longitude
        yield longitude + turn, latitude


def _is_near(x: int, y: int) -> bool:
    across, down = x - REGION.left, y - REGION.top
    return -MARGIN <= across <= REGION.width + MARGIN and -MARGIN <= down <= REGION.height + MARGIN


def _simplified(ring: list[Point], most: float) -> list[Point]:
    """Return a ring without the points that the eye would not miss (Douglas and Peucker).

    `most` is how far the line may leave the coast anywhere: a small island would vanish otherwise.
    """
    keep = {0, len(ring) - 1}
    spans = [(0, len(ring) - 1)]
    while spans:
        first, last = spans.pop()
        away = [
            (_off(ring, first, last, at) / min(most, NEAR if _is_near(*ring[at]) else FAR), at)
            for at in range(first + 1, last)
        ]
        worst, at = max(away, default=(0.0, first))
        if worst > 1:
            keep.add(at)
            spans += [(first, at), (at, last)]
    return [ring[at] for at in sorted(keep)]


def _off(ring: list[Point], first: int, last: int, at: int) -> float:
    """Return how far a point lies off the line between two others."""
    (x, y), (x1, y1), (x2, y2) = ring[at], ring[first], ring[last]
    long = hypot(x2 - x1, y2 - y1)
    if long == 0:
        return hypot(x - x1, y - y1)
    return abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / long


def _path(ring: list[Point]) -> str:
    """Return a ring as a path of steps; a step that goes nowhere is left out."""
    (x, y), *_ = ring
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(ring) if a != b]
    return f"M{x} {y}l" + " ".join(f"{a} {b}" for a, b in steps).replace(" -", "-") + "z"


if __name__ == "__main__":
    main(*sys.argv[1:])
