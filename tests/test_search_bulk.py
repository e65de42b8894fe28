"""Many documents are laid out by arrays: not one byte is another than where it is done one by one.

Where numpy is missing, all is done one by one, and this has nothing to compare.
"""

from __future__ import annotations

import random
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.search import build_index
from builder.search import postings as posting_lists
from builder.search.varint import encode_varint
from tests.searching import contents, document

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

np = pytest.importorskip("numpy")
from builder.search import arrays, bulk, leading, occurrences  # noqa: E402 - where there is numpy

WORDS = [
    *("حقل", "الحقل", "حقول", "وحقلها", "النفط", "نفط", "سوريا", "كتائب", "كتيبة", "قصف", "بيان"),
    *("من", "في", "هو", "2021", "٢٠٢١", "london", "𞤀𞤁𞤂", "ﷺ", "x" * 70, "شركة", "شركات"),
]
FACETS = ("people", "places", "organisations")


def both(folder: Path, documents: Sequence[Mapping[str, Any]]) -> tuple[Path, Path]:
    """Build the index of `documents` one by one and by arrays."""
    with pytest.MonkeyPatch.context() as patch:
        for most, way in ((sys.maxsize, "one"), (1, "bulk")):
            patch.setattr("builder.search.build.BULK", most)
            build_index(documents, folder / way)
    return folder / "one", folder / "bulk"


def texts(longest: int) -> st.SearchStrategy[str]:
    """Draw texts of a few words, many times the same."""
    return st.lists(st.sampled_from(WORDS), max_size=longest).map(" ".join)


@st.composite
def collections(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Draw documents that may lack anything but their address."""
    names = st.lists(st.sampled_from(WORDS), max_size=3)
    return [
        document(
            str(place),
            draw(texts(6)),
            draw(texts(40)) * draw(st.sampled_from([1, 1, 1, 9])),
            date=draw(st.sampled_from(["", "2021-08-11", "2021-08-30", "2005-01-01"])),
            tags=draw(names),
            **{facet: draw(names) for facet in FACETS},
        )
        for place in range(draw(st.integers(1, 30)))
    ]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(collections(), st.integers(1, 60), st.integers(1, 12))
def test_arrays_make_the_same_bytes(
    tmp_path_factory: pytest.TempPathFactory,
    documents: list[dict[str, Any]],
    at_once: int,
    most: int,
) -> None:
    """Whatever documents hold, wherever portions are cut, and however soon lists are pruned."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(posting_lists, "MOST_POSTINGS", most)
        patch.setattr(bulk, "MOST_POSTINGS", most)
        patch.setattr(posting_lists, "MOST_CARDS", most)
        patch.setattr(bulk, "MOST_CARDS", most)
        patch.setattr(bulk, "_WORDS_AT_ONCE", at_once)
        patch.setattr(bulk, "_PORTIONS", 10_000)
        patch.setattr(leading, "_WORDS_AT_ONCE", at_once)
        one, by_arrays = both(tmp_path_factory.mktemp("index"), documents)
    assert contents(one) == contents(by_arrays)


def test_long_texts_and_many_forms_make_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Places of several bytes, weights beyond the usual, lists beyond the strongest."""
    chance = random.Random(3)  # noqa: S311 - the same each time is what is wanted
    usual = [f"كلمه{number}" for number in range(300)]
    documents = [
        document(
            f"a{number}",
            " ".join(chance.choices(usual, k=chance.randrange(9))),
            " ".join(chance.choices(usual + WORDS, k=20_000 if number % 200 == 7 else 60)),
            date=f"20{number % 20:02}-0{1 + number % 9}-11",
            source=f"مصدر {number % 3}",
        )
        for number in range(900)
    ]
    monkeypatch.setattr(bulk, "_FORMS_AT_ONCE", 100)
    monkeypatch.setattr(occurrences, "_SMALL", 50)
    one, by_arrays = both(tmp_path, documents)
    assert contents(one) == contents(by_arrays)


@given(st.lists(st.integers(0, 1 << 40)))
def test_numbers_are_encoded_as_elsewhere(numbers: list[int]) -> None:
    """The varints of an array are those that the rest of the index has."""
    expected = [encode_varint(number) for number in numbers]
    encoded, ends = arrays.varints(np.array(numbers, np.int64))
    assert b"".join(expected) == encoded
    assert [sum(map(len, expected[: place + 1])) for place in range(len(expected))] == list(ends)
