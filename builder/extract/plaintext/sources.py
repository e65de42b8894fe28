"""Decide who published an article, from everything that names a publisher."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from builder.extract.phrases import phrase_key
from builder.extract.plaintext.claims import is_agency
from builder.extract.plaintext.draft import SourceHint
from builder.model import Evidence

if TYPE_CHECKING:
    from builder.extract.plaintext.draft import Draft
    from builder.extract.profiles import Match

PROFILE_SCORE: Final = 0.8
AGENCY_SCORE: Final = 0.2

_PARTS: Final = re.compile(r"\s*[+،,/]\s*|\s+[-–]\s+")


@dataclass(frozen=True, slots=True)
class Source:
    """The publisher, and its id where it is known."""

    evidence: Evidence[str] | None
    id: str | None = None


def choose_source(draft: Draft, match: Match | None) -> Source:
    """Weigh the names; equal names strengthen each other, an agency counts where nothing else does."""
    hints = [hint for given in draft.sources for hint in _split(given)]
    if match is not None:
        profile = match.profile
        hints.append(SourceHint(profile.name, "profile", match.line, PROFILE_SCORE, match.excerpt))
    totals: dict[str, float] = {}
    best: dict[str, SourceHint] = {}
    for hint in hints:
        key = _identity(draft, hint.name)
        score = AGENCY_SCORE if is_agency(hint.name) else hint.score
        totals[key] = totals.get(key, 0.0) + score
        if key not in best or score > best[key].score:
            best[key] = hint
    if not totals:
        return Source(None)
    key = max(totals, key=lambda name: totals[name])
    hint = best[key]
    known = draft.known_sources.get(phrase_key(hint.name))
    name = known[1] if known else hint.name
    found = Evidence(name, hint.rule, hint.line, hint.excerpt or hint.name, min(1.0, totals[key]))
    if match is not None and phrase_key(match.profile.name) == phrase_key(name):
        return Source(found, match.profile.id)
    return Source(found, known[0] if known else None)


def _identity(draft: Draft, name: str) -> str:
    key = phrase_key(name)
    known = draft.known_sources.get(key)
    return known[0] if known else key


def _split(hint: SourceHint) -> list[SourceHint]:
    """Part «الجزيرة + وكالات»; the first that is no agency is the publisher."""
    names = [part for part in _PARTS.split(hint.name) if part] or [hint.name]
    return [SourceHint(name, hint.rule, hint.line, hint.score, hint.excerpt) for name in names]
