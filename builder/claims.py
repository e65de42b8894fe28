"""Who has an address that several raw files claim: one verdict for a check and for a build.

An article's id goes before the former id that another one names, and the first in order of path
before the later ones: addresses must not move because a file was added.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from builder.errors import ArticleError
from builder.model import Problem
from builder.raw_files import RawFile, read_sidecar

if TYPE_CHECKING:
    from collections.abc import Iterable

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


class Taken(NamedTuple):
    """An id that an article claims in vain."""

    id: str
    owner: str
    """Path of the raw file that has it."""
    is_alias: bool
    """Whether it is claimed as a former id."""


def collisions(articles: Iterable[Claims]) -> dict[str, Taken]:
    """Return, by path of the raw file, the articles whose id or former id another one has."""
    owner: dict[str, str] = {}
    taken = {}
    in_order = sorted(articles, key=lambda article: article.raw)
    for article in in_order:
        first = owner.setdefault(article.id, article.raw)
        if first != article.raw:
            taken[article.raw] = Taken(article.id, first, is_alias=False)
    for article in in_order:
        for alias in article.aliases:
            first = owner.setdefault(alias, article.raw)
            if first != article.raw and article.raw not in taken:
                taken[article.raw] = Taken(alias, first, is_alias=True)
    return taken


def refusal(taken: Taken, raw: RawFile) -> Problem:
    """Return what is told of a raw file that claims in vain, at the line that does so."""
    values = (("id", taken.id), ("other", taken.owner))
    if not taken.is_alias:
        return Problem("FILE08", values=values)
    try:
        written = read_sidecar(raw) or b""
    except ArticleError:  # then its aliases stand in the file itself
        written = b""
    said = _ALIASES.search(written)
    line = written.count(b"\n", 0, said.start()) + 1 if said else None
    return Problem("SIDE09", line, values, in_sidecar=said is not None)
