"""Find the vocabulary's entries in an article: scan, judge, and give each mention its evidence."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from builder.gazetteer.names import judge_names
from builder.gazetteer.patterns import KeywordTarget
from builder.gazetteer.scan import Scanner
from builder.model import Evidence, Mention
from builder.topics import KeywordHit, judge_topics
from builder.vocabulary.entries import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.gazetteer.names import NamedHit
    from builder.gazetteer.scan import Findings
    from builder.vocabulary import Vocabulary
    from builder.vocabulary.entries import Kind

TITLE: Final = 0
LEDE: Final = 1
FIRST_PARAGRAPH: Final = 2
"""Segments of an article's text: title, standfirst, then the paragraphs."""

TITLE_WEIGHT: Final = 3.0
LEDE_WEIGHT: Final = 2.0
BODY_WEIGHT: Final = 1.0

_ORDER: Final[dict[str, int]] = {kind: number for number, kind in enumerate(KINDS)}

EVIDENCE_SHOWN: Final = 3
"""Places shown for one mention; its score counts all."""


class Gazetteer:
    """Finds the entries of one vocabulary; made once, used for every article."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Build the matcher of all names and keywords."""
        self._vocabulary = vocabulary
        self._scanner = Scanner(vocabulary)

    def find_mentions(
        self, title: str, lede: str, paragraphs: Sequence[str]
    ) -> tuple[Mention, ...]:
        """Return the entries an article names, tags and suggestions, the weightiest first per kind.

        `lede` is the standfirst, empty where there is none; the first paragraph weighs as much.
        Evidence has the place and the reason as its rule (`title-name`, `body-context`), the
        excerpt in the original spelling, and as its line the number of the paragraph, from 1.
        """
        findings = self._scanner.scan((title, lede, *paragraphs))
        mentions = [*_named(findings), *self._topical(findings)]
        mentions.sort(key=lambda one: (_ORDER[one.kind], not one.decided, -one.score, one.id))
        return tuple(mentions)

    def _topical(self, findings: Findings) -> Iterator[Mention]:
        for judged in judge_topics(_keyword_hits(findings)):
            evidence = tuple(
                Evidence(
                    value=one.target.text,
                    rule=f"{_place(one.segment)}-keyword",
                    line=_paragraph(one.segment),
                    excerpt=findings.text.excerpt(one.hit),
                    score=one.weight,
                )
                for one in judged.hits[:EVIDENCE_SHOWN]
            )
            name = self._vocabulary.topics[judged.topic_id].name
            yield Mention("topics", judged.topic_id, name, judged.score, evidence, judged.decided)


def _keyword_hits(findings: Findings) -> Iterator[KeywordHit]:
    for hit in findings.hits:
        if isinstance(hit.target, KeywordTarget):
            segment = findings.text.segment_at(hit.start)
            yield KeywordHit(hit.target.weight * _place_weight(segment), hit, segment, hit.target)


def _named(findings: Findings) -> Iterator[Mention]:
    found: dict[tuple[Kind, str], list[NamedHit]] = defaultdict(list)
    for one in judge_names(findings):
        found[one.target.key].append(one)
    for (kind, entry_id), hits in found.items():
        decided = [one for one in hits if one.decided]
        counted = decided or hits
        score = sum(_place_weight(one.segment) for one in counted)
        evidence = tuple(_name_evidence(one, findings) for one in counted[:EVIDENCE_SHOWN])
        name = counted[0].target.entry.name
        yield Mention(kind, entry_id, name, score, evidence, bool(decided))


def _name_evidence(one: NamedHit, findings: Findings) -> Evidence[str]:
    return Evidence(
        value=one.target.alias.text,
        rule=f"{_place(one.segment)}-{one.rule}",
        line=_paragraph(one.segment),
        excerpt=findings.text.excerpt(one.hit),
        score=_place_weight(one.segment),
    )


def _place_weight(segment: int) -> float:
    if segment == TITLE:
        return TITLE_WEIGHT
    return LEDE_WEIGHT if segment in (LEDE, FIRST_PARAGRAPH) else BODY_WEIGHT


def _place(segment: int) -> str:
    if segment == TITLE:
        return "title"
    return "lede" if segment == LEDE else "body"


def _paragraph(segment: int) -> int | None:
    return segment - FIRST_PARAGRAPH + 1 if segment >= FIRST_PARAGRAPH else None
