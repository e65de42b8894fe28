"""Write into a page's tree the signs that a browser shows, and take out those that lead back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.etree import _Element

QUOTES: Final = ("«", "»")
INNER_QUOTES: Final = ("“", "”")
MARKS: Final = "«»“”„\"'‹›"

COMMA: Final = "، "
ARROWS: Final = frozenset("^↩↪↑⇑⬆⤴▲△⏎↵ \N{VARIATION SELECTOR-15}\N{VARIATION SELECTOR-16}")
"""Signs of such a link."""


def write_signs(root: _Element) -> None:
    """Put quotation marks around a `<q>`, a reading (`<rt>`) into brackets, commas between tags."""
    for element in root.iter("q", "rt", "a"):
        if element.tag == "a":
            _take_out_arrow(element)
            _part_from_tag_before(element)
        elif element.tag == "q":
            _quote(element)
        elif element.getparent().find("rp") is None:
            _enclose(element, " (", ")")


def _quote(element: _Element) -> None:
    """Quote what no marks stand around yet: some sites write them, and hide the browser's own."""
    text = "".join(element.itertext()).strip()
    if not text or text[0] in MARKS or _before(element).rstrip()[-1:] in set("«“„"):
        return
    is_inner = next(element.iterancestors("q"), None) is not None
    _enclose(element, *(INNER_QUOTES if is_inner else QUOTES))


def _before(element: _Element) -> str:
    before, parent = element.getprevious(), element.getparent()
    return (before.tail if before is not None else parent.text) or ""


def _enclose(element: _Element, begin: str, end: str) -> None:
    """Put signs right before the first and right after the last word of an element."""
    element.text = begin + (element.text or "").lstrip()
    if len(element):
        element[-1].tail = (element[-1].tail or "").rstrip() + end
    else:
        element.text = element.text.rstrip() + end


def _take_out_arrow(element: _Element) -> None:
    """Empty a link that leads from a note back to where it is called: it has no words.

    >>> from lxml import etree
    >>> note = etree.fromstring('<li>سجل البلدية. <a href="#r1">↩</a></li>')
    >>> write_signs(note)
    >>> "".join(note.itertext())
    'سجل البلدية. '
    """
    if not (element.get("href") or "").startswith("#"):
        return
    inside = list(element.iter())
    if set("".join(element.itertext()).strip()) - ARROWS:
        return
    for one in inside:
        one.text = None
        one.tail = one.tail if one is element else None


def _part_from_tag_before(element: _Element) -> None:
    """Part two tags that only a style sets apart: «سوق المدينة ترميم» would be one."""
    before = element.getprevious()
    if before is not None and _is_tag(before) and _is_tag(element):
        between = before.tail or ""
        before.tail = between if between.strip() else COMMA


def _is_tag(element: _Element) -> bool:
    rel = (element.get("rel") or "").split() if element.tag == "a" else ()
    return "tag" in rel
