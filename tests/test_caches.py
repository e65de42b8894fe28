"""Whatever lies in the caches besides the store: the result is that of a build from nothing."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Final

import pytest
from click.testing import CliRunner

from builder.cli import main
from builder.contents import FILE as CONTENTS
from builder.desk import open_desk
from builder.folders import CACHE
from builder.packing import pack, unpack
from builder.published import FILE as PUBLISHED
from builder.published import TEMPLATES, remove_made
from builder.seals import sealed
from builder.search.cache import FILE as SEARCH
from builder.serving import publish_site
from builder.settled import FILE as SETTLED
from builder.store import FILE as STORE
from builder.vocabulary.kept import FILE as VOCABULARY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Project

    Paste = Callable[..., str]

FILES: Final = (STORE, SEARCH, SETTLED, PUBLISHED, VOCABULARY, CONTENTS)
IN_ROWS: Final = {
    "words of another": "UPDATE words SET folded = (SELECT folded FROM words LIMIT 1)",
    "lost words": "DELETE FROM words",
    "words that are none": "UPDATE words SET folded = 5",
    "no documents": "DELETE FROM documents",
    "the documents cut off": "UPDATE documents SET packed = substr(packed, 1, length(packed) - 9)",
    "another byte among the documents": "UPDATE documents SET packed = "
    "CAST(substr(packed, 1, 200) || X'07' || substr(packed, 202) AS BLOB)",
    "documents that are none": "UPDATE documents SET packed = 5",
    "words as documents": "UPDATE documents SET packed = (SELECT folded FROM words LIMIT 1)",
    "no table": "DROP TABLE words",
    "another table": "DROP TABLE documents; CREATE TABLE documents (x)",
    "a view": "DROP TABLE words; CREATE VIEW words AS SELECT 1 AS id, 2 AS folded",
}


def build(project: Project) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Build here and now; return what lies in `docs/` and in `site/`."""
    assert project.convert().exit_code == 0
    publish_site(project.path / "mkdocs.yml")
    return project.tree(), project.tree("site")


@pytest.fixture
def kept(project: Project, paste: Paste) -> Project:
    """Make a collection of a few articles, and convert it twice."""
    for number in range(1, 9):
        text = paste(f"خبر {number}", f"{number} آذار 2024") + f"\n\nفقرة {number} عن الورق.\n"
        project.write(f"articles/{number}.txt", text)
    project.convert()
    project.write("articles/3.txt", paste("خبر تغيّر", "3 آذار 2024"))
    project.convert()
    return project


@pytest.mark.parametrize("damage", IN_ROWS)
def test_a_damaged_cache_of_the_search_costs_only_time(
    kept: Project, paste: Paste, tmp_path: Path, damage: str
) -> None:
    """The index is what a first build writes, and the next build takes the cache as it is."""
    with closing(sqlite3.connect(kept.path / CACHE / SEARCH)) as database:
        database.executescript(IN_ROWS[damage])
    for number in (2, 5):
        kept.write(f"articles/{number}.txt", paste("خبر آخر عن الحبر", "2 آذار 2024"))
        kept.convert()
        clean = kept.anew(tmp_path / f"clean {number}")
        clean.convert()
        assert kept.tree() == clean.tree()


def test_blocks_of_the_index_that_were_written_over_are_written_anew(
    kept: Project, paste: Paste, tmp_path: Path
) -> None:
    """Even where they keep their sizes and times, as on a disk that fails."""
    for file in (kept.path / "docs/assets/search").glob("*.bin"):
        if file.name != "index.bin":
            before = file.stat()
            file.write_bytes(b"\xff" * before.st_size)
            os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    kept.write("articles/2.txt", paste("خبر آخر عن الحبر", "2 آذار 2024"))
    kept.convert()
    clean = kept.anew(tmp_path / "clean")
    clean.convert()
    assert kept.tree() == clean.tree()


