"""What came of reading one raw file, and the form in which the store keeps it."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from builder.frozen import frozen
from builder.model import FrontMatter, Image, Problem

if TYPE_CHECKING:
    from builder.likeness import Gist

_FIELDS: Final = tuple(field.name for field in fields(FrontMatter))
_DATE: Final = _FIELDS.index("date")
_MOMENTS: Final = tuple(map(_FIELDS.index, ("published", "updated")))
_IMAGES: Final = _FIELDS.index("images")
_TUPLES: Final = tuple(
    _FIELDS.index(field.name) for field in fields(FrontMatter) if field.default == ()
)


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


def dump(record: Record) -> str:
    """Return a record as text, without its path and key."""
    problems = [(p.code, p.line, p.values, p.in_sidecar) for p in record.problems]
    article = record.front_matter
    values = article and [getattr(article, name) for name in _FIELDS]
    if article and values:
        values[_IMAGES] = [(image.name, image.caption, image.credit) for image in article.images]
    outcome = (values, problems, record.takedown, " ".join(record.gist))
    return json.dumps(outcome, ensure_ascii=False, default=_written)


def _written(moment: date) -> str:
    """Write a day or a moment: `date.isoformat` of a moment would leave out its time."""
    return moment.isoformat()


def load(path: str, key: str, outcome: list[Any]) -> Record:
    """Return the record whose text, read as JSON, is `outcome`."""
    values, said, takedown, gist = outcome
    problems = tuple(
        Problem(code, line, tuple((name, text) for name, text in values), in_sidecar)
        for code, line, values, in_sidecar in said
    )
    front_matter = None if values is None else _front_matter(values)
    return Record(path, key, front_matter, problems, takedown, tuple(gist.split()))


def _front_matter(values: list[Any]) -> FrontMatter:
    """Turn what `dump` wrote back into the front matter."""
    values[_DATE] = date.fromisoformat(values[_DATE])
    for at in _MOMENTS:
        if values[at] is not None:
            values[at] = datetime.fromisoformat(values[at])
    if values[_IMAGES]:
        values[_IMAGES] = [Image(*image) for image in values[_IMAGES]]
    for at in _TUPLES:
        values[at] = tuple(values[at])
    return FrontMatter(*values)
