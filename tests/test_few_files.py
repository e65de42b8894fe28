"""A build that looks at few files publishes what one that looks at all of them publishes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Project

    Paste = Callable[..., str]

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("special", ["usual", "readme", "link", "hidden", "conflict"])
def test_a_second_build_is_that_of_plain_mkdocs(
    project: Project, paste: Paste, special: str
) -> None:
    """After a change, with whatever MkDocs has rules for among the hand-written files."""
    project.write("articles/a.txt", paste())
    project.write("articles/b.txt", paste("خبر آخر عن مطبعة", "6 آذار 2024"))
    project.write("docs/about.md", "# عن\n\n[خبر](articles/a.md) و[ضائع](articles/none.md)\n")
    match special:
        case "readme":
            project.write("docs/notes/README.md", "# اقرأ\n")
        case "conflict":
            project.write("docs/notes/README.md", "# اقرأ\n")
            project.write("docs/notes/index.md", "# فهرس\n")
        case "link":
            project.write("elsewhere/far.md", "# بعيد\n")
            (project.path / "docs" / "linked").symlink_to(project.path / "elsewhere")
        case "hidden":
            project.write("docs/.well-known/a.txt", "x")
            settings = project.path / "mkdocs.yml"
            text = settings.read_text(encoding="utf-8")
            settings.write_text(text + "exclude_docs: '!.well-known'\n", encoding="utf-8")
        case _:
            pass
    for title in ("أول مطبعة في حلب", "عنوان آخر"):
        project.write("articles/a.txt", paste(title))
        project.build()
    again = project.tree("site")
    shutil.rmtree(project.path / ".cache")
    shutil.rmtree(project.path / "site")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    subprocess.run(command, cwd=project.path, check=True, capture_output=True)
    assert project.tree("site") == again


def test_a_file_of_the_theme_is_the_one_that_should_be_there(
    project: Project, paste: Paste
) -> None:
    """It gives way to one of `docs/` by its name, comes back after it, and mends by a build."""
    project.write("articles/a.txt", paste())

    def published() -> bytes:
        project.build()
        return (project.path / "site" / name).read_bytes()

    name = "assets/warraq/favicon.svg"
    theirs = published()
    project.write(f"docs/{name}", "<svg/>")
    assert published() == b"<svg/>"
    (project.path / "docs" / name).unlink()
    assert published() == theirs
    (project.path / "site" / name).write_bytes(b"")
    assert published() == theirs
    (project.path / "site" / name).unlink()
    assert published() == theirs
