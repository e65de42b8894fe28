"""Check the shape of vocabulary files against the JSON Schema that editors use too.

Only the part of JSON Schema that our own files use is understood; an unknown type in a schema
raises `KeyError` at once rather than letting values through unchecked.
"""

from __future__ import annotations

import json
import re
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from builder.model import Problem
from builder.vocabulary.plain_yaml import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from builder.vocabulary.plain_yaml import Node

Schema = dict[str, Any]

NO_NEAREST: Final = "—"
_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})


def check_shape(node: Node, kind: str) -> tuple[Problem, ...]:
    """Return what is wrong with the shape of one file of `kind`."""
    return tuple(_check(node, _schema(kind), kind))


def nearest(word: str, words: Iterable[str]) -> str:
    """Return the one of `words` that `word` most likely was meant to be.

    >>> nearest("aliasses", ["name", "aliases"])
    'aliases'
    >>> nearest("colour", ["name", "aliases"])
    '—'
    """
    close = get_close_matches(word, list(words), n=1, cutoff=0.6)
    return close[0] if close else NO_NEAREST


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


def _check(node: Node, schema: Schema, key: str) -> Iterator[Problem]:
    schema = _resolve(schema)
    if "oneOf" in schema:
        fitting = [one for one in map(_resolve, schema["oneOf"]) if _fits(node, one["type"])]
        if not fitting:
            yield _wrong_value(node, schema, key)
            return
        schema = fitting[0]
    if not _fits(node, schema["type"]):
        yield _wrong_value(node, schema, key)
    elif isinstance(node, Mapping):
        yield from _check_mapping(node, schema, key)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _check(item, schema["items"], key)
    elif not _VALUES[schema["type"]](node.text, schema):
        yield _wrong_value(node, schema, key)


def _check_mapping(node: Mapping, schema: Schema, key: str) -> Iterator[Problem]:
    known: Schema = schema.get("properties", {})
    others = schema["additionalProperties"]
    present = {name.text for name, _ in node.items}
    for field in schema.get("required", ()):
        if field not in present:
            yield Problem("VOC07", node.line, (("key", field), ("entry", key)))
    for name, value in node.items:
        if name.text in known:
            yield from _check(value, known[name.text], name.text)
        elif others is False:
            values = (("key", name.text), ("nearest", nearest(name.text, known)))
            yield Problem("VOC05", name.line, (*values, ("expected", ", ".join(known))))
        else:
            yield from _check_id(name, schema)
            yield from _check(value, others, name.text)


def _check_id(name: Scalar, schema: Schema) -> Iterator[Problem]:
    pattern = _resolve(schema["propertyNames"])["pattern"]
    if not re.search(pattern, name.text):
        yield Problem("VOC04", name.line, (("id", name.text), ("nearest", slug(name.text))))


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
        return isinstance(node, Mapping)
    if kind == "array":
        return isinstance(node, Sequence)
    return isinstance(node, Scalar) and not (node.plain and node.text in _NULLS)


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


def _wrong_value(node: Node, schema: Schema, key: str) -> Problem:
    value = f"«{node.text}»" if isinstance(node, Scalar) else type(node).__name__.lower()
    expected = ("expected", schema["description"])
    example = ("example", str(schema["examples"][0]))
    return Problem("VOC06", node.line, (("key", key), ("value", value), expected, example))
