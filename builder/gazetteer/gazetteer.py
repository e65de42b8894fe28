"""Find the vocabulary's entries in an article: scan, judge, and give each mention its evidence."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Final

from builder.gazetteer.names import ENOUGH_OF_ADJECTIVES, WORTH_A_LOOK, enough_for, judge_names
from builder.gazetteer.patterns import AdjectiveTarget, KeywordTarget, patterns
from builder.gazetteer.scan import Scanner
from builder.model import Evidence, Mention
from builder.topics import KeywordHit, judge_topics
from builder.vocabulary import Place
from builder.vocabulary.entries import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.gazetteer.names import NamedHit
    from builder.gazetteer.scan import Findings, Hit
    from builder.vocabulary import Vocabulary
    from builder.vocabulary.entries import Kind

    _Key = tuple[Kind, str]

LEDE: Final = 2
"""Segments of an article's text: title, standfirst, then the paragraphs, the lede first."""

WEIGHTS: Final = (("title", 3.0), ("standfirst", 2.0), ("lede", 2.0))
"""Name and weight of the places that weigh more than the rest of the body."""
BODY: Final = ("body", 1.0)
LEDE_LENGTH: Final = 400
"""A first paragraph leads no longer than this; texts pasted as one paragraph have a body too."""

_ORDER: Final[dict[str, int]] = {kind: number for number, kind in enumerate(KINDS)}

EVIDENCE_SHOWN: Final = 3
"""Places shown for one mention; its score counts all."""


class Gazetteer:
    """Finds the entries of one vocabulary; made once, used for every article."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Take a vocabulary."""
        self._vocabulary = vocabulary

    @cached_property
    def _scanner(self) -> Scanner:
        """The matcher of all names and keywords; a run that reads no article makes none."""
        return Scanner(patterns(self._vocabulary))

    def find_mentions(
        self, title: str, lede: str, paragraphs: Sequence[str], *, evidence: bool = True
    ) -> tuple[Mention, ...]:
        """Return the entries an article names, tags and suggestions, the weightiest first per kind.

        `lede` is the standfirst, empty where there is none; the first paragraph weighs as much.
        Evidence has the place and the reason as its rule (`title-name`, `body-context`), the
        excerpt in the original spelling, and as its line the number of the paragraph, from 1. To
        publish an article nobody reads it, and cutting it out takes half of the time.
        """
        findings = self._scanner.scan((title, lede, *paragraphs))
        shown = EVIDENCE_SHOWN if evidence else 0
        mentions = [*_named(findings, shown), *self._topical(findings, shown)]
        mentions.sort(key=lambda one: (_ORDER[one.kind], not one.decided, -one.score, one.id))
        return tuple(mentions)

    def _topical(self, findings: Findings, shown: int) -> Iterator[Mention]:
        for judged in judge_topics(_keyword_hits(findings)):
            evidence = tuple(
                _evidence(one.hit, one.target.text, "keyword", findings)
                for one in judged.hits[:shown]
            )
            name = self._vocabulary.topics[judged.topic_id].name
            yield Mention("topics", judged.topic_id, name, judged.score, evidence, judged.decided)


def _keyword_hits(findings: Findings) -> Iterator[KeywordHit]:
    for hit in findings.hits:
        target = hit.target
        if isinstance(target, KeywordTarget):
            yield KeywordHit(target.weight * _place(hit)[1], hit, target)


def _named(findings: Findings, most: int) -> Iterator[Mention]:
    found: dict[_Key, list[NamedHit]] = defaultdict(list)
    for one in judge_names(findings):
        found[one.target.key].append(one)
    seen_in = set(map(_country, found.values()))
    for hits in found.values():
        decided = [one for one in hits if one.decided]
        adjectives = [one for one in hits if isinstance(one.target, AdjectiveTarget)]
        names = decided or [one for one in hits if not isinstance(one.target, AdjectiveTarget)]
        score = sum([_place(one.hit)[1] * one.share for one in names + adjectives])
        if names or score >= WORTH_A_LOOK:
            shown = (names + adjectives)[:most]
            evidence = tuple([_name_evidence(one, findings) for one in shown])
            (kind, _), entry = hits[0].target.key, hits[0].target.entry
            needed = enough_for(entry) if names else ENOUGH_OF_ADJECTIVES
            sure = bool(decided) or (not names and entry.id in seen_in)
            enough = sure and score >= needed
            yield Mention(kind, entry.id, entry.name, score, evidence, enough)


def _country(hits: Sequence[NamedHit]) -> str | None:
    """Return the country that a place is named to be in."""
    entry = hits[0].target.entry
    if isinstance(entry, Place) and any(one.decided for one in hits):
        return entry.country
    return None


def _name_evidence(one: NamedHit, findings: Findings) -> Evidence[str]:
    return _evidence(one.hit, one.target.text, one.rule, findings, one.share)


def _evidence(
    hit: Hit, value: str, reason: str, findings: Findings, share: float = 1.0
) -> Evidence[str]:
    place, weight = _place(hit)
    return Evidence(
        value=value,
        rule=f"{place}-{reason}",
        line=hit.segment - LEDE + 1 if hit.segment >= LEDE else None,
        excerpt=findings.text.excerpt(hit),
        score=weight * share,
    )


def _place(hit: Hit) -> tuple[str, float]:
    if hit.segment > LEDE or (hit.segment == LEDE and hit.offset > LEDE_LENGTH):
        return BODY
    return WEIGHTS[hit.segment]
