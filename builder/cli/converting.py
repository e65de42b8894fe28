"""Run the converter for a command, and tell what came of it."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from builder.cli.console import progress, say, tell_briefly
from builder.conversion import Conversion
from builder.errors import ConfigError
from builder.interface import Interface
from builder.settled import Settled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.cli.session import Session
    from builder.config import Config
    from builder.report import Report
    from builder.sight import Sight


@contextmanager
def converting(session: Session, form: str) -> Iterator[Conversion]:
    """Bring `docs/` up to date and tell what there is to tell; see `builder.pipeline`."""
    config = session.config()
    with ExitStack() as stack:
        try:
            settled = Settled(config)
            last = settled.report()
            if last is None:
                conversion = _read_and_write(config, settled.sight, stack)
            else:
                conversion = Conversion(last)
        except ConfigError as error:
            session.refuse(error)
        _tell_report(conversion.report, config, session, form)
        yield conversion
        whole = conversion.finish()
        if last is None:
            settled.keep(whole)


def _tell_report(report: Report, config: Config, session: Session, form: str) -> None:
    tell_briefly(report.diagnostics, form, session.speaking)
    arabic = config.interface.count("count.articles", report.articles)
    english = Interface("en").count("count.articles", report.articles)
    written, pruned = len(report.changes.written), len(report.changes.pruned)
    say(
        f"{english}; files written: {written}, unchanged: {report.changes.unchanged}, "
        f"removed: {pruned}; raw files left out: {len(report.failed)}.",
        f"{arabic}؛ ملفات كُتبت: {written}، لم تتغيّر: {report.changes.unchanged}، "
        f"حُذفت: {pruned}؛ ملفات خام تُركت: {len(report.failed)}.",
        session.speaking,
    )


def _read_and_write(config: Config, sight: Sight, stack: ExitStack) -> Conversion:
    from builder.pipeline import converting

    with progress(config) as tick:
        return stack.enter_context(converting(config, tick, sight=sight))
