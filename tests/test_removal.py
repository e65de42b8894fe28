"""A build from nothing begins with nothing at once; what was there goes beside it."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from builder.published import remove_made
from builder.removal import remove_beside
from builder.site import OWNED_FILES, OWNED_FOLDERS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Project

    Paste = Callable[..., str]


@pytest.fixture
def built(project: Project, paste: Paste) -> Project:
    """Build a small collection with a page that a person wrote."""
    project.write("articles/a.txt", paste())
    project.write("docs/about.md", "# عن المجموعة\n")
    project.build()
    return project


def test_all_that_was_made_is_gone_at_once_and_then_from_the_disk(built: Project) -> None:
    """And nothing that a person wrote."""
    left = built.path / ".site.removed.killed" / "a page"
    left.mkdir(parents=True)
    process = remove_made(built.config)
    assert not any((built.path / "docs" / name).exists() for name in (*OWNED_FOLDERS, *OWNED_FILES))
    assert not any((built.path / name).exists() for name in ("site", ".site.spare"))
    assert (built.path / "docs/about.md").exists()
    assert (built.path / "articles/a.txt").exists()
    assert process is not None
    assert process.wait() == 0
    assert list(built.path.glob(".site.*")) == []


def test_a_build_from_nothing_makes_the_same_again(built: Project) -> None:
    """While the old files may still be on their way out."""
    before = built.tree(), built.tree("site")
    process = remove_made(built.config)
    built.build()
    assert (built.tree(), built.tree("site")) == before
    assert process is not None
    process.wait()


def test_what_cannot_be_moved_or_left_to_another_is_removed_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On another disk, or where no process can be had."""
    folder = tmp_path / "folder"
    (folder / "within").mkdir(parents=True)
    monkeypatch.setattr(Path, "rename", cannot)
    monkeypatch.setattr(subprocess, "Popen", cannot)
    assert remove_beside([folder, tmp_path / "never there"], tmp_path / ".removed") is None
    assert list(tmp_path.iterdir()) == []


def cannot(*_: object, **__: object) -> None:
    """Stand for what the machine refuses."""
    raise OSError


def test_what_cannot_be_put_aside_is_removed_at_once(tmp_path: Path) -> None:
    """A site in a folder that is not there yet was never built; the rest goes all the same."""
    owned = tmp_path / "docs" / "articles"
    owned.mkdir(parents=True)
    aside = tmp_path / "nowhere" / ".site.removed"
    assert remove_beside([owned, tmp_path / "nowhere" / "site"], aside) is None
    assert not owned.exists()
    assert remove_beside([owned], aside) is None
