r"""Escape plain text so that Markdown shows it letter for letter.

Two kinds of danger: signs that mean something anywhere in a line, and signs that mean something
only where a block begins. Python-Markdown's own tables decide what needs care: its `\d` takes
Arabic-Indic digits, so «٢٠٢٤. كان عامًا» would become a list and lose its year.
"""

from __future__ import annotations

import re
from typing import Final

_ANYWHERE: Final = str.maketrans(
    {
        **{sign: "\\" + sign for sign in "\\`*_{}[]"},
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        "|": "&#124;",
        "~": "&#126;",
        "^": "&#94;",
        "=": "&#61;",
        "\n": "  \n",
    }
)
_IN_ADDRESS: Final = str.maketrans({sign: f"%{ord(sign):02X}" for sign in ' <>"\\`[]|'})
_RISKY: Final = re.compile(r"[\\`*_{}\[\]&<>|~^=\n]")
_BLANK_LINES: Final = re.compile(r"\n\s*\n")
"""Would end the paragraph."""
_NUMBER: Final = re.compile(r"^(\d+)([.)])", re.MULTILINE)
_MARKER: Final = re.compile(r"^([#+\-:!$?])", re.MULTILINE)
_ENTITIES: Final = {":": "&#58;", "!": "\\!", "#": "\\#", "+": "\\+", "-": "\\-"}


def escape(text: str) -> str:
    r"""Escape `text` for a place where a block may begin.

    >>> escape("٢٠٢٤. كان عامًا")
    '٢٠٢٤\\. كان عامًا'
    >>> escape("#وسم و<b>[x](y)</b>")
    '\\#وسم و&lt;b&gt;\\[x\\](y)&lt;/b&gt;'
    """
    escaped = escape_inline(text)
    if escaped[:1].isalpha() and "\n" not in escaped:
        return escaped
    escaped = re.sub(r"^[ \t]+", "", escaped, flags=re.MULTILINE)
    escaped = _NUMBER.sub(r"\1\\\2", escaped)
    return _MARKER.sub(lambda match: _ENTITIES.get(match[1], f"&#{ord(match[1])};"), escaped)


def escape_inline(text: str) -> str:
    r"""Escape `text` for the middle of a line.

    >>> escape_inline("سعر *السهم* & {{ 7*7 }}")
    'سعر \\*السهم\\* &amp; \\{\\{ 7\\*7 \\}\\}'
    """
    return _BLANK_LINES.sub("\n", text).translate(_ANYWHERE) if _RISKY.search(text) else text


def escape_address(address: str) -> str:
    """Escape an http(s) address for the inside of `(<…>)`.

    >>> escape_address("https://example.org/a b<c>")
    'https://example.org/a%20b%3Cc%3E'
    """
    return address.translate(_IN_ADDRESS)
