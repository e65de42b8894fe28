"""What a run did to `docs/`, told as soon as the pages are there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from builder.indexing import Index
    from builder.report import Report


class Conversion:
    """What a run did to `docs/`, and what of it is still on its way."""

    def __init__(self, report: Report, index: Index | None = None) -> None:
        """Hold the report, whose `docs` leaves out the search index as long as it is coming."""
        self.report = report
        self._index = index

    @property
    def is_whole(self) -> bool:
        """Tell whether all is there."""
        return self._index is None

    def finish(self) -> Report:
        """Wait until all is there; return the whole report."""
        if self._index is not None:
            docs = {**self.report.docs, **self._index.finish()}
            self.report, self._index = replace(self.report, docs=docs), None
        return self.report
