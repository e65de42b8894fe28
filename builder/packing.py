"""What one run leaves for the next in bytes, in the form that is quickest to read.

Every build reads it, and of ten thousand articles it holds a hundred thousand numbers and names,
for which JSON takes five times as long. It is kept under a seal (`builder.seals`), and
read by the Python that wrote it, or not at all. The seal tells damage and not malice: what lies
in `.cache/` is as trusted as the code beside it, and the workflows take none that came by git.
"""

from __future__ import annotations

import marshal
import sys
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Columns = tuple[str, list[int]]
T = TypeVar("T", bound=tuple[Any, ...])

_END: Final = "\0"
"""Stands after each name: a file's name may hold anything else."""
_HEAD: Final = f"{sys.implementation.cache_tag} {sys.hexversion:x}\n".encode()


def pack(value: Any) -> bytes:  # noqa: ANN401 - whatever it is
    """Return a value made of texts, numbers, bytes, lists, tuples and mappings as bytes."""
    return _HEAD + marshal.dumps(value)


def unpack(packed: bytes) -> Any:  # noqa: ANN401 - whatever it was
    """Return what `pack` was given, whole by its seal; raise ValueError for another Python.

    >>> unpack(pack(("a", [1, 2])))
    ('a', [1, 2])
    """
    if not packed.startswith(_HEAD):
        raise ValueError("not of this Python")
    return marshal.loads(memoryview(packed)[len(_HEAD) :])  # noqa: S302 - of a cache


def columns(table: Mapping[str, tuple[int, ...]]) -> Columns:
    """Return rows of numbers by name as their names and their numbers, which pack well."""
    return join(table), list(chain.from_iterable(table.values()))


def rows(table: Columns, width: int) -> Iterator[tuple[str, Any]]:
    """Yield the rows that were made into columns, each with its name.

    >>> dict(rows(columns({"a": (1, 2), "b": (3, 4)}), 2))
    {'a': (1, 2), 'b': (3, 4)}
    """
    names, numbers = table
    return zip(split(names), in_rows(numbers, width), strict=True)


def in_rows(numbers: list[int], width: int) -> Iterator[tuple[Any, ...]]:
    """Yield the numbers of columns as rows."""
    return zip(*[iter(numbers)] * width, strict=True)


def named(kind: type[T], each: Iterable[tuple[Any, ...]]) -> Iterator[T]:
    """Yield rows as tuples whose fields have names; to call `kind` itself takes twice as long."""
    return map(tuple.__new__, repeat(kind), each)


def join(names: Iterable[str]) -> str:
    """Return names as one text."""
    return "".join([f"{name}{_END}" for name in names])


def split(names: str) -> list[str]:
    """Return the names that were joined."""
    return names.split(_END)[:-1]
