"""What a server remembers of the store that it left, so that it need not read it for each build.

To read the records of ten thousand articles takes longer than most of what one of them changes.
They are remembered under the number of the run that kept them: where the store has another one,
somebody else has written it, and all is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from builder.outputs import Output
    from builder.records import Record


class Memory:
    """The records and outputs of the last run in this process."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._run = ""
        self.records: Mapping[str, Record] = {}
        self.outputs: Mapping[str, Output] = {}

    def is_of(self, about: Mapping[str, object]) -> bool:
        """Tell whether this is what a store holds, by what that says about itself."""
        return bool(self._run) and about.get("run") == self._run

    def take(self, run: str, records: Mapping[str, Record], outputs: Mapping[str, Output]) -> None:
        """Remember what a run has kept, by its number."""
        self._run, self.records, self.outputs = run, records, outputs
