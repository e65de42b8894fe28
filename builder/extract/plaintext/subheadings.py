"""Tell subheadings from short paragraphs and from the headlines of other articles."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from builder.arabic.charsets import BULLETS, COLONS
from builder.extract.phrases import phrase_set
from builder.extract.plaintext.lines import Stop
from builder.extract.plaintext.speech import QUESTION, asks, is_speech, names_speaker
from builder.extract.verses import halves

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.extract.plaintext.body import Span
    from builder.extract.plaintext.lines import Line
    from builder.extract.roles import Reading

MAX_WORDS_OF_HEADING: Final = 12
MAX_WORDS_OF_BARE_HEADING: Final = 8
MAX_WORDS_UNDER_LINKS: Final = 5
"""Of a subheading that follows the headlines of other articles: theirs are longer."""
MAX_WORDS_OF_NOTES: Final = 4
PARAGRAPH_WORDS: Final = 20
GO_ON: Final = (*COLONS, "؛", "،", "!", "…", "..")
"""How no subheading ends."""
_NUMBERED: Final = re.compile(r"[(\[]?\d")
MIN_ROWS: Final = 3
_SIGN: Final = re.compile(rf"[-–—{BULLETS}«\"“(\[#@]|\d{{1,3}}\s*[-–—.)\]/:]")
_ROW: Final = re.compile(r"\d[\d.,٫/]*\s+\D|[(\[]?[أابجدهوزحطي]ـ?\s*[-–—.)\]/]\s*\S")
"""A measure, «100 غرام طحين», or a letter for a number, «أ - فتح الجسر»: no subheading."""
_HOUR: Final = re.compile(
    r"^\W*(?:[01٠١]?\d|[2٢][0-4٠-٤])[:.][0-5٠-٥]\d\W*(?:ص|م|صباحا?ً?|مساءا?ً?)?\W*$"
)
MIN_HOURS: Final = 2
MIN_WORDS_OF_ENTRY: Final = 8
_HEADLINE_SIGN: Final = re.compile(r"[:؟?!…]|\.\.|^\d")


def with_hours(
    lines: Sequence[Line], readings: Sequence[Reading | None], body: Span
) -> list[Reading | None]:
    """Return the readings, those of a live report without what hours over its entries say.

    One hour alone is a clock of the page; so is each outside the text.
    """
    found = list(readings)
    hours = [
        line.index
        for line, entry in pairwise(lines[max(0, body.first - 1) : body.last + 1])
        if is_hour(line)
        and _says_nothing(readings[line.index])
        and entry.words >= MIN_WORDS_OF_ENTRY
        and readings[entry.index] is None
    ]
    if len(hours) >= MIN_HOURS:
        for index in hours:
            found[index] = None
    return found


def _says_nothing(reading: Reading | None) -> bool:
    return reading is None or reading.rule == "ornament"


def is_hour(line: Line) -> bool:
    """Say whether a line is nothing but an hour, as live reports set above their entries."""
    return _HOUR.match(line.text) is not None


class Subheadings:
    """How the writer of one body sets subheadings."""

    def __init__(self, lines: Sequence[Line], *, verse: bool) -> None:
        """Look at all lines of the body; a poem has no subheadings."""
        self._lines = lines
        self.most_words = 0 if verse else _most_words(lines)
        self._are_used = any(
            line.words <= self.most_words
            and line.stop is not Stop.FULL
            and min(above.words, below.words) >= PARAGRAPH_WORDS
            for above, line, below in zip(lines, lines[1:], lines[2:], strict=False)
        )

        self._are_answered_briefly = any(
            line.text.endswith(QUESTION)
            and below.words < line.words
            and (below.stop is Stop.FULL or is_speech(below))
            for line, below in pairwise(lines)
            if line.words <= self.most_words
        )

        self._notes = next((line.index for line in reversed(lines) if heads_notes(line)), None)

        self._rows = _rows(lines, self.most_words)
        self._are_asked = sum(map(asks, lines)) > 1

    def is_row(self, line: Line) -> bool:
        """Say whether a short line is one of several that stay lines: «100 غرام طحين»."""
        return line.index in self._rows

    def is_note(self, line: Line) -> bool:
        """Say whether a line stands among the notes under a text, whose numbers the text names."""
        return self._notes is not None and line.index > self._notes

    def asks(self, line: Line) -> bool:
        """Say whether a line is what an interviewer asks, by its sign or label."""
        return self._are_asked and asks(line)

    def is_text(self, line: Line) -> bool:
        """Say whether a short line is text after all: one of a dialogue, or of the notes.

        Under a subheading stands more than «نعم.»
        """
        if self.is_note(line) and _NUMBERED.match(line.text):
            return True
        if line.text.endswith(QUESTION):
            return self._are_answered_briefly
        return is_speech(line)

    def follows_links(self, line: Line) -> bool:
        """Say whether a line between a linked headline and a paragraph is the text's own.

        Only where the writer uses subheadings elsewhere, and this one is shorter than the headline.
        """
        at = line.index - self._lines[0].index
        if not self._are_used or not 0 < at < len(self._lines) - 1:
            return False
        return (
            line.words <= MAX_WORDS_UNDER_LINKS < self._lines[at - 1].words
            and self._lines[at + 1].words >= PARAGRAPH_WORDS
            and not _HEADLINE_SIGN.search(line.text)
        )


def _rows(lines: Sequence[Line], most_words: int) -> frozenset[int]:
    """Return the lines of lists without signs: short ones in a row, with no paragraph beneath.

    The first and the last may be the subheadings above the list and above the text under it.
    """
    found: list[Line] = []
    run: list[Line] = []
    above: Line | None = None
    for line, following in zip(lines, (*lines[1:], None), strict=True):
        may_be = _may_be_row(line, most_words)
        if may_be:
            run.append(line)
        if not may_be or following is None or following.index != line.index + 1:
            found += _without_headings(run, above)
            run, above = [], line
    return frozenset(line.index for line in found)


def _may_be_row(line: Line, most_words: int) -> bool:
    return (
        line.words <= most_words
        and (line.stop is Stop.NONE or line.text.endswith(")"))
        and not _SIGN.match(line.text)
        and not is_hour(line)
    )


def _without_headings(run: list[Line], above: Line | None) -> list[Line]:
    """Return the lines of a list in a row of short lines; `above` is the line above them all."""
    if len(run) < MIN_ROWS:
        return []
    led = above is not None and above.announces
    first = int(not (led or _ROW.match(run[0].text)))
    last = len(run) - int(not (led or _ROW.match(run[-1].text)))
    return run[first:last]


def heads_nothing(line: Line) -> bool:
    """Say whether a line is put as no subheading is: it goes on, is an aside, or a speaker's."""
    goes_on = line.text.endswith(GO_ON) or halves(line.text) is not None
    aside = line.text.startswith("(") and line.text.endswith(")") and line.text.count("(") == 1
    return goes_on or aside or names_speaker(line)


def leads_on(line: Line) -> bool:
    """Say whether a line leads to those under it, by a colon or as the heading of notes."""
    return line.announces or heads_notes(line)


def heads_notes(line: Line) -> bool:
    """Say whether a line is the heading of the notes under a text."""
    return line.words <= MAX_WORDS_OF_NOTES and line.key in phrase_set("endings", "notes")


def _most_words(lines: Sequence[Line]) -> int:
    """Allow shorter subheadings only, where the writer leaves full stops out of paragraphs too."""
    long = [line.stop is Stop.FULL for line in lines if line.words >= PARAGRAPH_WORDS]
    return MAX_WORDS_OF_HEADING if 2 * sum(long) >= len(long) else MAX_WORDS_OF_BARE_HEADING
