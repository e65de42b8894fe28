"""What a document says, without where it was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from builder.model import Document, Evidence


def value(evidence: Evidence[str] | None) -> str | None:
    """Return the value, or None where nothing was found."""
    return evidence.value if evidence else None


def title(document: Document) -> str | None:
    """Return the headline."""
    return value(document.headline)


def publisher(document: Document) -> str | None:
    """Return the name of the publisher."""
    return value(document.source)
