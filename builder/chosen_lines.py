"""Lines of a raw file that a person has placed: `keep` and `drop` of a sidecar.

Rules may misjudge a line, and only the author of a sidecar knows. What is said here wins over all
of them; the numbers are those that `explain` prints.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from builder.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

RULE: Final = "sidecar"
HIGHEST: Final = 10_000_000
_RANGE: Final = re.compile(r"(\d{1,7})(?:\s*[-–—]\s*(\d{1,7}))?")
_BETWEEN: Final = re.compile(r"\s*[,،]\s*")


@frozen
class Lines:
    """Numbers of lines, as first and last of each stretch."""

    ranges: tuple[tuple[int, int], ...] = ()

    @classmethod
    def of(cls, numbers: Iterable[int]) -> Lines:
        """Return lines by their numbers, each a stretch of its own.

        >>> str(Lines.of([9, 7]))
        '7, 9'
        """
        return cls(tuple((number, number) for number in sorted(numbers)))

    def __contains__(self, number: int) -> bool:
        """Say whether a line is one of them."""
        return any(first <= number <= last for first, last in self.ranges)

    def __bool__(self) -> bool:
        """Say whether there is any."""
        return bool(self.ranges)

    def __str__(self) -> str:
        """Write them as a sidecar does."""
        return ", ".join(
            str(first) if first == last else f"{first}-{last}" for first, last in self.ranges
        )


NO_LINES: Final = Lines()


@frozen
class Chosen:
    """What a person says of a file's lines: these are text, those are not."""

    keep: Lines = NO_LINES
    drop: Lines = NO_LINES

    def __bool__(self) -> bool:
        """Say whether anything is said at all."""
        return bool(self.keep or self.drop)


NOTHING_CHOSEN: Final = Chosen()


def read_ranges(text: str) -> tuple[tuple[int, int], ...] | None:
    """Read «3», «7-12» or several with commas; None where it is anything else.

    >>> read_ranges("3, 7-12"), read_ranges("٧-١٢"), read_ranges("12-7"), read_ranges("all")
    (((3, 3), (7, 12)), ((7, 12),), None, None)
    """
    found: list[tuple[int, int]] = []
    for part in _BETWEEN.split(text.strip()):
        match = _RANGE.fullmatch(part)
        if match is None:
            return None
        first = int(match[1])
        last = int(match[2] or first)
        if not 1 <= first <= last <= HIGHEST:
            return None
        found.append((first, last))
    return tuple(found)


class Mistake(NamedTuple):
    """What is wrong with the lines that a person has placed."""

    key: str
    """The key whose line in the sidecar says it."""
    code: str
    values: tuple[tuple[str, str], ...]


def mistakes(chosen: Chosen, numbers: Collection[int]) -> Iterator[Mistake]:
    """Yield what is wrong with the lines chosen, of a file that has lines of these `numbers`."""
    highest = max(numbers, default=0)
    for key, lines in (("keep", chosen.keep), ("drop", chosen.drop)):
        for first, last in lines.ranges:
            there = any(first <= number <= last for number in numbers)
            if not there or last > highest:
                named = str(Lines(((first, last),)))
                values = (("key", key), ("lines", named), ("last", str(highest)))
                yield Mistake(key, "SIDE06", values)
    both = [n for n in sorted(numbers) if n in chosen.keep and n in chosen.drop]
    if both:
        named = str(stretches(both, numbers))
        yield Mistake("drop", "SIDE07", (("lines", named),))


def stretches(chosen: Iterable[int], numbers: Iterable[int]) -> Lines:
    """Write lines as few stretches, which hold no line of `numbers` that is not chosen.

    >>> str(stretches([7, 8, 10], [6, 7, 8, 10, 11])), str(stretches([7, 9], [7, 8, 9]))
    ('7-10', '7, 9')
    """
    wanted = set(chosen)
    found: list[tuple[int, int]] = []
    goes_on = False
    for number in sorted({*numbers}):
        if number in wanted:
            first = found.pop()[0] if goes_on else number
            found.append((first, number))
        goes_on = number in wanted
    return Lines(tuple(found))
