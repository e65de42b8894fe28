"""The pages of the navigation stay as they were published, unless what they show changed."""

from __future__ import annotations

import logging
import shutil
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Project

    Paste = Callable[..., str]

pytestmark = pytest.mark.slow

NAV = "nav: [{الرئيسية: index.md}, {الدليل: [guide/one.md, guide/two.md]}, {عن: about.md}]"


@pytest.fixture
def guided(project: Project, paste: Paste) -> Project:
    """Make a published collection of two articles with a guide of two pages."""
    settings = project.path / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    project.write("mkdocs.yml", text.replace("nav: [{الرئيسية: index.md}]", NAV))
    project.write("articles/a.txt", paste())
    project.write("articles/b c.txt", paste("خبر آخر عن مطبعة", "6 آذار 2024"))
    project.write("articles/b c.yml", "id: b-c\n")
    project.write("docs/guide/one.md", "# الأولى\n\n[الثانية](two.md)\n")
    project.write("docs/guide/two.md", "# الثانية\n\n## هناك\n\n[خبر](../articles/b-c.md)\n")
    project.write("docs/about.md", "# عن\n\nصفحة بخط اليد.\n")
    project.build()
    return project


def from_nothing(project: Project) -> dict[str, bytes]:
    """Publish what lies in `docs/` as if for the first time."""
    shutil.rmtree(project.path / ".cache")
    shutil.rmtree(project.path / "site")
    return project.build()


def test_a_guide_that_nobody_touched_is_not_read_again(
    guided: Project, paste: Paste, caplog: pytest.LogCaptureFixture
) -> None:
    """One new article gives MkDocs nothing to do with pages that say nothing of it."""
    guided.write("articles/new.txt", paste("خبر جديد عن مطبعة", "8 آذار 2024"))
    caplog.set_level(logging.DEBUG, "mkdocs.commands.build")
    after = guided.build()
    read = {m.split(": ")[1] for m in caplog.messages if m.startswith("Reading: ")}
    assert ("index.md" in read, "guide/one.md" in read, "about.md" in read) == (True, False, False)
    assert from_nothing(guided) == after


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("guide/one.md", "# عنوان جديد\n\n[الثانية](two.md)\n"),
        ("guide/two.md", "---\ntitle: الثانية بعد\n---\n\n## هناك\n"),
        ("about.md", "# عنوان آخر\n\nصفحة أخرى.\n"),
        ("new.md", "# ليست في القائمة\n\n[الأولى](guide/one.md)\n"),
    ],
)
def test_a_page_that_changed_is_shown_on_those_beside_it(
    guided: Project, page: str, text: str
) -> None:
    """A new title stands in the navigation of all."""
    guided.write(f"docs/{page}", text)
    after = guided.build()
    assert from_nothing(guided) == after


def test_a_link_of_the_guide_follows_what_comes_and_goes(guided: Project) -> None:
    """An article that a page of the guide links to may vanish, and come back."""
    raw = guided.path / "articles/b c.txt"
    content = raw.read_bytes()
    with_it = guided.tree("site")
    raw.unlink()
    without = guided.build()
    assert with_it["guide/two/index.html"] != without["guide/two/index.html"]
    raw.write_bytes(content)
    assert guided.build() == with_it
    raw.unlink()
    assert guided.build() == without == from_nothing(guided)


@pytest.mark.parametrize("link", ["../articles/b-c.md", "../articles/b%2Dc.md"])
def test_a_link_of_a_page_outside_of_the_navigation_does_so_too(guided: Project, link: str) -> None:
    """Nobody has to touch such a page for it to lead where it should."""
    guided.write("docs/notes/off.md", f"# ليست في القائمة\n\n[خبر]({link})\n")
    with_it = guided.build()
    raw = guided.path / "articles/b c.txt"
    content = raw.read_bytes()
    raw.unlink()
    without = guided.build()
    assert with_it["notes/off/index.html"] != without["notes/off/index.html"]
    assert without == from_nothing(guided)
    raw.write_bytes(content)
    assert guided.build() == with_it
