"""What a server remembers of its builds saves time, and shows in nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from builder.live import Live
from builder.pipeline import convert
from builder.workshop import open_workshop
from tests.conftest import from_nothing
from tests.test_incremental import Life

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Project

    Paste = Callable[..., str]


@pytest.mark.slow
def test_a_server_that_remembers_its_runs_makes_what_a_first_run_makes(
    project: Project, paste: Paste, tmp_path: Path
) -> None:
    """What it remembers of the store is what the store holds, even where others write there too."""
    life, live = Life(project, paste, seed=7), Live()
    history = []
    for _ in range(20):
        if life.chance.random() < 0.7:
            convert(project.config, workshop=live.workshop(project.config))
        else:
            history.append("by another process")
            project.convert()
        assert project.tree() == from_nothing(project, tmp_path / "copy"), history
        history += [life.happen() for _ in range(life.chance.randint(1, 2))]


def test_a_server_reads_no_store_that_it_wrote_itself(
    project: Project, paste: Paste, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The records of ten thousand articles take longer to read than one article."""
    project.write("articles/a.txt", paste())
    workshop = open_workshop(project.config)
    convert(project.config, workshop=workshop)
    monkeypatch.setattr("builder.store.load", None)
    project.write("articles/b.txt", paste("خبر آخر عن مطبعة"))
    assert convert(project.config, workshop=workshop).articles == 2
