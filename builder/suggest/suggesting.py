"""Put together what is suggested for one collection."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from builder.folding import name_key
from builder.gazetteer.patterns import patterns
from builder.gazetteer.scan import Scanner
from builder.library import TELLING, assemble, terms_of
from builder.relations import Term, relate
from builder.sources import without_entry
from builder.suggest.merges import by_skeleton, find_merges, skeleton
from builder.suggest.naming import Guess, guess, kind_of_source, propose_ids
from builder.suggest.phrases import find_phrases
from builder.suggest.reading import read_texts
from builder.vocabulary.entries import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from builder.model import FrontMatter
    from builder.suggest.merges import Likeness
    from builder.suggest.phrases import Phrase
    from builder.vocabulary import Vocabulary
    from builder.vocabulary.entries import Kind

FEW_TAGS: Final = 2
"""An article with fewer tags than this is worth a look, as is one without a topic."""
LEAST: Final = 3
"""How often a phrase is met at least; one less where its first word shows it to be a name."""
MOST: Final = 25
"""Proposals of one kind."""


@dataclass(frozen=True, slots=True)
class Told:
    """One article as it is published: what it is tagged with, and its words."""

    front_matter: FrontMatter
    text: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """An entry that the vocabulary may want."""

    id: str
    kind: Kind | None
    """None where nothing says what it is."""
    sort: str | None
    """The kind of place, organisation or source."""
    name: str
    articles: int
    count: int = 0
    score: float = 0.0
    evidence: tuple[tuple[str, str], ...] = ()
    """Paths of raw files, with the words around."""
    like: tuple[Term, str] | None = None
    """An entry that it may be another name of, with that name."""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Everything that is suggested."""

    proposals: tuple[Proposal, ...]
    merges: tuple[Likeness, ...]
    bare: tuple[tuple[str, int, int], ...]
    """Articles with few tags: path of the raw file, number of topics, number of tags."""


def suggest(
    told: Sequence[Told], vocabulary: Vocabulary, least: int = LEAST, most: int = MOST
) -> Suggestions:
    """Return what the vocabulary lacks for these articles; they are taken in order of path."""
    told = sorted(told, key=lambda one: one.front_matter.raw)
    articles = [one.front_matter for one in told]
    segments = [(one.front_matter.title, *filter(None, one.text.split("\n"))) for one in told]
    phrases = find_phrases(read_texts(segments, Scanner(patterns(vocabulary))), least)
    chosen = [*_chosen(phrases, _known_names(vocabulary), most)]
    sources = without_entry(articles)
    taken = {entry for kind in KINDS for entry in vocabulary.of(kind)}
    ids = propose_ids([*(phrase.text for phrase, _ in chosen), *sources], taken)
    alike = by_skeleton(vocabulary)
    proposals = [
        _proposal(next(ids), phrase, guessed, articles, alike) for phrase, guessed in chosen
    ]
    proposals += [
        Proposal(next(ids), "sources", kind_of_source(name), name, count)
        for name, count in sources.items()
    ]
    library = assemble(articles)
    return Suggestions(
        proposals=tuple(proposals),
        merges=tuple(find_merges(vocabulary, library, relate(vocabulary))),
        bare=tuple(_bare(articles)),
    )


def _chosen(
    phrases: Sequence[Phrase], known: frozenset[str], most: int
) -> Iterator[tuple[Phrase, Guess]]:
    """Yield the weightiest phrases of each kind that no entry is named by."""
    taken: Counter[Kind | None] = Counter()
    for phrase in phrases:
        guessed = guess(phrase)
        if " ".join(phrase.words) not in known and taken[guessed.kind] < most:
            taken[guessed.kind] += 1
            yield phrase, guessed


def _known_names(vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(
        name_key(alias.text)
        for kind in KINDS
        for entry in vocabulary.of(kind).values()
        for alias in entry.names
    )


def _proposal(
    id_: str,
    phrase: Phrase,
    guessed: Guess,
    articles: Sequence[FrontMatter],
    alike: Mapping[str, list[tuple[Term, str]]],
) -> Proposal:
    return Proposal(
        id=id_,
        kind=guessed.kind,
        sort=guessed.sort,
        name=phrase.text,
        articles=phrase.articles,
        count=phrase.count,
        score=phrase.score,
        evidence=tuple((articles[number].raw, around) for number, around in phrase.evidence),
        like=next(iter(alike.get(skeleton(phrase.text), ())), None),
    )


def _bare(articles: Sequence[FrontMatter]) -> Iterator[tuple[str, int, int]]:
    for article in articles:
        tags = sum(len(terms_of(article, kind)) for kind in TELLING)
        if not article.topics or tags < FEW_TAGS:
            yield article.raw, len(article.topics), tags
