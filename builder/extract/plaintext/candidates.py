"""Find the lines above the body that may be the headline at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from builder.arabic.charsets import BULLETS
from builder.extract.called import PREPOSITIONS
from builder.extract.dated_datelines import split_dated
from builder.extract.datelines import is_masthead, split_glued
from builder.extract.labelled_sections import labelled_section
from builder.extract.persons import has_calling, is_person, is_role
from builder.extract.plaintext.body import is_lead
from builder.extract.plaintext.context import LABELLED_LINKS
from builder.extract.plaintext.lines import Line, Stop
from builder.extract.plaintext.masthead import BASMALA, MAX_WORDS_OF_MENTION, describes, names_site
from builder.extract.roles import Role, is_sure
from builder.extract.verses import MIN_LED, MIN_MARKED, halves, is_verse

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from builder.extract.plaintext.body import Span
    from builder.extract.roles import Reading

MAX_WORDS: Final = 32
MAX_WORDS_OF_SENTENCE: Final = 14
MAX_WORDS_OF_FIRST: Final = 40
"""Of a headline that only its place and its end tell from a paragraph; others may be longer."""
MIN_WORDS_OF_LINK: Final = 3
MAX_WORDS_BEFORE_DASH: Final = 4
_DASHES: Final = ("-", "–", "—")
_OPENED: Final = re.compile(r"\([^()]{2,30}\)\s*[-–—]$")
"""«الرباط (أ ف ب) –» does too."""
_NUMBER_ALONE: Final = re.compile(r"[^:：]{2,30}[:：]\s*[\d.,٫٬]+$")
"""«رقم الفتوى: 4821»"""
_BULLET: Final = re.compile(rf"[-–—{BULLETS}]\s*\w")


def may_be_headlines(
    near: Iterable[int], lines: Sequence[Line], readings: Sequence[Reading | None]
) -> list[int]:
    """Return the lines that may be the headline; where none is, those that look like a byline."""
    near = list(near)
    found: list[int] = []
    for index in near:
        if not _may_be(lines[index], readings[index]) or _is_of_site(index, lines):
            continue
        if _is_among_verses(index, lines):
            continue
        if _is_role_of_person(index, lines) or (found and _is_calling(index, lines, readings)):
            continue
        found.append(index)
    return found or [i for i in near if _may_be_after_all(lines[i], readings[i])]


def first_of_text(
    lines: Sequence[Line], readings: Sequence[Reading | None], body: Span
) -> int | None:
    """Take the text's first line for the headline: without a stop, or a sentence over a dateline.

    The first paragraph of a text without a headline ends as those below it do.
    """
    first, text = lines[body.first], lines[body.first + 1 : body.last + 1]
    below = next((line for line in text if readings[line.index] is None), None)
    if below is None:
        return None
    if first.stop is Stop.NONE:
        told = first.words <= MAX_WORDS_OF_FIRST and below.stop is Stop.FULL
        return body.first if told else None
    if first.words > MAX_WORDS_OF_SENTENCE:
        return None
    opens = split_dated(below.text) or split_glued(below.text)
    return body.first if opens else None


def _may_be(line: Line, reading: Reading | None) -> bool:
    if is_sure(reading):
        return False
    if _BULLET.match(line.text) and line.text[0] != line.text[-1]:  # «*عنوان*» is in bold type
        return False
    if line.key.startswith(BASMALA) or line.key in PREPOSITIONS or labelled_section(line.text):
        return False
    if line.text.endswith(_DASHES) and line.words <= MAX_WORDS_BEFORE_DASH:
        return False  # «الأفق -» opens a text
    if _OPENED.search(line.text) or _NUMBER_ALONE.match(line.text) or is_lead(line):
        return False
    return (line.words <= MAX_WORDS or line.stop is Stop.NONE) and not line.is_section


def _is_among_verses(index: int, lines: Sequence[Line]) -> bool:
    """Say whether a line is a verse of a stanza; the headline of a vocalised text stands apart."""
    if not is_verse(lines[index].text):
        return False
    least = MIN_LED if halves(lines[index].text) else MIN_MARKED
    run = 0
    for line in lines[max(0, index + 1 - least) : index + least]:
        run = run * (not line.gap) + 1 if is_verse(line.text) else 0
        if run == least:
            return True
    return False


def _may_be_after_all(line: Line, reading: Reading | None) -> bool:
    """Accept what looks like a date or byline, where nothing else can be the headline."""
    if reading is None or reading.rule == "byline" or _OPENED.search(line.text):
        return False
    if reading.role is Role.DATELINE and is_masthead(line.text):
        return False
    if reading.rule in LABELLED_LINKS:
        return reading.value.count(" ") >= MIN_WORDS_OF_LINK - 1
    with_words = reading.role is Role.DATE and reading.date is not None and reading.date.rest
    return bool(with_words) or reading.role in (Role.BYLINE, Role.DATELINE)


def _is_of_site(index: int, lines: Sequence[Line]) -> bool:
    """Say whether a line tells of the site whose name stands above it, at the top of all.

    It says what the site is, or begins with its name: «الأفق: أخبار | تقارير».
    """
    top = lines[0]
    if index == 1 and top.words <= MAX_WORDS_OF_MENTION and describes(lines[1]):
        return True
    return index > 0 and lines[index].text.startswith(f"{top.text}:") and names_site(top.text)


def _is_role_of_person(index: int, lines: Sequence[Line]) -> bool:
    """Say whether a line under a person's name tells what that person does: «كاتبة وباحثة»."""
    return index > 0 and is_role(lines[index].text) and is_person(lines[index - 1].text)


def _is_calling(index: int, lines: Sequence[Line], readings: Sequence[Reading | None]) -> bool:
    """Say whether a line under a byline tells what its author does: «مديرة مشروع الترجمة»."""
    above = readings[index - 1] if index else None
    signed = above is not None and above.role is Role.BYLINE and bool(above.names)
    return signed and (is_role(lines[index].text) or has_calling(lines[index].text))
