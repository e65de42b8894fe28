"""Run the command line as a person does, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.repositories import ALONE

if TYPE_CHECKING:
    from pathlib import Path


def warraq(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder, apart from the git settings of whoever runs the tests."""
    return subprocess.run(
        [sys.executable, "-m", "builder", *arguments],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, **ALONE, "PYTHONIOENCODING": "utf-8"},
        stdin=subprocess.DEVNULL,
    )
