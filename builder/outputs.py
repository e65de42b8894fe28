"""The files that a run leaves in `docs/`, and the form in which the store keeps them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from builder.packing import columns, join, named, pack, split, unpack

if TYPE_CHECKING:
    from collections.abc import Mapping

    from builder.files import Mark


class Output(NamedTuple):
    """A file that the last run left in `docs/`, as it looked then."""

    origin: str
    """The batch that makes it."""
    size: int
    modified: int
    """Nanoseconds, compared for equality only: another value means that somebody touched it."""

    @property
    def mark(self) -> Mark:
        """Its size and time, as a walk over `docs/` tells them."""
        return self.size, self.modified

    @staticmethod
    def of(origin: str, file: str) -> Output:
        """Return a file as it looks now; one that is not there has the size -1."""
        try:
            found = os.lstat(file)  # `Path` would cost as much again, thousands of times
        except OSError:
            return Output(origin, -1, 0)
        return Output(origin, found.st_size, found.st_mtime_ns)


def pack_outputs(outputs: Mapping[str, Output]) -> bytes:
    """Return outputs, by their paths, in a form to be kept."""
    table = columns({path: one.mark for path, one in outputs.items()})
    return pack((table, join([one.origin for one in outputs.values()])))


def unpack_outputs(packed: bytes) -> Mapping[str, Output]:
    """Return the outputs that were kept; raise ValueError where another Python kept them."""
    (paths, numbers), origins = unpack(packed)
    each = zip(split(origins), numbers[::2], numbers[1::2], strict=True)
    return dict(zip(split(paths), named(Output, each), strict=True))
