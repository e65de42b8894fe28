"""Keys that are none of ours: what they may have meant, and those of other programs.

A sidecar is written for us, and an unknown key in it is a mistake. Front matter may have been
written for a generator of sites or for notes: what we do not know in it is told, and the rest read.
"""

from __future__ import annotations

import difflib
from functools import cache
from typing import TYPE_CHECKING, Final

from builder.arabic.key import search_key
from builder.model import Problem
from builder.own_yaml import own_data
from builder.sidecar_expected import SHOWN, short
from builder.sidecar_values import READERS
from builder.strict_yaml import Fields, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SYNONYMS: Final = {"author": "authors"}
"""Keys of other programs that can mean one thing only."""
_TOPICS: Final = frozenset({"tags", "tag", "categories", "category", "keywords"})
_FOREIGN: Final = frozenset(
    {"draft", "header", "math", "permalink", "publish", "status", "toc", "uid"}
)
"""Keys of other programs that look like ours and mean something else."""
_WITHHOLDING: Final = {"draft": "true", "publish": "false"}
"""Values that say that an article is not to be published."""


def meant(key: str) -> str | None:
    """Return the key that may have been meant by another word."""
    names = _names()
    near = difflib.get_close_matches(search_key(key[:SHOWN]), names, n=1)
    return names[near[0]] if near else None


def unknown_key(key: str, line: int, code: str = "SIDE02") -> Problem:
    """Tell of a key that is none of ours, and of the one that is nearest to it."""
    nearest = meant(key)
    near = (("nearest", nearest),) if nearest else ()
    values = (("key", short(key)), ("expected", ", ".join(sorted(READERS))))
    return Problem(code, line, (*values, *near))


def without_strange(node: Fields) -> tuple[Fields, tuple[Problem, ...]]:
    """Return front matter with our keys alone, and what is to be said of the others.

    A key that may be a slip of one of ours is told for itself, the others together. Nobody should
    be published for a slip in `takedown`, or with a key that says that he is not to be.
    """
    synonyms = {key: name for key, name in SYNONYMS.items() if name not in node.fields}
    ours = {synonyms.get(key, key): key for key in node.fields if key in {*READERS, *synonyms}}
    others = [key for key in node.fields if key not in ours.values()]
    problems: list[Problem] = []
    topics: list[str] = []
    rest: list[str] = []
    for key in others:
        line = node.lines[key]
        if _is_withheld(key, node):
            values = (("key", key), ("value", _WITHHOLDING[key]))
            problems.append(Problem("SIDE16", line, values))
        elif key.lower() in _TOPICS:
            topics.append(key)
        elif key.lower() in _FOREIGN or (nearest := meant(key)) is None:
            rest.append(key)
        else:
            code = "SIDE02" if nearest == "takedown" else "SIDE13"
            problems.append(unknown_key(key, line, code))
    problems += [*_together("SIDE14", rest, node), *_together("SIDE15", topics, node)]
    fields = {name: node.fields[key] for name, key in ours.items()}
    lines = {name: node.lines[key] for name, key in ours.items()}
    return Fields(fields, lines, node.line), tuple(problems)


def _is_withheld(key: str, node: Fields) -> bool:
    value = node.fields[key]
    return isinstance(value, Scalar) and value.text.lower() == _WITHHOLDING.get(key)


def _together(code: str, keys: Iterable[str], node: Fields) -> tuple[Problem, ...]:
    """Tell of several keys at the line of the first."""
    named = [f"`{short(key).replace('`', '')}`" for key in keys]
    line = next((node.lines[key] for key in keys), None)
    return (Problem(code, line, (("keys", ", ".join(named)),)),) if named else ()


@cache
def _names() -> Mapping[str, str]:
    """Return the keys by their own names and by what people call them, folded."""
    keys = own_data("sidecar_keys")
    called = {search_key(name): key for key, names in keys.items() for name in names}
    return {key: key for key in READERS} | called
