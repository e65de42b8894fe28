"""Pictures beside raw files: only what is a picture, lies there and is not too large is taken."""

from __future__ import annotations

import os
import struct
import zlib
from typing import TYPE_CHECKING

import pytest
from PIL import Image as Raster

from builder import frontmatter
from builder.diagnostics import Diagnostic
from builder.interface import LANGUAGES
from builder.markdown.places import place_of
from builder.model import Image
from builder.pictures import MAX_BYTES, digest_of_picture, find_pictures
from builder.raw_files import Kind, RawFile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Project

    Paste = Callable[..., str]
    Make = Callable[[Path], None]


@pytest.fixture
def raw(tmp_path: Path) -> RawFile:
    """Return a raw file in a folder of its own."""
    folder = tmp_path / "articles"
    folder.mkdir()
    return RawFile("articles/a.txt", str(folder / "a.txt"), Kind.TEXT, root=folder)


def png_of(width: int, height: int) -> bytes:
    """Return a file that says it is a picture of that size, and holds hardly any of it."""
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0" * 100)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )


def refused(raw: RawFile) -> Diagnostic:
    """Return what is told of `map.png` beside a raw file, which is refused."""
    pictures, problems = find_pictures(raw, "a", (Image("map.png"),))
    assert pictures == ()
    (problem,) = problems
    return Diagnostic(raw.path, problem)


def test_what_lies_outside_is_not_read_to_know_whether_it_changed(
    raw: RawFile, tmp_path: Path
) -> None:
    """It may have no end; neither may be too large, nor reached through a linked folder."""
    (tmp_path / "outside").mkdir()
    (raw.location.parent / "a_files").symlink_to(tmp_path / "outside")
    (raw.location.parent / "link.png").symlink_to(tmp_path / "outside" / "map.png")
    (raw.location.parent / "own.png").write_bytes(b"one")
    os.mkfifo(raw.location.parent / "pipe.png")
    names = ("map.png", "link.png", "own.png", "pipe.png", "none.png")
    digests = []
    for content in (b"one", b"two"):
        (tmp_path / "outside" / "map.png").write_bytes(content)
        digests.append([digest_of_picture(raw, name) for name in names])
    assert digests[0] == digests[1]
    by_folder, by_link, own, pipe, none = digests[0]
    assert (by_folder == by_link, none) == (True, None)
    assert len({by_folder, own, pipe, none}) == 4
    with (raw.location.parent / "own.png").open("wb") as stream:
        stream.truncate(1_000_000_000_000)
    assert digest_of_picture(raw, "own.png") not in (own, None)


def test_a_link_that_leads_out_is_no_picture(raw: RawFile, tmp_path: Path) -> None:
    """A contribution could else publish a picture from anywhere on the machine that builds."""
    Raster.new("RGB", (8, 8)).save(tmp_path / "private.png")
    (raw.location.parent / "map.png").symlink_to(tmp_path / "private.png")
    pictures, problems = find_pictures(raw, "a", (Image("map.png"),))
    assert pictures == ()
    assert [(p.code, dict(p.values)) for p in problems] == [("PICT02", {"name": "map.png"})]


def test_a_link_that_leads_nowhere_is_told(raw: RawFile, tmp_path: Path) -> None:
    """A person put it there for a picture; a name without any file is no mistake."""
    (raw.location.parent / "map.png").symlink_to(tmp_path / "gone.png")
    images = (Image("map.png"), Image("absent.png"))
    _, problems = find_pictures(raw, "a", images)
    assert [(p.code, dict(p.values)) for p in problems] == [("PICT02", {"name": "map.png"})]


@pytest.mark.parametrize(
    ("size", "told"),
    [((8_000, 8_000), {"8000 × 8000", "50"}), ((30_000, 30_000), {"50"})],
    ids=["large", "bomb"],
)
def test_a_picture_of_too_many_points_is_refused(
    raw: RawFile, size: tuple[int, int], told: set[str]
) -> None:
    """A file of a few bytes would take gigabytes in a reader's phone; "use a PNG" cures nothing."""
    (raw.location.parent / "map.png").write_bytes(png_of(*size))
    refusal = refused(raw)
    assert refusal.code == "PICT08"
    for language in LANGUAGES:
        assert all(part in refusal.message(language) for part in told)
        assert "PNG" not in refusal.hint(language)


