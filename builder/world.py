"""A digest of everything besides a raw file that its page depends on.

The builder's own code and data, the packages it stands on, the settings and the vocabulary: when
any of it changes, every article is read again, and nobody has to remember to raise a number. Only
of the vocabulary it is known which articles a change concerns (`builder.concerned`).
"""

from __future__ import annotations

import hashlib
import sys
from dataclasses import replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Final

from builder.errors import ArticleError
from builder.raw_files import MAX_BYTES
from builder.untrusted import read_below

if TYPE_CHECKING:
    from collections.abc import Iterable

    from builder.config import Config

PACKAGES: Final = (
    "babel",
    "hijridate",
    "lxml",
    "markdown",
    "pillow",
    "pyahocorasick",
    "python-bidi",
    "arabic-reshaper",
    "pyyaml",
    "tzdata",
)
PLACES: Final = frozenset({"project", "docs_dir", "site_dir", "articles_dir", "theme_dir"})
"""Settings that say where things lie: a moved folder is the same collection."""
APART: Final = frozenset({"theme", "__pycache__"})
"""Folders of the builder that no page of `docs/` depends on."""


def world(config: Config) -> str:
    """Return the digest for a collection."""
    return f"{world_of_reading(config)} {config.site_url} {config.unpublished}"


def world_of_reading(config: Config) -> str:
    """Return the digest of all that decides how an article is read: not where it is published."""
    digest = hashlib.sha256(world_besides_vocabulary(config).encode())
    for file in sorted(config.vocabulary_dir.glob("*.yml")):
        digest.update(file.name.encode() + b"\0" + _held(file))
    return digest.hexdigest()


def _held(file: Path) -> bytes:
    """Return what a file of the vocabulary holds, or how it is refused to whoever loads it."""
    try:
        return read_below(file, file.parent.parent, MAX_BYTES)
    except ArticleError as error:
        return repr(error.problems).encode()


def world_besides_vocabulary(config: Config) -> str:
    """Return the digest of what makes the reading of every article another when it changes."""
    digest = hashlib.sha256(digest_of_code().encode())
    digest.update(settings_of(replace(config, site_url="", unpublished=())).encode())
    return digest.hexdigest()


def settings_of(config: Config) -> str:
    """Return the settings as text, without the place where the project happens to lie."""
    names = [name for name in config.__slots__ if name not in PLACES]
    return repr([(name, getattr(config, name)) for name in sorted(names)])


def digest_of_folder(folder: Path) -> str:
    """Return a digest of the names and contents of all files below a folder."""
    digest = hashlib.sha256()
    for file in sorted(_parts(folder)):
        digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def digest_of_packages(names: Iterable[str]) -> str:
    """Return the versions of packages as text."""
    return "\0".join(f"{name} {_version(name)}" for name in names)


@cache
def digest_of_code() -> str:
    """Return a digest of the builder, of the packages it stands on, and of Python."""
    digest = hashlib.sha256(sys.version.encode())
    digest.update(digest_of_folder(Path(__file__).parent).encode())
    digest.update(digest_of_packages(PACKAGES).encode())
    return digest.hexdigest()


def _parts(folder: Path) -> Iterable[Path]:
    for entry in folder.iterdir():
        if entry.is_dir():
            if entry.name not in APART:
                yield from _parts(entry)
        elif not entry.name.startswith("."):
            yield entry


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"
