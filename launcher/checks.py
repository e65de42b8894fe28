"""`./warraq test`: format, lint, types, then all tests.

Every check runs, so that one push shows everything that is wrong. The tests come last and theirs
is the last line, which counts them.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from launcher.chromium import ensure_chromium
from launcher.environment import run_logged
from launcher.messages import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from launcher.environment import Project

CODE: Final = (".", "warraq")
"""What the formatter and linter read; the launcher's file has no `.py` to be found by."""
MOST_WORKERS: Final = 4
"""More browsers at once than this only wait for each other."""
SERIAL_OPTIONS: Final = ("-n", "--numprocesses", "--pdb", "--trace")
"""Options of pytest that say how many workers, or that need the terminal for themselves."""


@dataclass(frozen=True, slots=True)
class Check:
    """One check that is run before the tests."""

    name: str
    module: tuple[str, ...]
    """The arguments of `python -m` that run it."""


CHECKS: Final = (
    Check("format", ("ruff", "format", "--check", *CODE)),
    Check("lint", ("ruff", "check", *CODE)),
    Check("types", ("mypy",)),
)


def run_checks(project: Project, arguments: Sequence[str], settings: Mapping[str, str]) -> int:
    """Run all checks and tests; `arguments` go to pytest. Return 0 only where everything passed."""
    environment = dict(settings)
    failed = []
    chromium = ensure_chromium(project, run_logged)
    if chromium is None:
        say("browser-missing", log=".cache/launcher.log")
        failed.append("browser")
    else:
        environment["WARRAQ_CHROMIUM"] = chromium
    failed += [check.name for check in CHECKS if not _passes(project, check, environment)]
    if failed:
        say("checks-failed", names=", ".join(failed))
    code = _run(project, pytest_arguments(arguments), environment)
    if failed and not code and sys.stderr.isatty():  # a person sees only "passed" in the last line
        say("checks-failed", names=", ".join(failed))
    return code or int(bool(failed))


def pytest_arguments(arguments: Sequence[str]) -> tuple[str, ...]:
    """Return how pytest is started: on several cores, unless the arguments rule that out.

    A file's tests stay together, since they share the site that was built for them.
    """
    if any(argument.startswith(SERIAL_OPTIONS) for argument in arguments):
        return ("pytest", *arguments)
    workers = min(os.cpu_count() or 1, MOST_WORKERS)
    return ("pytest", "-n", str(workers), "--dist", "loadfile", *arguments)


def _passes(project: Project, check: Check, environment: Mapping[str, str]) -> bool:
    sys.stdout.write(f"== {check.name}\n")
    sys.stdout.flush()
    start = time.monotonic()
    code = _run(project, check.module, environment)
    verdict = "failed" if code else "passed"
    sys.stdout.write(f"== {check.name} {verdict} in {time.monotonic() - start:.1f}s\n")
    sys.stdout.flush()
    return code == 0


def _run(project: Project, module: Sequence[str], environment: Mapping[str, str]) -> int:
    result = subprocess.run(  # noqa: S603 - our own checks
        [project.python, "-m", *module],
        cwd=project.root,
        env=environment,
        check=False,
    )
    return result.returncode
