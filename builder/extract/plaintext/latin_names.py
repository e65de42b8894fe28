"""Know the site's name at the top of its page by its spelling in Latin letters further down."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from builder.arabic.consonants import consonants
from builder.extract.plaintext.draft import SourceHint
from builder.extract.plaintext.masthead import (
    MAX_WORDS_OF_MENTION,
    REACH_OF_MASTHEAD,
    SITE_LINE_SCORE,
    named,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from builder.extract.plaintext.draft import Draft
    from builder.extract.plaintext.lines import Line

MIN_CONSONANTS: Final = 3
_SIGNED: Final = re.compile(
    r"@(?P<account>[A-Za-z][\w-]{2,40})|(?:www\.|//)(?:www\.)?(?P<host>[A-Za-z][\w-]{2,40})\.[a-z]"
)
"""Accounts, and addresses of mail and of the site."""


def spelt_names(
    draft: Draft, short: Sequence[Line], holders: Iterable[str]
) -> Iterator[SourceHint]:
    """Take a name at the top that an address, or who holds the rights, spells in Latin letters."""
    top = [line for line in short if line.index < REACH_OF_MASTHEAD and _may_be_name(draft, line)]
    if not top:
        return
    names = (*filter(str.isascii, holders), *_signed(short))
    spelt = {one for name in names for one in consonants(name) if len(one) >= MIN_CONSONANTS}
    for line in top:
        if named(line.text) and not spelt.isdisjoint(consonants(line.text)):
            yield SourceHint.on(line, "masthead", SITE_LINE_SCORE)


def _may_be_name(draft: Draft, line: Line) -> bool:
    return line.words <= MAX_WORDS_OF_MENTION and draft.readings[line.index] is None


def _signed(short: Iterable[Line]) -> Iterator[str]:
    for line in short:
        if "@" in line.text or "www." in line.text or "//" in line.text:
            yield from (found["account"] or found["host"] for found in _SIGNED.finditer(line.text))
