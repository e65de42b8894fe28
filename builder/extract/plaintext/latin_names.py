"""Know a site's name that stands in Latin letters, or is spelt in them further down its page."""

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
_LATIN_WORD: Final = re.compile(r"(?<![A-Za-z])[A-Z][A-Za-z]+")
_PERSON: Final = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z.'-]*){1,3}$")
_TEAM: Final = re.compile(r"\s(?:Team|Staff|Desk|Editors?)$")


def latin_site(text: str) -> str:
    """Return the site that signs in Latin letters, as no author does.

    >>> latin_site("MBC مصر"), latin_site("Shiraa Team"), latin_site("Marc Lynch")
    ('MBC مصر', 'Shiraa', '')
    """
    site = _TEAM.sub("", text)
    is_person = site == text and _PERSON.match(text) is not None
    return site if _LATIN_WORD.search(text) and not is_person else ""


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
