"""The launcher: what it decides, and that it works on a real small project without a network."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from launcher import environment, messages
from launcher.environment import Project, ensure
from tests.small_project import ROOT, lay_out, posix_only, script

if TYPE_CHECKING:
    from collections.abc import Sequence


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Lay out a project that needs no package, around a copy of the launcher."""
    return lay_out(tmp_path)


@pytest.fixture(autouse=True)
def no_other_builder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a project start its own builder, and not the one that lies beside these tests."""
    monkeypatch.delenv("PYTHONPATH")


@dataclass
class Recorder:
    """Stands for the steps of a set-up: notes them, and leaves what they would leave."""

    fail_at: str = "nothing"
    steps: list[str] = field(default_factory=list)

    def __call__(self, command: Sequence[str | Path], project: Project) -> bool:
        """Note one step by what it works on."""
        step = Path(command[-1]).name
        self.steps.append(step)
        if step == self.fail_at:
            raise KeyboardInterrupt
        if step == ".venv":
            project.python.parent.mkdir(parents=True)
            project.python.touch()
            (project.venv / "pyvenv.cfg").touch()
        return True

    def done(self) -> list[str]:
        """Return the steps since the last call."""
        steps, self.steps = self.steps, []
        return steps


def start(project: Project, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the project's `./warraq` as a person does, with no package index to ask."""
    return subprocess.run(
        [sys.executable, project.root / "warraq", *arguments],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PIP_NO_INDEX": "1"},
        check=False,
    )


def test_first_use_installs_and_second_does_nothing(project: Project) -> None:
    """The first start makes the environment; the next finds it as it should be."""
    recorder = Recorder()
    ensure(project, run=recorder)
    assert recorder.done() == [".venv", "runtime.txt", project.root.name]
    ensure(project, run=recorder)
    assert recorder.done() == []


def test_test_requirements_are_added_once(project: Project) -> None:
    """`test` adds its own lock file to a sound environment, which then serves both."""
    recorder = Recorder()
    ensure(project, run=recorder)
    recorder.done()
    ensure(project, with_tests=True, run=recorder)
    assert recorder.done() == ["test.txt", project.root.name]
    ensure(project, run=recorder)
    ensure(project, with_tests=True, run=recorder)
    assert recorder.done() == []


@pytest.mark.parametrize("file", ["requirements/runtime.txt", "pyproject.toml"])
def test_changed_requirements_are_brought_up_to_date(project: Project, file: str) -> None:
    """A changed lock file or project file is installed into the environment that stands."""
    recorder = Recorder()
    ensure(project, run=recorder)
    recorder.done()
    path = project.root / file
    path.write_text(path.read_text(encoding="utf-8") + "# more\n", encoding="utf-8")
    ensure(project, run=recorder)
    assert recorder.done() == ["runtime.txt", project.root.name]


def test_line_ends_of_a_lock_file_do_not_count(project: Project) -> None:
    """A checkout with Windows line ends asks for the same packages."""
    recorder = Recorder()
    ensure(project, run=recorder)
    recorder.done()
    path = project.requirements("runtime")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    ensure(project, run=recorder)
    assert recorder.done() == []


