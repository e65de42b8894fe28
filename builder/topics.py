"""Judge topics: whether an article's keywords speak for a topic loudly enough for a tag.

A topic needs more than one word: two different keywords at least, or its own name, and enough
weight together. Passing mentions beside a strong subject stay suggestions. No topic implies
another.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from builder.gazetteer.patterns import KeywordTarget
    from builder.gazetteer.scan import Hit

ENOUGH: Final = 8.0
"""The weight a topic needs to be a tag."""
WORTH_A_LOOK: Final = 4.0
"""The weight a topic needs to be suggested."""
SHARE_OF_BEST: Final = 0.3
"""A tag weighs at least this share of the article's weightiest topic."""
COUNTED_TIMES: Final = 3
"""One keyword counts this often and no more: repeating a word proves little."""
OWN_NAME: Final = 3.0
"""Weight from which a keyword is the topic's own name and may stand alone."""
DIFFERENT_WORDS: Final = 2


@dataclass(frozen=True, slots=True)
class KeywordHit:
    """A keyword at its place; `place_weight` says how much the place counts."""

    hit: Hit
    segment: int
    target: KeywordTarget
    place_weight: float

    @property
    def weight(self) -> float:
        """What this one place adds to the topic."""
        return self.target.weight * self.place_weight


@dataclass(frozen=True, slots=True)
class JudgedTopic:
    """A topic with the keywords that count for it, the weightiest first."""

    topic_id: str
    score: float
    decided: bool
    hits: tuple[KeywordHit, ...]


def judge_topics(hits: Iterable[KeywordHit]) -> Iterator[JudgedTopic]:
    """Yield the topics that keywords speak for, tags and suggestions."""
    by_topic: dict[str, dict[str, list[KeywordHit]]] = defaultdict(lambda: defaultdict(list))
    for hit in hits:
        by_topic[hit.target.topic.id][hit.target.text].append(hit)
    counted = {topic: _counted(words.values()) for topic, words in by_topic.items()}
    scores = {topic: sum(hit.weight for hit in found) for topic, found in counted.items()}
    best = max(scores.values(), default=0.0)
    for topic, score in scores.items():
        words = by_topic[topic]
        various = len(words) >= DIFFERENT_WORDS or any(
            hit.target.weight >= OWN_NAME for hit in counted[topic]
        )
        decided = various and score >= ENOUGH and score >= SHARE_OF_BEST * best
        if decided or score >= WORTH_A_LOOK:
            yield JudgedTopic(topic, score, decided, counted[topic])


def _counted(words: Iterable[list[KeywordHit]]) -> tuple[KeywordHit, ...]:
    """Keep the weightiest places of each keyword, in the order of the text."""
    kept = [
        hit
        for places in words
        for hit in sorted(places, key=lambda one: -one.weight)[:COUNTED_TIMES]
    ]
    return tuple(sorted(kept, key=lambda one: (-one.weight, one.hit.start)))
