"""Know a verse by itself, in any kind of file: its two halves, its vowels, its short lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from builder.arabic.charsets import BULLETS

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_WORDS_OF_WHOLE: Final = 18
"""Of a verse with both its halves."""
MAX_LENGTH_OF_WHOLE: Final = 200
"""Characters of such a verse; a longer line is prose, and is not looked into."""
MAX_LENGTH_OF_VERSE: Final = 45
MAX_LENGTH_OF_HALF: Final = 32
"""Characters of half a verse; no prose is broken at so narrow a width."""
MIN_LED: Final = 2
MIN_MARKED: Final = 3
MAX_UNEVEN: Final = 1.8

_HALVES: Final = re.compile(
    r"^(?P<first>\S.*?\S)(?:\s*\*\s?\*[\s*]*|\s*(?:…|\.\.\.+)\s*|\t\s*|\s{3,}|\s+/{1,2}\s+|\s*=\s*)(?P<second>\S.*\S)$"
)
_VOWEL: Final = re.compile("[\u064c-\u0650\u0652]")
"""Marks that prose goes without: not «ً» and not «ّ»."""
NO_VERSE: Final = re.compile(rf"^[-–—{BULLETS}(\[#@]|\d|[:：]\s*\S|https?:|[|»›]\s")


def halves(text: str) -> tuple[str, str] | None:
    """Return the two halves of a verse, where signs or wide spaces part it.

    >>> halves("قفا نبك من ذكرى حبيب ومنزل *** بسقط اللوى بين الدخول فحومل")
    ('قفا نبك من ذكرى حبيب ومنزل', 'بسقط اللوى بين الدخول فحومل')
    >>> halves("قال... ثم مضى إلى بيته في آخر الحي") is None
    True
    """
    match = _HALVES.match(text) if len(text) <= MAX_LENGTH_OF_WHOLE else None
    if match is None:
        return None
    first, second = match["first"], match["second"]
    shorter, longer = sorted((len(first), len(second)))
    few = min(first.count(" "), second.count(" ")) < 1
    return None if few or longer > MAX_UNEVEN * shorter else (first, second)


def is_vocalised(text: str) -> bool:
    """Say whether a line has marks that prose goes without.

    >>> is_vocalised("قِفا نَبكِ"), is_vocalised("أهلًا وسهلًا")
    (True, False)
    """
    return _VOWEL.search(text) is not None


def is_verse(text: str) -> bool:
    """Say whether a line can only be a verse, wherever it stands: in two halves, or vocalised.

    >>> is_verse("قِفا نَبكِ مِن ذِكرى حَبيبٍ"), is_verse("قفا نبك من ذكرى حبيب")
    (True, False)
    """
    if halves(text) is not None:
        return True
    words = len(text.split())
    return MIN_LED < words <= MAX_WORDS_OF_WHOLE and len(_VOWEL.findall(text)) >= words


def is_stanza(lines: Sequence[str], *, broken: bool) -> bool:
    """Say whether lines that stand together in a page or in Markdown are verses.

    Prose broken at a width fills it, and ends in a full stop; `broken` says that the line ends were
    asked for, not only left in.

    >>> is_stanza(["يا نهر", "خذ الليل عن كتفي", "واترك لي الضفة"], broken=False)
    True
    >>> is_stanza(["الاسم: سلمى", "الهاتف: 12", "العنوان: حلب"], broken=True)
    False
    """
    if all(halves(line) is not None for line in lines):
        return len(lines) > 1
    longest = max(map(len, lines))
    if longest > MAX_LENGTH_OF_VERSE or any(map(NO_VERSE.search, lines)):
        return False
    if longest > MAX_LENGTH_OF_HALF and lines[-1].endswith("."):
        return False
    return len(lines) >= (MIN_LED if broken else MIN_MARKED)
