"""The live site: what changes shows at once, and nothing that breaks ends it."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

from builder.diagnostics import BOTH
from builder.live import watched
from builder.pipeline import convert
from builder.voice import Told, Voice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.conftest import Project

PATIENCE: Final = 60
"""Seconds that a change may take on a slow machine before the test says that it never came."""
BANNER: Final = 'id="warraq-live"'
PRESS: Final = "articles/press/"


@dataclass(frozen=True, slots=True)
class Server:
    """A running `warraq serve`."""

    address: str
    log: Path
    process: subprocess.Popen[bytes]

    def page(self, path: str = "") -> str:
        """Return a page as it is served, also one that says that there is none."""
        try:
            with urlopen(self.address + path, timeout=PATIENCE) as answer:  # noqa: S310 - http
                return str(answer.read().decode())
        except HTTPError as error:
            with error:
                return error.read().decode()

    def wait(self, path: str, *texts: str) -> str:
        """Return a page as soon as it holds every text."""
        end = time.monotonic() + PATIENCE
        page = ""
        while time.monotonic() < end:
            assert self.process.poll() is None, self.said()
            page = self.page(path)
            if all(text in page for text in texts):
                return page
            time.sleep(0.2)
        pytest.fail(f"{texts} never came on {path}:\n{page[:3000]}\n{self.said()}")

    def said(self) -> str:
        """Return what stands in the terminal."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def builds(self) -> int:
        """Return how often the site was built again."""
        return self.said().count("Built: ") - 1


def wait_for(happened: Callable[[], bool]) -> None:
    """Wait until something has happened."""
    end = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.2)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def serving(project: Project, end: signal.Signals = signal.SIGINT) -> Iterator[Server]:
    """Run `warraq serve` and wait for its first page; at its end, nothing is left of it."""
    port, log = free_port(), project.path.parent / "serve.log"
    temporary = project.path.parent / "temporary"
    temporary.mkdir(exist_ok=True)
    with log.open("wb") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", "builder", "serve", "--port", str(port)],
            cwd=project.path,
            stdout=stream,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            env={**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONUNBUFFERED": "1"}
            | {"TMPDIR": str(temporary)},
        )
    server = Server(f"http://127.0.0.1:{port}/collection/", log, process)
    try:
        latest = time.monotonic() + PATIENCE
        while time.monotonic() < latest:
            assert process.poll() is None, server.said()
            try:
                server.page()
            except URLError:
                time.sleep(0.2)
            else:
                break
        yield server
    finally:
        process.send_signal(end)
        try:
            assert process.wait(timeout=PATIENCE) == 0, server.said()
            assert list(temporary.iterdir()) == []
        finally:
            process.kill()
            process.wait()


@pytest.fixture
def press(project: Project, paste: Callable[..., str]) -> Project:
    """Make a collection of one article and one page by hand."""
    project.write("articles/press.txt", paste())
    project.write("docs/about.md", "# عن المجموعة\n")
    return project


