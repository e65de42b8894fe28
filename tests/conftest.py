"""A throw-away project for each test, and the site that is built from it."""

from __future__ import annotations

import io
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import settings
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from builder.config import Config, load_config
from builder.pipeline import convert
from builder.settled import Settled
from tests.browsing import FLAGS, chromium

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from builder.report import Report


ROOT: Final = Path(__file__).resolve().parent.parent
SHARED: Final = ROOT.parent / "shared"

# Programs that a test starts run the builder that lies beside it, and not one that is installed.
os.environ["PYTHONPATH"] = str(ROOT)

# A test must not fail because the machine is busy.
settings.register_profile("warraq", deadline=None)
settings.load_profile("warraq")

SETTINGS: Final = """
site_name: مجموعة للتجربة
site_url: https://example.org/collection/
extra: {warraq: {page_size: 3}}
theme: {name: material, custom_dir: THEME, language: ar, direction: rtl, font: false}
plugins: [warraq]
markdown_extensions: [sane_lists]
nav: [{الرئيسية: index.md}]
validation: {links: {not_found: warn, unrecognized_links: warn, absolute_links: warn}}
"""
VOCABULARY: Final = {
    "topics": "printing: {name: الطباعة, keywords: {strong: [مطبعة, مطابع, طباعة]}}\n",
    "sources": "dafatir: {name: دفاتر ورّاق, kind: magazine, url: 'https://dafatir.example/'}\n",
    "places": "aleppo: {name: حلب, kind: city}\n",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that refreshes golden files: a deliberate act, whose difference is read."""
    parser.addoption("--update-golden", action="store_true", help="write what came out as golden")


@pytest.fixture(scope="session")
def compare_golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Give tests a function that compares a text with a golden file, or refreshes the file."""

    def compare(golden: Path, actual: str) -> None:
        if request.config.getoption("--update-golden"):
            golden.write_text(actual, encoding="utf-8", newline="\n")
        assert golden.read_text(encoding="utf-8") == actual

    return compare


@dataclass(frozen=True, slots=True)
class Project:
    """A collection in a folder of its own."""

    path: Path

    @property
    def config(self) -> Config:
        """Its settings, read anew."""
        return load_config(self.path)

    def write(self, name: str, content: str | bytes) -> Path:
        """Put a file below the project."""
        target = self.path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
        return target

    def anew(self, folder: Path) -> Project:
        """Return the same settings and raw files in another folder, never built."""
        made = shutil.ignore_patterns(".cache", "docs", "site", ".site.*")
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.path, folder, ignore=made)
        (folder / "docs").mkdir()
        return Project(folder)

    def convert(self) -> Report:
        """Convert its raw files, unless the last run left everything as this one would."""
        settled = Settled(self.config)
        return settled.report() or settled.keep(convert(self.config))

    def build(self) -> dict[str, bytes]:
        """Convert, and publish with MkDocs; return the site."""
        from builder.serving import publish_site  # noqa: PLC0415 - MkDocs is slow to load

        self.convert()
        publish_site(self.path / "mkdocs.yml")
        return self.tree("site")

    def page(self, name: str) -> str:
        """Return a page below its `docs/`."""
        return (self.path / "docs" / name).read_text(encoding="utf-8")

    def tree(self, folder: str = "docs") -> dict[str, bytes]:
        """Return every file below one of its folders."""
        root = self.path / folder
        return {
            file.relative_to(root).as_posix(): file.read_bytes()
            for file in sorted(root.rglob("*"))
            if file.is_file()
        }


def from_nothing(project: Project, folder: Path) -> dict[str, bytes]:
    """Return what a first run makes of the same raw files."""
    first = project.anew(folder)
    first.convert()
    return first.tree()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Make an empty collection with a small vocabulary."""
    made = Project(tmp_path / "project")
    theme = (ROOT / "builder" / "theme").as_posix()
    made.write("mkdocs.yml", SETTINGS.replace("THEME", theme))
    for kind, text in VOCABULARY.items():
        made.write(f"articles/vocabulary/{kind}.yml", text)
    (made.path / "docs").mkdir()
    return made


@pytest.fixture
def seed(project: Project) -> Project:
    """Make a collection that holds the first article of ours, with the real vocabulary."""
    shutil.copytree(
        ROOT / "articles" / "vocabulary",
        project.path / "articles" / "vocabulary",
        dirs_exist_ok=True,
    )
    name = "articles/2021/syria-tv-2021-08-11.txt"
    project.write(name, (ROOT / name).read_bytes())
    return project


PASTE: Final = (Path(__file__).parent / "data" / "paste.txt").read_text(encoding="utf-8")


def article_text(title: str = "أول مطبعة في حلب", date: str = "5 آذار 2024") -> str:
    """Return a pasted article of our own."""
    return PASTE.format(title=title, date=date)


@pytest.fixture
def paste() -> Callable[..., str]:
    """Give tests a pasted article to vary."""
    return article_text


def png() -> bytes:
    """Return a small picture."""
    stream = io.BytesIO()
    Image.new("RGB", (8, 8)).save(stream, "PNG")
    return stream.getvalue()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium once."""
    path = chromium()
    if path is None:
        pytest.skip("no Chromium: set WARRAQ_CHROMIUM to its path")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield started
        started.close()
