"""However many processes read the raw files, what comes of them is the same, and none is left."""

from __future__ import annotations

import logging
import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Final

import pytest

from builder import finishing, hands, workshop
from builder.hands import read_each
from builder.markdown.article import render_body
from builder.raw_files import RawFile, discover_files
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from builder.model import Article
    from builder.outcomes import Outcome
    from builder.workshop import Workshop
    from tests.conftest import Project

    Paste = Callable[..., str]

METHODS: Final = ["fork", "spawn"] if sys.platform == "linux" else ["spawn"]
SECONDS: Final = 30
"""However slow the machine is, a process that was told to end is gone by then."""
BUG: Final = "هنا يقع خطأ لم يتوقعه أحد"


@pytest.fixture
def hostile(project: Project, paste: Paste) -> Project:
    """Make a collection of good files, bad ones, and some that nobody would write."""
    chance = random.Random(20210811)  # noqa: S311 - noise needs no secrecy
    for number in range(60):
        project.write(f"articles/good-{number:02}.txt", paste(f"خبر رقم {number} عن المطبعة"))
    for number in range(20):
        project.write(f"articles/noise-{number:02}.txt", chance.randbytes(600))
    project.write("articles/empty.txt", b"")
    project.write("articles/page.html", "<p>" * 3000 + "لا شيء")
    project.write("articles/word.docx", b"PK\x03\x04 and no more")
    project.write("articles/zone.txt", paste(date="2024-03-05 | 10:21 دمشق"))
    project.write("articles/good-01.yml", "title: [\n")
    project.write("articles/good-02.yml", "authors: كاتبة\nunknown: 1\n")
    (project.path / "articles" / "outside.txt").symlink_to(ROOT / "README.md")
    return project


@pytest.fixture(params=METHODS)
def many(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Let two processes read, even a few files, and see that none of them is left."""
    monkeypatch.setattr(hands, "EACH", {"fork": 1, "spawn": 1})
    monkeypatch.setattr(hands, "BATCH", 4)
    monkeypatch.setattr(hands, "cores", lambda: 2)
    monkeypatch.setattr(hands, "start_method", lambda: request.param)
    yield request.param
    assert multiprocessing.active_children() == []


def raws(shop: Workshop) -> list[RawFile]:
    """Return the raw files of a collection."""
    found = discover_files(shop.config.articles_dir, shop.config.project)
    return [one for one in found if isinstance(one, RawFile)]


def alone(shop: Workshop) -> list[Outcome]:
    """Return what comes of the files where one process reads them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hands, "cores", lambda: 1)
        return list(read_each(raws(shop), shop))


