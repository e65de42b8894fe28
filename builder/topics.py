"""Judge topics: whether an article's keywords speak for a topic loudly enough for a tag.

A topic needs more than one word: two different keywords at least, or its own name in the title, and
enough weight together. Passing mentions beside a strong subject stay suggestions. No topic implies
another.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from builder.gazetteer.patterns import KeywordTarget
    from builder.gazetteer.scan import Hit
    from builder.model import Mention

ENOUGH: Final = 8.0
"""The weight a topic needs to be a tag."""
WORTH_A_LOOK: Final = 5.0
"""The weight a topic needs to be suggested."""
SHARE_OF_BEST: Final = 0.3
"""A tag weighs at least this share of the article's weightiest topic."""
COUNTED_TIMES: Final = 3
"""One keyword counts this often and no more: repeating a word proves little."""
OWN_NAME: Final = 3.0
"""Weight from which a keyword is the topic's own name and may stand alone, in the title."""
DIFFERENT_WORDS: Final = 2
MOST_SUGGESTED: Final = 3
"""Topics that the hint of an article without any offers."""


class KeywordHit(NamedTuple):
    """A keyword at its place."""

    weight: float
    """The keyword's weight times the place's."""
    hit: Hit
    target: KeywordTarget

    @property
    def in_title(self) -> bool:
        """Whether it stands in the article's title."""
        return self.hit.segment == 0


class JudgedTopic(NamedTuple):
    """A topic with the keywords that count for it, the weightiest first."""

    topic_id: str
    score: float
    decided: bool
    hits: tuple[KeywordHit, ...]


def judge_topics(hits: Iterable[KeywordHit]) -> Iterator[JudgedTopic]:
    """Yield the topics that keywords speak for, tags and suggestions."""
    by_topic: defaultdict[str, list[KeywordHit]] = defaultdict(list)
    for hit in _give_shared(list(hits)):
        by_topic[hit.target.topic.id].append(hit)
    judged = [
        (topic, *_counted(_one_each(found)))
        for topic, found in by_topic.items()
        if sum([hit.weight for hit in found]) >= WORTH_A_LOOK
    ]
    best = max([score for _, score, _, _ in judged], default=0.0)
    for topic, score, words, counted in judged:
        own_name = any(hit.in_title and hit.target.weight >= OWN_NAME for hit in counted)
        enough = score >= ENOUGH and score >= SHARE_OF_BEST * best
        decided = enough and (words >= DIFFERENT_WORDS or own_name)
        if decided or score >= WORTH_A_LOOK:
            yield JudgedTopic(topic, score, decided, counted)


def suggested(mentions: Iterable[Mention]) -> tuple[tuple[str, str], ...]:
    """Return the weightiest topics that are no tags, for the hint of TAG01: ids and names."""
    found = [one for one in mentions if one.kind == "topics" and not one.decided][:MOST_SUGGESTED]
    ids, names = ", ".join(one.id for one in found), "، ".join(f"«{one.name}»" for one in found)
    return (("ids", ids), ("names", names)) if found else ()


def _give_shared(found: list[KeywordHit]) -> list[KeywordHit]:
    """Leave a word that is strong for one topic and weak for its siblings to one of them.

    «مباراة» speaks for football, unless it is basketball that the article's other words speak for.
    A topic's own name is nobody else's, and a word that is as strong for two speaks for both.
    """
    if len({hit.hit.start for hit in found}) == len(found):
        return found
    places: defaultdict[tuple[int, str | None], list[KeywordHit]] = defaultdict(list)
    for hit in found:
        places[hit.hit.start, hit.target.topic.broader].append(hit)
    shared = [hits for hits in places.values() if len(hits) > 1 and _is_shared(hits)]
    if not shared:
        return found
    claimed = {(hit.hit.start, hit.target.topic.id) for hits in shared for hit in hits}
    own: defaultdict[str, float] = defaultdict(float)
    for hit in found:
        if (hit.hit.start, hit.target.topic.id) not in claimed:
            own[hit.target.topic.id] += hit.weight
    for hits in shared:
        best = max(
            hits, key=lambda one: (own[one.target.topic.id], one.weight, one.target.topic.id)
        )
        claimed.discard((best.hit.start, best.target.topic.id))
    return [hit for hit in found if (hit.hit.start, hit.target.topic.id) not in claimed]


def _is_shared(hits: list[KeywordHit]) -> bool:
    """Tell whether keywords at one place are of several topics, and of unlike strength."""
    topics = {hit.target.topic.id for hit in hits}
    strengths = {hit.target.weight for hit in hits}
    return len(topics) > 1 and len(strengths) > 1 and max(strengths) < OWN_NAME


def _one_each(found: Iterable[KeywordHit]) -> Iterable[KeywordHit]:
    """Return one topic's keywords, the weightiest of those at one place."""
    places: dict[int, KeywordHit] = {}
    for hit in found:
        other = places.get(hit.hit.start)
        places[hit.hit.start] = hit if other is None else min(other, hit, key=_weightiest)
    return places.values()


def _weightiest(one: KeywordHit) -> tuple[float, str]:
    """Order the keywords that fit the same word: only the first of them counts."""
    return (-one.weight, one.target.text)


def _counted(hits: Iterable[KeywordHit]) -> tuple[float, int, tuple[KeywordHit, ...]]:
    """Return weight, number of different keywords, and the hits that count, the weightiest first.

    Of each keyword its weightiest places count.
    """
    times: defaultdict[str, int] = defaultdict(int)
    counted: list[KeywordHit] = []
    for hit in sorted(hits, key=lambda one: -one.weight):
        times[hit.target.text] += 1
        if times[hit.target.text] <= COUNTED_TIMES:
            counted.append(hit)
    return sum([hit.weight for hit in counted]), len(times), tuple(counted)
