"""The launcher's whole course: set up, then hand over."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from launcher.checks import run_checks
from launcher.environment import STRAY_SETTINGS, Project, ensure
from launcher.messages import LauncherError, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

WRONG_USE: Final = 2
"""Exit code: nothing could be built, so nothing may be published (as the builder's own 2)."""
INTERRUPTED: Final = 130
"""Exit code that shells expect after Ctrl-C."""
OUR_SETTINGS: Final = {
    "PYTHONUTF8": "1",  # Arabic through any pipe, on any system
    "NO_MKDOCS_2_WARNING": "1",  # a notice on every build about a version that we do not use
}


def main(arguments: Sequence[str]) -> int:
    """Set up the environment where needed, run the command in it, return its exit code."""
    chosen = os.environ.get("WARRAQ_VENV")
    elsewhere = Path(chosen).expanduser().absolute() if chosen else None
    project = Project(Path(__file__).resolve().parent.parent, elsewhere)
    settings = {name: value for name, value in os.environ.items() if name not in STRAY_SETTINGS}
    settings |= OUR_SETTINGS
    testing = arguments[:1] == ["test"]
    try:
        ensure(project, with_tests=testing)
        if testing:
            return run_checks(project, arguments[1:], settings)
        return _hand_over([str(project.python), "-P", "-m", "builder", *arguments], settings)
    except LauncherError as error:
        say(error.key, **error.values)
        return WRONG_USE
    except KeyboardInterrupt:
        say("interrupted")
        return INTERRUPTED


def _hand_over(command: list[str], settings: Mapping[str, str]) -> int:
    """Become the command; on Windows, where a process cannot, wait for it instead."""
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name == "posix":
        os.execve(command[0], command, settings)  # noqa: S606 - our own command
    with subprocess.Popen(command, env=settings) as process:  # noqa: S603 - our own command
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:  # the command heard it too, and ends in its own way
                continue
