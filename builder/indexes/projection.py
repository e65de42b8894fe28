"""Where a point of the globe lies on the maps: one projection for the drawing and for the places.

`tools/make_map.py` draws the land with it and `builder.indexes.map` puts the places on it, so the
two cannot differ. Miller's cylinder shows shapes as people know them and keeps the north from
growing without end; all that is cylindrical can be cut to a window, so that the map of the region
and that of the world share one outline.
"""

from __future__ import annotations

from math import log, pi, radians, tan
from typing import Final, NamedTuple

UNIT: Final = 10
"""Units of the drawing to a degree of longitude."""
_MILLER: Final = 0.8
_STRETCH: Final = 1.25


class Window(NamedTuple):
    """A part of the drawing: its upper left corner, and its size."""

    left: int
    top: int
    width: int
    height: int

    def holds(self, x: int, y: int) -> bool:
        """Tell whether a point lies inside."""
        across, down = x - self.left, y - self.top
        return 0 <= across < self.width and 0 <= down < self.height


def project(latitude: float, longitude: float) -> tuple[int, int]:
    """Return where a place lies on the drawing: eastwards and, as screens count, downwards.

    >>> project(0, 0), project(33.51, 36.29), project(-33.51, -36.29)
    ((0, 0), (363, -348), (-363, 348))
    """
    down = -_STRETCH * log(tan(pi / 4 + radians(latitude) * _MILLER / 2))
    return round(longitude * UNIT), round(down * 180 / pi * UNIT)


def window(west: float, east: float, south: float, north: float) -> Window:
    """Return the part of the drawing between these degrees.

    >>> window(-10, 10, -10, 10)
    Window(left=-100, top=-100, width=200, height=200)
    """
    left, top = project(north, west)
    right, bottom = project(south, east)
    return Window(left, top, right - left, bottom - top)


REGION: Final = window(west=-19, east=66, south=-2, north=56)
"""The Arab countries and what lies around them, from Kenya to Denmark."""
WORLD: Final = window(west=-170, east=190, south=-56, north=73)
"""All land that people live on, cut in the Bering Strait."""
