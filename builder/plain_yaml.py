r"""Write and read the small part of YAML that nearly all front matter is made of, quickly.

A YAML library spends more time on a page's front matter than Markdown does on its text, twice: when
it is written and proved, and when the publisher reads it. Our front matter is mappings and lists of
strings, numbers and days, each on one line. What is written here in such a form can be read in one
way only:

- a word of ASCII letters that is none of YAML's own (`yes`, `null` …), and text with an Arabic
  letter in it that begins with a letter, digit or « and has only letters, digits, spaces and the
  punctuation of `_PLAIN`: neither `: ` nor ` #` can stand in it, no sign that opens something
  stands first, and no number, date or truth value has an Arabic letter;
- everything else on one line between single quotes, where only the quote itself means something.

Anything besides (a line break, a control character, a list in a list) is refused, and left to the
library. `tests/test_plain_yaml.py` holds both directions against the library on generated values,
and on every page of a collection. To do so as each page is written would cost 0.6 ms an article.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

Values = dict[str, Any]

_LETTER: Final = "\u0621-\u063a\u0640-\u064a"
_PLAIN: Final = re.compile(
    rf"(?=[^{_LETTER}]*[{_LETTER}])[{_LETTER}A-Za-z0-9«]"
    rf"[{_LETTER}A-Za-z0-9\u064b-\u0652\u0660-\u0669«»،؛؟.()/…–—_\"'! -]*(?<! )"
)
_WORD: Final = re.compile(r"[A-Za-z][A-Za-z0-9._/-]*")
_RESERVED: Final = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
_NOT_ON_ONE_LINE: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff\U00010000-\U0010ffff]"
)
_QUOTED: Final = re.compile("'((?:[^']|'')*)'")
_NAME: Final = re.compile("[a-z][a-z0-9_]*")
_NUMBER: Final = re.compile("0|[1-9][0-9]{0,17}")
_DAY: Final = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
MANY: Final = 1 << 14
"""Values that are remembered: names of terms and sources stand on thousands of pages."""
_CONSTANTS: Final = {"true": True, "false": False, "null": None}


class Unusual(Exception):  # noqa: N818 - no error: a task for the library
    """The value or text is beyond what this module knows."""


def write(values: Mapping[str, Any]) -> str:
    r"""Return `values` as lines of YAML; raise Unusual where that needs the library.

    >>> write({"title": "عنوان: فرعي", "tags": ["حلب", "no"], "view": {"count": 2}})
    "title: 'عنوان: فرعي'\ntags:\n- حلب\n- 'no'\nview:\n  count: 2\n"
    """
    lines: list[str] = []
    _write_mapping(values, "", "", lines)
    return "\n".join(lines) + "\n"


def read(text: str, new: type[Values] = dict) -> Values:
    r"""Return the values of lines that `write` may have written; raise Unusual for any others.

    Each mapping is made by `new`.

    >>> read("title: 'عنوان: فرعي'\ntags:\n- حلب\n- 'no'\nview:\n  count: 2\n")
    {'title': 'عنوان: فرعي', 'tags': ['حلب', 'no'], 'view': {'count': 2}}
    """
    lines = text.split("\n")
    if lines.pop() or not lines:
        raise Unusual
    lines.reverse()
    values = _read_mapping(lines, "", new)
    if lines:
        raise Unusual
    return values


def _write_mapping(values: Mapping[str, Any], first: str, indent: str, lines: list[str]) -> None:
    """Write a mapping whose first line begins with `first`, and the others with `indent`."""
    if not values:
        raise Unusual
    start = first
    for key, value in values.items():
        if not _is_key(key):
            raise Unusual
        if type(value) is str:  # most values are; nothing else need be asked of them
            lines.append(f"{start}{key}: {_text(value)}")
        elif isinstance(value, dict) and value:
            lines.append(f"{start}{key}:")
            _write_mapping(value, indent + "  ", indent + "  ", lines)
        elif isinstance(value, list) and value:
            lines.append(f"{start}{key}:")
            for item in value:
                if isinstance(item, dict):
                    _write_mapping(item, indent + "- ", indent + "  ", lines)
                else:
                    lines.append(f"{indent}- {_scalar(item)}")
        else:
            lines.append(f"{start}{key}: {_scalar(value)}")
        start = indent


def _scalar(value: object) -> str:
    match value:
        case str():
            return _text(value)
        case bool() | None:
            return "null" if value is None else str(value).lower()
        case int() if _NUMBER.fullmatch(str(value)):
            return str(value)
        case date() if not isinstance(value, datetime):
            return value.isoformat()
        case []:
            return "[]"
        case _:
            raise Unusual


@lru_cache(maxsize=MANY)
def _is_key(key: object) -> bool:
    return isinstance(key, str) and key not in _RESERVED and _NAME.fullmatch(key) is not None


@lru_cache(maxsize=MANY)
def _text(text: str) -> str:
    if _PLAIN.fullmatch(text) or (_WORD.fullmatch(text) and text.lower() not in _RESERVED):
        return text
    if not _NOT_ON_ONE_LINE.search(text):
        return "'" + text.replace("'", "''") + "'"
    raise Unusual


def _read_mapping(lines: list[str], indent: str, new: type[Values]) -> Values:
    """Take the lines of a mapping off the end of `lines`, which stand in reverse."""
    values = new()
    depth = len(indent)
    while lines and lines[-1].startswith(indent):
        key, colon, value = lines[-1][depth:].partition(":")
        if not (colon and _is_key(key)) or (value and not value.startswith(" ")):
            break
        if key in values:
            raise Unusual
        lines.pop()
        if value:
            values[key] = _value(value[1:])
        elif lines and lines[-1].startswith(indent + "- "):
            values[key] = _read_items(lines, indent, new)
        else:
            values[key] = _read_mapping(lines, indent + "  ", new)
    if not values:
        raise Unusual
    return values


def _read_items(lines: list[str], indent: str, new: type[Values]) -> list[Any]:
    """Take the items of a list off the end of `lines`."""
    items: list[Any] = []
    start, deeper, depth = indent + "- ", indent + "  ", len(indent) + 2
    while lines and lines[-1].startswith(start):
        item = lines[-1][depth:]
        key, colon, value = item.partition(":")
        if colon and _is_key(key) and (not value or value.startswith(" ")):
            lines[-1] = deeper + item
            items.append(_read_mapping(lines, deeper, new))
        else:
            lines.pop()
            items.append(_value(item))
    return items


def _value(text: str) -> Any:  # noqa: ANN401 - any YAML value
    return [] if text == "[]" else _known(text)


@lru_cache(maxsize=MANY)
def _known(text: str) -> Any:  # noqa: ANN401 - any YAML value that nobody can change
    if (quoted := _QUOTED.fullmatch(text)) is not None and not _NOT_ON_ONE_LINE.search(text):
        return quoted[1].replace("''", "'")
    if _PLAIN.fullmatch(text) or (_WORD.fullmatch(text) and text.lower() not in _RESERVED):
        return text
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _NUMBER.fullmatch(text):
        return int(text)
    return _day(text)


def _day(text: str) -> date:
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:  # no such day
        pass
    raise Unusual
