"""Many pages drawn at once are the pages that MkDocs draws one after the other."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Final

import pytest

from builder.printing import Press
from builder.serving import publish_site

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Project

    Paste = Callable[..., str]

pytestmark = pytest.mark.slow

ODD: Final = (
    "\n\n> اقتباس من كتاب قديم في تاريخ الطباعة.\n\n1. أول\n2. ثانٍ\n\n[وصل](https://example.org/)\n"
)
ORPHAN: Final = """
import os, time
from pathlib import Path
from builder.printing import Press
press = Press(None, None, None, None)
def slow(self, file):
    Path(file).write_text(str(os.getpid()))
    time.sleep(600)
Press._print = slow
class File(str):
    src_uri = ""
press.print([File("first"), File("second")])
"""
PATIENCE: Final = 60


@pytest.fixture
def collection(project: Project, paste: Paste) -> Project:
    """Make a few articles, one with blocks that need the library, and convert them."""
    for day in range(1, 8):
        title = f"خبر رقم {day} عن مطبعة حلب"
        project.write(f"articles/a{day}.txt", paste(title, f"{day} آذار 2024"))
    project.write("articles/odd.md", paste("خبر آخر", "9 آذار 2024") + ODD)
    project.write("articles/a3.yml", "aliases: [a3-old]\n")
    project.write("docs/about.md", "# عن المجموعة\n\n[خبر](articles/a1.md)\n")
    project.convert()
    return project


def published(project: Project) -> dict[str, bytes]:
    """Publish; return the site."""
    publish_site(project.path / "mkdocs.yml")
    return project.tree("site")


@pytest.mark.parametrize(
    ("shared", "free"), [(True, [True]), (False, []), (True, [False, False, True])]
)
def test_the_site_is_that_of_mkdocs(
    collection: Project, monkeypatch: pytest.MonkeyPatch, *, shared: bool, free: list[bool]
) -> None:
    """By one process, by two, and where the second core comes free later; with any pages."""
    wanted = published(collection)
    (collection.path / ".cache" / "published.packed").unlink()
    printed = []
    monkeypatch.setattr("builder.printing.MANY", 1)
    monkeypatch.setattr("builder.printing.can_share", lambda: shared)
    monkeypatch.setattr("builder.printing.is_core_free", lambda: free.pop(0))
    monkeypatch.setattr("builder.printing.AT_ONCE", 3)
    print_ = Press.print

    def watched(press: Press, chosen: list[object]) -> list[object]:
        left = print_(press, chosen)  # type: ignore[arg-type]
        printed.append((len(chosen), len(left)))
        return list(left)

    monkeypatch.setattr(Press, "print", watched)
    assert published(collection) == wanted
    ((chosen, left),) = printed
    assert 0 < left < chosen
    assert free == []


def test_where_the_second_process_fails_the_last_site_stays(
    collection: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A site with half of its pages is never published."""
    wanted = published(collection)
    collection.write("docs/articles/a1.md", collection.page("articles/a1.md") + "\nزيادة\n")
    monkeypatch.setattr("builder.printing.MANY", 1)
    monkeypatch.setattr("builder.printing.can_share", lambda: True)
    monkeypatch.setattr("builder.printing.is_core_free", lambda: True)
    monkeypatch.setattr(Press, "_help", lambda *_: os._exit(1))
    (collection.path / ".cache" / "published.packed").unlink()
    with pytest.raises(SystemExit):
        published(collection)
    assert collection.tree("site") == wanted


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is no second process")
def test_no_process_outlives_a_killed_build(project: Project) -> None:
    """It would write into the folder of the next build."""
    if len(os.sched_getaffinity(0)) == 1:
        pytest.skip("one core")
    build = subprocess.Popen([sys.executable, "-c", ORPHAN], cwd=project.path)
    names = [project.path / name for name in ("first", "second")]
    await_that(lambda: all(name.exists() and name.read_text(encoding="utf-8") for name in names))
    helper = int(names[1].read_text(encoding="utf-8"))
    assert helper != build.pid
    build.send_signal(signal.SIGKILL)
    build.wait()
    await_that(lambda: not is_running(helper))


def await_that(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


def is_running(process: int) -> bool:
    """Tell whether a process runs; one that nobody has waited for yet does not."""
    try:
        with open(f"/proc/{process}/stat", encoding="utf-8") as file:  # noqa: PTH123
            return file.read().rpartition(")")[2].split()[0] not in {"Z", "X"}
    except OSError:
        return False
