"""Know a person by the name: who may sign an article, alone or among others."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from builder.extract.listed import is_listed, is_place
from builder.extract.phrases import beginnings, phrase_key, phrase_set

MAX_WORDS_OF_NAME: Final = 5
MAX_NAMES: Final = 6
MAX_LENGTH_OF_NAMES: Final = 500
"""Of a line that holds nothing but names: the patterns below go through it again and again."""
MAX_LETTERS_OF_WORD: Final = 16
"""A longer word is several buttons that the paste has run together."""
MAX_WORDS_OF_DESK: Final = 3
SON_OF: Final = frozenset({"ولد", "بن", "ابن", "بنت", "منت"})
"""Words after which a father's name stands, whatever the first name is."""
BESIDE_PLACE: Final = frozenset({"من", "عن"})
_NOT_IN_NAMES: Final = BESIDE_PLACE | {"في", "حول", "بشان", "الي"}

_BETWEEN_NAMES: Final = re.compile(r"\s*[،,/|؛&+]\s*|\s+و\s+|\s+(?:[-–—]|ـ+)\s+|\s+and\s+")
_AND_NAME: Final = re.compile(r"\s+و(?=\w{2})")
_INITIALS: Final = re.compile(r"(?:[\s/]+[^\W\d_]\s?[./]\s?[^\W\d_]\.?)+$")
"""Initials of a desk's editors beside the author: «ر.م/ع.ج»."""
_HANDLE: Final = re.compile(r"@\w+")
_NOTE_SIGNS: Final = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹⁰*†‡]+|\[\d{1,3}\]")
_TITLE: Final = re.compile(r"(?:^|[\s،])(?:أ\.\s?د|د|أ|م)\.")
_JOINED: Final = re.compile(r"(?:وال|لل)\w{3}")
"""How a word begins that a conjunction or a preposition joins to the one before."""
_DOTS: Final = re.compile(r"\.\s+")
_NOT_A_NAME: Final = re.compile(r"[\d.؟!?:؛…#@|]")
_EDGES: Final = ' \t-–—ـ:|/،,«»"“”()[].'
_ASIDE: Final = re.compile(r"\s*\((?P<said>[^()]+)\)?\W*$")


def bare_name(text: str) -> str:
    """Return a name without the signs of notes, those around it, and a role or place in brackets.

    >>> bare_name("ليلى حداد[1]"), bare_name("(زياد الخطيب)²،"), bare_name("ليلى حداد (مراسلة)")
    ('ليلى حداد', 'زياد الخطيب', 'ليلى حداد')
    """
    aside = _ASIDE.search(text)
    if aside and aside.start() and (_is_calling(aside["said"]) or is_place(aside["said"])):
        text = text[: aside.start()]
    return _NOTE_SIGNS.sub("", text).strip(_EDGES)


def without_handle(text: str) -> str:
    """Return a text without the accounts of social networks that it names: «@laila»."""
    return _HANDLE.sub("", text) if "@" in text else text


def is_person(text: str) -> bool:
    """Say whether `text` looks like one person's name: a known first name and little else.

    >>> is_person("عبد العزيز أكرام"), is_person("أ.د. سلمى بن يوسف"), is_person("هسبريس")
    (True, True, False)
    """
    if len(text) > MAX_LENGTH_OF_NAMES:
        return False
    words = phrase_key(text).split()
    while len(words) > 1 and words[0] in phrase_set("bylines", "titles"):
        words.pop(0)
    if not 1 < len(words) <= MAX_WORDS_OF_NAME or _NOT_A_NAME.search(_TITLE.sub(" ", text)):
        return False
    if words[-1] in _no_last_names() or not _NOT_IN_NAMES.isdisjoint(words):
        return False  # «صباح تونس نيوز», «بيان صحفي», «بيان حول السيول», «ليلى حداد من دمشق»
    if words[1] in SON_OF and words[0] not in phrase_set("sources", "kinds"):
        return True
    if any(map(_JOINED.match, words[1:])):
        return False  # «نور والمدينة», «خبر للنساء»
    titled = _TITLE.match(text) is not None
    return titled or words[0] in phrase_set("bylines", "given_names")


@cache
def _no_last_names() -> frozenset[str]:
    """Return the words in which names of sites end, «دنيا الوطن», and those for what people do."""
    sections = {word for word in phrase_set("sections") if word.startswith("ال")}
    return phrase_set("sources", "name_words") | phrase_set("bylines", "after_names") | sections


def begins_as_name(text: str) -> bool:
    """Say whether a known first name begins `text`; what follows may be a name or not."""
    key = phrase_key(text)
    return key.count(" ") < MAX_WORDS_OF_NAME and key.partition(" ")[0] in phrase_set(
        "bylines", "given_names"
    )


def is_signer(text: str) -> bool:
    """Say whether `text` is who may sign an article: a person or a desk.

    >>> is_signer("هيئة التحرير"), is_signer("سامر الحلبي"), is_signer("سوق المدينة")
    (True, True, False)
    """
    return is_person(text) or is_desk(text)


