"""The search index is the same whether a second process writes it or this one, whatever happens."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Final

import pytest

from builder import indexing, pipeline
from builder.indexing import Index
from builder.pipeline import converting
from builder.published import is_all_current
from builder.search import IndexReport, build_index
from builder.serving import publish_site
from builder.settled import Settled
from builder.site import SEARCH, write_pages
from tests.conftest import Project
from tests.test_printing import await_that, is_running

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from builder.files import Mark

    Paste = Callable[..., str]
    Tree = dict[str, bytes]

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="elsewhere there is no second process"
)

HERE: Final = os.getpid()
ORPHAN: Final = """
import os, time
from pathlib import Path
from builder.beside import beside
def work():
    Path("helper.new").write_text(str(os.getpid()))
    Path("helper.new").rename("helper")
    time.sleep(600)
with beside(work) as is_done:
    is_done()
"""


@pytest.fixture
def project(project: Project, paste: Paste) -> Project:
    """Make a collection of a few articles, one of which cannot be read and one taken down."""
    for day in range(1, 13):
        title = f"خبر رقم {day} عن مطبعة حلب"
        project.write(f"articles/a{day}.txt", paste(title, f"{day} آذار 2024"))
    project.write("articles/bad.txt", "لا تاريخ هنا")
    project.write("articles/a4.yml", "takedown: بطلب من الكاتبة\n")
    return project


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let a second process write the index, even of a few articles, and see that none is left."""
    monkeypatch.setattr(indexing, "MANY", 1)
    monkeypatch.setattr(indexing, "can_share", lambda: True)
    yield
    assert multiprocessing.active_children() == []


def alone(project: Project, folder: Path) -> Tree:
    """Return what one process makes of the same raw files in another folder."""
    copy = Project(folder)
    for name, content in project.tree("articles").items():
        copy.write(f"articles/{name}", content)
    copy.write("mkdocs.yml", (project.path / "mkdocs.yml").read_bytes())
    (folder / "docs").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(indexing, "can_share", lambda: False)
        copy.convert()
    return copy.tree()


def elsewhere(monkeypatch: pytest.MonkeyPatch, deed: Callable[[Path], None]) -> list[int]:
    """Let a second process do `deed` when it has written the index; tell who wrote it here."""
    here: list[int] = []

    def write(documents: object, out_dir: Path, **options: object) -> IndexReport:
        report = build_index(documents, out_dir, **options)  # type: ignore[arg-type]
        if os.getpid() == HERE:
            here.append(HERE)
        else:
            deed(out_dir)
        return report

    monkeypatch.setattr(indexing, "build_index", write)
    return here


