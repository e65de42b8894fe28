"""Gates: tags of real texts may not become worse than they have been, and each has its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest
import yaml

from builder.folding import fold, name_key
from builder.model import block_text
from tests.tagging_agreement import agreement, read_reader
from tests.tagging_quality import (
    COLLECTION,
    FLOORS,
    GOLD,
    MEASURES,
    PARTS,
    ROOT,
    TEXTS,
    judge,
    measure,
    workshop,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.model import Mention
    from builder.validate import Judged
    from builder.vocabulary.entries import Kind

NO_TEXTS: Final = f"QUALITY NOT MEASURED: no texts at {TEXTS}"
GATED: Final = [
    pytest.param(
        part, marks=pytest.mark.skipif(part != COLLECTION and not TEXTS.is_dir(), reason=NO_TEXTS)
    )
    for part in PARTS
]


CASES: Final[list[dict[str, Any]]] = yaml.safe_load(
    (ROOT / "tests" / "quality" / "ambiguous-names.yml").read_text(encoding="utf-8")
)
DUAL_OF_MILK: Final = "لبنان اثنان"
AMBIGUOUS: Final = [
    pytest.param(
        case["name"],
        case["means"],
        sentence,
        marks=[pytest.mark.xfail(reason="the dual of لبن")] if DUAL_OF_MILK in sentence else [],
        id=f"{'-'.join(case['means'].values()) or 'another-word'}-{number}",
    )
    for case in CASES
    for number, sentence in enumerate(case["sentences"], start=1)
]


@pytest.mark.parametrize("part", GATED)
def test_tags_are_as_right_and_complete_as_before(part: str) -> None:
    """Precision and recall against what readers said stay above the floors of each part."""
    score = measure([part])
    below = {
        name: round(getattr(score, name), 3)
        for name in MEASURES
        if getattr(score, name) < FLOORS[part][name]
    }
    assert below == {}


@pytest.mark.parametrize("part", GATED)
def test_each_tag_quotes_the_line_that_speaks_for_it(part: str) -> None:
    """What evidence quotes stands on the line it names, and holds the words it is taken for."""
    unfounded = [
        f"{stem} {one.kind} {one.id}"
        for stem, judged in judge(part).items()
        for one in judged.mentions
        if not _is_founded(one, judged)
    ]
    assert unfounded == []


@pytest.mark.parametrize(("name", "means", "sentence"), AMBIGUOUS)
def test_a_name_of_two_meanings_is_decided_right_or_left_to_a_person(
    name: str, means: dict[Kind, str], sentence: str
) -> None:
    """«عمان» is the country or the city, «حلب» the city or what is done to goats."""
    seen = {(one.kind, one.id): one.decided for one in _find(sentence) if _may_be(one, name)}
    decided = {key for key, sure in seen.items() if sure}
    assert decided <= means.items() <= seen.keys()


def test_most_names_of_two_meanings_are_decided() -> None:
    """What is left to a person is the exception."""
    sentences = [
        (case["means"], one) for case in CASES if case["means"] for one in case["sentences"]
    ]
    sure = sum(
        any(one.decided and means.get(one.kind) == one.id for one in _find(sentence))
        for means, sentence in sentences
    )
    assert sure >= 0.95 * len(sentences)


def test_agreement_counts_what_both_say() -> None:
    """Two readers agree where both call a name what the text is about, in whatever spelling."""
    first = {"a": {"about": {"places": ["حلب", "بيروت"]}, "also": {"places": ["دمشق"]}}}
    second = {"a": {"about": {"places": ["حَلَب", "دمشق"]}, "also": {"places": ["صيدا"]}}}
    found = agreement(first, second, "places", fold)
    assert found == (2, 2, 1, 1, 2)
    assert found.f1 == 0.5
    assert round(found.kappa(10), 3) == 0.375


def test_the_gold_keeps_what_both_readers_say() -> None:
    """Settling decides between readers; it overrules neither where they agree."""
    first, second = read_reader("a"), read_reader("b")
    said = {stem: text for part in GOLD["parts"].values() for stem, text in part.items()}
    for path in first:
        for kind, names in first[path]["about"].items():
            both = set(names) & set(second[path]["about"].get(kind, ()))
            assert both <= set(said[path.rpartition("/")[2]]["about"].get(kind, ()))


def _find(sentence: str) -> tuple[Mention, ...]:
    return workshop().gazetteer.find_mentions("", "", (sentence,))


def _may_be(one: Mention, name: str) -> bool:
    """Tell whether an entry is one that a name may mean."""
    names = getattr(workshop().desk.vocabulary, one.kind)[one.id].names
    return any(name_key(alias.text) == name_key(name) for alias in names)


def _is_founded(one: Mention, judged: Judged) -> bool:
    return bool(one.evidence) and all(
        any(
            evidence.excerpt.removeprefix("… ").removesuffix(" …") in text
            for text in _lines(judged, evidence.line)
        )
        and _holds(evidence.excerpt, evidence.value)
        for evidence in one.evidence
    )


def _lines(judged: Judged, line: int | None) -> Iterator[str]:
    """Yield the paragraph of a number, or what stands above the body."""
    document = judged.document
    if line is not None:
        blocks = [text for block in document.blocks if (text := block_text(block))]
        yield blocks[line - 1].replace("\n", " ")  # an excerpt is one line
    else:
        yield judged.overrides.title or ""
        yield from (said.value for said in (document.headline, document.standfirst) if said)


def _holds(excerpt: str, name: str) -> bool:
    """Tell whether all words of a name stand in an excerpt, whatever their first and last letters.

    «للعراقيين» holds «العراق», and «أبي تراب» holds «أبو تراب».
    """
    folded = fold(excerpt)
    return all(word.removeprefix("ال")[:-1] in folded for word in fold(name).split())
