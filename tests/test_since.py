"""What a pull request touches, and the addresses that it must not lose."""

from __future__ import annotations

import os
import re
import shlex
import shutil
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from builder.checking import Checked, check_files
from builder.git import GitError
from builder.interface import LANGUAGES
from builder.raw_files import StrayFile
from builder.since import changed_since, files_to_check
from builder.workshop import open_workshop
from tests import repositories
from tests.command import warraq
from tests.repositories import Repository

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Project

Paste = Callable[..., str]


@pytest.fixture
def repository(project: Project, paste: Paste) -> Repository:
    """Make a repository of a collection with two articles, one of them with a sidecar."""
    project.write("articles/2024/press.txt", paste())
    project.write("articles/2024/paper.txt", paste("ورق المطبعة من سمرقند", "6 آذار 2024"))
    project.write("articles/2024/paper.yml", "id: paper-road\naliases: [silk-road]\n")
    project.write(".gitignore", "docs/\n")
    return repositories.start(project.path)


def check(project: Project, since: str = "main") -> Checked:
    """Check what changed since a revision."""
    config = project.config
    workshop = open_workshop(config)
    return check_files(workshop, files_to_check(changed_since(since, config), config), since)


def paths(project: Project, since: str = "main") -> list[str]:
    """Return the files that are checked."""
    config = project.config
    return [file.path for file in files_to_check(changed_since(since, config), config)]


def lost(project: Project, since: str = "main") -> list[tuple[str, str]]:
    """Return the path and the address of each address that is reported as lost."""
    return [
        (d.path, dict(d.problem.values)["address"])
        for d in check(project, since).diagnostics
        if d.code == "ADDR01"
    ]


def codes(checked: Checked) -> list[tuple[str, str]]:
    """Return the path and code of everything that is told.

    All but that articles are copies: whatever the tests paste has one body.
    """
    return [(d.path, d.code) for d in checked.diagnostics if d.code != "DUP01"]


@pytest.mark.usefixtures("repository")
def test_nothing_changed_means_nothing_to_check(project: Project) -> None:
    """A pull request that touches no article reads none."""
    project.write("README.md", "read me")
    assert paths(project) == []
    assert not check(project).failed


@pytest.mark.usefixtures("repository")
def test_added_and_changed_files_are_checked_before_they_are_committed(
    project: Project, paste: Paste
) -> None:
    """A contributor's own machine asks before the commit."""
    project.write("articles/2024/new.txt", paste("خبر جديد عن مطبعة"))
    project.write("articles/2024/press.txt", paste("خبر معدّل عن مطبعة"))
    assert paths(project) == ["articles/2024/new.txt", "articles/2024/press.txt"]


@pytest.mark.parametrize("text", ["id: paper-road\naliases: [silk-road]\ntitle: ورق\n", None])
@pytest.mark.usefixtures("repository")
def test_a_sidecar_stands_for_its_article(project: Project, text: str | None) -> None:
    """A changed or removed sidecar has its article read again."""
    if text is None:
        (project.path / "articles/2024/paper.yml").unlink()
    else:
        project.write("articles/2024/paper.yml", text)
    assert paths(project) == ["articles/2024/paper.txt"]


@pytest.mark.usefixtures("repository")
def test_a_sidecar_with_another_ending_stands_for_its_article(project: Project) -> None:
    """A sidecar that came or went under a name such as `NAME.YAML` is a change of the article."""
    project.write("articles/2024/press.YAML", "title: x\n")
    (project.path / "articles/2024/paper.yml").rename(project.path / "articles/2024/paper.yaml")
    assert paths(project) == ["articles/2024/paper.txt", "articles/2024/press.txt"]


