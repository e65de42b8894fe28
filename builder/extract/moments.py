"""Read the date lines of a page, and what else they say."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

from builder.arabic.dates import DateProblem, FoundDate, Role, read_date
from builder.arabic.dates.found import GRAVE
from builder.arabic.dates.reader import find_dates
from builder.extract.beside_dates import belongs_beside
from builder.extract.listed import is_agency, is_place
from builder.frozen import frozen
from builder.model import Moment

if TYPE_CHECKING:
    from builder.arabic.dates import Trouble

Order = Literal["dmy", "mdy"]

MAX_LENGTH: Final = 130
MAX_WORDS_WITHOUT_YEAR: Final = 6
_DIGIT: Final = re.compile(r"\d")
_RELATIVE: Final = (
    *("منذ", "قبل", "أمس", "امس", "اليوم", "الآن", "الان"),
    *("ago", "yesterday", "today"),
)
MAX_WORDS_BESIDE: Final = 7
"""More words than these beside a date, and the line speaks of the date rather than gives it."""
MAX_WORDS_BESIDE_BYLINE: Final = 4

_YEAR: Final = re.compile(r"\d{4}")
_ANNOUNCES: Final = re.compile(
    r"(?:bookmark article\s+)?(?:نُ?شر|كتب|بتاريخ|تاريخ|بواسطة|بقلم|by\b|published|posted|publié)",
    re.IGNORECASE,
)
_BY_SOMEBODY: Final = re.compile(r"\s(?:بواسطة|من قبل|by)\s(?=.{2,60}$)", re.IGNORECASE)
"""«نشر … بواسطة فلان في قسم كذا»: what follows says who, where, and how many comments."""
_UPDATED: Final = re.compile(r"محد[ّ]?ث|تحديث|updated", re.IGNORECASE)
_READING_TIME: Final = re.compile(
    r"[\s|·•–-]*(?:(?<=\D20\d\d)\d{1,2}|(?<!\d)\d{1,3}|دقيقة واحدة|أقل من دقيقة)?\s*"
    r"(?:دقيقة|دقائق|min(?:ute)?s?)\s*"
    r"(?:للقراءة|قراءة|read)[\s\d]*$|[\s|·•–-]*قراءة\s*:\s*\d+\s*د(?:\s*,\s*\d+\s*ث)?\s*$"
)
"""How long the reading takes, which some themes put on the line of the date."""
_MINUTES: Final = re.compile(
    r"(?<=\d)[\s|·•–-]+(?:دقيقة واحدة|أقل من دقيقة|دقيقتان|\d{1,2} (?:دقيقة|دقائق))\s*$"
)
"""The same without «قراءة», behind a whole date or the counters that follow it."""
_COUNTERS: Final = re.compile(r"(?:\s+\d[\d٬,]*)*\s*")
"""How many have read an article and spoken of it, behind its day: «2023 0 1٬204»."""
_COUNTED: Final = re.compile(
    r"(?:(?<!\w)عدد )?(?<!\w)(?:ال)?(?:زيارات|زوار|مشاهدات|قراءات|تعليقات|قراء)"
    r"\s*[:(]?\s*\d[\d,.٬]*\)?"
)
"""«عدد الزيارات 624»: counts, and says nothing else."""
_EMPTY_BRACKETS: Final = re.compile(r"[(\[][\W_]*(?:محدثة|تحديث|آخر تحديث)?[\W_]*[)\]]")
_NAMES_END_IN: Final = frozenset({"اليوم", "الآن", "الان"})
"""«هرجيسا اليوم» is a newspaper's name; a day alone is none."""
_EDGES: Final = " \t-–—|،,:؛/•()[]"
_CLOCK_BEFORE_YEAR: Final = re.compile(
    r"(?P<zone> GMT)? (?P<clock>\d{1,2}:\d\d)(?: GMT)? (?P<year>(?:19|20)\d\d)$"
)
"""«10 أكتوبر GMT 06:44 2018»"""
_SENT: Final = re.compile(
    r"^(?P<name>[^\[\]]{2,60}), "
    r"\[(?P<day>\d\d\.\d\d\.)(?:20)?(?P<year>\d\d) (?P<clock>[\d:]{5,8})\]$"
)
"""«الأفق, [14.03.24 18:22]», as a messenger copies a post of its channel."""
_CELL: Final = re.compile("[|•·]")
"""«فلان | 5 مارس 2022 | محليات | لا تعليقات»"""


@frozen
class DateLine:
    """The date, or the trouble with it, that a line gives."""

    moment: Moment | None
    text: str
    """The words that gave it."""
    rest: str = ""
    """What the line says besides."""
    is_update: bool = False
    updated: Moment | None = None
    """The day of the update, where the line gives both."""
    trouble: Trouble | None = None
    says_published: bool = False
    """Whether the line says of its day that it is the day of publication."""


