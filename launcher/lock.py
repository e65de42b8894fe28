"""A lock between starts of the launcher: one sets up, the others wait.

The operating system holds it, so it ends with the process, however that ends.
"""

from __future__ import annotations

import errno
import sys
import time
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Final

from launcher.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAUSE: Final = 0.2
"""Seconds between two tries to take the lock."""
HELD_ELSEWHERE: Final = (errno.EAGAIN, errno.EACCES, errno.EDEADLK)
"""What the systems answer when another process holds the lock."""


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold the lock at `path`, waiting for another process that holds it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        told = False
        while not _taken(file):
            if not told:
                say("waiting")
                told = True
            time.sleep(PAUSE)
        yield


def _taken(file: IO[bytes]) -> bool:
    """Try to take the lock; it is given back when `file` is closed."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - this system alone has it

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - these systems alone have it

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in HELD_ELSEWHERE  # a file system without locks: go on without one
    return True
