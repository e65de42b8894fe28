"""Put what reads the index beside it: scripts, style, and the words of the interface.

Scripts lose their comments and indentation on the way: readers pay for every byte, and whoever
wants to read the code finds it in the project.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Final

from builder.interface import LANGUAGES, words

_SOURCES: Final = Path(__file__).parent / "js"
_BLOCK_COMMENT: Final = re.compile(r"^\s*/\*.*?\*/\n", re.DOTALL | re.MULTILINE)
_LINE_COMMENT: Final = re.compile(r"(?:^\s*|\s+)// .*$", re.MULTILINE)
_INDENTATION: Final = re.compile(r"^\s+", re.MULTILINE)


def write_reader(folder: Path) -> None:
    """Write the files of the reader into `folder`, where they are not there as they should be."""
    wanted = {path.name: lighten(path.read_text(encoding="utf-8")) for path in _SOURCES.iterdir()}
    for language in LANGUAGES:
        text = json.dumps(words(language)["search"]["words"], ensure_ascii=False)
        wanted[f"words.{language}.json"] = text
    for name, text in sorted(wanted.items()):
        path = folder / name
        if not path.is_file() or path.read_bytes() != text.encode():
            path.write_bytes(text.encode())


def lighten(script: str) -> str:
    r"""Return a script or style sheet without comments and indentation.

    Our own files only: they have comments at the beginning of a line or behind a space, and no text
    that looks like one or runs over several lines.

    >>> lighten("/** Why. */\nexport const two = 2; // so it is\n  done();\n")
    'export const two = 2;\ndone();\n'
    """
    for comment in (_BLOCK_COMMENT, _LINE_COMMENT, _INDENTATION):
        script = comment.sub("", script)
    return script
