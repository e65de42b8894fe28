"""Find the pictures that an article names beside its raw file.

Only the kinds below are published, by their content and not by their name alone; an SVG can run
scripts and is not among them. Where no file is found there is no picture, and nothing is said
if the raw text names it and no more; what a person has put there or named, and is of no use, is
told, and so is a picture whose caption stands in the text: readers see neither.
"""

from __future__ import annotations

import hashlib
import os
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Final

from builder.errors import ArticleError
from builder.model import Fate, Image, Problem
from builder.raw_files import PARTS_ENDINGS, Kind, is_picture_name
from builder.untrusted import leads_out, read_below

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from builder.model import FrontMatter
    from builder.raw_files import RawFile
    from builder.validate import Judged

MAX_BYTES: Final = 5_000_000
MAX_PIXELS: Final = 50_000_000
SHOWN: Final = 80
"""Characters of a caption that its message shows."""
CODES: Final = {
    Kind.WORD: "PICT04",
    Kind.PAGE: "PICT05",
    Kind.TEXT: "PICT06",
    Kind.MARKDOWN: "PICT06",
}
"""What is said of a picture that is not there, by the kind of file that names it."""
BEGINNINGS: Final = {
    "PNG": re.compile(rb"\x89PNG\r\n"),
    "JPEG": re.compile(rb"\xff\xd8\xff"),
    "GIF": re.compile(rb"GIF8[79]a"),
    "WEBP": re.compile(rb"RIFF....WEBP", re.DOTALL),
}
"""First bytes of each format: what begins so and cannot be read is damaged."""
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
        if not image.name or "/" in image.name or "\\" in image.name:
            continue
        location = picture_place(raw, image.name)
        name = ("name", image.name)
        if not _lies_within(location, raw):
            if location.is_symlink() or location.is_file():
                problems.append(Problem("PICT02", values=(name,)))
            elif location.exists():  # a folder, a pipe
                problems.append(Problem("PICT01", values=(name,)))
            continue
        try:
            pictures.append(_picture(image, location, f"{article}-{number}"))
        except _UnfitError as error:
            problems.append(Problem(error.code, values=(name, *error.values)))
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


def digest_of_picture(raw: RawFile, name: str) -> str | None:
    """Return a digest of what the picture of that name holds, or why it is not read; None for none.

    A sidecar may name anything, and what is to be had under that name may have no end.
    """
    file = find_picture(raw, name)
    if file is None or file.is_dir():  # a caption's picture may have no name
        return None
    try:
        return hashlib.sha256(read_below(file, _root(raw), MAX_BYTES)).hexdigest()
    except ArticleError as error:
        return repr(error.problems)


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
        place = said.at("images")
        return tuple(place.problem("PICT03", ("name", one.name)) for one in _not_there(images, raw))
    if raw.kind not in CODES:
        return ()
    nameless = _nameless(images, judged)
    if raw.kind is not Kind.WORD:
        images = tuple(one for one in images if one.caption or one.credit)
    folder = raw.path.rpartition(".")[0] + PARTS_ENDINGS[0]
    own = raw.path.rpartition("/")[0] or "."
    unsaved = (
        Problem(
            CODES[raw.kind],
            values=(("name", one.name), ("place", f"{folder}/{one.name}"), ("folder", own)),
        )
        for one in _not_there(images, raw)
        if is_picture_name(one.name)
    )
    return (*unsaved, *nameless)


def _nameless(images: Iterable[Image], judged: Judged) -> Iterator[Problem]:
    """Tell of captions to which the text names no picture: each may as well be a line of text."""
    lines = [line for line in judged.document.lines if line.fate is Fate.CAPTION]
    for caption in dict.fromkeys(one.caption for one in images if not one.name):
        if caption:
            at = next((line.line for line in lines if caption in line.text), None)
            place = () if at is None else (("at", str(at)),)
            shown = shorten(caption, SHOWN, placeholder="…")
            yield Problem("PICT10", at, (("caption", shown), *place))


def _not_there(images: Iterable[Image], raw: RawFile) -> Iterator[Image]:
    return (one for one in images if one.name and find_picture(raw, one.name) is None)


class _UnfitError(Exception):
    """A file beside the raw file is not a picture that can be published."""

    def __init__(self, code: str, **values: str) -> None:
        """Hold the code that says why, and what its words need."""
        super().__init__(code)
        self.code = code
        self.values = tuple(values.items())


def _lies_within(location: Path, raw: RawFile) -> bool:
    return location.is_file() and not leads_out(location, _root(raw))


def _root(raw: RawFile) -> Path:
    """Return the folder that a picture must lie below."""
    return raw.root or raw.location.parent


def _picture(image: Image, location: Path, name: str) -> Picture:
    size = location.stat().st_size
    if size > MAX_BYTES:
        raise _UnfitError("PICT07", size=f"{size / 1e6:.1f}", limit=f"{MAX_BYTES / 1e6:.0f}")
    from PIL import Image as Raster  # noqa: PLC0415 - slow to load, and most have no pictures
    from PIL import UnidentifiedImageError  # noqa: PLC0415

    most = str(MAX_PIXELS // 1_000_000)
    try:
        with Raster.open(location, formats=list(FORMATS)) as raster:
            width, height = raster.size
            suffix = FORMATS[raster.format or ""]
    except Raster.DecompressionBombError:
        raise _UnfitError("PICT08", limit=most) from None
    except (UnidentifiedImageError, OSError, ValueError):
        kind = _said_format(location)
        raise _UnfitError("PICT09", format=kind) if kind else _UnfitError("PICT01") from None
    if not width * height:
        raise _UnfitError("PICT09", format=raster.format or "")
    if width * height > MAX_PIXELS:
        raise _UnfitError("PICT08", width=str(width), height=str(height), limit=most)
    return Picture(image, location, f"assets/pictures/{name}{suffix}", width, height)


def _said_format(location: Path) -> str | None:
    """Return the format that a file begins as; None for anything else."""
    with suppress(OSError), location.open("rb") as file:
        head = file.read(16)
        return next((name for name, first in BEGINNINGS.items() if first.match(head)), None)
    return None
