"""Entries that may be one: names that differ by spelling only, or that always stand together."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Final

from builder.arabic.stem import light_stem
from builder.folding import ARTICLE, name_key
from builder.relations import Term
from builder.vocabulary.entries import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from builder.library import Library
    from builder.relations import Relations
    from builder.vocabulary import Entry, Vocabulary
    from builder.vocabulary.entries import Kind

TOGETHER: Final = 0.8
"""Share of their articles that two entries have in common from which they may be one."""
ARTICLES: Final = 3
"""Articles that each of two entries has at least: fewer say nothing of them."""
LEAST_LETTERS: Final = 4
"""Consonants that a name has at least; shorter ones are alike by chance."""
SHORTEST: Final = 3
"""Consonants of a word at least where the rest of the name is the same."""
_VOWELS: Final = str.maketrans("", "", "ايوه")
"""Letters by which spellings of one foreign name differ: غرناطة, غرناطا; فلاديمير, فلادمير."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two entries that may be one, with why."""

    first: Term
    second: Term
    names: tuple[str, str]
    shared: int = 0
    """Articles they share, of `all`; 0 where it is their spelling that speaks."""
    all: int = 0


def find_merges(vocabulary: Vocabulary, library: Library, relations: Relations) -> list[Likeness]:
    """Return the pairs of entries that may be one, each pair once."""
    found: dict[tuple[Term, Term], Likeness] = {}
    for kind in KINDS:
        for one in (*_alike(kind, vocabulary), *_together(kind, vocabulary, library)):
            told = relations.names.get(one.first, frozenset())
            if one.second not in told | relations.named_by.get(one.first, frozenset()):
                found.setdefault((one.first, one.second), one)
    return list(found.values())


def skeleton(name: str) -> str:
    """Return what spellings of one name have in common: consonants, no article, no spaces.

    >>> skeleton("فلاديمير زيلينسكي") == skeleton("فلادمير زلنسكي")
    True
    >>> skeleton("عبد الفتاح") == skeleton("عبدالفتّاح")
    True
    """
    words = (word.removeprefix(ARTICLE) for word in name_key(name).split())
    joined = "".join(word.translate(_VOWELS) for word in words)
    return "".join(
        letter for place, letter in enumerate(joined) if joined[place - 1 : place] != letter
    )


def by_skeleton(vocabulary: Vocabulary) -> Mapping[str, list[tuple[Term, str]]]:
    """Return the names of all entries by what their spellings have in common."""
    found: defaultdict[str, list[tuple[Term, str]]] = defaultdict(list)
    for kind in KINDS:
        for entry in vocabulary.of(kind).values():
            for key, name in _skeletons(entry).items():
                found[key].append((Term(kind, entry.id), name))
    return found


def _alike(kind: Kind, vocabulary: Vocabulary) -> Iterator[Likeness]:
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for entry in vocabulary.of(kind).values():
        for key, name in _skeletons(entry).items():
            found[key].setdefault(entry.id, name)
    for names in found.values():
        for (first, one), (second, other) in combinations(sorted(names.items()), 2):
            if differ_by_spelling(one, other):
                yield Likeness(Term(kind, first), Term(kind, second), (one, other))


def differ_by_spelling(one: str, other: str) -> bool:
    """Tell whether two names with one skeleton are likely spellings of one.

    Short words are alike by chance, unless the rest of the name is the same to the letter.

    >>> differ_by_spelling("فولوديمير زيلينسكي", "فولوديمير زلنسكي")
    True
    >>> differ_by_spelling("فلاديمير بوتين", "فلاديمير بوتن")
    True
    >>> differ_by_spelling("جريدة الأخبار", "جريدة الخبر"), differ_by_spelling("جدة", "وجدة")
    (False, False)
    """
    first, second = name_key(one).split(), name_key(other).split()
    if len(first) != len(second) or first == second:
        return False
    different = [pair for pair in zip(first, second, strict=True) if pair[0] != pair[1]]
    if any(skeleton(a) != skeleton(b) for a, b in different):
        return False
    if all(len(skeleton(a)) >= LEAST_LETTERS for a, _ in different):
        return True
    (a, b), *others = different
    definite = ARTICLE in {a[:2], b[:2]}
    if others or definite or len(first) == 1:
        return False
    return abs(len(a) - len(b)) == 1 and len(skeleton(a)) >= SHORTEST


def _together(kind: Kind, vocabulary: Vocabulary, library: Library) -> Iterator[Likeness]:
    """Yield entries under similar names that stand on nearly the same articles."""
    shelves = {
        term: {article.id for article in shelf}
        for term, shelf in library.shelves[kind].items()
        if len(shelf) >= ARTICLES
    }
    sharing: defaultdict[str, list[str]] = defaultdict(list)
    for term in shelves:
        for stem in _stems(vocabulary.of(kind)[term].name):
            sharing[stem].append(term)
    pairs = {pair for terms in sharing.values() for pair in combinations(sorted(terms), 2)}
    for first, second in sorted(pairs):
        shared = len(shelves[first] & shelves[second])
        either = len(shelves[first] | shelves[second])
        if shared >= TOGETHER * either:
            names = vocabulary.of(kind)[first].name, vocabulary.of(kind)[second].name
            yield Likeness(Term(kind, first), Term(kind, second), names, shared, either)


def _skeletons(entry: Entry) -> dict[str, str]:
    """Return an entry's names by their skeletons, those that are long enough to tell.

    Names with conditions are left out: a curator knows of them that others have them too.
    """
    plain = [alias.text for alias in reversed(entry.names) if not alias.conditional]
    names = {skeleton(text): text for text in plain}
    return {key: name for key, name in names.items() if len(key) >= LEAST_LETTERS}


def _stems(name: str) -> set[str]:
    return {light_stem(word) for word in name_key(name).split() if len(word) >= LEAST_LETTERS}
