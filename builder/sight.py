"""What lies in `articles/` and `docs/` as a run begins, looked at once.

A run that looked again later might see something else, and would spend more time on looking at ten
thousand files than on what one of them changes. What is saved meanwhile is for the next run.
"""

from __future__ import annotations

import os
import stat
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

from builder.files import Mark, marks, visible_files
from builder.raw_files import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from builder.config import Config


@dataclass(frozen=True)
class Sight:
    """What there is, by the whole paths of files in `articles/`, and paths below `docs/`."""

    articles: Mapping[str, bytes | None]
    """A digest of what each visible file holds; None where that is not for anybody to read."""
    docs: Mapping[str, Mark]
    inputs: str | None
    """A digest of all below `articles/`; None where it cannot be told so simply."""

    @staticmethod
    def of(config: Config) -> Sight:
        """Look at everything that a run reads, and at what the last one left."""
        found = {
            path: (entry.path, *_look(entry))
            for path, entry in visible_files(str(config.articles_dir))
        }
        articles = {whole: held for whole, _, held in found.values()}
        return Sight(articles, marks(config.docs_dir), _inputs(found))

    def may_hold(self, name: str) -> bool:
        """Tell whether there may be a file of that name in any folder of `articles/`.

        Some systems tell names apart that others do not; who has to know asks the system.
        """
        if name.startswith(".") or "/" in name or "\\" in name:
            return True
        return _alike(name) in self._names

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(_alike(path.rpartition(os.sep)[2]) for path in self.articles)


def _inputs(found: Mapping[str, tuple[str, int | None, bytes | None]]) -> str | None:
    digest = sha256()
    for path in sorted(found):
        _, size, held = found[path]
        if size is None:
            return None
        digest.update(f"{path}\0{size}\0".encode(errors="surrogateescape"))
        digest.update(held or b"")
    return digest.hexdigest()


def _look(entry: os.DirEntry[str]) -> tuple[int | None, bytes | None]:
    """Return a file's size and a digest of what it holds; nothing of what is no regular file."""
    try:
        found = entry.stat(follow_symlinks=False)
        if not stat.S_ISREG(found.st_mode):  # what a link leads to is for the run to judge
            return None, None
        if found.st_size > MAX_BYTES:  # nobody reads a larger file
            return found.st_size, None
        with open(entry.path, "rb", buffering=0) as file:  # noqa: PTH123 - the quickest
            return found.st_size, sha256(file.read()).digest()
    except OSError:
        return None, None


def _alike(name: str) -> str:
    return name.lower() if name.isascii() else unicodedata.normalize("NFKC", name.casefold())
