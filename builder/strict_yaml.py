"""Read the YAML that people write by hand: strictly, with line numbers, and with no surprises.

Every scalar stays the text that was written, so `no` is not False, `12:30` is not 750 and a title
of digits keeps its zeros; whoever asks for a value turns it into what it should be. The Arabic
comma parts the items of a list in square brackets as the Latin one does. Tags, anchors and repeated
keys are refused: they have no use here, and each has been an attack or a silent loss.
Sidecars and vocabularies are read by this module alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import yaml

from builder.yaml_mistakes import in_arabic, in_english, kind_of, place_and_kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MAX_DEPTH: Final = 12
COMMA: Final = "\N{ARABIC COMMA}"
_PART: Final = re.compile(rf"""\s*(?:'[^']*'|"[^"]*")\s*(?={COMMA}|$)|[^{COMMA}]+""")
_LOADER: Final = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""libyaml where PyYAML was built with it: ten times faster, and the same nodes."""
_PLAIN_TAGS: Final = frozenset({None, "!"})
_NULLS: Final = frozenset({"~", "null", "Null", "NULL"})


class YamlError(Exception):
    """The text is not the YAML that is expected here."""

    def __init__(self, kind: str, line: int, sign: str = "") -> None:
        """Hold the kind of mistake, the line, counted from 1, and the sign that stands there."""
        self.what = in_english(kind, sign)
        self.what_ar = in_arabic(kind, sign)
        self.line = line
        super().__init__(f"line {line}: {self.what}")

    @property
    def values(self) -> tuple[tuple[str, str], ...]:
        """The reason in both languages, for a message's placeholders."""
        return (("what", self.what), ("what_ar", self.what_ar))


class YamlRefused(YamlError):  # noqa: N818 - not broken YAML, only more of it than is taken
    """The text is YAML, with a feature that is not used here."""

    def __init__(self, kind: str, line: int, feature: str) -> None:
        """Hold the kind and the line, and the feature in YAML's own signs."""
        super().__init__(kind, line)
        self.feature = feature


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text, as written."""

    text: str
    line: int
    plain: bool = True
    """False where it stands in quotation marks or a block, and so is a text beyond doubt."""

    @property
    def is_null(self) -> bool:
        """Tell whether nothing was written, or one of YAML's words for nothing."""
        return not self.text or (self.plain and self.text in _NULLS)


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


@dataclass(frozen=True, slots=True)
class RepeatedKey:
    """A key that stood in its mapping before."""

    key: str
    line: int
    first: int
    """Line of the first; its value is the one that was read."""


def read_yaml(text: str, first_line: int = 1) -> Node:
    """Parse one YAML document, whose first line has the number `first_line`; raise YamlError.

    >>> read_yaml("title: no").fields["title"].text
    'no'
    >>> [item.text for item in read_yaml("[رطوبة، خزانة, 'ألف ليلة، وليلة']").items]
    ['رطوبة', 'خزانة', 'ألف ليلة، وليلة']
    """
    node, repeated = read_on(text, first_line)
    if repeated:
        first = min(repeated, key=lambda one: one.line)
        raise YamlError("twice", first.line, first.key)
    return node


def read_on(text: str, first_line: int = 1) -> tuple[Node, tuple[RepeatedKey, ...]]:
    """Parse one YAML document past repeated keys, so that they can be reported with all else."""
    repeated: list[RepeatedKey] = []
    try:
        _refuse_anchors_and_tags(text, first_line)
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        row, kind, sign = place_and_kind(error, text)
        raise YamlError(kind, first_line + row, sign) from None
    except yaml.reader.ReaderError:
        unfit = yaml.reader.Reader.NON_PRINTABLE.search(text)
        row = text.count("\n", 0, unfit.start()) if unfit else 0
        raise YamlError("control", first_line + row) from None
    except yaml.YAMLError as error:
        raise YamlError(kind_of(str(error)), first_line) from None
    except RecursionError:
        raise YamlRefused("depth", first_line, "[[[…]]]") from None
    node = Fields({}, {}, first_line) if root is None else _node(root, first_line, repeated)
    return node, tuple(repeated)


def _refuse_anchors_and_tags(text: str, first_line: int) -> None:
    """Look at the events before anything is built, so that no alias can multiply."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        line = first_line + _row(event)
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise YamlRefused("depth", line, "[[[…]]]")
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise YamlRefused("anchors", line, "&name *name")
        if getattr(event, "tag", None) not in _PLAIN_TAGS:
            raise YamlRefused("tags", line, "!name")


def _node(node: yaml.Node, first_line: int, repeated: list[RepeatedKey]) -> Node:
    line = first_line + _row(node)
    if isinstance(node, yaml.ScalarNode):
        return Scalar(node.value, line, plain=not node.style)
    if isinstance(node, yaml.MappingNode):
        return _fields(node, first_line, repeated)
    items = [_node(item, first_line, repeated) for item in node.value]
    if isinstance(node, yaml.SequenceNode) and node.flow_style:
        items = [part for item in items for part in _parted(item)]
    return Items(tuple(items), line)


def _parted(item: Node) -> Iterator[Node]:
    """Part an item between square brackets at the Arabic comma, as whoever wrote it meant.

    To YAML it is a letter like any other; a text that has one is put in quotation marks.
    """
    if isinstance(item, Scalar) and item.plain and COMMA in item.text:
        for part in filter(None, map(str.strip, _PART.findall(item.text))):
            quoted = part[0] in "'\"" and part[-1] == part[0] and len(part) > 1
            yield Scalar(part[1:-1] if quoted else part, item.line, plain=not quoted)
    else:
        yield item


def _fields(node: yaml.MappingNode, first_line: int, repeated: list[RepeatedKey]) -> Fields:
    fields: dict[str, Node] = {}
    lines: dict[str, int] = {}
    for key, value in node.value:
        line = first_line + _row(key)
        if not isinstance(key, yaml.ScalarNode):
            raise YamlRefused("word", line, "{[…]: …}")
        if key.value in fields:
            repeated.append(RepeatedKey(key.value, line, lines[key.value]))
            continue
        fields[key.value] = _node(value, first_line, repeated)
        lines[key.value] = line
    return Fields(fields, lines, first_line + _row(node))


def _row(part: yaml.Event | yaml.Node) -> int:
    return part.start_mark.line if part.start_mark else 0
