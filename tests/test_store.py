"""What a run keeps for the next one: damage costs time, and what the machine refuses is said."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Any, Final

import pytest
from click.testing import CliRunner

from builder.cli import main
from builder.database import CacheError
from builder.folders import CACHE
from builder.gathering import read_published, read_signatures
from builder.outputs import Output
from builder.packing import pack, unpack
from builder.pipeline import convert
from builder.seals import DamagedCacheError, sealed, unsealed
from builder.settled import FILE as SETTLED
from builder.sight import Sight
from builder.store import FILE, Store
from builder.workshop import open_workshop
from tests.conftest import from_nothing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Project

    Paste = Callable[..., str]

TOPICS: Final = "printing: {name: المطابع, keywords: {strong: [مطبعة, حلب]}}\n"
DEEP: Final = "[" * 60_000
SWAPPED: Final = """
UPDATE {table} SET {column} = (
    SELECT {column} FROM {table} AS other ORDER BY other.path DESC LIMIT 1
) WHERE path LIKE '%1%'
"""
IN_ROWS: Final = {
    **{
        f"{column} of another": SWAPPED.format(table=table, column=column)
        for table, columns in {
            "texts": ["text", "body", "signature"],
            "traces": ["beside", "questions"],
        }.items()
        for column in columns
    },
    "records of others": "UPDATE records SET packed = (SELECT packed FROM records AS other "
    "WHERE other.bucket != records.bucket LIMIT 1)",
    "deep": "UPDATE records SET packed = replace(hex(zeroblob(30000)), '0', '[')",
    "not text": "UPDATE records SET packed = x'ff00'",
    "nothing": "UPDATE records SET packed = NULL",
    "a number": "UPDATE texts SET text = 5, body = 5, signature = 5",
    "body and text change places": "UPDATE texts SET text = body, body = text",
    "lost records": "DELETE FROM records WHERE bucket IN (SELECT max(bucket) FROM records)",
    "lost texts": "DELETE FROM texts",
    "lost traces": "DELETE FROM traces",
    "lost outputs": "DELETE FROM outputs",
    "strange outputs": "UPDATE outputs SET packed = (SELECT value FROM notes LIMIT 1)",
    "no table": "DROP TABLE traces",
    "another table": "DROP TABLE notes; CREATE TABLE notes (name TEXT)",
    "a view": "DROP TABLE notes; CREATE VIEW notes AS SELECT 1 AS name, 2 AS value",
    "a note": "UPDATE notes SET value = x'00'",
    "what the last run knew": "UPDATE about SET value = x'80'",
}


limits_files = pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no file")


def run(project: Project, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a process that cannot write a file of more than 200 kB."""
    import resource  # noqa: PLC0415 - Windows has none

    limit = 200_000
    return subprocess.run(
        [sys.executable, "-m", "builder", *words],
        cwd=project.path,
        capture_output=True,
        encoding="utf-8",
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )


@pytest.fixture
def kept(project: Project, paste: Paste) -> Project:
    """Make a collection of a few articles, and convert it."""
    for number in (1, 2, 3, 4):
        project.write(f"articles/{number}.txt", paste(f"خبر {number}", f"{number} آذار 2024"))
    project.convert()
    return project


@pytest.mark.parametrize(
    ("damage", "change"),
    [(name, "article") for name in IN_ROWS]
    + [
        (name, "vocabulary")
        for name, said in IN_ROWS.items()
        if re.search("texts|traces|about", said)
    ],
)
def test_whatever_happened_to_the_store_the_result_is_that_of_a_first_run(
    kept: Project, paste: Paste, tmp_path: Path, damage: str, change: str
) -> None:
    """Rows that were spoilt, lost or put into other rows; and it is made anew at most once."""
    with closing(sqlite3.connect(kept.path / CACHE / FILE)) as database:
        database.executescript(IN_ROWS[damage])
    if change == "article":
        kept.write("articles/2.txt", paste("خبر آخر عن مطبعة", "2 آذار 2024"))
    else:
        kept.write("articles/vocabulary/topics.yml", TOPICS)
    report = kept.convert()
    assert report.exit_code == 0
    assert kept.tree() == from_nothing(kept, tmp_path / "other")
    kept.write("articles/3.txt", paste("خبر جديد عن مطبعة", "2 آذار 2024"))
    assert [d.code for d in kept.convert().diagnostics if d.code.startswith("CACHE")] == []
    assert kept.tree() == from_nothing(kept, tmp_path / "another")


