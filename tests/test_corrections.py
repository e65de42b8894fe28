"""«صحِّح هذا المقال» leads to the sidecar: to edit it, or to make it."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from builder.config import load_config
from builder.corrections import correction_link
from builder.errors import ConfigError
from builder.frontmatter import parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Project

GITHUB: Final = "https://github.com/someone/collection"


def settle(project: Project, repo_url: str, branch: str | None = None) -> None:
    """Name a repository, and a branch of it, in the settings."""
    text = (project.path / "mkdocs.yml").read_text(encoding="utf-8")
    if branch is not None:
        text = text.replace("page_size: 3", f'page_size: 3, branch: "{branch}"')
    project.write("mkdocs.yml", f"{text}repo_url: {repo_url}\n")


def link(project: Project) -> str | None:
    """Return the link on the only article's page."""
    project.convert()
    (page,) = (p for p in (project.path / "docs/articles").glob("*.md") if p.stem != "index")
    meta, _ = parse(page.read_text(encoding="utf-8"))
    found: str | None = meta["view"].get("edit")
    return found


def test_a_new_sidecar_is_offered_then_the_one_that_is_there(
    project: Project, paste: Callable[..., str]
) -> None:
    """The link never opens the raw file; an incremental build sees a sidecar come or be renamed."""
    settle(project, GITHUB)
    project.write("articles/2024/press.txt", paste())
    assert link(project) == f"{GITHUB}/new/main/articles/2024?filename=press.yml"
    project.write("articles/2024/press.yml", "section: ثقافة\n")
    assert link(project) == f"{GITHUB}/edit/main/articles/2024/press.yml"
    (project.path / "articles/2024/press.yml").rename(project.path / "articles/2024/press.YAML")
    assert link(project) == f"{GITHUB}/edit/main/articles/2024/press.YAML"


def test_names_are_encoded(project: Project, paste: Callable[..., str]) -> None:
    """Arabic letters, spaces, «#», «?» and «&» of a name reach the site that keeps it."""
    settle(project, GITHUB, "corrections/2024")
    project.write("articles/أخبار #1/هل عاد؟ نعم & لا?.txt", paste())
    address = urlsplit(link(project) or "")
    assert address.path.isascii()
    assert unquote(address.path) == "/someone/collection/new/corrections/2024/articles/أخبار #1"
    assert parse_qs(address.query) == {"filename": ["هل عاد؟ نعم & لا?.yml"]}
    assert address.fragment == ""


@pytest.mark.parametrize(
    ("repository", "new", "edit"),
    [
        ("https://gitlab.com/g/sub/c", "/-/new/main/a?file_name=x.yml", "/-/edit/main/a/x.yml"),
        ("https://codeberg.org/g/c/", "/_new/main/a?filename=x.yml", "/_edit/main/a/x.yml"),
        ("https://github.example.edu/g/c.git", "/new/main/a?filename=x.yml", "/edit/main/a/x.yml"),
    ],
)
def test_each_kind_of_site_is_asked_in_its_own_way(
    project: Project, repository: str, new: str, edit: str
) -> None:
    """GitLab and Forgejo have other addresses than GitHub."""
    settle(project, repository)
    base = repository.rstrip("/").removesuffix(".git")
    assert correction_link("a/x.txt", None, project.config) == base + new
    assert correction_link("a/x.txt", "a/x.yml", project.config) == base + edit


@pytest.mark.parametrize(
    "repository",
    [
        "https://example.org/someone/collection",
        "https://github.com/",
        "https://notgithub.com/a/b",
        "git@github.com:someone/collection.git",
        "javascript://github.com/a/b",
        "''",
    ],
)
def test_an_unknown_site_gets_no_link(
    project: Project, paste: Callable[..., str], repository: str
) -> None:
    """A link that leads nowhere is worse than none."""
    settle(project, repository)
    project.write("articles/press.txt", paste())
    assert link(project) is None


@pytest.mark.parametrize("branch", ["", " ", "../x", "/main", "-x", "a b"])
def test_a_branch_that_git_would_not_take_is_refused(project: Project, branch: str) -> None:
    """A slip in the settings is told before a thousand pages carry it."""
    settle(project, GITHUB, branch)
    with pytest.raises(ConfigError) as refused:
        load_config(project.path)
    assert [diagnostic.code for diagnostic in refused.value.diagnostics] == ["CONF04"]


@pytest.mark.slow
def test_the_page_shows_the_link(project: Project, paste: Callable[..., str]) -> None:
    """The address stands on the page as it is in the front matter."""
    settle(project, GITHUB)
    project.write("articles/press.txt", paste())
    project.build()
    page = (project.path / "site/articles/press/index.html").read_text(encoding="utf-8")
    (shown,) = re.findall(r'<li class="edit"><a href="([^"]+)"', page)
    assert unescape(shown) == f"{GITHUB}/new/main/articles?filename=press.yml"
