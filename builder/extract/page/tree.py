"""Parse a page into a tree, within bounds: it is a stranger's, and may be hostile or cut short."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from builder.errors import ArticleError
from builder.extract.page.elements import LABELS, WORDLESS
from builder.model import Problem

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_CHARACTERS: Final = 20_000_000
"""Length of a page above which it is not parsed: a tree takes about ten times its page's memory."""

MAX_ELEMENTS: Final = 100_000
"""Number of elements above which a page is no article."""

MAX_ATTRIBUTES: Final = 1_000
"""Attributes of one element; the parser compares each with all others."""
FEW: Final = 20_000
"""Signs between attributes up to which a page needs no such count."""
_TAG: Final = re.compile(
    r"""<[A-Za-z][^\s/>]*(?:[\s/]+|[^\s/>=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]*))?|=)*"""
)
_VALUE: Final = re.compile(r"""=\s*(?:"[^"]*"|'[^']*')""")
_ATTRIBUTE: Final = re.compile(r"[\s/]+[^\s/>]")
_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def parse(html: str) -> _Element:
    """Return the root of the page's tree, without comments; raise ArticleError beyond the bounds.

    The parser stops at a depth of 2,048: what lies deeper would be lost without a word, so such a
    page is refused.
    """
    if len(html) > MAX_CHARACTERS:
        values = (("size", f"{len(html) / 1e6:.0f}"), ("limit", f"{MAX_CHARACTERS / 1e6:.0f}"))
        raise ArticleError(Problem("FILE03", values=values))
    if _is_crowded(html):
        raise ArticleError(Problem("PAGE02", values=(("what", "too many attributes"),)))
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, no_network=True
    )
    root = etree.fromstring(_NOT_XML.sub(" ", html).encode("utf-8"), parser)
    if any("depth" in entry.message for entry in parser.error_log):
        raise ArticleError(Problem("PAGE02", values=(("what", "nested too deeply"),)))
    if root is None:
        raise ArticleError(Problem("BODY01"))
    if html.count("<") > MAX_ELEMENTS and sum(1 for _ in root.iter()) > MAX_ELEMENTS:
        raise ArticleError(Problem("PAGE02", values=(("what", "too many elements"),)))
    return root


def _is_crowded(html: str) -> bool:
    """Say whether an element has so many attributes that the parser would take hours for it."""
    if sum(map(html.count, " \n\t\r\f/\"'")) <= FEW:
        return False
    return any(
        len(tag.group()) > 2 * MAX_ATTRIBUTES and _attributes(tag.group()) > MAX_ATTRIBUTES
        for tag in _TAG.finditer(html)
    )


def _attributes(tag: str) -> int:
    """Count what may be attributes, once what stands in quotation marks is set aside."""
    return len(_ATTRIBUTE.findall(_VALUE.sub("=x ", tag)))


def line_of(element: _Element) -> int:
    """Return the line of the file on which the element begins; the parser counts to 65,535."""
    line: Any = element.sourceline
    return line or 0


def text_of(element: _Element) -> str:
    """Return all text in the element, with single spaces."""
    pieces: Any = element.itertext()
    return " ".join("".join(pieces).split())


def words_in(element: _Element) -> str:
    """Return what is written in the element, with its blocks a space apart; nothing without words.

    >>> words_in(etree.fromstring("<div><p>نص</p><style>p {}</style><p>آ<b>خر</b></p></div>"))
    'نص آخر'
    """
    pieces: list[str | None] = []
    events = etree.iterwalk(element, events=("start", "end"))
    for event, inner in events:
        if event == "start" and inner.tag in WORDLESS:
            events.skip_subtree()
        elif event == "start":
            pieces += [inner.text] if inner.tag in LABELS else [" ", inner.text]
        elif inner is not element:
            pieces += [inner.tail] if inner.tag in LABELS else [" ", inner.tail]
    text = " ".join("".join(filter(None, pieces)).split())
    return text if any(map(str.isalnum, text)) else ""
