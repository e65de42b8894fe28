"""Addresses that would lead to another text than the one that was published there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from click.testing import CliRunner

from builder.checking import Checked, check_files
from builder.cli import main
from builder.interface import LANGUAGES
from builder.raw_files import discover_files
from builder.since import changed_since, files_to_check
from builder.workshop import open_workshop
from tests import repositories

if TYPE_CHECKING:
    from tests.conftest import Project
    from tests.repositories import Repository

HEAD: Final = "مطبعة حلب\n\nدفاتر ورّاق\n5 آذار 2024\n\n"
STORY: Final = (
    "أعيد فتح المطبعة القديمة في حلب بعد ترميم طويل تولّاه عمّال من أهل الحي، وعاد إليها الحرف.\n\n"
    "وقال الأسطى إن الآلة دارت أول مرة منذ سنوات، وإن الورق جاء من مصنع صغير قرب النهر.\n"
)
OTHER: Final = (
    "اشتر الآن أجمل الساعات من متجرنا الجديد، فالتوصيل مجاني إلى كل المدن طوال هذا الشهر.\n\n"
    "وأضاف البائع أن الأسعار لن تبقى على حالها، فمن سبق أخذ ومن تأخّر دفع الثمن مضاعفًا.\n"
)
PRESS: Final = "articles/2024/press.txt"


@pytest.fixture
def repository(project: Project) -> Repository:
    """Make a repository with one article that has a former address too."""
    project.write(PRESS, HEAD + STORY)
    project.write("articles/2024/press.yml", "aliases: [old-press]\n")
    return repositories.start(project.path)


def check(project: Project) -> Checked:
    """Check what changed since `main`."""
    config = project.config
    files = files_to_check(changed_since("main", config), config)
    return check_files(open_workshop(config), files, "main")


def told(checked: Checked) -> list[tuple[str, str]]:
    """Return the path and code of what is told of addresses and files."""
    return [(d.path, d.code) for d in checked.diagnostics if d.code.startswith(("ADDR", "FILE"))]


def remove(project: Project) -> None:
    """Delete the article and its sidecar."""
    for ending in ("txt", "yml"):
        (project.path / f"articles/2024/press.{ending}").unlink()


@pytest.mark.parametrize(
    ("name", "sidecar"),
    [
        ("2024/spam.txt", "aliases: [press, old-press]\n"),
        ("2020/press.md", "aliases: [old-press]\n"),
        ("2024/spam.txt", "id: press\naliases: [old-press]\n"),
        ("2024/press.md", "aliases: [old-press]\n"),
    ],
)
@pytest.mark.usefixtures("repository")
def test_no_other_text_takes_an_address(project: Project, name: str, sidecar: str) -> None:
    """Whoever deletes a file could put his own text where readers look for that one."""
    remove(project)
    project.write(f"articles/{name}", HEAD + OTHER)
    project.write(f"articles/{name.partition('.')[0]}.yml", sidecar)
    assert told(check(project)) == [(f"articles/{name}", "ADDR03")]
    (taken,) = (d for d in check(project).diagnostics if d.code == "ADDR03")
    for language in LANGUAGES:
        assert PRESS in taken.message(language)
        assert "articles/press/" in taken.message(language)
        assert f"-- {PRESS}`" in taken.hint(language)
        assert "takedown" in taken.hint(language)
    run = CliRunner().invoke(main, ["--project", str(project.path), "check", "--since", "main"])
    assert (run.exit_code, "error ADDR03" in run.output) == (1, True)


def test_what_was_in_the_collection_before_takes_no_address_either(
    project: Project, repository: Repository
) -> None:
    """Nor does a former address go from one article to another."""
    project.write("articles/2024/shop.txt", HEAD + OTHER)
    repository.commit()
    project.write("articles/2024/press.yml", "title: مطبعة حلب القديمة\n")
    project.write("articles/2024/shop.yml", "aliases: [old-press]\n")
    assert told(check(project)) == [("articles/2024/shop.txt", "ADDR03")]


@pytest.mark.usefixtures("repository")
def test_a_renamed_article_leaves_its_address_to_nobody(project: Project) -> None:
    """The old text goes on under a new id, and the id that readers know is another's."""
    folder = project.path / "articles/2024"
    (folder / "press.txt").rename(folder / "zz.txt")
    (folder / "press.yml").unlink()
    project.write("articles/2024/zz.yml", "id: zz\naliases: [old-press]\n")
    project.write("articles/2024/shop.txt", HEAD + OTHER)
    project.write("articles/2024/shop.yml", "id: press\n")
    assert told(check(project)) == [("articles/2024/shop.txt", "ADDR03")]
    project.write("articles/2024/shop.yml", "id: shop\n")
    project.write("articles/2024/zz.yml", "id: zz\naliases: [old-press, press]\n")
    assert told(check(project)) == []