@pytest.mark.usefixtures("repository")
def test_files_that_will_not_be_read_are_told(project: Project) -> None:
    """A PDF, and a sidecar without an article, must not pass as «nothing changed»."""
    project.write("articles/2024/scan.pdf", b"%PDF-")
    (project.path / "articles/2024/paper.txt").unlink()
    assert ("articles/2024/scan.pdf", "FILE06") in codes(check(project))
    assert ("articles/2024/paper.yml", "SIDE04") in codes(check(project))


@pytest.mark.usefixtures("repository")
def test_files_that_are_not_touched_stay_silent(project: Project, paste: Paste) -> None:
    """What was wrong before this contribution is not its contributor's to mend."""
    project.write("articles/2024/old.pdf", b"%PDF-")
    project.write("articles/2024/broken.txt", paste(date=""))
    Repository(project.path).commit()
    project.write("articles/2024/new.txt", paste("خبر جديد عن مطبعة"))
    assert codes(check(project, "HEAD")) == []


@pytest.mark.usefixtures("repository")
def test_a_picture_has_the_articles_checked_that_name_it(project: Project) -> None:
    """A broken picture is told on the pull request that brings it, for its own article alone."""
    project.write(
        "articles/2024/paper.yml", "id: paper-road\naliases: [silk-road]\nimages: map.png\n"
    )
    Repository(project.path).commit()
    project.write("articles/2024/map.png", b"not a picture")
    project.write("articles/elsewhere/map.png", b"not a picture")
    assert paths(project, "HEAD") == ["articles/2024/paper.txt"]
    assert codes(check(project, "HEAD")) == [("articles/2024/paper.txt", "PICT01")]
    (project.path / "articles/2024/map.png").unlink()
    project.write("articles/2024/paper_files/map.png", b"not a picture")
    project.write("articles/2024/lost_files/a.txt", b"x")
    lost = ("articles/2024/lost_files", "FILE16")
    assert codes(check(project, "HEAD")) == [lost, ("articles/2024/paper.txt", "PICT01")]


@pytest.mark.parametrize("name", ["mkdocs.yml", "articles/vocabulary/places.yml"])
@pytest.mark.usefixtures("repository")
def test_settings_and_vocabulary_reach_every_article(project: Project, name: str) -> None:
    """They are all read again, and the report knows that nobody touched them."""
    project.write(name, (project.path / name).read_bytes() + b"# changed\n")
    checked = check(project)
    assert {one.path: one.touched for one in checked.files} == {
        "articles/2024/paper.txt": False,
        "articles/2024/press.txt": False,
    }


@pytest.mark.usefixtures("repository")
def test_arabic_names_are_files_like_others(project: Project, paste: Paste) -> None:
    """Git quotes such names unless it is asked not to."""
    project.write("articles/٢٠٢٤/مطبعة حلب.txt", paste("خبر عن مطبعة حلب"))
    assert paths(project) == ["articles/٢٠٢٤/مطبعة حلب.txt"]
    first = Repository(project.path).commit()
    address = check(project, "main~1").files[0].answer["path"]
    (project.path / "articles/٢٠٢٤/مطبعة حلب.txt").unlink()
    assert address == "articles/٢٠٢٤/مطبعة حلب.txt"
    ((path, vanished),) = lost(project, first)
    assert (path, vanished.startswith("articles/a")) == ("articles/٢٠٢٤/مطبعة حلب.txt", True)


@pytest.mark.usefixtures("repository")
def test_a_removed_article_loses_its_address(project: Project) -> None:
    """The error names the address, and the cure in both languages."""
    (project.path / "articles/2024/press.txt").unlink()
    assert lost(project) == [("articles/2024/press.txt", "articles/press/")]
    (diagnostic,) = check(project).diagnostics
    for language in LANGUAGES:
        assert "aliases: [press]" in diagnostic.hint(language)
        assert "was:" not in diagnostic.hint(language)


