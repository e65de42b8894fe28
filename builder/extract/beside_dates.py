"""Read what shares a line with the date: the author, the publisher, the place."""

from __future__ import annotations

import re
from typing import Final

from builder.extract.boilerplate import chrome_of
from builder.extract.bylines import read_byline
from builder.extract.called import is_called_site
from builder.extract.datelines import read_dateline
from builder.extract.listed import is_national_agency, is_place, is_section
from builder.extract.persons import bare_name, is_person, reporter, split_names
from builder.extract.phrases import phrase_key

_PRINTED_IN: Final = re.compile(r"^(?:نشرت?|نُشر) في (?P<name>\S.*?)(?: يوم| بتاريخ| في)?$")
_ISSUE: Final = re.compile(
    r"^(?P<name>(?!السنة|المجلد)[^\d:]{3,40}?)\s*[-–—|،,/(]*\s*(?:رقم )?العدد\b[^ء-ي]*$"
)
"""«الأفق - العدد: 3140» beside a date."""
_BY: Final = re.compile(r"(?:\bby|بواسطة|بقلم|من قبل)\s*:?\s+(?P<names>\S.*)$", re.IGNORECASE)

_COUNTED: Final = re.compile(
    r"^[\W\d_]+|(?:(?<=\w)(?:السبت|الأحد|الاحد|الإثنين|الاثنين|الثلاثاء|الأربعاء|الخميس|الجمعة)[\W\d_]*|[\W\d_]+)$"
)
"""Counters beside a name, and the weekday that a paste has run into it."""
_LEADS_ON: Final = re.compile(
    r"[\s،,|•-]+(?:في|يوم|بتاريخ|on|آخر تحديث|تاريخ النشر|نُ?شر(?: في)?|محدث)\s*:?$"
)
"""Words that led to a date which has been cut out."""
_BESIDE: Final = re.compile(r"\s+[|•]\s*")
_CELL: Final = re.compile(r"\s*[|•·]\s*")
_ROLE: Final = re.compile(
    r"^(?P<by>[^،,|(–-]{4,40})[،,|(–-](?P<role>[^\d]+)[،,|)–-](?P<day>[^،,|()–-]{6,40})$"
)
_AFTER_NAME: Final = re.compile(r"\s+(?:في|ضمن|in)\s+|\s*[|•]\s*")

Beside = tuple[tuple[str, ...], str, str]
"""Names of authors, the publisher, the dateline."""


def beside_date(rest: str) -> Beside:
    """Return who and where, of the words that stand beside a date.

    >>> beside_date("نشر في الأفق يوم"), beside_date("الأفق-العدد: 3140")
    (((), 'الأفق', ''), ((), 'الأفق', ''))
    >>> beside_date("الرياض واس")
    ((), 'واس', 'الرياض')
    """
    rest = _LEADS_ON.sub("", rest)
    bylines = map(read_byline, (rest, *_BESIDE.split(rest)))
    byline = next(filter(None, bylines), None)
    if byline is not None:
        return () if byline.other_hand else byline.names, "", ""
    printed = _PRINTED_IN.match(rest) or _ISSUE.match(rest)
    if printed is not None:
        name = printed["name"].strip()
        return (), "" if is_section(name) or is_place(name) else name, ""
    place, _, sender = rest.rpartition(" ")
    if is_national_agency(sender):
        return (), sender, place
    if names := _names(rest):
        return names, "", ""
    line = read_dateline(rest)
    if line is not None:
        placed = line.places or line.agencies
        return line.names, line.publisher, line.text if placed else ""
    cells = _CELL.split(rest) if _CELL.search(rest) else ()
    return next((found for cell in cells if any(found := beside_date(cell))), ((), "", ""))


def without_role(text: str) -> str:
    """Return a byline and its day without what the author does, which may be many words.

    >>> without_role("بقلم: ليلى حداد، أستاذة التاريخ في جامعة حلب، 5 آذار 2018")
    'بقلم: ليلى حداد 5 آذار 2018'
    >>> without_role("بقلم: ليلى حداد، سامر الحلبي، 5 آذار 2018")
    'بقلم: ليلى حداد، سامر الحلبي، 5 آذار 2018'
    """
    parts = _ROLE.match(text)
    if parts is None or any(map(is_person, split_names(parts["role"].strip(" ،,|–-")))):
        return text
    return f"{parts['by'].strip()} {parts['day'].strip()}"


def belongs_beside(cell: str) -> bool:
    """Say whether words may stand in the row of the date: an author, a section, a counter.

    >>> belongs_beside("ليلى حداد"), belongs_beside("محليات"), belongs_beside("سعر الدولار")
    (True, True, False)
    """
    if not phrase_key(cell) or is_section(cell) or is_place(cell):
        return True
    signed = is_person(cell) or is_called_site(cell) or read_byline(cell) is not None
    return signed or chrome_of(cell.strip()) is not None


def _names(rest: str) -> tuple[str, ...]:
    """Return the authors, after «بواسطة» or alone with a counter."""
    by = _BY.search(rest)
    if by is not None:
        return split_names(_COUNTED.sub("", _AFTER_NAME.split(by["names"])[0]))
    alone = _COUNTED.sub("", rest)
    return split_names(alone) if is_person(bare_name(alone)) else reporter(alone)
