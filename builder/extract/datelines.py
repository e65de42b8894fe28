"""Read a dateline: where a report was written, and who sent it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Final

from builder.arabic.key import words as key_words
from builder.extract.bylines import is_role, is_signer
from builder.extract.phrases import load_data, phrase_key, phrase_set

if TYPE_CHECKING:
    from collections.abc import Callable, Container

MAX_WORDS: Final = 9
MAX_PARTS: Final = 4
MAX_WORDS_OF_PART: Final = 4
MAX_DIGITS_OF_NAME: Final = 2
REACH_OF_GLUED: Final = 60
"""Characters of a paragraph within which a dateline glued to it ends."""
SURE: Final = 0.9
LIKELY: Final = 0.7
WEAK: Final = 0.4
"""A reading this weak counts only where a dateline stands: between headline and body."""

_SIGN: Final = re.compile('[-–—ـ/|:()«»"“”،.؟!?؛…]')
"""Signs that part a dateline or end a sentence; a line without any is one name or none."""
_SEPARATOR: Final = re.compile(r"\s+ـ+\s+|\s*(?:--|[-–—/|:()«»\"“”،])\s*")
_TWO_PARTS: Final = re.compile(r"^[^-–—|/:«»\"“”]+\s(?:[-–—|/]|ـ+)\s[^-–—|/:«»\"“”]+$")
_QUOTED: Final = re.compile(r"[«\"“(](?P<name>[^«»\"“”()]{2,40})[»\"”)]")
_END_OF_GLUED: Final = re.compile(r"\s*(?:--+|\)\s*[-–—:]+|:|\s[-–—ـ/]+)\s*(?=\S)")
_POINTS: Final = re.compile(r"^[^\W\d][^.\d@/:–—-]{2,30}(?:\.[^\W\d][^.\d@/:–—-]{2,30}){1,2}$")
"""«صدى.سامر الحلبي.حلب»"""
_PLACE_AND_ONE: Final = re.compile(
    r"^(?P<place>[^-–—/]+?)\s*[-–—/]\s*(?P<name>[^-–—/\s]+(?: [^-–—/\s]+)?)$"
)
_REPORTER_FIRST: Final = re.compile(
    r"^(?P<line>(?P<name>[^\d().،:]{5,40}?) \((?P<place>[^\d()]{2,20})\))\s*[-–—:]*\s+(?=\S)"
)
_PUBLISHER_FIRST: Final = re.compile(
    r"^(?:\((?P<quoted>[^()\d.،:]{3,30})\)\s*[-–—:]*|(?P<name>[^\d.،:/()«»]{3,30}?)\s?/)\s+(?=\S)"
)
_NAMED_FIRST: Final = re.compile(r"^(?P<name>[^\d.،:/()«»_–—-]{3,30}?)\s*[_:–—-]\s+(?=\S)")
_SENTENCE_SIGNS: Final = re.compile(r"\w\w\.\s|[؟!?؛…]")


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline names."""

    text: str
    score: float
    places: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    publisher: str = ""


@dataclass(slots=True)
class _Parts:
    places: list[str] = field(default_factory=list)
    agencies: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)


def read_dateline(text: str) -> Dateline | None:
    """Read a line that is a dateline and nothing else.

    >>> read_dateline("إسطنبول - متابعات").score
    0.9
    >>> line = read_dateline("الرياض: «صدى الفرات»")
    >>> line.places, line.publisher
    (('الرياض',), 'صدى الفرات')
    >>> line = read_dateline("صدى الفرات - ليلى حداد")
    >>> line.publisher, line.names
    ('صدى الفرات', ('ليلى حداد',))
    >>> line = read_dateline("صدى.ليلى حداد.حلب")
    >>> line.publisher, line.names, line.text
    ('صدى', ('ليلى حداد',), 'صدى.ليلى حداد.حلب')
    >>> read_dateline("عودة الحياة إلى السوق") is None
    True
    """
    if text.count(" ") >= MAX_WORDS:
        return None
    if not _SIGN.search(text):
        known = _is_listed(phrase_key(text))  # a name alone is no dateline
        return _judged(text.strip(), _sorted_into_kinds([text])) if known else None
    if "." in text and _POINTS.match(text):
        line = read_dateline(text.replace(".", " - "))
        return replace(line, text=text.strip()) if line else None
    if _SENTENCE_SIGNS.search(text):
        return None
    pieces = _pieces(text)
    long = any(piece.count(" ") >= MAX_WORDS_OF_PART for piece in pieces)
    shown = text.strip().rstrip(" :-–—/|")
    if long or not 0 < len(pieces) <= MAX_PARTS or not _may_be_dateline(shown, pieces):
        return None
    return _judged(shown, _sorted_into_kinds(pieces))