@pytest.mark.parametrize("name", ["articles/2024/press.txt", "articles/مطبعة حلب.txt"])
def test_the_cure_for_a_removed_article_works(
    project: Project, repository: Repository, paste: Paste, name: str
) -> None:
    """It offered a sidecar that no raw file stood beside, and then called that one useless."""
    project.write(name, paste())
    first = repository.commit()
    repository.git("rm", "--quiet", name)
    repository.commit()
    (lost,) = (d for d in check(project, first).diagnostics if d.code == "ADDR01")
    for language in LANGUAGES:
        command = re.search(r"`git (checkout [^`]+)`", lost.hint(language))
        assert command
        repository.git(*shlex.split(command[1]))
    sidecar = name.replace(".txt", ".yml")
    assert f"into {sidecar}" in lost.hint("en")
    project.write(sidecar, "takedown: بطلب من الناشر\n")
    assert codes(check(project, first)) == [(name, "EDIT01")]


@pytest.mark.usefixtures("repository")
def test_a_sidecar_left_behind_does_not_ask_only_to_be_deleted(project: Project) -> None:
    """Whoever takes an article down may have removed too much."""
    (project.path / "articles/2024/paper.txt").unlink()
    (left,) = (d for d in check(project).diagnostics if d.code == "SIDE04")
    assert "bring the raw file back" in left.hint("en")
    assert "أعد الملف الخام" in left.hint("ar")


@pytest.mark.usefixtures("repository")
def test_an_edited_raw_file_is_told_with_the_way_back(project: Project, paste: Paste) -> None:
    """It is evidence; one that is new, that moved, or whose text had to go is no such case."""
    project.write("articles/2024/press.txt", paste("خبر معدّل عن مطبعة"))
    project.write("articles/2024/new.txt", paste("خبر جديد عن مطبعة"))
    folder = project.path / "articles/2024"
    (folder / "paper.txt").rename(folder / "paper-road.txt")
    (folder / "paper.yml").rename(folder / "paper-road.yml")
    told = [("articles/2024/press.txt", "FILE15"), ("articles/2024/press.txt", "EDIT03")]
    assert codes(check(project)) == told
    (edited,) = (d for d in check(project, "HEAD").diagnostics if d.code == "FILE15")
    assert "`git checkout HEAD -- articles/2024/press.txt`" in edited.hint("ar")
    assert "articles/2024/press.yml" in edited.hint("ar")
    said = "title: مقال مسحوب\ndate: 2024-03-05\nsource: dafatir\ntakedown: بطلب من الناشر\n"
    project.write("articles/2024/press.yml", said)
    project.write("articles/2024/press.txt", "سُحب.\n")
    assert codes(check(project)) == [("articles/2024/press.txt", "EDIT01")]


@pytest.mark.usefixtures("repository")
def test_a_plain_check_sees_what_the_last_commit_had(project: Project) -> None:
    """Whoever removes or renames a file looks with `./warraq check`, and it said all was fine."""
    assert "ADDR" not in warraq(project.path, "check").stderr
    folder = project.path / "articles/2024"
    (folder / "press.txt").rename(folder / "aleppo-press.txt")
    run = warraq(project.path, "check")
    assert run.returncode == 0
    assert "articles/2024/press.txt: warning ADDR02" in run.stderr
    assert "aliases: [press]" in run.stderr
    project.write("articles/2024/aleppo-press.yml", "aliases: [press]\n")
    assert "ADDR" not in warraq(project.path, "check").stderr


@pytest.mark.usefixtures("repository")
def test_former_addresses_count_as_well(project: Project) -> None:
    """A redirect that was published may be somebody's link."""
    for suffix in ("txt", "yml"):
        (project.path / f"articles/2024/paper.{suffix}").unlink()
    assert [address for _, address in lost(project)] == [
        "articles/paper-road/",
        "articles/silk-road/",
    ]


