"""Queries as readers really type them, made from real sentences: one kind of change at a time.

A query is three telling words of one sentence of one article, which it must find. Clitics and
endings are put on nouns that stand with «ال» in the article, so that the forms are ones a reader
writes, and on at least two of the three.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from operator import ne
from typing import TYPE_CHECKING, Any, Final

from builder.arabic.key import analysis, search_key, words
from builder.arabic.stem import other_forms
from builder.search.forms import stop_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

LETTERS: Final = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
MARKS: Final = "َُِّْ"
RARE_SHARE: Final = 50
QUERY_WORDS: Final = 3
CHANGED_NOUNS: Final = 2
_SENTENCE: Final = re.compile(r"[.،؛:!؟\n()«»\"]")
_WORD: Final = re.compile(r"[^\W_]+")
_MARKED: Final = re.compile("[\N{ARABIC FATHATAN}-\N{ARABIC SUKUN}\N{ARABIC TATWEEL}]")


def _counterparts() -> Mapping[str, str]:
    """Return for each word of the tables of broken plurals its other number."""
    pairs: dict[str, str] = {}
    for singular, plural in other_forms({**analysis(), "spellings": {}}):
        pairs.setdefault(singular, plural)
        pairs[plural] = singular
    return pairs


def _slip(word: str, rng: random.Random) -> str:
    """Leave out, add, change or swap one letter."""
    place = rng.randrange(len(word) - 1)
    before, here, after = word[:place], word[place], word[place + 1 :]
    return rng.choice(
        [
            before + after,
            before + rng.choice(LETTERS) + here + after,
            before + rng.choice(LETTERS) + after,
            before + after[0] + here + after[1:],
        ]
    )


def _ended(noun: str, ending: str) -> str:
    return f"{noun[:-1]}ت{ending}" if noun.endswith("ة") else noun + ending


def _plural(noun: str, ending: str) -> str:
    return f"{noun.removesuffix('ة')}{ending}"


_OTHER_NUMBER: Final = _counterparts()
_HAMZA: Final = str.maketrans("أإآٱ", "اااا")

SPELLINGS: Final[Mapping[str, Any]] = {
    "as written": lambda word, _: word,
    "no hamza": lambda word, _: word.translate(_HAMZA),
    "ة as ه": lambda word, _: word[:-1] + "ه" if word.endswith("ة") else word,
    "ى and ي": lambda word, _: (
        word[:-1] + {"ى": "ي", "ي": "ى"}[word[-1]] if word[-1] in "ىي" else word
    ),
    "vowel marks": lambda word, rng: "".join(char + rng.choice(MARKS) for char in word),
    "tatweel": lambda word, _: word[:2] + "ـــ" + word[2:],
    "other digits": lambda word, _: word.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")),
    "broken plural": lambda word, _: _OTHER_NUMBER.get(word, word),
}
"""Changes of any word."""
NOUNS: Final[Mapping[str, Any]] = {
    "no article": lambda noun: noun,
    **{
        f"{one}ـ": lambda noun, one=one: one + noun for one in ("و", "ف", "ب", "ل", "ك", "ول", "وب")
    },
    **{
        f"{one}ـ ": lambda noun, one=one: one + noun
        for one in ("وال", "فال", "بال", "كال", "وبال", "لل", "ولل")
    },
    **{
        f"ـ{one}": lambda noun, one=one: _ended(noun, one)
        for one in ("ها", "هم", "هما", "ه", "كم", "نا", "ي")
    },
    **{f"ـ{one}": lambda noun, one=one: _plural(noun, one) for one in ("ات", "ين", "ون", "ان")},
}
"""Changes of nouns; each gets the noun without its article."""


def variants(
    documents: Sequence[Mapping[str, Any]],
    count: int = 60,
    seed: int = 11,
) -> dict[str, list[dict[str, Any]]]:
    """Return at most `count` queries of each kind, as `{"q", "rel"}`."""
    rng = random.Random(seed)  # noqa: S311  # only has to be the same each time
    frequency: Counter[str] = Counter()
    for document in documents:
        frequency.update(set(words(document["text"])))
    common = len(documents) / RARE_SHARE
    sentences = [
        (telling, document["url"])
        for document in documents
        for telling in _telling(document["text"], frequency, common)
    ]
    rng.shuffle(sentences)
    return {kind: queries[:count] for kind, queries in _all_kinds(sentences, rng) if queries}


def _telling(text: str, frequency: Counter[str], common: float) -> Iterator[list[str]]:
    """Yield the first telling words of each sentence that has enough of them."""
    for sentence in _SENTENCE.split(_MARKED.sub("", text)):
        found = dict.fromkeys(
            word
            for word in _WORD.findall(sentence)
            if len(word) > 2
            and 1 < frequency[search_key(word)] <= common
            and search_key(word) not in stop_words()
        )
        if len(found) >= QUERY_WORDS:
            yield list(found)[:QUERY_WORDS]


def _all_kinds(
    sentences: Sequence[tuple[list[str], str]], rng: random.Random
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Yield each kind with all queries that it changes."""
    some = sentences[:6000]
    for kind, change in SPELLINGS.items():
        changed = [([change(word, rng) for word in query], query, url) for query, url in some]
        yield (
            kind,
            [_query(new, url) for new, old, url in changed if new != old or kind == "as written"],
        )
    for kind, change in NOUNS.items():
        changed = [([_on_noun(word, change) for word in query], query, url) for query, url in some]
        yield (
            kind,
            [
                _query(new, url)
                for new, old, url in changed
                if sum(map(ne, new, old)) >= CHANGED_NOUNS
            ],
        )
    slips = []
    for query, url in some[:500]:
        longest = max(query, key=len)
        slips.append(_query([_slip(one, rng) if one == longest else one for one in query], url))
    yield "slip", slips


def _on_noun(word: str, change: Any) -> str:  # noqa: ANN401  # one of NOUNS
    is_noun = word.startswith("ال") and len(word) > 4
    return str(change(word[2:])) if is_noun else word


def _query(query: Sequence[str], url: str) -> dict[str, Any]:
    return {"q": " ".join(query), "rel": [url]}
