"""Mistakes in YAML, in words for the people who make them; the library has English words alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from builder.own_yaml import own_data

if TYPE_CHECKING:
    from collections.abc import Mapping

    import yaml

_EARLIER_COLON: Final = re.compile(r":\s.*\S")


@dataclass(frozen=True, slots=True)
class Mistake:
    """One kind of mistake."""

    said: tuple[str, ...]
    """Beginnings or parts of what the library says of it."""
    at_start: bool
    """True where the mistake stands at the beginning of what the library could not finish."""
    english: str
    arabic: str


def kind_of(said: str) -> str:
    """Return the kind of a mistake by what the library says of it.

    >>> kind_of("mapping values are not allowed here"), kind_of("something new")
    ('colon', 'other')
    """
    fit = (kind for kind, one in _mistakes().items() if any(part in said for part in one.said))
    return next(fit, "other")


def place_and_kind(error: yaml.MarkedYAMLError, text: str) -> tuple[int, str, str]:
    """Return the row of a mistake in `text`, its kind, and the sign that stands there."""
    kind = kind_of(" ".join(filter(None, (error.context, error.problem))))
    mark = error.problem_mark or error.context_mark
    if _mistakes()[kind].at_start and error.context_mark is not None:
        mark = error.context_mark
    if mark is None:
        return 0, kind, ""
    rows = text.split("\n")
    number = min(mark.line, text.rstrip().count("\n"))  # the end of the file is nobody's line
    row = rows[number]
    sign = row[mark.column : mark.column + 1]
    if kind == "colon" and not _EARLIER_COLON.match(row[: mark.column], row.find(":")):
        kind = "above"  # the colon is the line's own
    if kind == "sign":
        kind, sign = ("tab", sign) if sign == "\t" else (kind, sign or row[:1])
    return number, kind, sign


def in_english(kind: str, sign: str = "") -> str:
    """Say what a mistake is, in English."""
    return _mistakes()[kind].english.format(sign=sign)


def in_arabic(kind: str, sign: str = "") -> str:
    """Say what a mistake is, in Arabic."""
    return _mistakes()[kind].arabic.format(sign=sign)


@cache
def _mistakes() -> Mapping[str, Mistake]:
    return {
        row["kind"]: Mistake(
            tuple(row.get("said", ())), bool(row.get("at_start")), row["en"], row["ar"]
        )
        for row in own_data("yaml_mistakes")
    }
