"""Raw files are found in a stable order, and nothing outside the folder is ever read."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from builder.diagnostics import Diagnostic, Severity
from builder.errors import ArticleError
from builder.interface import LANGUAGES
from builder.raw_files import MAX_BYTES, RawFile, StrayFile, discover_files, read_raw, read_sidecar

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Project


def found(project: Project) -> list[RawFile | StrayFile]:
    """Return what is discovered below the project's articles."""
    return list(discover_files(project.path / "articles", project.path))


def test_files_come_in_order_with_their_sidecars(project: Project) -> None:
    """Sub-folders, sidecars, pictures and saved pages' folders are told apart."""
    for name in ("b/2.txt", "a.html", "a.yml", "b/2.png", "a_files/style.css", ".hidden.txt"):
        project.write(f"articles/{name}", "x")
    files = found(project)
    assert [file.path for file in files] == ["articles/a.html", "articles/b/2.txt"]
    assert isinstance(files[0], RawFile)
    assert files[0].sidecar == project.path / "articles" / "a.yml"
    assert files[0].sidecar_path == "articles/a.yml"


@pytest.mark.parametrize("name", ["a.YML", "a.yaml", "a.Yaml"])
def test_a_sidecar_is_known_by_any_spelling_of_its_ending(project: Project, name: str) -> None:
    """A correction that nobody reads looks as if it were read."""
    project.write("articles/a.txt", "x")
    project.write(f"articles/{name}", "title: x")
    (raw,) = found(project)
    assert isinstance(raw, RawFile)
    assert read_sidecar(raw) == b"title: x"
    assert raw.sidecar_path == f"articles/{name}"
    (project.path / "articles/a.txt").rename(project.path / "articles/b.txt")
    assert [type(one) for one in found(project)] == [StrayFile, RawFile]


def test_two_sidecars_of_one_file_are_an_error(project: Project) -> None:
    """Which of them wins must not depend on the order of a folder."""
    for name in ("a.txt", "a.yml", "a.yaml"):
        project.write(f"articles/{name}", "x")
    (raw,) = found(project)
    assert isinstance(raw, RawFile)
    with pytest.raises(ArticleError) as refused:
        read_sidecar(raw)
    (problem,) = refused.value.problems
    assert (problem.code, dict(problem.values)) == ("SIDE05", {"names": "a.yaml, a.yml"})


def test_what_is_no_raw_file_is_named(project: Project) -> None:
    """A file of another kind and a sidecar without a raw file are reported, not ignored."""
    project.write("articles/a.pdf", "x")
    project.write("articles/lost.yml", "title: x")
    strays = [(s.path, s.problem.code) for s in found(project) if isinstance(s, StrayFile)]
    assert strays == [("articles/a.pdf", "FILE06"), ("articles/lost.yml", "SIDE04")]


@pytest.mark.parametrize("target", ["../../secret.txt", "/etc/passwd"])
def test_a_link_out_of_the_tree_is_not_read(project: Project, target: str) -> None:
    """A pull request cannot publish a file of the machine by a link."""
    project.write("secret.txt", "سر")
    (project.path / "articles" / "x.txt").symlink_to(target)
    (raw,) = found(project)
    assert isinstance(raw, RawFile)
    with pytest.raises(ArticleError) as refused:
        read_raw(raw)
    assert [problem.code for problem in refused.value.problems] == ["FILE04"]


def test_a_sidecar_that_leads_out_is_not_read(project: Project) -> None:
    """The same holds for a sidecar."""
    project.write("secret.yml", "title: سر")
    project.write("articles/x.txt", "نص")
    (project.path / "articles" / "x.yml").symlink_to("../secret.yml")
    (raw,) = found(project)
    assert isinstance(raw, RawFile)
    with pytest.raises(ArticleError) as refused:
        read_sidecar(raw)
    assert [problem.code for problem in refused.value.problems] == ["FILE04"]


@pytest.mark.parametrize("name", ["x.txt", "x.yml"])
def test_a_link_that_goes_round_fails_alone(project: Project, name: str) -> None:
    """It is an error of that file: a pull request cannot keep all the others from being built."""
    project.write("articles/x.txt", "نص")
    link = project.path / "articles" / name
    link.unlink(missing_ok=True)
    link.symlink_to("y.txt")
    link.with_name("y.txt").symlink_to(name)
    raw = found(project)[0]
    assert isinstance(raw, RawFile)
    with pytest.raises(ArticleError) as refused:
        (read_raw if name == "x.txt" else read_sidecar)(raw)
    assert [problem.code for problem in refused.value.problems] == ["FILE05"]


