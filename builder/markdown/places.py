"""Keep the place of a picture in a text: a comment, for which the article's page puts the picture.

The text is written before it is known which of its pictures are there, and a page without the theme
shows nothing of a comment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Collection

BEGIN: Final = "<!-- picture "
END: Final = " -->"


def place_of(name: str) -> str:
    """Return what stands in a text for the picture of that name.

    >>> place_of("سوق -->.jpg")
    '<!-- picture %D8%B3%D9%88%D9%82%20%2D%2D%3E.jpg -->'
    """
    return f"{BEGIN}{quote(name, safe='', errors='replace').replace('-', '%2D')}{END}"


def with_places(text: str, kept: Collection[str]) -> str:
    r"""Return Markdown with the places that are in `kept` and no others, each once.

    >>> with_places("أ\n\n<!-- picture a.jpg -->\n\nب", ())
    'أ\n\nب'
    """
    if BEGIN not in text:
        return text
    left = set(kept)
    pieces = []
    for piece in text.split("\n\n"):
        if piece in left or not piece.startswith(BEGIN):
            pieces.append(piece)
            left.discard(piece)
    return "\n\n".join(pieces)
