"""Know the words that stand before the name of an author, or of who else had a hand in it."""

from __future__ import annotations

import re
from typing import Final

from builder.arabic.charsets import COLONS
from builder.extract.listed import is_place
from builder.extract.phrases import phrase_key, phrase_set

ENGLISH_LABEL: Final = re.compile(r"^(?P<label>[A-Za-z ]{2,20}?)\s*[,،:]\s*(?P<names>\S.*)$")


def is_labelled_role(text: str) -> bool:
    """Say whether a line labels what the author does: «Role, بي بي سي نيوز»."""
    label = ENGLISH_LABEL.match(text) if text[:1].isascii() else None
    return label is not None and phrase_key(label["label"]) in phrase_set("bylines", "roles")


def is_byline_label(text: str) -> bool:
    """Say whether words only announce the names that follow: «بقلم:», «إعداد وتقديم».

    >>> is_byline_label("حوار وتصوير"), is_byline_label("حوار وطني")
    (True, False)
    >>> is_byline_label("إعداد الباحثة"), is_byline_label("حاورها في حلب")
    (True, True)
    """
    labels = phrase_set("bylines", "labels")
    key, found, place = phrase_key(text).partition(" في ")
    if found and not is_place(place):
        return False
    first, found, second = key.partition(" و")
    if key in labels or (found and {first, second} <= labels):
        return True
    label, _, role = key.rpartition(" ")
    return label in labels and role.removeprefix("ال") in phrase_set("bylines", "after_names")


def announces_names(label: str) -> bool:
    """Say whether a name must follow a label: «قصيدة» without a colon is a kicker as well.

    >>> announces_names("بقلم"), announces_names("قصيدة:"), announces_names("قصيدة")
    (True, True, False)
    """
    return label.endswith(COLONS) or phrase_key(label) not in phrase_set("bylines", "genres")


def is_other_hand(label: str) -> bool:
    """Say whether a label names who had a hand in an article and did not write it: «ترجمة»."""
    return phrase_key(label) in phrase_set("bylines", "other_hands")


def is_office(text: str) -> bool:
    """Say whether a part of a newsroom is meant, and no publisher: «مكتب الصحيفة»."""
    return phrase_key(text).partition(" ")[0] in phrase_set("bylines", "offices")
