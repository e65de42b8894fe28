"""Leave out the lines of metadata that no field of the article shows: they are not kept.

A caption may have lost its picture, a source another one beside it, and a byline a better one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from builder.arabic.key import words
from builder.extract.captions import is_bare_label
from builder.extract.page.pictures import caption_and_credit
from builder.extract.persons import is_person
from builder.extract.phrases import phrase_key, phrase_set
from builder.extract.roles import Reading, Role
from builder.model import Fate

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from builder.extract.page.fates import Decisions
    from builder.extract.page.parts import Segment
    from builder.model import Document, Image

IDLE: Final = {
    Fate.CAPTION: "caption-without-picture",
    Fate.DATE: "second-date",
    Fate.SOURCE: "other-source",
    Fate.BYLINE: "other-byline",
    Fate.DATELINE: "second-dateline",
    Fate.SECTION: "other-section",
    Fate.TAG: "other-tag",
}
"""The rule by which a line is left out, by what it would have become."""
LABELLED: Final = ("bylines", "sources")
"""What has labels besides pictures."""


def drop_idle(segments: Sequence[Segment], decisions: Decisions, document: Document) -> None:
    """Drop the lines of metadata of which `document` shows nothing."""
    named = (*document.authors, document.dateline, document.source)
    fields = {Fate.SECTION: (document.section,), Fate.TAG: document.tags}
    for fate, rule in IDLE.items():
        shown = [_key(field.value) for field in fields.get(fate, named) if field is not None]
        for index in decisions.of(fate):
            segment, reading = segments[index], decisions.readings.get(index)
            if fate is Fate.CAPTION:
                used = _is_under_picture(segment, decisions, document.images)
            else:
                used = _is_among(shown, segment.text, reading)
                used = used or (reading is not None and _gives_date(reading, document))
            if not used:
                decisions.fates[index] = (
                    Fate.DROPPED,
                    "label" if _is_label(segment.text) else rule,
                )


def free_names(segments: Sequence[Segment], decisions: Decisions, images: Sequence[Image]) -> None:
    """Take a person above the text for its author where no picture is: «credits» says both."""
    first = next(iter(decisions.body()), 0)
    for index in decisions.of(Fate.CAPTION):
        text = segments[index].text
        loose = index < first and not _is_under_picture(segments[index], decisions, images)
        if loose and is_person(text):
            decisions.readings[index] = Reading(Role.BYLINE, "lone-name", 0.6, value=text)
            decisions.fates[index] = (Fate.BYLINE, "lone-name")


def _is_under_picture(segment: Segment, decisions: Decisions, images: Iterable[Image]) -> bool:
    caption, credit = caption_and_credit(segment, decisions)
    if caption is not None:
        return any(caption == image.caption for image in images)
    return credit is not None and any(credit == image.credit for image in images)


def _is_among(shown: Iterable[str], text: str, reading: Reading | None) -> bool:
    """Tell whether a line holds a name that is shown, or is part of one."""
    line = _key(text)
    said = (reading.value, reading.publisher, reading.dateline, *reading.names) if reading else ()
    parts = [key for key in map(_key, said) if key.strip()]
    return any(one in line or any(part in one for part in parts) for one in shown)


def _gives_date(reading: Reading, document: Document) -> bool:
    """Tell whether a date is one of the article's, or is told of as what cannot be read."""
    if reading.date is None:
        return False
    read = {one.day for one in (reading.date.moment, reading.date.updated) if one is not None}
    days = {one.value.day for one in (document.published, document.updated) if one is not None}
    return not read or bool(read & days)


def _key(text: str) -> str:
    """Return the words of a text, with spaces around each."""
    return f" {' '.join(words(text))} "


def _is_label(text: str) -> bool:
    key = phrase_key(text)
    return is_bare_label(text) or any(key in phrase_set(name, "labels") for name in LABELLED)
