"""Read a dateline: where a report was written, and who sent it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from builder.extract.byline_labels import is_byline_label
from builder.extract.called import is_site_name
from builder.extract.dateline_parts import Dateline, may_be_dateline, weigh_parts
from builder.extract.listed import is_listed, is_place, is_section
from builder.extract.persons import is_signer, without_handle
from builder.extract.phrases import phrase_key
from builder.extract.prepositions import without_quotes
from builder.extract.sureness import LIKELY, SURE

if TYPE_CHECKING:
    from collections.abc import Callable, Container

MAX_WORDS: Final = 11
MAX_PARTS: Final = 4
MAX_WORDS_OF_PART: Final = 4
REACH_OF_GLUED: Final = 60
"""Characters of a paragraph within which a dateline glued to it ends."""

_SIGN: Final = re.compile('[-–—ـ/|:(){}«»"“”،.؟!?؛…]')
"""Signs that part a dateline or end a sentence; a line without any is one name or none."""
_SEPARATOR: Final = re.compile(r"\s+ـ+\s+|\s*(?:--|[-–—/|:(){}«»\"“”،])\s*")
_SITE_OF_TWO: Final = re.compile(
    r"[«\"“](\w[^«»\"“”]{1,30})[»\"”] (دوت كوم|نت|نيوز|أونلاين|اونلاين|برس)$"
)
"""«"الأفق" دوت كوم»"""
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
        numbered = text.rstrip()[-1:].isdigit()  # «طنجة 24» is a site
        known = not numbered and is_listed(text)  # a name alone is no dateline
        return weigh_parts(text.strip(), [text]) if known else None
    if "." in text and _POINTS.match(text):
        line = read_dateline(text.replace(".", " - "))
        return replace(line, text=text.strip()) if line else None
    if _SENTENCE_SIGNS.search(text):
        return None
    pieces = _pieces(text)
    long = any(piece.count(" ") >= MAX_WORDS_OF_PART for piece in pieces)
    shown = text.strip().rstrip(" :-–—/|")
    if long or not 0 < len(pieces) <= MAX_PARTS or not may_be_dateline(shown, pieces):
        return None
    return weigh_parts(shown, pieces)


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
    if not all(map(is_place, places)):
        return None
    shown = text.strip().rstrip(" :-–—/|")
    return Dateline(shown, LIKELY, tuple(places), publisher=publishers[0])


def is_masthead(text: str) -> bool:
    """Say whether a line is an agency's name and how it signs, and says where nothing happened.

    >>> is_masthead("وكالة الأنباء الليبية - وال"), is_masthead("حلب - رويترز")
    (True, False)
    """
    line = read_dateline(text)
    return line is not None and bool(line.agencies) and not (line.places or line.names)


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
    >>> split_glued("متابعات – ضفاف برس – أعلنت البلدية فتح الجسر.")[0].publisher
    'ضفاف برس'
    >>> split_glued("دمشق: قال متحدث إن المفاوضات بدأت.") is None
    True
    """
    for match in reversed(list(_END_OF_GLUED.finditer(text, 0, REACH_OF_GLUED))):
        closing = ")" if ")" in match.group() else ""
        line = read_dateline(text[: match.start()] + closing)
        if line is None or not (line.places or is_site_name(line.publisher)):
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
    if not is_place(match["place"]):
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
    >>> split_publisher("(بيروت) أعلنت الوزارة افتتاح الموسم مساء الأحد.") is None
    True
    """
    match = _PUBLISHER_FIRST.match(text)
    if match is None:
        above = _NAMED_FIRST.match(text)
        found = above is not None and is_named is not None and is_named(above["name"])
        return (above["name"], text[above.end() :]) if above and found else None
    name = (match["quoted"] or match["name"]).strip()
    return None if is_place(name) else (name, text[match.end() :])


def _pieces(text: str) -> list[str]:
    text = without_quotes(_SITE_OF_TWO.sub(r"\1 \2", without_handle(text)))
    return [piece for part in _SEPARATOR.split(text) if (piece := part.strip(" ."))]


def _place_and_publisher(line: Dateline) -> Dateline:
    """Take «حماة-صدى» for place and publisher, where a report begins with it and a colon."""
    parts = _PLACE_AND_ONE.match(line.text)
    if parts is None or not is_place(parts["place"]):
        return line
    if is_byline_label(parts["name"]) or is_section(parts["name"]):
        return line
    return replace(line, score=LIKELY, names=(), publisher=parts["name"])
