"""The scripts beside the index: put together and made small, and still the same search."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Final

import pytest

from builder.search import build_index
from builder.search.minify import minify
from builder.search.reader import SCRIPTS, bundle
from tests.searching import ask, document, run_node

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES: Final = 15_000
CALLS: Final = (
    ["query", "حقل العمر", {"facets": True}],
    ["query", "«حقل العمر» النفطي", {"prefix": True}],
    ["query", "آب 2021", {"sort": "date"}],
    ["query", "الميلشيا", {"filters": {"year": "2021"}}],
    ["query", "hgkt'd"],
    ["query", "haql"],
    ["complete", "حق"],
)


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """Return a folder with a small index."""
    texts = ("قصف حقل العمر النفطي", "والحقل في العمر", "أعلنت الميليشيا", "حقول النفط")
    documents = [document(f"a{i}", text, text * 3) for i, text in enumerate(texts)]
    build_index(documents, tmp_path / "index")
    return tmp_path / "index"


def test_the_small_script_answers_as_its_modules_do(tmp_path: Path, index: Path) -> None:
    """What readers load gives the very answers of the code that people read."""
    theirs = ask(tmp_path / "index", index, CALLS)["answers"]
    (tmp_path / "small" / "js").mkdir(parents=True)
    small = {name: bundle(name) for name in SCRIPTS} | {"package.json": '{"type": "module"}'}
    for name, text in small.items():
        (tmp_path / "small" / "js" / name).write_text(text, encoding="utf-8")
    assert ask(tmp_path / "small", index, CALLS)["answers"] == theirs
    assert all("error" not in answer for answer in theirs)


@pytest.mark.parametrize("face", ["box.js", "page.js"])
def test_a_search_takes_little_code(index: Path, face: str) -> None:
    """All scripts of a search, below a field or on its page, as a server sends them compressed."""
    names = ("search-ui.js", "search.js", face)
    assert sum(len(gzip.compress((index / name).read_bytes())) for name in names) <= MOST_BYTES


def test_no_script_of_an_earlier_version_stays(index: Path) -> None:
    """The folder holds the scripts that are loaded, and no others."""
    (index / "ranking.js").write_text("old", encoding="utf-8")
    build_index([document("a", "عنوان")], index)
    assert {path.name for path in index.glob("*.js")} == set(SCRIPTS)


@pytest.mark.parametrize(
    "script",
    [
        "const text = 'a  b  '; console.log(JSON.stringify(text));",
        "const text = `a  ${1 + 1} /* b */`; console.log(JSON.stringify(text));",
        "const text = 'a b'.replace(/[ /]*b/u, 'c'); console.log(JSON.stringify(text));",
        "const one = 1; const two = one + +one - -one; console.log(two / 3 / 1);",
        "const word = 1; const all = { word, to: word }; console.log(all.word + all.to);",
        "const take = ({ word: held }) => held; console.log(take({ word: 2 }));",
        "const all = [1, 2]; const more = [...all]; console.log(more.length);",
        "class Thing { #held = 1; held() { return this.#held; } } console.log(new Thing().held());",
        "let held = 1\n;[held] = [2]; // why\nconsole.log(held);",
        "class A { #b = 2; #a = 3; is() { return this.#b - this.#a; } } console.log(new A().is());",
        "{ const end = `${1};}` + ';'; console.log(JSON.stringify(end)); }",
    ],
)
def test_small_scripts_do_the_same(tmp_path: Path, script: str) -> None:
    """Texts, patterns, templates, keys and private names survive."""
    assert run_node(tmp_path / "a", script, {}) == run_node(tmp_path / "b", minify(script), {})


def test_a_script_that_was_touched_is_written_again(tmp_path: Path, index: Path) -> None:
    """Scripts that lie there are not made anew, but only as long as they are what was written."""
    documents = [document("a", "حقل العمر")]
    again, cache = tmp_path / "again", tmp_path / "cache"
    build_index(documents, again, cache_dir=cache)
    for name, text in (("search.js", "edited"), ("box.js", None)):
        (again / name).unlink()
        if text is not None:
            (again / name).write_text(text, encoding="utf-8")
    build_index(documents, again, cache_dir=cache)
    assert all((index / name).read_bytes() == (again / name).read_bytes() for name in SCRIPTS)