def read_known_publisher(text: str, known: Container[str]) -> Dateline | None:
    """Read «صدى الفرات - حلب»: a publisher that is `known` by its folded name, and places.

    >>> read_known_publisher("صدى الفرات - حلب", {"صدي الفرات"}).publisher
    'صدى الفرات'
    >>> read_known_publisher("صدى الفرات - حلب", {"سبل"}) is None
    True
    """
    if text.count(" ") >= MAX_WORDS or not _SIGN.search(text) or _SENTENCE_SIGNS.search(text):
        return None
    pieces = _pieces(text)
    if len(pieces) < 2:  # noqa: PLR2004 - a publisher and a place
        return None
    publishers = [piece for piece in pieces if phrase_key(piece) in known]
    places = [piece for piece in pieces if piece not in publishers]
    if len(publishers) != 1 or not places:
        return None
    if not all(phrase_key(place) in phrase_set("datelines", "places") for place in places):
        return None
    shown = text.strip().rstrip(" :-–—/|")
    return Dateline(shown, LIKELY, tuple(places), publisher=publishers[0])


def split_glued(text: str) -> tuple[Dateline, str] | None:
    """Part a dateline from the first paragraph it is glued to.

    >>> line, rest = split_glued("دمشق، سوريا (CNN) -- أكدت جهات محلية أن الطريق فُتح.")
    >>> line.text, rest
    ('دمشق، سوريا (CNN)', 'أكدت جهات محلية أن الطريق فُتح.')
    >>> split_glued("بغداد - رويترز: قال متحدث إن المفاوضات بدأت.")[0].agencies
    ('رويترز',)
    >>> split_glued("حماة-صدى: أعادت البلدية فتح الجسر.")[0].publisher
    'صدى'
    >>> split_glued("ليلى حداد (أبوظبي) أعلنت البلدية فتح الجسر.")[0].names
    ('ليلى حداد',)
    >>> split_glued("دمشق: قال متحدث إن المفاوضات بدأت.") is None
    True
    """
    for match in reversed(list(_END_OF_GLUED.finditer(text, 0, REACH_OF_GLUED))):
        closing = ")" if ")" in match.group() else ""
        line = read_dateline(text[: match.start()] + closing)
        if line is None or not line.places:
            continue
        if line.score < LIKELY and ":" in match.group():
            line = _place_and_publisher(line)
        if line.score >= LIKELY:
            return line, text[match.end() :]
    return _split_reporter(text)


def _split_reporter(text: str) -> tuple[Dateline, str] | None:
    """Part «يسرى حداد (أبوظبي) أعلنت …»: a reporter, and in brackets the place."""
    match = _REPORTER_FIRST.match(text)
    if match is None or not is_signer(match["name"]):
        return None
    if phrase_key(match["place"]) not in phrase_set("datelines", "places"):
        return None
    line = Dateline(match["line"], SURE, (match["place"],), names=(match["name"],))
    return line, text[match.end() :]


def split_publisher(
    text: str, is_named: Callable[[str], bool] | None = None
) -> tuple[str, str] | None:
    """Part a publisher's name that stands before the first paragraph, by its sign alone.

    A dash or a colon is a sign only after a name that is known to be the publisher's.

    >>> split_publisher("(أنباء الشاطئ) أعلنت الوزارة افتتاح الموسم مساء الأحد.")
    ('أنباء الشاطئ', 'أعلنت الوزارة افتتاح الموسم مساء الأحد.')
    >>> split_publisher("قال/ت المشاركون إن الأمر انتهى.") is None
    True
    """
    match = _PUBLISHER_FIRST.match(text)
    if match is None:
        above = _NAMED_FIRST.match(text)
        found = above is not None and is_named is not None and is_named(above["name"])
        return (above["name"], text[above.end() :]) if above and found else None
    return (match["quoted"] or match["name"]).strip(), text[match.end() :]


