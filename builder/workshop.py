"""What one raw file is read with, all the way to the body of its page.

To load it takes none of what reads: a run in which articles only went reads nothing.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Protocol

from builder.desk import Desk, open_desk
from builder.diagnostics import Diagnostic
from builder.frozen import frozen
from builder.gazetteer import Gazetteer
from builder.memory import Memory
from builder.model import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.config import Config
    from builder.model import Mention


class Tagger(Protocol):
    """Finds the entries that an article names; `Gazetteer` is one."""

    def find_mentions(
        self, title: str, lede: str, paragraphs: Sequence[str], *, evidence: bool = True
    ) -> tuple[Mention, ...]:
        """Return the entries that the texts of an article name."""


@frozen
class Workshop:
    """Everything that reading one file needs besides the file."""

    config: Config
    desk: Desk
    gazetteer: Tagger
    memory: Memory = field(default_factory=Memory)
    """What is remembered of the store that the last run with this workshop left."""


def open_workshop(config: Config, *, keep: bool = False) -> Workshop:
    """Load what every file is read with; raise ConfigError where it cannot be used.

    With `keep`, what took long to load is kept for the next run.
    """
    desk = open_desk(config, keep=keep)
    return Workshop(config, desk, Gazetteer(desk.vocabulary))


def diagnostic(problem: Problem, path: str, sidecar_path: str) -> Diagnostic:
    """Put a problem at its place: the raw file, or the sidecar that it was made in."""
    code, line, values, in_sidecar = problem
    named = Problem(code, line, (*values, ("sidecar", sidecar_path)), in_sidecar)
    return Diagnostic(sidecar_path if problem.in_sidecar else path, named)
