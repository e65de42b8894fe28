"""Weigh the parts of a dateline: places, agencies, people, and perhaps one publisher."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final

from builder.arabic.key import words as key_words
from builder.extract.byline_labels import is_byline_label, is_office, is_other_hand
from builder.extract.bylines import read_signature
from builder.extract.called import begins_as_words, has_articles, is_numbered_place, is_site_name
from builder.extract.listed import is_agency, is_listed, is_place, is_section
from builder.extract.part_headings import heads_part
from builder.extract.persons import is_person, is_role, is_signer, split_names
from builder.extract.phrases import phrase_key, phrase_set
from builder.extract.prepositions import special_for
from builder.extract.sureness import DOUBTFUL, LIKELY, SURE
from builder.frozen import frozen
from builder.own_yaml import own_data

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_DIGITS_OF_NAME: Final = 2

_TWO_PARTS: Final = re.compile(r"^[^-–—|/:«»\"“”]+\s(?:[-–—|/]|ـ+)\s[^-–—|/:«»\"“”]+$")
_QUOTED: Final = re.compile(r"[«\"“(](?P<name>[^«»\"“”()]{2,40})[»\"”)]")
_COUNTED: Final = re.compile(r"\d\s+[^\W\d]{3}")


@frozen
class Dateline:
    """What a dateline names."""

    text: str
    score: float
    places: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    publisher: str = ""
    section: str = ""


@dataclass(slots=True)
class _Parts:
    places: list[str] = field(default_factory=list)
    agencies: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    sections: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)


def weigh_parts(text: str, pieces: Sequence[str]) -> Dateline | None:
    """Return what the pieces of a line say; None where they make no dateline.

    A headline such as «لبنان: مظاهرات» must not pass for one.

    >>> weigh_parts("حلب - كتب: سامر الحلبي", ["حلب", "كتب", "سامر الحلبي"]).names
    ('سامر الحلبي',)
    >>> line = weigh_parts("حلب - محليات", ["حلب", "محليات"])
    >>> line.section, line.publisher
    ('محليات', '')
    >>> weigh_parts("حلب - خاص للأفق", ["حلب", "خاص للأفق"]).publisher
    'الأفق'
    """
    parts = _sorted_into_kinds(text, pieces)
    score = _score(text, parts)
    if not score:
        return None
    names = list(parts.names)
    signed = bool(names and parts.agencies and parts.places) and "/" in text
    publisher = parts.agencies[0] if signed else ""
    if parts.others:
        other = parts.others[0]
        if parts.places and phrase_key(other) in signatures():
            return Dateline(
                text, SURE, tuple(parts.places), publisher=signatures()[phrase_key(other)]
            )
        if is_role(other) or is_office(other) or heads_part(other) or _has_digits(other):
            pass  # «المنسق الإعلامي – فلان»: what the author does, no publisher
        elif special := special_for(other, beside_place=True):
            publisher = special
        elif names and parts.agencies and "/" in text and text.startswith(other):
            publisher = parts.agencies[0]  # «قونية/ فلان/ الأناضول»: a place nobody has listed
        elif names or parts.agencies or _is_publisher(text, other) or _follows_dash(text, other):
            publisher = other
        elif " " in other and other.startswith("ال") and "|" in text:
            publisher = other  # no first name that nobody has listed begins with the article
        elif " " in other:
            names.append(other)
    return Dateline(
        text,
        score,
        tuple(parts.places),
        tuple(parts.agencies),
        tuple(names),
        publisher,
        next(iter(parts.sections), ""),
    )


def may_be_dateline(shown: str, pieces: Sequence[str]) -> bool:
    """Turn away what names neither place nor agency, unless a person may stand beside another."""
    if any(map(is_listed, pieces)) or _TWO_PARTS.match(shown):
        return True
    return len(pieces) > 1 and any(map(is_site_name, pieces)) and is_person(pieces[-1])


@cache
def signatures() -> dict[str, str]:
    """Return the agencies by the word, folded, with which they begin a report."""
    return {phrase_key(word): name for word, name in own_data("datelines")["signatures"].items()}


def _sorted_into_kinds(text: str, pieces: Sequence[str]) -> _Parts:
    """Sort the pieces; what a person did, «كتب», «تصوير», is none, and says whose the name is."""
    parts = _Parts()
    above = ""
    for piece in pieces:
        signature = read_signature(piece)
        if is_numbered_place(piece) or (is_place(piece) and _has_digits(piece)):
            parts.others.append(piece)
        elif is_place(piece):
            parts.places.append(piece)
        elif is_agency(piece):
            parts.agencies.append(piece)
        elif is_signer(piece):
            parts.names += () if is_other_hand(above) else split_names(piece)
        elif is_section(piece) and not _is_quoted(text, piece):
            parts.sections.append(piece)
        elif signature is not None:
            parts.names += [] if signature.other_hand else signature.names
        elif phrase_key(piece) and not is_byline_label(piece):
            parts.others.append(piece)
        above = piece
    if parts.names:
        parts.sections = [piece for piece in parts.sections if not is_byline_label(piece)]
    return parts


def _score(text: str, parts: _Parts) -> float:
    signed = any(phrase_key(other) in signatures() for other in parts.others)
    known = bool(parts.names or parts.agencies) or signed
    if len(parts.others) > 1 or any(map(begins_as_words, parts.others)):
        return 0.0
    if parts.others:
        if parts.places and (known or _is_publisher(text, parts.others[0])):
            return SURE
        signed_by = any(map(is_person, parts.names)) and is_site_name(parts.others[0])
        if parts.agencies or signed_by or (parts.names and _TWO_PARTS.match(text)):
            return LIKELY
        return DOUBTFUL if parts.places else 0.0
    if parts.agencies or (parts.places and parts.names):
        return SURE
    return (0.0, DOUBTFUL, LIKELY)[min(2, len(parts.places))]


def _has_digits(other: str) -> bool:
    """Say whether figures show a day, an issue or where a book is from: «دمشق 1998».

    «الجنوب 24» is a name.
    """
    return sum(map(str.isdigit, other)) > MAX_DIGITS_OF_NAME or _COUNTED.search(other) is not None


def _follows_dash(text: str, other: str) -> bool:
    """Say whether an unknown name stands after a place and a dash, as publishers' names do.

    After a colon, «نيودلهي: فلان», and before a place it is the reporter's.
    """
    return re.search(rf"\S\s*[-–—ـ]+\s*{re.escape(other)}\s*:?$", text) is not None


def _is_quoted(text: str, other: str) -> bool:
    quoted = _QUOTED.search(text)
    return quoted is not None and quoted["name"].strip() == other


def _is_publisher(text: str, other: str) -> bool:
    """Say whether a name is a publisher's: in quotes, in capitals, one word with the article."""
    if _is_quoted(text, other):
        return True
    if (other.isascii() and other.isupper()) or special_for(other, beside_place=True):
        return True
    if "." in other.strip(".") or is_site_name(other):
        return True
    if key_words(other)[0] in phrase_set("sources", "kinds"):
        return True
    return has_articles(other) and not is_role(other.removeprefix("ال"))
