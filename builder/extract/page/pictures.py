"""Name the article's pictures, with their captions and credits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from builder.extract import captions
from builder.extract.roles import Role
from builder.model import Fate, Image

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.etree import _Element

    from builder.extract.page.fates import Decisions
    from builder.extract.page.metadata import Metadata
    from builder.extract.page.parts import Picture, Segment, Walked
    from builder.extract.page.region import Region

REACH_ABOVE: Final = 6
"""Stretches above the headline where the main picture may stand."""
REACH_OF_CAPTION: Final = 3
MIN_PIXELS: Final = 90
MAX_NAME: Final = 120
LAZY: Final = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-lazy",
    "data-url",
    "src",
    "data-srcset",
    "srcset",
)
"""Attributes that hold a picture's address, the real one before the placeholder."""

_PICTURE_NAME: Final = re.compile(
    r"[^/\\\x00-\x1f]+\.(?:jpe?g|png|webp|gif|avif|jfif)$", re.IGNORECASE
)
_OF_THE_PAGE: Final = re.compile(
    r"arrow|bullet|button|btn|spacer|blank|loading|loader|share|print|flag|banner|default|"
    r"no[-_]?image|breadcr",
    re.IGNORECASE,
)
"""Names of pictures that sites use for their own furniture."""
_PIXELS: Final = re.compile(r"^\s*(\d+)")


def read_pictures(
    walked: Walked, decisions: Decisions, metadata: Metadata, region: Region
) -> tuple[tuple[Image, ...], tuple[tuple[int, Image], ...]]:
    """Return all pictures, and those within the body with the index they stand before.

    The picture that only the metadata names comes first, where the page itself shows none above.
    """
    body = decisions.body()
    if not body:
        return (), ()
    title = decisions.of(Fate.TITLE)
    first = min(title[0], body[0]) if title else body[0]
    places = _places(walked, first - REACH_ABOVE, max(body[-1] + 1, region.stop))
    captioned = _captions(walked.segments, decisions, [place for place, _, _ in places])
    images: dict[str, Image] = {}
    figures: list[tuple[int, Image]] = []
    for position, (place, name, _picture) in enumerate(places):
        caption, credit = captioned.get(position, (None, None))
        image = Image(name, caption, credit)
        known = images.get(name)
        if known is None or (known.caption is None and caption):
            images[name] = image
        if place > body[0] and known is None:
            figures.append((place, image))
    said = next((_name(item.value) for item in metadata.all("image")), None)
    if said and not images and not captions.is_decoration(said):
        images[said] = Image(said)
    return tuple(images.values()), tuple(figures)


def picture_name(element: _Element) -> str | None:
    """Return the file name of an `<img>`, or None for a decoration or an inline picture."""
    for side in ("width", "height"):
        pixels = _PIXELS.match(element.get(side) or "")
        if pixels and int(pixels[1]) < MIN_PIXELS:
            return None
    for one in (element, *_sources(element)):
        own = (str(attribute) for attribute in one.attrib)
        for attribute in (*LAZY, *(name for name in own if name.startswith("data-"))):
            name = _name(_address(one.get(attribute) or "", attribute))
            if name and not captions.is_decoration(name) and not _OF_THE_PAGE.search(name):
                return name
    return None


def _sources(element: _Element) -> Iterable[_Element]:
    """Return the other forms of a picture, of which a browser takes the one that fits."""
    around = element.getparent()
    return around.iterchildren("source") if around is not None and around.tag == "picture" else ()


def _address(value: str, attribute: str) -> str:
    """Return the address in an attribute; a list of them is parted by spaces, a path may hold some.

    A browser saves a page «خبر اليوم» with its pictures in «خبر اليوم_files», written as it is.

    >>> _address(" a%20b.jpg 2x, c.jpg", "srcset"), _address("خبر اليوم_files/a.jpg", "src")
    ('a%20b.jpg', 'خبر اليوم_files/a.jpg')
    """
    return value.strip().partition(" ")[0] if attribute.endswith("srcset") else value.strip()


def _name(address: str) -> str | None:
    r"""Return the name of the picture file at `address`.

    >>> _name("https://cdn.example.org/a/%D8%B5%D9%88%D8%B1%D8%A9.jpg?w=300")
    'صورة.jpg'
    >>> _name("data:image/png;base64,AAAA") is None
    True
    """
    if address.startswith("data:"):
        return None
    try:
        path = unquote(urlsplit(address).path)
    except ValueError:
        return None
    name = path.rsplit("/", 1)[-1].strip()
    return name if len(name) <= MAX_NAME and _PICTURE_NAME.fullmatch(name) else None


def _places(walked: Walked, first: int, last: int) -> list[tuple[int, str, Picture]]:
    places: list[tuple[int, str, Picture]] = []
    for place, picture in walked.pictures:
        if first <= place <= last and picture.part.inside in {None, "popup"}:
            name = picture_name(picture.element)
            if name and not (picture.spare and places and places[-1][0] == place):
                places.append((place, name, picture))
    return places


def _captions(
    segments: Sequence[Segment], decisions: Decisions, places: Sequence[int]
) -> dict[int, tuple[str | None, str | None]]:
    """Give each caption to the nearest picture, the one above it before the one below."""
    given: dict[int, tuple[str | None, str | None]] = {}
    for index in decisions.of(Fate.CAPTION):
        nearest = min(
            range(len(places)),
            key=lambda position: (_distance(places[position], index), -position),
            default=None,
        )
        if nearest is None or _distance(places[nearest], index) > REACH_OF_CAPTION:
            continue
        caption, credit = caption_and_credit(segments[index], decisions)
        before = given.get(nearest, (None, None))
        given[nearest] = (before[0] or caption, before[1] or credit)
    return given


def _distance(place: int, index: int) -> float:
    return index - place if place <= index else place - index + 0.5


def caption_and_credit(segment: Segment, decisions: Decisions) -> tuple[str | None, str | None]:
    """Part what stands by a picture; a mere label gives nothing."""
    reading = decisions.readings.get(segment.index)
    if captions.is_bare_label(segment.text):
        return None, None
    if reading is not None and reading.role is Role.CREDIT:
        return None, reading.value
    if reading is not None and reading.role is Role.CAPTION:
        return captions.split_credit(reading.value)
    if (credit := captions.read_credit(segment.text)) is not None:
        return None, credit.text
    return captions.split_credit(captions.read_caption(segment.text) or segment.text)
