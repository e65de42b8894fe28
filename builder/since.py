"""What changed since a revision: the raw files to check, and the addresses that must not vanish.

Git is asked, never changed. The former state of a file is written to a folder of its own and read
by the same readers, so an address counts only if it really was published.
"""

from __future__ import annotations

import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from builder.addresses import article_address, term_address
from builder.diagnostics import Diagnostic
from builder.errors import BuilderError
from builder.model import Problem
from builder.raw_files import KINDS, SIDECAR_SUFFIX, VOCABULARY, RawFile, discover_files
from builder.reading import identify
from builder.vocabulary import VocabularyError, load_vocabulary
from builder.vocabulary.entries import KINDS as TERM_KINDS
from builder.workshop import Finished, Workshop, finish

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from builder.config import Config
    from builder.vocabulary import Vocabulary

GIT_SECONDS: Final = 60
EVERYTHING: Final = ("mkdocs.yml",)
"""Files whose change may change any article."""


class GitError(BuilderError):
    """Git does not know the revision, or this is no repository."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What differs from a revision."""

    paths: frozenset[str]
    """Files that were added, changed or removed, as paths below the project."""
    everything: bool
    """True where a change reaches every article: settings or the vocabulary."""


def changed_since(revision: str, config: Config) -> Changed:
    """Return what differs between `revision` and the files as they are; raise GitError."""
    base = _base(revision, config.project)
    compare = ("diff", "--relative", "--name-only", "--no-renames", "-z", base, "--", ".")
    listed = _git(config.project, *compare)
    new = _git(config.project, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    paths = frozenset(filter(None, (*listed.split("\0"), *new.split("\0"))))
    vocabulary = config.vocabulary_dir.relative_to(config.project).as_posix() + "/"
    reaching = any(path in EVERYTHING or path.startswith(vocabulary) for path in paths)
    return Changed(paths, reaching)


def files_to_check(changed: Changed, config: Config) -> Iterator[RawFile]:
    """Yield the raw files that a change touches, also through their sidecar."""
    for file in discover_files(config.articles_dir, config.project):
        if isinstance(file, RawFile) and (
            changed.everything or changed.paths & {file.path, file.sidecar_path}
        ):
            yield file


def vanished(revision: str, changed: Changed, workshop: Workshop) -> Iterator[Diagnostic]:
    """Yield an error for each address that was there at `revision` and leads nowhere now."""
    config = workshop.config
    with _former_state(revision, changed, config) as former:
        before = dict(_article_addresses(former, workshop))
        terms_before = _term_addresses(former / "articles" / VOCABULARY)
    now = set(_present_addresses(config)) | set(_term_addresses(config.vocabulary_dir))
    for address, path in (*before.items(), *terms_before.items()):
        if address not in now:
            former_id = PurePosixPath(address).name
            values = (("address", address), ("id", former_id))
            yield Diagnostic(path, Problem("ADDR01", values=values))


@contextmanager
def _former_state(revision: str, changed: Changed, config: Config) -> Iterator[Path]:
    """Write the changed articles and the vocabulary, as they were, to a folder of their own."""
    articles = config.articles_dir.relative_to(config.project).as_posix()
    base = _base(revision, config.project)
    listed = _git(config.project, "ls-tree", "-r", "--name-only", "-z", base, "--", articles)
    wanted = _with_companions(changed.paths, articles)
    with TemporaryDirectory(prefix="warraq-since-") as folder:
        for path in filter(None, listed.split("\0")):
            inner = path[len(articles) + 1 :]
            if path in wanted or inner.startswith(VOCABULARY + "/"):
                target = Path(folder) / "articles" / inner
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(_git_bytes(config.project, "show", f"{base}:./{path}"))
        yield Path(folder)


def _with_companions(paths: Iterable[str], articles: str) -> set[str]:
    """Return the changed articles with their sidecars, and the sidecars with their articles."""
    stems = {
        path.rpartition(".")[0]
        for path in paths
        if path.startswith(articles + "/")
        and PurePosixPath(path).suffix in {*KINDS, SIDECAR_SUFFIX}
    }
    return {stem + suffix for stem in stems for suffix in (*KINDS, SIDECAR_SUFFIX)}


def _article_addresses(former: Path, workshop: Workshop) -> Iterator[tuple[str, str]]:
    articles = former / "articles"
    if not articles.is_dir():
        return
    for file in discover_files(articles, former):
        outcome = finish(file, workshop) if isinstance(file, RawFile) else None
        if isinstance(outcome, Finished):
            front_matter = outcome.article.front_matter
            for id_ in (front_matter.id, *front_matter.aliases):
                yield article_address(id_), file.path


def _present_addresses(config: Config) -> Iterator[str]:
    for file in discover_files(config.articles_dir, config.project):
        if isinstance(file, RawFile):
            for id_ in identify(file):
                yield article_address(id_)


def _term_addresses(folder: Path) -> dict[str, str]:
    try:
        vocabulary: Vocabulary = load_vocabulary(folder)
    except VocabularyError:
        return {}
    return {
        term_address(kind, id_): f"articles/{VOCABULARY}/{kind}.yml"
        for kind in TERM_KINDS
        for entry in vocabulary.of(kind).values()
        for id_ in (entry.id, *entry.was)
    }


def _base(revision: str, project: Path) -> str:
    """Return the commit where this work parted from `revision`; no revision can be an option."""
    named = f"{revision}^{{commit}}"
    commit = _git(project, "rev-parse", "--verify", "--quiet", "--end-of-options", named).strip()
    try:
        return _git(project, "merge-base", commit, "HEAD").strip()
    except GitError:  # two histories without a common commit
        return commit


def _git(project: Path, *arguments: str) -> str:
    return _git_bytes(project, *arguments).decode("utf-8", "surrogateescape")


def _git_bytes(project: Path, *arguments: str) -> bytes:
    try:
        return subprocess.run(  # noqa: S603 - arguments are a list, and the revision is checked
            ["git", "-C", str(project), *arguments],  # noqa: S607 - the user's own git
            capture_output=True,
            check=True,
            timeout=GIT_SECONDS,
            stdin=subprocess.DEVNULL,
        ).stdout
    except (OSError, subprocess.SubprocessError) as error:
        said = getattr(error, "stderr", None) or str(error).encode()
        raise GitError(said.decode("utf-8", "replace").strip()) from None
