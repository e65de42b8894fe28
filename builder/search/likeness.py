"""How near a form is to the word that a reader typed, as `js/ranking.js` weighs it."""

from __future__ import annotations

from typing import Final

from builder.arabic.stem import stem_parts, without_article

OTHER_CLITICS: Final = 0.9
OTHER_ENDING: Final = 0.5
OTHER_NUMBER: Final = 0.6
"""As in `js/ranking.js`, which says what they mean; a test compares them."""


def likeness(form: str, word: str) -> float:
    """Return how near `form` is to `word`, where both have the same stem.

    >>> likeness("والحقل", "حقل"), likeness("حقولها", "حقل"), likeness("بالحقول", "حقول")
    (0.9, 0.6, 0.9)
    """
    if form == word:
        return 1.0
    here, there = stem_parts(form), stem_parts(word)
    if here is None and there is None and _are_one_plural(form, word):
        return OTHER_CLITICS
    if here is None or there is None:
        return OTHER_NUMBER
    clitics = 1.0 if here[0] == there[0] else OTHER_CLITICS
    return clitics * (1.0 if here[1] == there[1] else OTHER_ENDING)


def _are_one_plural(form: str, word: str) -> bool:
    """Tell whether two broken plurals of one stem differ by what stands before them alone."""
    one, other = without_article(form), without_article(word)
    return one.endswith(other) or other.endswith(one)
