"""The vocabulary of an earlier run is the one that its files give, or none."""

from __future__ import annotations

import os
import pickle
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from builder.cli import main
from builder.desk import open_desk
from builder.errors import ConfigError
from builder.vocabulary.kept import FILE, kept_vocabulary

if TYPE_CHECKING:
    from pathlib import Path

    from builder.vocabulary import Vocabulary
    from tests.conftest import Project


def nobody() -> Vocabulary:
    """Stand for reading the files, where that must not happen."""
    raise AssertionError


def test_the_second_run_has_the_vocabulary_of_the_first(
    seed: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every entry, equal in every part, without a file being read."""
    (seed.path / ".cache").mkdir()
    first = open_desk(seed.config, keep=True).vocabulary
    monkeypatch.setattr("builder.desk.load_vocabulary", lambda *_: nobody())
    assert open_desk(seed.config).vocabulary == first


def test_a_changed_file_is_read_and_a_broken_one_refused(project: Project) -> None:
    """However often the vocabulary was fine before."""
    (project.path / ".cache").mkdir()
    assert open_desk(project.config, keep=True).vocabulary.places["aleppo"].name == "حلب"
    project.write("articles/vocabulary/places.yml", "aleppo: {name: حلب الشهباء, kind: city}\n")
    assert open_desk(project.config, keep=True).vocabulary.places["aleppo"].name == "حلب الشهباء"
    project.write("articles/vocabulary/places.yml", "aleppo: {name: حلب, kind: x}\n")
    for _ in range(2):
        with pytest.raises(ConfigError):
            open_desk(project.config, keep=True)


def test_a_pipe_or_link_in_the_place_of_a_file_that_was_fine_is_refused(
    project: Project, tmp_path: Path
) -> None:
    """Nobody waits for it, and what was kept of the file before is not used either."""
    (project.path / ".cache").mkdir()
    open_desk(project.config, keep=True)
    places = project.path / "articles/vocabulary/places.yml"
    places.rename(tmp_path / "outside.yml")
    places.symlink_to(tmp_path / "outside.yml")
    for command in ("check", "convert"):
        run = CliRunner().invoke(main, ["--project", str(project.path), command])
        assert (run.exit_code, "VOC18" in run.output) == (2, True)
    places.unlink()
    os.mkfifo(places)
    for command in ("check", "convert"):
        run = CliRunner().invoke(main, ["--project", str(project.path), command])
        assert (run.exit_code, "VOC18" in run.output) == (2, True)


def test_who_only_looks_leaves_nothing_behind(project: Project) -> None:
    """A project that was never built gets no folder from being checked."""
    open_desk(project.config)
    assert not (project.path / ".cache").exists()


def test_a_check_after_an_edit_writes_nothing(project: Project) -> None:
    """The next build keeps what it needs; a check is no part of it."""
    project.convert()
    project.write("articles/vocabulary/places.yml", "aleppo: {name: حلب الشهباء, kind: city}\n")
    before = project.tree(".")
    run = CliRunner().invoke(main, ["--project", str(project.path), "check"])
    assert (run.exit_code, project.tree(".")) == (0, before)


class Harm:
    """Something that would run when it is read back."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        """Ask for a command to be run."""
        return os.mkdir, ("harm",)


@pytest.mark.parametrize(
    "content", [b"", b"rubbish", pickle.dumps(("key", Harm())), pickle.dumps(("key", "x"))]
)
def test_what_is_no_vocabulary_is_not_read(
    seed: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    """Cut off, another's, or made to run something: the files are read as if there were none."""
    monkeypatch.chdir(tmp_path)
    wanted = open_desk(seed.config).vocabulary
    (tmp_path / FILE).write_bytes(content)
    assert kept_vocabulary(tmp_path, "key", lambda: wanted, keep=True) is wanted
    assert not (tmp_path / "harm").exists()
    assert kept_vocabulary(tmp_path, "key", nobody, keep=True) == wanted


def test_a_vocabulary_that_cannot_be_kept_is_read_all_the_same(
    seed: Project, tmp_path: Path
) -> None:
    """A command that only looks needs no leave to write."""
    wanted = open_desk(seed.config).vocabulary
    (tmp_path / FILE / "in the way").mkdir(parents=True)
    assert kept_vocabulary(tmp_path, "key", lambda: wanted, keep=True) is wanted
