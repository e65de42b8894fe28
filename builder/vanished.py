"""The addresses that were there before and lead nowhere now."""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from itertools import chain
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from builder.addresses import article_address, term_address
from builder.diagnostics import Diagnostic
from builder.errors import ArticleError
from builder.former import former_state, published
from builder.git import contents, files_at
from builder.library import terms_of
from builder.model import Problem
from builder.raw_files import SIDECAR_SUFFIX, RawFile, discover_files, read_raw
from builder.since import restored, stem_of
from builder.vocabulary.entries import KINDS as TERM_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.former import Former
    from builder.since import Changed
    from builder.supplanted import Standing
    from builder.vocabulary import Vocabulary
    from builder.vocabulary.entries import Kind
    from builder.workshop import Workshop

Term = tuple["Kind", str]


def vanished(
    former: list[Former], standing: Standing, changed: Changed, workshop: Workshop, code: str
) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each address that was there before and leads nowhere now."""
    config = workshop.config
    here = set(chain.from_iterable(standing.values()))
    unreadable = {path for path, ids in standing.items() if not ids}  # those say so themselves
    lost = {
        article_address(id_): article.raw
        for article in former
        for id_ in article.ids
        if id_ not in here and article.raw not in unreadable
    }
    moved = _moved(changed, workshop, set(lost.values())) if lost else {}
    for address, path in lost.items():
        values = _renamed(moved[path]) if path in moved else restored(path, changed)
        yield Diagnostic(path, _gone(code, address, values))
    for term in _vanished_terms(changed, workshop):
        path = f"{config.vocabulary_path}/{term[0]}.yml"
        yield Diagnostic(path, _gone(code, term_address(*term), (("entries", path),)))


def _renamed(path: str) -> tuple[tuple[str, str], ...]:
    return (("renamed", path), ("renamed_sidecar", stem_of(path) + SIDECAR_SUFFIX))


def _moved(changed: Changed, workshop: Workshop, lost: set[str]) -> dict[str, str]:
    """Return the raw files that have another name now, and that name: the bytes are the same."""
    config = workshop.config
    there = files_at(changed.base, config.articles_path, config.project)
    gone = [path for path in lost if path in there and not (config.project / path).exists()]
    if not gone:
        return {}
    former = contents([there[path] for path in gone], config.project)
    wanted = {sha256(content).digest(): path for path, content in zip(gone, former, strict=True)}
    moved: dict[str, str] = {}
    for file in discover_files(config.articles_dir, config.project):
        if isinstance(file, RawFile) and file.path not in there:
            with suppress(ArticleError):  # what cannot be read is told where it is checked
                path = wanted.get(sha256(read_raw(file)).digest())
                moved |= {} if path is None else {path: file.path}
    return moved


def _gone(code: str, address: str, values: tuple[tuple[str, str], ...]) -> Problem:
    about = (("address", address), ("id", PurePosixPath(address).name))
    return Problem(code, values=(*about, *values))


def _vanished_terms(changed: Changed, workshop: Workshop) -> list[Term]:
    """Return the terms that had a page and are in the vocabulary no more.

    Only terms that an article carries have a page. To know that, all articles of that time have to
    be read, so it is asked only where the vocabulary has lost an entry.
    """
    if not changed.everything:
        return []
    with former_state(changed.base, workshop, lambda _: False) as former:
        now = _terms(workshop.desk.vocabulary)
        lost = [term for term in _terms(former.desk.vocabulary) if term not in now]
    if not lost:
        return []
    with former_state(changed.base, workshop, lambda _: True) as former:
        carried = {
            (kind, id_)
            for article in published(former)
            for kind in TERM_KINDS
            for term in terms_of(article.front_matter, kind)
            for id_ in (term, *former.desk.vocabulary.of(kind)[term].was)
        }
    return [term for term in lost if term in carried]


def _terms(vocabulary: Vocabulary) -> dict[Term, None]:
    """Return every id and former id, in the order of the files."""
    return dict.fromkeys(
        (kind, id_)
        for kind in TERM_KINDS
        for entry in vocabulary.of(kind).values()
        for id_ in (entry.id, *entry.was)
    )
