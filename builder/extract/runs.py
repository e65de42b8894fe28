"""Tidy the runs of a block: white space as a browser shows it, no empty run, no needless border."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from builder.arabic.normalise import clean_text
from builder.model import Run

if TYPE_CHECKING:
    from collections.abc import Iterable

    from builder.model import Runs

_SPACE: Final = re.compile(r"\s+")
_POWERS: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_NUMBER: Final = re.compile(r"\s*([0-9\u0660-\u0669]{1,3})\s*")
_UNIT: Final = re.compile(r"(?:\d|(?<!\w)\w{1,2})$")
"""What a power stands behind: a figure, «م», «كم»."""


def tidy_runs(runs: Iterable[Run]) -> Runs:
    """Return `runs` with single spaces, none at the ends, and neighbours of one style joined.

    >>> tidy_runs([Run(" قال "), Run(" إن", strong=True), Run("  "), Run("")])
    (Run(text='قال ', href=None, strong=False, emphasis=False), \
Run(text='إن', href=None, strong=True, emphasis=False))
    """
    tidied: list[Run] = []
    for run in runs:
        text = _SPACE.sub(" ", clean_text(run.text))
        if not tidied or tidied[-1].text.endswith(" "):
            text = text.lstrip(" ")
        if not text:
            continue
        if tidied and (_same_style(tidied[-1], run) or text == " "):
            last = tidied.pop()
            tidied.append(_with_text(last, last.text + text))
        else:
            tidied.append(_with_text(run, text))
    while tidied:
        last = tidied.pop()
        if text := last.text.rstrip(" "):
            tidied.append(_with_text(last, text))
            break
    return tuple(tidied)


def raised(text: str, before: str) -> str:
    """Return what stands raised so that it is told from the word before it.

    As bare text, the number of a note would become a part of the word, for eyes and for the search.

    >>> raised("1", "في الفلك والطب"), raised("2", "مساحتها 40 كم"), raised("هـ", "سنة 1184")
    ('[1]', '²', 'هـ')
    """
    number = _NUMBER.fullmatch(text)
    if number is None or not before[-1:].strip():
        return text
    return number[1].translate(_POWERS) if _UNIT.search(before) else f"[{number[1]}]"


def cut_runs(runs: Runs, start: int, end: int | None = None) -> Runs:
    """Return the characters of `runs` from `start` to `end`.

    >>> cut_runs((Run("أب"), Run("جد", strong=True)), 3)
    (Run(text='د', href=None, strong=True, emphasis=False),)
    """
    kept: list[Run] = []
    at = 0
    for run in runs:
        first = max(0, start - at)
        last = len(run.text) if end is None else max(0, end - at)
        if text := run.text[first:last]:
            kept.append(_with_text(run, text))
        at += len(run.text)
    return tidy_runs(kept)


def _same_style(one: Run, other: Run) -> bool:
    return (one.href, one.strong, one.emphasis) == (other.href, other.strong, other.emphasis)


def _with_text(run: Run, text: str) -> Run:
    return Run(text, run.href, run.strong, run.emphasis)
