"""Tell subheadings from short paragraphs and from the headlines of other articles."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from builder.extract.plaintext.lines import Stop

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.extract.plaintext.lines import Line

MAX_WORDS_OF_HEADING: Final = 12
MAX_WORDS_OF_BARE_HEADING: Final = 8
MAX_WORDS_UNDER_LINKS: Final = 5
"""Of a subheading that follows the headlines of other articles: theirs are longer."""
PARAGRAPH_WORDS: Final = 20
QUESTION: Final = ("؟", "?")
_HEADLINE_SIGN: Final = re.compile(r"[:؟?!…]|\.\.|^\d")


class Subheadings:
    """How the writer of one body sets subheadings."""

    def __init__(self, lines: Sequence[Line], *, verse: bool) -> None:
        """Look at all lines of the body; a poem has no subheadings."""
        self._lines = lines
        self.most_words = 0 if verse else _most_words(lines)
        self._are_used = any(
            line.words <= self.most_words
            and line.stop is not Stop.FULL
            and min(above.words, below.words) >= PARAGRAPH_WORDS
            for above, line, below in zip(lines, lines[1:], lines[2:], strict=False)
        )

        self._are_answered_briefly = any(
            line.text.endswith(QUESTION) and below.stop is Stop.FULL and below.words < line.words
            for line, below in pairwise(lines)
            if line.words <= self.most_words
        )

    def is_question_of_dialogue(self, line: Line) -> bool:
        """Say whether a question is one of several in a dialogue, where answers are as short.

        Under a subheading stands more than «نعم.»
        """
        return self._are_answered_briefly and line.text.endswith(QUESTION)

    def follows_links(self, line: Line) -> bool:
        """Say whether a line between a linked headline and a paragraph is the text's own.

        Only where the writer uses subheadings elsewhere, and this one is shorter than the headline.
        """
        at = line.index - self._lines[0].index
        if not self._are_used or not 0 < at < len(self._lines) - 1:
            return False
        return (
            line.words <= MAX_WORDS_UNDER_LINKS < self._lines[at - 1].words
            and self._lines[at + 1].words >= PARAGRAPH_WORDS
            and not _HEADLINE_SIGN.search(line.text)
        )


def _most_words(lines: Sequence[Line]) -> int:
    """Allow shorter subheadings only, where the writer leaves full stops out of paragraphs too."""
    long = [line.stop is Stop.FULL for line in lines if line.words >= PARAGRAPH_WORDS]
    return MAX_WORDS_OF_HEADING if 2 * sum(long) >= len(long) else MAX_WORDS_OF_BARE_HEADING
