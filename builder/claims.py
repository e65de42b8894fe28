"""Who has an address that several raw files claim: one verdict for a check and for a build.

Nobody. Anyone may call a file what another one is called, or give it that one's `id`, so whoever
came first by path, or by any other order of names, could take over an address that readers know;
and what was published before is no part of what a build from nothing sees. Until one of them gives
way, all who claim an address are left out, and each is told of another.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from builder.errors import ArticleError
from builder.model import Problem
from builder.raw_files import RawFile, read_sidecar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_ALIASES: Final = re.compile(rb"^['\"]?aliases['\"]?[ \t]*:", re.MULTILINE)


class Claims(Protocol):
    """An article with the addresses that it claims; front matter is one."""

    @property
    def raw(self) -> str:
        """Path of the raw file."""

    @property
    def id(self) -> str:
        """The id of its address."""

    @property
    def aliases(self) -> tuple[str, ...]:
        """Its former ids."""


class Claim(NamedTuple):
    """The same of a raw file that is not read any further."""

    raw: str
    id: str
    aliases: tuple[str, ...]


class Contested(NamedTuple):
    """An address that an article claims in vain."""

    id: str
    other: str
    """Path of a raw file that claims it too."""
    is_alias: bool
    """Whether the article claims it as a former id."""


def collisions(articles: Iterable[Claims]) -> dict[str, Contested]:
    """Return, by path of the raw file, the articles whose id or former id another one claims."""
    claimed: dict[str, Claims] = {}
    contested: dict[str, list[Claims]] = {}
    for article in articles:
        for address in (article.id, *article.aliases):
            first = claimed.setdefault(address, article)
            if first is not article:
                contested.setdefault(address, [first]).append(article)
    rivals = {address: sorted({one.raw for one in all_}) for address, all_ in contested.items()}
    return {
        article.raw: _contested(article, rivals)
        for claimants in contested.values()
        for article in claimants
    }


def _contested(article: Claims, rivals: Mapping[str, list[str]]) -> Contested:
    """Return the first address of an article that others claim, with the first of those by path."""
    address = next(one for one in (article.id, *article.aliases) if one in rivals)
    other = next(path for path in rivals[address] if path != article.raw)
    return Contested(address, other, is_alias=address != article.id)


def refusal(contested: Contested, raw: RawFile) -> Problem:
    """Return what is told of a raw file that claims in vain, at the line that does so."""
    values = (("id", contested.id), ("other", contested.other))
    if not contested.is_alias:
        return Problem("FILE08", values=values)
    try:
        written = read_sidecar(raw) or b""
    except ArticleError:  # then its aliases stand in the file itself
        written = b""
    said = _ALIASES.search(written)
    line = written.count(b"\n", 0, said.start()) + 1 if said else None
    return Problem("SIDE09", line, values, in_sidecar=said is not None)
