"""Put paragraphs together that a paste has broken into lines of equal length."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from builder.extract.plaintext.lines import Line, Stop, stop_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WIDEST: Final = 110
"""Characters of the longest line of a text that may be broken; paragraphs are longer."""
NARROWEST: Final = 35
FULL_SHARE: Final = 0.72
"""A line this full, measured by the longest, was broken; a shorter one ends its paragraph."""
MAX_WORDS_OF_HEAD: Final = 8
_PAGE_NUMBER: Final = re.compile(r"^\W*(?:صفحة|ص|page)?\W*\d{1,4}\W*$", re.IGNORECASE)
MIN_BROKEN: Final = 4
MIN_BROKEN_OF_FEW: Final = 2
"""Broken lines that are enough where a text would hold no article without them."""
MIN_SHARE: Final = 0.25
"""Share of the lines that have to be broken ones before anything is put together."""
MIN_ENDINGS: Final = 0.6
"""Share of the stretches without a blank line that end as sentences do; menus do not."""


def join_broken(lines: tuple[Line, ...], least: int = MIN_BROKEN) -> tuple[Line, ...]:
    """Return the lines with broken paragraphs made whole; any other text comes back as it is.

    `least` is the number of broken lines that there have to be.
    """
    width = max((len(line.text) for line in lines), default=0)
    if not NARROWEST <= width <= WIDEST:
        return lines
    stretches = list(_over_pages(list(_stretches(lines)), width))
    broken = [line for stretch in stretches for line in stretch[:-1] if _is_full(line, width)]
    many = [stretch for stretch in stretches if len(stretch) > 1]
    if len(broken) < max(least, MIN_SHARE * len(lines)) or len(many) < 2:  # noqa: PLR2004
        return lines
    endings = sum(stretch[-1].stop is Stop.FULL for stretch in many)
    if endings < MIN_ENDINGS * len(many):
        return lines
    joined = [_whole(group) for stretch in stretches for group in _paragraphs(stretch, width)]
    return tuple(line._replace(index=index) for index, line in enumerate(joined))


def _stretches(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Part the lines at blank lines."""
    current: list[Line] = []
    for line in lines:
        if line.gap and current:
            yield current
            current = []
        current.append(line)
    if current:
        yield current


def _over_pages(stretches: Sequence[list[Line]], width: int) -> Iterator[list[Line]]:
    """Yield the stretches, with one that goes on over the end of a page made whole.

    The page's number and running head follow it.
    """
    heads = Counter(line.key for stretch in stretches for line in stretch if line.short)
    at = 0
    while at < len(stretches):
        current = stretches[at]
        at += 1
        between: list[list[Line]] = []
        while at < len(stretches) and _is_furniture(stretches[at], heads):
            between.append(stretches[at])
            at += 1
        last = current[-1]
        goes_on = between and at < len(stretches) and last.stop is Stop.NONE
        if goes_on and len(current) > 1 and _is_full(last, width):
            current = [*current, *stretches[at]]
            at += 1
        yield current
        yield from between


def _is_furniture(stretch: Sequence[Line], heads: Counter[str]) -> bool:
    """Say whether a stretch is the number of a page, or a line that stands on several pages."""
    return len(stretch) == 1 and (
        _PAGE_NUMBER.match(stretch[0].text) is not None
        or (stretch[0].words <= MAX_WORDS_OF_HEAD and heads[stretch[0].key] > 1)
    )


def _is_full(line: Line, width: int) -> bool:
    return len(line.text) >= FULL_SHARE * width


def _paragraphs(stretch: Sequence[Line], width: int) -> Iterator[list[Line]]:
    """Part a stretch after each line that is too short to have been broken."""
    current: list[Line] = []
    for line in stretch:
        current.append(line)
        if not _is_full(line, width):
            yield current
            current = []
    if current:
        yield current


def _whole(group: Sequence[Line]) -> Line:
    """Make one line of several, which stand behind it for the ledger."""
    if len(group) == 1:
        return group[0]
    text = " ".join(line.text for line in group)
    raw = " ".join(line.raw for line in group)
    return group[0]._replace(
        text=text,
        raw=raw,
        words=text.count(" ") + 1,
        stop=stop_of(text),
        joined=tuple(group),
    )
