"""Mark as hidden what a style sheet in the page hides by a class or an id of its own.

Only what a sheet says of a name alone is believed, and only where no other rule shows it again: on
a wide screen, under the pointer, once it is opened. What a person unfolds is text of the article:
a long stretch stays, in one part or in several, and so do pictures.
"""

from __future__ import annotations

import re
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Final

from builder.extract.page.elements import PICTURES
from builder.extract.page.hidden import CLIPPED, NOT_SHOWN
from builder.extract.page.tree import words_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

MAX_ELEMENTS: Final = 100
MAX_WORDS: Final = 40
"""Elements in one that is hidden, and words of all sentences hidden by one name; more unfolds."""
MIN_WORDS_OF_SENTENCE: Final = 8
"""Labels for programs that read aloud are shorter, and as many as there are links."""
SCREENS: Final = frozenset({"", "all", "screen"})
_COMMENT: Final = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
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
    names = names and names.difference(_shown_names(css))
    if not names:
        return
    found: dict[str, list[tuple[_Element, int]]] = {}
    for element in root.iter("*"):
        own = {f".{name}" for name in (element.get("class") or "").split()}
        own.add(f"#{element.get('id')}")
        if hiding := own & names:
            counted = element, _words(element)
            for name in hiding:
                found.setdefault(name, []).append(counted)
    for elements in found.values():
        if sum(words for _, words in elements if words >= MIN_WORDS_OF_SENTENCE) <= MAX_WORDS:
            for element, _ in elements:
                if _is_hideable(element):
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


def _shown_names(css: str) -> Iterator[str]:
    """Yield the names in any rule, alone or with others, that shows what it is given to."""
    for above, below in pairwise(css.split("{")):
        if _SHOWS.search(below.partition("}")[0]):
            yield from _NAME.findall(above.rpartition("}")[2])


def _words(element: _Element) -> int:
    """Count the words of what may be hidden, or say that there are too many."""
    if next(islice(element.iter(), MAX_ELEMENTS, None), None) is not None:
        return MAX_WORDS + 1
    return len(words_in(element).split())


def _is_hideable(element: _Element) -> bool:
    """Tell what has no picture and does not itself show what it holds."""
    if _SHOWS.search(element.get("style") or ""):
        return False
    return next(element.iter(*PICTURES), None) is None
