"""The vocabulary as an earlier run read it: its files take half a second to read and check.

It is kept beside what they and the builder were then, and only where the project has a folder for
such things. What is read back may hold entries of a vocabulary and nothing else.
"""

from __future__ import annotations

import io
import pickle
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from builder.seals import DamagedCacheError, read_sealed, write_sealed
from builder.vocabulary import entries

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILE: Final = "vocabulary.pickle"
_MODULE: Final = "builder.vocabulary.entries"


def kept_vocabulary(
    folder: Path, key: str, load: Callable[[], entries.Vocabulary], *, keep: bool
) -> entries.Vocabulary:
    """Return the vocabulary kept in `folder` under `key`, else what `load` returns.

    `key` stands for all that the vocabulary is made from. One that `load` refuses is not kept, nor
    is any without `keep`: a command that only looks writes nothing.
    """
    file = folder / FILE
    with suppress(DamagedCacheError):
        found_key, found = unpack(read_sealed(file))
        if found_key == key and found is not None:
            return found
    loaded = load()
    if keep and folder.is_dir():
        with suppress(OSError):  # it need not be kept
            write_sealed(file, pack(key, loaded))
    return loaded


def pack(key: str, vocabulary: entries.Vocabulary) -> bytes:
    """Return a vocabulary in a form to be kept under `key`."""
    return pickle.dumps((key, vocabulary))


def unpack(kept: bytes) -> tuple[str, entries.Vocabulary | None]:
    """Return the key and the vocabulary that were kept; nothing of what is anything else."""
    try:
        key, found = _Reader(io.BytesIO(kept)).load()
    except Exception:  # noqa: BLE001 - cut off, or somebody else's: pickle may raise anything
        return "", None
    return (key, found) if isinstance(found, entries.Vocabulary) else ("", None)


class _Reader(pickle.Unpickler):
    """Reads entries of a vocabulary, and nothing that could run."""

    def find_class(self, module: str, name: str) -> type:
        found = getattr(entries, name, None) if module == _MODULE else None
        if not isinstance(found, type) or found.__module__ != _MODULE:
            raise pickle.UnpicklingError(f"{module}.{name}")
        return found