def test_a_linked_folder_is_not_entered(project: Project, tmp_path: Path) -> None:
    """A link to a folder, even to its own parent, ends nothing in a circle."""
    (project.path / "articles" / "round").symlink_to(project.path / "articles")
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "x.txt").write_text("سر", encoding="utf-8")
    (project.path / "articles" / "out").symlink_to(outside)
    strays = [one for one in found(project) if isinstance(one, StrayFile)]
    assert [one.problem.code for one in strays] == ["FILE20", "FILE20"]


def test_a_pipe_is_told_to_be_one(project: Project) -> None:
    """Its permissions and the disk were to be looked at, and both were in order."""
    os.mkfifo(project.path / "articles" / "x.txt")
    (raw,) = found(project)
    assert isinstance(raw, RawFile)
    with pytest.raises(ArticleError) as refused:
        read_raw(raw)
    assert [problem.code for problem in refused.value.problems] == ["FILE19"]


def test_a_file_of_any_size_is_refused_before_it_is_read(project: Project) -> None:
    """A huge file is told by its size and costs no memory."""
    huge = project.write("articles/huge.txt", "")
    with huge.open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)
    (raw,) = found(project)
    assert isinstance(raw, RawFile)
    with pytest.raises(ArticleError) as refused:
        read_raw(raw)
    assert [problem.code for problem in refused.value.problems] == ["FILE03"]


def test_an_article_among_the_vocabularies_is_told_of(project: Project) -> None:
    """It is not read there, and nobody would know."""
    for name in ("x.txt", "README.md", "notes.yml"):
        project.write(f"articles/vocabulary/{name}", "نص")
    strays = [(one.path, one.problem.code) for one in found(project) if isinstance(one, StrayFile)]
    assert strays == [("articles/vocabulary/x.txt", "FILE13")]


@pytest.mark.parametrize("name", ["aleppo-press", "خبر عن المطبعة", "press v1.2", "حلب. أول مطبعة"])
def test_an_article_without_an_ending_is_an_error(project: Project, name: str) -> None:
    """GitHub's page for new files invites it: the check was green and nothing was published."""
    project.write(f"articles/2024/{name}", "x")
    (stray,) = found(project)
    assert isinstance(stray, StrayFile)
    told = Diagnostic(stray.path, stray.problem)
    assert (told.code, told.severity) == ("FILE14", Severity.ERROR)
    assert all(f"{name}.txt" in told.hint(language) for language in LANGUAGES)


@pytest.mark.parametrize("name", ["press.txt ", "press.txt.", "press.html. "])
def test_a_space_behind_the_ending_is_told_of(project: Project, name: str) -> None:
    """It is not seen, and the cure was to call the file «press.txt .txt»."""
    project.write(f"articles/{name}", "x")
    (stray,) = found(project)
    assert isinstance(stray, StrayFile)
    told = Diagnostic(stray.path, stray.problem)
    for language in LANGUAGES:
        assert f"«{name.strip(' .')}»" in told.message(language)
        assert ".txt .txt" not in told.hint(language)
        assert f"{name.strip(' .')}.txt" not in told.hint(language)


def test_papers_of_a_project_are_no_articles(project: Project) -> None:
    """They are passed over with a warning at most, and hidden files in silence."""
    for name in ("LICENSE", "README", "2024/.gitkeep", "backup.txt~", "README.md"):
        project.write(f"articles/{name}", "x")
    strays = [(s.path, s.problem.code) for s in found(project) if isinstance(s, StrayFile)]
    papers = ["articles/LICENSE", "articles/README", "articles/backup.txt~"]
    assert strays == [(path, "FILE06") for path in papers]


def test_a_folder_of_a_page_s_parts_belongs_to_a_page(project: Project) -> None:
    """Nothing in it is read; where no page is beside it, that was never said."""
    project.write("articles/2024/press_files/article.txt", "x")
    assert [(s.path, s.problem.code) for s in found(project) if isinstance(s, StrayFile)] == [
        ("articles/2024/press_files", "FILE16")
    ]
    project.write("articles/2024/press.html", "x")
    assert [file.path for file in found(project)] == ["articles/2024/press.html"]
