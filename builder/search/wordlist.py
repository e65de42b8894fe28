"""All forms of the collection with how common they are: for completing a word and for mending one.

Two series hold the same words, one sorted from their beginning, one from their end. A slip of one
letter leaves the first half or the second half of a word as it was, so that one of the two finds
what was meant near by.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from builder.packing import named
from builder.search.letters import from_bytes, to_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.search.files import Part

_OFFSET: Final = 48
"""Character code of zero where a small number is written as one character."""
_LONGEST_PREFIX: Final = 60
_DIGITS: Final = "".join(map(chr, range(_OFFSET, _OFFSET + _LONGEST_PREFIX + 1)))
HEAD_WORDS: Final = 8
"""Words of a block that its head names, the most common ones."""


class Word(NamedTuple):
    """A form as the list is sorted by it: in the list of ends it stands reversed."""

    text: str
    frequency: int
    """The logarithm of the number of documents that have it, rounded down."""
    line: str = ""
    """How it was written behind the word `before`, if it was: most are only copied."""
    before: str = ""


def frequency_level(documents: int) -> int:
    """Return the level of a word that so many documents have: it seldom changes with one more.

    >>> [frequency_level(documents) for documents in (1, 2, 3, 4, 1000, 1001)]
    [0, 1, 1, 2, 9, 9]
    """
    return documents.bit_length() - 1


def frequency_mark(documents: int) -> str:
    """Return twice the logarithm of a frequency as one character: finer than the level.

    >>> frequency_mark(2000), frequency_mark(4000)
    ('E', 'G')
    """
    return chr(_OFFSET + (documents * documents).bit_length() - 1)


def read_frequency(mark: str) -> float:
    """Return nearly the frequency that `frequency_mark` wrote.

    >>> read_frequency(frequency_mark(4096))
    4096.0
    """
    return float(2 ** ((ord(mark) - _OFFSET) / 2))


class WordCodec:
    """Writes and reads blocks of words, each without what it shares with the one before."""

    parts = 1

    def __init__(self) -> None:
        """Begin without heads."""
        self.heads: dict[str, list[str]] = {}
        """The head of each block that was encoded, by its first word."""

    def key(self, item: Word) -> str:
        """Return the word."""
        return item.text

    def weight(self, item: Word) -> int:
        """Return nearly how many bytes the word takes."""
        return 2 + len(item.text)

    def encode(self, items: Sequence[Word]) -> tuple[Part]:
        """Return the one part of a block: shared letters, frequencies, and a line for each word."""
        self.heads[items[0].text] = _head(items)
        lines = []
        before = ""
        for text, frequency, line, behind in items:
            is_as_it_was = line and behind is before
            lines.append(line if is_as_it_was else _line(text, frequency, before))
            before = text
        sharing, frequencies = ("".join([line[at] for line in lines]) for at in range(2))
        ends = "\n".join([line[2:] for line in lines])
        return (tuple(map(to_bytes, (f"{sharing}\n", f"{frequencies}\n", ends))),)

    def decode(self, parts: Sequence[bytes]) -> list[Word]:
        """Return the words of a block."""
        words = []
        before = ""
        sharing, frequencies, *ends = from_bytes(parts[0]).split("\n")
        for line in map("".join, zip(sharing, frequencies, ends, strict=True)):
            behind, before = before, before[: ord(line[0]) - _OFFSET] + line[2:]
            words.append((before, ord(line[1]) - _OFFSET, line, behind))
        return list(named(Word, words))


def shared_letters(one: str, other: str) -> int:
    """Return how many letters two words begin with alike, as far as one sign can say."""
    for at, (letter, another) in enumerate(zip(one[:_LONGEST_PREFIX], other, strict=False)):
        if letter != another:
            return at
    return min(len(one), len(other), _LONGEST_PREFIX)


def _line(text: str, frequency: int, before: str) -> str:
    """Return a word as it is written behind the word `before`."""
    shared = shared_letters(before, text)
    return f"{_DIGITS[shared]}{_DIGITS[frequency]}{text[shared:]}"


def _head(words: Sequence[Word]) -> list[str]:
    """Return the most common of `words`, each behind its frequency."""
    least = sorted([word.frequency for word in words])[-HEAD_WORDS:][0]
    ranked = sorted([(-often, len(text), text) for text, often, *_ in words if often >= least])
    return [f"{_DIGITS[-rank]}{text}" for rank, _, text in ranked[:HEAD_WORDS]]
