"""Read who holds the rights by the lines on copyright of a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from builder.extract.captions import is_credit
from builder.extract.persons import is_person, is_role
from builder.extract.plaintext.draft import SourceHint
from builder.extract.prepositions import without_preposition

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.extract.plaintext.draft import Draft
    from builder.extract.plaintext.lines import Line

COPYRIGHT_SCORE: Final = 0.6
LEGAL_NAME_SCORE: Final = 0.45
LATIN_NAME_SCORE: Final = 0.28
"""For a company or a name in Latin letters, often not what readers call the site."""
MAX_WORDS_OF_NAME: Final = 6

_RIGHTS: Final = re.compile("©|copyright|rights reserved", re.IGNORECASE)
_OF_PRINT: Final = re.compile(
    r"حقوق\s+(?:ال)?(?:نشر|طبع|ملكية|تأليف|فكرية|محفوظ|موقع|صحيفة|جريدة|مجلة|وكالة|قناة|شبكة|بث)"
    r"|محفوظ|(?:جميع|كل|كافة) (?:ال)?حقوق"
)
"""What rights a page means, not those of people: «مركز الشاطئ لحقوق الإنسان»."""
_WORDS: Final = re.compile(
    r"(?:جميع|كل|كافة)?\s*(?:ال)?حقوق(?: النشر| الطبع| الملكية)?(?: والنشر)?|محفوظة|محفوظه|"
    r"all rights? reserved|copyright|©|\(c\)|(?:managed|powered|developed|designed) by.*|"
    r"(?:تصميم|تطوير|برمجة|استضافة|تنفيذ)(?: و(?:تصميم|تطوير|برمجة|استضافة|تنفيذ))?\s?[:/]?\s.*|"
    r"(?:بدعم|مدعوم|بواسطة|طُ?وِ?ر) (?:من|بواسطة|شركة) .*|"
    r"[-–]?\s*و?\s*(?:يحظر|لا يجوز|يمنع|لا يسمح).*",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(
    r"\b(?:[1١][3٣4٤9٩]|[2٢][0٠])\d\d(?:\s?(?:هـ|م)(?!\w)|\b)(?:\s*[-–/]\s*\d{4}\s?م?(?!\w))?"
)
"""Where a name stands before it, the licence or the maker stands behind it."""
_FOR: Final = re.compile(
    r"^\s*(?:لـ\s*|ل(?=[\"«])|ل(?:موقع)?(?=موقع|صحيفة|جريدة|مجلة|قناة|شبكة|مؤسسة|وكالة|بوابة|دار))(?:موقع\s+)?"
)
_COMPANY: Final = re.compile(r"^شركة\s|\sلل(?:صحافة|طباعة|نشر|إعلام|إنتاج)(?!\w)")
_EDGES: Final = ' .-–—|،,:؛"«»“”()/'


def rights_hints(draft: Draft, short: Sequence[Line]) -> Iterator[SourceHint]:
    """Yield who holds the rights; an author or a maker of pictures is not the publisher."""
    for line in short:
        if not is_on_rights(line.text):
            continue
        name = _holder(draft, line)
        if name and not _is_author(name) and not _makes_pictures(name):
            score = LEGAL_NAME_SCORE if _COMPANY.search(name) else COPYRIGHT_SCORE
            score = LATIN_NAME_SCORE if name.isascii() else score
            yield SourceHint.on(line, "copyright", score, name)


def _is_author(name: str) -> bool:
    """Say whether an author holds the rights: «فلان», «للكاتب فلان»."""
    return is_person(name) or is_role(name)


def _makes_pictures(name: str) -> bool:
    return name.isascii() and is_credit(name.partition("/")[0].strip())


def is_on_rights(text: str) -> bool:
    """Say whether a line speaks of rights."""
    if "حقوق" in text and _OF_PRINT.search(text):
        return True
    return "©" in text or (text.isascii() and bool(_RIGHTS.search(text)))


def _beside_year(said: str) -> str:
    """Return the first of the words before and behind the year, without those on rights."""
    parts = (" ".join(_WORDS.sub(" ", part).split()) for part in _YEAR.split(said))
    return next(filter(None, (part.strip(_EDGES) for part in parts)), "")


def _holder(draft: Draft, line: Line) -> str:
    """Return who holds the rights by a line on copyright, or by the line after it."""
    before, sign, after = line.text.partition("©")
    name = (_beside_year(after) if sign else "") or _beside_year(before + after)
    name = _FOR.sub("", name).strip(_EDGES).partition(". ")[0]
    others = (at.text for at in draft.lines if at.text != line.text)
    name = without_preposition(name, line.text, others, draft.known_sources)
    if not name and line.index + 1 < len(draft.lines):
        following = draft.lines[line.index + 1]
        name = following.text.strip(_EDGES) if draft.readings[following.index] is None else ""
    return name if name.count(" ") < MAX_WORDS_OF_NAME else ""
