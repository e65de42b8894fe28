"""Decide which links of a page may live on: http, https, mailto, and nothing that only looks so."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urljoin, urlsplit

LINK_SCHEMES: Final = frozenset({"http", "https", "mailto"})
HEAD: Final = 4_000
"""Characters at the beginning of a page in which a browser says where it was saved from."""
MAX_LENGTH: Final = 2_000

_IGNORED: Final = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]+")
_MAIL: Final = re.compile(r"[^\s@<>\"'?&]+@[^\s@<>\"'?&]+\.[^\s@<>\"'?&]+")
_SAVED_FROM: Final = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+?)\s*-->", re.IGNORECASE)
_UNSAFE: Final = re.compile(r"[<>\"'`\\^{|}]")


def safe_href(href: str | None, base: str | None = None) -> str | None:
    r"""Return the absolute address that `href` leads to, or None where it may not be a link.

    Browsers skip tabs, line ends and invisible characters inside a scheme, so they go first.

    >>> safe_href("https://example.org/مقال 1?a=<b>")
    'https://example.org/مقال%201?a=%3Cb%3E'
    >>> safe_href("/n/1", "https://example.org/x")
    'https://example.org/n/1'
    >>> safe_href("java\tscript:alert(1)"), safe_href("#top", "https://example.org/x")
    (None, None)
    >>> safe_href("mailto:desk@example.org?bcc=x")
    'mailto:desk@example.org'
    """
    if not href or len(href) > MAX_LENGTH or href.lstrip().startswith("#"):
        return None
    bare = _IGNORED.sub("", href.strip().replace(" ", "%20"))
    try:
        joined = urljoin(base, bare) if base else bare
        parts = urlsplit(joined)
        _ = parts.port
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if scheme == "mailto":
        found = _MAIL.match(parts.path)
        return f"mailto:{found[0]}" if found else None
    if scheme not in LINK_SCHEMES or not parts.hostname or parts.username is not None:
        return None
    return _UNSAFE.sub(lambda match: f"%{ord(match[0]):02X}", joined)


def saved_from(html: str) -> str | None:
    """Return the address that a browser wrote into the page as it saved it.

    >>> saved_from("<!DOCTYPE html><!-- saved from url=(0025)https://sada.example/n/12 --><html>")
    'https://sada.example/n/12'
    >>> saved_from("<!-- saved from url=(0014)about:internet -->") is None
    True
    """
    found = _SAVED_FROM.search(html, 0, HEAD)
    return found[1] if found and found[1].startswith(("http://", "https://")) else None
