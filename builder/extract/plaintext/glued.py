"""Part what a paste has glued to the end of a paragraph: a link, a source, tags."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from builder.extract.plaintext.draft import SourceHint
from builder.extract.readings import read_line
from builder.extract.roles import Role
from builder.model import Evidence, Fate

if TYPE_CHECKING:
    from builder.extract.moments import DateReader
    from builder.extract.plaintext.draft import Draft
    from builder.extract.plaintext.lines import Line

LINK_SCORE: Final = 0.9
GLUED_WORDS: Final = ("رابط", "المصدر", "قرأ أيض")
_GLUED_TAGS: Final = re.compile(r"(?<=[.؟!»”\"…])\s+(?P<tail>#\w+(?:[\s،,]+#\w+)*)\s*$")
_GLUED_LINK: Final = re.compile(
    r"(?<=[.؟!»”\"])\s+(?P<tail>(?:رابط (?:الخبر|المقال|الموضوع)|المصدر\s*:|اقرأ أيض|إقرأ أيض).*)$"
)


def glued_tail(text: str) -> re.Match[str] | None:
    """Find a link, a source or tags at the end of a paragraph; nearly all have none."""
    if "#" in text and (tags := _GLUED_TAGS.search(text)):
        return tags
    if any(word in text for word in GLUED_WORDS):
        return _GLUED_LINK.search(text)
    return None


def take_tail(draft: Draft, dates: DateReader, line: Line, tail: re.Match[str]) -> None:
    """Record what the tail of a paragraph says; the ledger has both parts of the line."""
    words = tail["tail"]
    reading = read_line(words, dates)
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
