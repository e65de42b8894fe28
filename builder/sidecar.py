"""Corrections by a person: the sidecar `NAME.yml`, and front matter at the top of a text.

Both have the same keys. A correction wins over anything that was found, and the sidecar wins over
front matter. All mistakes of one sidecar are collected and reported together.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from builder.addresses import is_id
from builder.arabic.normalise import clean_text
from builder.errors import ArticleError
from builder.model import Image, Problem
from builder.strict_yaml import Fields, Items, Node, Scalar, YamlError, read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable

FENCE: Final = "---"
LONGEST: Final = 5_000
"""Characters of one text, more than any title or caption has: it comes back in lists and cards."""
MOST: Final = 100
"""Items of one list: each is looked up, and each may be a problem to show."""
YEARS: Final = (1500, 2100)
"""From the first presses on."""
SHOWN: Final = 80
"""Characters of a wrong value that its message shows."""
_FRONT_MATTER: Final = re.compile(
    r"---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE | re.DOTALL
)
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"'`{}|\\^]+", re.ASCII | re.IGNORECASE)
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True, slots=True)
class Choice:
    """Entries named by id or name: `only` replaces what was found, `add` and `remove` change it."""

    only: tuple[str, ...] | None = None
    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Overrides:
    """What a person says about an article. None means: not said."""

    id: str | None = None
    title: str | None = None
    date: date | None = None
    published: datetime | None = None
    updated: datetime | None = None
    source: str | None = None
    url: str | None = None
    archived_url: str | None = None
    authors: tuple[str, ...] | None = None
    dateline: str | None = None
    section: str | None = None
    standfirst: str | None = None
    description: str | None = None
    lang: str | None = None
    date_order: str | None = None
    images: tuple[Image, ...] | None = None
    aliases: tuple[str, ...] = ()
    topics: Choice = Choice()
    people: Choice = Choice()
    places: Choice = Choice()
    organisations: Choice = Choice()
    takedown: str | None = None
    """Why the article was taken down; its address then says so and holds nothing else."""


def read_overrides(text: str, first_line: int = 1) -> Overrides:
    """Read a sidecar, or the YAML of front matter; raise ArticleError with every mistake."""
    try:
        node = read_yaml(text, first_line)
    except YamlError as error:
        values = (("what", error.what),)
        raise ArticleError(Problem("SIDE01", error.line, values)) from None
    if not isinstance(node, Fields):
        values = (("what", "expected lines such as `title: …`"),)
        raise ArticleError(Problem("SIDE01", node.line, values))
    return _overrides(node)


def split_front_matter(text: str) -> tuple[str, str] | None:
    r"""Return (YAML, rest) where `text` begins with front matter that has known keys only.

    A text may well begin with a line of dashes; it is front matter only if it reads as such.

    >>> split_front_matter("---\ntitle: عنوان\n---\nنص")
    ('title: عنوان\n', 'نص')
    >>> split_front_matter("---\nقال: نعم\n---\nنص") is None
    True
    """
    match = _FRONT_MATTER.match(text)
    if match is None:
        return None
    try:
        node = read_yaml(match["yaml"])
    except YamlError:
        return None
    if not isinstance(node, Fields) or not node.fields or not set(node.fields) <= set(READERS):
        return None
    return match["yaml"], text[match.end() :]


def merge(sidecar: Overrides, front_matter: Overrides) -> Overrides:
    """Lay the sidecar over front matter."""
    said = {
        field.name: getattr(sidecar, field.name)
        for field in fields(Overrides)
        if getattr(sidecar, field.name) != field.default
    }
    return replace(front_matter, **said)


def _overrides(node: Fields) -> Overrides:
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for key, value in node.fields.items():
        reader = READERS.get(key)
        if reader is None:
            problems.append(_unknown_key(key, node.lines[key]))
        elif not (isinstance(value, Scalar) and value.is_null):
            try:
                values[key] = reader(value)
            except _Unexpected as error:
                problems.append(_wrong_value(key, node.lines[key], value, error))
    if problems:
        raise ArticleError(*problems)
    return Overrides(**values)


class _Unexpected(Exception):  # noqa: N818 - never leaves this module
    """A value is not of the form its key needs."""

    def __init__(self, expected: str, example: str) -> None:
        super().__init__(expected)
        self.expected = expected
        self.example = example


def _unknown_key(key: str, line: int) -> Problem:
    nearest = difflib.get_close_matches(key[:SHOWN], READERS, n=1, cutoff=0) or ["title"]
    values = (
        ("key", _short(key)),
        ("nearest", nearest[0]),
        ("expected", ", ".join(sorted(READERS))),
    )
    return Problem("SIDE02", line, values)


def _wrong_value(key: str, line: int, node: Node, error: _Unexpected) -> Problem:
    value = _sketch(node)
    example = f"`{key}: {error.example}`"
    values = (("key", key), ("value", value), ("expected", error.expected), ("example", example))
    return Problem("SIDE03", line, values)


def _sketch(node: Node) -> str:
    """Show a value, in no language: the message around it may be in any."""
    match node:
        case Scalar():
            return f"«{_short(node.text)}»"
        case Items():
            return "`[…]`"
        case Fields():
            return "`{…}`"


def _short(text: str) -> str:
    text = _line(text[: SHOWN + 1])
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"


def _text(node: Node) -> str:
    if not isinstance(node, Scalar) or not any(map(str.isalnum, node.text)):
        raise _Unexpected("a text", "«…»")  # this example is not one: what cures say is copied
    if len(node.text) > LONGEST:
        raise _Unexpected(f"a text of at most {LONGEST:,} characters", "«…»")
    return _line(node.text)


def _line(text: str) -> str:
    """Return `text` in one line, without the control characters that YAML can spell out."""
    return " ".join(clean_text(text).split())


def _day(node: Node) -> date:
    try:
        day = date.fromisoformat(_text(node))
    except ValueError:
        raise _Unexpected("a day as YYYY-MM-DD", "2024-03-05") from None
    _check_year(day)
    return day


def _moment(node: Node) -> datetime:
    try:
        moment = datetime.fromisoformat(_text(node))
    except ValueError:
        raise _Unexpected("a moment in ISO 8601", "2024-03-05T14:30+03:00") from None
    _check_year(moment)
    return moment


def _check_year(day: date) -> None:
    """Refuse a slip such as 2204, which would stand first in every list."""
    if not YEARS[0] <= day.year <= YEARS[1]:
        raise _Unexpected(f"a year from {YEARS[0]} to {YEARS[1]}", "2024-03-05")


def _address(node: Node) -> str:
    text = _text(node)
    if not _ADDRESS.fullmatch(text):
        raise _Unexpected("an http(s) address", "https://example.org/story")
    return text


def _id(node: Node) -> str:
    text = _text(node)
    if not is_id(text):
        raise _Unexpected("an id of a-z, 0-9 and single hyphens", "aleppo-press-1706")
    return text


def _language(node: Node) -> str:
    text = _text(node)
    if not _LANGUAGE.fullmatch(text):
        raise _Unexpected("a language code of two or three letters", "fa")
    return text


def _date_order(node: Node) -> str:
    text = _text(node)
    if text not in {"dmy", "mdy"}:
        raise _Unexpected("dmy or mdy", "dmy")
    return text


def _items(node: Node) -> tuple[Node, ...]:
    if not isinstance(node, Items):
        return (node,)
    if len(node.items) > MOST:
        raise _Unexpected(f"at most {MOST} of them", "[…]")
    return node.items


def _texts(node: Node) -> tuple[str, ...]:
    return tuple(_text(item) for item in _items(node))


def _ids(node: Node) -> tuple[str, ...]:
    return tuple(_id(item) for item in _items(node))


def _choice(node: Node) -> Choice:
    if not isinstance(node, Fields):
        return Choice(only=_texts(node))
    if not node.fields or not set(node.fields) <= {"add", "remove"}:
        raise _Unexpected("a list of ids, or `add` and `remove` with lists", "[syria, iraq]")
    return Choice(**{key: _texts(value) for key, value in node.fields.items()})


def _images(node: Node) -> tuple[Image, ...]:
    return tuple(_image(item) for item in _items(node))


def _image(node: Node) -> Image:
    if isinstance(node, Scalar):
        return Image(_file_name(node))
    wrong = _Unexpected("a file name, or `name`, `caption` and `credit`", "{name: map.png}")
    if not isinstance(node, Fields) or "name" not in node.fields:
        raise wrong
    if not set(node.fields) <= {"name", "caption", "credit"}:
        raise wrong
    rest = {key: _text(value) for key, value in node.fields.items() if key != "name"}
    return Image(_file_name(node.fields["name"]), **rest)


def _file_name(node: Node) -> str:
    name = _text(node)
    if "/" in name or "\\" in name or name.startswith("."):
        raise _Unexpected("the name of a file beside the raw file", "map.png")
    return name


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
    "takedown": _text,
}
