"""Take the day of a printed issue from the head of its page, where the article gives none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from builder.extract.plaintext.claims import take
from builder.extract.readings import Role

if TYPE_CHECKING:
    from builder.extract.plaintext.draft import Draft

ISSUE: Final = "العدد"
PLACE: Final = 0.4


def take_issue_date(draft: Draft, top: int) -> None:
    """Take «العدد 2214 - الثلاثاء 17 آذار 2009» above the menu.

    A day alone up there is the day on which the page was read.
    """
    for line in draft.lines[:top]:
        reading = draft.readings[line.index]
        if reading is not None and reading.role is Role.DATE and ISSUE in line.text:
            take(draft, line, reading, PLACE)
            return
