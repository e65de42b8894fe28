"""Find the pictures that an article names beside its raw file.

Only the kinds below are published, by their content and not by their name alone; an SVG can run
scripts and is not among them. Where no file is found there is no picture, and nothing is said
if the raw text names it and no more; what a person has put there or named, and is of no use, is
told, and so is a picture whose caption stands in the text: readers see neither.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from builder.model import Image, Problem
from builder.raw_files import PARTS_ENDINGS, Kind, is_picture_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from builder.model import FrontMatter
    from builder.raw_files import RawFile
    from builder.validate import Judged

MAX_BYTES: Final = 5_000_000
MAX_PIXELS: Final = 50_000_000
CODES: Final = {
    Kind.WORD: "PICT04",
    Kind.PAGE: "PICT05",
    Kind.TEXT: "PICT06",
    Kind.MARKDOWN: "PICT06",
}
"""What is said of a picture that is not there, by the kind of file that names it."""
FORMATS: Final = {"PNG": ".png", "JPEG": ".jpg", "GIF": ".gif", "WEBP": ".webp"}


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that is published with an article."""

    image: Image
    location: Path
    path: str
    """Path below `docs/`."""
    width: int
    height: int


def find_pictures(
    raw: RawFile, article: str, images: tuple[Image, ...]
) -> tuple[tuple[Picture, ...], tuple[Problem, ...]]:
    """Return an article's pictures that lie beside its raw file, and what is wrong with others."""
    pictures, problems = [], []
    for number, image in enumerate(images, 1):
        if "/" in image.name or "\\" in image.name:
            continue
        location = picture_place(raw, image.name)
        if not _lies_within(location, raw):
            if location.is_symlink():
                problems.append(Problem("PICT02", values=(("name", image.name),)))
            continue
        try:
            pictures.append(_picture(image, location, f"{article}-{number}"))
        except _UnfitError as error:
            values = (("name", image.name), ("what", str(error)))
            problems.append(Problem("PICT01", values=values))
    return tuple(pictures), tuple(problems)


def picture_place(raw: RawFile, name: str) -> Path:
    """Return where a picture is or should be: beside the raw file, or in the page's own folder."""
    return find_picture(raw, name) or raw.location.parent / name


def find_picture(raw: RawFile, name: str) -> Path | None:
    """Return the picture of that name beside a raw file or in its folder; None for none."""
    stem = os.path.splitext(raw.place)[0]  # noqa: PTH122 - `Path` would cost more than to look
    for folder in (os.path.dirname(stem), *(stem + ending for ending in PARTS_ENDINGS)):  # noqa: PTH120
        place = os.path.join(folder, name)  # noqa: PTH118
        if os.path.lexists(place):
            return Path(place)
    return None


def missing_pictures(judged: Judged, article: FrontMatter | None = None) -> tuple[Problem, ...]:
    """Tell of the pictures that a person names, a Word document holds or a text has captions of.

    Without an `article` it is of one that is not published, for all that is wrong is told at once.
    What else a page or text names is another matter: most name pictures that nobody has saved.
    """
    raw, said = judged.raw, judged.overrides
    if said.takedown:
        return ()
    images = article.images if article else said.images or judged.document.images
    if said.images is not None:
        beside = bool(raw.sidecars)
        return tuple(
            Problem("PICT03", None, (("name", one.name),), beside)
            for one in _not_there(images, raw)
        )
    if raw.kind not in CODES:
        return ()
    if raw.kind is not Kind.WORD:
        images = tuple(one for one in images if one.caption or one.credit)
    folder = raw.path.rpartition(".")[0] + PARTS_ENDINGS[0]
    own = raw.path.rpartition("/")[0] or "."
    return tuple(
        Problem(
            CODES[raw.kind],
            values=(("name", one.name), ("place", f"{folder}/{one.name}"), ("folder", own)),
        )
        for one in _not_there(images, raw)
        if is_picture_name(one.name)
    )


def _not_there(images: Iterable[Image], raw: RawFile) -> Iterator[Image]:
    return (one for one in images if one.name and find_picture(raw, one.name) is None)


class _UnfitError(Exception):
    """A file beside the raw file is not a picture that can be published."""


def _lies_within(location: Path, raw: RawFile) -> bool:
    root = raw.root or raw.location.parent
    return location.is_file() and location.resolve().is_relative_to(root.resolve())


def _picture(image: Image, location: Path, name: str) -> Picture:
    if location.stat().st_size > MAX_BYTES:
        raise _UnfitError(f"> {MAX_BYTES // 1_000_000} MB")
    from PIL import Image as Raster  # noqa: PLC0415 - slow to load, and most have no pictures
    from PIL import UnidentifiedImageError  # noqa: PLC0415

    try:
        with Raster.open(location, formats=list(FORMATS)) as raster:
            width, height = raster.size
            suffix = FORMATS[raster.format or ""]
    except Raster.DecompressionBombError:
        raise _UnfitError(f"> {MAX_PIXELS // 1_000_000} MP") from None
    except (UnidentifiedImageError, OSError, ValueError):
        raise _UnfitError("≠ PNG, JPEG, GIF, WebP") from None  # the message may be in any language
    if width * height > MAX_PIXELS:
        raise _UnfitError(f"{width} × {height}")
    return Picture(image, location, f"assets/pictures/{name}{suffix}", width, height)
