"""What came of reading one raw file, and the form in which the store keeps it.

A run that one article gives something to do asks of ten thousand others where they stand, and shows
a few of them. So the front matter that is kept has two parts, and what only pages show of an
article is read when somebody asks for it.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from builder.frozen import frozen
from builder.model import FrontMatter, Image, Problem
from builder.packing import named, pack, unpack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from builder.likeness import Gist

_FIELDS: Final = tuple(field.name for field in fields(FrontMatter))
_SORTED_BY: Final = (
    *("date", "published", "id", "raw", "aliases"),
    *("source_id", "topics", "places", "people", "organisations"),
)
"""Fields by which articles are put in order and on shelves."""
_SHOWN: Final = tuple(name for name in _FIELDS if name not in _SORTED_BY)


@frozen
class Record:
    """The outcome of reading one raw file; without front matter it was not fit to be published."""

    path: str
    key: str
    """Digest of everything that the outcome was made from."""
    front_matter: FrontMatter | None
    problems: tuple[Problem, ...]
    takedown: str | None = None
    gist: Gist = ()
    """What the article says it is about."""
    pictures: tuple[str, ...] = ()
    """Names of the pictures that it names."""


class _Kept(FrontMatter):
    """Front matter that was kept; the fields that are shown are filled when one is asked for."""

    __slots__ = ("_packed",)
    _packed: bytes

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - any field
        """Fill the fields that are not there yet."""
        if name not in _SHOWN:
            raise AttributeError(name)
        for field, value in zip(_SHOWN, unpack(self._packed), strict=True):
            setattr(self, field, _READ.get(field, _as_it_is)(value))
        return object.__getattribute__(self, name)

    def __eq__(self, other: object) -> bool:
        """Compare with any front matter, kept or just read."""
        if not isinstance(other, FrontMatter):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in _FIELDS)

    __hash__ = FrontMatter.__hash__


def dump(records: Iterable[Record]) -> bytes:
    """Return records in the form in which they are kept."""
    return pack([_row(record) for record in records])


def load(kept: bytes) -> Iterator[Record]:
    """Yield the records that `dump` packed; raise ValueError for another Python's."""
    for path, key, sorted_by, shown, said, takedown, gist, pictures in unpack(kept):
        front_matter = None if shown is None else _kept(sorted_by, shown)
        problems = tuple(named(Problem, said))
        yield Record(path, key, front_matter, problems, takedown, tuple(gist.split()), pictures)


def _row(record: Record) -> tuple[Any, ...]:
    article = record.front_matter
    sorted_by = shown = None
    if article is not None:
        sorted_by = tuple(_written(getattr(article, name)) for name in _SORTED_BY)
        shown = article._packed if isinstance(article, _Kept) else _shown(article)  # noqa: SLF001
    said = tuple(map(tuple, record.problems))
    gist = " ".join(record.gist)
    return record.path, record.key, sorted_by, shown, said, record.takedown, gist, record.pictures


def _shown(article: FrontMatter) -> bytes:
    return pack(tuple(_written(getattr(article, name)) for name in _SHOWN))


def _kept(sorted_by: tuple[Any, ...], shown: bytes) -> FrontMatter:
    day, moment, *others = sorted_by
    article = object.__new__(_Kept)
    article._packed = shown
    for name, value in zip(
        _SORTED_BY, (date.fromisoformat(day), _moment(moment), *others), strict=True
    ):
        setattr(article, name, value)
    return article


def _written(value: Any) -> Any:  # noqa: ANN401 - any field's
    """Return the value of a field as it is kept."""
    if isinstance(value, date):  # or a moment, whose own method writes its time as well
        return value.isoformat()
    if value and isinstance(value, tuple) and isinstance(value[0], Image):
        return tuple(map(tuple, value))
    return value


def _moment(written: str | None) -> datetime | None:
    return None if written is None else datetime.fromisoformat(written)


def _images(written: tuple[tuple[str, str | None, str | None], ...]) -> tuple[Image, ...]:
    return tuple(named(Image, written))


def _as_it_is(written: Any) -> Any:  # noqa: ANN401 - any field's
    return written


_READ: Final[Mapping[str, Callable[[Any], Any]]] = {"updated": _moment, "images": _images}
"""What the fields are that are not kept as they are."""