def test_a_damaged_store_is_told_once_and_without_a_traceback(kept: Project, paste: Paste) -> None:
    """Whoever waits for ten thousand articles to be read again wants to know why."""
    kept.write(f"{CACHE}/{FILE}", b"rubbish " * 1000)
    kept.write("articles/2.txt", paste("خبر آخر عن مطبعة", "2 آذار 2024"))
    first, second = (
        CliRunner().invoke(main, ["--project", str(kept.path), "convert"]) for _ in range(2)
    )
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert f"{CACHE}/{FILE}: warning CACHE01" in first.output
    assert "تلف ما حفظه البناء السابق" in first.output
    assert "Traceback" not in first.output
    assert "CACHE01" not in second.output


def folder_in_its_place(file: Path) -> None:
    """Put a folder there."""
    file.unlink()
    (file / "inside").mkdir(parents=True)


def link_to_nowhere(file: Path) -> None:
    """Put a link there that leads nowhere."""
    file.unlink()
    file.symlink_to(file.parent / "no such folder" / "file")


def pipe(file: Path) -> None:
    """Put a pipe there, which keeps whoever opens it waiting."""
    file.unlink()
    os.mkfifo(file)


def first_half(file: Path) -> None:
    """Cut the file off."""
    os.truncate(file, file.stat().st_size // 2)


def emptied(file: Path) -> None:
    """Leave nothing in it."""
    file.write_bytes(b"")


def strange_journal(file: Path) -> None:
    """Lose the file, and not the journal beside it."""
    file.with_name(f"{file.name}-journal").write_bytes(file.read_bytes())
    file.unlink()


IN_ITS_PLACE: Final = (
    folder_in_its_place,
    link_to_nowhere,
    pipe,
    first_half,
    emptied,
    strange_journal,
)


@limits_files
@pytest.mark.parametrize("name", [FILE, "turn.sqlite"])
@pytest.mark.parametrize("put", IN_ITS_PLACE)
def test_whatever_lies_in_its_place_nobody_is_kept_from_building(
    kept: Project, paste: Paste, tmp_path: Path, put: Callable[[Path], None], name: str
) -> None:
    """Half of the store, a folder, a pipe, a link: all of it is ours to remove."""
    (kept.path / CACHE / "turn.sqlite").touch()
    put(kept.path / CACHE / name)
    kept.write("articles/2.txt", paste("خبر آخر عن مطبعة", "2 آذار 2024"))
    done = run(kept, "convert")
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)
    assert kept.tree() == from_nothing(kept, tmp_path / "other")
    assert (kept.path / CACHE / name).is_file()


@pytest.mark.parametrize("damage", ["rubbish", "a note", "deep", "pipe", "form"])
def test_who_only_looks_leaves_a_damaged_store_as_it_is(kept: Project, damage: str) -> None:
    """They say that they write nothing, and give the answer all the same."""
    wanted = read_signatures(open_workshop(kept.config), ())
    file = kept.path / CACHE / FILE
    if damage == "pipe":
        pipe(file)
    elif damage == "rubbish":
        file.write_bytes(b"rubbish " * 1000)
    else:
        with closing(sqlite3.connect(file)) as database:
            database.executescript({**IN_ROWS, "form": "PRAGMA user_version = 1"}[damage])
    before = kept.tree("."), file.lstat().st_ino, {one.name for one in file.parent.iterdir()}
    assert read_signatures(open_workshop(kept.config), ()) == wanted
    assert len(read_published(open_workshop(kept.config), lambda: None)) == 4
    checked = CliRunner().invoke(main, ["--project", str(kept.path), "check"])
    assert (checked.exit_code, "Traceback" in checked.output) == (0, False)
    after = kept.tree("."), file.lstat().st_ino, {one.name for one in file.parent.iterdir()}
    assert after == before


def test_who_only_looks_writes_nothing_into_a_sound_store(kept: Project, paste: Paste) -> None:
    """Not even what is undone later: the disk may be full, or not ours."""
    for number in range(5, 40):
        kept.write(f"articles/{number}.txt", paste(f"خبر {number}", "5 آذار 2024"))
    file = kept.path / CACHE / FILE
    before = file.stat()
    file.parent.chmod(0o500)
    try:
        assert len(read_published(open_workshop(kept.config), lambda: None)) == 39
    finally:
        file.parent.chmod(0o700)
    after = file.stat()
    assert (after.st_mtime_ns, after.st_size) == (before.st_mtime_ns, before.st_size)


