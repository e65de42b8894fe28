"""Find the character set that a saved page declares for itself: a hint, never an order."""

from __future__ import annotations

import re
from typing import Final

HEAD_BYTES: Final = 8_192
"""How far into the file a declaration is looked for; browsers stop at 1024, sites do not."""

_DECLARATION: Final = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,500}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_COMMENT: Final = re.compile(rb"<!--(?!\[if).*?-->", re.DOTALL)


def declared_charset(content: bytes) -> str | None:
    r"""Return the character set named by the page's first declaration, in lower case.

    >>> declared_charset(b'<meta http-equiv="Content-Type" content="text/html; charset=X-1">')
    'x-1'
    >>> declared_charset(b'<!-- <meta charset="x"> --><p>') is None
    True
    """
    head = _COMMENT.sub(b"", content[:HEAD_BYTES])
    found = _DECLARATION.search(head)
    return found[1].decode("ascii").lower() if found else None
