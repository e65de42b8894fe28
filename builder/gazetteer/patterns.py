"""Turn the vocabulary into patterns of folded text.

Names are matched as they stand, with proclitics before them and nothing behind: «وبسوريا» names
سوريا, «السوري» does not, and «مصرف» is not مصر. A name takes no article that it does not have:
«القطر المصري» is not قطر. Keywords and context words are common words: they take the article and
the usual endings.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from builder.folding import ARTICLE, SLAVE, TEH_MARBUTA, fold_name, name_key
from builder.frozen import frozen
from builder.own_yaml import own_data
from builder.vocabulary import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.vocabulary import Alias, Entry, Topic, Vocabulary
    from builder.vocabulary.entries import Kind

NAMED_KINDS: Final[tuple[Kind, ...]] = ("people", "organisations", "places")
"""The kinds whose names are looked for in texts; sources are recognised by their chrome."""

COUNTRIES: Final = frozenset({"country", "continent"})
"""Kinds of places that have an adjective."""

TOPIC_NAME_WEIGHT: Final = 3.0
"""A topic's own name or alias speaks louder than a strong keyword."""

_LAM: Final = "ل"
_JOINED: Final = ("", "و", "ف")
PROCLITICS: Final = frozenset(
    join + particle for join in _JOINED for particle in ("", "ب", "ل", "ك")
)
_ARTICLES: Final = frozenset(
    join + particle + ARTICLE for join in _JOINED for particle in ("", "ب", "ك")
)
WORD_PREFIXES: Final = PROCLITICS | _ARTICLES | {join + _LAM + _LAM for join in _JOINED}
_SHORT_WORD_PREFIXES: Final = _ARTICLES | {""}
"""Two letters with a third before them are mostly another word: «فرق» is not «رق»."""
BEFORE_LAM: Final = frozenset(_JOINED)


_YEH: Final = "ي"
_NAME_ENDING: Final = re.compile(f"{_YEH}?[ا{TEH_MARBUTA}]$")
_MIN_LETTERS: Final = 2
_ADJECTIVE: Final = re.compile(rf"{ARTICLE}\w+{_YEH}{TEH_MARBUTA}")


@frozen
class NameTarget:
    """A name of an entry, as a pattern may show it."""

    kind: Kind
    entry: Entry
    alias: Alias
    needs: tuple[str, ...]
    """Folded context words, as `scan` reports them."""
    denies: tuple[str, ...]
    key: tuple[Kind, str]
    """Kind and id of the entry."""
    adjectival: bool
    """Whether it has the shape of «السعودية», which may also describe a noun."""

    @property
    def text(self) -> str:
        """The name as the vocabulary has it."""
        return self.alias.text


@frozen
class AdjectiveTarget:
    """The adjective of a country: «اللبناني» is not لبنان, but speaks for it where it is named."""

    text: str
    entry: Place

    @property
    def key(self) -> tuple[Kind, str]:
        """Kind and id of the entry."""
        return ("places", self.entry.id)


@frozen
class KeywordTarget:
    """A keyword of a topic."""

    topic: Topic
    text: str
    weight: float


@frozen
class ContextTarget:
    """A context word of some ambiguous name."""

    key: str


@frozen
class GuardTarget:
    """A phrase that holds a name and means something else; it takes the place and says nothing."""

    text: str


Target = NameTarget | AdjectiveTarget | KeywordTarget | ContextTarget | GuardTarget


class Pattern(NamedTuple):
    """A stretch of folded text and what it shows where its surroundings allow it."""

    key: str
    prefixes: frozenset[str]
    """What may stand in the same word before it."""
    inflected: bool
    """Whether one of `endings()` may follow; if not, the word ends here."""
    target: Target


def patterns(vocabulary: Vocabulary) -> Iterator[Pattern]:
    """Yield every pattern of the vocabulary's names, keywords, context words and guards."""
    contexts: dict[str, None] = {}
    for kind in NAMED_KINDS:
        for entry in vocabulary.of(kind).values():
            for alias in entry.names:
                target = _target(kind, entry, alias)
                contexts |= dict.fromkeys((*target.needs, *target.denies))
                yield from _name(alias.text, target)
            for phrase in entry.not_in:
                yield from _guard(phrase)
            if isinstance(entry, Place) and entry.kind in COUNTRIES:
                for text in _adjectives(entry):
                    yield from _word(text, AdjectiveTarget(text, entry))
    for topic in vocabulary.topics.values():
        yield from _topic(topic)
    for key in contexts:
        yield from _word(key, ContextTarget(key))


def _target(kind: Kind, entry: Entry, alias: Alias) -> NameTarget:
    return NameTarget(
        kind,
        entry,
        alias,
        needs=tuple(map(fold_name, alias.needs)),
        denies=tuple(map(fold_name, alias.denies)),
        key=(kind, entry.id),
        adjectival=_ADJECTIVE.fullmatch(fold_name(alias.text)) is not None,
    )


@cache
def endings() -> frozenset[str]:
    """Return what may follow a common word: nothing, pronouns, plurals and other endings."""
    return frozenset(("", *own_data("tagging")["endings"].split()))


