"""Tell what people say in a text: questions and answers, lines of a dialogue."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from builder.extract.persons import is_person
from builder.extract.phrases import phrase_key, phrase_set
from builder.model import Paragraph, Run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.extract.plaintext.lines import Line

QUESTION: Final = ("؟", "?")
_SIGN_OF_QUESTION: Final = re.compile(r"^[-–—*•]+\s*\w")
_SIGN: Final = re.compile(r"^[•▪■●◦‣·*–—-]+\s*")
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


def is_interview(items: Sequence[Line]) -> bool:
    """Say whether lines that begin with signs are questions and answers, each with its own sign."""
    signs = [_SIGN.match(item.text) for item in items]
    return len({sign[0].strip() for sign in signs if sign}) > 1 and any(
        item.text.endswith(QUESTION) for item in items
    )


def are_doubled(items: Sequence[Line]) -> bool:
    """Say whether the signs of an interview are meant for markup: «*» and «**»."""
    return any(_DOUBLED.match(item.text) for item in items)


def turn_of(line: Line, *, doubled: bool) -> Paragraph:
    """Return one turn of an interview, a question in bold; the publisher's sign stays with it.

    Signs that are doubled are left out: «** نعم» shows nobody anything.
    """
    text = _SIGN.sub("", line.text) if doubled else line.text
    return Paragraph((Run(text, strong=text.endswith(QUESTION)),))
