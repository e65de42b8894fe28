"""Read the few lines above the headline: the section, and a date, a byline, a picture."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from builder.extract.called import OF_DAYS, called_score, is_called_site
from builder.extract.listed import is_place
from builder.extract.persons import is_person
from builder.extract.phrases import phrase_key
from builder.extract.plaintext.claims import (
    take,
    take_author,
    take_labelled_section,
    take_publisher,
    take_section,
)
from builder.extract.plaintext.draft import SourceHint
from builder.extract.plaintext.header import (
    HEADER_ROLES,
    MAX_WORDS_OF_SECTION,
    PICTURE_ROLES,
    in_headline,
)
from builder.extract.plaintext.lines import Line, Stop
from builder.extract.plaintext.masthead import describes, is_institution, named
from builder.extract.plaintext.mixed import take_mixed
from builder.extract.plaintext.standing import is_editors_label
from builder.extract.roles import Role
from builder.model import Evidence, Fate

if TYPE_CHECKING:
    from builder.extract.plaintext.draft import Draft
    from builder.extract.roles import Reading

REACH_ABOVE: Final = 4
MAX_WORDS_OF_SLOGAN: Final = 8
MENU_LENGTH: Final = 4
"""So many short lines above a headline are a menu, and the last of them no section."""
TOOL_RULES: Final = frozenset({"chrome-share", "chrome-sizes", "chrome-advert"})
"""Tools of the article that may stand between its section and its headline."""
_ISSUE_ALONE: Final = re.compile(r"^(?:رقم )?العدد\s*:?\s*\d{1,6}$")
CRUMB_SIGNS: Final = frozenset("/>›»|\\")
KICKER_SCORE: Final = 0.5
"""For a known publisher's name where a section stands: «الجزيرة» above a headline may be one."""
PLACE_SCORE: Final = 0.4
"""For a known publisher's name that is a place's too."""
TRAIL_SCORE: Final = 0.4
KICKERS: Final = (KICKER_SCORE, PLACE_SCORE)
"""How sure a publisher's line is that is the section where another publisher is chosen."""


def read_above(draft: Draft, headline: int) -> None:
    """Find the section and a date or byline in the few lines above the headline."""
    above = range(headline - 1, max(-1, headline - 1 - REACH_ABOVE), -1)
    for distance, index in enumerate(above):
        if not _take_above(draft, draft.lines[index], headline, distance):
            return


def _take_above(draft: Draft, line: Line, headline: int, distance: int) -> bool:
    """Read one line above the headline; return whether the one above it may count as well."""
    reading = draft.readings[line.index]
    if line.text in CRUMB_SIGNS or _ISSUE_ALONE.match(line.text):
        draft.ledger.drop(line, "breadcrumb" if line.text in CRUMB_SIGNS else "before-article")
    elif reading is None or (reading.weak and not reading.publisher):
        if line.key == draft.lines[headline].key:
            draft.ledger.drop(line, "repeated-headline")
            return True
        signed = any(is_person(at.text) for at in draft.lines[headline + 1 : headline + 3])
        if not (distance or signed) and is_person(line.text) and not in_headline(draft, line):
            answers = line.index > 0 and is_editors_label(draft.lines[line.index - 1])
            if not answers:  # for the paper, and wrote nothing
                take_author(draft, line, "bare-name", 0.6)
            return not answers
        return line.short and _section_above(draft, line)
    elif reading.role is Role.CRUMBS:
        _take_crumbs(draft, line, reading)
        return False
    elif reading.role in HEADER_ROLES:
        take(draft, line, reading, 0.9 - 0.1 * distance)
    elif reading.role in PICTURE_ROLES:
        take(draft, line, reading, 0.5)
    elif reading.rule in TOOL_RULES:
        draft.ledger.drop(line, reading.rule)
    else:
        return False
    return True


