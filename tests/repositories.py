"""Throw-away git repositories, apart from the settings of whoever runs the tests."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

ALONE: Final = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CEILING_DIRECTORIES": "/",
    **{f"GIT_{who}_NAME": "Tester" for who in ("AUTHOR", "COMMITTER")},
    **{f"GIT_{who}_EMAIL": "tester@example.org" for who in ("AUTHOR", "COMMITTER")},
    **{f"GIT_{who}_DATE": "2024-03-05T00:00:00Z" for who in ("AUTHOR", "COMMITTER")},
}


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository in a folder."""

    folder: Path

    def git(self, *arguments: str) -> str:
        """Run git in it, and return what it says."""
        return subprocess.run(
            ["git", "-c", "core.autocrlf=false", *arguments],
            cwd=self.folder,
            env={**os.environ, **ALONE},
            capture_output=True,
            check=True,
            encoding="utf-8",
        ).stdout.strip()

    def commit(self, message: str = "x") -> str:
        """Commit everything there is, and return the commit."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message)
        return self.git("rev-parse", "HEAD")


def start(folder: Path) -> Repository:
    """Make a repository of `folder`, with all that is in it as the first commit of `main`."""
    folder.mkdir(parents=True, exist_ok=True)
    made = Repository(folder)
    made.git("init", "--quiet", "--initial-branch", "main")
    made.commit()
    return made
