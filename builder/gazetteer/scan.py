"""Read a folded article once and report what its patterns show.

Everything per word happens inside the automaton; Python looks only at places where a pattern ends.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

import ahocorasick

from builder.folding import STOP, excerpt, fold
from builder.gazetteer.patterns import (
    ContextTarget,
    KeywordTarget,
    NameTarget,
    endings,
    patterns,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from builder.gazetteer.patterns import Pattern, Target
    from builder.vocabulary import Vocabulary

_BETWEEN: Final = "|"
"""Stands between two segments of the folded text; `fold` never makes it."""

_Row = tuple[int, bool, tuple[tuple[frozenset[str], "Target"], ...]]
"""What the automaton holds for a key: its length, whether endings may follow, and its rules."""


class Hit(NamedTuple):
    """A place of the folded text where patterns fit, without proclitics and endings."""

    start: int
    end: int
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """An article's segments (title, lede, paragraphs) with their folded whole."""

    segments: tuple[str, ...]
    folded: str
    starts: tuple[int, ...]
    """Where each segment begins in the folded text."""

    def segment_at(self, position: int) -> int:
        """Return the number of the segment that holds a position of the folded text."""
        return bisect_right(self.starts, position) - 1

    def excerpt(self, start: int, end: int) -> str:
        """Return the original words around a stretch of the folded text."""
        segment = self.segment_at(start)
        begin = self.starts[segment]
        first = self._words(begin, start)
        return excerpt(self.segments[segment], first, first + self._words(start, end))

    def _words(self, start: int, end: int) -> int:
        """Count the words that begin and end between two positions."""
        spaces = self.folded.count(" ", start, end)
        return spaces - self.folded.count(STOP, start, end)


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was seen in one article."""

    text: Text
    hits: tuple[Hit, ...]
    """Names and keywords in order; none overlaps another, for the longest wins."""
    contexts: Mapping[str, frozenset[int]]
    """The context words seen, each with the segments it stands in."""


class Scanner:
    """Finds the patterns of a vocabulary in articles; made once, used for all of them."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Build the automaton."""
        self._automaton = _automaton(patterns(vocabulary))
        self._endings = endings()

    def scan(self, segments: Sequence[str]) -> Findings:
        """Return what the vocabulary's patterns show in an article's segments."""
        text = _fold_segments(segments)
        seen: list[Hit] = []
        contexts: dict[str, set[int]] = {}
        for hit in self._fitting(text.folded):
            named = tuple(one for one in hit.targets if not isinstance(one, ContextTarget))
            for target in hit.targets:
                if isinstance(target, ContextTarget):
                    contexts.setdefault(target.key, set()).add(text.segment_at(hit.start))
            if named:
                seen.append(Hit(hit.start, hit.end, named))
        places = {key: frozenset(found) for key, found in contexts.items()}
        return Findings(text, _longest(seen), places)

    def _fitting(self, folded: str) -> Iterable[Hit]:
        """Yield the hits whose word begins and ends as their pattern allows."""
        for last, (length, inflected, rules) in self._automaton.iter(folded):
            end = last + 1
            if inflected and folded[end] != " ":
                if folded[end : folded.find(" ", end)] not in self._endings:
                    continue
            elif not inflected:
                end -= 1
            start = end - length
            prefix = folded[folded.rfind(" ", 0, start) + 1 : start]
            targets = tuple(target for prefixes, target in rules if prefix in prefixes)
            if targets:
                yield Hit(start, end, targets)


def _fold_segments(segments: Sequence[str]) -> Text:
    starts: list[int] = []
    parts: list[str] = []
    position = 1
    for segment in segments:
        folded = fold(segment)
        starts.append(position)
        parts.append(folded)
        position += len(folded) + len(_BETWEEN) + 2
    return Text(tuple(segments), f" {f' {_BETWEEN} '.join(parts)} ", tuple(starts))


def _longest(hits: list[Hit]) -> tuple[Hit, ...]:
    """Keep the longest of hits that overlap, the first of equals; equal spans are one hit.

    Names and keywords share the text: «وزارة الصحة العالمية» is never also «الصحة».
    """
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
            continue
        last = kept[-1]
        if (hit.start, hit.end) == (last.start, last.end):
            kept[-1] = Hit(hit.start, hit.end, last.targets + hit.targets)
        elif hit.end - hit.start > last.end - last.start:
            kept[-1] = hit
    return tuple(kept)


def _automaton(all_patterns: Iterable[Pattern]) -> ahocorasick.Automaton:
    """Return the automaton of all patterns.

    A name's pattern ends with the space behind it, so that «مصر» is not even seen in «مصرف».
    """
    rows: dict[str, _Row] = {}
    for pattern in all_patterns:
        key = pattern.key if pattern.inflected else f"{pattern.key} "
        old = rows.get(key)
        rules = old[2] if old else ()
        rule = (pattern.prefixes, pattern.target)
        if rule not in rules:
            rows[key] = (len(pattern.key), pattern.inflected, (*rules, rule))
    automaton = ahocorasick.Automaton()
    for key, row in rows.items():
        automaton.add_word(key, row)
    automaton.make_automaton()
    return automaton


def names_of(hit: Hit) -> tuple[NameTarget, ...]:
    """Return the names a hit may be."""
    return tuple(target for target in hit.targets if isinstance(target, NameTarget))


def keywords_of(hit: Hit) -> tuple[KeywordTarget, ...]:
    """Return the keywords a hit is."""
    return tuple(target for target in hit.targets if isinstance(target, KeywordTarget))