def _section_above(draft: Draft, line: Line) -> bool:
    if take_mixed(draft, line) or _site_above(draft, line):
        return True
    if take_labelled_section(draft, line, "section-above-headline"):
        return True
    named = line.is_section
    if draft.section is None and (named or _is_kicker(draft, line)):
        take_section(draft, line, "section-above-headline", 1.0 if named else 0.6)
        return True
    following = _reading_below(draft, line)
    most = MAX_WORDS_OF_SLOGAN if _is_slogan(draft, line) else MAX_WORDS_OF_SECTION
    if following is not None and following.role is Role.DATE and line.words <= most:
        if not is_person(line.text):
            return _take_by_date(draft, line)
        take_author(draft, line, "bare-name", 0.6)
        return not _is_slogan(draft, line)
    return False


def _site_above(draft: Draft, line: Line) -> bool:
    """Take a line that is the name of a publisher, known or told by its words."""
    if line.is_section:
        return False
    if line.key in draft.known_sources:
        take_publisher(draft, line, "publisher-alone", _sureness(draft, line))
        return True
    if line.index and _is_section_of(draft, line, draft.lines[0]):
        return False
    called = is_called_site(line.text) or (not line.index and is_institution(line.text))
    if line.stop is Stop.NONE and called:
        take_publisher(draft, line, "publisher-alone", called_score(line.text))
        return True
    return False


def _is_section_of(draft: Draft, line: Line, top: Line) -> bool:
    """Say whether a name of a site is that of a section of the site whose name stands at the top.

    Of «الأفق» is «الأفق تيفي», and «تونس الآن» under whatever may be a name.
    """
    if line.key.startswith(f"{top.key} "):
        return True
    if draft.readings[top.index] is not None or top.words > MAX_WORDS_OF_SECTION:
        return False
    return line.key.endswith(OF_DAYS) and not (top.is_section or top.key == line.key)


def _take_by_date(draft: Draft, line: Line) -> bool:
    """Take the site's name over the day; what tells of the site has the name above it."""
    tells = _is_slogan(draft, line) or describes(line)
    name = draft.lines[line.index - 1] if tells and line.index else line
    if name is not line or not tells:
        take_publisher(draft, name, "publisher-by-date", 0.35)
    return not tells


def _reading_below(draft: Draft, line: Line) -> Reading | None:
    return next(iter(draft.readings[line.index + 1 : line.index + 2]), None)


def _is_slogan(draft: Draft, line: Line) -> bool:
    """Say whether a line stands under the site's name, the two at the top of a blog's page."""
    unread = line.index == 1 and draft.readings[0] is None
    return unread and draft.lines[0].words <= MAX_WORDS_OF_SECTION


def _sureness(draft: Draft, line: Line) -> float:
    """Say how sure a known name above the headline is the publisher's: a better claim must win."""
    if is_place(line.text):
        return PLACE_SCORE
    return KICKER_SCORE if _is_kicker(draft, line) else 0.8


def _is_kicker(draft: Draft, line: Line) -> bool:
    """Say whether a short unknown line above the headline is a section, not the end of a menu."""
    if line.words > MAX_WORDS_OF_SECTION or line.stop is not Stop.NONE:
        return False
    if ":" in line.text or any(map(str.isdigit, line.text)) or is_person(line.text):
        return False
    if _reading_below(draft, line) is not None:
        return False
    menu = 0
    for index in range(line.index - 1, -1, -1):
        above = draft.lines[index]
        if above.key == line.key:
            return True  # the menu's own entry, once more above the headline
        if draft.readings[index] is not None or above.words > MAX_WORDS_OF_SECTION:
            break
        menu += 1
    return menu < MENU_LENGTH


def _take_crumbs(draft: Draft, line: Line, reading: Reading) -> None:
    crumbs = reading.names
    if named(reading.publisher):
        hint = SourceHint.on(line, "breadcrumb", TRAIL_SCORE, reading.publisher)
        draft.sources.append(hint)
    names = [crumb for crumb in crumbs if phrase_key(crumb) not in {"", draft.title_key}]
    if names and draft.section is None:
        draft.section = Evidence(names[-1], "breadcrumb", line.number, line.text)
        draft.ledger.keep(line, Fate.SECTION, ("breadcrumb", 1.0), names[-1:])
    else:
        draft.ledger.drop(line, "breadcrumb")