def test_hostile_files_come_out_the_same(
    hostile: Project, many: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Good and bad, in order, without a file that the others would have to read again."""
    shop = workshop.open_workshop(hostile.config)
    expected = alone(shop)
    again: list[object] = []
    monkeypatch.setattr(hands.Hands, "_read_here", lambda _self, batch: again.append(batch))
    found = list(read_each(raws(shop), shop))
    assert (many, again) == (many, [])
    assert repr(found) == repr(expected)
    assert {len(found)} == {len(raws(shop))} == {85}


def test_a_bug_stays_with_its_file_and_is_logged_as_ever(
    hostile: Project,
    paste: Paste,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The traceback of another process stands in the log of this one, once and in its place."""
    hostile.write("articles/good-31.txt", paste(f"{BUG}، والباقي سليم"))

    def render(article: Article) -> str:
        if BUG in repr(article):
            raise ZeroDivisionError(BUG)
        return render_body(article)

    monkeypatch.setattr(finishing, "render_body", render)
    monkeypatch.setattr(hands, "EACH", {"fork": 1, "spawn": 10_000})
    monkeypatch.setattr(hands, "cores", lambda: 2)
    shop = workshop.open_workshop(hostile.config)
    expected = alone(shop)
    lines = [(line.name, line.levelno, line.getMessage()) for line in caplog.records]
    caplog.clear()
    found = list(read_each(raws(shop), shop))
    assert repr(found) == repr(expected)
    assert [(line.name, line.levelno, line.getMessage()) for line in caplog.records] == lines
    assert lines == [("warraq", logging.ERROR, "articles/good-31.txt")]
    assert "ZeroDivisionError" in caplog.text


def test_the_files_of_a_killed_process_are_read_all_the_same(hostile: Project, many: str) -> None:
    """Even where every process is killed."""
    shop = workshop.open_workshop(hostile.config)
    outcomes = read_each(raws(shop), shop)
    found = [next(outcomes) for _ in range(9)]
    children = multiprocessing.active_children()
    for child in children:
        assert child.pid is not None
        os.kill(child.pid, signal.SIGKILL)
    found += outcomes
    assert (many, len(children)) == (many, 2)
    assert repr(found) == repr(alone(shop))


def test_who_is_interrupted_leaves_no_process(hostile: Project, many: str) -> None:
    """The fixture looks for processes that were left."""
    shop = workshop.open_workshop(hostile.config)
    outcomes = read_each(raws(shop), shop)
    for _ in range(9):
        next(outcomes)
    assert (many, len(multiprocessing.active_children())) == (many, 2)
    with pytest.raises(KeyboardInterrupt):
        outcomes.throw(KeyboardInterrupt())


@pytest.mark.parametrize("many", METHODS[:1], indirect=True)
def test_a_collection_is_converted_to_the_same_bytes(
    hostile: Project, many: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages, index and diagnostics alike."""
    many_told = hostile.convert().diagnostics
    made_by_many = hostile.tree()
    for folder in ("docs", ".cache"):
        shutil.rmtree(hostile.path / folder)
    (hostile.path / "docs").mkdir()
    monkeypatch.setattr(hands, "cores", lambda: 1)
    assert (many, hostile.convert().diagnostics) == (many, many_told)
    assert hostile.tree() == made_by_many


def test_a_process_with_threads_is_not_copied() -> None:
    """A lock that another thread holds would stay shut in the copy."""
    script = (
        "import threading\n"
        "from builder.hands import start_method\n"
        "stop = threading.Event()\n"
        "thread = threading.Thread(target=stop.wait)\n"
        "thread.start()\n"
        "print(start_method())\n"
        "stop.set()\n"
        "thread.join()\n"
        "print(start_method())\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True
    )
    assert run.stdout.split() == ["spawn", METHODS[0]]


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_no_process_outlives_one_that_is_killed(hostile: Project) -> None:
    """A build that is killed cannot end its processes: they end by themselves."""
    script = (
        "import sys, time, multiprocessing as m\n"
        "from pathlib import Path\n"
        "from builder import hands, workshop\n"
        "from builder.config import load_config\n"
        "from builder.raw_files import discover_files\n"
        "hands.EACH, hands.BATCH, hands.cores = {'fork': 1}, 2, lambda: 2\n"
        "shop = workshop.open_workshop(load_config(Path.cwd()))\n"
        "raws = list(discover_files(shop.config.articles_dir, shop.config.project))\n"
        "outcomes = hands.read_each(raws, shop)\n"
        "for _ in range(5): next(outcomes)\n"
        "print(*(child.pid for child in m.active_children()), flush=True)\n"
        "time.sleep(600)\n"
    )
    command = [sys.executable, "-c", script]
    with subprocess.Popen(command, cwd=hostile.path, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        children = parent.stdout.readline().split()
        parent.kill()
    assert len(children) == 2
    limit = time.monotonic() + SECONDS
    while any(map(_lives, children)) and time.monotonic() < limit:
        time.sleep(0.05)
    assert not any(map(_lives, children))


def _lives(process: str) -> bool:
    try:
        with open(f"/proc/{process}/stat", encoding="ascii") as file:  # noqa: PTH123 - no file
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
