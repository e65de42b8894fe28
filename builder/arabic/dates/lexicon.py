"""The words of dates: folded, cut into tokens, and looked up in the data files.

Each kind of word has one letter, so that a text becomes a short *shape* such as `W,dMy` on which
the dialects' patterns run. The letters are listed in `KINDS`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final, NamedTuple

from builder.arabic.bytewise import Bytewise
from builder.arabic.charsets import (
    ALEF_FORMS,
    BIDI_CONTROLS,
    BYTE_ORDER_MARK,
    DASHES,
    INVISIBLE_RUBBISH,
    TASHKEEL,
    TATWEEL,
    ZWJ,
    ZWNJ,
)
from builder.arabic.numerals import TO_ASCII
from builder.own_yaml import own_data

KINDS: Final = {
    "d": "number of one or two digits",
    "y": "number of four digits",
    "n": "any other number",
    "t": "time of day, 10:21",
    "M": "Gregorian month",
    "H": "Hijri month",
    "W": "weekday",
    "o": "day of the month in words",
    "f": "particle between day, month and year: من, شهر, of",
    "c": "word for year: عام, سنة",
    "q": "qualifier: الماضي, الجاري",
    "e": "Gregorian era: م, ميلادي",
    "h": "Hijri era: هـ, هجري",
    "s": "English or French ordinal suffix",
    "r": "correspondence of calendars: الموافق",
    "a": "connector: في, يوم, بتاريخ",
    "b": "preposition that leads to a date but not to its weekday: حتى",
    "P": "label of publication",
    "U": "label of an update",
    "k": "word for the clock: الساعة",
    "p": "part of the day: ص, مساء",
    "u": "words for a place's time: بتوقيت",
    "z": "universal time or an offset: غرينتش, GMT+3",
    "C": "city or country whose time is known",
    "l": "local time, or a place whose name two zones share",
    "R": "relative: قبل, منذ",
    "A": "relative, after its number: ago",
    "g": "unit of time: ساعات, أيام",
    "j": "relative day: أمس, اليوم",
    "T": "the T of ISO 8601",
    ";": "full stop before a space",
    "x": "any other word, an address of the web",
    "*": "any other sign",
}
"""What each letter of a shape stands for. The signs `- / , . | : ( ) + _` stand for themselves."""

_REMOVED: Final = (
    TASHKEEL + TATWEEL + BIDI_CONTROLS + BYTE_ORDER_MARK + INVISIBLE_RUBBISH + ZWJ + ZWNJ
)
REMOVED: Final = re.compile(f"[{re.escape(_REMOVED)}]")
"""Characters that a date is read without."""

_HEH_FORMS: Final = "ﻩﻪﻫﻬہەۀۂ"
_FOLD: Final[dict[int, int | str]] = {
    **TO_ASCII,
    **{ord(upper): ord(upper) + 32 for upper in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
    **dict.fromkeys(map(ord, ALEF_FORMS), "ا"),
    **dict.fromkeys(map(ord, _HEH_FORMS + "ة"), "ه"),
    **dict.fromkeys(map(ord, "ىیئ"), "ي"),
    **dict.fromkeys(map(ord, DASHES), "-"),
    **dict.fromkeys(map(ord, "،؛;"), ","),
    **dict.fromkeys(map(ord, "\\\N{FRACTION SLASH}\N{DIVISION SLASH}"), "/"),
    **dict.fromkeys(map(ord, "[{\N{FULLWIDTH LEFT PARENTHESIS}"), "("),
    **dict.fromkeys(map(ord, "]}\N{FULLWIDTH RIGHT PARENTHESIS}"), ")"),
    **dict.fromkeys(map(ord, "\N{MIDDLE DOT}\N{BULLET}\N{BROKEN BAR}"), "|"),
    **dict.fromkeys(map(ord, "\N{RATIO}\N{FULLWIDTH COLON}"), ":"),
    **dict.fromkeys(map(ord, "éèêÉÈÊ"), "e"),
    **dict.fromkeys(map(ord, "ûùÛ"), "u"),
    **dict.fromkeys(map(ord, "àâ"), "a"),
    ord("ک"): "ك",
    ord("ؤ"): "و",
}

_FOLDED: Final = Bytewise(lambda character: character.translate(_FOLD))

TOKEN: Final = re.compile(
    r"""(?P<word>[\u0621-\u064a\u0671-\u06d3]+)
    | (?P<address>(?:https?://|www\.)\S+)
    | (?P<french_time>[0-9]{1,2}[ ]?(?:h|سا|س)[ ]?[0-9]{2}(?![0-9]))
    | (?P<time>[0-9]{1,2}(?P<gap>[ ]?):(?P=gap)[0-9]{2}(?![0-9])
        (?: :[0-9]{2}(?![0-9])(?:[.,][0-9]{1,9})?(?:z\b|[ ]?[+-][0-9]{2}:?[0-9]{2}(?![0-9]))?
          | z\b | [ ]?\+[0-9]{2}:?[0-9]{2}(?![0-9]) )? )
    | (?P<offset>(?:gmt|utc)[ ]?[+-][ ]?[0-9]{1,2}(?::?[0-9]{2})?(?![0-9:]))
    | (?P<number>[0-9]{4}(?=[0-9][0-9]:[0-9][0-9])|[0-9]{2}(?=[0-9][0-9]:[0-9][0-9])|[0-9]+)
    | (?P<latin>[a-z]+)
    | (?P<foreign>[^\W\d_a-z\u0621-\u064a\u0671-\u06d3]+)
    | (?P<sign>[^\s])""",
    re.VERBOSE,
)
"""Cuts folded text; white space parts tokens and is none."""
_WORD: Final = re.compile(
    r"[\u0621-\u064a\u0671-\u06d3]+|[a-z]+|[^\W\d_a-z\u0621-\u064a\u0671-\u06d3]+"
)
"""Finds the tokens of letters, and perhaps a few parts of others."""
_IN_DIGITS: Final = re.compile(r"[0-9]\s*[-/.]\s*[0-9]+\s*[-/.]\s*[0-9]|شهر [0-9]")
_TELLING: Final = frozenset("MHWjRA")
"""Kinds of words of which every date has one that is not in digits alone."""


class Entry(NamedTuple):
    """One phrase of the lexicon: what follows its first token, and what it means."""

    tail: tuple[str, ...]
    kind: str
    value: int | str


Lexicon = dict[str, tuple[Entry, ...]]


def fold(text: str) -> str:
    """Fold spellings one character for one, so that offsets stay.

    >>> fold("الإثنين ١١ آب ٢٠٢١")
    'الاثنين 11 اب 2021'
    """
    return _FOLDED(text)


def may_hold_a_date(folded: str) -> bool:
    """Turn away most of what no dialect would read, before it is cut into tokens.

    >>> may_hold_a_date("5 اب"), may_hold_a_date("5/3/21"), may_hold_a_date("ولد عام 1956")
    (True, True, False)
    """
    if not _telling_words().isdisjoint(_WORD.findall(folded)):
        return True
    return _IN_DIGITS.search(folded) is not None


def words_of(phrase: str) -> tuple[str, ...]:
    """Cut a phrase of the data files as `tokens.tokenise_date` cuts a text."""
    return tuple(match[0] for match in TOKEN.finditer(REMOVED.sub("", fold(phrase))))


@cache
def lexicon() -> Lexicon:
    """Return every known phrase by its first token, longest phrases first."""
    found: dict[str, dict[tuple[str, ...], Entry]] = {}
    for phrase, kind, value in _phrases():
        first, *rest = words_of(phrase)
        entries = found.setdefault(first, {})
        entry = entries.setdefault(tuple(rest), Entry(tuple(rest), kind, value))
        if (entry.kind, entry.value) != (kind, value):
            raise ValueError(f"two meanings of {phrase!r}: {entry[1:]} and {(kind, value)}")
    return {
        first: tuple(sorted(entries.values(), key=lambda entry: -len(entry.tail)))
        for first, entries in found.items()
    }


@cache
def _telling_words() -> frozenset[str]:
    """Return the words with which the names of months, weekdays and relative days begin."""
    return frozenset(
        first
        for first, entries in lexicon().items()
        if any(entry.kind in _TELLING for entry in entries)
    )


def _phrases() -> list[tuple[str, str, int | str]]:
    months, words, zones = (own_data(f"dates/{name}") for name in ("months", "words", "zones"))
    found: list[tuple[str, str, int | str]] = []
    for kind, calendar in (("M", "gregorian"), ("H", "hijri")):
        for number, families in months[calendar].items():
            for names in families.values():
                found += ((name, kind, number) for name in names)
    for kind, section in (("W", "weekdays"), ("o", "ordinals")):
        for number, names in words[section].items():
            found += ((name, kind, number) for name in names)
    found += _compound_ordinals(words)
    found += [
        (f"لل{name[2:]}", kind, n) for name, kind, n in found if _is_definite_ordinal(name, kind)
    ]
    for kind, section in _PLAIN_SECTIONS.items():
        found += ((name, kind, "") for name in words[section])
    for part, names in words["parts"].items():
        found += ((name, "p", part) for name in names)
    for kind, section in (("R", "before"), ("A", "after"), ("g", "units"), ("j", "words")):
        found += ((name, kind, "") for name in words["relative"][section])
    found += ((name, "z", "UTC") for name in zones["universal"])
    found += ((name, "l", "") for name in zones["shared"])
    for zone, names in zones["places"].items():
        found += ((name, "C", zone) for name in names)
    found.append(("t", "T", "t"))
    return found


_PLAIN_SECTIONS: Final = {
    "f": "particles",
    "c": "year_words",
    "q": "qualifiers",
    "e": "gregorian_eras",
    "h": "hijri_eras",
    "s": "ordinal_suffixes",
    "r": "correspondence",
    "a": "connectors",
    "b": "prepositions",
    "P": "published",
    "U": "updated",
    "k": "clock",
    "u": "zone_words",
    "l": "local_time",
}


def _compound_ordinals(words: Any) -> list[tuple[str, str, int]]:  # noqa: ANN401 - part of a data file
    """Make «الخامس والعشرين», «خمسة وعشرون» and their like from their parts."""
    return [
        (f"{unit} {ten}", "o", unit_value + ten_value)
        for kind in ("ordinal", "cardinal")
        for unit_value, units in words[f"{kind}_units"].items()
        for ten_value, tens in words[f"{kind}_tens"].items()
        for unit in units
        for ten in tens
        if unit_value + ten_value <= _LAST_DAY
    ]


def _is_definite_ordinal(name: str, kind: str) -> bool:
    """Say whether «الموافق للخامس من …» may put «لل» before this ordinal."""
    return kind == "o" and name.startswith("ال")


_LAST_DAY: Final = 31