def test_a_vocabulary_in_which_a_letter_has_turned_is_read_from_its_files(kept: Project) -> None:
    """What is damaged may still be read: then every article would have a place that is none."""
    file = kept.path / CACHE / VOCABULARY
    whole = file.read_bytes()
    name = "حلب".encode()
    assert name in whole
    file.write_bytes(whole.replace(name, "حلت".encode()))
    assert open_desk(kept.config).vocabulary.places["aleppo"].name == "حلب"


@pytest.mark.slow
@pytest.mark.parametrize("is_sealed", [True, False])
def test_a_state_of_the_site_that_was_meddled_with_takes_no_page_away(
    kept: Project, paste: Paste, tmp_path: Path, *, is_sealed: bool
) -> None:
    """Two pages that are taken for each other: one would vanish when the other changes."""
    build(kept)
    file = kept.path / CACHE / PUBLISHED
    seal, content = file.read_bytes()[:8], file.read_bytes()[8:]
    state = list(unpack(content))
    files, pages = state[2]
    if is_sealed:
        state[2] = {}
        file.write_bytes(sealed(pack(tuple(state)), PUBLISHED))
    else:
        one, other = "articles/1/index.html", "articles/2/index.html"
        assert one in pages
        swapped = pages.replace(one, "-").replace(other, one).replace("-", other)
        state[2] = (files, swapped)
        file.write_bytes(seal + pack(tuple(state)))
    kept.write("articles/2.txt", paste("خبر آخر عن الحبر", "2 آذار 2024"))
    assert build(kept) == build(kept.anew(tmp_path / "clean"))


@pytest.mark.slow
@pytest.mark.parametrize("in_its_place", ["folder", "pipe", "link"])
def test_what_is_no_file_in_place_of_a_cache_keeps_nobody_from_building(
    kept: Project, paste: Paste, tmp_path: Path, in_its_place: str
) -> None:
    """Neither a build nor `--clean`, which removes them all."""
    build(kept)
    shutil.rmtree(kept.path / CACHE / TEMPLATES)
    (kept.path / CACHE / TEMPLATES).touch()
    for name in (*FILES, TEMPLATES):
        file = kept.path / CACHE / name
        file.unlink()
        match in_its_place:
            case "folder":
                (file / "inside").mkdir(parents=True)
            case "pipe":
                os.mkfifo(file)
            case _:
                file.symlink_to(file.parent / "no such folder" / "file")
    clean = build(kept.anew(tmp_path / "clean"))
    assert build(kept) == clean
    kept.write("articles/2.txt", paste("خبر آخر عن الحبر", "2 آذار 2024"))
    assert build(kept) == build(kept.anew(tmp_path / "other"))
    assert all((kept.path / CACHE / name).is_file() for name in FILES)
    for name in FILES:
        (kept.path / CACHE / name).unlink()
        (kept.path / CACHE / name / "inside").mkdir(parents=True)
    removal = remove_made(kept.config)
    assert removal is not None
    removal.wait()
    assert not any((kept.path / CACHE / name).exists() for name in FILES)


def test_reports_that_changed_places_are_no_answer(kept: Project) -> None:
    """Each is whole, and neither is what its name says."""
    kept.write(f"{CACHE}/{PUBLISHED}", sealed(b"[]", PUBLISHED))
    kept.write(f"{CACHE}/{SETTLED}", (kept.path / CACHE / PUBLISHED).read_bytes())
    assert kept.convert().articles == 8


def test_a_file_that_has_the_name_of_the_folder_is_told_and_kept(kept: Project) -> None:
    """It may be a person's, so nobody but a person removes it."""
    shutil.rmtree(kept.path / CACHE)
    kept.write(CACHE, "mine")
    run = CliRunner().invoke(main, ["--project", str(kept.path), "build"])
    assert (run.exit_code, "Traceback" in run.output) == (2, False)
    assert f"{CACHE}: error CACHE02" in run.output
    assert "delete it" in run.output
    assert (kept.path / CACHE).read_text(encoding="utf-8") == "mine"
