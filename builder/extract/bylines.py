"""Read the names of the authors from a byline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from builder.extract.accounts import is_account
from builder.extract.byline_labels import ENGLISH_LABEL, is_byline_label, is_other_hand
from builder.extract.phrases import beginnings, phrase_key, phrase_set

MAX_WORDS: Final = 14
MAX_WORDS_WITHOUT_COLON: Final = 6
MAX_WORDS_OF_NAME: Final = 5
MAX_NAMES: Final = 6
MAX_LENGTH_OF_NAMES: Final = 500
"""Of a line that holds nothing but names: the patterns below go through it again and again."""
MAX_LETTERS_OF_WORD: Final = 16
"""A longer word is several buttons that the paste has run together."""
MAX_WORDS_OF_DESK: Final = 3
MAX_WORDS_OF_DOUBTFUL: Final = 4
SON_OF: Final = frozenset({"ولد", "بن", "ابن", "بنت", "منت"})
"""Words after which a father's name stands, whatever the first name is."""
BESIDE_PLACE: Final = frozenset({"من", "عن"})
DOUBTFUL: Final = 0.4

_LABEL_SIGN: Final = re.compile("[:：|/]")
_LABELLED: Final = re.compile(r"^(?P<label>[^:：|/]{2,30}?)\s*[:：|/]\s*(?P<names>\S.*)$")
_DASHED: Final = re.compile(r"^(?P<label>[^:：|/–—-]{2,20}?)\s*[–—-]\s*(?P<names>[^:–—-]+?)\s*:?$")
"""«كتب - فلان:»"""
_BETWEEN_NAMES: Final = re.compile(r"\s*[،,/|؛&+]\s*|\s+و\s+|\s+[-–—]\s+|\s+and\s+")
_AND_NAME: Final = re.compile(r"\s+و(?=\w{2})")
_INITIALS: Final = re.compile(r"(?:[\s/]+[^\W\d_]\s?[./]\s?[^\W\d_]\.?)+$")
"""Initials of a desk's editors beside the author: «ر.م/ع.ج»."""
_HANDLE: Final = re.compile(r"@\w+")
_NOTE_SIGNS: Final = re.compile("[¹²³⁴⁵⁶⁷⁸⁹⁰*†‡]+")
_TITLE: Final = re.compile(r"(?:^|[\s،])(?:د|أ|م|أ\.د)\.")
_DOTS: Final = re.compile(r"\.\s+")
_NOT_A_NAME: Final = re.compile(r"[\d.؟!?:؛…#@]")
_AT: Final = re.compile(r"\s+(?:في|على|at|on)\s+(?:الساعة\s+)?\d{1,2}:\d\d.*$")
"""«مرسلة بواسطة فلان في 10:22 م»"""
_PARENT: Final = re.compile(r"(?:أم|ام|أبو|ابو|بنت|ابن)\s\S+$")
_EDGES: Final = ' \t-–—:|/،,«»"“”()[].'


@dataclass(frozen=True, slots=True)
class Byline:
    """The names a byline gives."""

    names: tuple[str, ...]
    score: float = 1.0
    """Below a half where the line may as well be a headline: «تقرير: البطالة ترتفع»."""
    other_hand: bool = False
    """Whether they translated, edited or photographed, and did not write."""


