"""Write files so that nobody ever sees half of one, and only where something changed."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path


def write_if_changed(target: Path, content: bytes) -> bool:
    """Make `target` hold `content`; return whether it had to be written.

    The new file takes the old one's place in one step, so a reader or a killed build meets either.
    """
    if _same(target, content):
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
    return True


def remove_empty_folders(folder: Path, root: Path) -> None:
    """Remove `folder` and the folders above it, up to `root`, as long as they are empty."""
    while folder != root and folder.is_relative_to(root):
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent


def _same(target: Path, content: bytes) -> bool:
    try:
        return (
            not target.is_symlink()
            and target.stat().st_size == len(content)
            and target.read_bytes() == content
        )
    except OSError:
        return False
