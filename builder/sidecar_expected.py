"""How a value of a sidecar is refused, and the text that most of them are.

What was expected stands in `data/sidecar.yml` in both languages: it becomes part of a message.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from builder.addresses import MAX_LENGTH
from builder.arabic.normalise import clean_text
from builder.own_yaml import own_data
from builder.strict_yaml import Node, Scalar

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST: Final = 5_000
"""Characters of one text, more than any title or caption has: it comes back in lists and cards."""
MOST: Final = 100
"""Items of one list: each is looked up, and each may be a problem to show."""
YEARS: Final = (1500, 2100)
"""From the first presses on."""
SHOWN: Final = 80
"""Characters of a wrong value that its message shows."""


class Unexpected(Exception):  # noqa: N818 - never leaves the reading of sidecars
    """A value is not of the form its key needs; `expected` is an entry of `data/sidecar.yml`.

    An example without words is the one of its key in `data/sidecar_examples.yml`.
    """

    item: Node | None = None
    """Which of several values it is; None for the one value, or all of them together."""
    more: tuple[Unexpected, ...] = ()
    """What is wrong with other items beside this one."""

    def __init__(self, expected: str, example: str = "") -> None:
        """Word what was expected in every language, with the bounds of this module."""
        super().__init__(expected)
        self.example = example
        bounds = {
            "longest": LONGEST,
            "longest_id": MAX_LENGTH,
            "most": MOST,
            "first": YEARS[0],
            "last": YEARS[1],
        }
        wording = _wordings()[expected]
        self.expected = (
            ("expected", wording["en"].format(**bounds)),
            ("expected_ar", wording["ar"].format(**bounds)),
        )


@cache
def _wordings() -> Mapping[str, Mapping[str, str]]:
    wordings: Mapping[str, Mapping[str, str]] = own_data("sidecar")
    return wordings


def short(text: str) -> str:
    """Return `text` as a message shows it: in one line, and not all of a long one."""
    text = _in_line(text[: SHOWN + 1])
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"


def text_of(node: Node) -> str:
    """Return the text that a value is, in one line; what has no letter or digit says nothing."""
    if not isinstance(node, Scalar) or not any(map(str.isalnum, node.text)):
        raise Unexpected("text")
    if len(node.text) > LONGEST:
        raise Unexpected("short_text")
    return _in_line(node.text)


def _in_line(text: str) -> str:
    """Return `text` in one line, without the control characters that YAML can spell out."""
    return " ".join(clean_text(text).split())
