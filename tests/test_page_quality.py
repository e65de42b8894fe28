"""Floors for real saved pages, measured where the measuring data is present."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from builder.decoding import decode
from builder.errors import ArticleError
from builder.extract.page import declared_charset, extract_page
from builder.extract.profiles import Profiles, load_profiles
from builder.model import Document
from tests.page_cases import answers

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

SHARED = Path(__file__).parents[2] / "shared"
DATA = SHARED / "data" / "extraction"
PAGES = 8
MIN_F1 = 0.999
MIN_F1_FROM_LESS = 0.998

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason=f"no measuring data: {DATA} is absent")


def scorer() -> ModuleType:
    """Load the scorer that the measuring data comes with."""
    path = SHARED / "tools" / "score_extraction.py"
    spec = importlib.util.spec_from_file_location("score_extraction", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def without_names(html: str) -> str:
    """Take all class names and ids away: another site has others."""
    return re.sub(r"(?i)\s(?:class|id)\s*=\s*(?:\"[^\"]*\"|'[^']*')", "", html)


def without_metadata(html: str) -> str:
    """Take away what a page says of itself."""
    html = re.sub(r"(?is)<script[^>]*ld\+json.*?</script>", "", html)
    html = re.sub(r"(?i)\sitem(?:prop|type|scope)\s*=\s*(?:\"[^\"]*\"|'[^']*')", "", html)
    return re.sub(r"(?is)<meta\b(?![^>]*charset)[^>]*>", "", html)


def unchanged(html: str) -> str:
    """Leave the page as it is."""
    return html


def answer(
    path: Path, profiles: Profiles, poorer: Callable[[str], str] = unchanged
) -> dict[str, Any]:
    """Read a page and give its answers in the form of the scorer."""
    content = path.read_bytes()
    html = poorer(decode(content, declared_charset(content)).text)
    try:
        document = extract_page(html, profiles)
    except ArticleError as error:
        document = Document(problems=error.problems)
    found = answers(document)
    body = [{"kind": kind, "text": text} for kind, text in found["body"] if kind != "figure"]
    return found | {"body": body, "author": "، ".join(found["authors"])}


@pytest.mark.parametrize("profiles", [Profiles(), load_profiles()], ids=["without", "with"])
def test_real_pages_keep_their_floor(profiles: Profiles) -> None:
    """Title, date, source and body are right, with and without what is known of publishers."""
    tool = scorer()
    rows = [
        tool.score_case(gold, answer(DATA / path, profiles))
        for gold in tool.load_gold(DATA / "gold")
        for path in gold.files
        if tool.kind_of(path, gold.data) == "html"
    ]
    right = {key: sum(bool(row[key]) for row in rows) for key in ("title", "date", "source")}
    assert right == {"title": PAGES, "date": PAGES, "source": PAGES}
    assert min(row["f1"] for row in rows) >= MIN_F1
    assert [row["leaks"] for row in rows if row["leaks"]] == []
    assert [row for row in rows if row["author"] is False or row["author_spurious"]] == []


@pytest.mark.parametrize("poorer", [without_names, without_metadata])
def test_real_pages_are_read_from_less(poorer: Callable[[str], str]) -> None:
    """The body does not hang on the names that these sites give, nor the headline on metadata."""
    tool = scorer()
    rows = [
        tool.score_case(gold, answer(DATA / path, Profiles(), poorer))
        for gold in tool.load_gold(DATA / "gold")
        for path in gold.files
        if tool.kind_of(path, gold.data) == "html"
    ]
    right = {key: sum(bool(row[key]) for row in rows) for key in ("title", "date")}
    assert right == {"title": PAGES, "date": PAGES}
    assert sum(row["f1"] for row in rows) / PAGES >= MIN_F1_FROM_LESS
    assert [row["leaks"] for row in rows if row["leaks"]] == []


@pytest.mark.parametrize("name", ["chromium_windows-1256", "chromium_iso-8859-6"])
def test_pages_without_a_declared_charset_are_read(name: str) -> None:
    """Every word of their text comes out right."""
    tool = scorer()
    gold = next(gold for gold in tool.load_gold(DATA / "gold") if gold.name == name)
    row = tool.score_case(gold, answer(DATA / "html" / f"{name}.html", Profiles()))
    assert row["f1"] == 1.0


@pytest.mark.parametrize("name", ["autopager_41", "autopager_42"])
def test_forum_pages_are_refused(name: str) -> None:
    """A forum's index and a forum's thread are called what they are."""
    found = answer(DATA / "html" / f"{name}.html", Profiles())
    assert (found["problems"], found["body"]) == (["PAGE01"], [])
