"""Diagnostics: what a person is told about an input, in English or Arabic.

A `Problem` (in `builder.model`) is a code with values; the words stand in `data/diagnostics.yml`.
A `Diagnostic` is a problem at its place, ready to be shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from builder.own_yaml import own_data

if TYPE_CHECKING:
    from collections.abc import Mapping

    from builder.model import Problem

Language = Literal["ar", "en"]
BOTH: Final[tuple[Language, ...]] = ("en", "ar")
"""For those whose language is not known, as in a terminal."""

MISSING: Final = "…"
_COMMANDS: Final = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""Controls, line ends besides the usual one, orders to turn letters around, lone halves."""
_OF_OURS: Final = {"what", "holder"}
"""Values that may be words of the builder's own, which are English."""
_ONLY_WITH: Final = re.compile(r"⟦([^⟦⟧]*)⟧")
"""What is said only where each value in it is known: a cure that not every file has."""
_PLACEHOLDER: Final = re.compile(r"(?<!\{)\{(\w+)\}")


class Severity(StrEnum):
    """How much a diagnostic weighs: an error leaves the article out, a warning does not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one code in one language, with placeholders."""

    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the table of codes."""

    severity: Severity
    wording: Mapping[Language, Wording]


class Diagnostic(NamedTuple):
    """A problem of one file, with everything needed to show it."""

    path: str
    """Path of the file below the project, `/`-separated."""
    problem: Problem

    @property
    def code(self) -> str:
        """The code, such as `DATE01`."""
        return self.problem.code

    @property
    def line(self) -> int | None:
        """The line in the file, from 1; None where the file as a whole is meant."""
        return self.problem.line

    @property
    def place(self) -> str:
        """The file, with the line where one is known: `articles/a.txt:3`."""
        return f"{self.path}:{self.line}" if self.line else self.path

    @property
    def severity(self) -> Severity:
        """What the table of codes says of this code."""
        return codes()[self.problem.code].severity

    def message(self, language: Language = "en") -> str:
        """Say what is wrong, in one sentence without a full stop."""
        return self._fill(codes()[self.problem.code].wording[language].message, language)

    def hint(self, language: Language = "en") -> str:
        """Say what to do about it."""
        return self._fill(codes()[self.problem.code].wording[language].hint, language)

    def _fill(self, template: str, language: Language) -> str:
        holder = "the sidecar" if self.problem.in_sidecar else "the front matter"
        values = _Values(self.problem.values, holder=holder)
        if language == "ar":
            for name in values.keys() & _OF_OURS:
                values[name] = reasons().get(values[name], values[name])

        def chosen(part: re.Match[str]) -> str:
            return part[1] if values.keys() >= {*_PLACEHOLDER.findall(part[1])} else ""

        template = _ONLY_WITH.sub(chosen, template)
        if any(map(_COMMANDS.search, values.values())):
            values.update((name, spelt_out(text)) for name, text in [*values.items()])
        return template.format_map(values)


class _Values(dict[str, str]):
    """Placeholder values; a missing one shows as an ellipsis rather than failing the report."""

    def __missing__(self, key: str) -> str:
        return MISSING


def spelt_out(text: str, signs: re.Pattern[str] = _COMMANDS) -> str:
    r"""Return `text` with signs that command a terminal, or turn its letters around, in figures.

    >>> spelt_out("خبر\N{RIGHT-TO-LEFT OVERRIDE}gpj")
    'خبر\\u202egpj'
    """
    return signs.sub(lambda sign: f"\\u{ord(sign.group()):04x}", text)


def is_error(problem: Problem) -> bool:
    """Tell whether `problem` leaves its article out of the site."""
    return problem.code in errors()


@cache
def errors() -> frozenset[str]:
    """Return the codes of what leaves an article out of the site."""
    return frozenset(c for c, entry in codes().items() if entry.severity is Severity.ERROR)


@cache
def reasons() -> Mapping[str, str]:
    """Return in Arabic what the builder gives as the reason of a problem."""
    said: Mapping[str, str] = own_data("reasons")
    return said


@cache
def codes() -> Mapping[str, Entry]:
    """Return the table of codes."""
    return {code: _entry(row) for code, row in own_data("diagnostics").items()}


def _entry(row: Mapping[str, object]) -> Entry:
    wording: dict[Language, Wording] = {}
    for language in BOTH:
        words = row[language]
        assert isinstance(words, dict)  # noqa: S101 - our own data file; a test reads every row
        wording[language] = Wording(words["message"], words["hint"])
    return Entry(Severity(str(row["severity"])), wording)
