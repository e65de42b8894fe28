"""Staged site → `site/`: whole at every moment, and untouched where nothing changed."""

from __future__ import annotations

import ctypes
import ctypes.util
import filecmp
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

STAGING_SUFFIX: Final = ".staging"
RETIRED_SUFFIX: Final = ".retired"
_AT_FDCWD: Final = -100
_RENAME_EXCHANGE: Final = 2


def staging_dir(site_dir: Path) -> Path:
    """Return the folder beside `site_dir` in which its next state is built."""
    return site_dir.with_name(f".{site_dir.name}{STAGING_SUFFIX}")


def publish(staging: Path, site_dir: Path, kept: Iterable[str] = ()) -> int:
    """Put the staged site in the place of `site_dir`; return how many of its files are new.

    `kept` names files of the published site that stay and were not staged. A file that did not
    change stays the very file it was, so that nothing downstream (a copy tool, a web server's
    cache) takes it for new. Then the two folders change names in one step.
    """
    staged = {file.relative_to(staging).as_posix() for file in _files(staging)}
    staying = set(kept) - staged
    changed = [name for name in staged if not _is_same(staging / name, site_dir / name)]
    there = {file.relative_to(site_dir).as_posix() for file in _files(site_dir)}
    if changed or there != staged | staying or not site_dir.exists():
        for name in (staged | staying).difference(changed):
            _take_over(site_dir / name, staging / name)
        _exchange(staging, site_dir)
    shutil.rmtree(staging, ignore_errors=True)
    return len(changed)


def _files(folder: Path) -> list[Path]:
    return [Path(root, name) for root, _, names in os.walk(folder) for name in names]


def _is_same(staged: Path, published: Path) -> bool:
    try:
        return not published.is_symlink() and filecmp.cmp(staged, published, shallow=False)
    except OSError:
        return False


def _take_over(published: Path, staged: Path) -> None:
    """Make the staged file the published one: the same file, or where links fail, an equal one."""
    staged.parent.mkdir(parents=True, exist_ok=True)
    staged.unlink(missing_ok=True)
    try:
        os.link(published, staged)
    except FileNotFoundError:
        raise
    except OSError:  # no hard links on this file system
        shutil.copy2(published, staged)


def _exchange(staging: Path, site_dir: Path) -> None:
    """Let the two folders change names: at once where the system can, else in two steps."""
    if not site_dir.exists():
        staging.rename(site_dir)
    elif not _exchange_at_once(staging, site_dir):
        retired = site_dir.with_name(f".{site_dir.name}{RETIRED_SUFFIX}")
        shutil.rmtree(retired, ignore_errors=True)
        site_dir.rename(retired)
        staging.rename(site_dir)
        shutil.rmtree(retired, ignore_errors=True)


def _exchange_at_once(first: Path, second: Path) -> bool:
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    paths = os.fsencode(first), os.fsencode(second)
    result: int = rename(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE)
    return result == 0