@pytest.mark.usefixtures("repository")
def test_a_renamed_article_needs_an_alias(project: Project) -> None:
    """Its address was made of its name; an alias, or the old id, keeps it."""
    folder = project.path / "articles/2024"
    (folder / "press.txt").rename(folder / "aleppo-press.txt")
    assert lost(project) == [("articles/2024/press.txt", "articles/press/")]
    project.write("articles/2024/aleppo-press.yml", "aliases: [press]\n")
    assert codes(check(project)) == []
    project.write("articles/2024/aleppo-press.yml", "id: press\n")
    assert codes(check(project)) == []


@pytest.mark.usefixtures("repository")
def test_a_moved_article_keeps_its_address(project: Project) -> None:
    """The folder is no part of the address."""
    folder = project.path / "articles"
    (folder / "2024/press.txt").rename(folder / "press.txt")
    assert codes(check(project)) == []


@pytest.mark.usefixtures("repository")
def test_an_upper_case_ending_is_guarded_too(project: Project, paste: Paste) -> None:
    """Cameras and old systems write TXT; the article's address counts as any other."""
    project.write("articles/old.TXT", paste("خبر قديم عن مطبعة"))
    Repository(project.path).commit()
    (project.path / "articles/old.TXT").unlink()
    assert lost(project, "HEAD") == [("articles/old.TXT", "articles/old/")]


@pytest.mark.usefixtures("repository")
def test_a_takedown_keeps_the_address(project: Project) -> None:
    """The article is gone and its address says why."""
    project.write("articles/2024/press.yml", "takedown: بطلب من الناشر\n")
    assert codes(check(project)) == [("articles/2024/press.txt", "EDIT01")]


@pytest.mark.usefixtures("repository")
def test_what_was_never_published_cannot_vanish(project: Project, paste: Paste) -> None:
    """A file that failed at that time had no page, so it may go."""
    project.write("articles/2024/undated.txt", paste("خبر بلا تاريخ", ""))
    Repository(project.path).commit()
    (project.path / "articles/2024/undated.txt").unlink()
    assert codes(check(project, "HEAD")) == []


@pytest.mark.usefixtures("repository")
def test_an_article_is_judged_by_the_vocabulary_of_its_time(project: Project, paste: Paste) -> None:
    """It was published by its source's order of dates, which the same change takes away."""
    source = "dafatir: {name: دفاتر ورّاق, kind: magazine, date_order: dmy}\n"
    project.write("articles/vocabulary/sources.yml", source)
    project.write("articles/2024/dated.txt", paste("خبر عن مطبعة", "5/3/2024"))
    Repository(project.path).commit()
    (project.path / "articles/2024/dated.txt").unlink()
    project.write("articles/vocabulary/sources.yml", source.replace(", date_order: dmy", ""))
    assert lost(project, "HEAD") == [("articles/2024/dated.txt", "articles/dated/")]


@pytest.mark.usefixtures("repository")
def test_a_broken_sidecar_is_told_once(project: Project) -> None:
    """Its article cannot be read, which is the thing to mend; its address has not moved."""
    project.write("articles/2024/paper.yml", "id: [\n")
    assert codes(check(project)) == [("articles/2024/paper.yml", "SIDE01")]


@pytest.mark.usefixtures("repository")
def test_the_folder_of_raw_files_may_move(project: Project) -> None:
    """Where its name changes in the settings, the former articles are looked up by the old one."""
    (project.path / "articles").rename(project.path / "texts")
    (project.path / "texts/2024/press.txt").unlink()
    settings = (project.path / "mkdocs.yml").read_text(encoding="utf-8")
    project.write("mkdocs.yml", settings.replace("page_size: 3", "articles: texts"))
    assert lost(project) == [("articles/2024/press.txt", "articles/press/")]


