"""Whether anything has changed since the last run, told before a single article is looked into.

Most runs of a build change nothing, or are started to make sure of it. So a run leaves a digest of
all that it read, one of what `docs/` looked like when it ended, and what it had to say. Where both
are the same again, so is the report, and nothing else need be loaded.
"""

from __future__ import annotations

import hashlib
import json
import stat
from typing import TYPE_CHECKING, Any, Final

from builder.diagnostics import Diagnostic
from builder.files import digest_of, marks, visible_files, write_if_changed
from builder.model import Problem
from builder.raw_files import MAX_BYTES
from builder.report import Report
from builder.site import Changes
from builder.store import CACHE
from builder.world import world

if TYPE_CHECKING:
    from builder.config import Config

FILE: Final = "settled.json"


class Settled:
    """What the last run read and left, beside what there is now."""

    def __init__(self, config: Config) -> None:
        """Look at everything that a run reads; nobody may have changed it before the run does."""
        self._docs_dir = config.docs_dir
        self._file = config.project / CACHE / FILE
        self._inputs = _inputs(config)

    def report(self) -> Report | None:
        """Return what the last run reported; None where this run may do anything else."""
        try:
            state = json.loads(self._file.read_text(encoding="utf-8"))
            if state["inputs"] == self._inputs and state["docs"] == digest_of(
                marks(self._docs_dir)
            ):
                return _loaded(state["report"])
        except (OSError, ValueError, KeyError, TypeError):
            pass
        return None

    def keep(self, report: Report) -> Report:
        """Remember what a run reported when it had brought `docs/` up to date."""
        state = {
            "inputs": self._inputs,
            "docs": digest_of(marks(self._docs_dir)),
            "report": _dumped(report),
        }
        if self._inputs is not None:
            write_if_changed(self._file, json.dumps(state, ensure_ascii=False).encode())
        return report


def _inputs(config: Config) -> str | None:
    """Return a digest of everything that a run reads; None where it cannot be told so simply."""
    digest = hashlib.sha256(world(config).encode())
    files = dict(visible_files(str(config.articles_dir), ""))
    try:
        for path in sorted(files):
            found = files[path].stat(follow_symlinks=False)
            if not stat.S_ISREG(found.st_mode):  # what a link leads to is for the run to judge
                return None
            digest.update(f"{path}\0{found.st_size}\0".encode(errors="surrogateescape"))
            if found.st_size <= MAX_BYTES:  # nobody reads a larger file
                with open(files[path].path, "rb", buffering=0) as file:  # noqa: PTH123 - the quickest
                    digest.update(hashlib.sha256(file.read()).digest())
    except OSError:
        return None
    return digest.hexdigest()


def _dumped(report: Report) -> dict[str, Any]:
    changes = report.changes
    return {
        "articles": report.articles,
        "files": changes.unchanged + len(changes.written),
        "diagnostics": [
            (d.path, d.problem.code, d.problem.line, d.problem.values, d.problem.in_sidecar)
            for d in report.diagnostics
        ],
    }


def _loaded(report: dict[str, Any]) -> Report:
    diagnostics = tuple(
        Diagnostic(path, Problem(code, line, tuple((k, v) for k, v in values), in_sidecar))
        for path, code, line, values, in_sidecar in report["diagnostics"]
    )
    return Report(report["articles"], Changes(unchanged=report["files"]), diagnostics)
