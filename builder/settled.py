"""Whether anything has changed since the last run, told before a single article is looked into.

Most runs of a build change nothing, or are started to make sure of it. So a run leaves a digest of
all that it read, one of what `docs/` looked like when it ended, and what it had to say. Where both
are the same again, so is the report, and nothing else need be loaded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from builder.database import DAMAGED
from builder.diagnostics import Diagnostic
from builder.files import digest_of
from builder.folders import CACHE
from builder.model import Problem
from builder.packing import pack, unpack
from builder.report import Report
from builder.seals import DamagedCacheError, read_sealed, write_sealed
from builder.sight import Sight
from builder.site import Changes
from builder.world import world

if TYPE_CHECKING:
    from collections.abc import Mapping

    from builder.config import Config
    from builder.files import Mark

FILE: Final = "settled.packed"


class Settled:
    """What the last run read and left, beside what there is now."""

    def __init__(self, config: Config) -> None:
        """Look at everything that a run reads; nobody may have changed it before the run does."""
        self._file = config.project / CACHE / FILE
        self.sight = sight = Sight.of(config, keep=True)
        """What there is, for the run to begin with."""
        self._inputs = None if sight.inputs is None else f"{world(config)} {sight.inputs}"

    def report(self) -> Report | None:
        """Return what the last run reported; None where this run may do anything else."""
        docs = self.sight.docs
        try:
            state = unpack(read_sealed(self._file))
        except (DamagedCacheError, ValueError):
            return None
        if state["inputs"] == self._inputs and state["docs"] == digest_of(docs):
            return _loaded(state["report"], docs)
        return None

    def keep(self, report: Report) -> Report:
        """Remember what a run reported when it had brought `docs/` up to date."""
        state = {
            "inputs": self._inputs,
            "docs": digest_of(report.docs),
            "report": _dumped(report),
        }
        if self._inputs is not None:
            write_sealed(self._file, pack(state))
        return report


def _dumped(report: Report) -> dict[str, Any]:
    changes = report.changes
    return {
        "articles": report.articles,
        "files": changes.unchanged + len(changes.written),
        "diagnostics": [
            (d.path, d.problem.code, d.problem.line, d.problem.values, d.problem.in_sidecar)
            for d in report.diagnostics
            if d.code != DAMAGED  # the run that told of it has mended it
        ],
    }


def _loaded(report: dict[str, Any], docs: Mapping[str, Mark]) -> Report:
    diagnostics = tuple(
        Diagnostic(path, Problem(*problem)) for path, *problem in report["diagnostics"]
    )
    return Report(report["articles"], Changes(unchanged=report["files"]), diagnostics, docs)
