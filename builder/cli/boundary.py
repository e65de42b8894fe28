"""How a command ends that meets what nobody foresaw."""

from __future__ import annotations

import errno
import logging
import sys
from typing import Any

import click

from builder.cli.console import BOTH, tell
from builder.diagnostics import Diagnostic
from builder.model import Problem

log = logging.getLogger("warraq")


class Commands(click.Group):
    """Commands that end with 2 where they break off: 1 would say that the rest is published."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as click has it
        """Run the command; what it does not catch itself is told in words."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except OSError as error:
            if error.errno == errno.EPIPE:  # whoever read our output has had enough: click knows
                raise
            log.debug("broken off", exc_info=True)
            _tell("RUN01", str(error), str(error.filename or "."))
        except Exception as error:
            log.exception("broken off")
            _tell("RUN02", f"{type(error).__name__}: {error}", ".")
        sys.exit(2)


def _tell(code: str, what: str, path: str) -> None:
    tell([Diagnostic(path, Problem(code, values=(("what", what),)))], "text", BOTH)
