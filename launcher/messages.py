"""What the launcher says to a person, always on standard error and in both languages.

Standard output belongs to the command that runs, whose output may be JSON for another program.
"""

from __future__ import annotations

import io
import json
import sys
from functools import cache
from pathlib import Path
from typing import Final

LANGUAGES: Final = ("en", "ar")


class LauncherError(Exception):
    """Set-up cannot go on; `key` names the message with the cure."""

    def __init__(self, key: str, **values: str) -> None:
        """Keep the message's key and what its placeholders stand for."""
        super().__init__(key)
        self.key = key
        self.values = values


def say(key: str, **values: object) -> None:
    """Write one message, a line in each language."""
    if isinstance(sys.stderr, io.TextIOWrapper):
        sys.stderr.reconfigure(encoding="utf-8", errors="backslashreplace")
    for language in LANGUAGES:
        sys.stderr.write(_messages()[key][language].format(**values) + "\n")
    sys.stderr.flush()


@cache
def _messages() -> dict[str, dict[str, str]]:
    path = Path(__file__).with_name("messages.json")
    messages: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    return messages
