r"""Tell blocks that Markdown can read in one way only, so that nobody need convert them to know.

A block is a paragraph and nothing else, with the very text it is written with, where it is one line
that does not begin as a list may, and holds none of the signs that Python-Markdown looks for:

- its block readers want an indent, a list's number or bullet, `#`, `>`, `|`, `[`, a rule or a fence
  at the start of a line, a second line (tables, underlined headings), or the marker `[TOC]`;
- its inline readers want one of ``\ ` * _ [ ] < > &`` or two spaces before a line end;
- its own placeholders are control characters, and it expands tabs: neither occurs.

Where such a sign is written so that it means itself, as `builder.markdown.escape` does, the text is
known as well: a backslash before a sign of Markdown's goes, and an entity stays.

A heading is one likewise whose text is such a line. Other extensions read other signs; this holds
for `builder.markdown.proof.EXTENSIONS` alone. `tests/test_rendering.py` proves the claim against
Python-Markdown on generated text.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Final

from builder.markdown.blocks import render_blocks
from builder.model import Block, Heading, Paragraph, Run, plain_text

SIGNS: Final = r"\\`*_{}\[\]<>&|~^=\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff"
"""What a plain line does not hold, for the inside of a regular expression's `[^…]`."""
_START: Final = rf"(?!\d+[.)])[^{SIGNS}\s#+\-:!$?]"
_LINE: Final = re.compile(rf"{_START}(?:[^{SIGNS}]*[^{SIGNS}\s])?")
TEXT: Final = (
    rf"(?!\s)(?:[^{SIGNS}]++|\\[\\*_{{}}\[\]()#+.!-]|&(?:amp|lt|gt|#[0-9]{{2,3}});)++(?<!\s)"
)
"""The regular expression of a plain text in which signs may stand that mean themselves."""
WRITTEN: Final = rf"(?!\d+[.)]|[#+\-:!$?]){TEXT}"
"""The regular expression of such a text where a block may begin."""
_WRITTEN: Final = re.compile(WRITTEN)
_ESCAPED: Final = re.compile(r"\\(.)")
_STAND_IN: Final = Paragraph((Run("ورق"),))


def is_plain(text: str) -> bool:
    """Tell whether a block of Markdown is a paragraph of exactly this text.

    >>> is_plain("عرفت حلب مطبعة عربية."), is_plain("2. عرفت"), is_plain("عرفت *حلب*")
    (True, False, False)
    >>> is_plain("١٧٠٦: عرفت حلب مطبعة"), is_plain("(١. عرفت)"), is_plain("١. عرفت")
    (True, True, False)
    """
    return _LINE.fullmatch(text) is not None


def shown(text: str) -> str:
    r"""Return the HTML of what `TEXT` matches.

    >>> shown("2\\. عرفت \\[حلب\\] &amp; دمشق")
    '2. عرفت [حلب] &amp; دمشق'
    """
    return _ESCAPED.sub(r"\1", text) if "\\" in text else text


def without_plain(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Leave out what Markdown can only read one way; one short paragraph stands for each stretch.

    Where nothing else is left, nothing is returned: there is nothing to prove.
    """
    rest: list[Block] = []
    for block in blocks:
        if not _is_plain_block(block):
            rest.append(block)
        elif not rest or rest[-1] is not _STAND_IN:
            rest.append(_STAND_IN)
    return () if rest == [_STAND_IN] else tuple(rest)


def _is_plain_block(block: Block) -> bool:
    if not isinstance(block, Paragraph | Heading):
        return False
    if any(run.href or run.strong or run.emphasis for run in block.runs):
        return False
    text = plain_text(block.runs)
    return is_plain(text) or (isinstance(block, Paragraph) and _is_known(block, text))


def _is_known(block: Paragraph, text: str) -> bool:
    """Tell whether a paragraph is written with signs that mean themselves, and so as to be read."""
    written = render_blocks((block,))
    return _WRITTEN.fullmatch(written) is not None and unescape(shown(written)) == text.strip()
