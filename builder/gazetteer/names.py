"""Judge names: which entry a name means, and whether that is sure enough for a tag.

One plain name is enough. An ambiguous name counts where a context word supports it, nearest first:
in its own paragraph, then anywhere in the article; or where the same entry was named plainly
elsewhere («الأسد» after «بشار الأسد»). What is supported by nothing, or by two entries alike, stays
a suggestion.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from builder.gazetteer.patterns import NameTarget

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.gazetteer.scan import Findings, Hit
    from builder.vocabulary.entries import Kind

    _Key = tuple[Kind, str]

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


class NamedHit(NamedTuple):
    """A hit read as one entry."""

    hit: Hit
    segment: int
    target: NameTarget
    rule: str
    """Why the name was taken for the entry: the last part of its evidence's rule."""
    decided: bool


def judge_names(findings: Findings) -> Iterator[NamedHit]:
    """Yield each entry that each name may mean, decided or not."""
    possible = [
        (hit, target, segment)
        for hit, target, segment in _named(findings)
        if not (target.denies and findings.near(target.denies, segment))
    ]
    known = {target.key for _, target, _ in possible if not target.alias.ambiguous}
    for _, readings in groupby(possible, key=lambda one: one[0].start):
        yield from _judge_one(
            [
                (_support(target, segment, findings, known), hit, target, segment)
                for hit, target, segment in readings
            ]
        )


def _named(findings: Findings) -> Iterator[tuple[Hit, NameTarget, int]]:
    for hit in findings.hits:
        if isinstance(hit.target, NameTarget):
            yield hit, hit.target, findings.text.segment_at(hit.start)


def _judge_one(readings: list[tuple[int, Hit, NameTarget, int]]) -> Iterator[NamedHit]:
    """Judge what one name may mean: the best supported reading, if it is the only one."""
    best = max(reading[0] for reading in readings)
    winners = [reading for reading in readings if reading[0] == best]
    decided = best > _UNSUPPORTED and len(winners) == 1
    rule = _RULES[best if decided else _UNSUPPORTED]
    for _, hit, target, segment in winners:
        yield NamedHit(hit, segment, target, rule, decided)


def _support(target: NameTarget, segment: int, findings: Findings, known: set[_Key]) -> int:
    if not target.alias.ambiguous:
        return _PLAIN
    if findings.near(target.needs, segment):
        return _NEAR
    if target.key in known:
        return _KNOWN
    return _FAR if findings.anywhere(target.needs) else _UNSUPPORTED
