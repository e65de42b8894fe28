"""Read a line of the header that says several things side by side: «الأفق | ثقافة»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from builder.extract.called import is_called_site, is_site_line
from builder.extract.listed import is_listed, is_place, is_section
from builder.extract.persons import is_person, is_role, is_signer
from builder.extract.phrases import phrase_key, phrase_set
from builder.extract.plaintext.draft import SourceHint
from builder.model import Evidence, Fate

if TYPE_CHECKING:
    from builder.extract.plaintext.draft import Draft
    from builder.extract.plaintext.lines import Line

MIN_PARTS: Final = 2
MAX_PARTS: Final = 4
MAX_WORDS_OF_PART: Final = 5
SCORE: Final = 0.75
RULE: Final = "side-by-side"
_BETWEEN: Final = re.compile(r"\s*[|•·/›»>]\s*|\s+[-–—]\s+|\s*،\s*|\s{2,}")


def take_mixed(draft: Draft, line: Line) -> bool:
    """Take publisher, section and author from a line that is made of nothing else.

    The publisher has to be known, or to call itself a site: two unknown names side by side may be
    anything.
    """
    parts = [part for part in _BETWEEN.split(line.text) if part]
    if not 1 < len(parts) <= MAX_PARTS or any(p.count(" ") >= MAX_WORDS_OF_PART for p in parts):
        return False
    publishers = [part for part in parts if is_publisher(draft, part)]
    sections = [part for part in parts if is_section(part)]
    sections.sort(key=is_place)
    signers = [part for part in parts if part not in publishers and is_person(part)]
    rest = [part for part in parts if part not in publishers and not is_signer(part)]
    if len(publishers) == len(rest) == 1 and len(parts) == MIN_PARTS and _may_be_person(rest[0]):
        signers = rest
    places = [part for part in parts if is_place(part)]
    if len({*publishers, *sections, *signers, *places}) < len(parts):
        return False
    if len(publishers) != 1 and not (sections and (signers or places)):
        return False
    _keep(draft, line, publishers, sections, signers)
    return True


def _may_be_person(part: str) -> bool:
    """Say whether words beside the publisher's name can be a reporter's that nobody has listed."""
    if is_section(part) or is_listed(part) or any(map(str.isdigit, part)):
        return False
    return phrase_key(part).count(" ") in (1, 2)


def has_author_box(draft: Draft, line: Line) -> bool:
    """Say whether the same name stands again, under «عن الكاتب» or above what its bearer does."""
    if not 1 < line.words <= MAX_WORDS_OF_PART:
        return False
    for other in draft.lines[line.index + 1 :]:
        if other.key != line.key:
            continue
        below = draft.lines[other.index + 1 : other.index + 2]
        above = draft.lines[other.index - 1].key
        if above in phrase_set("bylines", "boxes") or any(is_role(at.text) for at in below):
            return True
    return False


def is_publisher(draft: Draft, name: str) -> bool:
    """Say whether a name is a publisher's by the vocabulary, or by its own words."""
    return phrase_key(name) in draft.known_sources or is_site_line(name) or is_called_site(name)


def _keep(
    draft: Draft, line: Line, publishers: list[str], sections: list[str], signers: list[str]
) -> None:
    """Record what the line gives; the first thing it names decides its fate."""
    number, text = line.number, line.text
    known = {author.value for author in draft.authors}
    draft.authors += [Evidence(n, RULE, number, text, SCORE) for n in signers if n not in known]
    if sections and draft.section is None:
        draft.section = Evidence(sections[0], RULE, number, text, SCORE)
    draft.sources += [SourceHint(n, RULE, number, SCORE, text) for n in publishers]
    fates = [
        (Fate.SOURCE, publishers),
        (Fate.BYLINE, signers),
        (Fate.SECTION, sections[:1]),
    ]
    kept = [(name, fate, RULE) for fate, names in fates for name in names]
    kept.sort(key=lambda part: line.raw.find(part[0]))
    draft.ledger.share(line, *kept)
