"""Many pages drawn at once are the pages that MkDocs draws one after the other."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from builder.printing import Press
from builder.serving import publish_site

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs.structure.files import File

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


@pytest.fixture
def shared(collection: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a second process draw pages, even of a few articles, and draw them all."""
    monkeypatch.setattr("builder.printing.MANY", 1)
    monkeypatch.setattr("builder.printing.can_share", lambda: True)
    monkeypatch.setattr("builder.printing.is_core_free", lambda: True)
    (collection.path / ".cache" / "published.packed").unlink(missing_ok=True)


@pytest.mark.usefixtures("shared")
def test_where_the_second_process_is_killed_its_pages_are_drawn_here(
    collection: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever it was: half a page is none."""
    here, drawn, print_ = os.getpid(), [], Press._print  # noqa: SLF001

    def die(press: Press, file: File) -> bool:
        done = print_(press, file)
        if os.getpid() != here and done:
            Path(file.abs_dest_path).write_bytes(b"half")
            os.kill(os.getpid(), signal.SIGKILL)
        drawn.append(file.src_uri)
        return done

    monkeypatch.setattr(Press, "_print", die)
    site = published(collection)
    assert len(drawn) == len(set(drawn)) > 1
    monkeypatch.undo()
    (collection.path / ".cache" / "published.packed").unlink()
    assert site == published(collection)


@pytest.mark.usefixtures("shared")
def test_where_a_page_cannot_be_drawn_the_last_site_stays(
    collection: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A site with half of its pages is never published, and what is wrong is told."""
    wanted = published(collection)
    collection.write("docs/articles/a1.md", collection.page("articles/a1.md") + "\nزيادة\n")
    (collection.path / ".cache" / "published.packed").unlink()

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Press, "_print", fail)
    with pytest.raises(OSError, match="No space left"):
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
