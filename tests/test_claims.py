"""Addresses that several articles claim: who has them, and that a check says what a build does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from builder.checking import check_files
from builder.claims import Claim, Taken, collisions
from builder.raw_files import discover_files
from builder.workshop import open_workshop

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Project

    Told = list[tuple[str, int | None, str]]


def test_ids_and_former_ids_collide_in_order_of_path() -> None:
    """Who came first by path keeps the id; an alias takes nobody's address."""
    first, second = Claim("a1.txt", "a1", ()), Claim("z.txt", "a1", ())
    third = Claim("a0.txt", "a0", ("a1",))
    assert collisions([second, third, first]) == {
        "z.txt": Taken("a1", "a1.txt", is_alias=False),
        "a0.txt": Taken("a1", "a1.txt", is_alias=True),
    }


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
            ("articles/a.yml", 2, "SIDE09"),
        ),
        ({"1/a.txt": "", "2/a.txt": ""}, ("articles/2/a.txt", None, "FILE08")),
        (
            {"a.txt": "", "b.txt": "", "a.yml": "aliases: [old]\n", "b.yml": "aliases: [old]\n"},
            ("articles/b.yml", 1, "SIDE09"),
        ),
    ],
    ids=["a former id that is an id", "two ids", "two former ids"],
)
def test_a_check_and_a_build_give_one_verdict(
    project: Project,
    paste: Callable[..., str],
    files: dict[str, str],
    expected: tuple[str, int | None, str],
) -> None:
    """The check blamed the innocent file as well, and never the line that was wrong."""
    for number, (name, text) in enumerate(files.items()):
        project.write(f"articles/{name}", text or paste(f"خبر {number} عن مطبعة"))
    assert verdicts(project) == ([expected], [expected])


def test_an_article_that_is_not_published_takes_no_address(
    project: Project, paste: Callable[..., str]
) -> None:
    """Its own errors are told, and the other is fine for a check as it is for a build."""
    project.write("articles/1/a.txt", "سطر")
    project.write("articles/2/a.txt", paste())
    checked, built = verdicts(project)
    assert set(checked) == set(built)
    assert {path for path, _, _ in built} == {"articles/1/a.txt"}
