"""What nobody changes is compared, kept and sent by what it holds."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest

from builder.model import Run

ONE = Run("حلب", strong=True)


def test_values_are_equal_by_what_they_hold() -> None:
    """Whoever made them: they may stand in sets, and be looked up."""
    assert Run("حلب", strong=True) == ONE
    assert {Run("حلب", strong=True), ONE} == {ONE}
    assert replace(ONE, strong=False) != ONE


def test_values_hold_their_fields_and_nothing_else() -> None:
    """A slip in a field's name is told."""
    with pytest.raises(AttributeError):
        ONE.txet = "دمشق"  # type: ignore[attr-defined]


def test_values_can_be_sent_to_another_process() -> None:
    """They come out of a pipe as they went in."""
    assert pickle.loads(pickle.dumps(ONE)) == ONE  # noqa: S301 - our own
