"""The exceptions of the builder: one for an article, one for the configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from builder.diagnostics import Diagnostic
    from builder.model import Problem


class BuilderError(Exception):
    """Base of all errors that a person can mend."""


class ArticleError(BuilderError):
    """One article cannot be published; the others go on."""

    def __init__(self, *problems: Problem) -> None:
        """Hold every problem found, so that a contributor mends them in one go."""
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = problems


class ConfigError(BuilderError):
    """The configuration or a vocabulary cannot be used; nothing can be built."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        """Hold every mistake found, each with its file and line."""
        super().__init__(", ".join(diagnostic.code for diagnostic in diagnostics))
        self.diagnostics = diagnostics
