"""How a command ends that meets what nobody foresaw."""

from __future__ import annotations

import errno
import logging
import sys
from typing import Any

import click

from builder.cli.console import languages, tell
from builder.cli.misuse import ARGUMENTS, NoSuchCommand, chosen, told
from builder.cli.session import Session
from builder.diagnostics import Diagnostic
from builder.errors import ConfigError
from builder.model import Problem

log = logging.getLogger("warraq")


class Commands(click.Group):
    """Commands that end with 2 where they break off: 1 would say that the rest is published."""

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Add a command; the language may be chosen after its name as well as before."""
        if not any(one.name == "lang" for one in cmd.params):
            cmd.params.append(_language_option())
        super().add_command(cmd, name)

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,  # noqa: ANN401 - as click has it
    ) -> click.Context:
        """Read what stands before the command; keep all that was typed, for the language in it."""
        typed = list(args)
        try:
            context = super().make_context(info_name, args, parent, **extra)
        except click.UsageError as error:
            raise told(error, typed) from None
        context.meta[ARGUMENTS] = typed
        return context

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is named."""
        if self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            raise NoSuchCommand(args[0], ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as click has it
        """Run the command; what it does not catch itself is told in words."""
        typed = ctx.meta[ARGUMENTS]
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            raise told(error, typed) from None
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except ConfigError as error:
            tell(error.diagnostics, "text", languages(chosen(typed)))
        except OSError as error:
            if error.errno == errno.EPIPE:  # whoever read our output has had enough: click knows
                raise
            log.debug("broken off", exc_info=True)
            _tell("RUN01", str(error), str(error.filename or "."), typed)
        except Exception as error:
            log.exception("broken off")
            _tell("RUN02", f"{type(error).__name__}: {error}", ".", typed)
        sys.exit(2)


def _language_option() -> click.Option:
    """Return the option of a command that chooses the language of the session."""

    def choose(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
        if value is not None and isinstance(ctx.obj, Session):
            ctx.obj.speaking = languages(value)

    return click.Option(
        ["--lang"],
        type=click.Choice(["ar", "en"]),
        expose_value=False,
        callback=choose,
        help="Language of messages (default: both).",
    )


def _tell(code: str, what: str, path: str, typed: list[str]) -> None:
    diagnostic = Diagnostic(path, Problem(code, values=(("what", what),)))
    tell([diagnostic], "text", languages(chosen(typed)))
