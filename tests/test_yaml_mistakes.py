"""A slip in a sidecar is told in words for people, in both languages, at its line."""

from __future__ import annotations

import re
from typing import Final

import pytest
import yaml

from builder import strict_yaml
from builder.diagnostics import Diagnostic
from builder.errors import ArticleError
from builder.model import Problem
from builder.sidecar import read_overrides
from builder.strict_yaml import YamlError, read_yaml

CASES: Final = (
    ("title: خبر: تتمّة\n", 1, "a colon stands inside", "نقطتان داخل النص"),
    ('section: أ\ntitle: "خبر\ndate: 2024-03-05\n', 2, "never closed", "لم تُغلق"),
    ("title: 'خبر\n", 1, "never closed", "لم تُغلق"),
    ('title: "خبر" وتتمّة\n', 1, "after a closing quotation mark", "بعد علامة اقتباس"),
    ("title: [خاص] خبر\n", 1, "after a closing quotation mark", "بعد علامة اقتباس"),
    ("title: خبر\n  date: 2024-03-05\n", 2, "does not fit the one above", "وما فوقه"),
    ("title خبر\ndate: 2024-03-05\n", 2, "does not fit the one above", "وما فوقه"),
    ("  title: خبر\ndate: 2024-03-05\n", 2, "further in or out", "لا يبدأ السطر"),
    ("title: خبر\n\tdate: 2024-03-05\n", 2, "a tab", "علامة جدولة"),
    ("images:\n\t- a.png\n", 2, "a tab", "علامة جدولة"),
    ("title: @خبر\n", 1, "«@»", "«@»"),
    ("title: `خبر`\n", 1, "«`»", "«`»"),
    ("topics: [أ، ب\ndate: 2024-03-05\n", 1, "square bracket", "معقوف"),
    ("section: أ\ntopics: [\n", 2, "square bracket", "معقوف"),
    ("topics: {add: [أ]\n", 1, "a brace", "حاصر"),
    ('title: "خبر\\ن"\n', 1, "backslash", "مائلة عكسية"),
    ("title: *خبر*\n", 1, "begins with *", "يبدأ"),
    ("title: !خبر\n", 1, "begins with *", "يبدأ"),
    ("title: > خبر\n", 1, "> or |", "> و|"),
    ("title: خبر\ndate\n", 2, "without a colon", "بلا نقطتين"),
    ("title: خبر\n---\ndate: 2024-03-05\n", 2, "three hyphens", "ثلاث شرطات"),
    ("title: خبر\nsection: \x01\n", 2, "control character", "محرف تحكّم"),
    ("title: أ\ntitle: ب\n", 2, "«title» stands twice", "«title» مكرّر"),
    ("- أ\n", 1, "lines such as", "سطور مثل"),
    ("title: &a x\n", 1, "anchors", "المراسي"),
)
LATIN: Final = re.compile(r"[A-Za-z]{3,}")
SIGNS: Final = {"YAML", "Tab", "title", "name"}
"""Latin words that an Arabic message may hold: names, and what stands in the file."""


@pytest.fixture(params=["BaseLoader", "CBaseLoader"])
def _loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read with PyYAML's own reader, then with libyaml: each has its own words."""
    if not hasattr(yaml, request.param):
        pytest.skip("PyYAML was built without libyaml")
    monkeypatch.setattr(strict_yaml, "_LOADER", getattr(yaml, request.param))


@pytest.mark.usefixtures("_loader")
@pytest.mark.parametrize(("text", "line", "english", "arabic"), CASES)
def test_a_slip_is_told_in_both_languages(text: str, line: int, english: str, arabic: str) -> None:
    """No message leaves the library's own words to an Arabic reader."""
    with pytest.raises(ArticleError) as refused:
        read_overrides(text)
    (problem,) = refused.value.problems
    told = Diagnostic("articles/a.yml", problem)
    assert (problem.code, problem.line) == ("SIDE01", line)
    assert english in told.message("en")
    assert arabic in told.message("ar")
    assert set(LATIN.findall(told.message("ar"))) <= SIGNS


def test_a_vocabulary_file_tells_them_too() -> None:
    """A curator reads the same words."""
    with pytest.raises(YamlError) as refused:
        read_yaml("a: {name: 'x\n")
    told = Diagnostic("topics.yml", Problem("VOC01", 1, refused.value.values))
    assert "لم تُغلق" in told.message("ar")
    assert "never closed" in told.message("en")
