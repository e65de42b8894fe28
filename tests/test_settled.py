"""A run that has nothing to do is told apart from one that has, whatever changed."""

from __future__ import annotations

import io
import os
import shutil
from typing import TYPE_CHECKING, Any, Final

import pytest

from builder.published import is_all_current
from builder.serving import publish_site
from builder.settled import FILE, Settled
from builder.sight import Sight

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Project

    Paste = Callable[..., str]

TOPICS: Final = "printing: {name: المطابع, keywords: {strong: [مطبعة, مطابع]}}\n"
CHANGES: Final[dict[str, Callable[[Project], object]]] = {
    "article": lambda p: p.write("articles/a.txt", (p.path / "articles/b.txt").read_bytes()),
    "added": lambda p: p.write("articles/c.txt", (p.path / "articles/b.txt").read_bytes()),
    "deleted": lambda p: (p.path / "articles/b.txt").unlink(),
    "renamed": lambda p: (p.path / "articles/b.txt").rename(p.path / "articles/d.txt"),
    "sidecar": lambda p: p.write("articles/a.yml", "date: 2022-02-02\n"),
    "picture": lambda p: p.write("articles/p.png", b"another"),
    "stray": lambda p: p.write("articles/notes.pdf", b"%PDF"),
    "vocabulary": lambda p: p.write("articles/vocabulary/topics.yml", TOPICS),
    "setting": lambda p: p.write(
        "mkdocs.yml", p.page("../mkdocs.yml").replace("size: 3", "size: 4")
    ),
    "page": lambda p: p.write("docs/articles/a.md", p.page("articles/a.md") + "\n"),
    "lost page": lambda p: (p.path / "docs/articles/a.md").unlink(),
    "hand-written": lambda p: p.write("docs/about.md", "# عن المجموعة\n"),
    "index": lambda p: shutil.rmtree(p.path / "docs/assets/search"),
    "link": lambda p: (p.path / "articles/e.txt").symlink_to(p.path / "articles/b.txt"),
}


@pytest.fixture
def settled(project: Project, paste: Paste) -> Project:
    """Make a small collection and convert it."""
    project.write("articles/a.txt", paste())
    project.write("articles/b.txt", paste("خبر آخر عن مطبعة"))
    project.write("articles/bad.txt", paste(date=""))
    project.write("articles/p.png", b"none")
    project.convert()
    return project


def test_where_nothing_changed_the_report_is_that_of_the_last_run(settled: Project) -> None:
    """With its errors and the lines they stand in, and with no file written."""
    first = settled.convert()
    (settled.path / ".cache" / FILE).unlink()
    again = settled.convert()
    assert (first.articles, first.diagnostics) == (again.articles, again.diagnostics)
    assert first.changes == again.changes
    assert first.exit_code == 1


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changed_is_noticed(settled: Project, change: str) -> None:
    """Also where a file keeps its size and its time."""
    assert Settled(settled.config).report() is not None
    CHANGES[change](settled)
    assert Settled(settled.config).report() is None


def test_content_counts_and_not_its_time(settled: Project) -> None:
    """A raw file of the same size and time may say something else, and an equal one may be new."""
    file = settled.path / "articles" / "a.txt"
    before, content = file.stat(), file.read_text(encoding="utf-8")
    os.utime(file, (0, 0))
    assert Settled(settled.config).report() is not None
    file.write_text(content.replace("حلب", "حمص"), encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert Settled(settled.config).report() is None


def test_a_raw_file_is_opened_again_only_where_it_may_hold_something_else(
    settled: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its size and its time may be set to what they were; that it was written into shows."""
    raw = settled.path / "articles" / "a.txt"
    before = Sight.of(settled.config, keep=True)
    while not _is_remembered(settled, monkeypatch):  # until the clock of the disk has gone on
        Sight.of(settled.config, keep=True)
    found, content = raw.stat(), raw.read_bytes()
    raw.write_bytes(content[:-1] + b"!")
    os.utime(raw, ns=(found.st_atime_ns, found.st_mtime_ns))
    assert Sight.of(settled.config).inputs != before.inputs
    raw.write_bytes(content)
    assert Sight.of(settled.config).inputs == before.inputs


def _is_remembered(settled: Project, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Tell whether what lies in `articles/` is known without opening a file there."""
    opened: list[str] = []

    def spy(file: Any, *arguments: Any, **options: Any) -> Any:  # noqa: ANN401 - as `open` has it
        opened.append(str(file))
        return io.open(file, *arguments, **options)  # noqa: UP020 - the one below is ours

    with monkeypatch.context() as patch:
        patch.setattr("builtins.open", spy)
        Sight.of(settled.config)
    return not [file for file in opened if file.endswith(".txt")]


def test_rubbish_in_its_place_is_no_answer(settled: Project) -> None:
    """What is remembered may be cut off, or somebody else's."""
    wanted = settled.convert()
    for rubbish in (b"", b"[]", b'{"inputs": 1}', b"\xff"):
        settled.write(f".cache/{FILE}", rubbish)
        assert settled.convert() == wanted


@pytest.mark.slow
@pytest.mark.parametrize("change", ["page", "setting", "site", "lost", "stranger"])
def test_a_site_that_is_not_as_the_last_build_left_it_is_built(
    settled: Project, change: str
) -> None:
    """What MkDocs has to look at is what anybody may have touched."""
    publish_site(settled.path / "mkdocs.yml")
    assert is_all_current(settled.config)
    site = settled.path / "site"
    match change:
        case "site":
            (site / "index.html").write_text("عبث", encoding="utf-8")
        case "lost":
            (site / "articles" / "a" / "index.html").unlink()
        case "stranger":
            (site / "other.html").write_text("غريب", encoding="utf-8")
        case _:
            CHANGES[change](settled)
    assert not is_all_current(settled.config)
