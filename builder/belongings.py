"""Bring the pictures of a new raw file with it: from beside the file that was given, or out of it.

A browser saves a page with a folder `NAME_files`, and a Word document holds its pictures itself.
They go into a folder of that form beside the raw file, where no name can be another article's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from builder.adding import write_new
from builder.checking import examine_file
from builder.extract.word.package import embedded_pictures
from builder.pictures import MAX_BYTES, find_picture
from builder.raw_files import PARTS_ENDINGS, Kind, is_picture_name, read_raw

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from builder.raw_files import RawFile
    from builder.workshop import Workshop

FOLDER: Final = PARTS_ENDINGS[0]


def bring_pictures(raw: RawFile, given: Path | None, workshop: Workshop) -> tuple[Path, ...]:
    """Put the pictures that the article shows beside `raw`, and return where they are.

    `given` is the file that `raw` is a copy of; None for a paste or what the network gave.
    """
    wanted = [name for name in _names(raw, workshop) if find_picture(raw, name) is None]
    embedded = {}
    if raw.kind is Kind.WORD and wanted:
        embedded = embedded_pictures(read_raw(raw), wanted)
    brought = []
    for name in wanted:
        content = embedded.get(name) or (_saved(given, name) if given is not None else None)
        if content is not None and len(content) <= MAX_BYTES:
            target = raw.location.with_name(raw.location.stem + FOLDER) / name
            target.parent.mkdir(exist_ok=True)
            write_new(target, content)
            brought.append(target)
    return tuple(brought)


def _names(raw: RawFile, workshop: Workshop) -> Iterator[str]:
    images = examine_file(raw, workshop).answer["images"]
    assert isinstance(images, list)  # noqa: S101 - as `answer` makes it
    for name in dict.fromkeys(image["name"] for image in images):
        if is_picture_name(name) and not name.startswith(".") and not {"/", "\\"} & {*name}:
            yield name


def _saved(given: Path, name: str) -> bytes | None:
    """Return the picture of that name beside the file that was given, or in its folder."""
    folders = (given.parent, *(given.with_name(given.stem + ending) for ending in PARTS_ENDINGS))
    for folder in folders:
        file = folder / name
        is_own = file.is_file() and not file.is_symlink() and not folder.is_symlink()
        if is_own and file.stat().st_size <= MAX_BYTES:
            return file.read_bytes()
    return None
