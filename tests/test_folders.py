"""The folders that settings name: a build removes what it did not make in none of them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from builder.cli import main
from tests.conftest import ROOT
from tests.test_build import mkdocs

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    from tests.conftest import Project


def warraq(folder: Path, *arguments: str) -> Result:
    """Run a command on a project."""
    return CliRunner().invoke(main, ["--project", str(folder), *arguments])


def setting(project: Project, line: str) -> None:
    """Put a line at the top of the project's settings."""
    settings = project.path / "mkdocs.yml"
    settings.write_text(f"{line}\n{settings.read_text(encoding='utf-8')}", encoding="utf-8")


@pytest.fixture
def full(project: Project, paste: Callable[..., str]) -> Project:
    """Make a collection with folders of many kinds beside its own."""
    project.write("articles/2024/a.txt", paste())
    project.write("docs/about.md", "# عن المجموعة\n\nصفحة بخط اليد.\n")
    project.write("tools/notes.txt", "لا يُمحى")
    project.write(".git/HEAD", "ref: refs/heads/main\n")
    return project


def everything(project: Project) -> dict[str, bytes]:
    """Return all files that no command may touch."""
    return {
        name: held
        for name, held in project.tree(".").items()
        if not name.startswith(".cache/") and name != "mkdocs.yml"
    }


@pytest.mark.parametrize("command", [("build",), ("build", "--clean"), ("convert",), ("check",)])
@pytest.mark.parametrize(
    "line",
    [
        "site_dir: articles",
        "site_dir: articles/2024",
        "site_dir: ./docs/../articles/",
        "site_dir: docs",
        "site_dir: .",
        "site_dir: ..",
        "site_dir: .git",
        "site_dir: .git/site",
        "site_dir: .cache/site",
        "site_dir: linked",
        "docs_dir: .",
        "docs_dir: articles",
        "docs_dir: articles/2024/pages",
        "docs_dir: .git",
    ],
)
def test_a_folder_of_the_projects_own_is_never_filled(
    full: Project, line: str, command: tuple[str, ...]
) -> None:
    """`site_dir: articles` moved every raw file aside, and the next build deleted them."""
    (full.path / "linked").symlink_to("articles", target_is_directory=True)
    setting(full, line)
    before = everything(full)
    run = warraq(full.path, *command)
    assert (run.exit_code, "CONF05" in run.stderr) == (2, True)
    assert everything(full) == before


def test_articles_among_the_pages_are_refused(full: Project) -> None:
    """`articles: docs` was read as if every page were a raw file."""
    settings = full.path / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    for named in ("docs", "docs/articles", "site"):
        settings.write_text(text.replace("page_size: 3", f"articles: {named}"), encoding="utf-8")
        run = warraq(full.path, "build")
        assert (run.exit_code, "CONF05" in run.stderr) == (2, True)
    assert (full.path / "docs/about.md").is_file()


def test_a_folder_of_articles_that_is_not_there_is_told_as_that(full: Project) -> None:
    """It was told as a disk without room."""
    settings = full.path / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("page_size: 3", "articles: nosuch"), encoding="utf-8")
    for command in ("build", "convert", "check"):
        run = warraq(full.path, command)
        assert (run.exit_code, "CONF06" in run.stderr, "«nosuch»" in run.stderr) == (2, True, True)


@pytest.mark.parametrize("command", [("build",), ("build", "--clean"), ()])
@pytest.mark.parametrize("held", ["tools", ".site.spare", "a repository", "a file"])
def test_what_no_build_made_is_never_published_over(
    full: Project, held: str, command: tuple[str, ...]
) -> None:
    """`site_dir: builder` removed the program; a spare folder of other things was emptied."""
    if held == "tools":
        setting(full, "site_dir: tools")
    elif held == ".site.spare":
        full.build()
        full.write("articles/2024/b.txt", full.path.joinpath("articles/2024/a.txt").read_bytes())
        spare = full.path / ".site.spare"
        spare.rename(full.path / "aside")
        full.write(".site.spare/letters/one.txt", "لا يُمحى")
    elif held == "a repository":
        full.build()
        full.write("site/.git", "gitdir: ../.git/worktrees/site\n")
    else:
        full.write("site", "ليس مجلدًا")
    before = everything(full)
    if command:
        run = warraq(full.path, *command)
        assert ("SITE03" in run.stderr, run.exit_code) == (True, 2)
    else:
        plain = mkdocs(full)
        assert ("SITE03" in plain.stdout + plain.stderr, plain.returncode) == (True, 1)
    assert everything(full) == before


