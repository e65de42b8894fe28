"""Turn away the lines that say nothing of themselves, before anything is looked for in them.

Nearly every rule of `readings` begins with a word or a sign that the line must have, and most lines
have none of them. What is turned away here, `readings` would have looked at in vain; whatever may
be more than it seems is not turned away.
"""

from __future__ import annotations

import re
from functools import cache
from string import ascii_letters
from typing import TYPE_CHECKING, Final

from builder.extract.boilerplate import chrome_table
from builder.extract.phrases import phrase_key, phrase_set

if TYPE_CHECKING:
    from collections.abc import Iterator

HOMES: Final = ("الرئيسية", "الصفحة الرئيسية", "الرئيسيه", "Home", "home")
HOME_KEYS: Final = frozenset(map(phrase_key, HOMES))
"""What links to a site's first page say, as it is spelt and folded."""
END_MARK: Final = "انتهى"
_LABELS: Final = (
    *(("bylines", part) for part in ("bare", "desks", "labels", "roles")),
    *(
        ("captions", part)
        for part in ("caption_labels", "picture_labels", "credit_labels", "makers")
    ),
    *(("sources", part) for part in ("labels", "link_labels")),
)
"""Phrases that are a whole line, or begin one."""
_STARTS: Final = frozenset(f"{ascii_letters} ([-–—")
"""Signs with which lines in English, in brackets and of other sites begin."""
_LETTER: Final = re.compile(r"[^\W\d_]")


def is_ordinary(text: str) -> bool:
    """Say whether only a date or a dateline can still be found in a line.

    >>> is_ordinary("سوق حلب يعود إلى أهله"), is_ordinary("بقلم: ليلى حداد")
    (True, False)
    >>> is_ordinary("حلب.jpg"), is_ordinary("الأخبار | #حلب"), is_ordinary("انتهى/ع.ج")
    (False, False, False)
    """
    key, chrome = phrase_key(text), chrome_table()
    words = key.split(" ")
    if len(key) <= 1 or words[0] in _first_words() or chrome.notice_in(key):
        return False
    if " " not in text or text[0] in _STARTS or text.isascii() or _has_sign(text):
        return False
    return not chrome.may_be_menu(text, words) and _LETTER.search(text) is not None


def _has_sign(text: str) -> bool:
    """Say whether a line has a sign of addresses, tags, rights or pictures anywhere."""
    return (
        "@" in text
        or "#" in text
        or "©" in text
        or "://" in text
        or "(c)" in text
        or ("صورة" in text and ":" in text)
        or "opyright" in text.lower()
    )


@cache
def _first_words() -> frozenset[str]:
    """Return the words with which the phrases begin that name a line at its beginning."""
    return frozenset(phrase.partition(" ")[0] for phrase in _phrases())


def _phrases() -> Iterator[str]:
    table = chrome_table()
    for known in (table.whole, table.start, table.start_of_site, table.label):
        yield from known
    for name, part in _LABELS:
        yield from phrase_set(name, part)
    yield from map(phrase_key, (*HOMES, END_MARK))