def test_another_python_remakes_the_environment(
    project: Project,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Packages built for one Python are of no use to another."""
    recorder = Recorder()
    ensure(project, run=recorder)
    recorder.done()
    monkeypatch.setattr("platform.python_version", lambda: "3.99.0")
    ensure(project, run=recorder)
    assert recorder.done()[0] == ".venv"


@pytest.mark.parametrize("step", [".venv", "runtime.txt"])
def test_an_interrupted_set_up_starts_afresh(project: Project, step: str) -> None:
    """Ctrl-C half way leaves no stamp, so the next start does not trust what it finds."""
    with pytest.raises(KeyboardInterrupt):
        ensure(project, run=Recorder(fail_at=step))
    assert not project.stamp.exists()
    recorder = Recorder()
    ensure(project, run=recorder)
    assert recorder.done()[0] == ".venv"


def test_an_interrupted_update_starts_afresh(project: Project) -> None:
    """An environment that stopped half way between two lock files is not repaired but remade."""
    ensure(project, run=Recorder())
    project.requirements("runtime").write_text("# other\n", encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        ensure(project, run=Recorder(fail_at="runtime.txt"))
    recorder = Recorder()
    ensure(project, run=recorder)
    assert recorder.done() == [".venv", "runtime.txt", project.root.name]


@pytest.mark.parametrize("stamp", ["", "{", "[]", '{"place": 1}'])
def test_a_damaged_stamp_remakes_the_environment(project: Project, stamp: str) -> None:
    """A stamp that cannot be read says nothing about the environment."""
    recorder = Recorder()
    ensure(project, run=recorder)
    recorder.done()
    project.stamp.write_text(stamp, encoding="utf-8")
    ensure(project, run=recorder)
    assert recorder.done()[0] == ".venv"


def test_a_vanished_python_remakes_the_environment(project: Project) -> None:
    """An environment whose Python was removed from the system cannot be used."""
    recorder = Recorder()
    ensure(project, run=recorder)
    recorder.done()
    project.python.unlink()
    ensure(project, run=recorder)
    assert recorder.done()[0] == ".venv"


def test_a_folder_that_is_no_environment_is_left_alone(project: Project) -> None:
    """A person's own files in `.venv` are never removed."""
    project.venv.mkdir()
    treasure = project.venv / "thesis.txt"
    treasure.write_text("…", encoding="utf-8")
    with pytest.raises(messages.LauncherError, match="not-ours"):
        ensure(project, run=Recorder())
    assert treasure.exists()


def test_an_environment_of_someone_else_is_left_alone(project: Project) -> None:
    """A person's environment stays as it is, with all its files; both languages name the cure."""
    (project.venv / "lib").mkdir(parents=True)
    (project.venv / "pyvenv.cfg").write_text("home = /usr/bin\n", encoding="utf-8")
    (project.venv / "lib/treasure.txt").write_text("…", encoding="utf-8")
    before = {path: path.stat().st_mtime_ns for path in project.venv.rglob("*")}
    result = start(project, "build")
    assert result.returncode == 2
    assert "Warraq did not make it" in result.stderr
    assert "لم يُعدّه" in result.stderr
    assert result.stderr.count("WARRAQ_VENV") == 2
    assert before == {path: path.stat().st_mtime_ns for path in project.venv.rglob("*")}


@posix_only
@pytest.mark.parametrize("is_there", [True, False])
def test_a_link_of_someone_else_is_left_alone(project: Project, is_there: bool) -> None:  # noqa: FBT001
    """A person's link in place of `.venv` is not ours to take away, even one that leads nowhere."""
    target = project.root / "other"
    if is_there:
        target.mkdir()
        (target / "pyvenv.cfg").touch()
    project.venv.symlink_to(target)
    with pytest.raises(messages.LauncherError, match="not-ours"):
        ensure(project, run=Recorder())
    assert project.venv.is_symlink()


def test_an_empty_folder_is_used(project: Project) -> None:
    """Nothing is lost where nothing is: a volume may be mounted there."""
    project.venv.mkdir()
    recorder = Recorder()
    ensure(project, run=recorder)
    assert recorder.done()[0] == ".venv"


def test_an_environment_of_before_the_mark_is_ours_by_its_stamp(project: Project) -> None:
    """An interrupted update of one that an older launcher made leaves it ours."""
    ensure(project, run=Recorder())
    project.mark.unlink()
    project.requirements("runtime").write_text("# other\n", encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        ensure(project, run=Recorder(fail_at="runtime.txt"))
    ensure(project, run=Recorder())
    assert project.stamp.exists()


@pytest.mark.slow
def test_the_environment_may_stand_elsewhere(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """WARRAQ_VENV names another folder, and a person's `.venv` is of no concern then."""
    project.venv.mkdir()
    (project.venv / "pyvenv.cfg").touch()
    elsewhere = project.root.parent / "environments" / "warraq"
    monkeypatch.setenv("WARRAQ_VENV", str(elsewhere))
    result = start(project, "build")
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout)["prefix"] == str(elsewhere)
    assert str(elsewhere) in result.stderr
    Project(project.root, elsewhere).stamp.write_text("{", encoding="utf-8")
    again = start(project, "build")
    assert again.returncode == 0, again.stderr
    assert [entry.name for entry in elsewhere.parent.iterdir()] == ["warraq"]


def test_wanted_stamp_covers_itself_alone(project: Project) -> None:
    """Each part of the stamp counts."""
    wanted = environment.wanted_stamp(project, with_tests=True)
    assert wanted.covers(wanted)
    for part in ("place", "python", "project", "runtime", "test"):
        assert not replace(wanted, **{part: "other"}).covers(wanted), part


@pytest.mark.slow
def test_a_real_first_use_then_a_moved_folder(project: Project) -> None:
    """From nothing to a running command without a network; and again after the folder moved."""
    first = start(project, "extract", "1")
    assert first.returncode == 1, first.stderr
    answer = json.loads(first.stdout)
    assert answer["arguments"] == ["extract", "1"]
    assert answer["prefix"] == str(project.venv)
    assert "First use" in first.stderr
    assert "أول استعمال" in first.stderr

    shutil.rmtree(next(project.venv.glob("[Ll]ib/**/site-packages/pip")))
    second = start(project, "build")
    assert second.returncode == 0, second.stderr  # so it needed no pip, let alone a network
    assert second.stderr == ""

    moved = Project(project.root.rename(project.root.with_name("moved")))
    third = start(moved, "build")
    assert third.returncode == 0, third.stderr
    assert json.loads(third.stdout)["prefix"] == str(moved.venv)


@pytest.mark.slow
def test_a_package_with_another_hash_is_refused(project: Project) -> None:
    """A package that is not the locked one stops the set-up, which is sound again once cured."""
    package = project.root / "other-1-py3-none-any.whl"
    package.write_bytes(b"not the locked package")
    lock = project.requirements("runtime")
    lock.write_text(f"{package.as_uri()} --hash=sha256:{'0' * 64}\n", encoding="utf-8")
    result = start(project, "build")
    assert result.returncode == 2
    assert result.stdout == ""
    assert "do not match the hashes" in re.sub(r"\s+", " ", result.stderr).lower()
    assert "Installing failed" in result.stderr
    assert "فشل التثبيت" in result.stderr
    assert not project.stamp.exists()


@pytest.mark.slow
def test_two_starts_at_once_set_up_once(project: Project) -> None:
    """The second start waits for the first, then finds everything done."""
    both = [
        subprocess.Popen(
            [sys.executable, project.root / "warraq", "build"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env={**os.environ, "PIP_NO_INDEX": "1"},
        )
        for _ in range(2)
    ]
    outputs = [process.communicate() for process in both]
    assert [process.returncode for process in both] == [0, 0], outputs
    words = "".join(stderr for _, stderr in outputs)
    assert words.count("First use") == 1
    assert words.count("Another start") == 1


def start_with_old_python(path: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `./warraq` with a Python that says it is 3.8, and this PATH."""
    pretend = (
        "import runpy, sys; sys.version_info = (3, 8, 1); "
        f"runpy.run_path({str(ROOT / 'warraq')!r}, run_name='__main__')"
    )
    return subprocess.run(
        [sys.executable, "-c", pretend, *arguments],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PATH": path},
        check=False,
    )


def test_an_old_python_is_told_what_is_needed(tmp_path: Path) -> None:
    """Python 3.8 and the like get a sentence in both languages, no traceback."""
    result = start_with_old_python(str(tmp_path))
    assert result.returncode == 2
    assert "needs Python 3.11 or newer, but this is Python 3.8" in result.stderr
    assert "يحتاج ورّاق إلى بايثون 3.11" in result.stderr
    assert "Traceback" not in result.stderr


def test_the_first_file_has_no_new_syntax() -> None:
    """An old Python must get as far as the sentence above: no annotations, no f-strings."""
    source = (ROOT / "warraq").read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=(3, 4))
    newer = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.Starred)
    assert [node for node in ast.walk(tree) if isinstance(node, newer)] == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no executable bit")
@pytest.mark.parametrize("file", ["warraq", ".ci/run"])
def test_scripts_can_be_run(file: str) -> None:
    """A fresh clone can start them by name."""
    assert os.access(ROOT / file, os.X_OK)


def test_every_message_is_in_both_languages() -> None:
    """No message lacks a language or a placeholder of its other language."""
    table = json.loads((ROOT / "launcher/messages.json").read_text(encoding="utf-8"))
    for key, words in table.items():
        assert list(words) == ["en", "ar"], key
        placeholders = [sorted(re.findall(r"{\w+}", words[language])) for language in words]
        assert placeholders[0] == placeholders[1], key


@posix_only
def test_a_newer_python_beside_an_old_one_takes_over(tmp_path: Path) -> None:
    """Where `python3` is old but `python3.12` is there, nobody needs to be told anything."""
    script(tmp_path / "python3.12", 'echo "$@"')
    result = start_with_old_python(str(tmp_path), "build", "--clean")
    assert result.stdout.split() == [str(ROOT / "warraq"), "build", "--clean"]
    assert result.stderr == ""
