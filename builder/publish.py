"""Staged site → `site/`: whole at every moment, and untouched where nothing changed."""

from __future__ import annotations

import ctypes
import ctypes.util
import filecmp
import os
import shutil
import stat
import sys
from typing import TYPE_CHECKING, Final

from builder.files import remove_empty_folders

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from collections.abc import Set as AbstractSet
    from pathlib import Path

STAGING_SUFFIX: Final = ".staging"
SPARE_SUFFIX: Final = ".spare"
RETIRED_SUFFIX: Final = ".retired"
_AT_FDCWD: Final = -100
_RENAME_EXCHANGE: Final = 2


def staging_dir(site_dir: Path) -> Path:
    """Return the folder beside `site_dir` in which its next state is built."""
    return site_dir.with_name(f".{site_dir.name}{STAGING_SUFFIX}")


def spare_dir(site_dir: Path) -> Path:
    """Return the folder that was `site_dir` before the last change, and will be it again."""
    return site_dir.with_name(f".{site_dir.name}{SPARE_SUFFIX}")


def publish(staging: Path, site_dir: Path, kept: Iterable[str] = ()) -> int:
    """Put the staged site in the place of `site_dir`; return how many of its files are new.

    `kept` names files of the published site that stay and were not staged. A file that did not
    change stays the very file it was, so that nothing downstream (a copy tool, a web server's
    cache) takes it for new. The next state is put together in the spare folder, where most files
    are there already from the last time; then the two folders change names in one step. A first
    build makes the spare folder too, which costs it little and the second one nothing.
    """
    staged = _inodes(staging).keys()
    wanted = staged | set(kept)
    changed = {name for name in staged if not _is_same(f"{staging}/{name}", f"{site_dir}/{name}")}
    spare = spare_dir(site_dir)
    if not site_dir.exists():
        staging.rename(site_dir)
        _make_alike(spare, site_dir, wanted)
    elif changed or _inodes(site_dir).keys() != wanted:
        _make_alike(spare, site_dir, wanted - changed)
        _Folders(spare).take(changed, lambda name: (staging / name).replace(spare / name))
        _exchange(spare, site_dir)
    shutil.rmtree(staging, ignore_errors=True)
    return len(changed)


def _make_alike(spare: Path, site_dir: Path, names: AbstractSet[str]) -> None:
    """Make the spare folder hold these files of the site, and no others."""
    published, there = _inodes(site_dir), _inodes(spare)
    for name in there.keys() - names:
        (spare / name).unlink()
        remove_empty_folders((spare / name).parent, spare)
    missing = sorted(name for name in names if there.get(name) != published.get(name, 0))
    _Folders(spare).take(
        missing, lambda name: _take_over(f"{site_dir}/{name}", f"{spare}/{name}", name in there)
    )


class _Folders:
    """The folders below one, made where a file is put into them."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._made: set[str] = set()

    def take(self, names: Iterable[str], put: Callable[[str], object]) -> None:
        """Put each of some files into its folder."""
        for name in names:
            folder = name.rpartition("/")[0]
            if folder not in self._made:
                (self._root / folder).mkdir(parents=True, exist_ok=True)
                self._made.add(folder)
            put(name)


def _inodes(folder: Path) -> dict[str, int]:
    """Return the number by which the file system knows each file below a folder, by its path."""
    found: dict[str, int] = {}
    _note_inodes(str(folder), "", found)
    return found


def _note_inodes(folder: str, inside: str, found: dict[str, int]) -> None:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        path = inside + entry.name
        if entry.is_dir(follow_symlinks=False):
            _note_inodes(entry.path, f"{path}/", found)
        else:
            found[path] = entry.inode()


def _is_same(staged: str, published: str) -> bool:
    try:
        is_link = stat.S_ISLNK(os.lstat(published).st_mode)
        return not is_link and filecmp.cmp(staged, published, shallow=False)
    except OSError:
        return False


def _take_over(published: str, spare: str, is_there: bool) -> None:  # noqa: FBT001 - of our own
    """Make the spare file the published one: the same file, or where links fail, an equal one."""
    if is_there:
        os.unlink(spare)  # noqa: PTH108 - `Path` would cost as much again
    try:
        os.link(published, spare)
    except FileNotFoundError:
        raise
    except OSError:  # no hard links on this file system
        shutil.copy2(published, spare)


def _exchange(spare: Path, site_dir: Path) -> None:
    """Let the two folders change names: at once where the system can, else in three steps."""
    if not _exchange_at_once(spare, site_dir):
        retired = site_dir.with_name(f".{site_dir.name}{RETIRED_SUFFIX}")
        shutil.rmtree(retired, ignore_errors=True)
        site_dir.rename(retired)
        spare.rename(site_dir)
        retired.rename(spare)


def _exchange_at_once(first: Path, second: Path) -> bool:
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    paths = os.fsencode(first), os.fsencode(second)
    result: int = rename(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE)
    return result == 0
