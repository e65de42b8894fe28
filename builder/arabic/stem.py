"""Take clitics, the article and endings off a key, so that forms of one word meet.

A light stem is not a root and not a word; it is only ever compared with other light stems. What
counts is that a word and the same word behind «و», «بال» or before «هم» get the same stem. So
endings go first, then single-letter proclitics, and broken plurals are looked up at every step:
in a table, and by the few shapes that hardly anything but a plural has («فواعيل»). That «كتاب»
meets «تاب» by this is the price; the search makes up for it by the forms themselves. The rules and
the plurals stand in `analysis.json`, which the browser reads too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from builder.arabic.key import analysis, search_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_SHORTEST: Final = 3
"""Stems of Arabic words keep at least this many letters."""
_SIGN: Final = "ا"
_LENGTHS: Final = (5, 6)
"""All shapes of plurals have this letter in third place, and these lengths."""
_SLOTS: Final = re.compile("[فعل]")


def light_stem(key: str) -> str:
    """Return the stem of `key`, a single word as `search_key` gives it.

    Words in other scripts are their own stems, and so are numbers, without what is glued to them.

    >>> {light_stem(search_key(word)) for word in ("مدرسة", "والمدرسة", "بمدرستهم", "مدارس")}
    {'مدرس'}
    >>> {light_stem(search_key(word)) for word in ("قافلة", "القوافل", "وقوافلهم")}
    {'قافل'}
    >>> light_stem("london"), {light_stem(search_key(year)) for year in ("١٢٥٨", "1258م", "و1258")}
    ('london', {'1258'})
    """
    rules = _rules()
    if not rules.letters.issuperset(key):
        return rules.number.sub(r"\1", key)
    return key if len(key) < _SHORTEST else _strip(key, rules)


def stem_parts(key: str) -> tuple[str, str] | None:
    """Return what stands before and after the stem in `key`; None where a plural hides the stem.

    What is glued to a number is no more another ending than clitics are: all of it stands before.

    >>> stem_parts("والمدرسه"), stem_parts("مدارس"), stem_parts("1258م")
    (('وال', 'ه'), None, ('1258م', ''))
    """
    rules = _rules()
    if not rules.letters.issuperset(key):
        return key, ""
    before, stem, after = _bare(key, rules).partition(light_stem(key))
    return (before, after) if stem else None


def without_article(key: str) -> str:
    """Return `key` without «ال» and what stands before it.

    >>> without_article("والقوارب")
    'قوارب'
    """
    rules = _rules()
    return _without_article(_bare(key, rules), rules)


@dataclass(frozen=True, slots=True)
class _Rules:
    """The part of `analysis.json` that makes stems, in the form the functions below want."""

    letters: frozenset[str]
    silent: str
    doubled: tuple[str, str]
    articles: tuple[str, ...]
    article_leaves: int
    suffixes: Mapping[str, tuple[tuple[str, int, int], ...]]
    """Endings by their last letter, longest first, each with its length and that of the shortest
    word it is taken from."""
    future: str
    future_before: str
    future_leaves: int
    proclitics: str
    leading: tuple[str, ...]
    """The letters that may be clitics before a word: most words begin with another."""
    proclitic_leaves: int
    number: re.Pattern[str]
    """A whole word of a number and what is glued to it; the group is the number."""
    plurals: dict[str, str]
    """From a broken plural to the stem of its singular, and from another spelling («أميرك» with any
    ending) to the stem of the usual one («أمريكا»); a word listed as its own plural is shielded
    from a plural that it happens to contain («امرأة» from «أمراء») or has the shape of."""
    shapes: tuple[tuple[re.Pattern[str], str], ...]
    """Shapes of plurals that are in no table, each with that of the singular: a digit stands for
    what the group of that number matched."""


@cache
def _rules() -> _Rules:
    return _read_rules(analysis())


def _read_rules(data: dict[str, Any]) -> _Rules:
    """Return the rules in `data`, the content of `analysis.json`."""
    stem = data["stem"]
    doubled_from, doubled_to = stem["doubled"]
    future, future_before, future_leaves = stem["future"]
    plurals: dict[str, str] = {}
    rules = _Rules(
        letters=frozenset(stem["letters"] + stem["silent"]),
        silent=stem["silent"],
        doubled=(doubled_from, doubled_to),
        articles=tuple(stem["articles"]),
        article_leaves=stem["article_leaves"],
        suffixes={
            last: tuple(
                (one, len(one), len(one) + leaves)
                for one, leaves in stem["suffixes"]
                if one[-1] == last
            )
            for last in {one[-1] for one, _ in stem["suffixes"]}
        },
        future=future,
        future_before=future_before,
        future_leaves=future_leaves,
        proclitics=stem["proclitics"],
        leading=tuple(stem["proclitics"] + future),
        proclitic_leaves=stem["proclitic_leaves"],
        number=re.compile(stem["number"]),
        plurals=plurals,
        shapes=(),
    )
    pairs = list(other_forms(data))
    stems = [_strip(search_key(one), rules) for one, _ in pairs]
    for stem, (_, form) in zip(stems, pairs, strict=True):
        plurals[_bare(search_key(form), rules)] = stem
    shapes = [(re.compile(shape), singular) for shape, singular in data["plural_shapes"]]
    return replace(rules, shapes=tuple(shapes))


def other_forms(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield each word of `data`, the content of `analysis.json`, with each form that has its stem.

    The tables of plurals are lists of roots, whose letters take the places of ف, ع, ل and a second
    ل in the shapes of singular and plural.

    >>> rules = {"plural_patterns": [["فعل", "أفعال", "قلم علم"]], "broken_plurals": {"أب": "آباء"}}
    >>> list(other_forms({**rules, "spellings": {}}))
    [('قلم', 'أقلام'), ('علم', 'أعلام'), ('أب', 'آباء')]
    """
    for singular, plural, roots in data["plural_patterns"]:
        for root in roots.split():
            yield _filled(singular, root), _filled(plural, root)
    for table in ("broken_plurals", "spellings"):
        for word, forms in data[table].items():
            for form in forms.split():
                yield word, form


