"""Pictures beside raw files: only what is a picture, lies there and is not too large is taken."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

import pytest
from PIL import Image as Raster

from builder.model import Image
from builder.pictures import MAX_BYTES, find_pictures
from builder.raw_files import Kind, RawFile

if TYPE_CHECKING:
    from pathlib import Path


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


def refused(raw: RawFile) -> list[tuple[str, str]]:
    """Return the code and reason with which `map.png` beside a raw file is refused."""
    pictures, problems = find_pictures(raw, "a", (Image("map.png"),))
    assert pictures == ()
    return [(problem.code, dict(problem.values)["what"]) for problem in problems]


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
    ("size", "reason"),
    [((8_000, 8_000), "8000 × 8000"), ((30_000, 30_000), "> 50 MP")],
    ids=["large", "bomb"],
)
def test_a_picture_of_too_many_points_is_refused(
    raw: RawFile, size: tuple[int, int], reason: str
) -> None:
    """A file of a few bytes would take gigabytes in a reader's phone."""
    (raw.location.parent / "map.png").write_bytes(png_of(*size))
    assert refused(raw) == [("PICT01", reason)]


def test_a_picture_of_too_many_bytes_is_refused(raw: RawFile) -> None:
    """The size on the disk is asked before the file is opened."""
    picture = raw.location.parent / "map.png"
    Raster.new("RGB", (8, 8)).save(picture)
    with picture.open("ab") as file:
        file.truncate(MAX_BYTES + 1)
    assert refused(raw) == [("PICT01", f"> {MAX_BYTES // 1_000_000} MB")]
