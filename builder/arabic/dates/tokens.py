"""Cut a text into tokens and into its shape, one letter a token."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from builder.arabic.charsets import TATWEEL
from builder.arabic.dates.lexicon import (
    REMOVED,
    TOKEN,
    Entry,
    Lexicon,
    fold,
    lexicon,
    may_hold_a_date,
)
from builder.arabic.dates.years import THOUSANDS, year_in_words
from builder.frozen import frozen

_LONE_TATWEEL: Final = re.compile(f"(?<![\\w{TATWEEL}]){TATWEEL}(?!\\w)")
"""«5 ـ 12 ـ 2020»: what lengthens no letter is meant for a dash."""
_OWN_SIGNS: Final = frozenset("-/,.|:()+_")
_SHORT, _YEAR_LENGTH = 2, 4


class Token(NamedTuple):
    """A word, number or sign, or a phrase of the lexicon."""

    kind: str
    """A letter of `lexicon.KINDS`, or the sign itself."""
    value: int | str
    """The number, the month, the weekday, the zone: what the kind needs."""
    start: int
    end: int


@frozen
class Tokens:
    """A text in tokens; the folded text is kept for what spans tokens, such as glued digits."""

    text: str
    folded: str
    items: tuple[Token, ...]
    shape: str
    """The kinds of all tokens as one string: position n is token n."""
    offsets: tuple[int, ...] | None
    """Place in `text` of each folded character, where the two differ."""

    def place(self, first: int, last: int) -> tuple[int, int]:
        """Return where tokens `first` to `last`, the last included, stand in the text."""
        start, end = self.items[first].start, self.items[last].end
        if self._leaves_a_parenthesis_open(start, end):
            end += 1
        if self.offsets is None:
            return start, end
        start, end = self.offsets[start], self.offsets[end - 1] + 1
        while end < len(self.text) and REMOVED.match(self.text, end):
            end += 1
        return start, end

    def _leaves_a_parenthesis_open(self, start: int, end: int) -> bool:
        stretch = self.folded[start:end]
        return stretch.count("(") > stretch.count(")") and self.folded[end : end + 1] == ")"


def tokenise_date(text: str) -> Tokens | None:
    """Cut `text` if it may hold a date; most lines with a number do not.

    >>> tokenise_date("الأربعاء، 11 آب/أغسطس 2021م").shape
    'W,dM/Mye'
    """
    folded, offsets = _fold_with_offsets(text)
    if not may_hold_a_date(folded):
        return None
    items = _merge(list(TOKEN.finditer(folded)), lexicon())
    return Tokens(text, folded, tuple(items), "".join([item[0] for item in items]), offsets)


def _fold_with_offsets(text: str) -> tuple[str, tuple[int, ...] | None]:
    if not REMOVED.search(text):
        return fold(text), None
    if TATWEEL in text:
        text = _LONE_TATWEEL.sub("-", text)
    kept = [place for place, character in enumerate(text) if not REMOVED.match(character)]
    return fold("".join([text[place] for place in kept])), tuple(kept)


def _merge(raw: list[re.Match[str]], known: Lexicon) -> list[Token]:
    words = [match[0] for match in raw]
    items: list[Token] = []
    after = 0
    for at, word in enumerate(words):
        if at < after:
            continue
        start, end = raw[at].span()
        entries = known.get(word)
        if word in THOUSANDS and (year := year_in_words(words, at)):
            after = at + year.words
            items.append(Token("y", year.value, start, raw[after - 1].end()))
        elif entries and (entry := _longest(entries, words, at)):
            after = at + 1 + len(entry.tail)
            items.append(Token(entry.kind, entry.value, start, raw[after - 1].end()))
        else:
            items.append(_plain(raw[at], word, start, end))
    return items


def _longest(entries: tuple[Entry, ...], words: list[str], at: int) -> Entry | None:
    """Return the longest phrase that stands at `at`; entries come longest first."""
    for entry in entries:
        tail = entry.tail
        if not tail or list(tail) == words[at + 1 : at + 1 + len(tail)]:
            return entry
    return None


_KIND_OF_GROUP: Final = {
    "word": "x",
    "latin": "x",
    "foreign": "x",
    "address": "x",
    "time": "t",
    "french_time": "t",
    "offset": "z",
}


def _plain(match: re.Match[str], word: str, start: int, end: int) -> Token:
    """Make a token of what the lexicon does not know."""
    group = match.lastgroup or ""
    if kind := _KIND_OF_GROUP.get(group):
        return Token(kind, word, start, end)
    if group == "number":
        kind = "d" if len(word) <= _SHORT else "y" if len(word) == _YEAR_LENGTH else "n"
        return Token(kind, int(word) if kind != "n" else word, start, end)
    if word == "." and match.string[end : end + 1].strip() == "":
        return Token(";", word, start, end)
    return Token(word if word in _OWN_SIGNS else "*", word, start, end)
