"""Part the dateline or the publisher's name from the first paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from builder.extract.dated_datelines import publisher_of_dated, split_dated
from builder.extract.datelines import signatures, split_glued, split_publisher
from builder.extract.phrases import phrase_key, phrase_set
from builder.extract.plaintext.claims import is_site_line
from builder.extract.plaintext.draft import DatedLine, SourceHint
from builder.extract.readings import Reading, Role
from builder.model import Evidence, Fate

if TYPE_CHECKING:
    from builder.extract.moments import DateReader
    from builder.extract.plaintext.draft import Draft
    from builder.extract.plaintext.lines import Line

GLUED_SCORE: Final = 0.6
SIGNATURE_SCORE: Final = 0.25
"""For an agency whose report another site may print as it came."""
PROBE: Final = 20
"""Characters by which the text after a dateline is found again in the raw line."""


class Beginning:
    """Reads what a paste has glued to the front of the text."""

    def __init__(self, draft: Draft, dates: DateReader, above: frozenset[str]) -> None:
        """Know the lines above the text, folded: they may name the publisher too."""
        self._draft, self._dates, self._above = draft, dates, above

    def without_dateline(self, line: Line) -> str:
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
