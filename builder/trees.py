"""How a folder of many files looks, told quickly where it was looked at before.

A file that comes, goes or is replaced changes the time of its folder, and of no other. So where
all folders are as they were, the files in them are still the ones that were there, and none need be
listed; each is looked at all the same, for it may have been written into.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from stat import S_ISDIR
from typing import TYPE_CHECKING, Final, NamedTuple

from builder.packing import named

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
        with suppress(OSError):  # `look_at` for each would cost as much again, as would `Path`
            found = map(os.lstat, [f"{place}/{path}" for path in known.files])
            looks = named(Look, [(one.st_size, one.st_mtime_ns, one.st_ino) for one in found])
            return Tree(dict(zip(known.files, looks, strict=True)), known.folders)
    return _walk(place)


def is_as_left(root: Path, folders: Mapping[str, int]) -> bool:
    """Tell whether in any of these folders a file came, went or was replaced.

    A system that counts in whole seconds could not tell.
    """
    place = str(root)
    try:
        found = [os.lstat(f"{place}/{path}") for path in folders]
    except OSError:
        return False
    return bool(folders) and all(
        time % _SECOND and one.st_mtime_ns == time and S_ISDIR(one.st_mode)
        for one, time in zip(found, folders.values(), strict=True)
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
    return found.st_mtime_ns if S_ISDIR(found.st_mode) else None
