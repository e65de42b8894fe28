"""Follow the article to its ends: a text may close with sentences as short as the lines of a menu.

The body was found by its weight, and short lines have none. What goes on right below it, ends as
sentences do and has no chrome before it is its end: the last answer of an interview, «رحمه الله.»,
the notes. Menus and lists of headlines have no full stops.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from builder.arabic.charsets import BULLETS
from builder.extract.boilerplate import chrome_table
from builder.extract.captions import ends_in_photographer, looks_like_caption
from builder.extract.persons import is_person, is_role
from builder.extract.plaintext.body import LABELLED_FIGURE, behind_links
from builder.extract.plaintext.lines import Line, Stop
from builder.extract.plaintext.series import may_be_row, table_length
from builder.extract.plaintext.speech import is_speech
from builder.extract.plaintext.stanzas import HEADER, Layout, stanza_length
from builder.extract.plaintext.subheadings import heads_notes, leads_on
from builder.extract.roles import Role, is_sure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.extract.plaintext.body import Span
    from builder.extract.roles import Reading

MOST_LINES: Final = 400
"""Lines under the body that are looked at: a page's foot may have thousands."""
MOST_STRETCHES: Final = 12
"""Of text that links part from one another, of whose lines none is long."""
MAX_WORDS_OF_SHORT_ITEM: Final = 5
"""With its bullet; headlines in a list are longer."""
MAX_WORDS_OF_STEP: Final = 5
"""Of a line without a stop that sentences may follow: a subheading, shorter than headlines are."""
MIN_LETTERS: Final = 4
_ITEM: Final = re.compile(rf"(?:[-–—{BULLETS}]\s*|[(\[]?\d{{1,3}}\s*[-–—.)\]]\s*)\S")
_ARABIC_WORD: Final = re.compile("[\u0621-\u06ff]{2}")
_SIGNS: Final = re.compile(r"^[^\w«“\"(]+")
_ENDS: Final = ("؟", "?", "!", "…", "»", "”", '"', "..")
"""How a sentence ends that has no full stop; a colon or a semicolon ends none."""


def with_ending(body: Span, lines: Sequence[Line], readings: Sequence[Reading | None]) -> Span:
    """Return the body with what goes on right under it, and behind links; there, it may again."""
    for _ in range(MOST_STRETCHES):
        last = body.last
        body = behind_links(_with_short_lines(body, lines, readings), lines, readings)
        if body.last == last:
            break
    return body


def _with_short_lines(
    body: Span, lines: Sequence[Line], readings: Sequence[Reading | None]
) -> Span:
    """Return the body with the short sentences, verses and tables right under it.

    Headlines may end in «؟» too: such lines count where a full stop follows, or nothing else does.
    """
    at, end = body.last + 1, _end_of_text(body.last, lines, readings)
    within = lines[:end]
    layout = replace(Layout.of(within, body.first, poem=False), spaced=False)
    text = lines[body.first : body.last + 1]
    walk = _Walk(body.last, text, listed=leads_on(text[-1]))
    while at < end:
        rows = stanza_length(within, readings, at, layout) or table_length(within, readings, at)
        headed = walk.open and not _is_item(within[at - 1])
        rows = rows or (_length_of_list(within[at:]) if headed else 0)
        at += max(rows - 1, 0)
        if not walk.goes_on(lines[at], sure=rows > 0):
            break
        at += 1
    return replace(body, last=end - 1 if at == end and walk.may_end else walk.last)


@dataclass(slots=True)
class _Walk:
    """The way down from the body: the last line that is text for sure, and what stands open."""

    last: int
    body: Sequence[Line]
    steps: int = 0
    """Lines since the last sentence that none has confirmed."""
    led: bool = False
    """Whether the line above announces more: «ومنها:», «هوامش»."""
    listed: bool = False
    """Whether items of a list may follow."""

    @property
    def may_end(self) -> bool:
        """Whether the text may end here, with lines that only their place confirms."""
        return not self.open

    @property
    def open(self) -> bool:
        """Whether the line above leads to more, or has no stop: «المقادير»."""
        return self.led or self.steps > 0

    def goes_on(self, line: Line, *, sure: bool) -> bool:
        """Take in one line, for `sure` the last of verses or a table; say if the text may go on."""
        item = self.listed and _is_item(line)
        led = self.led
        self.led = leads_on(line)
        self.listed = item or (self.led and self._is_ours(line))
        if sure or line.stop is Stop.FULL or item or is_speech(line):
            self.last, self.steps = line.index, 0
        elif self.led:
            return not led
        elif not line.text.endswith(_ENDS):
            self.steps += 1
            return self.steps == 1 and _is_step(line)
        return True

    def _is_ours(self, line: Line) -> bool:
        """Say whether a lead-in speaks of what the text spoke of; a page's own leads to others."""
        if heads_notes(line):
            return True
        text = " ".join(one.key for one in self.body)
        return any(word in text for word in line.key.split() if len(word) >= MIN_LETTERS)


def with_opening(body: Span, lines: Sequence[Line], readings: Sequence[Reading | None]) -> Span:
    """Return the body with verses that open it, right under what its header says."""
    first = body.first
    while first and readings[first - 1] is None and lines[first - 1].short:
        first -= 1
    above = readings[first - 1] if first else None
    if first == body.first or above is None or above.role not in HEADER:
        return body
    layout = replace(Layout.of(lines[first : body.last + 1], 0, poem=False), spaced=False)
    at = first
    while at < body.first:
        verses = stanza_length(lines[: body.first], readings, at, layout)
        if not verses:
            return body
        at += verses
    return replace(body, first=first)


def _end_of_text(last: int, lines: Sequence[Line], readings: Sequence[Reading | None]) -> int:
    """Return the first line below `last` that is chrome, a name or the head of something else."""
    for line in lines[last + 1 : last + 1 + MOST_LINES]:
        reading = readings[line.index]
        if may_be_row(line, reading):
            continue
        if is_sure(reading):
            card = reading.role is Role.DATE  # of another article: its headline and teaser go too
            return line.index - (2 if lines[line.index - 1].stop is Stop.FULL else 1) * card
        if is_person(line.text) or _is_of_the_page(line):
            return line.index
    return min(len(lines), last + 1 + MOST_LINES)


def _is_of_the_page(line: Line) -> bool:
    """Say whether a line is a notice, a caption, what an author does, or in another script."""
    bare = _SIGNS.sub("", line.text)
    return (
        not _ARABIC_WORD.search(line.text)
        or (line.stop is not Stop.FULL and is_role(line.text))
        or looks_like_caption(bare)
        or ends_in_photographer(line.text)
        or chrome_table().notice(line.text) is not None
    )


def _length_of_list(lines: Sequence[Line]) -> int:
    """Return how many of the first lines are short items of a list; one alone is none."""
    items = takewhile(lambda line: _is_item(line) and line.words <= MAX_WORDS_OF_SHORT_ITEM, lines)
    found = list(items)
    return len(found) if len(found) > 1 and not any(line.is_section for line in found) else 0


def _is_item(line: Line) -> bool:
    """Say whether a line is one of a list that was announced: «- …», «شفشاون: 87 ملم»."""
    return bool(_ITEM.match(line.text) or LABELLED_FIGURE.match(line.text))


def _is_step(line: Line) -> bool:
    """Say whether a line may stand between two sentences of the text, as a subheading does."""
    return line.stop is Stop.WEAK or line.words <= MAX_WORDS_OF_STEP