def _filled(shape: str, root: str) -> str:
    """Return `shape` with the letters of `root` in its places."""
    thirds = iter(root[2:])
    letters = {"ف": lambda: root[0], "ع": lambda: root[1], "ل": lambda: next(thirds)}
    return _SLOTS.sub(lambda slot: letters[slot[0]](), shape)


def _strip(key: str, rules: _Rules) -> str:
    """Take the article, endings and proclitics off `key`."""
    bare = _bare(key, rules)
    word = _without_article(bare, rules)
    # «ألوان» begins like an article, «الأمناء» with one and like «آلام» besides.
    if bare != word and word not in rules.plurals:
        plural = _broken_plural(bare, _endings(bare, rules), rules)
        if plural is not None:
            return plural
    endings = _endings(word, rules)
    plural = _broken_plural(word, endings, rules)
    return _without_clitics(endings[-1], rules) if plural is None else plural


def _without_clitics(last: str, rules: _Rules) -> str:
    """Take the proclitics off a word without endings."""
    if not last.startswith(rules.leading):
        return last
    return (_without_proclitics(last, rules, rules.proclitic_leaves) or (last,))[-1]


def _bare(key: str, rules: _Rules) -> str:
    """Drop the hamza that many leave out («سماء», «سما») and write doubled و once («داوود»)."""
    bare = key.replace(rules.silent, "")
    bare = bare.replace(*rules.doubled)
    return bare if len(bare) >= _SHORTEST else key


def _without_article(word: str, rules: _Rules) -> str:
    """Take off «ال» with whatever stands before it, the longest first."""
    if not word.startswith(rules.articles):
        return word
    for article in rules.articles:
        if word.startswith(article) and len(word) - len(article) >= rules.article_leaves:
            return word[len(article) :]
    return word


def _broken_plural(word: str, endings: Sequence[str], rules: _Rules) -> str | None:
    """Return the singular's stem where `word` is a broken plural, with or without clitics.

    `endings` are those of `word`.
    """
    plurals = rules.plurals
    for ending in endings:
        if ending in plurals:
            return plurals[ending]
    forms = endings
    if word.startswith(rules.leading):
        others = [
            ending
            for bare in _without_proclitics(word, rules, _SHORTEST)
            for ending in _endings(bare, rules)
        ]
        for other in others:
            if other in plurals:
                return plurals[other]
        forms = [*endings, *others]
    if len(word) < _LENGTHS[0]:
        return None
    singulars = (_singular(form, rules) for form in forms if form[2] == _SIGN)
    singular = next(filter(None, singulars), None)
    return singular and _without_clitics(_endings(singular, rules)[-1], rules)


def _singular(word: str, rules: _Rules) -> str | None:
    """Return the singular of `word` where it has the shape of a plural."""
    if len(word) in _LENGTHS:
        for shape, singular in rules.shapes:
            match = shape.fullmatch(word)
            if match:
                return "".join(match[int(one)] if one.isdecimal() else one for one in singular)
    return None


def _endings(word: str, rules: _Rules) -> Sequence[str]:
    """Return `word`, then with one ending less each time, until none is left to take."""
    found = [word]
    suffixes_of = rules.suffixes
    while True:
        size = len(word)
        for suffix, taken, least in suffixes_of.get(word[-1], ()):
            if size >= least and word.endswith(suffix):
                word = word[: size - taken]
                found.append(word)
                break
        else:
            return found


def _without_proclitics(word: str, rules: _Rules, leaves: int) -> Sequence[str]:
    """Return `word` with one letter of و ف ب ل ك, or the future's س, less each time."""
    found = []
    while len(word) > leaves:
        if word[0] == rules.future and word[1:2] in rules.future_before:
            if len(word) <= rules.future_leaves:
                break
        elif word[0] not in rules.proclitics:
            break
        word = word[1:]
        found.append(word)
    return found
