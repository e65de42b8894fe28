"""Read raw text as a Document: what it says, and what became of each of its lines."""

from __future__ import annotations

from builder.extract.plaintext.reader import extract_text
from builder.extract.profiles import Profile, Profiles, load_profiles

__all__ = ["Profile", "Profiles", "extract_text", "load_profiles"]
