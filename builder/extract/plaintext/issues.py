"""Take the day of an issue or a post from the head of its page, where the article gives none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from builder.extract.plaintext.claims import take

if TYPE_CHECKING:
    from builder.extract.plaintext.draft import Draft

ISSUE: Final = "العدد"
PLACE: Final = 0.4


def take_issue_date(draft: Draft, top: int) -> None:
    """Take «العدد 2214 - الثلاثاء 17 آذار 2009» above the menu, or the one day that says «نشر».

    A day alone up there is the day on which the page was read.
    """
    above = [(line, draft.readings[line.index]) for line in draft.lines[:top]]
    dated = [(line, said) for line, said in above if said is not None and said.date is not None]
    issues = [(line, said) for line, said in dated if ISSUE in line.text]
    posts = [(line, said) for line, said in dated if said.date and said.date.says_published]
    for line, said in issues or (posts if len(posts) == 1 else ()):
        take(draft, line, said, PLACE)
        return
