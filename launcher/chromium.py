"""Chromium for the browser tests: find it, or install it where that is possible without asking."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final

from launcher.messages import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from launcher.environment import Project, Run

NAMES: Final = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
)
"""Commands that may stand on the PATH."""
MAC_APPLICATIONS: Final = ("Google Chrome", "Chromium", "Microsoft Edge")
WINDOWS_PROGRAMS: Final = (
    r"Google\Chrome\Application\chrome.exe",
    r"Chromium\Application\chrome.exe",
    r"Microsoft\Edge\Application\msedge.exe",
)
PLAYWRIGHTS_OWN: Final = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""
APT: Final = ("apt-get", "-o", "DPkg::Lock::Timeout=120")
PACKAGES: Final = ("chromium", "libatomic1")
"""Debian's browser, and what Playwright's driver needs that a small system may lack."""
START_LIMIT: Final = 30
"""Seconds a browser may take to tell its version."""


def ensure_chromium(project: Project, run: Run) -> str | None:
    """Return the path of a Chromium that starts, installing one where there is none."""
    found = find_chromium(project)
    if found is not None:
        return found
    for way, steps in ways_to_install(project, os_release(), privilege()):
        say("browser-install", way=way)
        results = [run(step, project) for step in steps]
        found = find_chromium(project) if results[-1] else None
        if found is not None:
            return found
    return None


def find_chromium(project: Project) -> str | None:
    """Return the first Chromium of this machine that starts.

    A person's own choice counts first, then what is installed, then the one Playwright keeps.
    """
    places: tuple[Callable[[], Iterator[str]], ...] = (
        _chosen,
        _on_path,
        _in_usual_places,
        lambda: _playwrights_own(project),
    )
    candidates = chain.from_iterable(place() for place in places)
    return next((path for path in candidates if starts(path)), None)


def ways_to_install(
    project: Project,
    system: dict[str, str],
    prefix: tuple[str, ...] | None,
) -> list[tuple[str, list[Sequence[str | Path]]]]:
    """Return the ways to install Chromium on this machine, the surest first.

    `prefix` stands before a command that needs the administrator; None where nobody may. On Debian
    the system's package is the surest; on Ubuntu that package is only a pointer to a snap, so
    Playwright's own browser goes first.
    """
    apt: list[Sequence[str | Path]] = [
        [*(prefix or ()), *APT, "update"],
        [*(prefix or ()), *APT, "install", "--yes", "--no-install-recommends", *PACKAGES],
    ]
    command: list[str | Path] = [project.python, "-m", "playwright", "install", "chromium"]
    family = {system.get("ID", ""), *system.get("ID_LIKE", "").split()}
    may_use_apt = prefix is not None and "debian" in family
    if may_use_apt:
        command.insert(4, "--with-deps")
    ways: list[tuple[str, list[Sequence[str | Path]]]] = [("playwright install", [command])]
    if may_use_apt:
        ways.insert(0 if system.get("ID") == "debian" else 1, ("apt-get install", apt))
    return ways


def os_release(path: Path = Path("/etc/os-release")) -> dict[str, str]:
    """Return what a Linux says of itself; nothing on other systems."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError:
        return {}
    pairs = (line.partition("=") for line in lines if "=" in line)
    return {name: value.strip("\"'") for name, _, value in pairs}


def privilege() -> tuple[str, ...] | None:
    """Return what stands before an administrator's command here; None where there is no way."""
    if shutil.which(APT[0]) is None:
        return None
    if getattr(os, "geteuid", lambda: None)() == 0:
        return ("env", "DEBIAN_FRONTEND=noninteractive")
    if shutil.which("sudo") and _succeeds(["sudo", "-n", "true"]):
        return ("sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive")
    return None


def starts(path: str) -> bool:
    """Tell whether the browser at `path` is there and starts.

    Ubuntu's `chromium-browser` is a script that only names a snap; and a browser in a snap cannot
    read our files.
    """
    if not Path(path).is_file() or _is_snap(Path(path)):
        return False
    if platform.system() == "Windows":
        return True  # there `--version` opens a window instead of answering
    return _succeeds([path, "--version"])


def _is_snap(path: Path) -> bool:
    if "snap" in path.resolve().parts:
        return True
    with path.open("rb") as file:
        start = file.read(2048)
    return start.startswith(b"#!") and b"/snap/" in start


def _succeeds(command: Sequence[str | Path]) -> bool:
    try:
        result = subprocess.run(  # noqa: S603 - a browser or sudo, asked a question
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=START_LIMIT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return result.returncode == 0


def _chosen() -> Iterator[str]:
    yield from filter(None, [os.environ.get("WARRAQ_CHROMIUM")])


def _on_path() -> Iterator[str]:
    yield from filter(None, map(shutil.which, NAMES))


def _in_usual_places() -> Iterator[str]:
    for home in (Path("/"), Path.home()):
        for name in MAC_APPLICATIONS:
            yield str(home / "Applications" / f"{name}.app" / "Contents" / "MacOS" / name)
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        folder = os.environ.get(variable)
        for program in WINDOWS_PROGRAMS if folder else ():
            yield f"{folder}\\{program}"


def _playwrights_own(project: Project) -> Iterator[str]:
    """Ask Playwright where it keeps its browser; the file need not be there."""
    result = subprocess.run(  # noqa: S603 - the environment's own Python
        [project.python, "-c", PLAYWRIGHTS_OWN],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if result.returncode == 0:
        yield result.stdout.strip()