@pytest.mark.parametrize("command", [("build",), ("build", "--clean"), ("convert",), ()])
@pytest.mark.parametrize("page", ["articles/2019/mine.md", "index.md", "assets/pictures/mine.png"])
def test_what_stood_there_before_the_first_build_is_not_removed(
    full: Project, page: str, command: tuple[str, ...]
) -> None:
    """Whoever brings a site of MkDocs along may well have a folder of articles, and a home page."""
    full.write(f"docs/{page}", "# صفحة بخط اليد\n")
    before = everything(full)
    if command:
        run = warraq(full.path, *command)
        said, code = run.stderr, (run.exit_code, 2)
    else:
        plain = mkdocs(full)
        said, code = plain.stdout + plain.stderr, (plain.returncode, 1)
    assert ("SITE04" in said, f"docs/{page}" in said, code[0]) == (True, True, code[1])
    assert everything(full) == before


def test_a_build_whose_list_of_files_is_lost_is_known_by_its_home_page(full: Project) -> None:
    """Nobody has to clear away by hand what a build made."""
    full.build()
    (full.path / "docs/.warraq-manifest.json").unlink()
    full.write("articles/2024/a.yml", "title: عنوان آخر\n")
    assert warraq(full.path, "build").exit_code == 0
    assert "عنوان آخر" in full.tree("site")["articles/a/index.html"].decode()


def test_an_empty_folder_and_one_outside_the_project_are_filled(full: Project) -> None:
    """Whoever serves a folder of the machine may name it; the build says where the site is."""
    outside = full.path.parent / "public"
    outside.mkdir()
    setting(full, f"site_dir: {outside.as_posix()}")
    for _ in range(2):
        run = warraq(full.path, "build")
        assert (run.exit_code, f"{outside.as_posix()}/" in run.stderr) == (0, True)
    assert (outside / "articles/a/index.html").is_file()


@pytest.mark.parametrize("lost", ["site/index.html", "site/404.html", ".cache/published.packed"])
def test_a_site_of_ours_is_known_whatever_was_lost(full: Project, lost: str) -> None:
    """To know its own folders, the builder needs neither what it remembers nor all its pages."""
    site = full.build()
    (full.path / lost).unlink()
    assert warraq(full.path, "build").exit_code == 0
    assert full.tree("site") == site


def test_a_spare_folder_that_a_killed_build_left_half_made_is_ours(full: Project) -> None:
    """It has names of the site, and not all that tells a whole site."""
    site = full.build()
    spare = full.path / ".site.spare"
    for name in ("index.html", "404.html"):
        (spare / name).unlink()
    full.write("docs/about.md", "# عن المجموعة\n\nصفحة أخرى.\n")
    assert warraq(full.path, "build").exit_code == 0
    assert full.tree("site").keys() == site.keys()


@pytest.mark.parametrize(
    "line",
    [
        "site_url: 5",
        "site_name: [a, b]",
        "site_description: {a: b}",
        "repo_url: 5",
        "docs_dir: 5",
        "site_dir: [site]",
    ],
)
def test_a_setting_of_another_kind_is_told_with_what_it_should_be(
    project: Project, line: str
) -> None:
    """It was a traceback that called itself our bug."""
    text = (project.path / "mkdocs.yml").read_text(encoding="utf-8")
    key = line.partition(":")[0]
    kept = [one for one in text.splitlines() if not one.startswith(f"{key}:")]
    project.write("mkdocs.yml", "\n".join([*kept, line]))
    run = warraq(project.path, "build")
    assert (run.exit_code, "CONF04" in run.stderr, f"`{key}`" in run.stderr) == (2, True, True)
    assert "…" not in run.stderr