@pytest.mark.slow
def test_what_changes_shows_and_what_breaks_is_told(
    press: Project, paste: Callable[..., str]
) -> None:
    """One sitting of a curator: edits, mistakes, and their cure, at one server."""
    settings = press.path / "mkdocs.yml"
    good = settings.read_text(encoding="utf-8")
    press.write("articles/other.txt", paste("خبر عن مطبعة أخرى"))
    press.write("articles/other.yml", "source: صحيفة غابت\n")
    with serving(press) as server:
        assert BANNER not in server.wait(PRESS, "أول مطبعة في حلب")
        at_first = server.said()
        assert f"The site is at {server.address}" in at_first
        assert f"الموقع على {server.address}" in at_first
        assert at_first.count("SOURCE02") == 1

        press.write("articles/press.txt", paste("مطبعة حلب الأولى"))
        server.wait(PRESS, "مطبعة حلب الأولى")
        press.write("articles/press.yml", "section: تاريخ الطباعة\n")
        server.wait(PRESS, "تاريخ الطباعة")
        place = "aleppo: {name: حلب الشهباء, aliases: [حلب], kind: city}\n"
        press.write("articles/vocabulary/places.yml", place)
        server.wait("places/aleppo/", "حلب الشهباء")
        press.write("docs/about.md", "# عن هذه المجموعة\n")
        server.wait("about/", "عن هذه المجموعة")
        press.write("docs/new.md", "# صفحة كُتبت الآن\n")  # beside what the builder itself writes
        server.wait("new/", "صفحة كُتبت الآن")
        press.write("docs/new.md", "# صفحة عُدّلت الآن\n")
        server.wait("new/", "صفحة عُدّلت الآن")

        press.write("articles/press.txt", paste("مطبعة حلب بلا تاريخ", "قبل يومين"))
        assert server.said().count("SOURCE02") == 1  # of another article, told long ago
        page = server.wait(PRESS, BANNER, "DATE04", "articles/press.txt:3")
        assert "مطبعة حلب الأولى" in page
        assert "مطبعة حلب بلا تاريخ" not in page
        assert "DATE04" in server.page("no-such-page/")
        assert "press" in server.page("topics/printing/")
        assert "articles/press.txt:3: error DATE04" in server.said()
        press.write("articles/press.txt", paste("مطبعة حلب مصحّحة"))
        assert BANNER not in server.wait(PRESS, "مطبعة حلب مصحّحة")
        wait_for(lambda: "زال من articles/press.txt: DATE04" in server.said())
        assert not re.search("Detected|Reloading|Serving on", server.said())

        press.write("articles/vocabulary/places.yml", "aleppo: {nam: حلب}\n")
        page = server.wait(PRESS, BANNER, "articles/vocabulary/places.yml:1")
        assert "مطبعة حلب مصحّحة" in page
        press.write("articles/vocabulary/places.yml", place)
        server.wait(PRESS, "حلب الشهباء")

        press.write("mkdocs.yml", good + "site_name: [\n")
        assert "مطبعة حلب مصحّحة" in server.wait(PRESS, BANNER)
        press.write("mkdocs.yml", good.replace("page_size: 3", "page_sise: 3"))
        server.wait(PRESS, BANNER, "CONF03")
        press.write("mkdocs.yml", good.replace("مجموعة للتجربة", "مجموعة أخرى"))
        assert BANNER not in server.wait("", "مجموعة أخرى")


@pytest.mark.slow
def test_a_change_is_built_once(press: Project, paste: Callable[..., str]) -> None:
    """What a build writes into `docs/` begins no other build, else it would never end."""
    with serving(press, signal.SIGTERM) as server:
        server.wait(PRESS, "أول مطبعة في حلب")
        time.sleep(2)
        assert server.builds() == 0
        press.write("articles/new.txt", paste("خبر جديد عن مطبعة", "7 آذار 2024"))
        server.wait("articles/new/", "خبر جديد")
        time.sleep(2)
        assert server.builds() == 1


@pytest.mark.slow
def test_an_article_that_fails_at_the_start_keeps_its_last_page(
    press: Project, paste: Callable[..., str]
) -> None:
    """What the last run published is known to this one; a build leaves the article out again."""
    press.convert()
    press.write("articles/press.txt", paste("بلا تاريخ عن مطبعة", ""))
    with serving(press) as server:
        page = server.wait(PRESS, BANNER, "DATE01")
        assert "أول مطبعة في حلب" in page
    press.convert()
    assert not (press.path / "docs/articles/press.md").exists()


