"""The articles as they were published before a change.

The former state of a file is written to a folder of its own and read by the same readers, with the
settings and the vocabulary of that time, so an address counts only if it really was published.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from builder.claims import collisions
from builder.config import FILE, load_config
from builder.errors import ConfigError
from builder.finishing import Finished, finish
from builder.git import contents, files_at
from builder.raw_files import RawFile, discover_files, read_raw
from builder.since import is_article_file, stem_of
from builder.workshop import Workshop, open_workshop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from builder.config import Config
    from builder.duplicates import Signature
    from builder.model import FrontMatter
    from builder.since import Changed


class Former(NamedTuple):
    """An article as it was published."""

    raw: str
    """Path of its raw file."""
    ids: tuple[str, ...]
    """Its id and former ids."""
    content: bytes
    """What the raw file held."""
    signature: Signature
    """Of its text."""
    withdrawn: bool
    """Whether its page said no more than that."""
    about: FrontMatter
    body: str
    """Of its page."""


def former_articles(changed: Changed, workshop: Workshop) -> list[Former]:
    """Return the articles that a change touches, as they were published."""
    moved = FILE in changed.paths  # the folder of raw files may have another name now

    def wanted(path: str) -> bool:
        return moved or stem_of(path) in changed.stems

    articles = workshop.config.articles_path
    there = files_at(changed.base, articles, workshop.config.project)
    if not moved and not any(wanted(path) for path in there if is_article_file(path)):
        return []
    with former_state(changed.base, workshop, wanted) as former:
        return [_former(one) for one in published(former)]


def _former(one: Finished) -> Former:
    about = one.front_matter
    ids = (about.id, *about.aliases)
    withdrawn = one.takedown is not None
    return Former(about.raw, ids, read_raw(one.raw), one.signature, withdrawn, about, one.body)


@contextmanager
def former_state(
    base: str, workshop: Workshop, wanted: Callable[[str], bool]
) -> Iterator[Workshop]:
    """Write the wanted articles, as they were, to a folder, and open a workshop upon them."""
    project = workshop.config.project
    with TemporaryDirectory(prefix="warraq-since-") as folder:
        former = Path(folder).resolve()
        _write(files_at(base, FILE, project), former, project)
        config = _former_config(former, workshop.config)
        vocabulary = f"{config.vocabulary_path}/"
        there = files_at(base, config.articles_path, project)
        chosen = {
            path: content
            for path, content in there.items()
            if path.startswith(vocabulary) or (is_article_file(path) and wanted(path))
        }
        _write(chosen, former, project)
        try:
            opened = open_workshop(config)
        except ConfigError:  # that vocabulary was of no use, so nothing was published with it
            opened = replace(workshop, config=replace(config, articles_dir=former / "nothing"))
        yield opened


def _former_config(former: Path, config: Config) -> Config:
    try:
        return load_config(former)
    except ConfigError:
        articles = former / config.articles_path
        return replace(config, project=former, articles_dir=articles)


def _write(files: dict[str, str], folder: Path, project: Path) -> None:
    for path, content in zip(files, contents([*files.values()], project), strict=True):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def published(workshop: Workshop) -> list[Finished]:
    """Return the articles that had a page; of two that claimed one address, neither had."""
    config = workshop.config
    if not config.articles_dir.is_dir():
        return []
    outcomes = [
        finish(file, workshop)
        for file in discover_files(config.articles_dir, config.project)
        if isinstance(file, RawFile)
    ]
    finished = [outcome for outcome in outcomes if isinstance(outcome, Finished)]
    contested = collisions(one.front_matter for one in finished)
    return [one for one in finished if one.raw.path not in contested]