def _name(text: str, target: Target) -> Iterator[Pattern]:
    for key in _spellings(text):
        yield Pattern(key, PROCLITICS, inflected=False, target=target)
        if merged := _after_lam(key):
            yield Pattern(merged, BEFORE_LAM, inflected=False, target=target)


def _adjectives(entry: Entry) -> tuple[str, ...]:
    """Return the keys of an entry's adjectives, from names of one word that are beyond doubt."""
    keys = [fold_name(alias.text) for alias in entry.names if not alias.ambiguous]
    return tuple(dict.fromkeys(filter(None, (_adjective(key) for key in keys))))


def _adjective(key: str) -> str | None:
    """Return the adjective of a country's name.

    >>> _adjective("العراق"), _adjective("سوريا"), _adjective("فرنسا"), _adjective("السعوديه")
    ('عراقي', 'سوري', 'فرنسي', 'سعودي')
    >>> _adjective("مالي"), _adjective("كوريا الجنوبيه")
    (None, None)
    """
    stem = _NAME_ENDING.sub("", key.removeprefix(ARTICLE))
    if " " in key or key.endswith(_YEH) or len(stem) <= _MIN_LETTERS:
        return None
    return stem + _YEH


def _guard(text: str) -> Iterator[Pattern]:
    key = fold_name(text)
    yield Pattern(key, WORD_PREFIXES, inflected=False, target=GuardTarget(text))
    if merged := _after_lam(key):
        yield Pattern(merged, BEFORE_LAM, inflected=False, target=GuardTarget(text))


def _topic(topic: Topic) -> Iterator[Pattern]:
    for alias in topic.names:
        target = KeywordTarget(topic, alias.text, TOPIC_NAME_WEIGHT)
        yield from _word(fold_name(alias.text), target)
    for phrase in topic.not_in:
        yield from _guard(phrase)
    for keyword in topic.keywords:
        target = KeywordTarget(topic, keyword.text, keyword.weight)
        yield from _word(fold_name(keyword.text), target)


def _word(key: str, target: Target) -> Iterator[Pattern]:
    """Yield the patterns of a common word or phrase, definite or not, with its endings."""
    prefixes = WORD_PREFIXES if len(key) > _MIN_LETTERS else _SHORT_WORD_PREFIXES
    for form in _definite_forms(key):
        for stem in _stems(form):
            yield Pattern(stem, prefixes, inflected=True, target=target)
            if merged := _after_lam(stem):
                yield Pattern(merged, BEFORE_LAM, inflected=True, target=target)


def _definite_forms(key: str) -> tuple[str, ...]:
    """Return a phrase as it is, and with the article on its later words: «الغارة الجوية».

    >>> _definite_forms("غاره جويه")
    ('غاره جويه', 'غاره الجويه')
    """
    first, *others = key.split()
    if not others or any(word.startswith(ARTICLE) for word in (first, *others)):
        return (key,)
    return (key, " ".join((first, *(ARTICLE + word for word in others))))


def _stems(key: str) -> tuple[str, ...]:
    """Return the key and, for a feminine noun, the shapes that endings are put on.

    >>> _stems("غاره")
    ('غاره', 'غارت', 'غارات')
    """
    if not key.endswith(TEH_MARBUTA):
        return (key,)
    return (key, key[:-1] + "ت", key[:-1] + "ات")


def _spellings(text: str) -> tuple[str, ...]:
    """Return the keys of a name: as it is, with a space after «عبد», and in its other cases.

    >>> _spellings("عبد الفتاح البرهان")
    ('عبدالفتاح البرهان', 'عبد الفتاح البرهان')
    >>> _spellings("أبو تراب")
    ('ابو تراب', 'ابي تراب', 'ابا تراب')
    >>> _spellings("الإخوان المسلمون")
    ('الاخوان المسلمون', 'الاخوان المسلمين')
    """
    key = name_key(text)
    keys = dict.fromkeys((key, key.replace(f"{SLAVE}{ARTICLE}", f"{SLAVE} {ARTICLE}")))
    for shape, cases in _cases():
        shaped = [one for one in keys if shape.search(one)]
        keys |= dict.fromkeys(shape.sub(case, one) for one in shaped for case in cases)
    return tuple(keys)


@cache
def _cases() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """Return the shapes of words that change with their case, with what they become."""
    cases = own_data("tagging")["cases"]
    return tuple((re.compile(shape), tuple(forms)) for shape, forms in cases.items())


def _after_lam(key: str) -> str | None:
    """Return a key with the article as it is written after «ل».

    >>> _after_lam("العراق"), _after_lam("اللاذقيه"), _after_lam("مصر")
    ('للعراق', 'للاذقيه', None)
    """
    if not key.startswith(ARTICLE) or len(key) < len(ARTICLE) + _MIN_LETTERS:
        return None
    rest = key.removeprefix(ARTICLE)
    return _LAM + rest if rest.startswith(_LAM) else _LAM + _LAM + rest
