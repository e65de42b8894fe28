"""YAML without its surprises: text, lists and mappings, each with its line.

Vocabulary files come from many hands. So nothing is guessed from the look of a value («no» stays
the text «no»), and tags, anchors, references and doubled keys are problems, not features.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import yaml

from builder.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_DEPTH: Final = 8
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A piece of text. `plain` is False where it stands in quotation marks or a block."""

    text: str
    line: int
    plain: bool = True


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping, in the order of the file, each key once."""

    items: tuple[tuple[Scalar, Node], ...]
    line: int

    def get(self, key: str) -> Node | None:
        """Return the value of `key`, or None."""
        return next((value for name, value in self.items if name.text == key), None)


Node = Scalar | Sequence | Mapping


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end is still to come."""

    line: int
    mapping: bool
    nodes: list[Node] = field(default_factory=list)


def read_yaml(text: str) -> tuple[Node | None, tuple[Problem, ...]]:
    """Return the tree of one YAML document, and what is wrong with it.

    The tree is None where the file is empty or cannot be read to its end.
    """
    problems: list[Problem] = []
    try:
        root = _build(yaml.parse(text, Loader=_LOADER), problems)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else None
        what = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "YAML")
        return None, (*problems, Problem("VOC01", line, (("what", what),)))
    return root, tuple(problems)


def _build(events: Iterator[yaml.Event], problems: list[Problem]) -> Node | None:
    open_nodes: list[_Open] = []
    root: Node | None = None
    for event in events:
        line = event.start_mark.line + 1 if event.start_mark else 0
        _refuse_features(event, line, problems)
        done: Node | None = None
        if isinstance(event, yaml.ScalarEvent):
            done = Scalar(event.value, line, event.style is None)
        elif isinstance(event, yaml.AliasEvent):
            done = Scalar("", line, plain=False)
        elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
            open_nodes.append(_Open(line, isinstance(event, yaml.MappingStartEvent)))
            if len(open_nodes) > MAX_DEPTH:
                problems.append(_refused(line, "nesting deeper than any field needs"))
                return None
        elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            done = _close(open_nodes.pop(), problems)
        if done is None:
            continue
        if open_nodes:
            open_nodes[-1].nodes.append(done)
        elif root is None:
            root = done
        else:
            problems.append(_refused(line, "a second document (---)"))
    return root


def _close(node: _Open, problems: list[Problem]) -> Node:
    if not node.mapping:
        return Sequence(tuple(node.nodes), node.line)
    seen: dict[str, int] = {}
    items: list[tuple[Scalar, Node]] = []
    for key, value in zip(node.nodes[::2], node.nodes[1::2], strict=True):
        if not isinstance(key, Scalar):
            problems.append(_refused(key.line, "a list or mapping as a key"))
        elif key.text in seen:
            values = (("key", key.text), ("other", str(seen[key.text])))
            problems.append(Problem("VOC03", key.line, values))
        else:
            seen[key.text] = key.line
            items.append((key, value))
    return Mapping(tuple(items), node.line)


def _refuse_features(event: yaml.Event, line: int, problems: list[Problem]) -> None:
    if isinstance(event, yaml.AliasEvent):
        problems.append(_refused(line, f"the reference *{event.anchor}"))
    elif isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
        if event.tag is not None:
            problems.append(_refused(line, f"the tag {event.tag}"))
        if event.anchor is not None:
            problems.append(_refused(line, f"the anchor &{event.anchor}"))


def _refused(line: int, what: str) -> Problem:
    return Problem("VOC02", line, (("what", what),))
