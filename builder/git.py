"""Ask git about an older state of the project; nothing in the repository is changed.

Paths go in and come out below the project, whatever folder of the repository that is.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from builder.errors import BuilderError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

GIT_SECONDS: Final = 120
_FILES: Final = frozenset({"100644", "100755"})
"""Modes of ordinary files in a tree; links and submodules have no text of their own."""
_COMPARE: Final = (
    *("diff", "--relative", "--name-only", "--no-renames", "--ignore-submodules", "-z"),
)
_ENVIRONMENT: Final = {
    "GIT_OPTIONAL_LOCKS": "0",  # looking at a repository must not write its index
    "GIT_TERMINAL_PROMPT": "0",  # nor may anything wait for a password
    "LC_ALL": "C.UTF-8",
}


class GitError(BuilderError):
    """Git does not know the revision, or this is no repository."""


def parting_commit(revision: str, project: Path) -> str:
    """Return the commit where the work at hand parted from `revision`; raise GitError.

    What was done on `revision` since is no part of this work. No revision can pass for an option.
    """
    named = f"{revision}^{{commit}}"
    verify = ("rev-parse", "--verify", "--quiet", "--end-of-options", named)
    commit = _git(project, *verify, refusal="there is no such branch, tag or commit here").strip()
    try:
        return _git(project, "merge-base", commit, "HEAD").strip()
    except GitError:
        if _git(project, "rev-parse", "--is-shallow-repository").strip() == "true":
            what = "this copy is shallow: run `git fetch --unshallow` (`fetch-depth: 0` in CI)"
            raise GitError(what) from None
        return commit  # two histories without a common commit


def changed_paths(commit: str, project: Path) -> frozenset[str]:
    """Return the files that differ from `commit`: added, changed, removed, also if not committed.

    A renamed file is one removed and one added.
    """
    listed = _git(project, *_COMPARE, commit, "--", ".")
    new = _git(project, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    return frozenset(filter(None, (*listed.split("\0"), *new.split("\0"))))


def edited_paths(commit: str, project: Path) -> frozenset[str]:
    """Return the files that were there, and hold something else now under the same name."""
    listed = _git(project, *_COMPARE, "--diff-filter=M", commit, "--", ".")
    return frozenset(filter(None, listed.split("\0")))


def files_at(commit: str, folder: str, project: Path) -> dict[str, str]:
    """Return the ordinary files below `folder` as they were: path → the name of their content."""
    listed = _git(project, "ls-tree", "-r", "-z", commit, "--", folder)
    found = {}
    for row in filter(None, listed.split("\0")):
        (mode, _, content), path = row.partition("\t")[0].split(), row.partition("\t")[2]
        if mode in _FILES and ".." not in PurePosixPath(path).parts:
            found[path] = content
    return found


def contents(names: list[str], project: Path) -> Iterator[bytes]:
    """Yield the contents that `files_at` named, in order; one process reads them all."""
    asked = "".join(f"{name}\n" for name in names).encode()
    answer = _git_bytes(project, "cat-file", "--batch", sent=asked)
    start = 0
    for _ in names:
        line_end = answer.index(b"\n", start)
        size = int(answer[start:line_end].split()[2])
        start = line_end + 1 + size + 1
        yield answer[line_end + 1 : start - 1]


def _git(project: Path, *arguments: str, refusal: str = "") -> str:
    return os.fsdecode(_git_bytes(project, *arguments, refusal=refusal))


def _git_bytes(project: Path, *arguments: str, sent: bytes = b"", refusal: str = "") -> bytes:
    """Run git; where it refuses, raise GitError with its words, or `refusal` where it has none."""
    try:
        done = subprocess.run(  # noqa: S603 - a list, and no argument from outside is an option
            ["git", "-C", str(project), *arguments],  # noqa: S607 - the user's own git
            capture_output=True,
            check=False,
            timeout=GIT_SECONDS,
            input=sent,
            env={**os.environ, **_ENVIRONMENT},
        )
    except FileNotFoundError:
        raise GitError("git is not installed") from None
    except (OSError, subprocess.TimeoutExpired) as error:
        raise GitError(f"{type(error).__name__}: git did not answer") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()
        raise GitError(" ".join((said or refusal or "git refused").split()))
    return done.stdout
