"""Measure how many articles a second one core tags: `python tests/bench_tagging.py [articles]`.

The collection is invented: 5,000 entries with 20,000 names, articles of 470 words of which one in
twenty begins one of the article's eight names: twice as many as in news that was counted with a
vocabulary of a thousand entries. Names share beginnings, and ambiguous names need context words, so
that the cost of boundaries, overlaps and judgement is in the figure. Last line: `key=value` pairs.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from builder.gazetteer import Gazetteer
from builder.vocabulary import Alias, Keyword, Person, Place, Topic, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

ENTRIES: Final = 5_000
TOPICS: Final = 200
NAMES_EACH: Final = 4
KEYWORDS_EACH: Final = 12
WORDS: Final = 470
PARAGRAPH: Final = 40
NAME_SHARE: Final = 0.05
CAST: Final = 8
"""Names that one article speaks of, again and again."""
COMMONEST: Final = 1_000
"""Words as common as «في», «قال» and «اليوم» speak for no topic and are no context."""
SHORTEST_TELLING: Final = 4
"""Letters of a keyword or context word; shorter ones, such as «نفط», are few."""
LETTERS: Final = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
LENGTHS: Final = (4, 14, 24, 26, 18, 9, 5)
"""How often words have two to eight letters, roughly as in news, without the article."""
CLITICS: Final = ("", "", "", "و", "ب", "ل")

PART: Final = 20
PASSES: Final = 8

Article = tuple[str, str, list[str]]


def words(chance: random.Random, count: int) -> list[str]:
    """Invent words of two to eight letters, half of them with the article."""
    return [
        chance.choice(("", "ال"))
        + "".join(chance.choices(LETTERS, k=chance.choices(range(2, 9), weights=LENGTHS)[0]))
        for _ in range(count)
    ]


def make_vocabulary(chance: random.Random, common: Sequence[str]) -> Vocabulary:
    """Invent 5,000 entries with four names each, and topics with keywords of the common words."""
    rare = words(chance, 8_000)
    telling = [word for word in common[COMMONEST:] if len(word) >= SHORTEST_TELLING]
    people, places = {}, {}
    for number in range(ENTRIES):
        name, *others = (
            " ".join(chance.choices(rare, k=chance.choice((1, 2, 2, 3)))) + f" {number}"
            if chance.random() < 1 / 4
            else " ".join(chance.sample(rare, k=chance.choice((2, 2, 3))))
            for _ in range(NAMES_EACH)
        )
        ambiguous = number % 10 == 0
        needs = tuple(chance.sample(telling, 3)) if ambiguous else ()
        aliases = tuple(Alias(other, needs=needs) for other in others)
        if number % 2:
            people[f"p{number}"] = Person(id=f"p{number}", name=name, aliases=aliases)
        else:
            places[f"p{number}"] = Place(id=f"p{number}", name=name, aliases=aliases, kind="city")
    topics = {
        f"t{number}": Topic(
            id=f"t{number}",
            name=" ".join(chance.sample(rare, 2)),
            keywords=tuple(Keyword(word, 1.0) for word in chance.sample(telling, KEYWORDS_EACH)),
        )
        for number in range(TOPICS)
    }
    return Vocabulary(topics=topics, people=people, places=places)


def make_article(chance: random.Random, common: Sequence[str], names: Sequence[str]) -> Article:
    """Invent one article of 470 words, some of them names behind clitics."""
    text: list[str] = []
    cast = chance.sample(names, CAST)
    ranks = [1 / rank for rank in range(1, len(common) + 1)]
    for word in chance.choices(common, weights=ranks, k=WORDS):
        if chance.random() < NAME_SHARE:
            text.append(chance.choice(CLITICS) + chance.choice(cast))
        else:
            text.append(word + chance.choice(("", "", "", "", "", "،", ".")))
    spans = range(10, WORDS, PARAGRAPH)
    return " ".join(text[:10]), "", [" ".join(text[at : at + PARAGRAPH]) for at in spans]


def seconds(gazetteer: Gazetteer, articles: Sequence[Article]) -> float:
    """Return the processor time that tagging takes, each part at its best of several passes.

    Whatever else the machine does can only slow a pass down.
    """
    best = [float("inf")] * -(-len(articles) // PART)
    for _ in range(PASSES):
        for number in range(len(best)):
            start = time.process_time()
            for article in articles[number * PART : (number + 1) * PART]:
                gazetteer.find_mentions(*article)
            best[number] = min(best[number], time.process_time() - start)
    return sum(best)


def main() -> None:
    """Build the vocabulary and the articles, tag them, print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    chance = random.Random(20210811)  # noqa: S311 - an invented text needs no secrecy
    common = words(chance, 5_000)
    vocabulary = make_vocabulary(chance, common)
    entries = [*vocabulary.people.values(), *vocabulary.places.values()]
    names = [alias.text for entry in entries for alias in entry.names]
    articles = [make_article(chance, common, names) for _ in range(count)]
    start = time.perf_counter()
    gazetteer = Gazetteer(vocabulary)
    ready = time.perf_counter() - start
    mentions = sum(len(gazetteer.find_mentions(*article)) for article in articles)
    print(  # noqa: T201 - a benchmark speaks to a person
        f"entries={len(entries)} names={len(names)} articles={count} words={WORDS} "
        f"mentions_per_article={mentions / count:.1f} build_s={ready:.2f} "
        f"articles_per_second={count / seconds(gazetteer, articles):.0f}"
    )


if __name__ == "__main__":
    main()
