"""Read the lines of the body as blocks: paragraphs, subheadings, lists, quotations, pictures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from builder.extract.boilerplate import Effect
from builder.extract.captions import names_its_credit
from builder.extract.dated_datelines import publisher_of_dated, split_dated
from builder.extract.datelines import signatures, split_glued, split_publisher
from builder.extract.phrases import phrase_key, phrase_set
from builder.extract.plaintext.claims import is_site_line, take, take_caption
from builder.extract.plaintext.draft import DatedLine, SourceHint
from builder.extract.plaintext.lines import Line, Stop
from builder.extract.plaintext.subheadings import Subheadings
from builder.extract.readings import Reading, Role, read_line
from builder.model import Evidence, Fate, Figure, Heading, ListBlock, Paragraph, Quote, Run

if TYPE_CHECKING:
    from builder.extract.moments import DateReader
    from builder.extract.plaintext.body import Span
    from builder.extract.plaintext.draft import Draft

MAX_WORDS_OF_LEAD_IN: Final = 3
MAX_WORDS_OF_ITEM: Final = 24
MAX_WORDS_OF_LINK: Final = 22
MAX_WORDS_OF_CAPTION: Final = 20
OPENING_LINES: Final = 3
MIN_WORDS_OF_QUOTATION: Final = 6
GLUED_SCORE: Final = 0.6
SIGNATURE_SCORE: Final = 0.25
"""For an agency whose report another site may print as it came."""
LINK_SCORE: Final = 0.9
GLUED_WORDS: Final = ("رابط", "المصدر", "قرأ أيض")
PROBE: Final = 20
"""Characters by which the text after a dateline is found again in the raw line."""
_QUOTATION: Final = re.compile(r"^(?:«[^«»]+»|“[^“”]+”|\"[^\"]+\")$")
_BULLET: Final = re.compile(r"^(?:[•▪■●◦‣·*]|[-–—](?=\s|\w))\s*(?=\S)")
_GLUED_TAGS: Final = re.compile(r"(?<=[.؟!»”\"…])\s+(?P<tail>#\w+(?:[\s،,]+#\w+)*)\s*$")
_GLUED_LINK: Final = re.compile(
    r"(?<=[.؟!»”\"])\s+(?P<tail>(?:رابط (?:الخبر|المقال|الموضوع)|المصدر\s*:|اقرأ أيض|إقرأ أيض).*)$"
)


class BodyReader:
    """Walks the lines of the body once."""

    def __init__(self, draft: Draft, dates: DateReader, body: Span) -> None:
        """Begin at the first line of the text, where its header ends."""
        first, last = body.first, body.last
        self._draft = draft
        self._dates = dates
        self._first = first
        self._last = last
        self._in_links = False
        self._items: list[Line] = []
        self._above = frozenset(line.key for line in draft.lines[:first] if line.short)
        within = draft.lines[first : last + 1]
        self._subheadings = Subheadings(within, verse=body.verse)

    def read(self) -> None:
        """Turn every line of the body into a block, a field of the document or a dropped line."""
        draft = self._draft
        for line in draft.lines[self._first : self._last + 1]:
            reading = draft.readings[line.index]
            if reading is not None and (not reading.weak or self._is_signed(line, reading)):
                self._end_list()
                self._mark(line, reading)
            elif self._is_link(line):
                draft.ledger.drop(line, "related-headline", 0.8)
            elif self._is_caption(line):
                take_caption(draft, line, "caption-after-image", 0.8)
            else:
                self._in_links = False
                self._text(line)
        self._end_list()

    def _is_signed(self, line: Line, reading: Reading) -> bool:
        """Say whether a doubtful byline, «حوار: ليلى حداد», opens the text and is short."""
        is_byline = reading.role is Role.BYLINE and reading.names_people and ":" in line.text
        return is_byline and self._is_opening(line, reading)

    def _mark(self, line: Line, reading: Reading) -> None:
        """Take a line that interrupts the text."""
        draft = self._draft
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
        if not opening and self._subheadings.follows_links(line):
            return False
        return opening or not line.gap or before.gap

    def _is_caption(self, line: Line) -> bool:
        """Say whether a line under a picture or its credit is the caption."""
        before = self._draft.readings[line.index - 1] if line.index else None
        if before is None or before.role not in (Role.IMAGE, Role.CREDIT) or line.gap:
            return False
        return line.words <= MAX_WORDS_OF_CAPTION and line.stop is not Stop.FULL

    def _text(self, line: Line) -> None:
        if _BULLET.match(line.text) and line.words <= MAX_WORDS_OF_ITEM:
            self._items.append(line)
            return
        self._end_list()
        if (
            _QUOTATION.match(line.text)
            and line.words >= MIN_WORDS_OF_QUOTATION
            and line.stop is not Stop.FULL
        ):
            self._draft.blocks.append(Quote(((Run(line.text),),)))
            self._draft.ledger.claim(line, Fate.BODY, "quotation", 0.7)
        elif self._is_heading(line) and line.key in self._above:
            self._draft.ledger.drop(line, "repeated", 0.8)  # the running head of a printed page
        elif self._is_heading(line) and names_its_credit(line.text):
            take_caption(self._draft, line, "credited-caption", 0.8)
        elif self._is_heading(line):
            self._draft.blocks.append(Heading((Run(line.text),)))
            self._draft.ledger.claim(line, Fate.BODY, "subheading", 0.8)
        else:
            self._paragraph(line)

    def _is_heading(self, line: Line) -> bool:
        if (
            line.words > self._subheadings.most_words
            or line.stop is Stop.FULL
            or line.index == self._last
        ):
            return False
        lead_in = line.text.endswith(("؛", "،", ":")) and line.words > MAX_WORDS_OF_LEAD_IN
        aside = line.text.startswith("(") and line.text.endswith(")") and line.text.count("(") == 1
        return bool(self._draft.blocks) and not lead_in and not aside

    def _paragraph(self, line: Line) -> None:
        draft = self._draft
        text = line.text
        tail = _glued_tail(text)
        if tail is not None:
            self._shared(line, tail)
            text = text[: tail.start()].rstrip()
        elif not draft.blocks and draft.dateline is None:
            text = self._without_dateline(line)
        else:
            draft.ledger.claim(line, Fate.BODY, "paragraph")
        draft.blocks.append(Paragraph((Run(text),)))

    def _without_dateline(self, line: Line) -> str:
        """Part the dateline from the first paragraph; return the paragraph."""
        draft = self._draft
        draft.ledger.claim(line, Fate.BODY, "paragraph")
        dated = split_dated(line.text)
        found = self._dates.within(dated[0]) if dated else None
        glued = split_glued(line.text)
        sender = publisher_of_dated(dated[0]) if dated else ""
        signed = phrase_key(sender) in phrase_set("datelines", "senders")
        if dated is not None and (found is not None or signed):
            words, text = dated
            self._publisher(line, sender)
            if not draft.dates and found is not None:
                reading = Reading(Role.DATE, "dateline-date", date=found)
                draft.dates.append(DatedLine(line.index, reading, 1.0))
        elif glued is not None:
            words, text = glued[0].text, glued[1]
            self._publisher(line, glued[0].publisher)
            if not draft.authors:
                names = glued[0].names
                draft.authors += [Evidence(n, "glued-dateline", line.number, words) for n in names]
        else:
            return self._without_publisher(line)
        draft.dateline = Evidence(words, "glued-dateline", line.number, line.text)
        at = line.raw.find(text[:PROBE])
        draft.ledger.share(
            line,
            (line.raw[:at], Fate.DATELINE, "glued-dateline"),
            (line.raw[at:], Fate.BODY, "paragraph"),
        )
        return text

    def _without_publisher(self, line: Line) -> str:
        """Part «(الأفق) أعلنت …» and «الأفق/ أعلنت …», where the page names it once more."""
        parted = split_publisher(line.text, self._above | signatures().keys())
        if parted is None:
            return line.text
        name, text = parted
        key = phrase_key(name)
        if key in signatures():
            return self._signed(line, name, text)
        agencies = phrase_set("datelines", "agencies")
        named = any(other.key == key for other in self._draft.lines if other is not line)
        known = key in self._draft.known_sources or key in agencies or is_site_line(name)
        known = known or key.rpartition(" ")[2] in phrase_set("sources", "name_words")
        if not key or not (named or known or line.text.startswith("(")) or key.count(" ") > 2:  # noqa: PLR2004
            return line.text
        self._publisher(line, name)
        at = line.raw.find(text[:PROBE])
        self._draft.ledger.share(
            line,
            (line.raw[:at], Fate.SOURCE, "glued-dateline"),
            (line.raw[at:], Fate.BODY, "paragraph"),
        )
        return text

    def _signed(self, line: Line, word: str, text: str) -> str:
        """Part «وطنية - افتتحت …», as an agency signs what other sites print too."""
        draft = self._draft
        self._publisher(line, signatures()[phrase_key(word)])
        draft.dateline = Evidence(word, "glued-dateline", line.number, line.text)
        at = line.raw.find(text[:PROBE])
        draft.ledger.share(
            line,
            (line.raw[:at], Fate.DATELINE, "glued-dateline"),
            (line.raw[at:], Fate.BODY, "paragraph"),
        )
        return text

    def _publisher(self, line: Line, name: str) -> None:
        if name:
            score = SIGNATURE_SCORE if name in signatures().values() else GLUED_SCORE
            hint = SourceHint(name, "glued-dateline", line.number, score, line.text)
            self._draft.sources.append(hint)

    def _shared(self, line: Line, tail: re.Match[str]) -> None:
        """Part what the paste glued to the end of a paragraph: a link, a source, tags."""
        draft = self._draft
        words = tail["tail"]
        reading = read_line(words, self._dates)
        fate, rule = Fate.DROPPED, reading.rule if reading else "glued-tail"
        if reading is not None and reading.role is Role.TAGS:
            fate = Fate.TAG
            for name in reading.names:
                draft.add_tag(Evidence(name, rule, line.number, words))
        elif reading is not None and reading.role is Role.SOURCE:
            name = reading.value or reading.publisher
            if name:
                draft.sources.append(SourceHint(name, rule, line.number, LINK_SCORE, words))
        text = line.text[: tail.start()].rstrip()
        draft.ledger.share(line, (text, Fate.BODY, "paragraph"), (words, fate, rule))

    def _end_list(self) -> None:
        """Make a list of the bulleted lines just read, or paragraphs where there is only one."""
        items, self._items = self._items, []
        if len(items) == 1 or _is_interview(items):
            for item in items:
                self._paragraph(item)
        elif items:
            runs = tuple((Run(_BULLET.sub("", item.text)),) for item in items)
            self._draft.blocks.append(ListBlock(runs))
            for item in items:
                self._draft.ledger.claim(item, Fate.BODY, "list-item")


def _glued_tail(text: str) -> re.Match[str] | None:
    """Find a link, a source or tags at the end of a paragraph; nearly all have none."""
    if "#" in text and (tags := _GLUED_TAGS.search(text)):
        return tags
    if any(word in text for word in GLUED_WORDS):
        return _GLUED_LINK.search(text)
    return None


def _opens_headlines(reading: Reading | None) -> bool:
    return reading is not None and reading.effect is Effect.HEADLINES


def _is_interview(items: list[Line]) -> bool:
    """Questions and answers are paragraphs, though each begins with a sign."""
    return len({item.text[0] for item in items}) > 1
