"""The environment in `.venv`: what it was made of, whether that still fits, and making it.

A mark goes into `.venv` before anything else, so that what the launcher made can be told from what
a person made: that is never touched. A stamp records what went in. It is taken away before anything
changes and written last, so an environment of ours without a stamp is an unfinished one and is made
anew; one with the right stamp is used as it is, and nothing asks the network.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Final

from launcher.lock import held
from launcher.messages import LauncherError, say

LINES_SHOWN: Final = 20
"""How many of the last lines of a failed step are shown; the log has them all."""
STRAY_SETTINGS: Final = ("PYTHONHOME", "PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT")
"""Settings of a person's shell that would lead Python or pip past the environment."""


@dataclass(frozen=True, slots=True)
class Project:
    """The project the launcher stands in, and where its files are."""

    root: Path
    elsewhere: Path | None = None
    """The environment's folder where a person chose one."""

    @property
    def venv(self) -> Path:
        """The environment."""
        return self.elsewhere or self.root / ".venv"

    @property
    def shown_venv(self) -> str:
        """The environment's folder as messages name it."""
        return str(self.elsewhere or ".venv")

    @property
    def python(self) -> Path:
        """The environment's Python."""
        windows = os.name == "nt"
        return self.venv / ("Scripts/python.exe" if windows else "bin/python")

    @property
    def stamp(self) -> Path:
        """What the environment was made of."""
        return self.venv / "warraq-stamp.json"

    @property
    def mark(self) -> Path:
        """What says that the launcher made the environment, from before it is whole."""
        return self.venv / "made-by-warraq.txt"

    @property
    def cache(self) -> Path:
        """Where the launcher keeps files of its own, such as its lock and its log."""
        return self.root / ".cache"

    @property
    def log(self) -> Path:
        """What the steps of the last set-up printed."""
        return self.cache / "launcher.log"

    def requirements(self, name: str) -> Path:
        """Return the lock file of that name."""
        return self.root / "requirements" / f"{name}.txt"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What an environment is made of; equal stamps mean nothing to do."""

    place: str
    """The project's folder: an environment holds absolute paths, so a moved one is of no use."""
    python: str
    """Kind, version and machine of the Python it was made with."""
    project: str
    """Hash of pyproject.toml, which names the commands and plugins that an install makes known."""
    runtime: str
    """Hash of the lock file of the requirements."""
    test: str | None = None
    """Hash of the lock file of the test requirements; None where they are not installed."""

    def covers(self, wanted: Stamp) -> bool:
        """Tell whether an environment with this stamp has all that `wanted` asks for."""
        return replace(self, test=None) == replace(wanted, test=None) and wanted.test in {
            None,
            self.test,
        }

    def fits(self, wanted: Stamp) -> bool:
        """Tell whether an environment with this stamp can be brought up to date where it stands."""
        return (self.place, self.python) == (wanted.place, wanted.python)


Run = Callable[[Sequence[str | Path], Project], bool]


def ensure(project: Project, *, with_tests: bool = False, run: Run | None = None) -> None:
    """Make `.venv` hold what the lock files say, doing nothing where it already does.

    `run` carries out one step of the set-up and tells whether it succeeded.
    """
    wanted = wanted_stamp(project, with_tests=with_tests)
    if _is_ready(project, wanted):
        return
    try:
        with held(project.cache / "launcher.lock"):
            if not _is_ready(project, wanted):  # another start may have done it while we waited
                _set_up(project, wanted, run or run_logged)
    except OSError as error:
        raise LauncherError("no-folder", reason=str(error)) from error


def wanted_stamp(project: Project, *, with_tests: bool) -> Stamp:
    """Return the stamp that the project as it stands, and this Python, ask for."""
    return Stamp(
        place=str(project.root.resolve()),
        python=f"{sys.implementation.name} {platform.python_version()} {platform.machine()}",
        project=_digest(project.root / "pyproject.toml"),
        runtime=_digest(project.requirements("runtime")),
        test=_digest(project.requirements("test")) if with_tests else None,
    )


