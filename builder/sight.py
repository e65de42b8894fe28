"""What lies in `articles/` and `docs/` as a run begins, looked at once.

A run that looked again later might see something else, and would spend more time on looking at ten
thousand files than on what one of them changes. What is saved meanwhile is for the next run.
"""

from __future__ import annotations

import os
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

from builder.contents import Contents
from builder.files import Mark, marks, visible_files
from builder.folders import CACHE
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
    def of(config: Config, *, keep: bool = False) -> Sight:
        """Look at everything that a run reads, and at what the last one left.

        With `keep`, what the files hold is remembered for the next run.
        """
        contents = Contents(config.project / CACHE, keep=keep)
        found = {
            path: (entry.path, *contents.held(path, entry, MAX_BYTES))
            for path, entry in visible_files(str(config.articles_dir))
        }
        contents.keep()
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


def _alike(name: str) -> str:
    return name.lower() if name.isascii() else unicodedata.normalize("NFKC", name.casefold())
