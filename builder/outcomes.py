"""What came of reading one raw file, in the form in which it is kept."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Final, NamedTuple

from builder.asked import Asked, Trace
from builder.duplicates import Signature
from builder.finishing import Finished, finish
from builder.held import Held, with_pictures
from builder.records import Record

if TYPE_CHECKING:
    from builder.raw_files import RawFile
    from builder.sight import Sight
    from builder.workshop import Workshop


class Outcome(NamedTuple):
    """A record with what is kept beside it: all that a process sends to another of a raw file."""

    record: Record
    body: str
    text: str
    signature: Signature
    trace: Trace
    """What the vocabulary was asked."""


class Reader:
    """Reads raw files, one after another, in one workshop."""

    def __init__(self, workshop: Workshop, sight: Sight | None = None) -> None:
        """Begin; where no picture lies by `sight`, none is looked for."""
        self._asked = Asked(workshop)
        self._sight = sight

    def read(self, raw: RawFile) -> Outcome:
        """Read one; of one that fails, the record has the problems and nothing else."""
        held, asked = Held(raw), self._asked
        before = held.digest()
        asked.forget()
        outcome = finish(raw, asked.workshop, held)
        if not isinstance(outcome, Finished):
            key = with_pictures(before, raw, ())
            record = Record(raw.path, key, None, outcome.problems)
            return Outcome(record, "", "", NOTHING, asked.trace(""))
        article = outcome.front_matter
        if _has_zone(article.published) or _has_zone(article.updated):
            article = replace(
                article,
                published=_with_offset(article.published),
                updated=_with_offset(article.updated),
            )
        pictures = tuple(image.name for image in article.images)
        key = with_pictures(before, raw, pictures, self._sight)
        gist, takedown = outcome.gist, outcome.takedown
        record = Record(raw.path, key, article, outcome.problems, takedown, gist, pictures)
        trace = asked.trace(outcome.text)
        return Outcome(record, outcome.body, outcome.text, outcome.signature, trace)


def _has_zone(moment: datetime | None) -> bool:
    """Tell whether a moment has a zone that is more than its offset."""
    return moment is not None and type(moment.tzinfo) not in _OFFSETS


def _with_offset(moment: datetime | None) -> datetime | None:
    """Name the zone of a moment by its offset alone, as the store reads it back.

    A zone of the time-zone data cannot be sent to another process.
    """
    offset = None if moment is None else moment.utcoffset()
    if moment is None or offset is None:
        return moment
    return moment.replace(tzinfo=timezone(offset))


def share_words(outcome: Outcome) -> Outcome:
    """Return an outcome of another process with stems that thousands of articles share."""
    gist = tuple(map(sys.intern, outcome.record.gist))
    return outcome._replace(record=replace(outcome.record, gist=gist))


_OFFSETS: Final = (timezone, type(None))
NOTHING = Signature(b"")
"""The signature of what cannot be read: it has no copies."""
