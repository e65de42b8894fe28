"""The part that a line may play on a page, and all that it says of itself."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeGuard

from builder.extract.boilerplate import Effect
from builder.extract.sureness import EVEN
from builder.frozen import frozen

if TYPE_CHECKING:
    from builder.extract.moments import DateLine

MAX_WORDS_OF_PERSON: Final = 3


class Role(StrEnum):
    """What a line may be when it is not part of the running text."""

    ORNAMENT = "ornament"
    CHROME = "chrome"
    DATE = "date"
    BYLINE = "byline"
    DATELINE = "dateline"
    IMAGE = "image"
    CAPTION = "caption"
    CREDIT = "credit"
    ADDRESS = "address"
    CONTACT = "contact"
    CRUMBS = "crumbs"
    SOURCE = "source"
    TAGS = "tags"


@frozen
class Reading:
    """What one line says of itself."""

    role: Role
    rule: str
    score: float = 1.0
    effect: Effect = Effect.NONE
    value: str = ""
    names: tuple[str, ...] = ()
    """Authors, tags or crumbs."""
    publisher: str = ""
    dateline: str = ""
    section: str = ""
    date: DateLine | None = None

    @property
    def weak(self) -> bool:
        """Whether the line may as well be a headline or text: only its place can tell."""
        return self.score < EVEN

    @property
    def names_people(self) -> bool:
        """Whether every name it gives is as short as people's names are."""
        return are_people(self.names)


def are_people(names: tuple[str, ...]) -> bool:
    """Say whether there are names, and each is as short as those of people."""
    return bool(names) and all(0 < name.count(" ") < MAX_WORDS_OF_PERSON for name in names)


def is_sure(reading: Reading | None) -> TypeGuard[Reading]:
    """Say whether a line is for sure what it says of itself, wherever it stands."""
    return reading is not None and not reading.weak
