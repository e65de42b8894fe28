"""Phrases that are frequent in a collection and that its vocabulary does not know.

A phrase of several words counts where its words are met together far more often than their own
frequencies would have it; a single word where it is met in fewer articles than a common word of its
frequency would be, and nearly always in one form: names neither spread nor inflect. Both are judged
by log-likelihood (Dunning's G²), the collection being its own background.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from builder.arabic.stem import light_stem
from builder.folding import ARTICLE, excerpt
from builder.likeness import is_common
from builder.suggest.shape import has_sign, is_cued, is_whole, may_be_noun

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from builder.suggest.reading import Text, Word
    from builder.suggest.shape import Use

LONGEST: Final = 4
"""Words of a phrase at most."""
ARTICLES: Final = 2
"""Articles that a phrase stands in at least."""
DEFINITE_ARTICLES: Final = 3
"""The same for a definite phrase that nothing marks as a name."""
CERTAIN_TOGETHER: Final = 10.83
"""G² from which words belong together: chance would give as much once in a thousand phrases."""
CERTAIN_ALONE: Final = 6.63
"""G² from which a single word is too gathered to be a common one: once in a hundred."""
ONE_FORM: Final = 0.8
"""Share of a name's stem that stands in the name's own form."""
SWALLOWED: Final = 0.7
"""Share of a phrase inside longer phrases from which it is only a part of them."""
SHOWN: Final = 2
"""Places shown as evidence."""
_MARKS: Final = "«»\"'“”‘’()[]{}.,،؛:؟!…-\N{EN DASH}\N{EM DASH} "


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase that may deserve an entry."""

    words: tuple[str, ...]
    """Folded, without the clitics of the first."""
    text: str
    """As the articles spell it most often."""
    count: int
    articles: int
    score: float
    evidence: tuple[tuple[int, str], ...]
    """Numbers of articles, with the words around."""
    cues: Mapping[str, int]
    """Words that stand before it, with how often."""


class _Counts(NamedTuple):
    all: Counter[tuple[str, ...]]
    """Every phrase, known to the vocabulary or not."""
    free: dict[tuple[str, ...], list[Use]]
    """Phrases that are no part of a known name, with where they stand."""


def find_phrases(texts: Sequence[Text], least: int) -> list[Phrase]:
    """Return the phrases met `least` times or more, the weightiest first."""
    counts = _count(texts, least - 1)
    total = sum(count for words, count in counts.all.items() if len(words) == 1)
    families = Counter[str]()
    for words, count in counts.all.items():
        if len(words) == 1:
            families[light_stem(words[0])] += count
    found = {}
    for words, uses in counts.free.items():
        spread = len({article for article, _ in uses})
        enough = least - 1 if has_sign(words) else least
        if len(uses) < max(enough, ARTICLES) or spread < ARTICLES or not is_whole(words):
            continue
        alone = len(words) == 1
        if alone:
            score = _gathered(len(uses), spread, len(texts))
        else:
            score = _together(words, counts.all, total)
        is_certain = score >= (CERTAIN_ALONE if alone else CERTAIN_TOGETHER)
        if is_cued(uses, least) or (is_certain and _may_name(words, uses, counts.all, families)):
            found[words] = (score, uses)
    kept = _not_swallowed(found)
    phrases = [_phrase(words, *found[words], texts) for words in kept]
    return sorted(phrases, key=lambda one: (-one.score, -one.count, one.words))


def _may_name(
    words: tuple[str, ...],
    uses: Sequence[Use],
    counted: Counter[tuple[str, ...]],
    families: Counter[str],
) -> bool:
    """Tell whether a phrase can be a name: by its form, its first word, or words of one form.

    «كتاب صغير» cannot: it is indefinite, and its words are met in other forms as well. Nor can
    «الحكومة الإسبانية» met in two articles: what is definite may be any thing that was spoken of.
    """
    if all(map(is_common, words)):
        return False
    if len(words) > 1:
        if has_sign(words):
            return True
        if any(word.startswith(ARTICLE) for word in words):
            return len({article for article, _ in uses}) >= DEFINITE_ARTICLES
    elif words[0].startswith(ARTICLE) or may_be_noun(words[0], uses, counted):
        return False
    return all(counted[word,] >= ONE_FORM * families[light_stem(word)] for word in words)


