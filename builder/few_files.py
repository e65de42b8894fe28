"""The files of `docs/` that a build has to look at, where MkDocs would look at each of them.

For ten thousand articles MkDocs makes twenty thousand objects and matches each with every pattern
of the settings, before it reads one page: more than all the work that one changed article gives.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, Files, InclusionLevel, get_files, set_exclusions

from builder.site import SEARCH

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig


class FewFiles(Files):
    """Files to be built; those that are published as they are exist only when asked for.

    Then they are what a file left out of the site is: links to them are checked and resolved as
    ever.
    """

    def __init__(
        self,
        files: Iterable[File],
        current: Mapping[str, str],
        config: MkDocsConfig,
        theme: Mapping[str, str],
        bare: frozenset[str] = frozenset(),
    ) -> None:
        """Hold `files`; `current` says what became of the others, and `theme` of the theme's own.

        Where nothing is known of the theme's, they are all to be looked at. `bare` are paths of
        files that go into the site as they are, and that MkDocs need not even carry there.
        """
        super().__init__(files)
        self.bare = bare
        self.current = current
        self.theme = theme
        self._config = config
        self._asked_for: dict[str, File] = {}

    def add_files_from_theme(self, env: Environment, config: MkDocsConfig) -> None:
        """Add the theme's own files, where they are not all published as they are."""
        if not self.theme:
            super().add_files_from_theme(env, config)

    def get_file_from_path(self, path: str) -> File | None:
        """Return the file at a path below `docs/`."""
        if (file := self._src_uris.get(path) or self._asked_for.get(path)) is not None:
            return file
        is_excluded = path in self.current or path in self.bare
        if not is_excluded and path not in self.theme:
            return super().get_file_from_path(path)
        file = _file(path, self._config)
        file.inclusion = InclusionLevel.EXCLUDED if is_excluded else InclusionLevel.INCLUDED
        self._asked_for[path] = file
        return file


def few_files(
    paths: Iterable[str],
    current: Mapping[str, str],
    config: MkDocsConfig,
    theme: Mapping[str, str],
) -> Files:
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
    left_out = [spec for spec in (hidden, config.draft_docs) if spec]
    bare = frozenset(
        path
        for path in found
        if path.startswith(f"{SEARCH}/") and not any(spec.match_file(path) for spec in left_out)
    )
    files = [_file(path, config) for path in found if path not in bare]
    set_exclusions(files, config)
    return FewFiles(files, current, config, theme, bare)


def is_ours(file: File, config: MkDocsConfig) -> bool:
    """Tell whether a file lies in `docs/` and belongs to the site; the theme's files do not."""
    return file.src_dir == config.docs_dir and file.inclusion is not InclusionLevel.EXCLUDED


def _file(path: str, config: MkDocsConfig) -> File:
    return File(path, config.docs_dir, config.site_dir, config.use_directory_urls)
