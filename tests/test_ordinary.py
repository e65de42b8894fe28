"""Lines that are turned away unread say indeed nothing of themselves."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from builder.extract.moments import DateReader
from builder.extract.ordinary import is_ordinary
from builder.extract.readings import dated, read_line, read_telling

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE: Final = Path(__file__).parent
DATA: Final = HERE.parent / "builder" / "data"
SHAPES: Final = (
    "{}",
    "{}:",
    "{}: سامر الحلبي",
    "{} / سامر الحلبي",
    "{} سامر الحلبي",
    "{} في المدينة القديمة منذ أن عاد إليها أهلها بعد أعوام من الغياب",
    "5 {}: 12",
    "«{}»",
    "عاد أهل المدينة ({})",
    "عاد أهل المدينة - {}",
    "الأولى | {} | الأخيرة",
    "{}، {}",
    "{} {}",
)
"""Where a phrase may stand in a line."""


def _lines_of_articles() -> Iterator[str]:
    for raw in sorted((HERE / "articles").glob("*/raw.*")):
        for line in raw.read_text(encoding="utf-8", errors="replace").splitlines():
            yield " ".join(line.split())


def _phrases() -> Iterator[str]:
    for file in ("bylines", "captions", "chrome", "datelines", "sections", "sources"):
        text = (DATA / f"{file}.yml").read_text(encoding="utf-8")
        for line in text.splitlines():
            parts = re.split(r"[,\[\]{}]|:\s", line.partition(" #")[0])
            yield from filter(None, (part.strip(" -\"'>") for part in parts))


def _same(line: str) -> bool:
    dates = DateReader()
    return read_line(line, dates) == read_telling(line, dates)


def test_nothing_is_lost_of_articles() -> None:
    """Every line of every article of the tests is read as if none were turned away."""
    lines = {line for line in _lines_of_articles() if len(line) > 0}
    different = [line for line in lines if not _same(line)]

    assert lines
    assert different == []


@pytest.mark.parametrize("shape", SHAPES)
def test_no_phrase_of_the_data_is_missed(shape: str) -> None:
    """A line with a phrase of the data, wherever it stands, is read as if none were turned away."""
    phrases = set(_phrases())
    different = [phrase for phrase in phrases if not _same(shape.replace("{}", phrase))]

    assert phrases
    assert different == []


def test_most_lines_of_articles_are_turned_away() -> None:
    """It is worth the trouble: most lines that say nothing are not looked at any further."""
    dates = DateReader()
    silent = [
        line
        for line in _lines_of_articles()
        if " " in line and read_telling(line, dates) is None and dated(line, dates) is None
    ]

    assert sum(map(is_ordinary, silent)) > len(silent) / 2