@frozen
class DateReader:
    """Reads date lines with what is known of the page they stand on."""

    date_order: Order | None = None
    zone: str | None = None

    @classmethod
    @cache
    def of(cls, date_order: str | None, zone: str | None) -> DateReader:
        """Return a reader by what a person or a profile says of the source.

        It is the same one each time: what lines say is remembered by it.
        """
        order: Order | None = None
        if date_order in ("dmy", "mdy"):
            order = "dmy" if date_order == "dmy" else "mdy"
        return cls(order, zone)

    def read(self, text: str) -> DateLine | None:
        """Return the date that `text` is there to give, or None.

        >>> DateReader().read("الأربعاء 11 آب 2021 - 10:21").moment.day.isoformat()
        '2021-08-11'
        >>> DateReader().read("الرياض - الأفق | 8 يوليو 2015").rest
        'الرياض - الأفق'
        >>> DateReader().read("انتخابات 5 مارس 2024 تفتح باب الجدل في البلاد") is None
        True
        """
        if text.endswith("]"):
            text = _SENT.sub(r"\g<name> | \g<day>20\g<year> \g<clock>", text)
        if len(text) > MAX_LENGTH or not _may_be_date(text):
            return None
        if "دق" in text or "min" in text or "قراءة" in text:
            text = _MINUTES.sub("", _READING_TIME.sub("", text))
        text = _CLOCK_BEFORE_YEAR.sub(r" \g<year> \g<clock>\g<zone>", text)
        found = read_date(text, date_order=self.date_order, zone=self.zone)
        if found is None:
            return None
        others = self._others(text, found)
        rest = _rest(text, (found, *others))
        if rest and isinstance(found, DateProblem) and found.text in _NAMES_END_IN:
            return None
        if not found.alone and not _is_aside(text, found, rest):
            return None
        if isinstance(found, DateProblem):
            return DateLine(None, found.text, rest, found.role is Role.UPDATED, None, found.kind)
        return DateLine(
            Moment(found.date, found.time),
            found.text,
            "" if found.alone else rest,
            found.role is Role.UPDATED,
            next((Moment(at.date, at.time) for at in others if at.role is Role.UPDATED), None),
            says_published=found.role is Role.PUBLISHED,
        )

    def within(self, text: str) -> DateLine | None:
        """Return the date among the words of a dateline."""
        found = read_date(text, date_order=self.date_order, zone=self.zone)
        if found is None:
            return None
        if isinstance(found, DateProblem):
            return DateLine(None, found.text, trouble=found.kind)
        return DateLine(Moment(found.date, found.time), found.text)

    def _others(self, text: str, found: FoundDate | DateProblem) -> tuple[FoundDate, ...]:
        """Return the other dates of a line, such as that of an update."""
        if not _YEAR.search(text, found.end) and not _YEAR.search(text, 0, found.start):
            return ()
        dates = find_dates(text, date_order=self.date_order, zone=self.zone)
        return tuple(date for date in dates if date.start != found.start)


def _is_signed(before: str, after: str) -> bool:
    """Say whether a date stands between a place and an agency: «الرياض 28 أغسطس 2023 م واس»."""
    return is_place(before) and is_agency(after.strip().removeprefix("م "))


def _may_be_date(text: str) -> bool:
    """Turn away a line without number, and a longer one without a year."""
    if text.count(" ") >= MAX_WORDS_WITHOUT_YEAR:
        return _YEAR.search(text) is not None
    return _DIGIT.search(text) is not None or any(word in text for word in _RELATIVE)


def _rest(text: str, found: tuple[FoundDate | DateProblem, ...]) -> str:
    """Return what a line says besides its dates."""
    pieces: list[str] = []
    at = 0
    for date in sorted(found, key=lambda date: date.start):
        pieces.append(text[at : date.start])
        at = date.end
    pieces.append(text[at:])
    words = " ".join(" ".join(pieces).split())
    return " ".join(_EMPTY_BRACKETS.sub(" ", words).split()).strip(_EDGES)


def _is_aside(text: str, found: FoundDate | DateProblem, rest: str) -> bool:
    """Say whether a date shares its line with no more than a byline, a dateline or a label."""
    if isinstance(found, DateProblem) and found.kind not in GRAVE:
        return False
    if _is_signed(text[: found.start], text[found.end :]):
        return True
    rest = _COUNTED.sub(" ", rest)
    if _BY_SOMEBODY.search(rest) and (found.role is Role.PUBLISHED or _ANNOUNCES.match(rest)):
        rest = _BY_SOMEBODY.split(rest)[0]
    if found.role is not Role.UNKNOWN or _ANNOUNCES.match(rest) or _UPDATED.search(rest):
        return all(_words(cell) <= MAX_WORDS_BESIDE for cell in _CELL.split(rest))
    at_edge = found.start == 0 or _COUNTERS.fullmatch(text, found.end) is not None
    if at_edge and _words(rest) <= MAX_WORDS_BESIDE_BYLINE:
        return True
    return len(cells := _CELL.split(rest)) > 1 and all(map(belongs_beside, cells))


def _words(text: str) -> int:
    return sum(word != "ـ" and any(map(str.isalnum, word)) for word in text.split())
