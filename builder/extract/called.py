"""Know a publisher by the words of its name: «صحيفة الجبل», «ضفاف بوست», «الجنوب 24»."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from builder.extract.listed import is_no_name, is_place, is_section
from builder.extract.part_headings import heads_part
from builder.extract.phrases import phrase_key, phrase_set

MAX_WORDS_OF_SITE: Final = 4
MAX_WORDS_OF_CALLED: Final = 5
KIND_SCORE: Final = 0.6
ENDING_SCORE: Final = 0.55
"""Less than who holds the rights weighs."""
PREPOSITIONS: Final = frozenset(map(phrase_key, ("عن", "في", "من", "على", "إلى", "مع")))
_DAYS: Final = frozenset(map(phrase_key, ("اليوم", "الآن")))
OF_DAYS: Final = tuple(f" {day}" for day in sorted(_DAYS))
WORDS_WITH_ARTICLES: Final = 2
_STAFF: Final = re.compile(
    r"^(?:فريق|هيئة|أسرة|اسرة|طاقم|غرفة) (?:تحرير|أخبار|عمل) "
    r"[«\"“]?(?P<name>(?!ال(?:موقع|تحرير))[^«»\"“”]{3,30}?)[»\"”]?$"
)
_GLUED: Final = ("نيوز", "بريس", "توداي", "تايمز")
"""Words that names of sites have at their end, with a space before them or without."""
_ROUND_THE_CLOCK: Final = re.compile(r"^(?:[^\W\d]+\s){0,2}[^\W\d]{2,}\s?(?:24|٢٤|360)$")

_NUMBERED: Final = re.compile(r"^(?P<place>[^\W\d][^\d]{2,25}?)\s?\d{2,3}$")
"""«الإمارات 71»"""


def is_site_line(text: str) -> bool:
    """Say whether a line is a publisher's name by its first word: «صحيفة الجبل»."""
    words = phrase_key(text).split()
    if not 1 < len(words) <= MAX_WORDS_OF_SITE or words[0] not in phrase_set("sources", "kinds"):
        return False
    told = words[-1] in phrase_set("sources", "periods")  # «جريدة كويتية يومية» says what one is
    return words[1] not in PREPOSITIONS and not told


def is_site_name(text: str) -> bool:
    """Say whether a name is a publisher's by its first word or its last.

    >>> is_site_name("ضفاف بوست"), is_site_name("الجنوب 24"), is_site_name("سوق المدينة")
    (True, True, False)
    >>> is_site_name("ضفافنيوز")
    True
    """
    key = phrase_key(text)
    ends = key.endswith(_endings()) and key.partition(" ")[0] not in _of_the_day(key)
    return is_site_line(text) or ends or key.endswith(_GLUED) or _is_numbered(text)


def _of_the_day(key: str) -> frozenset[str]:
    """Return the words that make a section of a name ending so: «أخبار اليوم» may be one."""
    return phrase_set("sources", "of_the_day") if key.endswith(OF_DAYS) else frozenset()


def is_called_site(text: str) -> bool:
    """Say whether a line alone is a publisher's name, where sections may stand as well.

    «صورة اليوم» may be one; beside a place, «تونس اليوم», the day is a part of a name.

    >>> is_called_site("ضفاف بوست"), is_called_site("تونس الآن"), is_called_site("صورة اليوم")
    (True, True, False)
    >>> is_called_site("صوت الرباط"), is_called_site("الترا سودان"), is_called_site("صوت المدينة")
    (True, True, False)
    """
    key = phrase_key(text)
    if ":" in text.rstrip(" :"):
        return False
    if key.count(" ") >= MAX_WORDS_OF_CALLED or is_section(text) or is_no_name(text):
        return False
    first, _, rest = key.partition(" ")
    if rest in _DAYS:
        return is_place(first)
    calls = first in phrase_set("sources", "callings")
    placed = is_place(rest) or is_place(f"ال{rest}") or rest in phrase_set("sources", "lands")
    if calls and placed:
        return True
    return is_site_name(text) and key.rpartition(" ")[2] not in _DAYS


def called_score(text: str) -> float:
    """Weigh a line that is such a name: its first word is surer than its last."""
    return KIND_SCORE if is_site_line(text) else ENDING_SCORE


def has_articles(text: str) -> bool:
    """Say whether each of two words, or the one, has the article, as a name of a site may.

    >>> has_articles("الأفق الجديد"), has_articles("الأفق"), has_articles("سوق المدينة")
    (True, True, False)
    >>> has_articles("الفصل الأول")  # heads a part of a text
    False
    """
    words = text.split()
    if heads_part(text):
        return False
    return 0 < len(words) <= WORDS_WITH_ARTICLES and all(word.startswith("ال") for word in words)


def begins_as_words(text: str) -> bool:
    """Say whether a preposition begins `text`, as it begins no name: «في رثاء الأندلس».

    >>> begins_as_words("في رثاء الأندلس"), begins_as_words("فيض المدينة")
    (True, False)
    """
    return " " in text and phrase_key(text).partition(" ")[0] in PREPOSITIONS


def site_of_staff(text: str) -> str:
    """Return the site whose staff signs.

    >>> site_of_staff("فريق تحرير الأفق"), site_of_staff("هيئة التحرير")
    ('الأفق', '')
    """
    said = _STAFF.match(text)
    if said is None or said["name"].count(" ") >= MAX_WORDS_OF_SITE:
        return ""
    name = said["name"].strip()
    return "" if is_no_name(name) else name


@cache
def _endings() -> tuple[str, ...]:
    """Return the words that end names of sites, each after another word."""
    return tuple(sorted(f" {word}" for word in phrase_set("sources", "name_words")))


def _is_numbered(text: str) -> bool:
    return text[-1:].isdigit() and (
        _ROUND_THE_CLOCK.match(text) is not None or is_numbered_place(text)
    )


def is_numbered_place(text: str) -> bool:
    """Say whether a place has a number behind it, as no place but many a site has.

    >>> is_numbered_place("الإمارات 71"), is_numbered_place("حلب"), is_numbered_place("طوكيو 2020")
    (True, False, False)
    """
    name = _NUMBERED.match(text)
    return name is not None and is_place(name["place"])
