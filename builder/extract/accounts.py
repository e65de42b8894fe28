"""Know the name of an account, by which a page says nothing of who wrote."""

from __future__ import annotations

import re
from typing import Final

_ACCOUNT: Final = re.compile(
    r"^(?=\D*\d|[^_]*_)[a-z0-9_.-]+$|^(?:admin\w*|editor\w*|desk|staff|newsroom|web\s?master|user\d*)$",
    re.IGNORECASE,
)


def is_account(text: str) -> bool:
    """Say whether a name is only that of an account: «admin», «ahmad_88».

    >>> is_account("admin"), is_account("admin 0"), is_account("Layla Haddad")
    (True, True, False)
    """
    return text.isascii() and _ACCOUNT.match(text.rstrip("0123456789 ") or text) is not None
