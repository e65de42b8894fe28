"""The block of data at the very top of a text: whether there is one, and where it ends.

Generators of sites and note-taking programs begin a text with lines of `key: value` between two
lines of three hyphens. A text may begin with such a line for other reasons, and is then a text;
but a block that was meant is never shown to readers, whatever its keys and mistakes are.
"""

from __future__ import annotations

import re
from typing import Final

from builder.errors import ArticleError
from builder.model import Problem
from builder.sidecar_values import READERS
from builder.strict_yaml import Fields, YamlError, read_yaml

_BLOCK: Final = re.compile(
    r"---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE | re.DOTALL
)
_TOML: Final = re.compile(
    r"\+\+\+[ \t]*\n(?:[ \t]*\n|#[^\n]*\n)*[\w.\"-]+[ \t]*=.*?^\+\+\+[ \t]*$",
    re.MULTILINE | re.DOTALL,
)
_KEY: Final = re.compile(r"[A-Za-z][\w.-]+")
"""What programs call their keys; «قال الراوي: نعم» is a sentence."""
_KEY_ABOVE: Final = re.compile(rf"^({_KEY.pattern})[ \t]*:(?!//)", re.MULTILINE)
_SHAPED: Final = re.compile(r"[^\s:][^:]*:(?:\s|$)|[ \t#\]}]|-[ \t]|$")
"""A line of `key: value`, or what may stand between two of them."""


def split_front_matter(text: str) -> tuple[str, str] | None:
    r"""Return (YAML, rest) where `text` begins with front matter, be it good YAML or not.

    Hugo's other form, TOML between lines of three plus signs, is refused.

    >>> split_front_matter("---\ntitle: عنوان\nlayout: post\n---\nنص")
    ('title: عنوان\nlayout: post\n', 'نص')
    >>> split_front_matter("---\nقال: نعم\n---\nنص") is None
    True
    """
    if _TOML.match(text):
        raise ArticleError(Problem("SIDE17", 1))
    match = _BLOCK.match(text)
    if match is None:
        return None
    written = match["yaml"]
    try:
        node = read_yaml(written)
    except YamlError:
        is_meant = _is_meant(written)
    else:
        keys = node.fields if isinstance(node, Fields) else ()
        is_meant = any(map(_KEY.fullmatch, keys)) or _is_meant(written)
    return (written, text[match.end() :]) if is_meant else None


def _is_meant(written: str) -> bool:
    """Tell whether lines that are not the YAML of a block were meant to be that.

    One line may be of any form beside a key of ours; below an empty line that is a paragraph.
    """
    keys = _KEY_ABOVE.findall(written)
    if keys and all(map(_SHAPED.match, written.split("\n"))):
        return True
    return not READERS.keys().isdisjoint(keys) and not re.search(r"\n[ \t]*\n", written)
