"""Words that only the day of writing could turn into a date. They are named, never resolved."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from builder.arabic.dates.tokens import Tokens

_PATTERN: Final = re.compile(r"Rx?[dno]?[gcfaj](?![yn])|[dno]gA")
_WHOLE_LINE: Final = re.compile(
    r"[-,|():;.*/aekhPUtpzurCl]*(?P<words>j|Wq?|Rq)[-,|():;.*/aekhtpzurCl]*"
)
"""«اليوم» and «الخميس» stand in any headline; they are a date line only where nothing else is."""


def relative_words(tokens: Tokens) -> tuple[int, int] | None:
    """Return the first and last token of the first relative expression, or None."""
    if match := _WHOLE_LINE.fullmatch(tokens.shape):
        return match.start("words"), match.end("words") - 1
    match = _PATTERN.search(tokens.shape)
    return (match.start(), match.end() - 1) if match else None
