"""Read the section that a line names after a label: «القسم: تراث»."""

from __future__ import annotations

from typing import Final

from builder.extract.listed import is_section
from builder.extract.phrases import phrase_key

MAX_WORDS: Final = 5
LABELS: Final = frozenset(
    map(
        phrase_key,
        ("القسم", "قسم", "التصنيف", "تصنيف", "الموضوع", "الفئة", "الباب", "المحور"),
    )
)
PREPOSITIONS: Final = frozenset({"في", "ضمن", "in"})


def labelled_section(text: str) -> str:
    """Return the section of «القسم: تراث», or of «في: محليات».

    >>> labelled_section("القسم: تراث"), labelled_section("في: محليات")
    ('تراث', 'محليات')
    >>> labelled_section("في: انتظار"), labelled_section("قسم: سؤال عن مصير السوق القديم اليوم")
    ('', '')
    """
    label, colon, said = text.partition(":")
    if not colon or text.count(" ") >= MAX_WORDS:
        return ""
    sure = phrase_key(label) in LABELS
    known = is_section(said)
    return said.strip() if sure or (known and phrase_key(label) in PREPOSITIONS) else ""
