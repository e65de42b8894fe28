"""How a folder looks is told quickly, and nothing that anybody did there stays unseen."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Final

import pytest

from builder.publish import publish, spare_dir, staging_dir
from builder.trees import NOWHERE, Tree, is_as_left, look

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILES: Final = ("a", "b/c", "b/d/e", "f/g", ".hidden")
CHANGES: Final[dict[str, Callable[[Path], object]]] = {
    "written into": lambda root: (root / "b/c").write_text("longer", encoding="utf-8"),
    "replaced": lambda root: (root / "a.new").replace(root / "b/d/e"),
    "added": lambda root: (root / "b/d/new").write_text("1", encoding="utf-8"),
    "deleted": lambda root: (root / "b/c").unlink(),
    "renamed": lambda root: (root / "b/c").rename(root / "b/x"),
    "folder added": lambda root: (root / "b/new/newer").mkdir(parents=True),
    "folder deleted": lambda root: shutil.rmtree(root / "b"),
    "folder moved": lambda root: (root / "f").rename(root / "b/f"),
    "all deleted": shutil.rmtree,
    "time set back": lambda root: os.utime(root / "a", ns=(5, 5)),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Make a few files in folders."""
    for name in FILES:
        (tmp_path / "root" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "root" / name).write_text("1", encoding="utf-8")
    (tmp_path / "root/a.new").write_text("2", encoding="utf-8")
    return tmp_path / "root"


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changed_is_seen(root: Path, change: str) -> None:
    """With what was known and without, the same is seen."""
    known = look(root)
    CHANGES[change](root)
    assert look(root, known) == look(root) != known


def test_what_is_known_is_not_listed_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only so is it quick."""
    known = look(root)
    monkeypatch.setattr("os.scandir", lambda _: pytest.fail("a folder was listed"))
    assert look(root, known) == known


def test_a_folder_that_became_a_link_is_not_followed(root: Path) -> None:
    """What lies elsewhere is no part of a tree, however much it looks like it."""
    known = look(root)
    (root / "b").rename(root.parent / "elsewhere")
    os.utime(root, ns=(known.folders[""], known.folders[""]))
    (root / "b").symlink_to(root.parent / "elsewhere")
    os.utime(root, ns=(known.folders[""], known.folders[""]))
    assert "b/c" not in look(root, known).files


def test_times_in_whole_seconds_tell_nothing(root: Path) -> None:
    """Two changes within one second would look like one."""
    os.utime(root / "b", (5, 5))
    tree = look(root)
    assert not is_as_left(root, tree.folders)
    assert look(root, tree) == tree


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    """A first build has no site yet."""
    assert look(tmp_path / "none") == look(tmp_path / "none", Tree({}, {"": 1})) == NOWHERE


def test_what_a_publication_says_it_left_lies_there(tmp_path: Path) -> None:
    """The next build relies on it, of the site and of the spare folder alike."""
    site, done = tmp_path / "site", None
    states = ({"a": "1", "b/c": "2", "d/e/f": "3"}, {"a": "2"}, {"g/h": "4"}, {"a": "3"})
    kept: tuple[set[str], ...] = (set(), {"b/c", "d/e/f"}, {"a", "b/c"}, {"g/h"})
    for number, (files, staying) in enumerate(zip(states, kept, strict=True)):
        for name, text in files.items():
            target = staging_dir(site) / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        known = (None, None) if done is None else (done.site, done.spare)
        done = publish(staging_dir(site), site, staying, *known)
        assert look(site) == done.site, number
        assert done.spare is not None
        assert done.spare.folders == look(spare_dir(site)).folders
        theirs, ours = look(spare_dir(site)).files, done.site.files
        shared = {name for name in ours if theirs.get(name) == ours[name]}
        assert shared == ours.keys() - {*done.spare.other, *done.spare.absent}
        assert theirs.keys() - shared == set(done.spare.other)