@pytest.mark.parametrize(
    "text",
    [
        "extra: 5\n",
        "extra: {warraq: 5}\n",
        "extra: [warraq]\n",
        "theme: {name: material, custom_dir: 5}\n",
        "theme: {name: material, language: [ar]}\n",
        "theme: 5\n",
        "- a\n",
        "5\n",
    ],
)
def test_settings_of_any_form_end_no_command_with_a_traceback(project: Project, text: str) -> None:
    """What cannot be used is refused in words."""
    project.write("mkdocs.yml", text)
    for command in ("check", "build"):
        run = warraq(project.path, command)
        assert "RUN02" not in run.stderr


def test_mistakes_of_all_settings_are_told_at_once(project: Project) -> None:
    """Nobody should mend one to learn of the next."""
    project.write("mkdocs.yml", "extra: {warraq: {page_size: 0, digits: roman}}\nsite_url: 5\n")
    run = warraq(project.path, "check")
    assert (run.exit_code, run.stderr.count("CONF04")) == (2, 3)


@pytest.mark.skipif(os.name == "nt", reason="no such folders there")
def test_the_folder_of_the_builder_is_no_place_for_a_site(full: Project) -> None:
    """Below it everything is the program's."""
    setting(full, f"site_dir: {(ROOT / 'builder' / 'public').as_posix()}")
    run = warraq(full.path, "build")
    assert (run.exit_code, "CONF05" in run.stderr) == (2, True)
    assert not (ROOT / "builder" / "public").exists()


@pytest.mark.parametrize("place", ["articles", "topics", "assets", "assets/search", "index.md"])
@pytest.mark.parametrize("command", ["build", "convert", "check"])
def test_nothing_is_written_through_a_link(full: Project, place: str, command: str) -> None:
    """`docs/articles` linked to `articles`: a first build removed every raw file."""
    link = full.path / "docs" / place
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(full.path / "articles", target_is_directory=True)
    before = everything(full)
    run = warraq(full.path, command)
    assert (run.exit_code, f"docs/{place}" in run.stderr, "CONF07" in run.stderr) == (2, True, True)
    assert everything(full) == before


def test_a_cache_that_is_a_link_is_refused(full: Project) -> None:
    """`build --clean` empties it."""
    (full.path / ".cache").symlink_to("articles", target_is_directory=True)
    before = everything(full)
    run = warraq(full.path, "build", "--clean")
    assert (run.exit_code, "CONF07" in run.stderr) == (2, True)
    assert everything(full) == before


@pytest.mark.parametrize("place", ["x.txt", "guide/x.txt", "more"])
def test_no_link_publishes_what_is_not_in_the_project(
    full: Project, tmp_path: Path, place: str
) -> None:
    """One to a key of the machine that publishes came with a pull request."""
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/x.txt").write_text("secret", encoding="utf-8")
    leads_to = tmp_path / "outside" / ("x.txt" if place.endswith(".txt") else "")
    for target in (leads_to, full.path / ".git"):
        link = full.path / "docs" / place
        link.parent.mkdir(exist_ok=True)
        link.symlink_to(target)
        run = warraq(full.path, "check")
        assert (run.exit_code, f"docs/{place}" in run.stderr, "CONF08" in run.stderr) == (
            2,
            True,
            True,
        )
        link.unlink()


def test_a_link_within_the_project_is_followed(full: Project) -> None:
    """As many do with a change log."""
    full.write("CHANGES.md", "# ما تغيّر\n\nكل شيء.\n")
    (full.path / "docs/changes.md").symlink_to("../CHANGES.md")
    assert warraq(full.path, "build").exit_code == 0
    assert "كل شيء" in (full.path / "site/changes/index.html").read_text(encoding="utf-8")
