"""Mark as hidden what a style sheet in the page hides by a class or an id of its own.

Only what a sheet says of a name alone is believed, and only where no other rule shows it again: on
a wide screen, under the pointer, once it is opened. What a person unfolds is text of the article:
a long stretch stays, and so do pictures.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from builder.extract.page.elements import PICTURES
from builder.extract.page.hidden import CLIPPED, NOT_SHOWN
from builder.extract.page.tree import words_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

MAX_NAMES: Final = 200
"""Names of a page that are looked up in its sheets; a stranger may have written any number."""
MAX_ELEMENTS: Final = 100
MAX_WORDS: Final = 40
"""Elements and words of what may be hidden so; more is a text that unfolds."""
SCREENS: Final = frozenset({"", "all", "screen"})
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_HIDES: Final = re.compile(f"{NOT_SHOWN.pattern}|{CLIPPED.pattern}", re.IGNORECASE)
_NAME: Final = re.compile(r"[.#][A-Za-z_-][\w-]*")
_SHOWS: Final = re.compile(
    r"display\s*+:\s*+(?!none)|visibility\s*:\s*visible|clip(?:-path)?\s*:\s*(?:auto|none)",
    re.IGNORECASE,
)


def hide_by_sheets(root: _Element) -> None:
    """Give the attribute `hidden` to what the page's own style sheets hide from readers."""
    css = "\n".join(_sheets(root))
    names = frozenset(_hidden_names(css))
    if not names:
        return
    shown: dict[str, bool] = {}
    for element in root.iter("*"):
        own = {f".{name}" for name in (element.get("class") or "").split()}
        own.add(f"#{element.get('id')}")
        for name in own & names:
            if name not in shown:
                shown[name] = len(shown) >= MAX_NAMES or _is_shown_elsewhere(css, name)
            if not shown[name] and _is_hideable(element):
                element.set("hidden", "")


def _sheets(root: _Element) -> Iterator[str]:
    """Yield the style sheets for a screen on which scripts run."""
    for style in root.iter("style"):
        around = style.getparent()
        scripted = around is None or around.tag != "noscript"
        if scripted and (style.get("media") or "").strip().lower() in SCREENS:
            text = style.text or ""
            yield _COMMENT.sub("", text) if _HIDES.search(text) else text


def _hidden_names(css: str) -> Iterator[str]:
    """Yield the classes and ids that a rule of no medium hides by themselves."""
    depth = at = 0
    for found in _HIDES.finditer(css):
        begin = css.rfind("{", 0, found.start())
        if begin < at:
            continue
        depth += css.count("{", at, begin) - css.count("}", at, begin)
        if depth == 0:
            start = max(at - 1, *(css.rfind(sign, at, begin) for sign in "{};"))
            selectors = map(str.strip, css[start + 1 : begin].split(","))
            yield from filter(_NAME.fullmatch, selectors)
        at = begin


def _is_shown_elsewhere(css: str, name: str) -> bool:
    """Tell whether any rule with this name, alone or with others, shows what it is given to."""
    rules = re.finditer(rf"{re.escape(name)}(?![\w-])[^{{}}]*\{{([^{{}}]*)", css)
    return any(_SHOWS.search(rule[1]) for rule in rules)


def _is_hideable(element: _Element) -> bool:
    """Tell a few words without a picture, which the element itself does not show again."""
    if _SHOWS.search(element.get("style") or ""):
        return False
    if next(islice(element.iter(), MAX_ELEMENTS, None), None) is not None:
        return False
    pictured = next(element.iter(*PICTURES), None) is not None
    return not pictured and len(words_in(element).split()) <= MAX_WORDS
