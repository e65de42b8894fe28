"""`docs/` and `site/` change only where something changed, and are whole at every moment."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from builder.files import write_if_changed
from builder.model import Page
from builder.publish import publish, spare_dir, staging_dir
from builder.site import MANIFEST, Kept, write_pages
from builder.trees import look

if TYPE_CHECKING:
    from pathlib import Path


def test_pages_are_written_once_and_pruned_when_gone(tmp_path: Path) -> None:
    """The second run writes nothing; a page that is no longer made disappears with its folder."""
    pages = [Page("index.md", "أ"), Page("topics/x.md", "ب"), Page("archive/2021/08.md", "ج")]
    assert len(write_pages(pages, tmp_path).written) == 3
    again = write_pages(pages, tmp_path)
    assert (again.written, again.unchanged, again.pruned) == ((), 3, ())
    assert write_pages(pages[:2], tmp_path).pruned == ("archive/2021/08.md",)
    assert sorted(p.name for p in tmp_path.iterdir()) == [MANIFEST, "index.md", "topics"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no file")
def test_a_disk_that_takes_only_a_part_is_an_error(tmp_path: Path) -> None:
    """The first write then says how much was taken, and nothing else: half a page is no page."""
    import resource  # noqa: PLC0415 - Windows has none

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, limits[1]))
    try:
        with pytest.raises(OSError, match="large"):
            write_if_changed(tmp_path / "page.md", b"x" * 20_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert list(tmp_path.iterdir()) == []


def test_hand_written_pages_are_never_touched(tmp_path: Path) -> None:
    """Only what the manifest lists is pruned, and a manifest that lies reaches nothing else."""
    (tmp_path / "about.md").write_text("بخط اليد", encoding="utf-8")
    (tmp_path / MANIFEST).write_text('{"files": ["about.md", "../x", 3]}', encoding="utf-8")
    (tmp_path.parent / "x").write_text("خارج", encoding="utf-8")
    write_pages([Page("index.md", "أ")], tmp_path)
    assert (tmp_path / "about.md").exists()
    assert (tmp_path.parent / "x").exists()


@pytest.mark.parametrize("damaged", [None, "{", "[" * 60_000])
def test_a_lost_manifest_leaves_no_page_behind(tmp_path: Path, damaged: str | None) -> None:
    """An article that was taken down goes even where the list of our files was lost."""
    write_pages([Page("articles/gone.md", "أ"), Page("index.md", "ب")], tmp_path)
    (tmp_path / MANIFEST).unlink()
    if damaged is not None:
        (tmp_path / MANIFEST).write_text(damaged, encoding="utf-8")
    write_pages([Page("index.md", "ب")], tmp_path)
    assert not (tmp_path / "articles").exists()


@pytest.mark.parametrize("path", ["about.md", "../x.md", "articles/../../x.md", "/etc/x"])
def test_the_builder_writes_only_what_it_owns(tmp_path: Path, path: str) -> None:
    """No page of ours can stand in a hand-written one's place or out of the tree."""
    with pytest.raises(ValueError, match=path):
        write_pages([Page(path, "أ")], tmp_path)


@pytest.mark.parametrize("second", [Page("articles/x.md", "ب"), Kept("articles/x.md")])
def test_two_pages_at_one_path_are_a_bug_that_is_told(tmp_path: Path, second: Page | Kept) -> None:
    """The later one would take the other's place without a word."""
    with pytest.raises(ValueError, match=r"two pages at articles/x\.md"):
        write_pages([Page("articles/x.md", "أ"), second], tmp_path)


def test_a_link_in_the_way_is_replaced_and_not_followed(tmp_path: Path) -> None:
    """Writing never goes through a link."""
    outside = tmp_path / "outside.txt"
    outside.write_text("أ", encoding="utf-8")
    target = tmp_path / "docs" / "x.md"
    target.parent.mkdir()
    target.symlink_to(outside)
    assert write_if_changed(target, "أ".encode())
    assert not target.is_symlink()
    assert outside.read_text(encoding="utf-8") == "أ"


def stage(site: Path, files: dict[str, str]) -> Path:
    """Make the staged state of a site."""
    staging = staging_dir(site)
    for name, text in files.items():
        target = staging / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return staging


def test_publishing_replaces_only_what_changed(tmp_path: Path) -> None:
    """An unchanged file stays the very file it was; a changed one is new; a dropped one is gone."""
    site = tmp_path / "site"
    publish(stage(site, {"a": "1", "b/c": "2", "d": "3"}), site)
    before = {name: (site / name).stat().st_ino for name in ("a", "b/c")}
    assert publish(stage(site, {"a": "1", "b/c": "changed", "e": "5"}), site).changed == {
        "b/c",
        "e",
    }
    assert (site / "a").stat().st_ino == before["a"]
    assert (site / "b/c").read_text(encoding="utf-8") == "changed"
    assert sorted(p.name for p in site.rglob("*") if p.is_file()) == ["a", "c", "e"]
    assert sorted(p.name for p in tmp_path.iterdir()) == [".site.spare", "site"]