def read_byline(text: str) -> Byline | None:
    """Read a line that says of itself that it names the authors.

    >>> read_byline("كتب: سامر الحلبي ووائل نجار").names
    ('سامر الحلبي', 'وائل نجار')
    >>> read_byline("بقلم ليلى حداد").names
    ('ليلى حداد',)
    >>> read_byline("كتب التاريخ تحتاج إلى قراءة جديدة كل يوم") is None
    True
    >>> read_byline("كتب ومكتبات") is None
    True
    >>> read_byline("تقرير: البطالة ترتفع في الشمال").score < 0.5
    True
    """
    if text.count(" ") >= MAX_WORDS:
        return None
    if (dashed := _DASHED.match(text)) and is_byline_label(dashed["label"]):
        names = split_names(dashed["names"])
        announced = text.endswith(":") and all(
            0 < name.count(" ") < MAX_WORDS_OF_NAME for name in names
        )
        if names and (announced or all(map(is_signer, names))):
            return Byline(names, other_hand=is_other_hand(dashed["label"]))
    labelled = _LABELLED.match(text) if _LABEL_SIGN.search(text) else None
    if labelled and is_byline_label(labelled["label"]):
        label, names = labelled["label"], split_names(labelled["names"])
        return Byline(names, _trust(label, names), is_other_hand(label)) if names else None
    english = ENGLISH_LABEL.match(text) if text[:1].isascii() else None
    if english and phrase_key(english["label"]) in phrase_set("bylines", "labels"):
        names = split_names(english["names"])
        return Byline(names) if names else None
    return _by_account(text) or _unlabelled(text)


def _by_account(text: str) -> Byline | None:
    """Read «Posted by abu_ahmad at 2:15 AM»; an account is none of the authors."""
    words = _AT.sub("", text).split() if text[:1].isascii() else []
    posted = len(words) > 2 and is_byline_label(" ".join(words[:-1]))  # noqa: PLR2004 - a label of two
    return Byline((words[-1],)) if posted and is_account(words[-1]) else None


def _unlabelled(text: str) -> Byline | None:
    """Read «بقلم فلان», which has no colon; a word more than a name makes it doubtful."""
    words = _AT.sub("", text).split()
    if not 1 < len(words) <= MAX_WORDS_WITHOUT_COLON:
        return None
    key = phrase_key(text)
    label = beginnings("bylines", "labels").match(key)
    if label and " " in label:
        rest = " ".join(words[label.count(" ") + 1 :])
        timed = len(words) < len(text.split())  # a time of day is cut off
        if is_person(rest) or (timed and (" " not in rest or _PARENT.match(rest))):
            return Byline(split_names(rest), other_hand=is_other_hand(label))
    bare, rest = phrase_set("bylines", "bare"), " ".join(words[1:])
    may_be = key.partition(" ")[0] in bare  # saves most lines the trouble
    first = phrase_key(words[0]) if may_be else ""
    names = split_names(rest) if first in bare else ()
    if not names:
        return None
    pair = len(words) == 2  # noqa: PLR2004 - the label and one word
    named = is_signer(rest) or (pair and _begins_as_name(rest))
    if rest.startswith("و") and not named:
        return None
    other_hand = is_other_hand(first)
    if named or words[0].startswith("بقلم"):
        return Byline(names, other_hand=other_hand)
    doubtful = first in phrase_set("bylines", "genres") or not pair
    score = DOUBTFUL if doubtful else 1.0
    return Byline(names, score, other_hand) if len(words) <= MAX_WORDS_OF_DOUBTFUL else None


def read_signature(text: str) -> Byline | None:
    """Read «كتب فلان» and «من فلان» where they stand beside a place: any label will do there.

    >>> read_signature("تحقيق ليلى حداد").names, read_signature("من سامر الحلبي").names
    (('ليلى حداد',), ('سامر الحلبي',))
    >>> read_signature("تحقيق السوق") is None
    True
    """
    words = text.split()
    label = beginnings("bylines", "labels").match(phrase_key(text))
    count = label.count(" ") + 1 if label else int(words[0] in BESIDE_PLACE)
    rest = " ".join(words[count:])
    if not count or not is_person(rest):
        return None
    return Byline((rest,), other_hand=is_other_hand(label or ""))


def _trust(label: str, names: tuple[str, ...]) -> float:
    """Doubt a label that headlines begin with too, unless each name is known for one."""
    if phrase_key(label) not in phrase_set("bylines", "genres"):
        return 1.0
    sure = all(is_signer(name) or _begins_as_name(name) for name in names)
    return 1.0 if sure else DOUBTFUL


