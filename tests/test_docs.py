"""What the documents say is true: commands exist, links lead somewhere, codes are explained."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from functools import cache
from importlib import import_module
from pathlib import Path
from string import Formatter

import pytest

from builder.config import SETTINGS
from builder.diagnostics import Wording, codes
from builder.interface import LANGUAGES

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted(
    path
    for path in (*ROOT.glob("*.md"), *(ROOT / "docs" / "guide").rglob("*.md"))
    if "__" not in path.name
)
LAUNCHERS_OWN = {"test"}
"""Commands that the launcher carries out itself."""
MACHINE_MARKS = tuple(
    "".join(parts)
    for parts in (
        ("/wo", "rk/"),
        ("/ro", "ot/"),
        ("/ho", "me/"),
        ("/tm", "p/w/"),
        ("pyp", "i.org"),
        ("files.python", "hosted"),
        ("npm", "js."),
        ("deb.deb", "ian"),
        ("debian", ".org"),
        ("ubuntu", ".com"),
    )
)
"""Marks of one machine or of a package index; in pieces, so that this file does not hold them."""


@pytest.mark.parametrize("name", ["README.md", "README.ar.md", "mkdocs.yml"])
def test_every_setting_is_explained(name: str) -> None:
    """A setting that nobody can read of is of no use, nor one that is gone."""
    text = (ROOT / name).read_text(encoding="utf-8")
    if name == "mkdocs.yml":
        shown = set(re.findall(r"^ {4}(\w+): .+ # ", text.partition("\ntheme:")[0], re.MULTILINE))
    else:
        shown = set(re.findall(r"^\| (?:<bdi>)?`([a-z_]+)`", text, re.MULTILINE))
    assert shown == set(SETTINGS)


def test_the_guide_has_a_page_of_its_own_that_leads_to_every_chapter() -> None:
    """Whoever shortens an address to `/guide/` finds the chapters, in both languages."""
    index = (ROOT / "docs/guide/index.md").read_text(encoding="utf-8")
    chapters = {path.name for path in (ROOT / "docs/guide").glob("*.md")} - {"index.md"}
    for half in index.split("# The guide\n"):
        assert set(re.findall(r"^\| \[.+?\]\((\w+\.md)", half, re.MULTILINE)) == chapters
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert set(re.findall(r"- guide/(\w+\.md)", settings)) == {*chapters, "index.md"}


def test_every_chapter_has_an_arabic_half_and_an_english_one() -> None:
    """A half begins with a heading of the first level: the page turns its direction there."""
    for chapter in (ROOT / "docs/guide").glob("*.md"):
        heads = re.findall(r"^# (.)", chapter.read_text(encoding="utf-8"), re.MULTILINE)
        assert [head.isascii() for head in heads] == [False, True], chapter.name


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_command_shown_exists(document: Path) -> None:
    """A reader can type each command a document shows."""
    text = document.read_text(encoding="utf-8")
    shown = set(re.findall(r"(?:\./|py )warraq ([a-z]+)", text))
    assert shown - {*_commands(), *LAUNCHERS_OWN} == set()
    targets = set(re.findall(r"^([a-z ]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    made = set(re.findall(r"`make ([a-z]+)`", text))
    assert made - set(" ".join(targets).split()) == set()


@pytest.mark.parametrize("name", ["README.md", "README.ar.md"])
def test_the_readme_shows_every_command(name: str) -> None:
    """A command that the README leaves out is one that nobody finds."""
    text = (ROOT / name).read_text(encoding="utf-8")
    assert {command for command in _commands() if f"./warraq {command}" not in text} == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_between_files_lead_somewhere(document: Path) -> None:
    """A link or picture of a document is a file of the project."""
    text = document.read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", text)
    assert {link for link in links if not (document.parent / link).exists()} == set()


@pytest.mark.parametrize("code", codes())
def test_every_code_is_explained_in_both_languages(code: str) -> None:
    """A diagnostic says what is wrong and what to do, with the same values in each language."""
    wording = codes()[code].wording
    assert all(words.message and words.hint for words in wording.values())
    assert re.search("[ء-ي]", wording["ar"].message + wording["ar"].hint)
    used = {language: _placeholders(wording[language]) for language in LANGUAGES}
    assert used["ar"] == used["en"]


def test_every_code_is_of_one_form() -> None:
    """A code is a word and a number, so that it can be searched for."""
    assert {code for code in codes() if not re.fullmatch(r"[A-Z]{3,6}[0-9]{2}", code)} == set()


def test_no_tracked_file_holds_a_machine_or_an_index_address() -> None:
    """The project works wherever it is cloned and whichever package index serves it."""
    found = {
        f"{path.relative_to(ROOT).as_posix()}: {mark}"
        for path in _tracked_files()
        for mark in MACHINE_MARKS
        if mark.encode() in path.read_bytes()
    }
    assert found == set()


@pytest.mark.parametrize("name", ["runtime", "test"])
def test_the_lock_names_every_requirement_with_hashes(name: str) -> None:
    """What pyproject.toml asks for is locked, and each pin can be checked."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"]]
    if name == "test":
        asked += project["optional-dependencies"]["test"]
    pins = _pins(name)
    wanted = {re.split(r"[<>=!~;\[ ]", entry)[0].lower().replace("_", "-") for entry in asked}
    assert wanted - set(pins) == set(), "run `make lock`"
    assert {package for package, pin in pins.items() if "--hash=sha256:" not in pin} == set()


def test_the_two_locks_agree() -> None:
    """The tests run with the very versions that are used."""
    tested = _pins("test")
    assert {name: tested.get(name) for name in _pins("runtime")} == _pins("runtime")


@cache
def _commands() -> frozenset[str]:
    """Return the names of the builder's commands."""
    group = import_module("builder.cli").main
    return frozenset(group.commands)


def _placeholders(words: Wording) -> set[str]:
    """Return the values that a message shows; `expected_ar` is `expected` said in Arabic."""
    fields = Formatter().parse(words.message + words.hint)
    return {name.removesuffix("_ar") for _, name, _, _ in fields if name}


def _tracked_files() -> list[Path]:
    """Return the files that Git tracks, but for the raw files: those are as they came."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a Git checkout, so no list of tracked files")
    listed = subprocess.run(
        [git, "ls-files", "-z", "--", ".", ":!articles/*/*"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file()]


def _pins(name: str) -> dict[str, str]:
    """Return each package of a lock file with its version, conditions and hashes."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    text = re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE)
    entries = text.replace("\\\n", " ").splitlines()
    return {entry.split("==")[0]: entry for entry in entries}
