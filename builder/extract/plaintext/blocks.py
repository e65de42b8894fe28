"""Read the lines of the body as blocks: paragraphs, subheadings, lists, quotations, pictures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from builder.arabic.charsets import BULLETS
from builder.extract.boilerplate import Effect
from builder.extract.captions import tells_of_picture
from builder.extract.part_headings import heads_part
from builder.extract.plaintext.claims import take, take_caption
from builder.extract.plaintext.foot import drop_author_box, tells_of_author
from builder.extract.plaintext.glued import glued_tail, take_tail
from builder.extract.plaintext.lines import Line, Stop, begins_numbers, number_of
from builder.extract.plaintext.openings import open_text
from builder.extract.plaintext.placed import readings_of_text
from builder.extract.plaintext.series import (
    LONGEST_SERIES,
    Series,
    gives_figures,
    may_begin_series,
    rows_within,
    series_at,
)
from builder.extract.plaintext.speech import is_quotation, tells_who_said, turn_of, turns_of
from builder.extract.plaintext.stanzas import Verses, verse_text
from builder.extract.plaintext.subheadings import Subheadings, heads_nothing, is_hour
from builder.extract.roles import Reading, Role
from builder.model import Evidence, Fate, Figure, Heading, ListBlock, Paragraph, Quote, Run

if TYPE_CHECKING:
    from builder.extract.moments import DateReader
    from builder.extract.plaintext.body import Span
    from builder.extract.plaintext.draft import Draft

MAX_WORDS_OF_ITEM: Final = 24
MAX_WORDS_OF_LINK: Final = 22
MAX_WORDS_OF_CAPTION: Final = 20
OPENING_LINES: Final = 3
_BULLET: Final = re.compile(rf"^(?:[{BULLETS}]|[-–—](?=\s|\w))\s*(?=\S)")


class BodyReader:
    """Walks the lines of the body once."""

    def __init__(self, draft: Draft, dates: DateReader, body: Span) -> None:
        """Begin at the first line of the text, where its header ends."""
        first, last = body.first, body.last
        self._draft = draft
        self._dates = dates
        self._first = first
        self._in_links = False
        self._items: list[Line] = []
        self._above = frozenset(line.key for line in draft.lines[:first] if line.short)
        self._readings = readings_of_text(draft, body)
        self._places = sorted({*range(first, last + 1), *draft.kept})
        within = [draft.lines[place] for place in self._places]
        self._subheadings = Subheadings(within, verse=body.verse)
        upto = draft.lines[: self._places[-1] + 1]
        self._verses = Verses(upto, self._readings, first, poem=body.verse)
        self._number = 0
        self._last_row = -1

    def read(self) -> None:
        """Turn every line of the body into a block, a field of the document or a dropped line."""
        draft = self._draft
        after_verse = 0
        for place in self._places:
            line, reading = draft.lines[place], self._readings[place]
            if place < after_verse:
                continue
            if series := None if self._in_links else self._series(line):
                after_verse = series.lines[-1].index + 1
                self._end_list()
                draft.blocks.append(series.block)
                series.claim(draft.ledger)
            elif stanza := () if self._in_links else self._verses.stanza(line):
                after_verse = stanza[-1].index + 1
                self._stanza(stanza)
            elif self._verses.numbers_part(line):
                self._heading(line)
            elif reading is not None and (not reading.weak or self._is_signed(line, reading)):
                self._end_list()
                self._mark(line, reading)
            elif place in draft.kept:
                self._in_links = False
                self._text(line)
            elif self._is_link(line):
                draft.ledger.drop(line, "related-headline", 0.8)
            elif self._is_caption(line):
                take_caption(draft, line, "caption-after-image", 0.8)
            else:
                self._in_links = False
                self._text(line)
        self._end_list()

    def _series(self, line: Line) -> Series | None:
        """Return the table or numbered list that begins with a line, unless it is one of notes."""
        if not may_begin_series(line):
            return None
        if line.index in self._draft.kept or self._subheadings.is_note(line):
            return None
        end = min(line.index + LONGEST_SERIES, self._places[-1] + 1)
        return series_at(rows_within(range(line.index, end), self._draft.lines, self._readings))

    def _is_signed(self, line: Line, reading: Reading) -> bool:
        """Say whether a doubtful byline, «حوار: ليلى حداد», opens the text and is short."""
        is_byline = reading.role is Role.BYLINE and reading.names_people and ":" in line.text
        return is_byline and line.stop is Stop.NONE and self._is_opening(line, reading)

    def _mark(self, line: Line, reading: Reading) -> None:
        """Take a line that interrupts the text."""
        draft = self._draft
        if not self._in_links and gives_figures(self._readings, line.index):
            self._row(line)
            return
        if self._in_links and reading.role is Role.DATE:
            draft.ledger.drop(line, "related-headline", 0.8)
            return
        self._in_links = _opens_headlines(reading) and not reading.value
        if reading.role in (Role.BYLINE, Role.DATE, Role.DATELINE):
            if not self._is_opening(line, reading):
                self._text(line)
                return
            self._opening(line)
        images = len(draft.images)
        take(draft, line, reading, 0.8)
        if reading.role is Role.IMAGE and len(draft.images) > images:
            draft.blocks.append(Figure(draft.images[-1]))

    def _is_opening(self, line: Line, reading: Reading) -> bool:
        """Say whether a byline or date is the article's own, not a name or day in its text."""
        draft = self._draft
        known = draft.dates if reading.role is Role.DATE else draft.authors
        return not known and line.index - self._first < OPENING_LINES

    def _opening(self, line: Line) -> None:
        """Take the line above a byline for the standfirst, however long it is."""
        draft = self._draft
        if len(draft.blocks) == 1 and draft.standfirst is None and line.index == self._first + 1:
            above = draft.lines[self._first]
            draft.standfirst = Evidence(above.text, "standfirst", above.number, above.text)
            draft.ledger.claim(above, Fate.STANDFIRST, "standfirst")
            draft.blocks.clear()

    def _is_link(self, line: Line) -> bool:
        """Say whether a line under «اقرأ أيضا» is still one of the headlines linked there."""
        if not self._in_links or line.stop is Stop.FULL or line.words > MAX_WORDS_OF_LINK:
            return False
        before = self._draft.lines[line.index - 1]
        opening = _opens_headlines(self._draft.readings[before.index])
        if not opening and (self._subheadings.follows_links(line) or self._is_next(line)):
            return False
        return opening or not line.gap or before.gap

    def _is_next(self, line: Line) -> bool:
        """Say whether a line has the number that follows in the text: «4-» where «3-» was last."""
        return self._number > 0 and number_of(line) == self._number + 1

    def _is_caption(self, line: Line) -> bool:
        """Say whether a line under a picture or its credit is the caption."""
        before = self._draft.readings[line.index - 1] if line.index else None
        if before is None or before.role not in (Role.IMAGE, Role.CREDIT) or line.gap:
            return False
        if self._draft.lines[line.index - 1].text.startswith("("):
            return False  # a note in the text, under no picture
        return line.words <= MAX_WORDS_OF_CAPTION and line.stop is not Stop.FULL

    def _stanza(self, stanza: tuple[Line, ...]) -> None:
        """Make one block of verses, which keeps their line breaks."""
        self._end_list()
        self._draft.blocks.append(Paragraph((Run("\n".join(map(verse_text, stanza))),)))
        for line in stanza:
            self._draft.ledger.claim(line, Fate.BODY, "verse", 0.8)

    def _text(self, line: Line) -> None:
        last = line.index >= self._places[-1] and line.index not in self._draft.kept
        if last and tells_of_author(self._draft, line):
            self._end_list()
            drop_author_box(self._draft, line)
            return
        self._number = number_of(line) or self._number
        if self._subheadings.is_row(line):
            self._end_list()
            self._row(line)
            return
        if _BULLET.match(line.text) and line.words <= MAX_WORDS_OF_ITEM and not is_hour(line):
            self._items.append(line)
            return
        self._end_list()
        if self._quotation(line):
            self._draft.ledger.claim(line, Fate.BODY, "quotation", 0.7)
        elif self._subheadings.asks(line):
            self._turn(line, turn_of(line))
        elif line.index in self._draft.kept:
            self._heading(line) if self._is_heading(line) else self._paragraph(line)
        elif self._is_heading(line) and self._is_running_head(line):
            self._draft.ledger.drop(line, "repeated", 0.8)
        elif self._is_heading(line) and tells_of_picture(line.text):
            take_caption(self._draft, line, "credited-caption", 0.8)
        elif self._is_heading(line):
            self._heading(line)
        else:
            self._paragraph(line)

    def _quotation(self, line: Line) -> bool:
        """Take a pulled quotation, and the few words under it that name who said it."""
        blocks = self._draft.blocks
        above = blocks[-1] if blocks else None
        if is_quotation(line):
            blocks.append(Quote(((Run(line.text),),)))
        elif isinstance(above, Quote) and len(above.paragraphs) == 1 and tells_who_said(line):
            blocks[-1] = Quote((*above.paragraphs, (Run(line.text),)))
        else:
            return False
        return True

    def _row(self, line: Line) -> None:
        """Keep a short line as a line, with those above it in one block."""
        above = self._draft.blocks[-1] if self._draft.blocks else None
        text = line.text
        if isinstance(above, Paragraph) and self._last_row == line.index - 1:
            self._draft.blocks[-1] = Paragraph((Run(f"{above.runs[0].text}\n{text}"),))
        else:
            self._draft.blocks.append(Paragraph((Run(text),)))
        self._last_row = line.index
        self._draft.ledger.claim(line, Fate.BODY, "paragraph", 0.8)

    def _heading(self, line: Line) -> None:
        self._draft.blocks.append(Heading((Run(line.text),)))
        self._draft.ledger.claim(line, Fate.BODY, "subheading", 0.8)

    def _is_heading(self, line: Line) -> bool:
        if self._subheadings.is_text(line) or self._verses.announces(line):
            return False
        if (
            line.words > self._subheadings.most_words
            or line.stop is Stop.FULL
            or line.index == self._places[-1]
        ):
            return False
        begun = (
            bool(self._draft.blocks)
            or begins_numbers(self._draft.lines, line)
            or is_hour(line)
            or heads_part(line.text)
        )
        return begun and not heads_nothing(line)

    def _is_running_head(self, line: Line) -> bool:
        """Say whether a line stands on each printed page, its number aside; a day is no number."""
        reading = self._readings[line.index]
        if line.key not in self._above or is_hour(line):
            return False
        above = self._draft.lines[: self._first]
        is_day = reading is not None and reading.role is Role.DATE
        return not is_day or any(head.text == line.text for head in above)

    def _paragraph(self, line: Line) -> None:
        draft = self._draft
        text = line.text
        tail = glued_tail(text)
        if line.index in draft.kept:
            pass  # nothing of it is parted
        elif tail is not None:
            take_tail(draft, self._dates, line, tail)
            text = text[: tail.start()].rstrip()
        elif not draft.blocks and draft.dateline is None:
            text = open_text(draft, self._dates, line, self._above)
        else:
            draft.ledger.claim(line, Fate.BODY, "paragraph")
        draft.blocks.append(Paragraph((Run(text),)))

    def _end_list(self) -> None:
        """Make a list of the bulleted lines just read, or paragraphs where there is only one."""
        items, self._items = self._items, []
        if turns := turns_of(items):
            for item, turn in zip(items, turns, strict=True):
                self._turn(item, turn)
        elif len(items) == 1 and self._subheadings.asks(items[0]):
            self._turn(items[0], turn_of(items[0]))
        elif len(items) == 1:
            self._paragraph(items[0])
        elif items:
            runs = tuple((Run(_BULLET.sub("", item.text)),) for item in items)
            self._draft.blocks.append(ListBlock(runs))
            for item in items:
                self._draft.ledger.claim(item, Fate.BODY, "list-item")

    def _turn(self, line: Line, turn: Paragraph) -> None:
        """Take one turn of an interview."""
        self._draft.blocks.append(turn)
        self._draft.ledger.claim(line, Fate.BODY, "paragraph")


def _opens_headlines(reading: Reading | None) -> bool:
    return reading is not None and reading.effect is Effect.HEADLINES
