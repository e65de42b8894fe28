"""How a live server learns that a raw file was saved."""

from __future__ import annotations

from contextlib import contextmanager
from threading import Event
from typing import TYPE_CHECKING

import pytest
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from builder.lookout import Lookout

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 20.0
"""Seconds in which a change has to be seen; it takes a moment."""
IN_PEACE = 1.2
"""Seconds in which a change that is to be overlooked would be seen."""


@contextmanager
def watching(folder: Path) -> Iterator[Event]:
    """Watch a folder; what is yielded is set by each change that is told."""
    told, lookout = Event(), Lookout()

    class Handler(FileSystemEventHandler):
        def on_any_event(self, event: FileSystemEvent) -> None:
            if not event.is_directory:  # a server overlooks folders
                told.set()

    lookout.schedule(Handler(), str(folder), recursive=True)
    try:
        yield told
    finally:
        lookout.stop()


@pytest.fixture(params=[True, False], ids=["told", "found"])
def articles(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return a folder of which the system tells, and one of which it does not."""

    def silent(*_: object, **__: object) -> None:
        raise OSError("no more can be watched")

    if not request.param:
        request.getfixturevalue("monkeypatch").setattr(Observer, "schedule", silent)
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw/a.txt").write_text("خبر", encoding="utf-8")
    return tmp_path


def test_what_people_do_to_files_is_seen(articles: Path) -> None:
    """A file is written into, comes in a new folder, gets another name, and goes."""
    with watching(articles) as told:

        def seen() -> bool:
            found = told.wait(PATIENCE)
            told.clear()
            return found

        assert not told.wait(IN_PEACE)
        (articles / "raw/a.txt").write_text("خبر آخر", encoding="utf-8")
        assert seen()
        (articles / "new").mkdir()
        (articles / "new/b.txt").write_text("خبر", encoding="utf-8")
        assert seen()
        told.wait(IN_PEACE)  # an empty file, and what is written into it, may be two changes
        told.clear()
        (articles / "new/b.txt").rename(articles / "new/c.txt")
        assert seen()
        (articles / "new/c.txt").unlink()
        assert seen()


def test_reading_and_what_is_hidden_are_no_change(articles: Path) -> None:
    """An editor's own files beside an article, and a build that reads it, begin no build."""
    with watching(articles) as told:
        assert not told.wait(IN_PEACE)
        (articles / "raw/.a.txt.swp").write_text("x", encoding="utf-8")
        (articles / "raw/a.txt").read_bytes()
        assert not told.wait(IN_PEACE)
