"""Judge names: which entry a name means, and whether that is sure enough for a tag.

One plain name is enough. An ambiguous name counts where a context word supports it, nearest first:
in its own paragraph, then anywhere in the article; or where the same entry was named plainly
elsewhere («الأسد» after «بشار الأسد»). What is supported by nothing, or by two entries alike, stays
a suggestion.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from builder.gazetteer.scan import names_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.gazetteer.patterns import NameTarget
    from builder.gazetteer.scan import Findings, Hit
    from builder.vocabulary.entries import Kind

PLAIN: Final = 4
_NEAR: Final = 3
_KNOWN: Final = 2
_FAR: Final = 1
_UNSUPPORTED: Final = 0

RULES: Final = {
    PLAIN: "name",
    _NEAR: "context",
    _KNOWN: "known",
    _FAR: "far-context",
    _UNSUPPORTED: "ambiguous",
}
"""How evidence says why a name was taken for an entry."""


@dataclass(frozen=True, slots=True)
class NamedHit:
    """A hit read as one entry."""

    hit: Hit
    segment: int
    target: NameTarget
    support: int
    decided: bool


def judge_names(findings: Findings) -> Iterator[NamedHit]:
    """Yield each entry that each name may mean, decided or not."""
    found = [(hit, readings) for hit in findings.hits if (readings := names_of(hit))]
    known = {
        (one.kind, one.entry.id)
        for hit, readings in found
        for one in readings
        if not one.alias.ambiguous and not _denied(one, findings, hit)
    }
    for hit, readings in found:
        segment = findings.text.segment_at(hit.start)
        supported = [
            (_support(one, segment, findings, known), one)
            for one in readings
            if not _denied(one, findings, hit)
        ]
        if not supported:
            continue
        best = max(support for support, _ in supported)
        winners = [one for support, one in supported if support == best]
        decided = best > _UNSUPPORTED and len(winners) == 1
        for target in winners:
            yield NamedHit(hit, segment, target, best if decided else _UNSUPPORTED, decided)


def _denied(target: NameTarget, findings: Findings, hit: Hit) -> bool:
    if not target.denies:
        return False
    segment = findings.text.segment_at(hit.start)
    return any(segment in findings.contexts.get(word, ()) for word in target.denies)


def _support(
    target: NameTarget, segment: int, findings: Findings, known: set[tuple[Kind, str]]
) -> int:
    if not target.alias.ambiguous:
        return PLAIN
    if any(segment in findings.contexts.get(word, ()) for word in target.needs):
        return _NEAR
    if (target.kind, target.entry.id) in known:
        return _KNOWN
    if any(word in findings.contexts for word in target.needs):
        return _FAR
    return _UNSUPPORTED
