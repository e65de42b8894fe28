"""What each key of a sidecar takes: one reader a key, which refuses what it does not expect.

What was expected stands in `data/sidecar.yml` in both languages: it becomes part of a message.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from builder.addresses import MAX_LENGTH, RESERVED, is_id
from builder.arabic.normalise import clean_text
from builder.chosen_lines import Lines, read_ranges
from builder.model import Image
from builder.own_yaml import read_own
from builder.strict_yaml import COMMA, Fields, Items, Node, Scalar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LONGEST: Final = 5_000
"""Characters of one text, more than any title or caption has: it comes back in lists and cards."""
MOST: Final = 100
"""Items of one list: each is looked up, and each may be a problem to show."""
YEARS: Final = (1500, 2100)
"""From the first presses on."""
ANSWERS: Final = frozenset(
    {"yes", "no", "true", "false", "on", "off", "y", "n", "1", "0", "نعم", "لا"}
)
"""What says whether, and not why."""
SHOWN: Final = 80
"""Characters of a wrong value that its message shows."""
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"'`{}|\\^]+", re.ASCII | re.IGNORECASE)
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True, slots=True)
class Choice:
    """Entries named by id or name: `only` replaces what was found, `add` and `remove` change it."""

    only: tuple[str, ...] | None = None
    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()


NOTHING_CHOSEN: Final = Choice()


class Unexpected(Exception):  # noqa: N818 - never leaves the reading of sidecars
    """A value is not of the form its key needs; `expected` is an entry of `data/sidecar.yml`.

    An example without words is the one of its key in `data/sidecar_examples.yml`.
    """

    item: Node | None = None
    """Which of several values it is; None for the one value, or all of them together."""
    more: tuple[Unexpected, ...] = ()
    """What is wrong with other items beside this one."""

    def __init__(self, expected: str, example: str = "") -> None:
        """Word what was expected in every language, with the bounds of this module."""
        super().__init__(expected)
        self.example = example
        bounds = {
            "longest": LONGEST,
            "longest_id": MAX_LENGTH,
            "most": MOST,
            "first": YEARS[0],
            "last": YEARS[1],
        }
        wording = _wordings()[expected]
        self.expected = (
            ("expected", wording["en"].format(**bounds)),
            ("expected_ar", wording["ar"].format(**bounds)),
        )


@cache
def _wordings() -> Mapping[str, Mapping[str, str]]:
    data = files("builder").joinpath("data", "sidecar.yml")
    wordings: Mapping[str, Mapping[str, str]] = read_own(data.read_text(encoding="utf-8"))
    return wordings


def short(text: str) -> str:
    """Return `text` as a message shows it: in one line, and not all of a long one."""
    text = _line(text[: SHOWN + 1])
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"


def _text(node: Node) -> str:
    if not isinstance(node, Scalar) or not any(map(str.isalnum, node.text)):
        raise Unexpected("text")
    if len(node.text) > LONGEST:
        raise Unexpected("short_text")
    return _line(node.text)


def _line(text: str) -> str:
    """Return `text` in one line, without the control characters that YAML can spell out."""
    return " ".join(clean_text(text).split())


def _day(node: Node) -> date:
    try:
        day = date.fromisoformat(_text(node))
    except ValueError:
        raise Unexpected("day", "2024-03-05") from None
    _check_year(day)
    return day


def _moment(node: Node) -> datetime:
    try:
        moment = datetime.fromisoformat(_text(node))
    except ValueError:
        raise Unexpected("moment", "2024-03-05T14:30+03:00") from None
    _check_year(moment)
    return moment


def _check_year(day: date) -> None:
    """Refuse a slip such as 2204, which would stand first in every list."""
    if not YEARS[0] <= day.year <= YEARS[1]:
        raise Unexpected("year", "2024-03-05")


def _address(node: Node) -> str:
    text = _text(node)
    if not _ADDRESS.fullmatch(text):
        raise Unexpected("address", "https://example.org/story")
    return text


def _id(node: Node) -> str:
    text = _text(node)
    if text in RESERVED:
        raise Unexpected("free_id", "aleppo-press-1706")
    if not is_id(text):
        raise Unexpected("id", "aleppo-press-1706")
    return text


def _language(node: Node) -> str:
    text = _text(node)
    if not _LANGUAGE.fullmatch(text):
        raise Unexpected("language", "fa")
    return text


def _date_order(node: Node) -> str:
    text = _text(node)
    if text not in {"dmy", "mdy"}:
        raise Unexpected("date_order", "dmy")
    return text


def _items(node: Node) -> tuple[Node, ...]:
    if not isinstance(node, Items):
        return (node,)
    if len(node.items) > MOST:
        raise Unexpected("short_list")
    return node.items


def _each(items: tuple[Node, ...], read: Callable[[Node], Any]) -> tuple[Any, ...]:
    """Read each item; where some are not what is expected, tell of all of those, and which."""
    values: list[Any] = []
    wrong: list[Unexpected] = []
    for item in items:
        try:
            values.append(read(item))
        except Unexpected as error:
            error.item = item
            wrong.append(error)
    if wrong:
        wrong[0].more = tuple(wrong[1:])
        raise wrong[0]
    return tuple(values)


def _texts(node: Node) -> tuple[str, ...]:
    return _each(_items(node), _text)


def _ids(node: Node) -> tuple[str, ...]:
    return _each(_items(node), _id)


def _choice(node: Node) -> Choice:
    if not isinstance(node, Fields):
        return Choice(only=_named(node))
    if not node.fields or not set(node.fields) <= {"add", "remove"}:
        raise Unexpected("choice", "[syria, iraq]")
    return Choice(**{key: _named(value) for key, value in node.fields.items()})


def _named(node: Node) -> tuple[str, ...]:
    """Return the names of entries; without brackets too a comma parts them, and none has one."""
    if not isinstance(node, Scalar) or not node.plain:
        return _texts(node)
    parts = re.split(f"[,{COMMA}]", node.text)
    return _each(tuple(Scalar(part.strip(), node.line) for part in parts), _text)


def _images(node: Node) -> tuple[Image, ...]:
    return _each(_items(node), _image)


def _image(node: Node) -> Image:
    if isinstance(node, Scalar):
        return Image(_file_name(node))
    wrong = Unexpected("image", "{name: map.png}")
    if not isinstance(node, Fields) or "name" not in node.fields:
        raise wrong
    if not set(node.fields) <= {"name", "caption", "credit"}:
        raise wrong
    rest = {key: _text(value) for key, value in node.fields.items() if key != "name"}
    return Image(_file_name(node.fields["name"]), **rest)


def _file_name(node: Node) -> str:
    name = _text(node)
    if "/" in name or "\\" in name or name.startswith("."):
        raise Unexpected("file_name", "map.png")
    return name


def _lines(node: Node) -> Lines:
    ranges = [one for found in _each(_items(node), _ranges) for one in found]
    if len(ranges) > MOST:  # one text may hold many, and each line is looked for in all of them
        raise Unexpected("short_list", "[3, 7-12]")
    return Lines(tuple(sorted(ranges)))


def _ranges(node: Node) -> tuple[tuple[int, int], ...]:
    found = read_ranges(_text(node)) if isinstance(node, Scalar) else None
    if found is None:
        raise Unexpected("lines", "[3, 7-12]")
    return found


def _reason(node: Node) -> str:
    """Return why an article was taken down.

    «no» may mean that it was not, so neither the text nor a tombstone is for readers to see.
    """
    if isinstance(node, Scalar):
        word = node.text.strip(" .!").casefold()
        if node.is_null or word in ANSWERS:
            raise Unexpected("reason")
    return _text(node)


EMPTY: Final[dict[str, Any]] = {
    "authors": (),
    "dateline": "",
    "images": (),
    "section": "",
    "standfirst": "",
}
"""What a key without a value says: that the article has no such thing, whatever was found.

Any other key says nothing without one: an article has a title, a day and a publisher.
"""
NEVER_EMPTY: Final = frozenset({"takedown"})
"""What must not be written without a value, as if nothing were said."""
READERS: Final[dict[str, Callable[[Node], Any]]] = {
    "id": _id,
    "title": _text,
    "date": _day,
    "published": _moment,
    "updated": _moment,
    "source": _text,
    "url": _address,
    "archived_url": _address,
    "authors": _texts,
    "dateline": _text,
    "section": _text,
    "standfirst": _text,
    "description": _text,
    "lang": _language,
    "date_order": _date_order,
    "images": _images,
    "aliases": _ids,
    "topics": _choice,
    "people": _choice,
    "places": _choice,
    "organisations": _choice,
    "keep": _lines,
    "drop": _lines,
    "takedown": _reason,
}
