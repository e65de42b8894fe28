"""What no article needs, and what would keep everyone waiting: signs by the hundred thousand.

Letters cost next to nothing, however many there are. A sign that means something in Markdown is
looked at when such a file is read, escaped when a page is written, and proved to read back.
"""

from __future__ import annotations

from typing import Final

from builder.model import Problem

MAX_SIGNS: Final = 100_000
_SIGNS: Final = "\\`*_{}[]&<>|~^=!"


def too_many_signs(text: str) -> Problem | None:
    """Return what is wrong with a text that has more signs than any article, or None.

    >>> too_many_signs("خبر *عن* مطبعة")
    >>> too_many_signs("[" * 100_001).code
    'BODY02'
    """
    if len(text) <= MAX_SIGNS or (signs := sum(map(text.count, _SIGNS))) <= MAX_SIGNS:
        return None
    return Problem("BODY02", values=(("signs", f"{signs:,}"), ("limit", f"{MAX_SIGNS:,}")))
