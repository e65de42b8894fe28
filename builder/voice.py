"""What a live server says in the terminal: at first everything, then what is new, and what is gone.

A collection has thousands of warnings. Said again at each change, they hide the one that it brings.
"""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from builder.diagnostics import Severity
from builder.interface import Interface
from builder.report import as_summary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from builder.diagnostics import Diagnostic, Language
    from builder.report import Report

COUNTED: Final = frozenset({"articles", "more", "outdated"})
MOST_GONE: Final = 10
"""Places that are named of those where something was mended."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who listens, and the languages to speak."""

    speaking: Sequence[Language]
    write: Callable[[str], None]

    def say(self, key: str, **values: object) -> None:
        """Say the words of `serve.KEY` in each language, with what is counted in its plural."""
        for language in self.speaking:
            interface = Interface(language)
            counted = {
                name: interface.count(f"count.{name}", value)
                for name, value in values.items()
                if name in COUNTED and isinstance(value, int)
            }
            self.write(interface.text(f"serve.{key}", **{**values, **counted}))


class Told:
    """What has been said of the last build."""

    def __init__(self) -> None:
        """Begin with nothing said."""
        self._last: tuple[Diagnostic, ...] = ()

    def tell(self, report: Report, voice: Voice) -> None:
        """Say what is new since the last build, and where something is gone."""
        before, now = self._last, report.diagnostics
        self._last = now
        known, still = frozenset(before), frozenset(now)
        new = [one for one in now if one not in known]
        if new:
            voice.write(as_summary(new, voice.speaking))
        gone = [one for one in before if one not in still]
        for one in gone[:MOST_GONE]:
            voice.say("gone", place=one.path, code=one.code)
        if len(gone) > MOST_GONE:
            voice.say("more_gone", more=len(gone) - MOST_GONE)
        counts = Counter(one.severity for one in now)
        voice.say(
            "built",
            articles=report.articles,
            errors=counts[Severity.ERROR],
            warnings=counts[Severity.WARNING],
            notes=counts[Severity.NOTE],
        )
        if report.outdated:
            voice.say("outdated", outdated=report.outdated)


_LISTENING: ContextVar[Voice | None] = ContextVar("listening", default=None)


@contextmanager
def heard_by(voice: Voice) -> Iterator[None]:
    """Let what is served say to `voice` what it has to say: MkDocs makes the plugin itself."""
    token = _LISTENING.set(voice)
    try:
        yield
    finally:
        _LISTENING.reset(token)


def listening() -> Voice | None:
    """Return who listens, if anybody does."""
    return _LISTENING.get()