def is_desk(text: str) -> bool:
    """Say whether `text` is the name of a whole desk: «هيئة التحرير»."""
    few = text.count(" ") < MAX_WORDS_OF_DESK
    return few and phrase_key(text) in phrase_set("bylines", "desks")


def is_role(text: str) -> bool:
    """Say whether a line says what the author does: «مراسلة شؤون الاقتصاد».

    >>> is_role("كاتبة وصحفية مهتمة بالنشر"), is_role("زياد الخطيب")
    (True, False)
    """
    return beginnings("bylines", "after_names").match(phrase_key(text)) is not None


def _is_calling(text: str) -> bool:
    return is_role(text) or has_calling(text)


def has_calling(text: str) -> bool:
    """Say whether a line begins with a calling that headlines begin with too: «طبيب من حمص».

    >>> has_calling("طبيبة من حمص"), has_calling("طبيعة الحال")
    (True, False)
    """
    return beginnings("bylines", "callings").match(phrase_key(text)) is not None


def split_names(text: str) -> tuple[str, ...]:
    """Part several names without breaking one: «و» parts only where a first name follows it.

    >>> split_names("د. هدى منصور، كاتبة وباحثة")
    ('د. هدى منصور',)
    >>> split_names("زياد الخطيب ونورا الطيب")
    ('زياد الخطيب', 'نورا الطيب')
    >>> split_names("وائل وهبة")
    ('وائل وهبة',)
    """
    found: list[str] = []
    for part in _BETWEEN_NAMES.split(text):
        for name in _parted_at_and(part):
            clean = bare_name(name)
            if found and _is_calling(clean) and not is_person(clean):
                continue  # «فلان، خبيرة الاقتصاد»
            if clean and _may_be_name(clean) and clean not in found:
                found.append(clean)
    return tuple(found[:MAX_NAMES])


def persons(text: str) -> tuple[str, ...]:
    """Return the names of a line that is nothing but persons' names; none of any other line.

    >>> persons("د. عبد الجليل بوزيان¹، أ. مليكة الوزاني²")
    ('د. عبد الجليل بوزيان', 'أ. مليكة الوزاني')
    >>> persons("زياد الخطيب، مدير المدرسة")
    ()
    """
    if len(text) > MAX_LENGTH_OF_NAMES:
        return ()
    text = _INITIALS.sub("", text)
    if any(sign in text for sign in ".!؟?:") and not _TITLE.search(text):
        return ()
    names = split_names(_NOTE_SIGNS.sub("", text))
    clean = tuple(_DOTS.sub(". ", name) for name in names)
    parts = [part for part in _BETWEEN_NAMES.split(text) if part.strip()]
    return clean if len(parts) <= len(clean) and all(map(is_person, clean)) else ()


def reporter(text: str) -> tuple[str, ...]:
    """Return the one person of a line that also says where, or what the person does.

    >>> reporter("سامر الحلبي-تمبكتو"), reporter("ليلى حداد مراسلة @laila")
    (('سامر الحلبي',), ('ليلى حداد',))
    >>> reporter("سامر الحلبي من دمشق"), reporter("سامر الحلبي من الباحثين")
    (('سامر الحلبي',), ())
    >>> reporter("ليلى حداد، أستاذة التاريخ"), reporter("ليلى حداد أستاذة التاريخ")
    (('ليلى حداد',), ())
    >>> reporter("السوق-المدينة"), reporter("ليلى حداد تعود إلى المسرح")
    ((), ())
    """
    name, sign, place = text.partition("-")
    if sign and is_person(name) and " " not in place.strip():
        return (name.strip(),)
    name, sign, place = text.partition(" من ")
    if sign and is_person(name) and is_place(place):
        return (name.strip(),)
    words = without_handle(text).split()
    for count in range(min(MAX_WORDS_OF_NAME, len(words) - 1), 1, -1):
        name = " ".join(words[:count])
        said = " ".join(words[count:])
        does = _is_calling(said) if name.endswith("،") else is_role(said)
        if does and is_person(name):
            return (bare_name(name),)
    return ()


def _parted_at_and(text: str) -> list[str]:
    parts: list[str] = []
    start = 0
    for match in _AND_NAME.finditer(text):
        following = phrase_key(text[match.end() :]).partition(" ")[0]
        names = phrase_set("bylines", "given_names")
        whole_is_name = f"و{following}" in names
        long_enough = " " in text[start : match.start()].strip()
        if following in names and not whole_is_name and long_enough:
            parts.append(text[start : match.start()])
            start = match.end()
    return [*parts, text[start:]]


def _may_be_name(text: str) -> bool:
    key = phrase_key(text)
    if not key or key.count(" ") >= MAX_WORDS_OF_NAME + 1 or "@" in text:
        return False
    if is_listed(text) or any(map(str.isdigit, text)):
        return False
    if key in phrase_set("bylines", "labels") or max(map(len, key.split())) > MAX_LETTERS_OF_WORD:
        return False
    return not is_role(text)
