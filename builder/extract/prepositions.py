"""Take the preposition off a publisher's name: «محفوظة لدفاتر النيل», «خاص للأفق»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from builder.extract.called import MAX_WORDS_OF_SITE, is_called_site
from builder.extract.listed import is_no_name, is_place
from builder.extract.phrases import phrase_key, phrase_set

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

MIN_LETTERS: Final = 3
_HELD: Final = r"(?:محفوظ[ةه]|حقوق(?: النشر)?)\s+"
_KIND: Final = "موقع|صحيفة|جريدة|مجلة|منصة|شبكة|قناة|وكالة|بوابة|إذاعة|مدونة"
_NAME: Final = r"[^«»\"“”.،:]{2,40}"
_SPECIAL: Final = r"^(?:خاصة?|حصريا?ً?)"
SPECIAL_FOR_QUOTED: Final = re.compile(
    rf"{_SPECIAL}\s?(?:[-–ـ:/]\s?|[بل]ـ?\s?)?(?:(?:{_KIND})\s?)?[«\"“](?P<name>[^«»\"“”]{{2,30}})[»\"”]"
)
"""«خاص موقع «الأفق»», «حصرياً لـ«الأفق»»"""
_SPECIAL_FOR: Final = re.compile(
    rf"{_SPECIAL}\s+(?:(?:[بل]ـ\s*|[بل]?(?=(?:{_KIND})\s))(?:موقع\s)?(?P<name>{_NAME})"
    rf"|ب?(?P<article>ال{_NAME})|(?P<joined>[بل]{_NAME}))$"
)
_BESIDE_QUOTES: Final = re.compile(
    rf"(?<!\w)(?P<special>(?:خاصة?|حصريا?ً?)\s(?:[بل]ـ?|[بل]?(?:{_KIND})))\s?[«\"“](?P<name>[^«»\"“”]{{2,30}})[»\"”]"
)


def special_for(text: str, *, beside_place: bool = False) -> str:
    """Return the publisher for which alone a report was written; «خاص بالنساء» names none.

    Beside the place of a report «خاص بالأفق» does.

    >>> special_for("خاص للأفق"), special_for("خاص بـ«الأفق»"), special_for("خاص لموقع الأفق")
    ('الأفق', 'الأفق', 'الأفق')
    >>> special_for("خاص لليبيا الأحرار"), special_for("خاص بصحيفة الأفق")
    ('ليبيا الأحرار', 'صحيفة الأفق')
    >>> special_for("خاص بالأفق"), special_for("خاص بالأفق", beside_place=True)
    ('', 'الأفق')
    """
    quoted = SPECIAL_FOR_QUOTED.match(text)
    if quoted is not None:
        name = quoted["name"].strip() if quoted.end() == len(text) else ""
    else:
        said = _SPECIAL_FOR.match(text)
        name = _behind(said, beside_place=beside_place).strip() if said else ""
    if len(name) < MIN_LETTERS or name.count(" ") >= MAX_WORDS_OF_SITE:
        return ""
    return "" if is_no_name(name) else name


def without_quotes(text: str) -> str:
    """Return a line with no quotes around the name behind «خاص بـ», which part it from that.

    >>> without_quotes("حلب - خاص بـ«الأفق»")
    'حلب - خاص بـ الأفق'
    """
    return _BESIDE_QUOTES.sub(r"\g<special> \g<name>", text)


def without_preposition(
    name: str, text: str, others: Iterable[str], known: Container[str] = ()
) -> str:
    """Cut the «ل» of «محفوظة لدفاتر النيل», not that of «لبنان الآن».

    A name that is `known` with it keeps it, and a word that stands in `others`, the other lines of
    the page.

    >>> without_preposition("لدفاتر النيل", "جميع الحقوق محفوظة لدفاتر النيل", ())
    'دفاتر النيل'
    >>> without_preposition("لبنان الآن", "© 2021 لبنان الآن", ())
    'لبنان الآن'
    >>> without_preposition("للأفق", "© للأفق", ())
    'الأفق'
    """
    if not name.startswith("ل") or len(name) <= MIN_LETTERS or phrase_key(name) in known:
        return name
    bare = _bare(name)
    if name.startswith("لل") or _first(bare) in phrase_set("sources", "kinds"):
        return bare
    first = _first(name)
    if is_place(first) or not re.search(_HELD + re.escape(name), text):
        return name
    own = phrase_key(bare) not in known and any(first in phrase_key(at).split() for at in others)
    return name if own else bare


def _behind(said: re.Match[str], *, beside_place: bool) -> str:
    """Return the name behind «خاص»; a letter that may be its own only where sites are called so."""
    joined = said["joined"] or ""
    if joined.startswith("لل"):
        return _bare(joined)
    if is_called_site(joined[1:]):
        return joined[1:]
    return said["name"] or (said["article"] if beside_place else "") or ""


def _bare(name: str) -> str:
    """Return a name without its «ل»; «لل» has the article in it, unless a place begins so."""
    own = not name.startswith("لل") or is_place(_first(name[1:]))
    return name[1:] if own else f"ال{name[2:]}"


def _first(name: str) -> str:
    return phrase_key(name.partition(" ")[0])
