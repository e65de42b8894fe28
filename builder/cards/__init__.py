"""Social cards: the picture of an article that other sites show beside a link to it.

A card is costly and seldom changes, so it is made once and kept: the PNG itself carries a digest of
all it was made from, and whoever holds the file can tell whether it is still right. Nothing else is
remembered, so a lost card costs the time to draw it and no more.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from builder.addresses import card_path
from builder.cards.drawing import STAMP, Wording, picture
from builder.model import Page
from builder.site import Kept

if TYPE_CHECKING:
    from pathlib import Path

    from builder.model import FrontMatter
    from builder.views import Catalogue

MAKERS: Final = ("pillow", "arabic-reshaper", "python-bidi")
"""Packages that decide how a card looks."""
PARTS: Final = (
    "cards/__init__.py",
    "cards/drawing.py",
    "cards/lettering.py",
    "cards/wrapping.py",
    "data/fonts/coverage.json",
    "data/fonts/naskh.ttf",
    "data/fonts/sans.ttf",
)
"""Files of ours that decide how a card looks."""
_HEAD: Final = 1024
"""Bytes at a card's beginning that hold its stamp: only the palette stands before it."""
_END: Final = b"\x00\x00\x00\x00IEND\xaeB\x60\x82"


def card(headline: str, source: str, date: str, collection: str) -> bytes:
    """Return the card of an article as a PNG of 1200 × 630 pixels; equal words, equal bytes."""
    wording = Wording(headline, source, date, collection)
    return picture(wording, stamp(wording))


def card_page(article: FrontMatter, catalogue: Catalogue) -> Page | Kept:
    """Return an article's card: drawn anew where what lies in `docs/` is not it."""
    config = catalogue.config
    day = catalogue.interface.day(article.date)
    words = (article.title, article.source, day, config.site_name)
    path = card_path(article.id)
    if is_current(config.docs_dir / path, Wording(*words)):
        return Kept(path)
    return Page(path, card(*words))


def stamp(wording: Wording) -> str:
    """Return the digest of everything that a card is made from."""
    words = (wording.headline, wording.source, wording.date, wording.collection, _maker())
    return hashlib.sha256("\0".join(words).encode()).hexdigest()


def is_current(file: Path, wording: Wording) -> bool:
    """Tell whether a card lies in `file` that was made, to its end, from these words."""
    try:
        with file.open("rb") as stream:
            head = stream.read(_HEAD)
            stream.seek(-len(_END), 2)
            end = stream.read()
    except OSError:
        return False
    mark = STAMP.encode() + b"\0" + stamp(wording).encode()
    return mark in head and end == _END and not file.is_symlink()


@cache
def _maker() -> str:
    """Return a digest of the code, the fonts and the packages that draw.

    Computed and not a number to raise by hand: who changes a colour forgets the number.
    """
    digest = hashlib.sha256()
    for part in PARTS:
        digest.update(files("builder").joinpath(part).read_bytes())
    for package in MAKERS:
        digest.update(f"\0{package} {version(package)}".encode())
    return digest.hexdigest()
