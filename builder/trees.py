"""How a folder of many files looks, told quickly where it was looked at before.

A file that comes, goes or is replaced changes the time of its folder, and of no other. So where
all folders are as they were, the files in them are still the ones that were there, and none need be
listed; each is looked at all the same, for it may have been written into.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_SECOND: Final = 1_000_000_000


class Look(NamedTuple):
    """How a file looks from outside."""

    size: int
    time: int
    """Of change, in nanoseconds; compared for equality only."""
    number: int
    """By which the file system knows it."""


@dataclass(frozen=True, slots=True)
class Tree:
    """All files below a folder, hidden ones too, and the folders that they lie in."""

    files: Mapping[str, Look]
    folders: Mapping[str, int]
    """The time of each folder, by its path; that of the tree itself is empty."""


NOWHERE: Final = Tree({}, {})


def look(root: Path, known: Tree = NOWHERE) -> Tree:
    """Return how the files below a folder look; `known` is how they looked once."""
    place = str(root)
    if is_as_left(root, known.folders):
        files = {path: one for path in known.files if (one := look_at(f"{place}/{path}"))}
        if len(files) == len(known.files):
            return Tree(files, known.folders)
    return _walk(place)


def is_as_left(root: Path, folders: Mapping[str, int]) -> bool:
    """Tell whether in any of these folders a file came, went or was replaced.

    A system that counts in whole seconds could not tell.
    """
    place = str(root)
    return bool(folders) and all(
        time % _SECOND and _time_of(f"{place}/{path}") == time for path, time in folders.items()
    )


def times_of(root: Path, folders: Iterable[str]) -> dict[str, int]:
    """Return the times of those of some folders that are there."""
    place = str(root)
    return {path: time for path in folders if (time := _time_of(f"{place}/{path}")) is not None}


def folders_of(paths: Iterable[str]) -> set[str]:
    """Return all folders that some files lie in.

    >>> sorted(folders_of(["a/b/c", "a/d", "e"]))
    ['', 'a', 'a/b']
    """
    found: set[str] = set()
    for path in paths:
        folder = path
        while folder:
            folder = folder.rpartition("/")[0]
            if folder in found:
                break
            found.add(folder)
    return found


def look_at(file: str) -> Look | None:
    """Return how a file looks; None where there is none."""
    try:
        found = os.lstat(file)  # `Path` would cost as much again, thousands of times
    except OSError:
        return None
    return Look(found.st_size, found.st_mtime_ns, found.st_ino)


def _walk(root: str) -> Tree:
    files, folders, waiting = {}, {}, [""]
    while waiting:
        inside = waiting.pop()
        time = _time_of(f"{root}/{inside}")
        try:
            entries = os.scandir(f"{root}/{inside}")
        except OSError:
            continue
        folders[inside] = time or 0
        before = f"{inside}/" if inside else ""
        with entries:
            for entry in entries:
                path = before + entry.name
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(path)
                elif one := look_at(entry.path):
                    files[path] = one
    return Tree(files, folders)


def _time_of(folder: str) -> int | None:
    try:
        found = os.lstat(folder)
    except OSError:
        return None
    return found.st_mtime_ns if stat.S_ISDIR(found.st_mode) else None
