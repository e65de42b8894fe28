"""Judging an article: what a person says wins over what was found."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from builder import frontmatter

if TYPE_CHECKING:
    from tests.conftest import Project

Paste = Callable[..., str]

TOPICS = """
printing: {name: الطباعة, keywords: {strong: [مطبعة, مطابع, طباعة]}}
libraries: {name: المكتبات, aliases: [دور الكتب]}
"""


@pytest.fixture
def named(project: Project, paste: Paste) -> Project:
    """Return a project with one article and a second topic that nothing in it speaks for."""
    project.write("articles/vocabulary/topics.yml", TOPICS)
    project.write("articles/a.txt", paste())
    return project


@pytest.mark.parametrize(
    ("said", "topics"),
    [
        ("[libraries]", ["libraries"]),
        ("[المكتبات]", ["libraries"]),
        ("[دُور الكتب]", ["libraries"]),
        ("{add: [المكتبات]}", ["printing", "libraries"]),
        ("{add: [المكتبات], remove: [الطباعة]}", ["libraries"]),
        ("[المكتبات, libraries]", ["libraries"]),
    ],
)
def test_topics_are_named_by_id_or_name(named: Project, said: str, topics: list[str]) -> None:
    """The names are what pages show; a curator need not look up which id stands for one."""
    named.write("articles/a.yml", f"topics: {said}\n")
    assert named.convert().articles == 1
    assert frontmatter.parse(named.page("articles/a.md"))[0]["topics"] == topics


def test_an_unknown_topic_is_an_error_with_the_nearest_one(named: Project) -> None:
    """A misspelt name shows the id of the entry that was meant."""
    named.write("articles/a.yml", "topics: [المكتيات]\n")
    (problem,) = (d.problem for d in named.convert().diagnostics if d.code == "TAG02")
    said = {"id": "المكتيات", "key": "topics", "nearest": "libraries"}
    assert said.items() <= dict(problem.values).items()


def test_a_name_of_several_entries_is_refused(named: Project) -> None:
    """Which of them is meant cannot be told, and nothing is guessed."""
    shared = "aliases: [{text: عون, suggest: true}]"
    people = f"a: {{name: سامي عون, {shared}}}\nb: {{name: هدى عون, {shared}}}\n"
    named.write("articles/vocabulary/people.yml", people)
    named.write("articles/a.yml", "people: [عون]\n")
    assert "TAG02" in {diagnostic.code for diagnostic in named.convert().diagnostics}


def test_the_day_that_is_said_stands_beside_the_moment(named: Project) -> None:
    """A paper of the 6th may have been put on the web in the evening of the 5th."""
    named.write("articles/a.yml", "date: 2024-03-06\npublished: 2024-03-05T21:00+03:00\n")
    named.convert()
    page = frontmatter.parse(named.page("articles/a.md"))[0]
    assert (str(page["date"]), page["published"]) == ("2024-03-06", "2024-03-05T21:00:00+03:00")
