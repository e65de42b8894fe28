"""Staged site → `site/`: whole at every moment, and untouched where nothing changed."""

from __future__ import annotations

import ctypes
import ctypes.util
import filecmp
import os
import shutil
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

STAGING_SUFFIX: Final = ".staging"
RETIRED_SUFFIX: Final = ".retired"
_AT_FDCWD: Final = -100
_RENAME_EXCHANGE: Final = 2


def staging_dir(site_dir: Path) -> Path:
    """Return the folder beside `site_dir` in which its next state is built."""
    return site_dir.with_name(f".{site_dir.name}{STAGING_SUFFIX}")


def publish(staging: Path, site_dir: Path) -> int:
    """Put the staged site in the place of `site_dir`; return how many of its files are new.

    Files that did not change stay the very files they were, so that nothing downstream (a copy
    tool, a web server's cache) takes them for new. Then the two folders change names in one step.
    """
    changed = sum(not _keep(file, staging, site_dir) for file in _files(staging))
    gone = any(not (staging / file.relative_to(site_dir)).exists() for file in _files(site_dir))
    if changed or gone or not site_dir.exists():
        _exchange(staging, site_dir)
    shutil.rmtree(staging, ignore_errors=True)
    return changed


def _files(folder: Path) -> list[Path]:
    return [file for file in folder.rglob("*") if not file.is_dir()]


def _keep(file: Path, staging: Path, site_dir: Path) -> bool:
    """Replace a staged file by the published one where they are equal; tell whether they are."""
    published = site_dir / file.relative_to(staging)
    try:
        if published.is_symlink() or not filecmp.cmp(file, published, shallow=False):
            return False
        linked = file.with_name(file.name + ".keep")
        os.link(published, linked)
        linked.replace(file)
    except FileNotFoundError:
        return False
    except OSError:  # no hard links on this file system: an equal file is as good
        return True
    return True


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
