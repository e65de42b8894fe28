"""What each key of a sidecar takes: one reader a key, which refuses what it does not expect."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from builder.addresses import RESERVED, is_id
from builder.arabic.dates import FoundDate, Role, Trouble, find_dates, read_date
from builder.chosen_lines import Lines, read_ranges
from builder.model import Image
from builder.sidecar_expected import MOST, YEARS, Unexpected, text_of
from builder.strict_yaml import COMMA, Fields, Items, Node, Scalar

if TYPE_CHECKING:
    from collections.abc import Callable

ANSWERS: Final = frozenset(
    {"yes", "no", "true", "false", "on", "off", "y", "n", "1", "0", "نعم", "لا"}
)
"""What says whether, and not why."""
_ADDRESS: Final = re.compile(r"https?://(?![^/?#]*@)[^\s<>\"'`{}|\\^]+", re.ASCII | re.IGNORECASE)
"""Without a user name: `https://known.example@other.example/` leads to the other."""
_MONTH: Final = re.compile(r"\d{4}\s*[-/.]\s*\d{1,2}")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True, slots=True)
class Choice:
    """Entries named by id or name: `only` replaces what was found, `add` and `remove` change it."""

    only: tuple[str, ...] | None = None
    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()


NOTHING_CHOSEN: Final = Choice()


def _day(node: Node) -> date:
    written = text_of(node)
    try:
        day = date.fromisoformat(written)
    except ValueError:
        day = _written_day(written).date
    _check_year(day)
    return day


def _moment(node: Node) -> datetime:
    written = text_of(node)
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        found = _lone_date(written)
        if found is None or found.time is None:
            raise Unexpected("moment", "2024-03-05T14:30+03:00") from None
        moment = found.time
    _check_year(moment)
    return moment


def _written_day(written: str) -> FoundDate:
    """Read a day as articles write it; that of a month without a day nobody can tell."""
    found = _lone_date(written)
    if found is not None:
        return found
    trouble = getattr(read_date(written), "kind", None)
    is_month = trouble is Trouble.NO_DAY or _MONTH.fullmatch(written)
    raise Unexpected("whole_day" if is_month else "day", "2024-03-05") from None


def _lone_date(written: str) -> FoundDate | None:
    """Return the one day that a text names for sure, and nothing beside it."""
    found = read_date(written)
    if not isinstance(found, FoundDate) or not found.alone or found.role is Role.UPDATED:
        return None
    return found if {one.date for one in find_dates(written)} == {found.date} else None


def _check_year(day: date) -> None:
    """Refuse a slip such as 2204, which would stand first in every list."""
    if not YEARS[0] <= day.year <= YEARS[1]:
        raise Unexpected("year", "2024-03-05")


def _address(node: Node) -> str:
    text = text_of(node)
    if not _ADDRESS.fullmatch(text):
        raise Unexpected("address", "https://example.org/story")
    return text


def _id(node: Node) -> str:
    text = text_of(node)
    if text in RESERVED:
        raise Unexpected("free_id", "aleppo-press-1706")
    if not is_id(text):
        raise Unexpected("id", "aleppo-press-1706")
    return text


def _language(node: Node) -> str:
    text = text_of(node)
    if not _LANGUAGE.fullmatch(text):
        raise Unexpected("language", "fa")
    return text


def _date_order(node: Node) -> str:
    text = text_of(node)
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
    return _each(_items(node), text_of)


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
    return _each(tuple(Scalar(part.strip(), node.line) for part in parts), text_of)


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
    rest = {key: text_of(value) for key, value in node.fields.items() if key != "name"}
    return Image(_file_name(node.fields["name"]), **rest)


def _file_name(node: Node) -> str:
    name = text_of(node)
    if "/" in name or "\\" in name or name.startswith("."):
        raise Unexpected("file_name", "map.png")
    return name


def _lines(node: Node) -> Lines:
    ranges = [one for found in _each(_items(node), _ranges) for one in found]
    if len(ranges) > MOST:  # one text may hold many, and each line is looked for in all of them
        raise Unexpected("short_list", "[3, 7-12]")
    return Lines(tuple(sorted(ranges)))


def _ranges(node: Node) -> tuple[tuple[int, int], ...]:
    found = read_ranges(text_of(node)) if isinstance(node, Scalar) else None
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
    return text_of(node)


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
    "title": text_of,
    "date": _day,
    "published": _moment,
    "updated": _moment,
    "source": text_of,
    "url": _address,
    "archived_url": _address,
    "authors": _texts,
    "dateline": text_of,
    "section": text_of,
    "standfirst": text_of,
    "description": text_of,
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
