"""Counts by year as a chart: the path of an SVG that the theme draws, and the words beside it.

All bars are one path, so that the chart costs a page a few hundred bytes, needs no script, and has
no text that could break out of it. Time runs as the page is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from builder.indexes.making import year_counts

if TYPE_CHECKING:
    from builder.interface import Interface
    from builder.library import Shelf
    from builder.views import View

STEPS: Final = (1, 5, 10, 25, 50, 100, 500, 1000)
"""Years that one bar may stand for."""
MOST_BARS: Final = 60
BAR, GAP, HEIGHT, LEAST = 8, 2, 40, 2
"""Sizes in units of the drawing; a year with any article at all has a bar that can be seen."""


def chart(shelf: Shelf, interface: Interface) -> View | None:
    """Return the chart of a shelf; None where it has articles of one year only."""
    counted = year_counts(shelf)
    if len(counted) <= 1:
        return None
    step, bars = _bars(counted)
    counts = [count for _, count in bars]
    names = [_name(start, step, interface) for start, _ in bars]
    return {
        "path": bar_path(counts, rtl=interface.text("direction") == "rtl"),
        "width": len(bars) * (BAR + GAP),
        "height": HEIGHT,
        "first": interface.digits(f"{counted[0][0]:04d}"),
        "last": interface.digits(f"{counted[-1][0]:04d}"),
        "peak": _peak(counts, names, interface),
        "counts": interface.text("chart.separator").join(
            f"{name}: {interface.digits(str(count))}"
            for name, count in zip(names, counts, strict=True)
            if count
        ),
    }


def _peak(counts: list[int], names: list[str], interface: Interface) -> str:
    """Say how many articles the highest bar stands for, and its years where no other is as high."""
    highest = max(counts)
    most = interface.count("count.articles", highest)
    if counts.count(highest) > 1:
        return interface.text("chart.peaks", count=most)
    return interface.text("chart.peak", period=names[counts.index(highest)], count=most)


def bar_path(counts: list[int], *, rtl: bool) -> str:
    """Return the path of bars for `counts`, the first at the side where a line begins.

    >>> bar_path([1, 0, 4], rtl=False)
    'M1 40v-10h8v10zM21 40v-40h8v40z'
    >>> bar_path([1, 0, 4], rtl=True)
    'M21 40v-10h8v10zM1 40v-40h8v40z'
    """
    peak = max(counts)
    parts = []
    for place, count in enumerate(counts):
        if count:
            column = len(counts) - 1 - place if rtl else place
            left = column * (BAR + GAP) + GAP // 2
            high = max(LEAST, round(HEIGHT * count / peak))
            parts.append(f"M{left} {HEIGHT}v-{high}h{BAR}v{high}z")
    return "".join(parts)


def _bars(counted: list[tuple[int, int]]) -> tuple[int, list[tuple[int, int]]]:
    """Return the years of one bar, and each bar's first year and count; empty ones too."""
    first, last = counted[0][0], counted[-1][0]
    step = next(step for step in STEPS if last // step - first // step < MOST_BARS)
    bars = dict.fromkeys(range(first // step * step, last + 1, step), 0)
    for year, count in counted:
        bars[year // step * step] += count
    return step, list(bars.items())


def _name(start: int, step: int, interface: Interface) -> str:
    if step == 1:
        return interface.digits(f"{start:04d}")
    return interface.digits(f"{start:04d}\N{EN DASH}{start + step - 1:04d}")
