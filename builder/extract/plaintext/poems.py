"""Find a poem that is the whole text: its lines have no weight, and are known as verses are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from builder.extract.boilerplate import Effect
from builder.extract.persons import is_person, is_role
from builder.extract.phrases import phrase_set
from builder.extract.plaintext.body import Span
from builder.extract.plaintext.stanzas import HEADER, is_numeral, most_words
from builder.extract.roles import Role, is_sure
from builder.extract.verses import is_verse, is_vocalised

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.extract.plaintext.lines import Line
    from builder.extract.roles import Reading

REACH_OF_HEADER: Final = 12
REACH_OF_KICKER: Final = 3
"""Of «قصيدة», the title and the poet's name, where nothing else stands above the verses."""
MIN_VERSES: Final = 6
MIN_NAMED_VERSES: Final = 4
"""In a text that calls itself a poem."""
MAX_BETWEEN: Final = 2
"""Lines of chrome between two stanzas: «شارك»."""
OVER: Final = frozenset({Role.SOURCE, Role.TAGS, Role.BYLINE, Role.DATE})


def find_verse(lines: Sequence[Line], readings: Sequence[Reading | None]) -> Span | None:
    """Return the verses under a header that names a poet or says that a poem follows."""
    above = lines[:REACH_OF_HEADER]
    named = called_poem(above)
    header = [line for line in above if _is_header(readings[line.index])]
    if named and not header:
        header = [line for line in above[:REACH_OF_KICKER] if _heads(line, readings[line.index])]
    if not header or not _announced(above, readings):
        return None
    first = header[-1].index + 1
    while first < len(lines) and _is_of_header(lines[first], readings[first]):
        first += 1
    last, verses = _verses_from(first, lines, readings)
    least = MIN_NAMED_VERSES if named else MIN_VERSES
    return Span(first, last, float(verses), verse=True) if verses >= least else None


def _verses_from(
    first: int, lines: Sequence[Line], readings: Sequence[Reading | None]
) -> tuple[int, int]:
    """Return the last verse from `first` on, and how many there are."""
    last, verses, between = first, 0, 0
    for line in lines[first:]:
        reading = readings[line.index]
        if is_numeral(line):
            continue
        if is_sure(reading):
            between += 1
            if reading.effect is not Effect.NONE or reading.role in OVER or between > MAX_BETWEEN:
                break
            continue
        if line.words > most_words(line, poem=True) or is_role(line.text):
            break
        if between and line.is_section:
            break
        last, verses, between = line.index, verses + 1, 0
    return last, verses


def _is_of_header(line: Line, reading: Reading | None) -> bool:
    """Say whether a line above the verses says something of itself: «المصدر: …»."""
    return is_sure(reading) and not is_numeral(line)


def verses_above(
    body: Span, lines: Sequence[Line], readings: Sequence[Reading | None]
) -> Span | None:
    """Return vocalised verses above a shorter text, which is then no more than who wrote them."""
    best: Span | None = None
    run: list[Line] = []
    for line in lines[: body.first + 1]:
        reading = readings[line.index]
        if line.index < body.first and is_verse(line.text) and not is_sure(reading):
            run.append(line)
            continue
        weight = float(sum(verse.words for verse in run))
        marked = sum(is_vocalised(verse.text) for verse in run) * 2 >= len(run) >= MIN_VERSES
        if marked and weight > (best.weight if best else body.weight):
            best = Span(run[0].index, run[-1].index, weight, verse=True)
        run = []
    return best


def _is_header(reading: Reading | None) -> bool:
    return is_sure(reading) and reading.role in HEADER


def _heads(line: Line, reading: Reading | None) -> bool:
    """Say whether a poem may begin under a line that nothing but its place shows: «قصيدة»."""
    return reading.role is Role.BYLINE if reading else is_person(line.text)


def _announced(lines: Sequence[Line], readings: Sequence[Reading | None]) -> bool:
    """Say whether a word such as «قصيدة» stands in the header, or a poet's byline."""
    for line in lines:
        reading = readings[line.index]
        names = reading is not None and reading.role is Role.BYLINE and bool(reading.names)
        if names:
            return True
    return called_poem(lines)


def called_poem(lines: Sequence[Line]) -> bool:
    """Say whether one of the lines has a word for a poem."""
    poems = phrase_set("bylines", "poems")
    return any(not poems.isdisjoint(line.key.split()) for line in lines)