@pytest.mark.usefixtures("repository")
def test_a_renamed_term_needs_its_former_id(project: Project) -> None:
    """`was` keeps the address of a topic, a place or any other entry."""
    project.write("articles/vocabulary/places.yml", "halab: {name: حلب, kind: city}\n")
    assert lost(project) == [("articles/vocabulary/places.yml", "places/aleppo/")]
    (gone,) = (d for d in check(project).diagnostics if d.code == "ADDR01")
    assert gone.hint("en").startswith("add `was: [aleppo]` to the entry in articles/vocabulary/pl")
    assert "takedown" not in gone.hint("ar")
    kept = "halab: {name: حلب, kind: city, was: [aleppo]}\n"
    project.write("articles/vocabulary/places.yml", kept)
    assert codes(check(project)) == []


@pytest.mark.usefixtures("repository")
def test_a_term_that_articles_carry_may_not_go(project: Project) -> None:
    """Its page was published: deleting the entry alone would leave its address to nobody."""
    project.write("articles/vocabulary/places.yml", "sanaa: {name: صنعاء, kind: city}\n")
    assert lost(project) == [("articles/vocabulary/places.yml", "places/aleppo/")]


@pytest.mark.usefixtures("repository")
def test_a_term_without_articles_may_go(project: Project) -> None:
    """Only terms that an article carries have a page."""
    with_more = "aleppo: {name: حلب, kind: city}\nsanaa: {name: صنعاء, kind: city}\n"
    project.write("articles/vocabulary/places.yml", with_more)
    Repository(project.path).commit()
    project.write("articles/vocabulary/places.yml", "aleppo: {name: حلب, kind: city}\n")
    assert codes(check(project, "HEAD")) == []


@pytest.mark.parametrize("sidecar", [None, "aliases: [paper-road]\n", "id: press\n"])
@pytest.mark.usefixtures("repository")
def test_nobody_takes_an_id_that_is_taken(
    project: Project, paste: Paste, sidecar: str | None
) -> None:
    """The newcomer is told, whatever its name, and not those whose file was there before."""
    name = "press" if sidecar is None else "other"
    project.write(f"articles/0/{name}.txt", paste("خبر آخر عن مطبعة"))
    if sidecar is not None:
        project.write(f"articles/0/{name}.yml", sidecar)
    claim = (".yml", "SIDE09") if sidecar and "aliases" in sidecar else (".txt", "FILE08")
    assert codes(check(project)) == [(f"articles/0/{name}{claim[0]}", claim[1])]


def test_work_is_compared_with_where_it_parted(
    project: Project, repository: Repository, paste: Paste
) -> None:
    """What others did on the main branch meanwhile is no change of this work."""
    repository.git("switch", "--quiet", "--create", "work")
    project.write("articles/2024/mine.txt", paste("خبري عن مطبعة"))
    repository.commit()
    repository.git("switch", "--quiet", "main")
    project.write("articles/2024/theirs.txt", paste("خبرهم عن مطبعة"))
    project.write("articles/vocabulary/people.yml", "ali: {name: علي الورّاق}\n")
    repository.commit()
    repository.git("switch", "--quiet", "work")
    assert paths(project) == ["articles/2024/mine.txt"]
    assert codes(check(project)) == []


def test_a_shallow_copy_is_refused(
    repository: Repository, project: Project, paste: Paste, tmp_path: Path
) -> None:
    """Without the commit where the work parted, other people's changes would look like its own."""
    repository.git("switch", "--quiet", "--create", "work")
    project.write("articles/2024/mine.txt", paste("خبري عن مطبعة"))
    repository.commit()
    copy = tmp_path / "copy"
    address = project.path.as_uri()
    shutil.rmtree(copy, ignore_errors=True)
    repository.git("clone", "--quiet", "--depth=1", "--no-single-branch", address, str(copy))
    with pytest.raises(GitError, match="fetch-depth: 0"):
        changed_since("origin/main", replace(project.config, project=copy))


