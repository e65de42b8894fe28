"""Ids and the addresses made of them: short, ASCII and for ever."""

from __future__ import annotations

import hashlib
import re
from typing import Final
from urllib.parse import unquote, urlsplit

MAX_LENGTH: Final = 80
RESERVED: Final = frozenset(
    {"index", "con", "prn", "aux", "nul"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in range(10)}
)
"""Names that mean something else in a folder of pages, or that Windows has no file of."""
_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_NOT_ID: Final = re.compile(r"[^a-z0-9]+", re.ASCII)


def is_id(text: str) -> bool:
    """Tell whether `text` can be an id: lower-case ASCII words joined by single hyphens.

    >>> is_id("aleppo-press-1706"), is_id("Aleppo"), is_id("../x"), is_id("index"), is_id("con")
    (True, False, False, False, False)
    """
    return bool(_ID.fullmatch(text)) and len(text) <= MAX_LENGTH and text not in RESERVED


def article_id(stem: str, content: bytes) -> str:
    """Return the id of a raw file whose sidecar names none: its ASCII stem, else a short hash.

    A stem with any letter outside ASCII gives the hash: half a name would be a wrong one.

    >>> article_id("Aleppo_Press 1706", b"")
    'aleppo-press-1706'
    >>> article_id("مطبعة حلب", b"text")
    'a982d9e3eb99'
    """
    if stem.isascii():
        slug = _NOT_ID.sub("-", stem.lower()).strip("-")
        if is_id(slug):
            return slug
    return "a" + hashlib.sha256(content).hexdigest()[:11]


def last_part(address: str) -> str:
    """Return what the last part of an address's path is called, without its ending.

    >>> last_part("https://example.org/2024/old-press-found.html?from=home")
    'old-press-found'
    """
    path = urlsplit(address).path.rstrip("/")
    return unquote(path.rpartition("/")[2]).partition(".")[0]


def article_address(article: str) -> str:
    """Return an article's address below the site's root."""
    return f"articles/{article}/"


def card_path(article: str) -> str:
    """Return the path of an article's card, below `docs/` and below the site's root."""
    return f"assets/cards/{article}.png"


def term_address(kind: str, term: str) -> str:
    """Return the address of a topic, source, person, place or organisation below the root."""
    return f"{kind}/{term}/"
