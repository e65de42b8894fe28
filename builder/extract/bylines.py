"""Read the names of the authors from a byline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from builder.extract.accounts import is_account
from builder.extract.byline_labels import ENGLISH_LABEL, is_byline_label, is_other_hand
from builder.extract.persons import (
    BESIDE_PLACE,
    MAX_WORDS_OF_NAME,
    begins_as_name,
    is_person,
    is_signer,
    split_names,
)
from builder.extract.phrases import beginnings, phrase_key, phrase_set
from builder.extract.sureness import DOUBTFUL

MAX_WORDS: Final = 14
MAX_WORDS_WITHOUT_COLON: Final = 6
MAX_WORDS_OF_DOUBTFUL: Final = 4

_LABEL_SIGN: Final = re.compile("[:：|/]")
_LABELLED: Final = re.compile(r"^(?P<label>[^:：|/]{2,30}?)\s*[:：|/]\s*(?P<names>\S.*)$")
_DASHED: Final = re.compile(
    r"^(?P<label>[^:：|/–—-]{2,20}?)(?:\s*[–—-]|\s+ـ+(?=\s))\s*(?P<names>[^:–—-]+?)\s*:?$"
)
"""«كتب - فلان:», «كتبت ــ فلانة»"""
_AT: Final = re.compile(r"\s+(?:(?:في|على|at|on)\s+)?(?:الساعة\s+)?\d{1,2}:\d\d.*$")
"""«مرسلة بواسطة فلان في 10:22 م», «كتب فلان الساعة 10:22»"""
_PARENT: Final = re.compile(r"(?:أم|ام|أبو|ابو|بنت|ابن)\s\S+$")


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
        label, names = labelled["label"], split_names(_AT.sub("", labelled["names"]))
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
        words[: label.count(" ")] = ()  # «كتب بواسطة»: no name begins with «بواسطة»
    bare, rest = phrase_set("bylines", "bare"), " ".join(words[1:])
    may_be = key.partition(" ")[0] in bare  # saves most lines the trouble
    first = phrase_key(words[0]) if may_be else ""
    names = split_names(rest) if first in bare else ()
    if not names:
        return None
    pair = len(words) == 2  # noqa: PLR2004 - the label and one word
    named = is_signer(rest) or (pair and begins_as_name(rest))
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
    sure = all(is_signer(name) or begins_as_name(name) for name in names)
    return 1.0 if sure else DOUBTFUL
