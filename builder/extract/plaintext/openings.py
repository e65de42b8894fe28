"""Part what stands before the first sentence of a text: place, agency, publisher, reporter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from builder.extract.called import is_called_site, is_site_line
from builder.extract.dated_datelines import publisher_of_dated, split_dated
from builder.extract.dateline_parts import signatures
from builder.extract.datelines import split_glued, split_publisher
from builder.extract.listed import is_agency, is_national_agency, is_place
from builder.extract.phrases import phrase_key, phrase_set
from builder.extract.plaintext.draft import DatedLine, SourceHint
from builder.extract.plaintext.masthead import is_told
from builder.extract.roles import Reading, Role
from builder.model import Evidence, Fate

if TYPE_CHECKING:
    from collections.abc import Container

    from builder.extract.moments import DateLine, DateReader
    from builder.extract.plaintext.draft import Draft
    from builder.extract.plaintext.lines import Line

GLUED_SCORE: Final = 0.6
SIGNATURE_SCORE: Final = 0.25
"""For an agency whose report another site may print as it came."""
MAX_SPACES: Final = 2
_PLACE_AND_NAME: Final = re.compile(
    r"^(?P<place>[^\s\d().،:]+(?: [^\s\d().،:]+)?) "
    r"\((?P<name>[^()\d.،:]{3,30})\)\s*[-–—:]*\s+(?=\S)"
)
"""«برعو (هرجيسا اليوم) - انطلق …»"""
_IN_BRACKETS: Final = re.compile(
    r"^(?P<line>\((?P<place>[^()\d،,–—-]{2,25}?)(?:[\s،,–—-]+(?P<rest>[^()]{3,40}))?\))\s*[-–—:]+\s+(?=\S)"
)
"""«(بيروت) – قالت …», «(بيروت، 6 مارس 2023) – قالت …»"""


def open_text(draft: Draft, dates: DateReader, line: Line, above: Container[str]) -> str:
    """Part the dateline from the first paragraph; return the paragraph.

    `above` holds the folded lines that stand above the text.
    """
    draft.ledger.claim(line, Fate.BODY, "paragraph")
    dated = split_dated(line.text)
    found = dates.within(dated[0]) if dated else None
    glued = split_glued(line.text)
    sender = publisher_of_dated(dated[0]) if dated else ""
    signed = is_national_agency(sender)
    if dated is not None and (found is not None or signed):
        words, text = dated
        _publisher(draft, line, sender)
        if not draft.dates and found is not None:
            _date(draft, line, found)
    elif glued is not None:
        words, text = glued[0].text, glued[1]
        _publisher(draft, line, glued[0].publisher)
        if not draft.authors:
            names = glued[0].names
            draft.authors += [Evidence(n, "glued-dateline", line.number, words) for n in names]
    elif (placed := _IN_BRACKETS.match(line.text)) and is_place(placed["place"]):
        words, text = placed["line"][1:-1], line.text[placed.end() :]
        found = dates.within(placed["rest"]) if placed["rest"] else None
        if not draft.dates and found is not None:
            _date(draft, line, found)
    else:
        return _without_publisher(draft, line, above)
    return _dateline(draft, line, words, text)


def _date(draft: Draft, line: Line, found: DateLine) -> None:
    reading = Reading(Role.DATE, "dateline-date", date=found)
    draft.dates.append(DatedLine(line.index, reading, 1.0))


def _dateline(draft: Draft, line: Line, words: str, text: str) -> str:
    """Record the words before the text as the dateline."""
    draft.dateline = Evidence(words, "glued-dateline", line.number, line.text)
    _share(draft, line, Fate.DATELINE, text)
    return text


def _share(draft: Draft, line: Line, fate: Fate, text: str) -> None:
    at = line.place_of(text)
    draft.ledger.share(
        line,
        (line.raw[:at], fate, "glued-dateline"),
        (line.raw[at:], Fate.BODY, "paragraph"),
    )


def _without_publisher(draft: Draft, line: Line, above: Container[str]) -> str:
    """Part «(الأفق) أعلنت …» and «الأفق/ أعلنت …», where the page names it once more."""
    placed = _PLACE_AND_NAME.match(line.text)
    if placed is not None and _is_named(draft, line, placed["name"], above):
        _publisher(draft, line, placed["name"])
        words = f"{placed['place']} ({placed['name']})"
        return _dateline(draft, line, words, line.text[placed.end() :])
    parted = split_publisher(line.text, lambda name: _is_named(draft, line, name, above))
    if parted is None:
        return line.text
    name, text = parted
    key = phrase_key(name)
    if key in signatures():
        _publisher(draft, line, signatures()[key])
        return _dateline(draft, line, name, text)
    agency = is_agency(name) or is_site_line(name)
    known = agency or key.rpartition(" ")[2] in phrase_set("sources", "name_words")
    named = any(other.key == key for other in draft.lines if other is not line)
    named = named or known or _is_named(draft, line, name, above)
    if not key or not (named or line.text.startswith("(")) or key.count(" ") > MAX_SPACES:
        return line.text
    _publisher(draft, line, name)
    _share(draft, line, Fate.SOURCE, text)
    return text


def _is_named(draft: Draft, line: Line, name: str, above: Container[str]) -> bool:
    """Say whether a name is a publisher's by the page, the vocabulary or what people told it."""
    key = phrase_key(name)
    if key in above or key in signatures():
        return True
    if is_place(name):
        return False
    if key in draft.known_sources or is_called_site(name):
        return True
    others = [other for other in draft.lines if other is not line]
    called = any(is_site_line(at.text) and f" {key} " in f" {at.key} " for at in others if at.short)
    return called or any(is_told(name, other.text) for other in others)


def _publisher(draft: Draft, line: Line, name: str) -> None:
    if name:
        score = SIGNATURE_SCORE if name in signatures().values() else GLUED_SCORE
        draft.sources.append(SourceHint.on(line, "glued-dateline", score, name))
