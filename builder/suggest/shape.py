"""What the form of a phrase, and the words around it, say of whether it can be a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from builder.folding import ARTICLE, SLAVE, TEH_MARBUTA
from builder.suggest.rules import rules

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator, Sequence

    from builder.suggest.reading import Word

    Use = tuple[int, tuple[Word, ...]]
    """One place where a phrase stands: the number of the article, and its words there."""

CLITICS: Final = "وفبلكس"
OF_A_NOUN: Final = 0.3
"""Share of a word's uses before a definite one from which it is a noun with its owner."""
VERB_BEGINS: Final = "تي"
LETTERS_OF_VERB: Final = 4
_NISBA: Final = "ي"


def is_whole(words: tuple[str, ...]) -> bool:
    """Tell whether a phrase neither begins nor ends inside a name.

    >>> is_whole(("محمد", "بن")), is_whole(("عبد", "الله")), is_whole(("عبد", "الله", "زاخر"))
    (False, False, True)
    >>> is_whole(("الخارجيه", "الفرنسي")), is_whole(("الخارجيه", "الفرنسيه"))
    (False, True)
    >>> is_whole(("مكتبه", "الوادي", "تعود")), is_whole(("مكتبه", "الوادي", "القديمه"))
    (False, True)
    """
    known = rules()
    if len(words) == 1 and words[0] in known.first_names:
        return False
    if words[0] in known.inside_names or words[-1] in known.in_names | known.ranks:
        return False
    return words[:-1] != (SLAVE,) and not _disagree(words) and not _ends_in_verb(words)


def _ends_in_verb(words: tuple[str, ...]) -> bool:
    """Tell whether a definite name seems to be followed by what it does: «المكتبة الصغيرة تعود»."""
    last = words[-1]
    named = any(word.startswith(ARTICLE) for word in words[:-1])
    return named and len(last) >= LETTERS_OF_VERB and last[0] in VERB_BEGINS


def _disagree(words: tuple[str, ...]) -> bool:
    """Tell whether a masculine adjective ends what is feminine: it belongs to a word before it."""
    if len(words) != 2 or not all(word.startswith(ARTICLE) for word in words):  # noqa: PLR2004
        return False
    return words[0].endswith(TEH_MARBUTA) and words[1].endswith(_NISBA)


def has_sign(words: tuple[str, ...]) -> bool:
    """Tell whether a word of a phrase says that it is a name: a first name, «شركة», «نهر»."""
    known = rules()
    heads = known.first_names | known.ranks | known.in_names
    heads |= known.organisation_heads.keys() | known.place_heads.keys()
    return len(words) > 1 and words[0] in heads


def may_be_noun(word: str, uses: Sequence[Use], counted: Counter[tuple[str, ...]]) -> bool:
    """Tell whether a single word is rather a common noun: «المعدل», «معدل النمو», «ومعدل».

    A name takes no article, stands before no owner, and loses no letter that may be a clitic.
    """
    if counted[ARTICLE + word,] or any(map(counted.get, _shorter(word))):
        return True
    owned = sum(1 for _, part in uses if part[-1].after.startswith(ARTICLE))
    return owned >= OF_A_NOUN * len(uses)


def _shorter(word: str) -> Iterator[tuple[str]]:
    """Yield what a word would be if its first letter, or two, were clitics."""
    yield from ((word[cut:],) for cut in (1, 2) if word[cut - 1] in CLITICS)


def is_cued(uses: Sequence[Use], least: int) -> bool:
    """Tell whether enough uses stand behind a word that only names follow.

    What follows a title alone is not yet a name: «الرئيس الفرنسي», «الدكتور محمد».
    """
    known = rules()
    cues = frozenset(known.place_before)
    if len(uses[0][1]) > 1:
        cues |= known.titles
    return sum(1 for _, part in uses if not cues.isdisjoint(part[0].cues[:1])) >= least
