"""Write files so that nobody ever sees half of one, and only where something changed."""

from __future__ import annotations

import hashlib
import marshal
import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_WRITING: Final = os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0)

Mark = tuple[int, int]
"""A file's size, and its time of change in nanoseconds."""


def write_if_changed(target: Path | str, content: bytes) -> bool:
    """Make `target` hold `content`; return whether it had to be written.

    The new file takes the old one's place in one step, so a reader or a killed build meets either.
    """
    if _same(target, content):
        return False
    folder, name = os.path.split(target)
    part = f"{folder}/.{name}.part"  # `tempfile` would cost as much again; only one run writes
    try:
        _write(part, content)
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - `target` may be a string
        _write(part, content)
    os.replace(part, target)  # noqa: PTH105
    return True


def write_new(target: str, content: bytes) -> bool:
    """Write a file where there is none; return whether there was none.

    It stands under its name before it is whole, so whoever begins it has noted that it has begun.
    """
    try:
        write_whole(target, content, os.O_EXCL)
    except FileExistsError:
        return False
    except FileNotFoundError:
        os.makedirs(os.path.dirname(target), exist_ok=True)  # noqa: PTH103, PTH120
        return write_new(target, content)
    except BaseException:
        with suppress(OSError):
            os.unlink(target)  # noqa: PTH108
        raise
    return True


def write_whole(target: str, content: bytes, how: int = os.O_TRUNC) -> None:
    """Write a file in the quickest way, to its last byte.

    A disk that is nearly full takes a part and says only how much; what it says of the rest is then
    an error, and no half of a page is taken for one.
    """
    file = os.open(target, _WRITING | how, 0o666)
    try:
        written = os.write(file, content)
        while written < len(content):
            written += os.write(file, content[written:])
    finally:
        os.close(file)


def make_folder(folder: str) -> None:
    """Make a folder, whose parent is nearly always there, in the quickest way."""
    try:
        os.mkdir(folder)  # noqa: PTH102
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103


def visible_files(folder: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield each visible file below a folder with its path; links to folders are not followed."""
    waiting = [("", folder)]
    while waiting:
        inside, path = waiting.pop()
        try:
            entries = os.scandir(path)
        except OSError:
            continue
        with entries:
            for entry in entries:
                name = entry.name
                if name[0] == ".":
                    continue
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((f"{inside}{name}/", entry.path))
                else:
                    yield inside + name, entry


def marks(folder: Path | str) -> dict[str, Mark]:
    """Return the sizes and times of all visible files below a folder, by their paths in it."""
    found = {}
    for path, entry in visible_files(str(folder)):
        try:
            status = entry.stat(follow_symlinks=False)
        except FileNotFoundError:  # gone since it was listed
            continue
        found[path] = (status.st_size, status.st_mtime_ns)
    return found


def digest_of(files: Mapping[str, Mark]) -> str:
    """Return a digest of the names, sizes and times of files."""
    plain = marshal.dumps(sorted(files.items()), 2)  # as text, they would take twice as long
    return hashlib.sha256(plain).hexdigest()


def remove_empty_folders(folder: Path, root: Path) -> None:
    """Remove `folder` and the folders above it, up to `root`, as long as they are empty."""
    while folder != root and folder.is_relative_to(root):
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent


def _same(target: Path | str, content: bytes) -> bool:
    try:
        found = os.lstat(target)  # `Path` would cost as much again, thousands of times
        if not stat.S_ISREG(found.st_mode) or found.st_size != len(content):
            return False
        with open(target, "rb", buffering=0) as file:  # noqa: PTH123
            return file.read() == content
    except OSError:
        return False


def _write(part: str, content: bytes) -> None:
    """Write a file anew: what a killed run left in its place goes, and no link is followed."""
    try:
        write_whole(part, content, os.O_EXCL)
    except FileExistsError:
        os.unlink(part)  # noqa: PTH108
        _write(part, content)
    except FileNotFoundError:
        raise
    except BaseException:
        with suppress(OSError):
            os.unlink(part)  # noqa: PTH108
        raise
