"""Words for a command that is used wrongly, in the languages spoken: click has English alone."""

from __future__ import annotations

import difflib
import re
from itertools import pairwise
from typing import IO, TYPE_CHECKING, Any, Final

import click

from builder.cli.console import languages, tell
from builder.diagnostics import MISSING, Diagnostic
from builder.model import Problem
from builder.raw_files import visible_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NAME: Final = "warraq"
ARGUMENTS: Final = "builder.cli.arguments"
"""Where a context keeps what was typed, for the language in it."""
Values = tuple[tuple[str, str], ...]
Told = tuple[str, *Values]
_QUOTED: Final = re.compile(r"""(?P<sign>['"])(?P<value>.*?)(?P=sign)""", re.DOTALL)
"""The value in what click says of it."""
_MORE: Final = re.compile(r"Got unexpected extra arguments? \((?P<what>.*)\)", re.DOTALL)


class NoSuchCommand(click.UsageError):
    """There is no command of that name; click has an error for it only since 8.4."""

    def __init__(self, name: str, context: click.Context) -> None:
        """Hold the name."""
        super().__init__(name, context)
        self.name = name


class Misuse(click.UsageError):
    """Wrong use, told as everything else is: what is wrong, and what to do about it."""

    def __init__(self, error: click.UsageError, arguments: Sequence[str]) -> None:
        """Take over what click says, and the language that was typed, if any."""
        super().__init__(error.message, error.ctx)
        self._problem = _problem(error)
        self._speaking = languages(chosen(arguments))

    def show(self, file: IO[Any] | None = None) -> None:  # noqa: ARG002 - never given by click
        """Print it."""
        path = self.ctx.command_path if self.ctx else NAME
        tell([Diagnostic(path, self._problem)], "text", self._speaking)


def told(error: click.UsageError, arguments: Sequence[str]) -> click.UsageError:
    """Return an error with our words; a command without arguments shows its help instead."""
    known = isinstance(error, (click.exceptions.NoArgsIsHelpError, Misuse))
    return error if known else Misuse(error, arguments)


def chosen(arguments: Sequence[str]) -> str | None:
    """Return the language asked for, also where the command around it cannot be read.

    >>> chosen(["check", "--lang", "ar", "--fromat"]), chosen(["--lang=en"]), chosen(["--lang"])
    ('ar', 'en', None)
    """
    words = " ".join(arguments).replace("--lang=", "--lang ").split()
    after = [word for option, word in pairwise(words) if option == "--lang"]
    return next((word for word in reversed(after) if word in {"ar", "en"}), None)


def _problem(error: click.UsageError) -> Problem:
    context = error.ctx or click.Context(click.Group(NAME), info_name=NAME)
    usage = " ".join([context.command_path, *context.command.collect_usage_pieces(context)])
    about = (("help", f"{context.command_path} --help"), ("usage", usage))
    code, *values = _code_and_values(error, context)
    return Problem(code, values=(*about, *values))


def _code_and_values(error: click.UsageError, context: click.Context) -> Told:
    """Sort what click raises; part of it only its words tell."""
    command = context.command
    match error:
        case click.NoSuchOption():
            options = [name for one in command.get_params(context) for name in one.opts]
            return "USE01", *_named(error.option_name, options)
        case NoSuchCommand():
            commands = command.list_commands(context) if isinstance(command, click.Group) else ()
            return "USE02", *_named(error.name, commands)
        case click.MissingParameter():
            return "USE03", ("what", _parameter(error))
        case click.BadParameter():
            return _bad_value(error)
        case click.BadOptionUsage() if "requires" in error.message:
            return "USE03", ("what", f"{error.option_name} {MISSING}")
    more = _MORE.match(error.message)
    code, what = ("USE08", more["what"]) if more else ("USE07", error.message.rstrip("."))
    return code, ("what", visible_path(what))


def _bad_value(error: click.BadParameter) -> Told:
    """Say what an option or argument takes, by its kind."""
    what = ("what", _parameter(error))
    quoted = _QUOTED.search(error.message)
    value = ("value", visible_path(quoted["value"]) if quoted else MISSING)
    match error.param.type if error.param else None:
        case click.Choice(choices=choices):
            return "USE04", what, value, ("expected", ", ".join(map(str, choices)))
        case click.IntRange(min=least, max=most):
            return "USE05", what, ("least", str(least)), ("most", str(most or MISSING))
        case _:
            return "USE06", what, value


def _named(name: str, known: Iterable[str]) -> Values:
    """Return a name that is none, and the one that may have been meant."""
    names = list(known)
    nearest = difflib.get_close_matches(name, names, n=1, cutoff=0) or names[:1]
    return (("what", visible_path(name)), ("nearest", "".join(nearest)))


def _parameter(error: click.BadParameter) -> str:
    """Return the option or argument as it is typed."""
    if error.param is None or error.ctx is None:
        return MISSING
    if isinstance(error.param, click.Option):
        return max(error.param.opts, key=len)
    return error.param.make_metavar(error.ctx).strip("[].")
