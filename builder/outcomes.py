"""What came of reading one raw file, in the form in which it is kept."""

from __future__ import annotations

import hashlib
import sys
from dataclasses import replace
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Final, NamedTuple

from builder.asked import Asked, Trace
from builder.duplicates import Signature
from builder.held import Held
from builder.pictures import digest_of_picture
from builder.records import Record
from builder.workshop import Finished, finish

if TYPE_CHECKING:
    from collections.abc import Iterable

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
            key = _with_pictures(before, raw, ())
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
        key = _with_pictures(before, raw, pictures, self._sight)
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


def digest(raw: RawFile, pictures: Iterable[str], sight: Sight) -> str:
    """Return a digest of a raw file, its sidecar, and those `pictures` that lie beside it."""
    return _with_pictures(_digest_seen(raw, sight), raw, pictures, sight)


def _digest_seen(raw: RawFile, sight: Sight) -> str:
    """Return what `Held.digest` would, without opening files that were looked at."""
    sidecar = raw.sidecar
    held = sight.articles.get(raw.place)
    beside = _NO_SIDECAR if sidecar is None else sight.articles.get(str(sidecar))
    if held is None or beside is None or len(raw.sidecars) > 1:
        return Held(raw).digest()
    return hashlib.sha256(held + beside + (sidecar.suffix.encode() if sidecar else b"")).hexdigest()


def _with_pictures(
    text: str, raw: RawFile, pictures: Iterable[str], sight: Sight | None = None
) -> str:
    """Add to a digest those pictures that are there: most that an article names are not."""
    for name in pictures:
        if sight is None or sight.may_hold(name):
            content = digest_of_picture(raw, name)
            if content is not None:
                text = hashlib.sha256(f"{text} {content} {name}".encode()).hexdigest()
    return text


_OFFSETS: Final = (timezone, type(None))
_NO_SIDECAR: Final = hashlib.sha256(b"").digest()
NOTHING = Signature(b"")
"""The signature of what cannot be read: it has no copies."""
