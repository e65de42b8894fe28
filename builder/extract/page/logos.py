"""Read the site's name from its logo, for pages whose metadata do not give it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from builder.extract.ordinary import HOME_KEYS
from builder.extract.page.tree import line_of, text_of
from builder.extract.phrases import phrase_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

MAX_WORDS: Final = 5
REACH: Final = 2
"""How many elements around a picture may be called a logo."""
_LOGO: Final = re.compile(
    r"(?<![a-z])(?:site-?)?(?:logo|brand|site-?name|site-?title)", re.IGNORECASE
)
_WORD: Final = re.compile(r"(?:شعار|لوغو|لوجو|\blogo\b)", re.IGNORECASE)


def logo_names(root: _Element) -> Iterator[tuple[str, int]]:
    """Yield what logos are called, by the words of the picture or in its place, and the line."""
    for picture in root.iter("img"):
        words = picture.get("alt") or picture.get("title") or ""
        if words and _is_logo(picture, words) and (name := _name(words)):
            yield name, line_of(picture)
    for element in root.iter("a", "div", "span", "strong", "p"):
        named = f"{element.get('class') or ''} {element.get('id') or ''}"
        if len(element) <= 1 and _LOGO.search(named) and (name := _name(text_of(element))):
            yield name, line_of(element)


def _is_logo(picture: _Element, words: str) -> bool:
    if _WORD.search(words) or _LOGO.search(picture.get("src") or ""):
        return True
    at: _Element | None = picture
    for _ in range(REACH + 1):
        if at is None:
            return False
        if _LOGO.search(f"{at.get('class') or ''} {at.get('id') or ''}"):
            return True
        at = at.getparent()
    return False


def _name(words: str) -> str:
    """Return the name in the words of a logo; «الرئيسية» says where it leads.

    >>> _name("شعار صحيفة الأفق"), _name("الرئيسية")
    ('صحيفة الأفق', '')
    """
    name = " ".join(_WORD.sub(" ", words).split())
    return name if phrase_key(name) not in HOME_KEYS and 0 < len(name.split()) <= MAX_WORDS else ""
