"""Read the JSON-LD of a page: one object, a list, an `@graph`, or something broken."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

MAX_CHARACTERS: Final = 2_000_000
MAX_DEPTH: Final = 20
MAX_NODES: Final = 5_000

_OPENING: Final = re.compile(r"^\s*(?:<!--|(?://\s*)?<!\[CDATA\[|/\*.{0,20}?\*/)")
_CLOSING: Final = re.compile(r"(?:-->|(?://\s*)?\]\]>|/\*.{0,20}?\*/)\s*$")
_TRAILING_COMMA: Final = re.compile(r",\s*([}\]])")
_RAW_CONTROL: Final = re.compile(r"[\x00-\x1f]+")
_MARKUP: Final = re.compile(r"<[^<>]{0,500}>")


@dataclass(frozen=True, slots=True)
class Node:
    """One object of the page's JSON-LD, with the types it says it has."""

    types: frozenset[str]
    values: dict[str, Any]

    def texts(self, key: str) -> list[str]:
        """Return the texts under `key`, also those that stand in objects as `name` or `@value`.

        >>> Node(frozenset(), {"author": [{"name": "ليلى"}, "سعيد"]}).texts("author")
        ['ليلى', 'سعيد']
        """
        return list(_texts(self.values.get(key), 0))

    def nodes(self, key: str) -> list[Node]:
        """Return the objects under `key`."""
        value = self.values.get(key)
        items = value if isinstance(value, list) else [value]
        return [_node(item) for item in items if isinstance(item, dict)]


def read_json_ld(root: _Element) -> list[Node]:
    """Return all objects of the page's JSON-LD, outer ones first; broken blocks give none."""
    found: list[Node] = []
    for script in root.iter("script"):
        kind = (script.get("type") or "").partition(";")[0].strip().lower()
        if kind != "application/ld+json":
            continue
        text = script.text or ""
        if len(text) <= MAX_CHARACTERS:
            found.extend(_flattened(_loaded(text), 0))
        if len(found) > MAX_NODES:
            return found[:MAX_NODES]
    return found


def _loaded(text: str) -> Any:  # noqa: ANN401 - whatever the page says
    """Parse JSON as pages have it: in comments, with line ends in strings, a comma too many."""
    bare = _RAW_CONTROL.sub(" ", _CLOSING.sub("", _OPENING.sub("", text))).strip().rstrip(";")
    for attempt in (bare, _TRAILING_COMMA.sub(r"\1", bare)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _flattened(value: Any, depth: int) -> Iterator[Node]:  # noqa: ANN401 - as above
    if depth > MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in value[:MAX_NODES]:
            yield from _flattened(item, depth + 1)
    elif isinstance(value, dict):
        yield _node(value)
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemReviewed"):
            yield from _flattened(value.get(key), depth + 1)


def _node(value: dict[str, Any]) -> Node:
    kinds = value.get("@type")
    items = kinds if isinstance(kinds, list) else [kinds]
    names = frozenset(str(kind).rpartition("/")[2] for kind in items if isinstance(kind, str))
    return Node(names, value)


def _texts(value: Any, depth: int) -> Iterator[str]:  # noqa: ANN401 - as above
    if isinstance(value, str):
        text = html.unescape(html.unescape(value))
        yield " ".join(_MARKUP.sub(" ", text).split())
    elif isinstance(value, list) and depth < MAX_DEPTH:
        for item in value[:MAX_NODES]:
            yield from _texts(item, depth + 1)
    elif isinstance(value, dict) and depth < MAX_DEPTH:
        yield from _texts(
            value.get("name") or value.get("@value") or value.get("headline"), depth + 1
        )