@pytest.mark.parametrize(
    "revision", ["--output=stolen", "-p", "no-such-branch", "", "HEAD:mkdocs.yml", "main..main"]
)
@pytest.mark.usefixtures("repository")
def test_a_revision_that_git_does_not_know_is_wrong_use(project: Project, revision: str) -> None:
    """It ends with 2 and plain words, and nothing in it is an option of git."""
    run = warraq(project.path, "check", f"--since={revision}")
    assert (run.returncode, "GIT01" in run.stderr) == (2, True)
    assert f"«{revision}»" in run.stderr
    assert "no such branch, tag or commit" in run.stderr
    assert not [*project.path.rglob("stolen")]


def test_a_folder_without_git_is_wrong_use(project: Project) -> None:
    """The message is git's own."""
    run = warraq(project.path, "check", "--since=main")
    assert (run.returncode, "not a git repository" in run.stderr) == (2, True)


def test_a_project_below_the_repository_s_root_is_read(
    project: Project, paste: Paste, tmp_path: Path
) -> None:
    """Paths stay those of the project."""
    project.write("articles/press.txt", paste())
    repositories.start(tmp_path)
    (project.path / "articles/press.txt").unlink()
    project.write("articles/new.txt", paste("خبر جديد عن مطبعة"))
    (tmp_path / "beside.txt").write_text("x", encoding="utf-8")
    assert paths(project) == ["articles/new.txt"]
    assert lost(project) == [("articles/press.txt", "articles/press/")]


def test_looking_changes_nothing_in_the_repository(
    project: Project, repository: Repository, paste: Paste
) -> None:
    """Not what is staged, no branch, and no object is left behind."""
    project.write("articles/2024/press.txt", paste("خبر معدّل عن مطبعة"))
    repository.git("add", "articles/2024/press.txt")
    (project.path / "articles/2024/paper.txt").unlink()
    status, before = repository.git("status", "--porcelain"), project.tree(".git")
    check(project)
    after = project.tree(".git")
    assert {**after, "index": b""} == {**before, "index": b""}  # the index holds times of files too
    assert repository.git("status", "--porcelain") == status


@pytest.mark.usefixtures("repository")
def test_a_link_out_of_the_project_is_not_followed(
    project: Project, repository: Repository, tmp_path: Path
) -> None:
    """Neither the file of a contribution nor a former one reads what lies elsewhere."""
    (tmp_path / "secret.txt").write_text("سر", encoding="utf-8")
    (project.path / "articles/2024/link.txt").symlink_to(tmp_path / "secret.txt")
    assert codes(check(project)) == [("articles/2024/link.txt", "FILE04")]
    repository.commit()
    (project.path / "articles/2024/link.txt").unlink()
    assert codes(check(project, "HEAD")) == []


def test_a_stray_file_knows_its_own_change(repository: Repository, project: Project) -> None:
    """A sidecar left behind is touched through the raw file that went."""
    (project.path / "articles/2024/paper.txt").unlink()
    changed = changed_since("main", project.config)
    (stray,) = [f for f in files_to_check(changed, project.config) if isinstance(f, StrayFile)]
    assert changed.touches(stray)
    assert repository.git("status", "--porcelain") == "D articles/2024/paper.txt"


@pytest.mark.parametrize("name", [b"\xff\xfe.txt", b"a\nb\x1b[31m.txt"])
@pytest.mark.usefixtures("repository")
def test_a_name_that_cannot_be_shown_is_refused(project: Project, name: bytes) -> None:
    """It would break the report, the terminal, and the pages of every other article."""
    folder = os.fsencode(project.path / "articles")
    with open(os.path.join(folder, name), "wb") as file:  # noqa: PTH123, PTH118 - a name in bytes
        file.write(b"x")
    ((path, code),) = codes(check(project))
    assert code == "FILE09"
    assert path.encode().decode().isprintable()
    assert project.convert().articles == 2
    run = warraq(project.path, "check", "--since=main", "--format=github", "--summary=report.md")
    assert (run.returncode, run.stderr) == (1, "")
    assert run.stdout.startswith(f"::error file={path},line=1,title=FILE09::")
