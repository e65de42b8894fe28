"""Run the command line, as `warraq` or as `python -m builder`."""

from builder.cli import main
from builder.cli.leaving import leave_after


def run() -> None:
    """Run a command, and end."""
    leave_after(lambda: main(prog_name="warraq"))


if __name__ == "__main__":
    run()