def _count(texts: Sequence[Text], least: int) -> _Counts:
    """Count phrases word by word longer: only what is frequent is looked at in longer ones."""
    counts = _Counts(Counter(), defaultdict(list))
    for length in range(1, LONGEST + 1):
        for article, text in enumerate(texts):
            for part in _parts(text.runs, length):
                if length > 1 and not _may_be_frequent(part, counts.all, least):
                    continue
                words = _words(part)
                counts.all[words] += 1
                is_free = part[0].known is None or part[0].known != part[-1].known
                if is_free and part[0].opens and part[-1].closes:
                    counts.free[words].append((article, part))
    return counts


def _parts(runs: Iterable[tuple[Word, ...]], length: int) -> Iterator[tuple[Word, ...]]:
    for run in runs:
        for start in range(len(run) - length + 1):
            yield run[start : start + length]


def _words(part: Sequence[Word]) -> tuple[str, ...]:
    return (part[0].bare, *(word.raw for word in part[1:]))


def _may_be_frequent(part: Sequence[Word], counted: Counter[tuple[str, ...]], least: int) -> bool:
    return counted[_words(part[:-1])] >= least and counted[_words(part[1:])] >= least


def _together(words: tuple[str, ...], counted: Counter[tuple[str, ...]], total: int) -> float:
    """Return the weaker of the bonds at the two ends of a phrase."""
    return min(
        log_likelihood(counted[words], counted[words[:cut]], counted[words[cut:]], total)
        for cut in {1, len(words) - 1}
    )


def log_likelihood(both: int, first: int, second: int, total: int) -> float:
    """Return Dunning's G² of two words met together `both` times; 0 where that is rather seldom.

    >>> round(log_likelihood(8, 10, 9, 1000), 1)
    76.9
    >>> log_likelihood(1, 100, 100, 1000)
    0.0
    """
    first, second = max(first, both), max(second, both)
    if both * total <= first * second:
        return 0.0
    rows = (both, first - both), (second - both, max(0, total - first - second + both))
    score = 0.0
    for row, marginal in zip(rows, (first, total - first), strict=True):
        for seen, column in zip(row, (second, total - second), strict=True):
            expected = marginal * column / total
            if seen and expected > 0:
                score += seen * math.log(seen / expected)
    return 2 * score


def _gathered(count: int, articles: int, all_articles: int) -> float:
    """Return how much less spread a word is than chance would have it, as G²."""
    expected = all_articles * -math.expm1(-count / all_articles)
    if articles >= expected or articles == all_articles:
        return 0.0
    inside = articles * math.log(articles / expected)
    outside = all_articles - articles
    # outside, all * exp(-count / all) are expected: 0 to a machine for a word met very often
    chance = math.log(outside / all_articles) + count / all_articles
    return 2 * (inside + outside * chance)


def _not_swallowed(
    found: Mapping[tuple[str, ...], tuple[float, Sequence[Use]]],
) -> Iterator[tuple[str, ...]]:
    """Yield the phrases that do not stand mostly inside longer ones."""
    inside: defaultdict[tuple[str, ...], set[tuple[int, int, int]]] = defaultdict(set)
    for words, (_, uses) in found.items():
        for length in range(1, len(words)):
            for start in range(len(words) - length + 1):
                inside[words[start : start + length]].update(
                    (article, part[start].segment, part[start].number) for article, part in uses
                )
    for words, (_, uses) in found.items():
        if len(inside[words]) < SWALLOWED * len(uses):
            yield words


def _phrase(
    words: tuple[str, ...],
    score: float,
    uses: Sequence[Use],
    texts: Sequence[Text],
) -> Phrase:
    spellings = Counter(_spelling(article, part, texts) for article, part in uses)
    cues = Counter(cue for _, part in uses for cue in part[0].cues)
    first_uses = list(dict(reversed(uses)).items())[::-1]
    return Phrase(
        words=words,
        text=min(spellings, key=lambda text: (-spellings[text], text)),
        count=len(uses),
        articles=len(first_uses),
        score=score,
        evidence=tuple(
            (article, _around(part, texts[article])) for article, part in first_uses[:SHOWN]
        ),
        cues=cues,
    )


def _spelling(article: int, part: Sequence[Word], texts: Sequence[Text]) -> str:
    """Return a phrase as an article spells it, without the clitics of its first word."""
    segment = texts[article].segments[part[0].segment]
    words = [
        excerpt(segment, word.number, word.number, around=0).strip("… ").strip(_MARKS)
        for word in part
    ]
    lost = len(part[0].raw) - len(part[0].bare)
    if part[0].raw != part[0].bare:
        words[0] = words[0][lost:] if part[0].raw.endswith(part[0].bare) else part[0].bare
    return " ".join(words)


def _around(part: Sequence[Word], text: Text) -> str:
    return excerpt(text.segments[part[0].segment], part[0].number, part[-1].number)