def test_a_picture_of_too_many_bytes_is_refused(raw: RawFile) -> None:
    """The size on the disk is asked before the file is opened."""
    picture = raw.location.parent / "map.png"
    Raster.new("RGB", (8, 8)).save(picture)
    with picture.open("ab") as file:
        file.truncate(MAX_BYTES + 1)
    assert refused(raw).code == "PICT07"
    assert "5.0 MB" in refused(raw).message("en")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (png_of(0, 0), "PICT09"),
        (png_of(8, 8)[:20], "PICT09"),
        (b"\xff\xd8\xff", "PICT09"),
        (b"<svg/>", "PICT01"),
        (b"", "PICT01"),
    ],
    ids=["of no size", "cut off", "the beginning of a JPEG", "a drawing", "nothing"],
)
def test_a_damaged_picture_is_not_said_to_be_another_thing(
    raw: RawFile, content: bytes, code: str
) -> None:
    """Of a PNG without a point it was said that it is none."""
    (raw.location.parent / "map.png").write_bytes(content)
    assert refused(raw).code == code


def test_a_folder_of_parts_that_is_a_link_out_is_told(raw: RawFile, tmp_path: Path) -> None:
    """Its pictures were left out without a word."""
    Raster.new("RGB", (8, 8)).save(tmp_path / "map.png")
    (raw.location.parent / "a_files").symlink_to(tmp_path)
    assert refused(raw).code == "PICT02"


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_what_only_has_a_picture_s_name_is_told(raw: RawFile, make: Make) -> None:
    """A pipe or a folder is not opened, and not passed over in silence."""
    make(raw.location.parent / "map.png")
    assert refused(raw).code == "PICT01"


PAGE = """<html><head><title>عودة السوق القديم - دفاتر ورّاق</title></head><body><article>
<h1>عودة السوق القديم</h1><time datetime="2024-03-05">5 آذار 2024</time><img src="a.png">
<p>أعلنت بلدية المدينة القديمة افتتاح سوق الوراقين بعد أعمال ترميم استمرت عامين كاملين.</p>
<ul><li>الخان الكبير</li></ul>
<figure><img src="b.png"><figcaption>الباب الشرقي</figcaption></figure>
<ul><li>الحمام القديم</li></ul><figure><img src="gone.png"></figure>
<p>وقالت البلدية إن السوق سيبقى مفتوحًا للمشاة وحدهم، وإن السيارات ستمر من الشمال.</p>
</article></body></html>"""


def test_a_picture_keeps_its_place_in_the_text(project: Project) -> None:
    """All but the first stood under the text, far from what they show."""
    project.write("articles/a.html", PAGE)
    project.write("articles/a.yml", "source: دفاتر ورّاق\n")
    for name in ("a.png", "b.png"):
        Raster.new("RGB", (40, 30)).save(project.path / "articles" / name)
    project.convert()
    values, body = frontmatter.parse(project.page("articles/a.md"))
    (more,) = values["view"]["more_pictures"]
    blocks = [block for block in body.strip().split("\n\n") if block != "<!-- -->"]
    assert blocks[1:-1] == ["-   الخان الكبير", more["place"], "-   الحمام القديم"]
    (project.path / "articles/b.png").unlink()
    project.convert()
    assert "picture" not in frontmatter.parse(project.page("articles/a.md"))[1]


def test_no_text_of_a_stranger_takes_the_place_of_a_picture(project: Project, paste: Paste) -> None:
    """A comment of his own is text."""
    raw = paste() + f"\n\n{place_of('b.png')}\n\nوهذه خاتمة المقال كلها."
    project.write("articles/a.txt", raw)
    Raster.new("RGB", (40, 30)).save(project.path / "articles/a.png")
    Raster.new("RGB", (40, 30)).save(project.path / "articles/b.png")
    project.write("articles/a.yml", "images: [{name: a.png}, {name: b.png}]\n")
    project.convert()
    values, body = frontmatter.parse(project.page("articles/a.md"))
    (more,) = values["view"]["more_pictures"]
    assert more["place"] not in body
