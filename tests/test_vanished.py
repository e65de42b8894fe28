"""Addresses that lead nowhere now, where git shows what became of their files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.testing import CliRunner

from builder.checking import check_files
from builder.cli import main
from builder.interface import LANGUAGES
from builder.raw_files import discover_files
from builder.workshop import open_workshop
from tests import repositories

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Project


def test_a_renamed_file_is_known_by_what_it_holds(
    project: Project, paste: Callable[..., str]
) -> None:
    """The cure is one line in its new sidecar, and not to bring the old file back."""
    project.write("articles/2024/press.txt", paste())
    repositories.start(project.path)
    (project.path / "articles/2024/press.txt").rename(project.path / "articles/2024/matbaa.txt")
    config = project.config
    files = discover_files(config.articles_dir, config.project)
    checked = check_files(open_workshop(config), files, None, whole=True)
    (told,) = (d for d in checked.diagnostics if d.code == "ADDR02")
    for language in LANGUAGES:
        hint = told.hint(language)
        assert "`aliases: [press]`" in hint
        assert "articles/2024/matbaa.yml" in hint
        assert "git checkout" not in hint


def test_the_count_says_errors_that_are_of_no_file(
    project: Project, paste: Callable[..., str]
) -> None:
    """Two lost addresses failed a check that ended with «0 failed» and nothing else."""
    for name in ("press", "paper"):
        project.write(f"articles/{name}.txt", paste())
    repositories.start(project.path)
    command = ["--project", str(project.path), "check", "--since", "main"]
    assert "other errors" not in CliRunner().invoke(main, command).output
    for name in ("press", "paper"):
        (project.path / f"articles/{name}.txt").unlink()
    run = CliRunner().invoke(main, command)
    assert (run.exit_code, run.output.count("error ADDR01")) == (1, 2)
    assert "0 failed; other errors: 2." in run.output
    assert "المتعثّر: 0؛ أخطاء أخرى: 2." in run.output
