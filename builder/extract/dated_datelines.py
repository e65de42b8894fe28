"""Part the dateline that agencies put before a report, with the day in it."""

from __future__ import annotations

import re
from typing import Final

from builder.extract.listed import is_agency, is_national_agency, is_place

_DATED: Final = re.compile(
    r"^(?P<line>[^\d.؟!:]{2,30}?[\s،,(]+(?:في\s+|يوم\s+)?\d[^.؟!:]{4,28}?\s*"
    r"(?:/[^/]{2,25}/|\([^()]{2,25}\)|[-–—]\s*\S[^-–—]{1,20}(?=[-–—:]|\.\.)"
    r"|(?<=\d\s)[^\W\d]{2,12}(?=\s?[-–—])))\s*(?:[-–—:]+|\.\.+)?\s*(?=\S)"
)
_PRESS_RELEASE: Final = re.compile(
    r"^(?P<line>(?P<place>[^\d.؟!:،–—-]{2,25}?)(?:\s*،[^\d.؟!:–—-]{2,30}?)?[\s،–—-]+"
    r"\d[^.؟!:–—]{4,25}?\d{4}\s?[مه]?)\s*[:–—-]\s*(?=\S)"
)
"""«دبي، الإمارات – 9 سبتمبر 2024: أعلنت …»"""
_SENDER: Final = re.compile(r"\d{4}\s?[مه]?\s+(?P<name>[^\W\d]{2,12})$")
_QUOTED_SENDER: Final = re.compile(r"[/(]\s*(?P<name>[^/()\d]{2,25}?)\s*[/)]?$")
_SENDER_AT_END: Final = re.compile(r"[/(–—-]\s*(?P<name>[^/()\d–—-]+?)\s*[/)]?$")
_DAY_AND_BEHIND: Final = re.compile(r"(?:\s(?:في|يوم))?[\s،,(]*\d.*$")
_BARE_SHAPE: Final = re.compile(r"^\S+ \d{1,2}[-/]\d{1,2}[-/]\d{4} \(\w{2,12}\)$")


def split_dated(text: str) -> tuple[str, str] | None:
    """Part the dateline that agencies put before a report, with the date in it, from the report.

    >>> split_dated("القاهرة في 5 مارس 2021 / أ ش أ / قال المتحدث إن الأمر انتهى.")
    ('القاهرة في 5 مارس 2021 / أ ش أ', 'قال المتحدث إن الأمر انتهى.')
    >>> split_dated("الرياض 18-4-2020 (واس)- أعلنت الهيئة بدء التسجيل.")
    ('الرياض 18-4-2020 (واس)', 'أعلنت الهيئة بدء التسجيل.')
    >>> split_dated("غزة 18-4-2020 سبل- أعلنت الهيئة بدء التسجيل.")
    ('غزة 18-4-2020 سبل', 'أعلنت الهيئة بدء التسجيل.')
    >>> split_dated("دبي، الإمارات – 9 سبتمبر 2024: أعلنت الشركة أمراً.")
    ('دبي، الإمارات – 9 سبتمبر 2024', 'أعلنت الشركة أمراً.')
    >>> split_dated("أعلن في 5 مارس 2021 عن فوز الفريق بالكأس.") is None
    True
    """
    press = _PRESS_RELEASE.match(text)
    if press is not None and is_place(press["place"]):
        return press["line"].strip(), text[press.end() :]
    match = _DATED.match(text)
    if match is None or not _is_of_agency(match["line"]):
        return None
    return match["line"].strip(" /"), text[match.end() :]


def publisher_of_dated(line: str) -> str:
    """Return who sent a dated dateline, unless it is an agency of the world.

    >>> publisher_of_dated("المرفأ 18-4-2020 (سبل)"), publisher_of_dated("الرياض 1-2-2020 (واس)")
    ('سبل', 'واس')
    """
    said = _QUOTED_SENDER.search(line) or _SENDER.search(line)
    name = said["name"] if said else ""
    return "" if is_agency(name) and not is_national_agency(name) else name


def _is_of_agency(line: str) -> bool:
    """Say whether a place or an agency that is known, or the bare shape, shows a dateline."""
    if is_place(_DAY_AND_BEHIND.sub("", line)) or _BARE_SHAPE.search(line):
        return True
    sender = _SENDER_AT_END.search(line)
    return sender is not None and is_agency(sender["name"])
