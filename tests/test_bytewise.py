"""Folding by tables: as quick as it is, it says what folding each character alone says."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest

from builder.arabic.bytewise import Bytewise
from builder.arabic.key import search_key, words
from builder.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable

EVERY_CHARACTER = [*map(chr, range(0x3000)), *map(chr, range(0xFB50, 0x10000))]
"""Of the scripts that Arabic texts hold, with the presentation forms of Arabic letters."""


@pytest.mark.parametrize("text", ["قال", "قال\n", "قال 😀", "قال 😀\nعاد…\n", "", "\n", "\0"])
def test_usual_and_unusual_characters_are_folded_alike(text: str) -> None:
    """A text with an emoji, which no table has, is folded as one without."""
    name = lambda character: unicodedata.name(character, "?")[:1]  # noqa: E731
    assert "".join(map(name, text)) == Bytewise(name)(text)


def test_characters_may_vanish_or_become_several() -> None:
    """Neither has a place in a table of single characters."""
    folded = Bytewise(lambda character: {"أ": "", "ب": "با", "\n": "|"}.get(character, character))
    assert folded("أب\nب😀د\nد") == "با|با😀د|د"


@pytest.mark.parametrize("folded", [search_key, fold], ids=["key", "matching"])
def test_every_character_folds_the_same_in_any_company(folded: Callable[[str], str]) -> None:
    """Beside a character that no table has, and beside usual ones alone."""
    for character in EVERY_CHARACTER:
        assert folded(f"😀 ب{character}ب").endswith(folded(f"ب{character}ب"))


def test_words_are_runs_of_letters_and_digits_of_the_key() -> None:
    """Whatever character stands between or inside them."""
    for character in EVERY_CHARACTER:
        apart = "".join(one if one.isalnum() else " " for one in search_key(f"ب{character}ب"))
        assert apart.split() == words(f"ب{character}ب")