@limits_files
def test_a_full_disk_is_told_with_its_cure_and_loses_nothing(
    kept: Project, paste: Paste, tmp_path: Path
) -> None:
    """The store is sound and stays; the next run with room gives what a first run gives."""
    file = kept.path / CACHE / FILE
    known = file.read_bytes()
    for number in range(5, 105):
        text = paste(f"خبر {number}", f"{number % 28 + 1} آذار 2024")
        kept.write(f"articles/{number}.txt", text + f"\n\nفقرة {number} عن الورق والحبر.\n" * 40)
    done = run(kept, "convert")
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert f"{CACHE}/{FILE}: error CACHE02" in done.stderr
    assert "make room on the disk" in done.stderr
    assert "أفسح مكانًا على القرص" in done.stderr
    assert file.read_bytes() == known
    kept.convert()
    assert kept.tree() == from_nothing(kept, tmp_path / "other")


@pytest.mark.parametrize("code", ["SQLITE_FULL", "SQLITE_IOERR_READ", "SQLITE_READONLY"])
def test_what_the_machine_refuses_is_no_damage(
    kept: Project, paste: Paste, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    """At whatever moment it refuses, also while the store is opened."""
    known = (kept.path / CACHE / FILE).read_bytes()

    def refuse(*_: object) -> None:
        error = sqlite3.OperationalError("refused")
        error.sqlite_errorcode = getattr(sqlite3, code)
        raise error

    kept.write("articles/2.txt", paste("خبر آخر عن مطبعة", "2 آذار 2024"))
    for moment in ("_recall", "_records", "_outputs"):
        with monkeypatch.context() as patched:
            patched.setattr(Store, moment, refuse)
            with pytest.raises(CacheError, match="CACHE02"):
                kept.convert()
    assert (kept.path / CACHE / FILE).read_bytes() == known


@pytest.mark.parametrize("error", [KeyError("a bug"), TypeError("a bug"), ValueError("a bug")])
def test_a_mistake_of_ours_is_not_taken_for_damage(
    kept: Project, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    """It would make every run read everything, and nobody would ever learn why."""
    known = (kept.path / CACHE / FILE).read_bytes()

    def broken(*_: object) -> None:
        raise error

    kept.write("articles/vocabulary/topics.yml", TOPICS)
    monkeypatch.setattr("builder.concerned.change_of", broken)
    with pytest.raises(type(error), match="a bug"):
        kept.convert()
    assert (kept.path / CACHE / FILE).read_bytes() == known


def test_a_run_that_had_to_wait_sees_what_the_other_one_left(
    kept: Project, paste: Paste, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the marks that it hands on are those of pages that are gone."""
    opened = Store.__init__

    def opened_late(*where: Any, **more: Any) -> None:  # noqa: ANN401 - as `Store` has it
        monkeypatch.setattr(Store, "__init__", opened)
        kept.write("articles/2.txt", paste("خبر آخر عن مطبعة", "2 آذار 2024"))
        kept.convert()
        opened(*where, **more)

    monkeypatch.setattr(Store, "__init__", opened_late)
    assert convert(kept.config).docs == Sight.of(kept.config).docs


def test_what_is_kept_passes_for_nothing_else() -> None:
    """Neither cut off, nor changed, nor in another place, nor of another kind."""
    blob = sealed(b"text", "a")
    assert unsealed(blob, "a") == b"text"
    for damaged in (blob[:-1], blob[1:], b"", b"x" + blob, None, "text", 5, blob.decode()):
        with pytest.raises(DamagedCacheError):
            unsealed(damaged, "a")
    with pytest.raises(DamagedCacheError):
        unsealed(blob, "b")


def test_rubbish_in_place_of_the_last_report_is_no_answer(kept: Project) -> None:
    """Whatever it is, and however much it looks like a report."""
    file = kept.path / CACHE / SETTLED
    whole = file.read_bytes()
    changed = unpack(unsealed(whole, SETTLED))
    changed["report"]["articles"] = 999
    other = whole[:8] + pack(changed)  # under the seal of what it was
    for content in (DEEP.encode(), other, whole[:-1], whole[8:], b"null", sealed(b"[]", SETTLED)):
        file.write_bytes(content)
        assert kept.convert().articles == 4


def test_an_output_that_is_gone_has_no_size(tmp_path: Path) -> None:
    """So it is never taken for what the last run left."""
    assert Output.of("x", str(tmp_path / "gone")).mark == (-1, 0)
