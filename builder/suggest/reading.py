"""An article as words: its folded text in runs that a phrase may lie in, without clitics.

Whether a letter is a clitic the collection itself decides: «والشركة» loses its «و» because
«الشركة» is met too, «وائل» keeps it because «ائل» never is.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from builder.folding import ARTICLE, BETWEEN, STOP, TO_ARTICLE
from builder.gazetteer.patterns import AdjectiveTarget, ContextTarget
from builder.suggest.rules import rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from builder.gazetteer.scan import Findings, Scanner

_TOKEN: Final = re.compile(r"\S+")
_CLITIC: Final = re.compile(r"[وف]?[بلك]?(?=\w\w\w)")
_TO_THE: Final = "لل"
_SHORTEST: Final = 2


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a run."""

    raw: str
    """As it stands, folded."""
    bare: str
    """Without clitics."""
    segment: int
    number: int
    """Which word of its segment it is, from 0."""
    known: int | None
    """Number of the vocabulary's name or keyword that it is a part of."""
    opens: bool
    """Whether a phrase may begin with it: no known name has begun before it."""
    closes: bool
    """Whether a phrase may end with it: no known name goes on behind it."""
    cues: tuple[str, ...]
    """The words before it, nearest first, up to two, none across a stop."""
    after: str
    """The word after it; a stop where there is none."""


@dataclass(frozen=True, slots=True)
class Text:
    """One article, read."""

    segments: tuple[str, ...]
    runs: tuple[tuple[Word, ...], ...]


def read_texts(articles: Iterable[Sequence[str]], scanner: Scanner) -> list[Text]:
    """Return articles, given as segments, as runs of words.

    A segment that stood in an article before counts for nothing: copies of a story, and lines that
    a publisher puts under every article, would make each of their phrases frequent.
    """
    findings = [scanner.scan(segments) for segments in _once(articles)]
    counts = Counter(token for found in findings for token in found.text.folded.split())
    return [Text(found.text.segments, tuple(_runs(found, counts))) for found in findings]


def _once(articles: Iterable[Sequence[str]]) -> Iterator[tuple[str, ...]]:
    seen: set[str] = set()
    for segments in articles:
        yield tuple("" if segment in seen else segment for segment in segments)
        seen.update(segments)


def bare_word(word: str, counts: Counter[str]) -> str:
    """Return a folded word without the clitics that the collection shows to be some.

    >>> counts = Counter({"الشركه": 3, "والشركه": 1, "وائل": 2, "بيروت": 4, "وبيروت": 1})
    >>> [bare_word(word, counts) for word in ("والشركه", "للشركه", "وائل", "وبيروت", "بيروت")]
    ['الشركه', 'الشركه', 'وائل', 'بيروت', 'بيروت']
    """
    definite = TO_ARTICLE.match(word)
    if definite and (whole := ARTICLE + word[definite.end() :]) != word and counts[whole]:
        return whole
    clitic = _CLITIC.match(word)
    for length in range(clitic.end() if clitic else 0, 0, -1):
        rest = word[length:]
        if rest in rules().signs or (counts[rest] and counts[rest] >= counts[word]):
            return rest
    return word


def _runs(found: Findings, counts: Counter[str]) -> Iterator[tuple[Word, ...]]:
    """Yield the stretches of words between stops, stop words, titles and numbers."""
    known = _known(found)
    apart = rules().apart | rules().titles | rules().place_before.keys()
    run: list[Word] = []
    before: tuple[str, ...] = ()
    segment = number = 0
    tokens = found.text.folded.split()
    for place, (token, after) in enumerate(pairwise((*tokens, STOP))):
        if token in {STOP, BETWEEN}:
            yield from _whole(run)
            run, before = [], ()
            if token == BETWEEN:
                segment, number = segment + 1, 0
            continue
        bare = bare_word(token, counts)
        if bare in apart or token in apart or not token.isalpha() or len(token) < _SHORTEST:
            yield from _whole(run)
            run = []
        else:
            if bare != token and not token.startswith(_TO_THE):
                yield from _whole(run)
                run = []
            found_in = known.get(place)
            opens = found_in is None or known.get(place - 1) != found_in
            closes = found_in is None or known.get(place + 1) != found_in
            run.append(Word(token, bare, segment, number, found_in, opens, closes, before, after))
        before = (bare, *before[:1])
        number += 1
    yield from _whole(run)


def _whole(run: list[Word]) -> Iterator[tuple[Word, ...]]:
    if run:
        yield tuple(run)


def _known(found: Findings) -> dict[int, int]:
    """Return, by place among the tokens, the number of the hit that a token is a part of."""
    tokens = list(_TOKEN.finditer(found.text.folded))
    hits = [
        hit for hit in found.hits if not isinstance(hit.target, AdjectiveTarget | ContextTarget)
    ]
    known: dict[int, int] = {}
    place = 0
    for number, hit in enumerate(hits):
        while tokens[place].end() <= hit.start:
            place += 1
        for later in range(place, len(tokens)):
            if tokens[later].start() >= hit.end:
                break
            known[later] = number
    return known
