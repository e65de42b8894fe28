"""A change that shows readers a published article otherwise is told to whoever reviews it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from builder.interface import LANGUAGES
from tests import repositories
from tests.test_supplanted import HEAD, PRESS, STORY, check

if TYPE_CHECKING:
    from builder.diagnostics import Diagnostic
    from tests.conftest import Project
    from tests.repositories import Repository

SIDECAR = "articles/2024/press.yml"


@pytest.fixture
def repository(project: Project) -> Repository:
    """Make a repository with one article, and one that was withdrawn."""
    project.write(PRESS, HEAD + STORY)
    project.write("articles/2024/gone.txt", HEAD + STORY.replace("حلب", "حمص"))
    project.write("articles/2024/gone.yml", "takedown: طلب الناشر\n")
    return repositories.start(project.path)


def revisions(project: Project) -> list[Diagnostic]:
    """Return what is told of articles that readers are shown otherwise."""
    return [told for told in check(project).diagnostics if told.code.startswith("EDIT")]


@pytest.mark.usefixtures("repository")
def test_an_article_that_is_withdrawn_by_another_hand_is_told(project: Project) -> None:
    """One line in a sidecar took somebody's article away, and the check said that all was well."""
    project.write(SIDECAR, "takedown: لا أحبه\n")
    (told,) = revisions(project)
    assert (told.path, told.code) == (PRESS, "EDIT01")
    for language in LANGUAGES:
        assert "articles/press/" in told.message(language)
        assert "لا أحبه" in told.message(language)
        assert SIDECAR in told.hint(language)
    project.write(SIDECAR, "section: تاريخ\n")
    assert revisions(project) == []


@pytest.mark.usefixtures("repository")
def test_another_name_hides_nothing(project: Project) -> None:
    """What the new name of a file brings along is looked at beside what the old one had."""
    (project.path / PRESS).rename(project.path / "articles/other.txt")
    project.write("articles/other.yml", "aliases: [press]\n")
    assert revisions(project) == []
    project.write("articles/other.yml", "aliases: [press]\ntakedown: لا أحبه\n")
    assert [(told.path, told.code) for told in revisions(project)] == [
        ("articles/other.txt", "EDIT01")
    ]


@pytest.mark.usefixtures("repository")
def test_a_withdrawn_article_that_comes_back_is_told(project: Project) -> None:
    """It went for a reason, and somebody else may not know it."""
    project.write("articles/2024/gone.yml", "takedown: طلب الناشر نفسه\n")
    assert revisions(project) == []
    (project.path / "articles/2024/gone.yml").unlink()
    assert [told.code for told in revisions(project)] == ["EDIT02"]


@pytest.mark.parametrize(
    ("sidecar", "english", "arabic"),
    [
        ("title: عنوان آخر", "`title`, from «مطبعة حلب» to", "`title` من «مطبعة حلب» إلى"),
        ("authors: [غريب]", "`authors`, from «» to «غريب»", "`authors` من «» إلى «غريب»"),
        ("date: 2001-01-01", "to «2001-01-01»", "إلى «2001-01-01»"),
        ("url: https://example.net/x", "`url`, from", "`url` من"),
        ("drop: [8]", "changed: the text", "متغيّرًا: النص"),
    ],
)
@pytest.mark.usefixtures("repository")
def test_what_a_sidecar_makes_of_a_published_article_is_told(
    project: Project, sidecar: str, english: str, arabic: str
) -> None:
    """A correction is welcome, and looks like a forgery: only a person can tell which it is."""
    project.write(SIDECAR, f"{sidecar}\n")
    (told,) = revisions(project)
    assert (told.path, told.code, told.severity) == (PRESS, "EDIT03", "note")
    assert english in told.message("en")
    assert arabic in told.message("ar")


def test_what_is_new_or_as_it_was_is_not_told(project: Project, repository: Repository) -> None:
    """A new article has no readers yet, and in a renamed one they see what they saw."""
    project.write("articles/2024/new.txt", HEAD + STORY)
    project.write("articles/2024/new.yml", "title: خبر جديد\n")
    (project.path / PRESS).rename(project.path / "articles/press.txt")
    assert revisions(project) == []
    repository.commit()
    assert revisions(project) == []
