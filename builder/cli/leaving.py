"""How a process ends when its command is done: at once.

To take all modules and ten thousand articles apart first, as Python does, costs a fifth of a second
of each build, and nobody sees a difference.
"""

from __future__ import annotations

import atexit
import os
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def leave_after(command: Callable[[], object]) -> None:
    """Run a command, which ends by `sys.exit`, and end the process with the same code."""
    try:
        command()
    except SystemExit as end:
        if not isinstance(end.code, int) or threading.active_count() > 1:
            raise  # there is something to say, or somebody to wait for
        atexit._run_exitfuncs()  # noqa: SLF001 - there is no other way to have them run
        with suppress(OSError, ValueError):  # else Python has something to say of it, and says it
            for stream in filter(None, (sys.stdout, sys.stderr)):  # none: shut from the start
                stream.flush()
            os._exit(end.code)
        raise
