"""Read a line that names the publisher after a label: «المصدر: …», «رابط الخبر بصحيفة …: …»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from builder.extract.called import has_articles
from builder.extract.listed import is_place
from builder.extract.persons import is_person
from builder.extract.phrases import beginnings, phrase_key, phrase_set
from builder.extract.sureness import DOUBTFUL

MAX_WORDS: Final = 9
MAX_WORDS_OF_NAME: Final = 5

_TAKEN_FROM: Final = re.compile(
    r"^(?:نقلا|نقلاً|منقول|منقولة) عن\s*[:：]?\s*(?P<name>[^\s:：.].*?)\s*\.?$"
)
_DASHED: Final = re.compile(r"^(?P<label>مصدر \S+|ال?مصدر)\s*[|/–—-]\s*(?P<value>\S.*)$")
"""«المصدر - الأفق»"""
_LABEL: Final = re.compile(r"^(?P<label>[^:：]{2,30}?)\s*[:：]\s*(?P<value>.*)$")
_BEFORE_SITE: Final = re.compile(r"^(?:(?:على|في|من|عبر)\s+|ب(?=صحيفة|جريدة|موقع|مجلة|قناة))")
_PARTS: Final = re.compile(r"\s*[،,/|]\s*|\s+[-–—]\s+")
_ALONE: Final = frozenset({"المصدر", "مصدر الخبر", "مصدر المقال", "Source"})
_SPEAKERS: Final = frozenset({"مصدر", "عن"})
"""Labels of sources that headlines begin with too: «مصدر: الجسر يفتح غداً»."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """What a line says of the publisher, or of the author that stands in the publisher's place."""

    rule: str
    value: str = ""
    publisher: str = ""
    names: tuple[str, ...] = ()
    score: float = 1.0


def read_source_line(text: str) -> SourceLine | None:
    """Read a line that its label shows to name the source.

    >>> read_source_line("المصدر: «الأفق»").value, read_source_line("المصدر: دبي – ليلى حداد").names
    ('الأفق', ('ليلى حداد',))
    >>> read_source_line("رابط الخبر بصحيفة الأفق: عودة الحياة").publisher
    'صحيفة الأفق'
    >>> read_source_line("نقلا عن صحيفة الأفق").value, read_source_line("المصدر - الأفق").value
    ('صحيفة الأفق', 'الأفق')
    """
    if text.count(" ") >= MAX_WORDS:
        return _link(text)
    taken = _TAKEN_FROM.match(text) if "عن" in text and text[:1] in "نم" else None
    if taken is not None and taken["name"].count(" ") < MAX_WORDS_OF_NAME:
        return SourceLine("source-line", taken["name"].strip('«»"“”'))
    label = _LABEL.match(text) if _has_colon(text) else _DASHED.match(text)
    if label is not None:
        key = phrase_key(label["label"])
        if key in phrase_set("sources", "labels"):
            value = label["value"].strip(' .«»"“”')
            if names := _reporter(value):
                return SourceLine("byline", names=names)
            score = 1.0 if key not in _SPEAKERS or value.count(" ") < 2 else DOUBTFUL  # noqa: PLR2004
            return SourceLine("source-line", value, score=score)
    return _link(text)


def is_source_label(text: str) -> bool:
    """Say whether a line only announces the publisher that the next one names: «المصدر»."""
    return text.rstrip(" :：") in _ALONE


def _reporter(value: str) -> tuple[str, ...]:
    """Return the persons of «دبي – فلان», where a place or nothing stands beside them."""
    parts = [part for part in _PARTS.split(value) if part]
    names = tuple(part for part in parts if is_person(part) and not has_articles(part))
    rest = [part for part in parts if part not in names and not is_place(part)]
    return () if rest else names


def _link(text: str) -> SourceLine | None:
    """Read «رابط الخبر بصحيفة …: العنوان», which names the site and repeats the headline."""
    key = phrase_key(text)
    head = beginnings("sources", "link_labels").match(key)
    if head is None:
        return None
    label = _LABEL.match(text) if _has_colon(text) else None
    words = (phrase_key(label["label"]) if label else "").removeprefix(head).split()
    publisher = ""
    if label is not None and words:
        publisher = _BEFORE_SITE.sub("", " ".join(label["label"].split()[-len(words) :]))
    return SourceLine("link-line", publisher=publisher)


def _has_colon(text: str) -> bool:
    return ":" in text or "：" in text
