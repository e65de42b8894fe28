"""The names of what a Word document is made of, and what stands in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.etree import _Element

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
R_ID: Final = f"{R}id"
MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
VAL: Final = f"{W}val"
OFF: Final = frozenset({"0", "false", "off", "none"})
MAX_DIGITS: Final = 6

Marks = Mapping[str, "str | None"]
NO_MARKS: Final[Marks] = {}


def value_in(element: _Element, name: str) -> str | None:
    """Return the value of the child of that name."""
    child = element.find(f"{W}{name}")
    return child.get(VAL) if child is not None else None


def number_in(text: str | None, otherwise: int = 0) -> int:
    """Return the whole number that is written; a stranger may have written anything.

    >>> number_in("12"), number_in("-1"), number_in(None, 1)
    (12, 0, 1)
    """
    is_number = text is not None and text.isascii() and text.isdigit() and len(text) <= MAX_DIGITS
    return int(text or "") if is_number else otherwise


def marks_of(run: _Element) -> Marks:
    """Return the marks of a run or a style, each with its value."""
    for first in run.iterchildren(f"{W}rPr"):
        return {mark.tag: mark.get(VAL) for mark in first}
    return NO_MARKS


def says(marks: Marks, *names: str) -> bool | None:
    """Tell whether a mark is set or taken back; None where nothing is said of it.

    Arabic text has marks of its own, which Word sets beside the Latin ones.
    """
    said = None
    for name in names:
        if name in marks:
            said = said or (marks[name] or "1") not in OFF
    return said
