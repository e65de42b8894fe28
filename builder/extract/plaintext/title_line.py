"""Take the headline's line apart: label, ornaments, the headline, its author, the site's name."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from builder.arabic.charsets import BULLETS
from builder.extract.phrases import phrase_key, phrase_set
from builder.extract.plaintext.beside_title import (
    read_tab,
    split_byline,
    without_byline,
    without_site,
)
from builder.extract.plaintext.draft import SourceHint
from builder.extract.plaintext.poems import called_poem
from builder.model import Evidence, Fate

if TYPE_CHECKING:
    from builder.extract.plaintext.draft import Draft
    from builder.extract.plaintext.headline import Headline
    from builder.extract.plaintext.lines import Line

_MARKS_OF_LISTS: Final = re.compile(r"(?:[»›>|/]\s+)?")
FIRST_EMOJI: Final = "←"
"""Symbols below it belong to a title: «37°», «©»."""
BISMILLAH: Final = "﷽"
_PARTS_OF_EMOJI: Final = frozenset(
    "\N{VARIATION SELECTOR-16}\N{ZERO WIDTH JOINER}"
    + "".join(map(chr, range(0x1F3FB, 0x1F400)))  # skin tones
)
SITE_SCORE: Final = 0.6
REACH_OF_LABELS: Final = 5


def take_headline(draft: Draft, headline: Headline) -> None:
    """Record the headline, and the site, section or author that its line holds too."""
    line = draft.lines[headline.index]
    title, site = without_site(without_ornament(without_label(draft, line)), headline.index, draft)
    if tab := read_tab(title):
        title, section, site = tab
        draft.section = Evidence(section, "beside-headline", line.number, line.text, SITE_SCORE)
    poem = called_poem(draft.lines[: headline.index])
    title, author = without_byline(title, poem=poem)
    draft.headline = Evidence(title, "headline", line.number, line.text, headline.score)
    draft.ledger.keep(line, Fate.TITLE, ("headline", headline.score), (title,))
    if author:
        draft.authors.append(Evidence(author, "byline", line.number, line.text))
        if author not in title and (parts := split_byline(line.raw, poem=poem)):
            before, label, after = parts
            draft.ledger.share(
                line,
                (before, Fate.TITLE, "headline"),
                (label, Fate.DROPPED, "label"),
                (after, Fate.BYLINE, "byline"),
            )
    if site:
        hint = SourceHint.on(line, "beside-headline", SITE_SCORE, site)
        draft.sources.append(hint)


def without_label(draft: Draft, headline: Line) -> str:
    """Cut «العنوان:», where a person has written author, day or source under it in the same way."""
    label, colon, title = headline.text.partition(":")
    if headline.index or not title or phrase_key(label) not in phrase_set("bylines", "headlines"):
        return headline.text
    below = zip(draft.lines[1:REACH_OF_LABELS], draft.readings[1:REACH_OF_LABELS], strict=True)
    labelled = sum(reading is not None and colon in line.text for line, reading in below)
    return title.strip() if labelled > 1 else headline.text


def without_ornament(title: str) -> str:
    """Leave out bullets and emoji around a headline; no other sign of it may vanish.

    >>> without_ornament("🔴 • عودة السوق 🔥"), without_ornament("*عودة السوق*")
    ('عودة السوق', 'عودة السوق')
    >>> without_ornament("<b> في العنوان"), without_ornament("+18: قصة"), without_ornament("» عودة")
    ('<b> في العنوان', '+18: قصة', 'عودة')
    """
    start, end = 0, len(title)
    while start < end and _is_ornament(title[start]):
        start += 1
    while end > start and _is_ornament(title[end - 1]):
        end -= 1
    start = _MARKS_OF_LISTS.match(title, start).end()  # type: ignore[union-attr] # may be empty
    return title[start:end] or title


def _is_ornament(sign: str) -> bool:
    """Say whether a sign is a bullet, an emoji, a part of one, or a space beside them."""
    if sign in BULLETS or sign.isspace() or sign in _PARTS_OF_EMOJI:
        return True
    return sign >= FIRST_EMOJI and sign != BISMILLAH and unicodedata.category(sign) in {"So", "Cn"}