def run_logged(command: Sequence[str | Path], project: Project) -> bool:
    """Run one step, its output in the log; show the end of it where the step fails."""
    environment = {name: value for name, value in os.environ.items() if name not in STRAY_SETTINGS}
    result = subprocess.run(  # noqa: S603 - our own commands
        [str(part) for part in command],
        cwd=project.root,
        env={**environment, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    project.cache.mkdir(exist_ok=True)
    with project.log.open("a", encoding="utf-8") as log:
        log.write(result.stdout)
    if result.returncode:
        sys.stderr.write("\n".join(result.stdout.splitlines()[-LINES_SHOWN:]) + "\n")
    return result.returncode == 0


def base_python() -> str:
    """Return the Python to make an environment with: never the environment's own."""
    return str(getattr(sys, "_base_executable", None) or sys.executable)


def _is_ready(project: Project, wanted: Stamp) -> bool:
    stamp = _read_stamp(project)
    return stamp is not None and stamp.covers(wanted) and project.python.exists()


def _set_up(project: Project, wanted: Stamp, run: Run) -> None:
    """Make or update the environment; the stamp goes first and comes back last."""
    project.log.unlink(missing_ok=True)
    there = _is_there(project)
    if there and not (project.stamp.exists() or project.mark.exists()):
        raise LauncherError("not-ours", venv=project.shown_venv)
    old = _read_stamp(project)
    if old is not None and old.fits(wanted) and project.python.exists():
        say("update", venv=project.shown_venv)
        _leave_mark(project)
        project.stamp.unlink()
    else:
        say("remake" if there else "first-use", venv=project.shown_venv)
        if there:
            _clear(project)
        _leave_mark(project)
        if not run([base_python(), "-m", "venv", project.venv], project):
            raise LauncherError("no-venv", venv=project.shown_venv, log=_log_name(project))
    _install(project, "test" if wanted.test else "runtime", run)
    _write_stamp(project, wanted)
    say("ready")


def _is_there(project: Project) -> bool:
    """Tell whether something stands where the environment goes; an empty folder is nothing."""
    venv = project.venv
    if venv.is_dir() and not venv.is_symlink():
        return any(venv.iterdir())
    return os.path.lexists(venv)  # a file, or a link that may lead nowhere


def _leave_mark(project: Project) -> None:
    project.venv.mkdir(parents=True, exist_ok=True)
    project.mark.write_text("./warraq made this folder, and may remake it.\n", encoding="utf-8")


def _clear(project: Project) -> None:
    """Take our old environment out of the way, in one step that cannot end half way."""
    if project.venv.is_symlink():
        project.venv.unlink()
        return
    folder = project.venv.parent if project.elsewhere else project.cache  # never another disk
    removed = folder / "venv-removed-by-warraq"
    shutil.rmtree(removed, ignore_errors=True)
    try:
        project.venv.rename(removed)
    except OSError as error:
        raise LauncherError("in-use", venv=project.shown_venv, reason=str(error)) from error
    shutil.rmtree(removed, ignore_errors=True)


def _install(project: Project, name: str, run: Run) -> None:
    """Install a lock file, then the project itself; the lock is whole, so nothing is resolved."""
    lock = project.requirements(name)
    pip: list[str | Path] = [project.python, "-m", "pip", "install", "--no-input"]
    count = sum("==" in line for line in lock.read_text(encoding="utf-8").splitlines())
    say("install", count=count, file=f"requirements/{lock.name}")
    steps: tuple[list[str | Path], ...] = (
        [*pip, "--require-hashes", "--no-deps", "-r", lock],
        [*pip, "--no-deps", "--no-build-isolation", "--editable", project.root],
    )
    if not all(run(step, project) for step in steps):
        raise LauncherError("install-failed", log=_log_name(project))


def _read_stamp(project: Project) -> Stamp | None:
    """Read the stamp; None where there is none, or one that this launcher did not write."""
    try:
        return Stamp(**json.loads(project.stamp.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _write_stamp(project: Project, stamp: Stamp) -> None:
    """Write the stamp in one step, so that half a stamp is never read."""
    fresh = project.stamp.with_suffix(".new")
    fresh.write_text(json.dumps(asdict(stamp), indent=1) + "\n", encoding="utf-8")
    fresh.replace(project.stamp)


def _digest(path: Path) -> str:
    """Hash a text file; its line ends do not count, since Git may change them on Windows."""
    return sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def _log_name(project: Project) -> str:
    return project.log.relative_to(project.root).as_posix()
