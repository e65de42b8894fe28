"""Addresses that several articles claim: who has them, and that a check says what a build does."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from builder.checking import check_files
from builder.claims import Claim, Contested, collisions
from builder.raw_files import discover_files
from builder.workshop import open_workshop
from tests.conftest import from_nothing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Project

    Told = list[tuple[str, int | None, str]]


def test_an_address_that_several_claim_is_nobodys() -> None:
    """Whatever they are called and in whatever order they come: a name is easily made the first."""
    claims = [
        Claim("0000.txt", "press", ()),
        Claim("a.txt", "road", ("press", "paper")),
        Claim("b.txt", "press", ()),
        Claim("c.txt", "kufa", ("paper", "kufa", "paper")),
        Claim("d.txt", "alone", ("alone", "before")),
    ]
    expected = {
        "0000.txt": Contested("press", "a.txt", is_alias=False),
        "a.txt": Contested("press", "0000.txt", is_alias=True),
        "b.txt": Contested("press", "0000.txt", is_alias=False),
        "c.txt": Contested("paper", "a.txt", is_alias=True),
    }
    for order in permutations(claims):
        assert collisions(order) == expected


def verdicts(project: Project) -> tuple[Told, Told]:
    """Return the errors of a check of everything, and those of a build."""
    config = project.config
    files = discover_files(config.articles_dir, config.project)
    checked = check_files(open_workshop(config), files, None, whole=True).diagnostics
    return tuple(  # type: ignore[return-value]
        [(d.path, d.line, d.code) for d in told if d.severity == "error"]
        for told in (checked, project.convert().diagnostics)
    )


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (
            {"b.txt": "", "a.txt": "", "a.yml": "lang: ar\naliases: [b]\n"},
            [("articles/a.yml", 2, "SIDE09"), ("articles/b.txt", None, "FILE08")],
        ),
        (
            {"1/a.txt": "", "2/a.txt": ""},
            [("articles/1/a.txt", None, "FILE08"), ("articles/2/a.txt", None, "FILE08")],
        ),
        (
            {"a.txt": "", "b.txt": "", "b.yml": "id: a\n"},
            [("articles/a.txt", None, "FILE08"), ("articles/b.txt", None, "FILE08")],
        ),
        (
            {"a.txt": "", "b.txt": "", "a.yml": "aliases: [old]\n", "b.yml": "aliases: [old]\n"},
            [("articles/a.yml", 1, "SIDE09"), ("articles/b.yml", 1, "SIDE09")],
        ),
    ],
    ids=["a former id that is an id", "two file names", "two ids", "two former ids"],
)
def test_a_check_and_a_build_give_one_verdict(
    project: Project,
    paste: Callable[..., str],
    files: dict[str, str],
    expected: Told,
) -> None:
    """All who claim an address are told, at the line that does so."""
    for number, (name, text) in enumerate(files.items()):
        project.write(f"articles/{name}", text or paste(f"خبر {number} عن مطبعة"))
    assert verdicts(project) == (expected, expected)


@pytest.mark.parametrize(
    "newcomer",
    [
        {"articles/0000/press.txt": ""},
        {"articles/0000/evil.txt": "", "articles/0000/evil.yml": "id: press\n"},
        {"articles/0000/evil.txt": "", "articles/0000/evil.yml": "aliases: [press]\n"},
        {"articles/0000/evil.txt": "", "articles/0000/evil.yml": "id: former\n"},
    ],
    ids=["its name", "its id", "its id as a former one", "its former id"],
)
def test_nobody_takes_over_a_published_address(
    project: Project, paste: Callable[..., str], tmp_path: Path, newcomer: dict[str, str]
) -> None:
    """A first build cannot know who was there before, so neither is shown until one gives way."""
    project.write("articles/2024/press.txt", paste("مطبعة حلب"))
    project.write("articles/2024/press.yml", "aliases: [former]\n")
    project.write("articles/2024/road.txt", paste("طريق الورق"))
    project.convert()
    before = project.tree()
    added = [project.write(name, text or paste("خبر دخيل")) for name, text in newcomer.items()]
    report = project.convert()
    assert report.exit_code == 1
    errors = [d for d in report.diagnostics if d.severity == "error"]
    told = {d.path.partition(".")[0]: d.message("en") for d in errors}
    (thief,) = {path for path in told if "/0000/" in path}
    assert f"{thief}.txt" in told["articles/2024/press"]
    assert "articles/2024/press.txt" in told[thief]
    assert not {"articles/press.md", "articles/former.md", "articles/evil.md"} & {*project.tree()}
    assert not any("دخيل".encode() in content for content in project.tree().values())
    assert project.tree() == from_nothing(project, tmp_path / "copy")
    for file in added:
        file.unlink()
    assert project.convert().exit_code == 0
    assert project.tree() == before


def test_an_article_that_is_not_published_takes_no_address(
    project: Project, paste: Callable[..., str]
) -> None:
    """Its own errors are told, and the other is fine for a check as it is for a build."""
    project.write("articles/1/a.txt", "سطر")
    project.write("articles/2/a.txt", paste())
    checked, built = verdicts(project)
    assert set(checked) == set(built)
    assert {path for path, _, _ in built} == {"articles/1/a.txt"}
