"""Read what a line says of itself, before its place in the page is known."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from builder.extract import captions
from builder.extract.beside_dates import beside_date, without_role
from builder.extract.boilerplate import CACHED_LINES, Chrome, Effect, chrome_of
from builder.extract.byline_labels import announces_names, is_byline_label, is_labelled_role
from builder.extract.bylines import read_byline
from builder.extract.datelines import read_dateline
from builder.extract.figures import FIGURES, figures_rule
from builder.extract.ordinary import HOME_KEYS, HOMES, is_ordinary
from builder.extract.persons import is_desk
from builder.extract.phrases import phrase_key
from builder.extract.roles import Reading, Role, are_people
from builder.extract.source_lines import is_source_label, read_source_line
from builder.extract.sureness import DOUBTFUL

if TYPE_CHECKING:
    from builder.extract.dateline_parts import Dateline
    from builder.extract.moments import DateReader

_ADDRESS: Final = re.compile(
    r"^\s*(?:[^\s:：]+\s+){0,3}?[^\s:：]*?[:：]?\s*(?P<url>https?://\S+)\s*$"
)
_EMAIL: Final = re.compile(r"^\S+@[\w-]+\.[\w.-]+$")
_HASHTAGS: Final = re.compile(r"^(?:#[^\s#]+[\s،,]*){1,12}$")
_CRUMB: Final = re.compile(r"\s*[>›»/|\\←]\s*|\s{2,}|\s+[-–]\s+")
_EMBED: Final = re.compile(
    r"^(?:pic\.twitter\.com|t\.co|youtu\.be|www\.)\S*$|^@\w+$|^[-–—]+ .{2,60}\(@\w+\)",
    re.IGNORECASE,
)
_BEGIN_EMBEDS: Final = tuple("pPtTyYwW@-–—")
_RIGHTS: Final = re.compile(
    r"(?:©|\(c\)|copyright).{0,40}(?:19|20)\d\d|(?:19|20)\d\d\s*©", re.IGNORECASE
)
_YEAR: Final = re.compile(r"\d{4}")
_BETWEEN_TAGS: Final = re.compile(r"[،,؛;|•·]|\s{2,}")
_DASHES_BETWEEN: Final = re.compile(r"\s+[–—-]\s+")
_PARTED: Final = re.compile(r"\s[|•·–—-]\s")
"""What parts the day from the name for sure: «كتبت: فلانة | 14 نونبر 2021»."""
_LETTER: Final = re.compile(r"[^\W\d_]")
_END_MARK: Final = re.compile(r"^[/\\*\-.~_ ]*(?:انتهى|انتهي|إنتهى)[/\\*\-.~_ ]*$")


@lru_cache(maxsize=CACHED_LINES)
def read_line(text: str, dates: DateReader) -> Reading | None:
    """Return what a short line says of itself, or None where it may be running text.

    Half of the short lines stand on other pages too.
    """
    if is_ordinary(text):
        return dated(text, dates) or _dateline(text)
    return read_telling(text, dates)


def read_telling(text: str, dates: DateReader) -> Reading | None:
    """Return what a line says of itself by a word or a sign that it has.

    The order matters: what names itself by a phrase comes before what is known by its shape.
    """
    if "://" in text and (address := _address(text)) is not None:
        return _picture(text) or address
    if text.startswith(("(", "[")) and (credit := _labelled_picture(text)) is not None:
        return credit  # «(الأرشيف)»: without brackets it leads to one
    if is_desk(text):
        return Reading(Role.BYLINE, "desk", 0.9, effect=Effect.ENDS, names=(text.strip(" .:"),))
    if (chrome := chrome_of(text) or _rights(text)) is not None:
        return _whole_date(text, dates) or _chrome(chrome, text)
    if not _LETTER.search(text):
        return dated(text, dates) or _without_letters(text)
    return (
        _picture(text)
        or _contact(text)
        or _tags(text)
        or _source(text)
        or _labelled_picture(text)
        or _byline(text, dates)
        or dated(text, dates)
        or _crumbs(text)
        or _dateline(text)
        or _remnant(text)
    )


def dated(text: str, dates: DateReader) -> Reading | None:
    """Read a date line, with the byline or dateline that may share it."""
    found = dates.read(text)
    if found is None:
        return None
    rule = "update-line" if found.is_update else "date-line"
    names, publisher, dateline = beside_date(found.rest) if found.rest else ((), "", "")
    return Reading(
        Role.DATE, rule, 1.0, names=names, publisher=publisher, dateline=dateline, date=found
    )


def _without_letters(text: str) -> Reading:
    """Read figures and ornaments; in the middle of a text only the latter are nothing."""
    rule = figures_rule(text)
    if rule is None:
        return Reading(Role.ORNAMENT, "ornament")
    return Reading(Role.ORNAMENT, rule, 0.9 if rule == FIGURES else 0.6)


def _whole_date(text: str, dates: DateReader) -> Reading | None:
    """Read the date on a line of chrome: «نشر 25/1/2024» is no button, though «نشر» is one."""
    if not _YEAR.search(text):
        return None
    found = dated(text, dates)
    return found if found and found.date and found.date.moment else None


def _chrome(chrome: Chrome, text: str) -> Reading:
    if chrome.effect is Effect.TAGS and (chrome.rest or ":" in text):
        tags = split_tags(chrome.rest)
        effect = Effect.NONE if tags else Effect.TAGS
        return Reading(Role.TAGS, "tag-line", effect=effect, names=tags)
    if chrome.effect is Effect.TAGS:
        return Reading(Role.TAGS, "tag-heading", effect=Effect.TAGS)
    return Reading(Role.CHROME, chrome.rule, chrome.score, effect=chrome.effect, value=chrome.rest)


def split_tags(text: str) -> tuple[str, ...]:
    """Part a line of tags.

    >>> split_tags("#حلب #سوق_المدينة"), split_tags("حلب، سوق المدينة | ترميم")
    (('حلب', 'سوق_المدينة'), ('حلب', 'سوق المدينة', 'ترميم'))
    >>> split_tags("حلب – سوق المدينة – ترميم"), split_tags("حلب - سوق المدينة، ترميم")
    (('حلب', 'سوق المدينة', 'ترميم'), ('حلب - سوق المدينة', 'ترميم'))
    """
    parts = text.split("#") if "#" in text else _BETWEEN_TAGS.split(text)
    if len(parts) == 1:
        parts = _DASHES_BETWEEN.split(text)
    return tuple(filter(None, (part.strip(" ،,.-") for part in parts)))


def _picture(text: str) -> Reading | None:
    name = captions.image_name(text)
    if name is None:
        return None
    if captions.is_decoration(name):
        return Reading(Role.CHROME, "chrome-player")
    return Reading(Role.IMAGE, "image-name", value=name)


def _rights(text: str) -> Chrome | None:
    """Recognise a line on copyright by its sign and year."""
    signed = "©" in text or "(c)" in text or "opyright" in text.lower()
    return Chrome("foot", Effect.ENDS) if signed and _RIGHTS.search(text) else None


def _address(text: str) -> Reading | None:
    match = _ADDRESS.match(text)
    return Reading(Role.ADDRESS, "address", value=match["url"]) if match else None


def _contact(text: str) -> Reading | None:
    if "@" in text and _EMAIL.match(text):
        return Reading(Role.CONTACT, "contact")
    if text.startswith(_BEGIN_EMBEDS) and _EMBED.match(text):
        return Reading(Role.CONTACT, "embed")
    return None


def _tags(text: str) -> Reading | None:
    if text.startswith("#") and _HASHTAGS.match(text):
        return Reading(Role.TAGS, "hashtags", names=split_tags(text))
    return None


def _source(text: str) -> Reading | None:
    if "نته" in text and _END_MARK.match(text):
        return Reading(Role.CHROME, "chrome-end-mark")
    said = read_source_line(text)
    if said is None:
        return Reading(Role.ORNAMENT, "source-label") if is_source_label(text) else None
    role = Role.BYLINE if said.names else Role.SOURCE
    return Reading(
        role, said.rule, said.score, value=said.value, publisher=said.publisher, names=said.names
    )


def _labelled_picture(text: str) -> Reading | None:
    credit = captions.read_credit(text)
    if credit is not None:
        return Reading(Role.CREDIT, "credit-line", credit.score, value=credit.text)
    caption = captions.read_caption(text)
    if caption is None and not captions.is_caption_label(text):
        return None
    return Reading(Role.CAPTION, "caption-label", value=caption or "")


def _byline(text: str, dates: DateReader) -> Reading | None:
    if is_labelled_role(text):
        return Reading(Role.BYLINE, "author-role")
    byline = read_byline(text)
    if byline is None:
        if not is_byline_label(text):
            return None
        return Reading(Role.BYLINE, "byline", 1.0 if announces_names(text) else DOUBTFUL)
    if (whole := _dated_byline(text, dates)) is not None:
        return whole
    rule = "other-hand" if byline.other_hand else "byline"
    return Reading(Role.BYLINE, rule, byline.score, names=byline.names)


def _dated_byline(text: str, dates: DateReader) -> Reading | None:
    """Read «بقلم: فلان | 5 آذار 2018» as a date line, which tells of a byline beside the day."""
    if not _YEAR.search(text):
        return None
    found = dated(text, dates) or dated(without_role(text), dates)
    beside = read_byline(found.date.rest) if found and found.date else None
    if beside is None:
        return None
    named = _PARTED.search(text) and are_people(beside.names)
    return found if named or beside.score > DOUBTFUL else None


def _crumbs(text: str) -> Reading | None:
    if not text.startswith(HOMES):
        return None
    parts = [part for part in _CRUMB.split(text) if part]
    if len(parts) < 2 or phrase_key(parts[0]) not in HOME_KEYS:  # noqa: PLR2004 - home and one more
        return None
    return Reading(Role.CRUMBS, "breadcrumb", names=tuple(parts[1:]))


def _dateline(text: str) -> Reading | None:
    line = read_dateline(text)
    return None if line is None else dateline_reading(line)


def dateline_reading(line: Dateline) -> Reading:
    """Turn a dateline into a reading; one without place and agency is a byline."""
    if line.names and not line.places and not line.agencies:
        return Reading(
            Role.BYLINE, "source-and-author", line.score, names=line.names, publisher=line.publisher
        )
    return Reading(
        Role.DATELINE,
        "dateline",
        line.score,
        value=line.text,
        names=line.names,
        publisher=line.publisher,
        section=line.section,
    )


def _remnant(text: str) -> Reading | None:
    """Recognise single letters and lone Latin words, which buttons and counters leave behind."""
    key = phrase_key(text)
    if len(key) <= 1 or (text.isascii() and " " not in text and len(text) <= 4):  # noqa: PLR2004
        return Reading(Role.ORNAMENT, "ornament", 0.8)
    return None
