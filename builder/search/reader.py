"""Put what reads the index beside it: a few scripts, each made of the modules that it imports.

Every file costs a reader on a slow line a round trip, and every byte counts: so modules are put
together, without comments and spaces, and the words of the interface travel inside.
Whoever wants to read the code finds it in the project.
"""

from __future__ import annotations

import json
import re
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Final

from builder.files import write_if_changed
from builder.interface import LANGUAGES, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SCRIPTS: Final = (
    "search-ui.js",
    "search.js",
    "box.js",
    "page.js",
    "panel.js",
    "dates.js",
    "facets.js",
    "latin.js",
    "mend.js",
    "phrases.js",
)
"""The little that stands on every page, the engine, its two faces, of which one is loaded, and what
only the panel of filters, dates, filters, Latin letters, slips and phrases need."""

_SOURCES: Final = Path(__file__).parent / "js"
_MADE: Final = "made.js"
"""A module that is no file: the words of the interface."""
_OURS: Final = frozenset({".css", ".js", ".json"})
_IMPORT: Final = re.compile(r"^import \{[^}]*\} from './([\w-]+\.js)';\n", re.MULTILINE)
_EXPORT: Final = re.compile(r"^export (?=(?:async |const |class |function ))", re.MULTILINE)


def write_reader(folder: Path, known: str = "") -> str:
    """Write the scripts into `folder`, and take away those of an earlier version.

    Return a digest of them; where they are `known` by it, and lie there, they are not made again.
    """
    if known and _digest({name: _content(folder / name) for name in SCRIPTS}) == known:
        return known
    wanted = {name: bundle(name).encode() for name in SCRIPTS}
    for path in list(folder.iterdir()):
        if path.suffix in _OURS and path.name not in wanted:
            path.unlink()
    for name, content in wanted.items():
        write_if_changed(folder / name, content)  # what lies there may be a published file as well
    return _digest(wanted)


def _content(file: Path) -> bytes:
    return file.read_bytes() if file.is_file() else b""


def _digest(scripts: Mapping[str, bytes]) -> str:
    return blake2b(repr(sorted(scripts.items())).encode()).hexdigest()


def bundle(name: str) -> str:
    """Return the module `name` with all that it imports as one module, which exports the same.

    All names at the top of modules must differ: a browser refuses a script that has one twice.
    """
    from builder.search.minify import minify  # noqa: PLC0415 - slow to load, and seldom needed

    *imported, entry = _modules(name, seen=set())
    parts = [_EXPORT.sub("", script) for script in imported]
    return minify("\n".join([*parts, entry]))


def _modules(name: str, seen: set[str]) -> Iterator[str]:
    """Yield the modules that `name` needs, each once and after those that it needs; `name` last."""
    seen.add(name)
    script = _made() if name == _MADE else (_SOURCES / name).read_text(encoding="utf-8")
    for needed in _IMPORT.findall(script):
        if needed not in seen:
            yield from _modules(needed, seen)
    yield _IMPORT.sub("", script)


def _made() -> str:
    table = {language: words(language)["search"]["words"] for language in LANGUAGES}
    return f"export const WORDS = {json.dumps(table, ensure_ascii=False)};\n"
