"""Read raw text as a Document: what it says, and what became of each of its lines.

What reads is loaded when it is asked for: who only folds a phrase does not wait for it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from builder.extract.plaintext.reader import extract_text
    from builder.extract.profiles import Profile, Profiles, load_profiles

__all__ = ["Profile", "Profiles", "extract_text", "load_profiles"]


def __getattr__(name: str) -> object:
    """Return a name of this package, from the module that has it."""
    if name not in __all__:
        raise AttributeError(name)
    module = "plaintext.reader" if name == "extract_text" else "profiles"
    return getattr(import_module(f"{__name__}.{module}"), name)
