"""What a raw file and its sidecar hold, each read once.

What is read and the digest by which the next run knows it are of the same bytes, whatever an editor
saves in the meantime.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from builder.errors import ArticleError
from builder.raw_files import read_raw, read_sidecar

if TYPE_CHECKING:
    from builder.raw_files import RawFile


class Held:
    """The bytes of a raw file and of its sidecar; each is opened when it is first asked for."""

    __slots__ = ("_content", "_corrections", "_raw")

    def __init__(self, raw: RawFile) -> None:
        """Open nothing yet."""
        self._raw = raw
        self._content: bytes | None = None
        self._corrections: bytes | None = None

    @property
    def content(self) -> bytes:
        """The bytes of the raw file; ArticleError is raised as `read_raw` does."""
        if self._content is None:
            self._content = read_raw(self._raw)
        return self._content

    @property
    def corrections(self) -> bytes | None:
        """The bytes of the sidecar, or None; ArticleError is raised as `read_sidecar` does."""
        if self._corrections is None and self._raw.sidecars:
            self._corrections = read_sidecar(self._raw)
        return self._corrections

    def digest(self) -> str:
        """Return a digest of both, and of the way in which they cannot be read."""
        digest = hashlib.sha256()
        try:
            digest.update(hashlib.sha256(self.content).digest())
            digest.update(hashlib.sha256(self.corrections or b"").digest())
            if self._raw.sidecar is not None:  # the page leads to it, even where it says nothing
                digest.update(self._raw.sidecar.suffix.encode())
        except ArticleError as error:
            digest.update(repr(error.problems).encode())
        return digest.hexdigest()