@cache
def signatures() -> dict[str, str]:
    """Return the agencies by the word, folded, with which they begin a report."""
    return {phrase_key(word): name for word, name in load_data("datelines")["signatures"].items()}


def _pieces(text: str) -> list[str]:
    return [piece for part in _SEPARATOR.split(text) if (piece := part.strip(" ."))]


def _place_and_publisher(line: Dateline) -> Dateline:
    """Take «حماة-صدى» for place and publisher, where a report begins with it and a colon."""
    parts = _PLACE_AND_ONE.match(line.text)
    if parts is None or phrase_key(parts["place"]) not in phrase_set("datelines", "places"):
        return line
    return replace(line, score=LIKELY, names=(), publisher=parts["name"])


def _may_be_dateline(shown: str, pieces: list[str]) -> bool:
    """Turn away what names neither place nor agency, unless a person may stand beside another."""
    return any(map(_is_listed, map(phrase_key, pieces))) or _TWO_PARTS.match(shown) is not None


def _is_listed(key: str) -> bool:
    return key in phrase_set("datelines", "places") or key in phrase_set("datelines", "agencies")


def _sorted_into_kinds(pieces: list[str]) -> _Parts:
    parts = _Parts()
    for piece in pieces:
        key = phrase_key(piece)
        if key in phrase_set("datelines", "places"):
            parts.places.append(piece)
        elif key in phrase_set("datelines", "agencies"):
            parts.agencies.append(piece)
        elif is_signer(piece):
            parts.names.append(piece)
        elif key:
            parts.others.append(piece)
    return parts


def _judged(text: str, parts: _Parts) -> Dateline | None:
    """Weigh what was found; a headline such as «لبنان: مظاهرات» must not pass for a dateline."""
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
        if is_role(other) or sum(map(str.isdigit, other)) > MAX_DIGITS_OF_NAME:
            pass  # «المنسق الإعلامي – فلان»: what the author does, no publisher
        elif names and parts.agencies and "/" in text and text.startswith(other):
            publisher = parts.agencies[0]  # «قونية/ فلان/ الأناضول»: a place nobody has listed
        elif names or parts.agencies or _is_publisher(text, other) or _follows_dash(text, other):
            publisher = other
        elif " " in other:
            names.append(other)
    return Dateline(
        text, score, tuple(parts.places), tuple(parts.agencies), tuple(names), publisher
    )


def _score(text: str, parts: _Parts) -> float:
    signed = any(phrase_key(other) in signatures() for other in parts.others)
    known = bool(parts.names or parts.agencies) or signed
    if len(parts.others) > 1:
        return 0.0
    if parts.others:
        if parts.places and (known or _is_publisher(text, parts.others[0])):
            return SURE
        if parts.agencies or (parts.names and _TWO_PARTS.match(text)):
            return LIKELY
        return WEAK if parts.places else 0.0
    if parts.agencies or (parts.places and parts.names):
        return SURE
    return (0.0, WEAK, LIKELY)[min(2, len(parts.places))]


def _follows_dash(text: str, other: str) -> bool:
    """Say whether an unknown name stands after a place and a dash, as publishers' names do.

    After a colon, «نيودلهي: فلان», and before a place it is the reporter's.
    """
    return re.search(rf"\S\s*[-–—ـ]+\s*{re.escape(other)}\s*:?$", text) is not None


def _is_publisher(text: str, other: str) -> bool:
    """Say whether a name is a publisher's: in quotes, in capitals, one word with the article."""
    quoted = _QUOTED.search(text)
    if quoted is not None and quoted["name"].strip() == other:
        return True
    if other.isascii() and other.isupper():
        return True
    words = key_words(other)
    if "." in other.strip(".") or words[0] in phrase_set("sources", "kinds"):
        return True
    if words[-1] in phrase_set("sources", "name_words"):
        return True
    return " " not in other and other.startswith("ال")
