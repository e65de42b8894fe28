"""What a run did and found, as text for people, JSON for machines, annotations for GitHub."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from builder.diagnostics import Diagnostic, Language, Severity, errors
from builder.interface import Interface

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from builder.files import Mark
    from builder.site import Changes

_LEVELS: Final = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "notice",
}
MOST_ALIKE: Final = 10
"""Warnings of one code that a build shows one by one: thousands would hide the errors."""
_ONE_CURE: Final = {"SOURCE02": "name"}
"""Of many files, what one cure mends in all of them: by this value, people are told of it once."""


@dataclass(frozen=True)
class Report:
    """The outcome of reading a collection."""

    articles: int
    """Articles that are published."""
    changes: Changes
    diagnostics: tuple[Diagnostic, ...]
    docs: Mapping[str, Mark] = field(default_factory=dict, compare=False, repr=False)
    """What lies in `docs/` now: who comes next need not look again."""
    outdated: int = 0
    """Articles whose page is that of the last run, because they fail now: of a live site only."""

    @cached_property
    def failed(self) -> tuple[str, ...]:
        """Paths of the files that were left out."""
        wrong = errors()  # of thousands of messages, hardly any is one
        return tuple(dict.fromkeys([d.path for d in self.diagnostics if d.problem.code in wrong]))

    @property
    def exit_code(self) -> int:
        """0 where every article was published, 1 where some were not."""
        return 1 if self.failed else 0


def as_text(diagnostics: Iterable[Diagnostic], languages: Iterable[Language]) -> str:
    """Return a paragraph a diagnostic: its place and code, what is wrong and what to do.

    What one cure mends in many files is told of the first, with the count of the others. Arabic
    stands on lines of its own, because terminals reorder mixed lines.
    """
    return _paragraphs(_by_cure(diagnostics), tuple(map(Interface, languages)))


def as_summary(diagnostics: Iterable[Diagnostic], languages: Iterable[Language]) -> str:
    """Return every error as `as_text` does, and of the other codes the first few and a count."""
    seen: Counter[str] = Counter()
    hidden: Counter[str] = Counter()
    shown, wrong = [], errors()
    for diagnostic, others in _by_cure(diagnostics):
        code = diagnostic.problem.code
        seen[code] += 1
        if seen[code] <= MOST_ALIKE or code in wrong:
            shown.append((diagnostic, others))
        else:
            hidden[code] += 1
    interfaces = tuple(map(Interface, languages))
    rest = (
        interface.text("report.more", code=code, messages=interface.count("count.more", number))
        for code, number in sorted(hidden.items())
        for interface in interfaces
    )
    return "\n".join(filter(None, (_paragraphs(shown, interfaces), *rest)))


def _by_cure(diagnostics: Iterable[Diagnostic]) -> list[tuple[Diagnostic, int]]:
    """Return each diagnostic but those that the cure of an earlier one mends, which it counts."""
    alike: dict[tuple[str, object], list[Diagnostic]] = {}
    for number, diagnostic in enumerate(diagnostics):
        value = _ONE_CURE.get(diagnostic.code)
        key = number if value is None else dict(diagnostic.problem.values)[value]
        alike.setdefault((diagnostic.code, key), []).append(diagnostic)
    return [(several[0], len(several) - 1) for several in alike.values()]


def _paragraphs(
    counted: Iterable[tuple[Diagnostic, int]], interfaces: tuple[Interface, ...]
) -> str:
    return "\n".join(_paragraph(one, others, interfaces) for one, others in counted)


def _paragraph(diagnostic: Diagnostic, others: int, interfaces: tuple[Interface, ...]) -> str:
    weight = interfaces[0].text(f"severity.{diagnostic.severity}")
    lines = [f"{diagnostic.place}: {weight} {diagnostic.code}"]
    for interface in interfaces:
        beside = f" ({interface.count('count.also_in', others)})" if others else ""
        lines.append(f"  {diagnostic.message(interface.language)}{beside}")
        lines.append(f"  → {diagnostic.hint(interface.language)}")
    return "\n".join(lines)


def as_json(diagnostics: Iterable[Diagnostic]) -> str:
    """Return one JSON object a line a diagnostic."""
    return "\n".join(json.dumps(as_object(d), ensure_ascii=False) for d in diagnostics)


def as_object(diagnostic: Diagnostic) -> dict[str, object]:
    """Return a diagnostic as machines read it, in both languages."""
    return {
        "severity": diagnostic.severity.value,
        "code": diagnostic.code,
        "path": diagnostic.path,
        "line": diagnostic.line,
        "message": diagnostic.message("en"),
        "hint": diagnostic.hint("en"),
        "message_ar": diagnostic.message("ar"),
        "hint_ar": diagnostic.hint("ar"),
    }


def as_github(diagnostics: Iterable[Diagnostic]) -> str:
    """Return workflow commands, which GitHub shows beside the lines of a pull request.

    Whatever comes from a file is escaped: a line break in it must not begin a command of its own.
    """
    return "\n".join(
        f"::{_LEVELS[d.severity]} file={_property(d.path)},line={d.line or 1},"
        f"title={_property(d.code)}::"
        + _data(f"{d.message('ar')}\n{d.hint('ar')}\n\n{d.message('en')}\n{d.hint('en')}")
        for d in diagnostics
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
