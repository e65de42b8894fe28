"""Read the YAML that people write by hand: strictly, with line numbers, and with no surprises.

Every scalar stays the text that was written, so `no` is not False, `12:30` is not 750 and a title
of digits keeps its zeros; whoever asks for a value turns it into what it should be. Tags, anchors
and repeated keys are refused: they have no use here, and each has been an attack or a silent loss.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_DEPTH: Final = 12
_LOADER: Final = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""libyaml where PyYAML was built with it: ten times faster, and the same nodes."""
_PLAIN_TAGS: Final = frozenset({None, "!"})


class YamlError(Exception):
    """The text is not the YAML that is expected here."""

    def __init__(self, what: str, line: int) -> None:
        """Hold the reason and the line, counted from 1."""
        super().__init__(f"line {line}: {what}")
        self.what = what
        self.line = line


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text, as written."""

    text: str
    line: int

    @property
    def is_null(self) -> bool:
        """Tell whether nothing was written, or one of YAML's words for nothing."""
        return self.text in {"", "~", "null"}


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Node, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Fields:
    """A mapping; `lines` says where each key stands."""

    fields: Mapping[str, Node]
    lines: Mapping[str, int]
    line: int


Node = Scalar | Items | Fields


def read_yaml(text: str, first_line: int = 1) -> Node:
    """Parse one YAML document, whose first line has the number `first_line`; raise YamlError.

    >>> read_yaml("title: no").fields["title"].text
    'no'
    """
    try:
        _refuse_anchors_and_tags(text, first_line)
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        raise YamlError(error.problem or "not readable", line) from None
    except yaml.YAMLError as error:
        raise YamlError(str(error).splitlines()[0], first_line) from None
    except RecursionError:
        raise YamlError("nested too deeply", first_line) from None
    return Fields({}, {}, first_line) if root is None else _node(root, first_line)


def _refuse_anchors_and_tags(text: str, first_line: int) -> None:
    """Look at the events before anything is built, so that no alias can multiply."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        line = first_line + _row(event)
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise YamlError("nested too deeply", line)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise YamlError("anchors (&name, *name) are not used here", line)
        if getattr(event, "tag", None) not in _PLAIN_TAGS:
            raise YamlError("tags (!name) are not used here", line)


def _node(node: yaml.Node, first_line: int) -> Node:
    line = first_line + _row(node)
    if isinstance(node, yaml.ScalarNode):
        return Scalar(node.value, line)
    if isinstance(node, yaml.MappingNode):
        return _fields(node, first_line)
    return Items(tuple(_node(item, first_line) for item in node.value), line)


def _fields(node: yaml.MappingNode, first_line: int) -> Fields:
    fields: dict[str, Node] = {}
    lines: dict[str, int] = {}
    for key, value in node.value:
        line = first_line + _row(key)
        if not isinstance(key, yaml.ScalarNode):
            raise YamlError("a key must be one word", line)
        if key.value in fields:
            raise YamlError(f"the key {key.value} stands twice", line)
        fields[key.value] = _node(value, first_line)
        lines[key.value] = line
    return Fields(fields, lines, first_line + _row(node))


def _row(part: yaml.Event | yaml.Node) -> int:
    return part.start_mark.line if part.start_mark else 0
