"""Corrections by a person: the sidecar `NAME.yml`, and front matter at the top of a text.

Both have the same keys. A correction wins over anything that was found, and the sidecar wins over
front matter. All mistakes of one sidecar are collected and reported together.
"""

from __future__ import annotations

from dataclasses import field, fields, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from builder.chosen_lines import NO_LINES, Lines
from builder.diagnostics import MISSING, is_error
from builder.errors import ArticleError
from builder.frozen import frozen
from builder.model import Image, Problem
from builder.own_yaml import own_data
from builder.sidecar_expected import Unexpected, short
from builder.sidecar_values import (
    EMPTY,
    NEVER_EMPTY,
    NOTHING_CHOSEN,
    READERS,
    Choice,
)
from builder.strange_keys import meant, unknown_key, without_strange
from builder.strict_yaml import Fields, Items, Node, Scalar, YamlError, read_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from builder.model import Evidence

SKETCHED: Final = 3
"""Items of a list that its message shows."""
SKETCHED_SIGNS: Final = 30
"""Signs of each of them."""


class Place(NamedTuple):
    """Where a correction stands; of what nobody said there is no line."""

    line: int | None = None
    in_sidecar: bool = False
    """False for front matter, whose lines are the raw file's."""

    def problem(self, code: str, *values: tuple[str, str]) -> Problem:
        """Return a problem that stands here."""
        return Problem(code, self.line, values, self.in_sidecar)


@frozen
class Overrides:
    """What a person says about an article. None means: not said; an empty text: there is none."""

    unread: frozenset[str] = frozenset()
    """Keys that were said in a way that cannot be read: what they answer is not asked for again."""

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
    topics: Choice = NOTHING_CHOSEN
    people: Choice = NOTHING_CHOSEN
    places: Choice = NOTHING_CHOSEN
    organisations: Choice = NOTHING_CHOSEN
    keep: Lines = NO_LINES
    """Lines of the raw file that are text of the article, whatever the rules say."""
    drop: Lines = NO_LINES
    """Lines that are not."""
    takedown: str | None = None
    """Why the article was taken down; its address then says so and holds nothing else."""
    remarks: tuple[Problem, ...] = field(default=(), compare=False)
    """What is to be said of front matter that is no mistake in it."""
    said_at: tuple[tuple[str, Place], ...] = field(default=(), compare=False)
    """Where each key stands."""

    def at(self, key: str) -> Place:
        """Return where a key stands."""
        return dict(self.said_at).get(key, Place())


NOTHING_SAID: Final = Overrides()


class MistakesError(ArticleError):
    """Some keys of a sidecar cannot be read; `read` has the others, to be judged with the text."""

    def __init__(self, read: Overrides, problems: tuple[Problem, ...]) -> None:
        """Hold what could be read beside the mistakes."""
        super().__init__(*problems)
        self.read = read


def read_overrides(text: str, front_matter_from: int | None = None) -> Overrides:
    """Read a sidecar, or front matter that begins at a line; raise ArticleError for mistakes."""
    try:
        node = read_yaml(text, front_matter_from or 1)
    except YamlError as error:
        raise ArticleError(Problem("SIDE01", error.line, error.values)) from None
    if not isinstance(node, Fields):
        raise ArticleError(Problem("SIDE01", node.line, YamlError("lines", node.line).values))
    return _overrides(node, in_sidecar=front_matter_from is None)


def corrected(said: str | None, found: Evidence[str] | None) -> str | None:
    """Return what a person says, who may say that there is nothing, or else what was found."""
    if said is None:
        return found.value if found else None
    return said or None


def merge(sidecar: Overrides, front_matter: Overrides) -> Overrides:
    """Lay the sidecar over front matter."""
    if front_matter is NOTHING_SAID:
        return sidecar
    said = {
        field.name: getattr(sidecar, field.name)
        for field in fields(Overrides)
        if getattr(sidecar, field.name) != field.default
    }
    both = {
        "unread": sidecar.unread | front_matter.unread,
        "said_at": (*front_matter.said_at, *sidecar.said_at),
    }
    return replace(front_matter, **said | both)


def _overrides(node: Fields, *, in_sidecar: bool) -> Overrides:
    node, told = (node, ()) if in_sidecar else without_strange(node)
    values: dict[str, Any] = {"remarks": tuple(one for one in told if not is_error(one))}
    problems = [one for one in told if is_error(one)]
    unread: set[str] = set()
    for key, value in node.fields.items():
        reader = READERS.get(key)
        if reader is None:
            unread.update(filter(None, [meant(key)]))
            problems.append(unknown_key(key, node.lines[key]))
        elif isinstance(value, Scalar) and value.is_null and key not in NEVER_EMPTY:
            values |= {key: EMPTY[key]} if key in EMPTY else {}
        else:
            try:
                values[key] = reader(value)
            except Unexpected as error:
                unread.add(key)
                line = node.lines[key]
                problems += [_wrong_value(key, line, value, one) for one in (error, *error.more)]
    values["said_at"] = tuple((key, Place(at, in_sidecar)) for key, at in node.lines.items())
    if problems:
        wrong = tuple(one._replace(in_sidecar=in_sidecar) for one in problems)
        raise MistakesError(Overrides(unread=frozenset(unread), **values), wrong)
    return Overrides(**values)


def _wrong_value(key: str, line: int, node: Node, error: Unexpected) -> Problem:
    """Tell of a value, or of that one of several which is wrong, at its own line."""
    example = f"`{key}: {error.example or _examples()[key]}`"
    if error.item is None or error.item is node:
        shown = ("value", _sketch(node))
    else:
        shown, line = ("item", _sketch(error.item)), error.item.line
    return Problem("SIDE03", line, (("key", key), shown, ("example", example), *error.expected))


@cache
def _examples() -> Mapping[str, str]:
    """Return, for each key that takes a text, one that could be copied as it is."""
    examples: Mapping[str, str] = own_data("sidecar_examples")
    return examples


def _sketch(node: Node) -> str:
    """Show a value, in no language: the message around it may be in any."""
    match node:
        case Scalar():
            return f"«{short(node.text)}»"
        case Items():
            return f"`[{_first(node.items)}]`"
        case Fields():
            return f"`{{{_first([f'{key}: …' for key in node.fields])}}}`"


def _first(parts: Sequence[Node | str]) -> str:
    """Show the first few of several, and of each no more than tells it from others."""
    texts = [one.text if isinstance(one, Scalar) else one for one in parts[:SKETCHED]]
    shown = [short(one)[:SKETCHED_SIGNS] if isinstance(one, str) else MISSING for one in texts]
    return ", ".join([*shown, *([MISSING] if len(parts) > SKETCHED else [])]).replace("`", "'")
