"""How alike two articles are, by the words that each says most about itself.

An article's *gist* is a few stems: those of its headline, of its opening, and of what the opening
says again. It is taken once, when the article is read, and kept. How alike two articles are follows
from their two gists and from nothing else: a word that the whole collection uses often cannot be
told from a rare one here, because then every new article would change what all others are like.
So words that are common in any collection are listed in `data/common_words.yml`.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from builder.arabic.key import analysis, search_key, words
from builder.arabic.stem import light_stem
from builder.folding import ARTICLE
from builder.own_yaml import own_data

if TYPE_CHECKING:
    from collections.abc import Callable

Gist = tuple[str, ...]
"""Stems, the weightiest first."""

MOST: Final = 28
"""Stems of a gist at most."""
HEAD: Final = 8
"""The first of them, which count twice where they are among the first of both articles."""
READ: Final = 600
"""Characters of the text that are read: what an article is about, its opening says."""
OPENING: Final = 40
"""Words of the text that weigh more than those after them."""
IN_TITLE, IN_OPENING, BELOW = 6, 3, 2
SHORTEST: Final = 3
LONGEST: Final = 6
"""Letters of a stem beyond which more make it no rarer; short stems are alike by chance."""
_LONGEST_WORD: Final = 30
"""Letters of a word that are looked at: what is longer is no word but an address."""
_WEIGHTS: Final = tuple(min(length, LONGEST) + 1 for length in range(_LONGEST_WORD + 1))
"""What a stem of so many letters counts."""


def gist(title: str, text: str) -> Gist:
    """Return the gist of an article.

    >>> gist("معرض للمخطوطات في فاس", "افتتحت خزانة القرويين معرضًا للمخطوطات المغربية.")[:4]
    ('مخطوط', 'معرض', 'فاس', 'خزان')
    """
    weights: defaultdict[str, int] = defaultdict(int)
    for stem in map(_stem, words(title)):
        weights[stem] += IN_TITLE
    for place, stem in enumerate(map(_stem, words(text[:READ]))):
        weights[stem] += IN_OPENING if place < OPENING else BELOW
    weights.pop("", None)
    heaviest = sorted(weights, key=lambda stem: (-weights[stem], -len(stem), stem))
    return tuple(heaviest[:MOST])


def likeness(one: Gist, other: Gist) -> int:
    """Return how alike two articles are: 0 where no word speaks for it, 40 where many do.

    >>> here = gist("معرض للمخطوطات في فاس", "افتتحت خزانة القرويين معرضًا للمخطوطات المغربية.")
    >>> likeness(here, gist("مخطوطات القرويين", "تضم الخزانة مخطوطات مغربية نادرة."))
    40
    >>> likeness(here, gist("فوز في الشوط الثاني", "سجل المهاجم هدف المباراة."))
    0
    """
    return liken(one)(other)


def liken(one: Gist) -> Callable[[Gist], int]:
    """Return what tells how alike others are to an article: it is asked of dozens at a time."""
    all_, head = frozenset(one), frozenset(one[:HEAD])

    def likeness_of(other: Gist) -> int:
        shared = all_.intersection(other)
        if not shared:
            return 0
        foremost = head.intersection(other[:HEAD])
        return sum([_WEIGHTS[len(stem)] for stem in (*shared, *foremost)])

    return likeness_of


def is_common(word: str) -> bool:
    """Tell whether a word, as a key, is one that any collection is full of, in any of its forms."""
    words = _common_words()
    return (
        word in words or word.removeprefix(ARTICLE) in words or light_stem(word) in _common_stems()
    )


@lru_cache(maxsize=1 << 18)
def _stem(word: str) -> str:
    """Return a word's stem; nothing for a common word, a number or a stem too short to tell."""
    word = word[:_LONGEST_WORD]
    if word in _common_words() or len(word) < SHORTEST or not word.isalpha():
        return ""
    stem = light_stem(word)
    return "" if stem in _common_stems() or len(stem) < SHORTEST else stem


@cache
def _common_words() -> frozenset[str]:
    listed = [word for line in own_data("common_words") for word in line.split()]
    return frozenset(map(search_key, (*listed, *analysis()["stop_words"])))


@cache
def _common_stems() -> frozenset[str]:
    return frozenset(map(light_stem, _common_words()))
