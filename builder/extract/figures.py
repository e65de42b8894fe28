"""Tell figures that a text gives from the numbers of pages, hours and counters.

All are lines without a letter. «2021 ⇥ 8», «2 - 1» and «100%» in the middle of an article are what
it says; «- 12 -» is where it was printed, «1/4» which picture is shown, «02:31» how long a film is.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

FIGURES: Final = "figures"
"""Rule of a line that can only be figures."""
LONE_NUMBER: Final = "lone-number"
"""Rule of a line that may be figures, or the number of a page: its neighbours tell."""

_NUMBER: Final = re.compile(r"\d+(?:[.,٫٬]\d+)*")
_COUNTED: Final = re.compile(r"^\W*\d{1,3}\s*/\s*\d{1,3}\W*$")
_HOURS: Final = re.compile(r"^(?:\W*\d{1,2}(?::\d\d){1,2})+\W*$")
_PAGE: Final = re.compile(r"^[-–—(\[]\s*\d{1,4}\s*[-–—)\]]$")
_WITH_UNIT: Final = re.compile(r"[%٪‰°$€£¥₤]|\d[.,٫٬]\d|\d{5}|^[+−-]\d")
_CELLS: Final = re.compile(r"[\t|]")
MIN_PAGES: Final = 3


def figures_rule(text: str) -> str | None:
    """Return the rule of a line without letters that gives figures; None for any other.

    >>> figures_rule("2021 | 8"), figures_rule("1 - 0"), figures_rule("100%"), figures_rule("4.9")
    ('figures', 'figures', 'figures', 'figures')
    >>> figures_rule("2021"), figures_rule("- 12 -"), figures_rule("1/4"), figures_rule("02:31")
    ('lone-number', None, None, None)
    >>> figures_rule("***") is None, figures_rule("1 2 3 4") is None
    (True, True)
    """
    numbers = _NUMBER.findall(text)
    if not numbers or _COUNTED.match(text) or _HOURS.match(text) or _PAGE.match(text):
        return None
    if len(numbers) == 1:
        return FIGURES if _WITH_UNIT.search(text) else LONE_NUMBER
    return None if _counts_pages(numbers) and not _CELLS.search(text) else FIGURES


def _counts_pages(numbers: list[str]) -> bool:
    """Say whether numbers are those of a list's pages, one under each button: «1 2 3»."""
    plain = [int(number) for number in numbers if number.isdecimal()]
    return len(plain) == len(numbers) >= MIN_PAGES and all(
        second - first == 1 for first, second in pairwise(plain)
    )
