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
    from collections.abc import Iterable, Iterator
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
    are there already from the last time; then the two folders change names in one step.
    """
    staged = set(_files(staging))
    wanted = staged | set(kept)
    changed = {name for name in staged if not _is_same(f"{staging}/{name}", f"{site_dir}/{name}")}
    if not site_dir.exists():
        staging.rename(site_dir)
    elif changed or set(_files(site_dir)) != wanted:
        spare = spare_dir(site_dir)
        for name in set(_files(spare)) - wanted:
            (spare / name).unlink()
            remove_empty_folders((spare / name).parent, spare)
        for name in wanted - changed:
            if not _is_one_file(f"{site_dir}/{name}", f"{spare}/{name}"):
                _take_over(site_dir / name, spare / name)
        for name in changed:
            (spare / name).parent.mkdir(parents=True, exist_ok=True)
            (staging / name).replace(spare / name)
        _exchange(spare, site_dir)
    shutil.rmtree(staging, ignore_errors=True)
    return len(changed)


def _files(folder: Path) -> Iterator[str]:
    """Yield the path of each file below a folder."""
    start = len(str(folder)) + 1
    for root, _, names in os.walk(folder):
        inside = f"{root}/"[start:].replace(os.sep, "/")
        yield from (inside + name for name in names)


def _is_same(staged: str, published: str) -> bool:
    try:
        is_link = stat.S_ISLNK(os.lstat(published).st_mode)
        return not is_link and filecmp.cmp(staged, published, shallow=False)
    except OSError:
        return False


def _is_one_file(published: str, spare: str) -> bool:
    """Tell whether two names stand for one file, so that nothing is left to be done."""
    try:
        return os.path.samestat(os.lstat(published), os.lstat(spare))
    except OSError:
        return False


def _take_over(published: Path, spare: Path) -> None:
    """Make the spare file the published one: the same file, or where links fail, an equal one."""
    spare.parent.mkdir(parents=True, exist_ok=True)
    spare.unlink(missing_ok=True)
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
