"""Tell what people say in a text: questions and answers, lines of a dialogue, quotations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from builder.arabic.charsets import BULLETS
from builder.extract.persons import is_person
from builder.extract.phrases import phrase_key, phrase_set
from builder.extract.plaintext.lines import Stop
from builder.model import Paragraph, Run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.extract.plaintext.lines import Line

QUESTION: Final = ("؟", "?")
MAX_WORDS_OF_SPEAKER: Final = 5
MIN_WORDS_OF_QUOTATION: Final = 6
_QUOTATION: Final = re.compile(r"^(?:«[^«»]+»|“[^“”]+”|\"[^\"]+\")$")
_SIGN_OF_QUESTION: Final = re.compile(r"^[-–—*•]+\s*\w")
_SIGN: Final = re.compile(rf"^[-–—{BULLETS}]+\s*")
_DOUBLED: Final = re.compile(r"\*\*\s*\w")


def is_speech(line: Line) -> bool:
    """Say whether a line is what somebody says: «قلت: نعم»."""
    label, colon, said = line.text.partition(":")
    if not colon or not said or label.count(" ") > 1:
        return False
    return phrase_key(label) in phrase_set("endings", "speakers")


def asks(line: Line) -> bool:
    """Say whether a line is a question that begins with a sign or with «س:»."""
    if not line.text.endswith(QUESTION):
        return False
    label, colon, _ = line.text.partition(":")
    asked = bool(colon) and phrase_key(label) in phrase_set("endings", "questions")
    return asked or _SIGN_OF_QUESTION.match(line.text) is not None


def names_speaker(line: Line) -> bool:
    """Say whether a line begins with the name of who says it: «سامر الحلبي: نعم»."""
    label, colon, said = line.text.partition(":")
    return bool(colon and said) and is_person(label)


def is_quotation(line: Line) -> bool:
    """Say whether a line is nothing but words in quotation marks, pulled out of the text."""
    long = line.words >= MIN_WORDS_OF_QUOTATION and line.stop is not Stop.FULL
    return long and _QUOTATION.match(line.text) is not None


def tells_who_said(line: Line) -> bool:
    """Say whether a few words right under a quotation may name who said it."""
    return line.words <= MAX_WORDS_OF_SPEAKER and line.stop is Stop.NONE and not line.gap


def turns_of(items: Sequence[Line]) -> tuple[Paragraph, ...]:
    """Return the turns of an interview; none where lines that begin with signs are a mere list."""
    if not _is_interview(items):
        return ()
    doubled = any(_DOUBLED.match(item.text) for item in items)
    return tuple(turn_of(item, doubled=doubled) for item in items)


def turn_of(line: Line, *, doubled: bool = False) -> Paragraph:
    """Return one turn of an interview, a question in bold; the publisher's sign stays with it.

    Signs that are `doubled` are meant for markup and left out: «** نعم» shows nobody anything.
    """
    text = _SIGN.sub("", line.text) if doubled else line.text
    return Paragraph((Run(text, strong=text.endswith(QUESTION)),))


def _is_interview(items: Sequence[Line]) -> bool:
    """Say whether lines that begin with signs are questions and answers, each with its own sign."""
    signs = [_SIGN.match(item.text) for item in items]
    return len({sign[0].strip() for sign in signs if sign}) > 1 and any(
        item.text.endswith(QUESTION) for item in items
    )