@pytest.mark.usefixtures("repository")
def test_a_text_replaced_in_place_is_no_edit(project: Project) -> None:
    """A few words are worth a warning; where hardly any of the old are left, the check fails."""
    project.write(PRESS, HEAD + STORY.replace("صغير", "كبير"))
    assert told(check(project)) == [(PRESS, "FILE15")]
    project.write(PRESS, HEAD + OTHER)
    assert told(check(project)) == [(PRESS, "ADDR03")]
    project.write(PRESS, HEAD + OTHER * 2 + STORY.replace(".\n\n", "؛ ") + OTHER.replace(" ", " و"))
    assert told(check(project)) == [(PRESS, "ADDR03")]


@pytest.mark.usefixtures("repository")
def test_an_edit_is_told_under_a_new_name_too(project: Project) -> None:
    """A rename with one letter changed and an alias went by as two files, one of them new."""
    remove(project)
    project.write("articles/2024/matbaa.yml", "aliases: [press, old-press]\n")
    project.write("articles/2024/matbaa.txt", HEAD + STORY.replace("صغير", "كبير"))
    assert told(check(project)) == [("articles/2024/matbaa.txt", "FILE15")]
    (edited,) = (d for d in check(project).diagnostics if d.code == "FILE15")
    for language in LANGUAGES:
        assert PRESS in edited.message(language)
        assert f"-- {PRESS}`" in edited.hint(language)
    project.write("articles/2024/matbaa.txt", HEAD + STORY)
    assert told(check(project)) == []


def test_a_copy_may_keep_the_address_of_the_one_that_goes(
    project: Project, repository: Repository
) -> None:
    """That is how an article pasted twice is mended."""
    project.write("articles/2024/twice.txt", HEAD.replace("5 آذار", "6 آذار") + STORY + "انتهى.\n")
    repository.commit()
    remove(project)
    project.write("articles/2024/twice.yml", "aliases: [press, old-press]\n")
    assert told(check(project)) == []


@pytest.mark.usefixtures("repository")
def test_a_text_that_had_to_go_is_withdrawn_where_it_was(project: Project) -> None:
    """A takedown under another name would leave another title at its address."""
    stub = "title: سُحب\ndate: 2024-03-05\nsource: dafatir\ntakedown: بطلب من الناشر\n"
    project.write(PRESS, "سُحب هذا المقال.\n")
    project.write("articles/2024/press.yml", stub + "aliases: [old-press]\n")
    assert told(check(project)) == []
    remove(project)
    project.write("articles/2024/gone.txt", "سُحب هذا المقال.\n")
    project.write("articles/2024/gone.yml", stub + "aliases: [press, old-press]\n")
    assert told(check(project)) == [("articles/2024/gone.txt", "ADDR03")]


def test_a_withdrawn_text_may_come_back(project: Project, repository: Repository) -> None:
    """Where its raw file had been emptied, the text is new to its own address."""
    stub = "title: سُحب\ndate: 2024-03-05\nsource: dafatir\ntakedown: بطلب من الناشر\n"
    project.write(PRESS, "سُحب هذا المقال.\n")
    project.write("articles/2024/press.yml", stub + "aliases: [old-press]\n")
    repository.commit()
    project.write(PRESS, HEAD + STORY)
    project.write("articles/2024/press.yml", "aliases: [old-press]\n")
    assert told(check(project)) == [(PRESS, "FILE15")]


@pytest.mark.usefixtures("repository")
def test_a_plain_check_warns_before_the_commit(project: Project) -> None:
    """Whoever is in the middle of the work is told what a pull request would be refused for."""
    remove(project)
    project.write("articles/2024/spam.txt", HEAD + OTHER)
    project.write("articles/2024/spam.yml", "aliases: [press, old-press]\n")
    config = project.config
    files = discover_files(config.articles_dir, config.project)
    checked = check_files(open_workshop(config), files, None, whole=True)
    assert ("articles/2024/spam.txt", "ADDR04") in told(checked)
    assert "ADDR03" not in {d.code for d in checked.diagnostics}
