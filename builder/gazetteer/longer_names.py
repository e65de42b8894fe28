"""Tell a person's name from the beginning of a longer one, which is somebody else's.

«محمود درويش أوغلو» is not محمود درويش, nor «طه حسين العزاوي» طه حسين. A longer name that the
vocabulary has is found as the longest match; this is for those that it does not have.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from builder.extract.phrases import phrase_set
from builder.folding import ARTICLE, SLAVE, fold
from builder.own_yaml import own_data

if TYPE_CHECKING:
    from collections.abc import Container

    from builder.gazetteer.scan import Hit, Text

_SON: Final = "بن"
_OF_DESCENT: Final = "ي"
_SHORTEST_DESCENT: Final = 5
"""Letters of a name of descent with its article: «البري»; «الحي» is a word."""
_AROUND: Final = "«»\"'“”‘’-–— "
_SIGN: Final = re.compile(r"[-–—/_«»\"'“”‘’]")
"""Signs that matching looks through, but that end a name: the lines of a list, quotation marks."""


def belongs_to_longer(hit: Hit, text: Text, lands: Container[int]) -> bool:
    """Tell whether the word right behind a person's name goes on with it.

    A family's name alone, «السادات», begins none: what follows it is whom he met. `lands` are the
    places where countries' adjectives end: «أحمد زويل المصري».
    """
    words = text.folded[hit.start : hit.end].split()
    first, last = words[0], words[-1]
    end = text.folded.find(" ", hit.end + 1)
    after = text.folded[hit.end + 1 : end]
    if len(words) == 1 and first.startswith(ARTICLE):
        return False
    if after.startswith(ARTICLE):
        goes_on = _is_descent(after) and not last.endswith(_OF_DESCENT) and end not in lands
    elif after == _SON:  # «السلطان قابوس بن سعيد» and «هارون الرشيد بن المهدي» are themselves
        goes_on = not (_SON in words or first.startswith(ARTICLE) or last.startswith(ARTICLE))
    else:
        goes_on = after in _rules().words or after.startswith(f"{SLAVE}{ARTICLE}")
    return goes_on and _SIGN.search(text.words(hit._replace(end=end)).strip(_AROUND)) is None


def _is_descent(word: str) -> bool:
    """Tell whether a definite word has the shape of «العزاوي», and is no common adjective.

    >>> _is_descent("العزاوي"), _is_descent("الثقافي"), _is_descent("الشاعر")
    (True, False, False)
    """
    adjective = word.removeprefix(ARTICLE) in _rules().adjectives
    return len(word) >= _SHORTEST_DESCENT and word.endswith(_OF_DESCENT) and not adjective


@dataclass(frozen=True, slots=True)
class _Rules:
    words: Container[str]
    """Words that go on with a name, whatever name it is."""
    adjectives: Container[str]


@cache
def _rules() -> _Rules:
    """Return what `builder/data/tagging.yml` knows of longer names, folded."""
    data: dict[str, str] = own_data("tagging")["goes_on"]
    known = {part: frozenset(fold(words).split()) for part, words in data.items()}
    given = {
        name
        for name in phrase_set("bylines", "given_names")
        if not (name.isascii() or name.startswith(ARTICLE))
    }
    joined = {f"{_SON}{name}" for name in given} | known["joined"]
    words = known["words"] | joined | (given - known["not"])
    return _Rules(words, known["adjectives"])
