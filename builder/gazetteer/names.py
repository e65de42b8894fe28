"""Judge names: which entry a name means, and whether that is sure enough for a tag.

An ambiguous name counts where a context word supports it, nearest first: close by, then within a
page; or where the same entry was named plainly elsewhere («الأسد» after «بشار الأسد»). So does
a person's name that another word goes on with, and only there: it is mostly somebody else's. What
is supported by nothing, or for two entries alike, stays a suggestion.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from builder.folding import SLAVE, TO_ARTICLE
from builder.gazetteer.longer_names import belongs_to_longer
from builder.gazetteer.patterns import COUNTRIES, AdjectiveTarget, NameTarget
from builder.vocabulary import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.gazetteer.scan import Findings, Hit
    from builder.vocabulary import Entry
    from builder.vocabulary.entries import Kind

    _Key = tuple[Kind, str]

_SLAVE_OF: Final = f"{SLAVE} "
"""Makes a person's name of what follows: «عبد الجليل» is not الجليل."""
_PLAIN: Final = 4
_NEAR: Final = 3
_KNOWN: Final = 2
_FAR: Final = 1
_UNSUPPORTED: Final = 0

_RULES: Final = {
    _PLAIN: "name",
    _NEAR: "context",
    _KNOWN: "known",
    _FAR: "far-context",
    _UNSUPPORTED: "ambiguous",
}


OFTEN_IN_PASSING: Final = COUNTRIES | {"city", "region", "sea", "river"}
"""Kinds of places that articles name without being about them."""
ENOUGH: Final = 1.0
ENOUGH_OF_THE_OFTEN_NAMED: Final = 2.0
"""The weight an entry needs to be a tag: more than once in the body, or once above it."""


ADJECTIVE: Final = "adjective"
SHARE_OF_ADJECTIVE: Final = 0.5
"""«السعودية» after «القناة» describes and names only by the way: it counts half, as «السعودي»."""
WORTH_A_LOOK: Final = 2.0
"""The weight that adjectives need to be a suggestion where the country itself is never named."""
ENOUGH_OF_ADJECTIVES: Final = 3.0
"""The weight at which adjectives are a tag where a city of the country is named: «مدريد»."""


class NamedHit(NamedTuple):
    """A hit read as one entry."""

    hit: Hit
    target: NameTarget | AdjectiveTarget
    rule: str
    """Why the name was taken for the entry: the last part of its evidence's rule."""
    decided: bool

    @property
    def share(self) -> float:
        """What part of its place's weight the name has."""
        return SHARE_OF_ADJECTIVE if self.rule == ADJECTIVE else 1.0


class _Reading(NamedTuple):
    """What one name may mean, and how well that is supported."""

    support: int
    hit: Hit
    target: NameTarget


def judge_names(findings: Findings) -> Iterator[NamedHit]:
    """Yield each entry that each name or adjective may mean, decided or not."""
    possible = [
        (hit, target)
        for hit in findings.hits
        if isinstance(target := hit.target, NameTarget)
        and not (target.denies and findings.near(target.denies, hit))
        and not findings.text.folded.startswith(_SLAVE_OF, hit.start - len(_SLAVE_OF))
    ]
    longer = _longer(possible, findings)
    known = {
        target.key
        for hit, target in possible
        if not target.alias.ambiguous and hit.start not in longer
    }
    for start, group in groupby(possible, key=_start):
        weigh = _support_of_longer if start in longer else _support
        readings = [_Reading(weigh(*one, findings, known), *one) for one in group]
        yield from _judge_one(readings, findings.text.folded)
    for hit in findings.hits:
        if isinstance(hit.target, AdjectiveTarget):
            yield NamedHit(hit, hit.target, ADJECTIVE, decided=False)


def enough_for(entry: Entry) -> float:
    """Return the weight that an entry's names need together for a tag.

    A village or an oil field named once says what an article is about; a country, a city or a sea
    named once, deep in the body, does not: of 84 such tags readers called one right.
    """
    often = isinstance(entry, Place) and entry.kind in OFTEN_IN_PASSING
    return ENOUGH_OF_THE_OFTEN_NAMED if often else ENOUGH


def _longer(possible: list[tuple[Hit, NameTarget]], findings: Findings) -> set[int]:
    """Return where a person's name begins a longer name."""
    people = [hit for hit, target in possible if target.kind == "people"]
    if not people:
        return set()
    lands = {hit.end for hit in findings.hits if isinstance(hit.target, AdjectiveTarget)}
    return {hit.start for hit in people if belongs_to_longer(hit, findings.text, lands)}


def _start(possible: tuple[Hit, NameTarget]) -> int:
    return possible[0].start


def _judge_one(readings: list[_Reading], folded: str) -> Iterator[NamedHit]:
    """Judge what one name may mean: the best supported entry, if it is the only one."""
    winners = readings if len(readings) == 1 else _best_supported(readings)
    support = winners[0].support
    decided = support > _UNSUPPORTED and len(winners) == 1
    rule = _RULES[support if decided else _UNSUPPORTED]
    for _, hit, target in winners:
        describes = decided and target.adjectival and _follows_definite(hit, folded)
        yield NamedHit(hit, target, ADJECTIVE if describes else rule, decided)


def _best_supported(readings: list[_Reading]) -> list[_Reading]:
    """Return the readings of most support, one for each entry.

    Two aliases of one entry may be spelt alike in some form; they are one reading.
    """
    best = max([reading.support for reading in readings])
    winners: dict[_Key, _Reading] = {}
    for reading in readings:
        if reading.support == best:
            other = winners.setdefault(reading.target.key, reading)
            if reading.target.alias.text < other.target.alias.text:
                winners[reading.target.key] = reading
    return list(winners.values())


def _support(hit: Hit, target: NameTarget, findings: Findings, known: set[_Key]) -> int:
    if not target.alias.ambiguous:
        return _PLAIN
    if findings.near(target.needs, hit):
        return _NEAR
    if target.key in known:
        return _KNOWN
    far = findings.far(target.needs, hit) and not findings.far(target.denies, hit)
    return _FAR if far else _UNSUPPORTED


def _support_of_longer(_: Hit, target: NameTarget, __: Findings, known: set[_Key]) -> int:
    return _KNOWN if target.key in known else _UNSUPPORTED


def _follows_definite(hit: Hit, folded: str) -> bool:
    """Tell whether the word before a name is a definite noun: «القناة السعودية»."""
    if folded[hit.start - 1] != " ":
        return False
    before = folded[folded.rfind(" ", 0, hit.start - 1) + 1 : hit.start - 1]
    return TO_ARTICLE.match(before) is not None
