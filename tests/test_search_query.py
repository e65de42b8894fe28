"""The terminal's search ranks as the browser's does."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

import pytest

from builder.search import build_index, query
from builder.search.files import DamagedIndexError
from builder.search.query import search
from tests.searching import JS, ask, document

if TYPE_CHECKING:
    from pathlib import Path

WORDS = [  # forms of a few words
    "حقل",
    "العمر",
    "النفطي",
    "وحقول",
    "المدرسة",
    "مدارس",
    "بالمدرسة",
    "كتاب",
    "كتب",
    "الكتاب",
    "وكتابه",
    "مطبعة",
    "المطابع",
    "صحيفة",
    "صحف",
    "الصحيفة",
    "بالصحف",
    "تاريخ",
    "تواريخ",
    "قصف",
    "والقصف",
    "بيان",
    "بيانات",
    "وبيانها",
    "2021",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with an index of invented documents."""
    rng = random.Random(3)  # noqa: S311  # only has to be the same each time
    folder = tmp_path_factory.mktemp("ranked")
    documents = [
        document(f"a{i}", " ".join(rng.choices(WORDS, k=4)), " ".join(rng.choices(WORDS, k=60)))
        for i in range(80)
    ]
    build_index(documents, folder / "index")
    return folder


@pytest.mark.parametrize("text", ["حقل", "المدارس كتب", "وبالصحيفة بيان 2021", "هل قصف حقول"])
def test_both_readers_rank_alike(folder: Path, text: str) -> None:
    """The same documents come in the same order with the same scores."""
    theirs = ask(folder, folder / "index", [["search", text]])["answers"][0]
    ours = search(folder / "index", text)
    assert [hit["url"] for hit in theirs] == [hit.url for hit in ours]
    assert [hit["score"] for hit in theirs] == pytest.approx([hit.score for hit in ours])


def test_both_readers_have_the_same_weights() -> None:
    """Each number of the ranking is the same on both sides."""
    script = (JS / "ranking.js").read_text(encoding="utf-8")
    for name in ("SATURATION", "PROXIMITY", "OTHER_CLITICS", "OTHER_ENDING", "OTHER_NUMBER"):
        (value,) = re.findall(rf"const {name} = ([\d.]+);", script)
        assert float(value) == getattr(query, name)


def test_a_hit_has_what_a_terminal_shows(folder: Path) -> None:
    """A hit has title, date and source; there are no more hits than were asked for."""
    (hit,) = search(folder / "index", "مطابع", limit=1)
    assert (hit.date, hit.source) == ("2021-08-11", "دفاتر ورّاق")


def test_words_that_nobody_wrote_find_nothing(folder: Path) -> None:
    """An unknown word, or none at all, is no error."""
    assert search(folder / "index", "زقزقة") == []
    assert search(folder / "index", "؟!") == []


def test_a_missing_index_is_said(tmp_path: Path) -> None:
    """Without an index the error names the file that is missing."""
    with pytest.raises(DamagedIndexError, match=r"index\.bin is missing"):
        search(tmp_path, "حقل")
