"""Dataclasses that nobody changes, made as quickly as those that anybody may.

An article is read by way of hundreds of small values. `dataclass(frozen=True)` guards each of them
while the program runs, by setting every field through a function: a twentieth of all reading. Here
the type checker alone guards them, as it does the rest of what is said of a type.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar, dataclass_transform

if TYPE_CHECKING:
    T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[T]) -> type[T]:
    """Make a dataclass with slots, whose instances are compared and hashed by their fields."""
    return dataclass(slots=True, unsafe_hash=True)(cls)