@pytest.mark.parametrize(
    ("broken", "arabic", "english"),
    [
        (0, None, None),
        (1, "صفحة واحدة مما يُعرض قديمة", "1 page shown is the old one"),
        (2, "صفحتان مما يُعرض قديمتان", "2 pages shown are the old ones"),
        (3, "3 صفحات مما يُعرض قديمة", "3 pages shown are the old ones"),
    ],
)
def test_the_terminal_says_that_a_page_is_the_old_one(
    project: Project,
    paste: Callable[..., str],
    broken: int,
    arabic: str | None,
    english: str | None,
) -> None:
    """A file with an error keeps its page; of one that never had a page nothing is said."""
    for number in range(4):
        project.write(f"articles/{number}.txt", paste(f"خبر رقم {number} عن مطبعة"))
    project.convert()
    project.write("articles/3.txt", paste("خبر مصحّح عن مطبعة"))
    project.write("articles/new.txt", paste("خبر جديد عن مطبعة", "قبل يومين"))
    for number in range(broken):
        project.write(f"articles/{number}.txt", paste(f"خبر رقم {number}", "قبل يومين"))
    said: list[str] = []
    Told().tell(convert(project.config, keep_failed=True), Voice(BOTH, said.append))
    old = [line for line in said if "old one" in line or "قديمة" in line or "قديمتان" in line]
    wanted = [english, arabic] if broken else []
    assert len(old) == len(wanted)
    assert all(words and words in line for words, line in zip(wanted, old, strict=True))


def test_a_banner_shows_texts_as_they_are(press: Project, paste: Callable[..., str]) -> None:
    """What a raw file holds does not run on the page that tells of it."""
    press.write("articles/press.txt", paste(date="<script>alert(1)</script> قبل يومين"))
    from builder.live import Live  # noqa: PLC0415 - MkDocs is slow to load

    live = Live()
    live.tell(press.convert().diagnostics, "ar")
    banner = live.banner()
    assert BANNER in banner
    assert "<script" not in banner
    assert re.search(r"error|DATE", banner)


def test_a_banner_keeps_code_in_its_direction_and_comes_last(
    press: Project, paste: Callable[..., str]
) -> None:
    """`source: unknown` was torn among Arabic words; the keyboard came to the banner first."""
    press.write("articles/press.txt", paste().replace("دفاتر ورّاق", ""))
    from builder.live import Live, with_banner  # noqa: PLC0415 - MkDocs is slow to load

    live = Live()
    live.tell(press.convert().diagnostics, "ar")
    banner = live.banner()
    assert '<code dir="ltr">source: unknown</code>' in banner
    assert "`" not in banner
    page = with_banner(b"<body><a href='#x'>skip</a></body>", banner).decode()
    assert page.index("skip") < page.index(BANNER)
    assert page.endswith("</body>")


def test_only_what_people_write_is_watched(press: Project) -> None:
    """The builder's own folders are not, wherever they lie."""
    press.convert()
    press.write("docs/guide/a.md", "x")
    press.write("docs/assets/cards/a.png", b"x")
    press.write("docs/assets/logo.svg", b"x")
    docs = press.path / "docs"
    found = [path.relative_to(docs).as_posix() for path in watched(docs)]
    assert {"about.md", "guide", "assets/logo.svg"} <= set(found)
    assert not {"index.md", "articles", "topics", "assets", "assets/search"} & set(found)


def test_a_taken_port_is_wrong_use(press: Project) -> None:
    """It is told at once, with another one to choose."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        run = subprocess.run(
            [sys.executable, "-m", "builder", "serve", "--port", str(port)],
            cwd=press.path,
            capture_output=True,
            check=False,
            timeout=PATIENCE,
        )
    assert (run.returncode, b"SITE02" in run.stderr) == (2, True)
    assert f"--port {port + 1}".encode() in run.stderr


def test_a_site_that_cannot_be_made_ends_with_two(press: Project) -> None:
    """With 1 it would be published, although there is none; the last good site stays."""
    settings = (press.path / "mkdocs.yml").read_text(encoding="utf-8")
    press.write("site/index.html", "the last good one")
    press.write("site/assets/search/index.json", "by which the builder knows a site of its own")
    press.write("mkdocs.yml", settings.replace("name: material", "name: no-such-theme"))
    command = [sys.executable, "-m", "builder", "build"]
    run = subprocess.run(
        command, cwd=press.path, capture_output=True, check=False, timeout=PATIENCE
    )
    assert (run.returncode, b"SITE01" in run.stderr) == (2, True)
    assert b"Traceback" not in run.stderr
    assert (press.path / "site/index.html").read_text(encoding="utf-8") == "the last good one"
