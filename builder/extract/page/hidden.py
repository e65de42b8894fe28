"""Tell what a page hides from its readers: by an attribute, or by the style of the element."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from builder.extract.page.elements import PICTURES
from builder.extract.page.tree import words_in

if TYPE_CHECKING:
    from lxml.etree import _Element

NOT_SHOWN: Final = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
CLIPPED: Final = re.compile(
    r"clip\s*:\s*rect\(\s*([01])(?:px)?(?:[\s,]+\1(?:px)?){3}\s*\)"
    r"|clip-path\s*:\s*(?:inset\(\s*(?:50|100)%|circle\(\s*0)",
    re.IGNORECASE,
)
"""How sites hide from the eye what they leave for programs that read aloud."""
_ZERO: Final = r"\s*:\s*0*(?:\.0+)?(?:px|em|rem|pt|%)?\s*(?:!|;|$)"
_FAR: Final = r"\s*:\s*-\d{4,}(?:\.\d+)?(?:px|em|rem|pt|%)"
_NO_SIZE: Final = re.compile(rf"(?<![\w-])font-size{_ZERO}", re.IGNORECASE)
_CLEAR: Final = re.compile(rf"(?<![\w-])opacity{_ZERO}", re.IGNORECASE)
_AWAY: Final = re.compile(rf"(?<![\w-])(?:left|right|top|text-indent){_FAR}", re.IGNORECASE)
_MOVING: Final = re.compile(
    r"(?<![\w-])(?:transform|transition|animation|will-change)", re.IGNORECASE
)


def is_hidden(element: _Element) -> bool:
    """Tell whether the element's own attributes hide it."""
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return style is not None and (bool(NOT_SHOWN.search(style)) or _is_masked(element, style))


def _is_masked(element: _Element, style: str) -> bool:
    """Tell text that is there for search engines: of no size, transparent, or far off the page.

    Sites fade in what a reader scrolls to, and pictures once they are there; and a wrapper has
    letters of no size to join the boxes in it, which have a size of their own.
    """
    if _NO_SIZE.search(style):
        inside = element.iterdescendants()
        masked = not any(inner.get("class") or inner.get("style") for inner in inside)
    elif _CLEAR.search(style):
        masked = not _MOVING.search(style)
    else:
        masked = bool(_AWAY.search(style) or CLIPPED.search(style))
    return masked and next(element.iter(*PICTURES), None) is None and bool(words_in(element))
