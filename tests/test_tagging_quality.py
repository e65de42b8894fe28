"""A gate: tags of real texts may not become worse than they have been."""

from __future__ import annotations

import pytest

from tests.tagging_quality import FLOORS, TEXTS, measure


@pytest.mark.skipif(not TEXTS.is_dir(), reason=f"QUALITY NOT MEASURED: no texts at {TEXTS}")
def test_tags_of_real_texts_are_as_right_and_complete_as_before() -> None:
    """Precision and recall against what a reader said of forty texts stay above the floors."""
    score = measure()
    below = {
        name: round(getattr(score, name), 3)
        for name, floor in FLOORS.items()
        if getattr(score, name) < floor
    }
    assert below == {}
