"""Let a second process do a piece of work while this one goes on with another.

It is a copy of this one, so it has all that it needs; what it hands back are files, unless the work
has a pipe. Where it comes to a bad end, by an error or by a signal, the work is to be done here,
where an error can be told. It never outlives this one: two builds would write into the same folder.
"""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import os
import signal
import sys
import threading
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PR_SET_PDEATHSIG: Final = 1
_FAILED: Final = 1


def can_share() -> bool:
    """Tell whether a second process may be had: it must end when this one is killed.

    Only of a process without threads may a copy be made: a lock that another thread holds would
    stay shut in it for ever. Libraries' own threads, which Python does not count, do as well.
    """
    return (
        sys.platform == "linux"
        and len(os.sched_getaffinity(0)) > 1
        and threading.active_count() == 1
        and len(list(Path("/proc/self/task").iterdir())) == 1
    )


def is_core_free() -> bool:
    """Tell whether a core is left to this process by itself and by those that it has started."""
    return len(multiprocessing.active_children()) + 1 < len(os.sched_getaffinity(0))


@contextmanager
def beside(work: Callable[[], object]) -> Iterator[Callable[[], bool]]:
    """Do `work` in a second process; what is yielded waits for it, and tells whether it was done.

    Who leaves without waiting ends it.
    """
    context = multiprocessing.get_context("fork")
    gc.freeze()  # else the collector would copy what both processes could share
    process = context.Process(target=_do, args=(work, os.getpid()), daemon=True)
    try:
        process.start()

        def is_done() -> bool:
            process.join()
            return process.exitcode == 0

        yield is_done
    finally:
        gc.unfreeze()
        if process.pid is not None:
            process.kill()
            process.join()


def _do(work: Callable[[], object], parent: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started us is told, and ends us
    _end_with(parent)
    with suppress(Exception):
        work()
        return
    sys.exit(_FAILED)


def _end_with(parent: int) -> None:
    """Make this process end when its parent does: nobody may write to a site that is not theirs."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)
