"""Find verses: the stanzas of a poem, and those between paragraphs.

A stanza is lines in a row, short and without full stops; subheadings, menus and lists are too. So
verses must be announced («ومنها هذه القصيدة:»), vocalised, cut into two halves, or stand close
together where blank lines part all else.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from builder.arabic.charsets import COLONS
from builder.extract.persons import is_person
from builder.extract.phrases import phrase_set
from builder.extract.plaintext.lines import Line, Stop
from builder.extract.roles import Role, is_sure
from builder.extract.verses import (
    MAX_WORDS_OF_WHOLE,
    MIN_LED,
    MIN_MARKED,
    NO_VERSE,
    halves,
    is_vocalised,
)
from builder.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.extract.roles import Reading

MAX_WORDS_OF_VERSE: Final = 9
MAX_WORDS_IN_POEM: Final = 12
MIN_CLOSE: Final = 4
MOST_VERSES: Final = 100
HEADER: Final = frozenset({Role.BYLINE, Role.DATE, Role.DATELINE, Role.IMAGE})

_WIDE: Final = re.compile(r"\t\s*|\s{3,}")
_NUMERAL: Final = re.compile(r"^\W*\d{1,3}\W*$")


def is_numeral(line: Line) -> bool:
    """Say whether a line is nothing but the number of a part of a poem."""
    return _NUMERAL.match(line.text) is not None


@frozen
class Layout:
    """How a text is set, so that a stanza is told from what stands beside it."""

    poem: bool = False
    """Every line is a verse."""
    spaced: bool = False
    """Blank lines part all but the verses."""
    loose: bool = False
    """Blank lines part everything, and say nothing: so Word files come."""

    @classmethod
    def of(cls, lines: Sequence[Line], first: int, *, poem: bool) -> Layout:
        """Look at the lines of a body that begins at `first`."""
        gaps = [line.gap for line in lines[first + 1 :]]
        full = [line.gap for line in lines[first + 1 :] if line.stop is Stop.FULL]
        return cls(poem, sum(full) * 2 > len(full), bool(gaps) and all(gaps))


class Verses:
    """The verses among the lines of one body."""

    def __init__(
        self, lines: Sequence[Line], readings: Sequence[Reading | None], first: int, *, poem: bool
    ) -> None:
        """Look at the lines up to the end of the body, which begins at `first`."""
        self._lines, self._readings = lines, readings
        self._layout = Layout.of(lines, first, poem=poem)

    def stanza(self, line: Line) -> tuple[Line, ...]:
        """Return the verses that are one stanza from `line` on; none where it is no verse."""
        length = stanza_length(self._lines, self._readings, line.index, self._layout)
        return tuple(self._lines[line.index : line.index + length])

    def numbers_part(self, line: Line) -> bool:
        """Say whether a line is the number of a part of a poem."""
        return self._layout.poem and is_numeral(line)

    def announces(self, line: Line) -> bool:
        """Say whether a line leads to the verses under it."""
        below = self._lines[line.index + 1 : line.index + 2]
        return leads(line) and any(bool(self.stanza(verse)) for verse in below)


def _has_halves(line: Line) -> bool:
    return line.short and halves(line.text) is not None


def verse_text(line: Line) -> str:
    """Return a verse as it is shown: wide spaces between its halves would shrink to one."""
    return _WIDE.sub("\N{EM SPACE}", line.text)


def stanza_length(
    lines: Sequence[Line], readings: Sequence[Reading | None], at: int, layout: Layout
) -> int:
    """Return how many lines from `at` are one stanza; 0 where none begins there."""
    run: list[Line] = []
    for line in lines[at : at + MOST_VERSES]:
        if run and line.gap and not layout.loose:
            break
        if not _may_be_verse(line, readings[line.index], poem=layout.poem):
            break
        if run and not layout.poem and (leads(line) or _has_halves(line) != _has_halves(run[0])):
            break
        run.append(line)
        if line.stop is Stop.FULL and not layout.poem and not _has_halves(line):
            break
    if layout.poem:
        return len(run)
    while run and run[-1].announces:
        run.pop()  # it leads to what follows
    above = lines[at - 1] if at else None
    return len(run) if _is_stanza(run, above, spaced=layout.spaced and not layout.loose) else 0


def _is_stanza(run: Sequence[Line], above: Line | None, *, spaced: bool) -> bool:
    """Say whether what is known of short lines in a row speaks for verses."""
    if not run or run[0].stop is Stop.FULL or run[0].announces:
        return False
    if _has_halves(run[0]):
        return len(run) >= MIN_LED
    if above is not None and leads(above):
        return len(run) >= MIN_LED
    if sum(is_vocalised(line.text) for line in run) * 2 >= len(run):
        return len(run) >= MIN_MARKED
    return spaced and len(run) >= MIN_CLOSE


def leads(line: Line) -> bool:
    """Say whether a line announces verses: a word for it, and a colon at its end."""
    if not line.text.rstrip('»”" ').endswith(COLONS):
        return False
    return not phrase_set("verse", "leads").isdisjoint(line.key.split())


def _may_be_verse(line: Line, reading: Reading | None, *, poem: bool) -> bool:
    if not line.short or is_sure(reading):
        return False
    if poem:
        return line.words <= most_words(line, poem=True) and not is_numeral(line)
    if line.words > most_words(line, poem=False):
        return False
    return NO_VERSE.search(line.text) is None and not is_person(line.text) and not line.is_section


def most_words(line: Line, *, poem: bool) -> int:
    """Return how many words a verse on this line may have: more in a poem, and with both halves."""
    if MAX_WORDS_OF_VERSE < line.words <= MAX_WORDS_OF_WHOLE and _has_halves(line):
        return MAX_WORDS_OF_WHOLE
    return MAX_WORDS_IN_POEM if poem else MAX_WORDS_OF_VERSE
