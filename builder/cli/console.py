"""Say things to a person or a machine: results on standard output, everything else on the other."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import click

from builder.diagnostics import BOTH
from builder.raw_files import discover_files
from builder.report import as_github, as_json, as_summary, as_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from builder.config import Config
    from builder.diagnostics import Diagnostic, Language

PROGRESS_FROM: Final = 50
"""Files from which a progress bar is worth its line."""


def languages(choice: str | None) -> tuple[Language, ...]:
    """Return the languages to speak: both, unless one was chosen."""
    return BOTH if choice is None else ("ar",) if choice == "ar" else ("en",)


def tell(diagnostics: Iterable[Diagnostic], form: str, speaking: tuple[Language, ...]) -> None:
    """Print diagnostics: for people to standard error, for machines to standard output."""
    match form:
        case "json":
            _print(as_json(diagnostics), err=False)
        case "github":
            _print(as_github(diagnostics), err=False)
        case _:
            _print(as_text(diagnostics, speaking), err=True)


def tell_briefly(
    diagnostics: Iterable[Diagnostic], form: str, speaking: tuple[Language, ...]
) -> None:
    """Print diagnostics as `tell` does, but to people only the first few warnings of a code."""
    if form == "text":
        _print(as_summary(diagnostics, speaking), err=True)
    else:
        tell(diagnostics, form, speaking)


def say(english: str, arabic: str, speaking: tuple[Language, ...]) -> None:
    """Print one message in the languages spoken, to standard error."""
    for language in speaking:
        click.echo(english if language == "en" else arabic, err=True)


@contextmanager
def progress(config: Config) -> Iterator[Callable[[], None]]:
    """Yield a function to call after each raw file; it shows a bar where someone is watching."""
    stream = sys.stderr
    if not stream.isatty():
        yield lambda: None
        return
    total = sum(1 for _ in discover_files(config.articles_dir, config.project))
    if total < PROGRESS_FROM:
        yield lambda: None
        return
    with click.progressbar(length=total, label="articles / مقالات", file=stream) as bar:
        yield lambda: bar.update(1)


def _print(text: str, *, err: bool) -> None:
    if text:
        click.echo(text, err=err)