def _begins_as_name(text: str) -> bool:
    key = phrase_key(text)
    return key.count(" ") < MAX_WORDS_OF_NAME and key.partition(" ")[0] in phrase_set(
        "bylines", "given_names"
    )


def is_role(text: str) -> bool:
    """Say whether a line says what the author does: «مراسلة شؤون الاقتصاد».

    >>> is_role("كاتبة وصحفية مهتمة بالنشر"), is_role("زياد الخطيب")
    (True, False)
    """
    return beginnings("bylines", "after_names").match(phrase_key(text)) is not None


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
            clean = _NOTE_SIGNS.sub("", name).strip(_EDGES)
            if clean and _may_be_name(clean) and clean not in found:
                found.append(clean)
    return tuple(found[:MAX_NAMES])


def is_person(text: str) -> bool:
    """Say whether `text` looks like one person's name: a known first name and little else.

    >>> is_person("عبد العزيز أكرام"), is_person("د. سلمى بن يوسف"), is_person("هسبريس")
    (True, True, False)
    """
    if len(text) > MAX_LENGTH_OF_NAMES:
        return False
    words = phrase_key(text).split()
    while len(words) > 1 and words[0] in phrase_set("bylines", "titles"):
        words.pop(0)
    if not 1 < len(words) <= MAX_WORDS_OF_NAME or _NOT_A_NAME.search(_TITLE.sub(" ", text)):
        return False
    if words[-1] in _no_last_names() or not BESIDE_PLACE.isdisjoint(words):
        return False  # «صباح تونس نيوز», «بيان صحفي», «ليلى حداد من دمشق»
    if words[1] in SON_OF and words[0] not in phrase_set("sources", "kinds"):
        return True
    titled = _TITLE.match(text) is not None
    return titled or words[0] in phrase_set("bylines", "given_names")


@cache
def _no_last_names() -> frozenset[str]:
    """Return the words in which names of sites end, «دنيا الوطن», and those for what people do."""
    sections = {word for word in phrase_set("sections") if word.startswith("ال")}
    return phrase_set("sources", "name_words") | phrase_set("bylines", "after_names") | sections


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
    >>> reporter("السوق-المدينة"), reporter("ليلى حداد تعود إلى المسرح")
    ((), ())
    """
    name, sign, place = text.partition("-")
    if sign and is_person(name) and " " not in place.strip():
        return (name.strip(),)
    name, sign, place = text.partition(" من ")
    if sign and is_person(name) and phrase_key(place) in phrase_set("datelines", "places"):
        return (name.strip(),)
    words = _HANDLE.sub("", text).split()
    for count in range(min(MAX_WORDS_OF_NAME, len(words) - 1), 1, -1):
        name = " ".join(words[:count])
        if is_role(" ".join(words[count:])) and is_person(name):
            return (name,)
    return ()


def is_desk(text: str) -> bool:
    """Say whether `text` is the name of a whole desk: «هيئة التحرير»."""
    few = text.count(" ") < MAX_WORDS_OF_DESK
    return few and phrase_key(text) in phrase_set("bylines", "desks")


def is_signer(text: str) -> bool:
    """Say whether `text` is who may sign an article: a person or a desk.

    >>> is_signer("هيئة التحرير"), is_signer("سامر الحلبي"), is_signer("سوق المدينة")
    (True, True, False)
    """
    return is_person(text) or is_desk(text)


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
    if key in phrase_set("datelines", "agencies") or key in phrase_set("datelines", "places"):
        return False
    if key in phrase_set("bylines", "labels") or max(map(len, key.split())) > MAX_LETTERS_OF_WORD:
        return False
    roles = phrase_set("bylines", "after_names")
    return key not in roles and not any(key.startswith(f"{role} ") for role in roles)
