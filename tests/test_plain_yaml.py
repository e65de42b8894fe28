"""What is written quickly is what the YAML library reads, and the other way round."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from builder import frontmatter
from builder.plain_yaml import Unusual, read, write
from tests.strategies import messy_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Project

    Paste = Callable[..., str]

TELLING = (
    *("yes", "No", "ON", "off", "y", "n", "null", "Null", "~", "true", "1", "0", "010", "0x1f"),
    *("1_000", "1.5", "1e3", ".inf", ".nan", "12:30", "12:30:45", "2024-03-05", "=", "<<", "-"),
    *("2024-03-05T11:04:00", "[]", "{}", "[a]", "a: b", "a:", "a #b", "#a", "- a", "-a", "? a"),
    *("'a'", '"a"', "'", "a'b", "it''s", "&a", "*a", "!a", "|", ">", "%a", "@a", "`a`", "---"),
    *("...", "", " ", " a", "a ", "a\tb", "a\nb", "قال: نعم", "قال:", "٢٠٢٤", "«حلب»", "حلب #1"),
    *("حلب -", "- حلب", "حلب، ودمشق", "5 آذار 2024", "ـحلب", "\u2028", "\x85", "\ufeff", "😀"),
    *("\u200f", "a" * 200, "حلب " * 50 + "ودمشق", "ab/cd.md", "0" * 64, "b" * 64, "1e" + "0" * 62),
)
texts = st.sampled_from(TELLING) | messy_text() | st.text(max_size=12)
scalars = texts | st.dates() | st.integers() | st.booleans() | st.none()
keys = st.from_regex(r"[a-z][a-z0-9_]{0,6}", fullmatch=True) | texts
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=8,
)
LINES = ("a: b", "a:", "- a: b", "- b", "  c: 1", "  - d", "a: 'b''c'", "a: [", "a: 2024-13-01", "")


def load(text: str) -> Any:  # noqa: ANN401 - any YAML value
    """Return what the library reads."""
    return yaml.safe_load(text)


@settings(max_examples=400)
@given(st.dictionaries(keys, values, max_size=4))
@example({"a: b": "yes"})
def test_what_is_written_reads_back_with_the_library(mapping: dict[str, Any]) -> None:
    """Whatever this writer takes on, the library reads as what was meant."""
    with suppress(Unusual):
        text = write(mapping)
        assert load(text) == mapping
        assert read(text) == mapping


@pytest.mark.parametrize("text", TELLING)
def test_text_that_yaml_would_misread_stays_text(text: str) -> None:
    """Truth values, numbers, days and signs are told from text."""
    with suppress(Unusual):
        assert load(write({"a": text, "b": [text], "c": {"d": text}})) == {
            "a": text,
            "b": [text],
            "c": {"d": text},
        }


@settings(max_examples=400)
@given(
    st.lists(st.sampled_from(LINES) | st.builds("a: {}".format, texts), max_size=5),
    st.sampled_from(("", "\n")),
)
def test_what_is_read_is_what_the_library_reads(lines: list[str], end: str) -> None:
    """A text by another hand is read as the library reads it, or not at all."""
    text = "\n".join(lines) + end
    with suppress(Unusual):
        assert read(text) == load(text)


def test_usual_front_matter_needs_no_library() -> None:
    """An article's values are all of the usual kind: the quick way is the one that is gone."""
    values = {
        "id": "000001",
        "title": '«قال: "نعم"» — خبر',
        "date": date(2024, 3, 5),
        "published": "2024-03-05T11:04:00+03:00",
        "tags": [],
        "images": [{"name": "a.png", "caption": "صورة من حلب"}],
        "raw_sha256": "0" * 64,
        "view": {"time": "11:04", "older": {"url": "articles/000002/"}, "list": [{"a": [1, "ب"]}]},
    }
    assert read(write(values)) == values


@settings(max_examples=200)
@given(st.dictionaries(keys, values, max_size=4))
def test_front_matter_reads_back(mapping: dict[str, Any]) -> None:
    """Usual or not, what is dumped is a block between fences that reads back the same."""
    with suppress(yaml.YAMLError, frontmatter.FrontMatterError):
        block = frontmatter.dump(mapping)
        assert re.fullmatch(r"---\n.*\n---\n", block, re.DOTALL)
        assert frontmatter.parse(block) == (mapping, "")


def test_every_page_of_a_collection_is_read_by_the_library_as_by_us(
    project: Project, paste: Paste
) -> None:
    """Whoever publishes `docs/` may read it with the library; this is the page as it is written."""
    for number, title in enumerate(text for text in TELLING if any(map(str.isalnum, text))):
        sidecar = {"title": f"{title} عن مطبعة حلب", "section": title, "dateline": f"{title} حلب"}
        project.write(f"articles/a{number}.txt", paste(f"خبر رقم {number} عن مطبعة"))
        project.write(f"articles/a{number}.yml", yaml.safe_dump(sidecar, allow_unicode=True))
    assert project.convert().articles > len(TELLING) // 2
    pages = {path: text.decode() for path, text in project.tree().items() if path.endswith(".md")}
    assert len(pages) > len(TELLING)
    for path, page in pages.items():
        lines, _ = frontmatter.split(page) or ("", "")
        assert load(lines) == frontmatter.parse(page)[0], path
        assert load(lines), path
