"""A few sentences that stand for an article: in lists and feeds, or where no more may be shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from builder.model import Block, Figure, Paragraph, Run, plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LENGTH: Final = 220
"""Characters an excerpt has at most: what link previews show."""
NAME: Final = 80
"""Characters of a publisher's name in a list; hardly any real one has more."""
PART: Final = 600
"""Characters of the text that an article of a source with `rights: excerpt` shows at most."""
SHARE: Final = 3
"""What part of a short text, a third, is the most that is shown of it."""
_SENTENCE_END: Final = re.compile(r"[.؟?!…](?=[\s»\"”)]|$)[»\"”)]*")


def excerpt(standfirst: str | None, blocks: Iterable[Block], length: int = LENGTH) -> str | None:
    """Return the standfirst, or the beginning of the body, cut where a sentence ends.

    >>> from builder.model import Run
    >>> excerpt(None, [Paragraph((Run("أولى. " + "كلمة " * 60),))])
    'أولى.'
    """
    text = standfirst or next(
        (plain_text(block.runs) for block in blocks if isinstance(block, Paragraph)), None
    )
    return None if text is None else cut(" ".join(text.split()), min(length, LENGTH))


def allowed(length: int) -> int:
    """Return how many of `length` characters may be shown where only an excerpt may.

    >>> allowed(900), allowed(90_000)
    (300, 600)
    """
    return min(PART, length // SHARE)


def beginning(blocks: Iterable[Block], length: int) -> Iterator[Paragraph]:
    """Yield the first paragraphs, up to `length` characters, the last cut where a sentence ends.

    What another block follows is no beginning any more: a heading or a list belongs to the rest.

    >>> from builder.model import Heading
    >>> text = Paragraph((Run("أولى. ثانية. ثالثة."),))
    >>> [plain_text(one.runs) for one in beginning([text, text], 32)]
    ['أولى. ثانية. ثالثة.', 'أولى. ثانية.']
    >>> parted = [Heading((Run("تمهيد"),), 2), text, Heading((Run("مراحل"),), 2), text]
    >>> [plain_text(one.runs) for one in beginning(parted, 90)]
    ['أولى. ثانية. ثالثة.']
    """
    begun = False
    for block in blocks:
        if isinstance(block, Paragraph):
            text = " ".join(plain_text(block.runs).split())
            shown = cut(text, length) if not begun else _whole_sentences(text, length)
            if not shown.strip("…"):
                return
            yield Paragraph((Run(shown),))
            if shown != text:
                return
            begun, length = True, length - len(text)
        elif begun and not isinstance(block, Figure):
            return


def _whole_sentences(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    ends = [match.end() for match in _SENTENCE_END.finditer(text, 0, max(0, length))]
    return text[: ends[-1]] if ends else ""


def in_brief(name: str) -> str:
    """Return a publisher's name as lists show it: who sent an article may write a whole text there.

    >>> in_brief("دفاتر ورّاق"), len(in_brief("ا" * 5_000)), in_brief("دار " * 40)[-6:]
    ('دفاتر ورّاق', 80, 'ر دار…')
    """
    if len(name) <= NAME:
        return name
    words = name[: NAME - 1].rpartition(" ")[0].rstrip()
    return (words or name[: NAME - 1]) + "…"


def cut(text: str, length: int = LENGTH) -> str:
    """Cut `text` to `length` characters: at the end of a sentence, else between two words."""
    if whole := _whole_sentences(text, length):
        return whole
    return text[: max(0, length - 1)].rpartition(" ")[0].rstrip("،؛:,;-–— ") + "…"
