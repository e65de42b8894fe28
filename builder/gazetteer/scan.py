"""Read a folded article once and report what its patterns show.

Everything per word happens inside the automaton; Python looks only at places where a pattern ends.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

import ahocorasick

from builder.folding import BETWEEN, STOP, excerpt, fold_together
from builder.frozen import frozen
from builder.gazetteer.patterns import ContextTarget, endings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from builder.gazetteer.patterns import Pattern, Target

NEAR: Final = 240
"""So many characters apart, some forty words, two words of a paragraph still speak of one thing."""
FAR: Final = 2_000
"""So many characters apart, a page or so, a long text may have come to something else."""

_Fit = tuple[int, int, int, "Target"]
"""A place where a pattern fits: less its length, its start, a serial number, and the target.

Sorted, the longest comes first; the serial number keeps targets out of the comparison.
"""

_Rule = tuple[frozenset[str], "Target", str | None]
"""The prefixes that may stand before a key, its target, and the word if that is a context."""

_Row = tuple[int, bool, tuple[_Rule, ...], tuple[_Rule, ...]]
"""What the automaton holds for a key: its length, whether endings may follow, and its rules.

Then once more those of its rules that need no prefix: most places have none.
"""


class Hit(NamedTuple):
    """A place of the folded text where a pattern fits, without proclitics and endings."""

    start: int
    end: int
    segment: int
    """Number of the segment that holds it."""
    offset: int
    """Where in the folded segment it begins."""
    target: Target


@frozen
class Text:
    """An article's segments (title, lede, paragraphs) with their folded whole."""

    segments: tuple[str, ...]
    folded: str
    starts: tuple[int, ...]
    """Where each segment begins in the folded text."""

    def segment_at(self, position: int) -> int:
        """Return the number of the segment that holds a position of the folded text."""
        return bisect_right(self.starts, position) - 1

    def words(self, hit: Hit) -> str:
        """Return the original words of a hit."""
        return excerpt(self.segments[hit.segment], *self._places(hit), around=0).strip("… ")

    def excerpt(self, hit: Hit) -> str:
        """Return the original words of a hit with some around them."""
        return excerpt(self.segments[hit.segment], *self._places(hit))

    def _places(self, hit: Hit) -> tuple[int, int]:
        """Return the numbers of a hit's first and last word in its segment."""
        count, begin = self.folded.count, self.starts[hit.segment]
        first = count(" ", begin, hit.start) - count(STOP, begin, hit.start)
        last = first + count(" ", hit.start, hit.end) - count(STOP, hit.start, hit.end)
        return first, last


@frozen
class Findings:
    """All that was seen in one article."""

    text: Text
    hits: tuple[Hit, ...]
    """Names and keywords in order; only hits of the very same words overlap."""
    contexts: Mapping[str, Sequence[int]]
    """The context words seen, each with its positions in the folded text, in order."""

    def near(self, words: Iterable[str], hit: Hit) -> bool:
        """Tell whether one of some context words stands close to a hit, in the same segment."""
        at = self.text.segment_at
        return any(at(position) == hit.segment for position in self._around(words, hit, NEAR))

    def far(self, words: Iterable[str], hit: Hit) -> bool:
        """Tell whether one of some context words stands in the same part of the article."""
        return any(True for _ in self._around(words, hit, FAR))

    def _around(self, words: Iterable[str], hit: Hit, reach: int) -> Iterator[int]:
        for word in words:
            places = self.contexts.get(word, ())
            first = bisect_left(places, hit.start - reach)  # of a long text most are far off
            yield from places[first : bisect_right(places, hit.start + reach)]


class Scanner:
    """Finds patterns of a vocabulary in articles; made once, used for all of them."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        """Build the automaton."""
        all_patterns = tuple(patterns)
        self._automaton = _automaton(all_patterns)
        self._endings = endings()
        self._before = frozenset(
            prefix[-1:] or " "
            for prefixes in {pattern.prefixes for pattern in all_patterns}
            for prefix in prefixes
        )
        """The characters that a pattern may have before it."""

    def scan(self, segments: Sequence[str]) -> Findings:
        """Return what the vocabulary's patterns show in an article's segments."""
        text = _fold_segments(segments)
        contexts: defaultdict[str, list[int]] = defaultdict(list)
        fits = self._fits(text.folded, contexts)
        for places in contexts.values():
            places.sort()
        return Findings(text, _longest(fits, text), contexts)

    def _fits(self, folded: str, contexts: Mapping[str, list[int]]) -> list[_Fit]:
        """Return where names and keywords fit, and note the places of context words.

        Most places lie inside longer words, so the cheapest test that ends them comes first.
        """
        fits: list[_Fit] = []
        before, allowed = self._before, self._endings
        for last, (length, inflected, rules, bare) in self._automaton.iter(folded):
            end = last + inflected
            start = end - length
            above = folded[start - 1]
            if above not in before:
                continue
            if inflected and folded[end : folded.find(" ", end)] not in allowed:
                continue
            if above != " ":
                prefix = folded[folded.rfind(" ", 0, start) + 1 : start]
                bare = [rule for rule in rules if prefix in rule[0]]  # noqa: PLW2901
            for _, target, context in bare:
                if context is None:
                    fits.append((-length, start, len(fits), target))
                else:
                    contexts[context].append(start)
        return fits


def _fold_segments(segments: Sequence[str]) -> Text:
    folded = f" {fold_together(segments)} "
    starts = [1]
    for _ in range(len(segments) - 1):
        starts.append(folded.index(BETWEEN, starts[-1]) + 2)
    return Text(tuple(segments), folded, tuple(starts))


def _longest(fits: list[_Fit], text: Text) -> tuple[Hit, ...]:
    """Keep the longest of places that overlap, the first of equals, all of the very same words.

    Names and keywords share the text: «وزارة الصحة العالمية» is never also «الصحة».
    """
    taken = bytearray(len(text.folded))
    kept: list[tuple[int, int, int, Target]] = []
    last = (0, 0)
    fits.sort()
    for length, start, serial, target in fits:
        end = start - length
        if (length, start) != last:
            if taken[start] or taken[end - 1]:  # what is taken is no shorter, so it covers an end
                continue
            taken[start:end] = b"\1" * -length
            last = (length, start)
        kept.append((start, end, serial, target))
    kept.sort()
    hits: list[Hit] = []
    starts = (*text.starts, len(text.folded))
    segment = 0
    for start, end, _, target in kept:
        while start >= starts[segment + 1]:
            segment += 1
        hits.append(Hit(start, end, segment, start - starts[segment], target))
    return tuple(hits)


def _automaton(all_patterns: Iterable[Pattern]) -> ahocorasick.Automaton:
    """Return the automaton of all patterns.

    A name's pattern ends with the space behind it, so that «مصر» is not even seen in «مصرف».
    """
    rows: dict[str, _Row] = {"\0": (1, True, (), ())}  # one without words refuses to be asked
    for pattern in all_patterns:
        key = pattern.key if pattern.inflected else f"{pattern.key} "
        old = rows.get(key)
        rules = old[2] if old else ()
        target = pattern.target
        context = target.key if isinstance(target, ContextTarget) else None
        rule = (pattern.prefixes, target, context)
        if rule not in rules:
            rules = (*rules, rule)
            bare = tuple(rule for rule in rules if "" in rule[0])
            rows[key] = (len(pattern.key), pattern.inflected, rules, bare)
    automaton = ahocorasick.Automaton()
    for key, row in rows.items():
        automaton.add_word(key, row)
    automaton.make_automaton()
    return automaton
