"""`./warraq test`: every check runs, and a browser is found or installed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from launcher import chromium
from launcher.checks import pytest_arguments, run_checks
from tests.small_project import lay_out, posix_only, script

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from launcher.environment import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Lay out a project that needs no package, around a copy of the launcher."""
    return lay_out(tmp_path)


@posix_only
def test_all_checks_run_and_the_tests_come_last(
    project: Project,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """A failing linter stops neither the type check nor the tests, yet the whole fails."""
    browser = script(project.root / "browser", "exit 0")
    monkeypatch.setenv("WARRAQ_CHROMIUM", str(browser))
    body = (
        'echo "ran $2 $WARRAQ_CHROMIUM"\n'
        '[ "$2 $3" = "ruff check" ] && exit 1\n'
        '[ "$2" = pytest ] && echo "== 3 passed in 0.1s =="\n'
        "exit 0"
    )
    script(project.python, body)
    code = run_checks(project, ["-k", "dates"], os.environ)
    output = capfd.readouterr()
    lines = output.out.splitlines()
    assert code == 1
    assert [line.split()[1] for line in lines if line.startswith("ran ")] == [
        "ruff",
        "ruff",
        "mypy",
        "pytest",
    ]
    assert f"ran pytest {browser}" in lines
    assert lines[-1] == "== 3 passed in 0.1s =="
    assert "Failed before the tests: lint." in output.err


@posix_only
def test_failing_tests_fail_the_whole(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """The exit code of pytest is the exit code of the command."""
    monkeypatch.setenv("WARRAQ_CHROMIUM", str(script(project.root / "browser", "exit 0")))
    script(project.python, '[ "$2" = pytest ] && exit 5\nexit 0')
    assert run_checks(project, [], os.environ) == 5


@pytest.mark.parametrize(
    ("arguments", "parallel"),
    [
        ((), True),
        (("-k", "dates"), True),
        (("-n0",), False),
        (("--pdb",), False),
    ],
)
def test_tests_share_the_cores_unless_told_otherwise(
    arguments: tuple[str, ...],
    *,
    parallel: bool,
) -> None:
    """Extra arguments reach pytest, and may switch the workers off."""
    command = pytest_arguments(arguments)
    assert ("--dist" in command) is parallel
    assert command[len(command) - len(arguments) :] == arguments


@posix_only
def test_a_browser_that_starts_is_found_on_the_path(
    project: Project,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A snap's pointer and a browser that does not start are passed over for one that does."""
    tools = project.root / "tools"
    script(tools / "chromium", "exit 1")
    script(tools / "chromium-browser", "exec /snap/bin/chromium")
    good = script(tools / "google-chrome", "echo Chrome 1; exit 0")
    monkeypatch.delenv("WARRAQ_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tools))
    assert chromium.find_chromium(project) == str(good)


@posix_only
def test_a_chosen_browser_wins(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """WARRAQ_CHROMIUM names the browser to use, whatever else is installed."""
    chosen = script(project.root / "mine", "exit 0")
    monkeypatch.setenv("WARRAQ_CHROMIUM", str(chosen))
    assert chromium.find_chromium(project) == str(chosen)


ROOT_USER = ("env",)


@pytest.mark.parametrize(
    ("system", "prefix", "expected"),
    [
        ({"ID": "debian"}, ROOT_USER, ["apt-get install", "playwright install"]),
        ({"ID": "debian"}, None, ["playwright install"]),
        (
            {"ID": "ubuntu", "ID_LIKE": "debian"},
            ROOT_USER,
            ["playwright install", "apt-get install"],
        ),
        ({"ID": "fedora"}, None, ["playwright install"]),
        ({}, None, ["playwright install"]),
    ],
)
def test_the_way_to_install_a_browser_fits_the_system(
    project: Project,
    system: dict[str, str],
    prefix: tuple[str, ...] | None,
    expected: list[str],
) -> None:
    """Debian's own package goes first on Debian; nobody without rights is asked for a password."""
    ways = chromium.ways_to_install(project, system, prefix)
    assert [way for way, _ in ways] == expected
    commands = [[str(part) for part in step] for _, steps in ways for step in steps]
    for command in commands:
        assert ("--with-deps" in command) is (prefix is not None and "playwright" in command)


def test_what_a_linux_says_of_itself_is_read(tmp_path: Path) -> None:
    """Values come with and without quotes; a system without the file says nothing."""
    path = tmp_path / "os-release"
    path.write_text('NAME="Debian GNU/Linux"\nID=debian\n\n# x\n', encoding="utf-8")
    assert chromium.os_release(path)["NAME"] == "Debian GNU/Linux"
    assert chromium.os_release(path)["ID"] == "debian"
    assert chromium.os_release(tmp_path / "none") == {}


@posix_only
def test_a_missing_browser_is_installed_the_next_way_if_the_first_fails(
    project: Project,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where Debian's package cannot be had, Playwright's own browser is tried before giving up."""
    tools = project.root / "tools"
    monkeypatch.delenv("WARRAQ_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tools))
    monkeypatch.setattr(chromium, "os_release", lambda: {"ID": "debian"})
    monkeypatch.setattr(chromium, "privilege", lambda: ROOT_USER)
    script(project.python, "exit 1")
    ways = []

    def run(command: Sequence[str | Path], _: Project) -> bool:
        ways.append("apt-get" if "apt-get" in command else "playwright")
        if "playwright" in command:
            script(tools / "chromium", "exit 0")
        return "playwright" in command

    assert chromium.ensure_chromium(project, run) == str(tools / "chromium")
    assert ways == ["apt-get", "apt-get", "playwright"]
    ways.clear()
    assert chromium.ensure_chromium(project, run) == str(tools / "chromium")
    assert ways == []
