"""The command line: arguments in, a printed report and an exit code out; nothing else prints."""

from builder.cli.commands import main

__all__ = ["main"]