@pytest.mark.usefixtures("shared")
def test_two_processes_make_what_one_makes(
    project: Project, paste: Paste, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first time, after a change, and where nobody knows any more what lies in `docs/`."""
    here = elsewhere(monkeypatch, lambda _: None)
    report = project.convert()
    assert [d.path for d in report.diagnostics if d.path == "articles/bad.txt"]
    assert project.tree() == alone(project, tmp_path / "first")
    project.write("articles/a3.txt", paste("خبر آخر عن دمشق", "3 نيسان 2024"))
    (project.path / "articles" / "a5.txt").unlink()
    project.convert()
    assert project.tree() == alone(project, tmp_path / "second")
    (project.path / "docs" / ".warraq-manifest.json").unlink()
    project.write("articles/a6.txt", paste("خبر غيره", "6 نيسان 2024"))
    project.convert()
    assert project.tree() == alone(project, tmp_path / "third")
    assert here == [HERE] * 3  # by `alone`: no index was written again


@pytest.mark.usefixtures("shared")
def test_where_the_second_process_is_killed_the_index_is_written_here(
    project: Project, paste: Paste, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half an index is none."""

    def die(out_dir: Path) -> None:
        for file in sorted(out_dir.glob("*.bin"))[1:]:
            file.write_bytes(b"half")
        os.kill(os.getpid(), signal.SIGKILL)

    here = elsewhere(monkeypatch, die)
    project.convert()
    assert here == [HERE]
    assert project.tree() == alone(project, tmp_path / "clean")
    project.write("articles/a3.txt", paste("خبر آخر عن دمشق", "3 نيسان 2024"))
    project.convert()
    assert project.tree() == alone(project, tmp_path / "changed")


@pytest.mark.usefixtures("shared")
def test_an_error_is_told_as_ever(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stops the second process stops the build, in the words of this one."""

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(indexing, "build_index", fail)
    with pytest.raises(OSError, match="No space left"):
        project.convert()


@pytest.mark.usefixtures("shared")
def test_who_interrupts_the_build_ends_both(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody waits for the index of a build that is given up, and the next one is right."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "write_pages", interrupt)
        elsewhere(patch, lambda _: time.sleep(600))
        with pytest.raises(KeyboardInterrupt):
            project.convert()
    assert multiprocessing.active_children() == []
    here = elsewhere(monkeypatch, lambda _: None)
    project.convert()
    assert here == []
    assert project.tree() == alone(project, tmp_path / "clean")


def built(project: Project) -> Tree:
    """Draw the pages while the index may be on its way; return the site."""
    with converting(project.config) as conversion:
        publish_site(project.path / "mkdocs.yml", conversion)
        Settled(project.config).keep(conversion.finish())
    return project.tree("site")


def built_alone(project: Project, folder: Path) -> Tree:
    """Return the site that one process makes of the same raw files in another folder."""
    alone(project, folder)
    publish_site(folder / "mkdocs.yml")
    return Project(folder).tree("site")


def after_the_pages(folder: Path) -> None:
    """Let an index be as late as it can: the pages are drawn, and it is waited for."""
    waits = folder.parents[2] / "waits"
    await_that(waits.exists)
    waits.unlink()


@pytest.fixture
def late(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tell the second process when it is waited for."""
    finish = Index.finish

    def finished(index: Index) -> Mapping[str, Mark]:
        if index.is_coming:
            project.write("waits", "")
        return finish(index)

    monkeypatch.setattr(Index, "finish", finished)


@pytest.mark.slow
@pytest.mark.usefixtures("shared", "late")
@pytest.mark.parametrize("dies", [False, True])
def test_an_index_that_comes_after_the_pages_is_in_the_site(
    project: Project,
    paste: Paste,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    dies: bool,
) -> None:
    """The first time, and over a site where some of its files stay; also where it is lost."""

    def come(out_dir: Path) -> None:
        after_the_pages(out_dir)
        if dies:
            next(out_dir.glob("*.bin")).write_bytes(b"half")
            os.kill(os.getpid(), signal.SIGKILL)

    here = elsewhere(monkeypatch, come)
    assert built(project) == built_alone(project, tmp_path / "first")
    project.write("articles/a3.txt", paste("خبر آخر عن دمشق", "3 نيسان 2024"))
    (project.path / "articles" / "a5.txt").unlink()
    assert built(project) == built_alone(project, tmp_path / "second")
    assert here == [HERE] * (4 if dies else 2)  # two of them by `alone`
    assert is_all_current(project.config)
    assert Settled(project.config).report() is not None
    before = project.tree(".cache")
    project.convert()
    assert project.tree(".cache") == before  # nobody doubts the index


@pytest.mark.slow
@pytest.mark.usefixtures("shared", "late")
def test_a_site_that_is_not_published_gives_the_index_up(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next build writes it, though no article changed since."""
    here = elsewhere(monkeypatch, after_the_pages)
    with converting(project.config) as conversion:
        assert not conversion.is_whole
    assert multiprocessing.active_children() == []
    assert Settled(project.config).report() is None
    assert here == []
    assert built(project) == built_alone(project, tmp_path / "clean")
    assert here == [HERE] * 2


@pytest.mark.slow
@pytest.mark.usefixtures("shared", "late")
def test_rules_of_mkdocs_hold_for_an_index_that_comes_late(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files that the settings leave out are left out, by whichever way."""
    settings = (project.path / "mkdocs.yml").read_text(encoding="utf-8")
    elsewhere(monkeypatch, after_the_pages)
    for rule in ("/assets/search/index.bin", "/assets/search/\n  !/assets/search/index.bin"):
        project.write("mkdocs.yml", f"{settings}\nexclude_docs: |\n  {rule}\n")
        shutil.rmtree(project.path / ".cache", ignore_errors=True)
        found = {name for name in built(project) if name.startswith(f"{SEARCH}/")}
        assert (f"{SEARCH}/index.bin" in found) is ("!" in rule)
        assert bool(found - {f"{SEARCH}/index.bin"}) is ("!" not in rule)


def test_a_few_articles_need_no_second_process(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To start one would take longer than to write their index."""
    monkeypatch.setattr(indexing, "can_share", lambda: True)
    here = elsewhere(monkeypatch, lambda _: None)
    project.convert()
    assert here == [HERE]


def test_pages_are_written_beside_the_index_and_never_in_it(project: Project) -> None:
    """Without a list of what is ours, all old pages go; the index is another's work."""
    project.write(f"docs/{SEARCH}/index.bin", b"root")
    project.write("docs/articles/old.md", "قديم")
    write_pages((), project.path / "docs")
    assert project.tree().keys() == {f"{SEARCH}/index.bin", ".warraq-manifest.json"}


def test_no_second_process_outlives_a_killed_build(project: Project) -> None:
    """It would write into the folder of the next build."""
    build = subprocess.Popen([sys.executable, "-c", ORPHAN], cwd=project.path)
    name = project.path / "helper"
    await_that(name.exists)
    helper = int(name.read_text(encoding="utf-8"))
    assert helper != build.pid
    build.send_signal(signal.SIGKILL)
    build.wait()
    await_that(lambda: not is_running(helper))
