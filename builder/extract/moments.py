# ruff: noqa
"""Dates of publication and of update, as the lines of a page give them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from builder.model import Moment

_HAS_DATE: Final = re.compile(r"\d")
_UPDATE: Final = re.compile("تحديث|محدث|تعديل|updated", re.IGNORECASE)
M = "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر".split()
M2 = [
    "كانون الثاني",
    "شباط",
    "آذار",
    "نيسان",
    "أيار",
    "حزيران",
    "تموز",
    "آب",
    "أيلول",
    "تشرين الأول",
    "تشرين الثاني",
    "كانون الأول",
]
M3 = "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر".split()
M4 = "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر".split()
M5 = "january february march april may june july august september october november december".split()
MONTHS = {n: i for L in (M, M2, M3, M4, M5) for i, n in enumerate(L, 1)}
MONTHS["اغسطس"] = 8
_A = re.compile(
    r"(\d{1,2})\s+("
    + "|".join(sorted(MONTHS, key=len, reverse=True))
    + r")(?:\s?/\s?\w+)?،?\s+(\d{4})",
    re.I,
)
_B = re.compile(r"(\d{4})[./-](\d\d)[./-](\d\d)")
_D = re.compile(r"(\d\d)[.](\d\d)[.](\d{4})")
_C = re.compile(r"(" + "|".join(M5) + r")\s+(\d{1,2}),\s+(\d{4})", re.I)
_T = re.compile(r"(\d{1,2}):(\d\d)")


@dataclass(frozen=True, slots=True)
class DateLine:
    """The date a line gives."""

    moment: Moment | None
    text: str
    rest: str = ""
    """What the line says besides the date."""
    is_update: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class DateReader:
    """Reads dates with what is known of the page they stand on."""

    date_order: str | None = None
    zone: str | None = None

    def read(self, text: str) -> DateLine | None:
        """Return the date that makes up `text`."""
        if not _HAS_DATE.search(text) or text.count(" ") > 16:
            return None
        text = text.translate(str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789"))
        m = _A.search(text)
        if m:
            y, mo, d = int(m[3]), MONTHS[m[2].lower()], int(m[1])
        elif m := _B.search(text):
            y, mo, d = int(m[1]), int(m[2]), int(m[3])
        elif m := _D.search(text):
            y, mo, d = int(m[3]), int(m[2]), int(m[1])
        elif m := _C.search(text):
            y, mo, d = int(m[3]), MONTHS[m[1].lower()], int(m[2])
        else:
            return None
        try:
            day = date(y, mo, d)
        except ValueError:
            return None
        rest = text[: m.start()] + " " + text[m.end() :]
        rest = re.sub(
            r"الاثنين|الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت|الأحد|GMT\S*|[صم]\b|[ap]m|\d+:\d+|دمشق|آخر تحديث|Wednesday|Tuesday|[()|،,-]|نشر في|\w+day",
            " ",
            rest,
        ).strip()
        if len(rest.split()) > 6:
            return None
        t = _T.search(text)
        time = (
            datetime(
                y,
                mo,
                d,
                int(t[1]),
                int(t[2]),
                tzinfo=ZoneInfo("Asia/Damascus") if "دمشق" in text else None,
            )
            if t
            else None
        )
        return DateLine(Moment(day, time), m[0], " ".join(rest.split()), bool(_UPDATE.search(text)))
