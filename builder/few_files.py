"""The files of `docs/` that a build has to look at, where MkDocs would look at each of them.

For ten thousand articles MkDocs makes twenty thousand objects and matches each with every pattern
of the settings, before it reads one page: more than all the work that one changed article gives.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, Files, InclusionLevel, get_files, set_exclusions

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mkdocs.config.defaults import MkDocsConfig


class FewFiles(Files):
    """Files to be built; those that are published as they are exist only when asked for.

    Then they are what a file left out of the site is: links to them are checked and resolved as
    ever.
    """

    def __init__(
        self, files: Iterable[File], current: Mapping[str, str], config: MkDocsConfig
    ) -> None:
        """Hold `files`; `current` says what became of the others."""
        super().__init__(files)
        self.current = current
        self._config = config
        self._asked_for: dict[str, File] = {}

    def get_file_from_path(self, path: str) -> File | None:
        """Return the file at a path below `docs/`."""
        if (file := self._src_uris.get(path) or self._asked_for.get(path)) is not None:
            return file
        if path not in self.current:
            return super().get_file_from_path(path)
        file = _file(path, self._config)
        file.inclusion = InclusionLevel.EXCLUDED
        self._asked_for[path] = file
        return file


def few_files(paths: Iterable[str], current: Mapping[str, str], config: MkDocsConfig) -> Files:
    """Return the files at `paths`, which are those of `docs/` that are not published as they are.

    Where there is anything about them that MkDocs has rules for, it is asked instead.
    """
    found = sorted(paths)
    hidden = config.exclude_docs
    if (
        any(pattern.include is False for pattern in (hidden.patterns if hidden else ()))
        or any(path.rpartition("/")[2].startswith("README.") for path in found)
        or any(os.path.islink(f"{config.docs_dir}/{path}") for path in found)  # noqa: PTH114
    ):
        return get_files(config)
    files = [_file(path, config) for path in found]
    set_exclusions(files, config)
    return FewFiles(files, current, config)


def _file(path: str, config: MkDocsConfig) -> File:
    return File(path, config.docs_dir, config.site_dir, config.use_directory_urls)
