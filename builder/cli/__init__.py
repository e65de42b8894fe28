"""The command line: arguments in, a printed report and an exit code out; nothing else prints."""

from builder.cli.adding import add_command
from builder.cli.commands import main
from builder.cli.curation import suggest_command
from builder.cli.finding import search_command

main.add_command(add_command)
main.add_command(search_command)
main.add_command(suggest_command)

__all__ = ["main"]
