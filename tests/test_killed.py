"""Whatever interrupts a build or moves its files, `site/` is whole and the next build right."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.conftest import Project

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Paste = Callable[..., str]
    Tree = dict[str, bytes]

pytestmark = pytest.mark.slow

MOMENTS = 20


def start(project: Project) -> subprocess.Popen[bytes]:
    """Start a build in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "builder", "build"],
        cwd=project.path,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@pytest.fixture
def built(project: Project, paste: Paste) -> Project:
    """Make a collection of a few articles, and build it twice, so that everything is in place."""
    for day in range(1, 13):
        title = f"خبر رقم {day} عن مطبعة حلب"
        project.write(f"articles/a{day}.txt", paste(title, f"{day} آذار 2024"))
    project.build()
    project.write("articles/a3.txt", paste("خبر آخر", "3 آذار 2024"))
    project.build()
    return project


def change(project: Project, paste: Paste) -> None:
    """Edit an article, add one, delete one."""
    project.write("articles/a4.txt", paste("عنوان آخر", "4 آذار 2024"))
    project.write("articles/new.txt", paste("خبر جديد عن حلب", "8 آذار 2022"))
    (project.path / "articles" / "a7.txt").unlink()


def test_a_killed_build_leaves_a_whole_site_and_the_next_one_is_right(
    built: Project, paste: Paste, tmp_path: Path
) -> None:
    """At twenty moments of a build: the site is the old one or the new one, and then the new."""
    old = built.tree("site")
    change(built, paste)
    new = built.anew(tmp_path / "clean").build()
    saved = tmp_path / "saved"
    shutil.copytree(built.path, saved, copy_function=shutil.copy2)
    begun = time.monotonic()
    assert start(built).wait() == 0
    length = time.monotonic() - begun
    chance = random.Random(1)  # noqa: S311 - a game, not a secret
    ends = []
    for moment in range(MOMENTS):
        shutil.rmtree(built.path)
        shutil.copytree(saved, built.path, copy_function=shutil.copy2)
        process = start(built)
        time.sleep(length * (moment + chance.random()) / MOMENTS)
        process.kill()
        process.wait()
        found = built.tree("site")
        assert found in (old, new)
        ends.append(found == new)
        assert built.build() == new, moment
    assert False in ends


def test_two_builds_at_once_end_as_one(built: Project, paste: Paste, tmp_path: Path) -> None:
    """The second waits for the first: neither fails, and the site is whole."""
    change(built, paste)
    both = [start(built), start(built)]
    assert [process.wait() for process in both] == [0, 0]
    assert built.tree("site") == built.anew(tmp_path / "clean").build()


def test_a_moved_collection_is_built_as_if_it_had_stayed(built: Project, tmp_path: Path) -> None:
    """Nothing that is remembered names the place where the collection lay."""
    before = built.tree("site")
    moved = Project(built.path.rename(tmp_path / "مكان آخر"))
    assert moved.convert().changes.written == ()
    assert moved.build() == before


@pytest.mark.parametrize("day", [0, 4_000_000_000])
def test_a_clock_that_was_wrong_changes_nothing(
    built: Project, paste: Paste, tmp_path: Path, day: int
) -> None:
    """Times are compared for equality only: files from 1970 or from 2096 are files."""
    for folder in ("docs", "site", "articles"):
        for file in (built.path / folder).rglob("*"):
            os.utime(file, (day, day))
    change(built, paste)
    assert built.build() == built.anew(tmp_path / "clean").build()


def test_another_builder_makes_everything_again(
    built: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an older builder left is not trusted, and what it read is read again."""
    stale = built.path / "docs" / "articles" / "a1.md"
    stale.write_text("من بنّاء قديم", encoding="utf-8")
    monkeypatch.setattr("builder.world.digest_of_code", lambda: "another")
    assert built.build() == built.anew(tmp_path / "clean").build()
