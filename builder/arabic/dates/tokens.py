"""Cut a text into tokens and into its shape, one letter a token."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

from builder.arabic.dates.lexicon import REMOVED, TOKEN, Entry, Lexicon, fold, lexicon

_OWN_SIGNS: Final = frozenset("-/,.|:()+")
_SHORT, _YEAR_LENGTH = 2, 4


class Token(NamedTuple):
    """A word, number or sign, or a phrase of the lexicon."""

    kind: str
    """A letter of `lexicon.KINDS`, or the sign itself."""
    value: int | str
    """The number, the month, the weekday, the zone: what the kind needs."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
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


def tokenise(text: str) -> Tokens:
    """Cut `text`.

    >>> tokenise("الأربعاء، 11 آب/أغسطس 2021م").shape
    'W,dM/Mye'
    """
    folded, offsets = _fold_with_offsets(text)
    raw = [
        (match.lastgroup, match[0], match.start(), match.end()) for match in TOKEN.finditer(folded)
    ]
    items = _merge(raw, lexicon(), folded)
    return Tokens(text, folded, tuple(items), "".join([item[0] for item in items]), offsets)


_Raw = tuple[str | None, str, int, int]


def _fold_with_offsets(text: str) -> tuple[str, tuple[int, ...] | None]:
    if not REMOVED.search(text):
        return fold(text), None
    kept = [place for place, character in enumerate(text) if not REMOVED.match(character)]
    return fold("".join([text[place] for place in kept])), tuple(kept)


def _merge(raw: list[_Raw], known: Lexicon, folded: str) -> list[Token]:
    items: list[Token] = []
    at, count = 0, len(raw)
    while at < count:
        group, word, start, _ = raw[at]
        entries = known.get(word)
        if entries and (entry := _longest(entries, raw, at)):
            at += len(entry.tail)
            items.append(Token(entry.kind, entry.value, start, raw[at][3]))
        else:
            items.append(_plain(group, word, start, folded))
        at += 1
    return items


def _longest(entries: tuple[Entry, ...], raw: list[_Raw], at: int) -> Entry | None:
    """Return the longest phrase that stands at `at`; entries come longest first."""
    for entry in entries:
        length = len(entry.tail)
        if not length or entry.tail == tuple([part[1] for part in raw[at + 1 : at + 1 + length]]):
            return entry
    return None


def _plain(group: str | None, word: str, start: int, folded: str) -> Token:
    end = start + len(word)
    if group == "number":
        kind = "d" if len(word) <= _SHORT else "y" if len(word) == _YEAR_LENGTH else "n"
        return Token(kind, int(word) if kind != "n" else word, start, end)
    if group == "sign":
        if word == "." and (end == len(folded) or folded[end].isspace()):
            return Token(";", word, start, end)
        return Token(word if word in _OWN_SIGNS else "*", word, start, end)
    if group in {"time", "french_time"}:
        return Token("t", word, start, end)
    return Token("z" if group == "offset" else "x", word, start, end)
