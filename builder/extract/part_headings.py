"""Know what heads a part of a text: «المقدمة», «الفصل الأول», «الحلقة 2»."""

from __future__ import annotations

from typing import Final

from builder.arabic.key import words as key_words
from builder.extract.phrases import phrase_set

MAX_WORDS_OF_PART: Final = 3
"""«الفصل الثاني عشر»"""
MAX_WORDS_OF_HEADING: Final = 9
"""Of a part and its own title: «الفصل الأول: البداية»."""
_ARTICLE: Final = "ال"


def heads_part(text: str) -> bool:
    """Say whether a line says nothing but which part of a text stands under it.

    An ordinal makes a part of whatever word has the article, but not of what publishers are
    called: «القناة الأولى» is one.

    >>> heads_part("الفصل الأول"), heads_part("الملخص التنفيذي"), heads_part("الحلقة (2)")
    (True, True, True)
    >>> heads_part("الفصل الأول: العودة"), heads_part("الجولة الثانية"), heads_part("باب ثان")
    (True, True, False)
    >>> heads_part("القناة الأولى"), heads_part("الأفق الجديد"), heads_part("كانون الأول")
    (False, False, False)
    """
    part, _, title = text.partition(":")
    said = key_words(part)
    if not said or len(said) > MAX_WORDS_OF_PART:
        return False
    if title.strip():
        return text.count(" ") < MAX_WORDS_OF_HEADING and _is_numbered(said)
    return " ".join(said) in phrase_set("parts", "alone") or _is_numbered(said)


def _is_numbered(said: list[str]) -> bool:
    """Say whether folded words are a word and its number, in figures or in letters."""
    first, *number = said
    bare = first.removeprefix(_ARTICLE)
    if number and number[0] in phrase_set("parts", "ordinals"):
        tens = phrase_set("parts", "tens")
        of_publisher = bare in phrase_set("sources", "kinds")
        return first != bare and not of_publisher and all(word in tens for word in number[1:])
    return len(number) == 1 and number[0].isdigit() and bare in phrase_set("parts", "numbered")
