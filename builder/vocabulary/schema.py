"""Check the shape of vocabulary files against the JSON Schema that editors use too.

Only the part of JSON Schema that our own files use is understood; an unknown type in a schema
raises `KeyError` at once rather than letting values through unchecked. `description_ar` is ours:
what a value should be, for the Arabic message.
"""

from __future__ import annotations

import json
import re
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from builder.arabic.key import search_key
from builder.model import Problem
from builder.own_yaml import own_data
from builder.strict_yaml import Fields, Items, Scalar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from builder.strict_yaml import Node

Schema = dict[str, Any]


def check_shape(node: Node, kind: str) -> tuple[Problem, ...]:
    """Return what is wrong with the shape of one file of `kind`."""
    return tuple(_check(node, _schema(kind), _At(kind, node.line)))


def nearest(word: str, words: Iterable[str]) -> str | None:
    """Return the one of `words` that `word` most likely was meant to be; None where none is near.

    >>> nearest("aliasses", ["name", "aliases"]), nearest("parent", ["scope_note"])
    ('aliases', None)
    """
    return next(iter(get_close_matches(word, list(words), n=1)), None)


def _field_meant(key: str, known: Iterable[str]) -> str | None:
    """Return the field that another word for it, or a slip, may mean."""
    fields = list(known)
    called = {name: field for field in fields for name in _other_names().get(field, ())}
    return called.get(key.lower()) or called.get(search_key(key)) or nearest(key, fields)


@cache
def _other_names() -> dict[str, list[str]]:
    called = own_data("vocabulary_fields")
    return {field: [search_key(name) for name in names] for field, names in called.items()}


@cache
def _schema(name: str) -> Schema:
    text = files("builder").joinpath(f"data/schema/{name}.json").read_text(encoding="utf-8")
    schema: Schema = json.loads(text)
    return schema


def _resolve(schema: Schema) -> Schema:
    """Follow a `$ref` to a definition of one of our schema files."""
    if "$ref" not in schema:
        return schema
    file, _, pointer = schema["$ref"].partition(".json#/$defs/")
    definition: Schema = _schema(file)["$defs"][pointer]
    return _resolve(definition)


class _At(NamedTuple):
    """The key whose value is being checked, and its line."""

    key: str
    line: int


def _check(node: Node, schema: Schema, at: _At) -> Iterator[Problem]:
    schema = _resolve(schema)
    if "oneOf" in schema:
        fitting = [one for one in map(_resolve, schema["oneOf"]) if _fits(node, one["type"])]
        if not fitting:
            yield _wrong_value(node, schema, at)
            return
        schema = fitting[0]
    if not _fits(node, schema["type"]):
        yield _wrong_value(node, schema, at)
    elif isinstance(node, Fields):
        yield from _check_fields(node, schema, at)
    elif isinstance(node, Items):
        for item in node.items:
            yield from _check(item, schema["items"], _At(at.key, item.line))
    elif not _VALUES[schema["type"]](node.text, schema):
        yield _wrong_value(node, schema, at)


def _check_fields(node: Fields, schema: Schema, at: _At) -> Iterator[Problem]:
    known: Schema = schema.get("properties", {})
    others = schema["additionalProperties"]
    for field in schema.get("required", ()):
        if field not in node.fields:
            yield _missing(field, _resolve(known[field]), at)
    for key, value in node.fields.items():
        place = _At(key, node.lines[key])
        if key in known:
            yield from _check(value, known[key], place)
        elif others is False:
            meant = _field_meant(key, known)
            near = (("nearest", meant),) if meant else ()
            values = (("key", key), ("expected", ", ".join(known)))
            yield Problem("VOC05", place.line, (*values, *near))
        else:
            yield from _check_id(place, schema)
            yield from _check(value, others, place)


def _check_id(at: _At, schema: Schema) -> Iterator[Problem]:
    pattern = _resolve(schema["propertyNames"])["pattern"]
    if not re.search(pattern, at.key):
        yield Problem("VOC04", at.line, (("id", at.key), ("nearest", slug(at.key))))


def slug(text: str) -> str:
    """Return the id that `text` comes nearest to.

    >>> slug("Ibn_Muqla ")
    'ibn-muqla'
    >>> slug("ابن مقلة")
    'my-entry'
    """
    return "-".join(re.findall(r"[a-z0-9]+", text.lower())) or "my-entry"


def _fits(node: Node, kind: str) -> bool:
    if kind == "object":
        return isinstance(node, Fields)
    if kind == "array":
        return isinstance(node, Items)
    return isinstance(node, Scalar) and not node.is_null


def _string(text: str, schema: Schema) -> bool:
    if "enum" in schema and text not in schema["enum"]:
        return False
    long_enough = len(text.strip()) >= schema.get("minLength", 0)
    return long_enough and re.search(schema.get("pattern", ""), text) is not None


def _number(text: str, schema: Schema) -> bool:
    if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text):
        return False
    return bool(schema["minimum"] <= float(text) <= schema["maximum"])


def _boolean(text: str, _: Schema) -> bool:
    return text in {"true", "false"}


_VALUES: Final[dict[str, Callable[[str, Schema], bool]]] = {
    "string": _string,
    "number": _number,
    "boolean": _boolean,
}


def _missing(field: str, schema: Schema, at: _At) -> Problem:
    """Say that a field is missing, and what it may be where that is one of a few words."""
    allowed = ("description", "expected"), ("description_ar", "expected_ar")
    values = ((name, schema[key]) for key, name in allowed if "enum" in schema)
    return Problem("VOC07", at.line, (("key", field), ("entry", at.key), *values))


def _wrong_value(node: Node, schema: Schema, at: _At) -> Problem:
    values = {
        "key": at.key,
        "value": _shown(node),
        "expected": schema["description"],
        "expected_ar": schema["description_ar"],
        "example": str(schema["examples"][0]),
    }
    return Problem("VOC06", at.line, tuple(values.items()))


def _shown(node: Node) -> str:
    if isinstance(node, Scalar):
        return f"«{node.text}»"
    return "[…]" if isinstance(node, Items) else "{…}"
