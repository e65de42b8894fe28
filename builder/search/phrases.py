"""Find the documents that have the words of a phrase in a row, as `js/phrases.js` does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from builder.arabic.key import words
from builder.arabic.stem import light_stem
from builder.search.forms import stop_words
from builder.search.likeness import OTHER_CLITICS, likeness
from builder.search.varint import decode_differences

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from builder.search.lists import Lists

PHRASE: Final = re.compile(
    '«([^»]*)»|"([^"]*)"|\N{LEFT DOUBLE QUOTATION MARK}'
    "([^\N{RIGHT DOUBLE QUOTATION MARK}]*)\N{RIGHT DOUBLE QUOTATION MARK}"
)


class Placed(NamedTuple):
    """A word of a phrase, and how many words stand before it there."""

    word: str
    offset: int


def read_phrases(query: str) -> tuple[list[list[Placed]], bool]:
    """Return the phrases of `query`, and whether nothing else stands in it.

    Stop words are left out: inside a phrase they stand for any word.

    >>> read_phrases("«حقل العمر»")
    ([[Placed(word='حقل', offset=0), Placed(word='العمر', offset=1)]], True)
    """
    quoted = [next(filter(None, match.groups()), "") for match in PHRASE.finditer(query)]
    phrases = [
        [Placed(word, at) for at, word in enumerate(words(text)) if word not in stop_words()]
        for text in quoted
    ]
    phrases = [phrase for phrase in phrases if phrase]
    outside = words(PHRASE.sub(" ; ", query))
    return phrases, bool(phrases) and stop_words().issuperset(outside)


def find_phrase(lists: Lists, phrase: Sequence[Placed]) -> dict[int, float]:
    """Return the documents that have `phrase`, each with 1 where it stands there as typed."""
    first, *others = (_starts(lists, placed) for placed in phrase)
    found: dict[int, float] = {}
    for number, places in first.items():
        there = [starts.get(number, {}) for starts in others]
        likes = [
            min([like, *(starts.get(place, 0.0) for starts in there)])
            for place, like in places.items()
        ]
        if best := max(likes, default=0.0):
            found[number] = best
    return found


def _starts(lists: Lists, placed: Placed) -> Mapping[int, Mapping[int, float]]:
    """Return by document where a phrase with `placed` would begin, and how near its form is."""
    group = lists.group(light_stem(placed.word))
    starts: dict[int, dict[int, float]] = {}
    for one in group.apart() if group else ():
        like = likeness(one.form, placed.word)
        if like < OTHER_CLITICS:  # only what stands before a word may differ
            continue
        for number, (_, _, places) in one.columns().rows():
            begun = starts.setdefault(number, {})
            for place in decode_differences(places[:-1]):
                begun[place - placed.offset] = like
    return starts
