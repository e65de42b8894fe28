"""What a raw file and its sidecar hold, each read once.

What is read and the digest by which the next run knows it are of the same bytes, whatever an editor
saves in the meantime.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from builder.errors import ArticleError
from builder.pictures import digest_of_picture
from builder.raw_files import read_raw, read_sidecar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from builder.raw_files import RawFile
    from builder.sight import Sight

_NO_SIDECAR: Final = hashlib.sha256(b"").digest()


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


def digest(raw: RawFile, pictures: Iterable[str], sight: Sight) -> str:
    """Return a digest of a raw file, its sidecar, and those `pictures` that lie beside it."""
    return with_pictures(_digest_seen(raw, sight), raw, pictures, sight)


def _digest_seen(raw: RawFile, sight: Sight) -> str:
    """Return what `Held.digest` would, without opening files that were looked at."""
    sidecar = raw.sidecar
    held = sight.articles.get(raw.place)
    beside = _NO_SIDECAR if sidecar is None else sight.articles.get(str(sidecar))
    if held is None or beside is None or len(raw.sidecars) > 1:
        return Held(raw).digest()
    return hashlib.sha256(held + beside + (sidecar.suffix.encode() if sidecar else b"")).hexdigest()


def with_pictures(
    text: str, raw: RawFile, pictures: Iterable[str], sight: Sight | None = None
) -> str:
    """Add to a digest those pictures that are there: most that an article names are not."""
    for name in pictures:
        if sight is None or sight.may_hold(name):
            content = digest_of_picture(raw, name)
            if content is not None:
                text = hashlib.sha256(f"{text} {content} {name}".encode()).hexdigest()
    return text
