"""Pages by hand in `docs/` stand nowhere that readers look for a page of the builder's."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from builder.errors import ConfigError
from builder.site import MANIFEST
from tests.test_folders import warraq

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Project

    Paste = Callable[..., str]


@pytest.fixture
def built(project: Project, paste: Paste) -> Project:
    """Make a collection of one article, and convert it."""
    project.write("articles/press.txt", paste())
    project.convert()
    return project


@pytest.mark.parametrize(
    ("page", "address"),
    [
        ("articles.md", "articles/"),
        ("people.markdown", "people/"),
        ("articles/press/index.html", "articles/press/"),
        ("articles/press/README.md", "articles/press/"),
        ("articles/mine.md", "articles/mine/"),
        ("index.html", "/"),
    ],
)
def test_no_page_by_hand_takes_an_address_of_ours(built: Project, page: str, address: str) -> None:
    """MkDocs published it in the place of the article, or of the list, and said nothing."""
    before = built.tree()
    built.write(f"docs/{page}", "# صفحة بخط اليد\n")
    checked = warraq(built.path, "check", "--lang", "en")
    assert (checked.exit_code, "SITE05" in checked.stderr) == (1, True)
    assert f"published at {address}, an" in checked.stderr
    with pytest.raises(ConfigError) as refused:
        built.convert()
    assert [(d.path, d.code) for d in refused.value.diagnostics] == [(f"docs/{page}", "SITE05")]
    (built.path / "docs" / page).unlink()
    built.convert()
    assert built.tree() == before


@pytest.mark.parametrize("page", ["articles.md", "articles/mine.md"])
def test_a_page_by_hand_in_our_place_is_told_before_anything_is_removed(
    built: Project, page: str
) -> None:
    """A build from nothing would take the site away, or the page with our own folder."""
    built.write(f"docs/{page}", "# صفحة بخط اليد\n")
    before = built.tree()
    run = warraq(built.path, "build", "--clean", "--lang", "en")
    assert (run.exit_code, "SITE05" in run.stderr) == (2, True)
    assert built.tree() == before


def test_our_own_pages_are_no_strangers_where_every_list_of_them_is_lost(built: Project) -> None:
    """Home page and sitemap, which stand in no folder of ours, are known like the others."""
    before = built.tree()
    shutil.rmtree(built.path / ".cache")
    (built.path / "docs" / MANIFEST).unlink()
    built.convert()
    assert built.tree() == before


def test_a_page_by_hand_that_came_with_a_clone_is_told_by_a_check(
    built: Project, tmp_path: Path
) -> None:
    """Where nothing was built yet, the builder cannot tell it from its own by any list."""
    clone = built.anew(tmp_path / "clone")
    clone.write("docs/articles/press/index.html", "<script>alert(1)</script>")
    checked = warraq(clone.path, "check", "--lang", "en")
    assert (checked.exit_code, "SITE04" in checked.stderr) == (1, True)


def test_other_pages_by_hand_are_welcome(built: Project) -> None:
    """Whatever they are called, beside our folders and below folders of their own."""
    for page in ("articles-guide.md", "guide/articles.md", "guide/index.md", "README.md", "a.html"):
        built.write(f"docs/{page}", "# صفحة بخط اليد\n")
    built.convert()
    assert warraq(built.path, "check").exit_code == 0


@pytest.mark.parametrize(
    ("line", "code"),
    [("use_directory_urls: false", "CONF09"), ("INHERIT: ../base.yml", "CONF10")],
)
def test_a_setting_that_the_builder_cannot_follow_is_refused(
    built: Project, line: str, code: str
) -> None:
    """Else links and the sitemap would name addresses that MkDocs makes no page at."""
    built.write("mkdocs.yml", built.page("../mkdocs.yml") + f"{line}\n")
    run = warraq(built.path, "convert", "--lang", "en")
    assert (run.exit_code, code in run.stderr) == (2, True)