def test_publishing_the_same_again_touches_nothing(tmp_path: Path) -> None:
    """Not even the folder is another one."""
    site = tmp_path / "site"
    publish(stage(site, {"a": "1"}), site)
    before = site.stat().st_ino
    assert not publish(stage(site, {"a": "1"}), site).changed
    assert site.stat().st_ino == before


def test_an_empty_folder_is_no_site_yet(tmp_path: Path) -> None:
    """A live server makes one; the spare folder is ready for the first change all the same."""
    site = tmp_path / "site"
    site.mkdir()
    publish(stage(site, {"a": "1", "b/c": "2"}), site)
    assert (site / "a").stat().st_ino == (spare_dir(site) / "a").stat().st_ino
    assert (spare_dir(site) / "b" / "c").read_text(encoding="utf-8") == "2"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is no second process")
@pytest.mark.parametrize("fails", [False, True])
def test_two_processes_make_the_spare_folder_that_one_makes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, fails: bool
) -> None:
    """Also where the second one ends half-way."""
    monkeypatch.setattr("builder.publish.MANY", 2)
    monkeypatch.setattr("builder.publish.can_share", lambda: True)
    here, link, files = os.getpid(), os.link, {f"{name}/x": name for name in "abcdef"}

    def broken(published: str, spare: str) -> None:
        link(published, spare)
        if fails and os.getpid() != here:
            os._exit(1)

    monkeypatch.setattr(os, "link", broken)
    site = tmp_path / "site"
    publish(stage(site, files), site)
    linked = {name: (spare_dir(site) / name).samefile(site / name) for name in files}
    assert linked == dict.fromkeys(files, True)
    (spare_dir(site) / "a" / "x").unlink()
    publish(stage(site, {**files, "g/x": "g"}), site)
    found = {file.parent.name: file.read_text(encoding="utf-8") for file in site.rglob("x")}
    assert found == {name: name for name in "abcdefg"}


def test_what_lies_in_the_spare_folder_does_not_reach_the_site(tmp_path: Path) -> None:
    """A killed build may leave anything there: other content, other files, too few of them."""
    site = tmp_path / "site"
    publish(stage(site, {"a": "1", "b/c": "2", "d": "3"}), site)
    publish(stage(site, {"a": "1", "b/c": "2", "d": "4"}), site)
    spare = spare_dir(site)
    (spare / "a").unlink()
    (spare / "a").write_text("other", encoding="utf-8")
    (spare / "b" / "c").unlink()
    (spare / "more").mkdir()
    (spare / "more" / "e").write_text("5", encoding="utf-8")
    publish(stage(site, {"d": "5"}), site, kept=["a", "b/c"])
    found = {p.relative_to(site).as_posix(): p for p in site.rglob("*")}
    assert {n: p.read_text(encoding="utf-8") for n, p in found.items() if p.is_file()} == {
        "a": "1",
        "b/c": "2",
        "d": "5",
    }
    assert "more" not in found


def test_a_spare_folder_that_a_killed_build_began_to_change_is_not_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It touched folders deep inside, at which nobody looks who believes that nobody did."""
    site = tmp_path / "site"
    publish(stage(site, {"a/b/c": "1", "a/b/d": "1", "f/e": "1"}), site)
    done = publish(stage(site, {"f/e": "2"}), site, kept=["a/b/c", "a/b/d"])
    with monkeypatch.context() as patch:
        patch.setattr("builder.publish._exchange", lambda *_: sys.exit("killed"))
        with pytest.raises(SystemExit):
            publish(stage(site, {"a/b/c": "3"}), site, ["a/b/d", "f/e"], done.site, done.spare)
    done = publish(stage(site, {"f/e": "4"}), site, ["a/b/c", "a/b/d"], done.site, done.spare)
    found = {p.relative_to(site).as_posix(): p for p in site.rglob("*") if p.is_file()}
    texts = {name: file.read_text(encoding="utf-8") for name, file in found.items()}
    assert texts == {"a/b/c": "1", "a/b/d": "1", "f/e": "4"}
    assert look(site) == done.site


def test_a_link_where_a_file_is_begun_is_not_followed(tmp_path: Path) -> None:
    """Whoever may write into `docs/` could have us write elsewhere."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"theirs")
    (tmp_path / ".a.md.part").symlink_to(elsewhere)
    assert write_if_changed(tmp_path / "a.md", b"ours")
    assert ((tmp_path / "a.md").read_bytes(), elsewhere.read_bytes()) == (b"ours", b"theirs")
