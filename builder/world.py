"""A digest of everything besides a raw file that its page depends on.

The builder's own code and data, the packages it stands on, the settings and the vocabulary: when
any of it changes, every article is read again, and nobody has to remember to raise a number.
"""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Final

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
APART: Final = frozenset({"theme", "__pycache__"})
"""Folders of the builder that no page of `docs/` depends on."""


def world(config: Config) -> str:
    """Return the digest for a collection."""
    digest = hashlib.sha256(_code().encode())
    settings = {name: getattr(config, name) for name in config.__slots__}
    for name in ("project", "docs_dir", "site_dir", "articles_dir"):
        settings[name] = Path(settings[name]).name
    digest.update(repr(sorted(settings.items())).encode())
    for file in sorted(config.vocabulary_dir.glob("*.yml")):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


@cache
def _code() -> str:
    folder = Path(__file__).parent
    digest = hashlib.sha256(sys.version.encode())
    for file in sorted(_parts(folder)):
        digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
    for package in PACKAGES:
        digest.update(f"\0{package} {_version(package)}".encode())
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
