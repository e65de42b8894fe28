"""What `suggest` knows of Arabic names, from `builder/data/suggest.yml`, folded for use."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from builder.arabic.key import analysis
from builder.folding import fold
from builder.own_yaml import own_data

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Rules:
    """The word lists, as folded keys."""

    apart: frozenset[str]
    """Words that stand in no phrase."""
    titles: frozenset[str]
    ranks: frozenset[str]
    in_names: frozenset[str]
    inside_names: frozenset[str]
    """Words of a name that never begin one."""
    first_names: frozenset[str]
    place_before: Mapping[str, str]
    """Kind of place, by the word before its name."""
    place_heads: Mapping[str, str]
    organisation_heads: Mapping[str, str]
    source_heads: Mapping[str, str]
    romanisation: Mapping[str, str]
    signs: frozenset[str]
    """Words before a name or at its head: whatever stands before them is a clitic."""


@cache
def rules() -> Rules:
    """Return the rules, read once."""
    data = own_data("suggest")
    stop_words = " ".join(analysis()["stop_words"])
    titles, place_before = _keys(data["titles"]), _by_word(data["place_before"])
    place_heads = _by_word(data["place_heads"])
    organisation_heads = _by_word(data["organisation_heads"])
    return Rules(
        apart=_keys(stop_words) | _keys(data["apart"]),
        titles=titles,
        ranks=_keys(data["ranks"]),
        in_names=_keys(data["in_names"]),
        inside_names=_keys(data["inside_names"]),
        first_names=_keys(data["first_names"]),
        place_before=place_before,
        place_heads=place_heads,
        organisation_heads=organisation_heads,
        source_heads=_by_word(data["source_heads"]),
        romanisation=data["romanisation"],
        signs=titles | place_before.keys() | place_heads.keys() | organisation_heads.keys(),
    )


@cache
def wording(language: str) -> Mapping[str, str]:
    """Return the words of the suggestions in one language."""
    words: dict[str, str] = own_data("suggest")["words"][language]
    return words


def _keys(words: str) -> frozenset[str]:
    return frozenset(fold(words).split())


def _by_word(words: Mapping[str, str]) -> dict[str, str]:
    return {key: kind for kind, listed in words.items() for key in fold(listed).split()}
