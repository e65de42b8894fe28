"""Tell the article's own address from those of its notes and of the site's channels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from builder.extract.phrases import phrase_key, phrase_set
from builder.extract.plaintext.subheadings import leads_on
from builder.extract.roles import Role
from builder.model import Evidence
from builder.own_yaml import own_data

if TYPE_CHECKING:
    from builder.extract.plaintext.draft import Draft
    from builder.extract.plaintext.lines import Line
    from builder.extract.roles import Reading

LABELLED: Final = 1.0
BARE: Final = 0.8
"""How sure an address is the article's that stands alone: many paste it so above or under it."""


def take_address(draft: Draft, line: Line, reading: Reading) -> None:
    """Keep the address that says it is the article's, or the first; the line leaves the text."""
    host = urlsplit(reading.value).netloc.lower().removeprefix("www.").removeprefix("m.")
    if host in own_data("sources")["social_hosts"]:
        draft.ledger.drop(line, "social-link")
        return
    score = _sureness(draft, line)
    if score > (draft.url.score if draft.url else 0.0):
        draft.url = Evidence(reading.value, reading.rule, line.number, line.text, score)
    draft.ledger.drop(line, reading.rule)


def _sureness(draft: Draft, line: Line) -> float:
    """Say how sure a line gives the article's address: 0 where it gives that of something else."""
    label = line.text.partition("://")[0].rpartition("http")[0]
    if any(map(str.isdigit, label)):
        return 0.0  # «[1] https://…» is a note
    if phrase_key(label):
        return LABELLED if _is_own(label) else 0.0
    above = line.index - 1
    while above >= 0 and _is_address(draft.readings[above]):
        above -= 1
    leading = draft.lines[above] if above >= 0 else None
    if leading is None or not leads_on(leading):
        return BARE
    return LABELLED if _is_own(leading.text) else 0.0


def _is_own(label: str) -> bool:
    """Say whether a label speaks of the article: «رابط الخبر:», «المصدر:»; not «حمّل التطبيق:»."""
    return not phrase_set("sources", "address_words").isdisjoint(phrase_key(label).split())


def _is_address(reading: Reading | None) -> bool:
    return reading is not None and reading.role is Role.ADDRESS
