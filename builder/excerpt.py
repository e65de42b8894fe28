"""A few sentences that stand for an article in lists, feeds and link previews."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from builder.model import Block, Paragraph, plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable

LENGTH: Final = 220
"""Characters an excerpt has at most: what link previews show."""
_SENTENCE_END: Final = re.compile(r"[.؟?!…](?=[\s»\"”)]|$)[»\"”)]*")


def excerpt(standfirst: str | None, blocks: Iterable[Block]) -> str | None:
    """Return the standfirst, or the beginning of the body, cut where a sentence ends.

    >>> from builder.model import Run
    >>> excerpt(None, [Paragraph((Run("أولى. " + "كلمة " * 60),))])
    'أولى.'
    """
    text = standfirst or next(
        (plain_text(block.runs) for block in blocks if isinstance(block, Paragraph)), None
    )
    return None if text is None else cut(" ".join(text.split()))


def cut(text: str, length: int = LENGTH) -> str:
    """Cut `text` to `length` characters: at the end of a sentence, else between two words."""
    if len(text) <= length:
        return text
    ends = [match.end() for match in _SENTENCE_END.finditer(text, 0, length)]
    if ends:
        return text[: ends[-1]]
    return text[: length - 1].rpartition(" ")[0].rstrip("،؛:,;-–— ") + "…"
