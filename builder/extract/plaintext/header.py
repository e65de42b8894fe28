"""Read what stands between the headline and the text, and the section above the headline."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from builder.extract.bylines import is_person, is_role, persons, reporter
from builder.extract.captions import ends_in_photographer, looks_like_caption
from builder.extract.phrases import phrase_key, phrase_set
from builder.extract.plaintext.claims import (
    is_site_line,
    take,
    take_author,
    take_authors,
    take_caption,
    take_publisher,
    take_section,
)
from builder.extract.plaintext.lines import Line, Stop
from builder.extract.plaintext.mixed import has_author_box, take_mixed
from builder.extract.readings import Role
from builder.model import Evidence, Fate

if TYPE_CHECKING:
    from builder.extract.plaintext.draft import Draft
    from builder.extract.readings import Reading

MAX_WORDS_OF_SECTION: Final = 4
MAX_WORDS_OF_CAPTION: Final = 45
MIN_LETTERS: Final = 2
MENU_LENGTH: Final = 4
"""So many short lines above a headline are a menu, and the last of them no section."""
REACH_ABOVE: Final = 4
HEADER_ROLES: Final = frozenset({Role.DATE, Role.BYLINE, Role.DATELINE})
PICTURE_ROLES: Final = frozenset({Role.IMAGE, Role.CREDIT, Role.CAPTION})
TOOL_RULES: Final = frozenset({"chrome-share", "chrome-sizes", "chrome-advert"})
"""Tools of the article that may stand between its section and its headline."""
_COUNTER: Final = re.compile(r"^\d{1,3}\s*(?:/|من|of)\s*\d{1,3}$")
_QUOTED_ALONE: Final = re.compile(r'^[«"“][^«»"“”]{2,25}[»"”]\s*[:–—-]$')
CRUMB_SIGNS: Final = frozenset("/>›»|\\")
REACH_WITHOUT_HEADLINE: Final = 8
MIN_WORDS_OF_STANDFIRST: Final = 9
MIN_WORDS_UNDER_HEADLINE: Final = 5
MIN_WORDS_OF_PARAGRAPH: Final = 13
MIN_WORDS_OF_SENTENCE: Final = 4
MAX_WORDS_OF_BARE_NAME: Final = 4
KICKER_SCORE: Final = 0.5
"""For a known publisher's name where a section stands: «الجزيرة» above a headline may be one."""
PLACE_SCORE: Final = 0.4
"""For a known publisher's name that is a place's too."""
KICKERS: Final = (KICKER_SCORE, PLACE_SCORE)
"""How sure a publisher's line is that is the section where another publisher is chosen."""


def read_header(draft: Draft, headline: int, first: int) -> int:
    """Read the lines between the headline and the text; return where the text begins."""
    _above(draft, headline)
    start = _text_starts(draft, headline, first)
    title_key = draft.lines[headline].key
    for line in draft.lines[headline + 1 : start]:
        reading = draft.readings[line.index]
        if line.key == title_key:
            draft.ledger.drop(line, "repeated-headline")
        elif reading is not None and _stands_here(draft, line, reading):
            take(draft, line, reading, 1.0)
        else:
            _loose(draft, line, start)
    return start


def _stands_here(draft: Draft, line: Line, reading: Reading) -> bool:
    """Say whether a doubtful line is what it looks like, now that it stands under a headline."""
    if not reading.weak or reading.role is Role.DATELINE:
        return True
    if reading.role is Role.BYLINE:
        return reading.names_people and line.stop is Stop.NONE and not _about_headline(draft, line)
    return reading.role is Role.SOURCE and line.words <= MAX_WORDS_OF_SECTION + 1


def read_bare_header(draft: Draft, first: int) -> None:
    """Read what lines above a text without a headline say of themselves."""
    for line in draft.lines[max(0, first - REACH_WITHOUT_HEADLINE) : first]:
        reading = draft.readings[line.index]
        if reading is not None:
            take(draft, line, reading, 0.5)


def _text_starts(draft: Draft, headline: int, first: int) -> int:
    """Go up from the first sure paragraph over the lines that belong to the text too."""
    top = first
    while top - 1 > headline and draft.readings[top - 1] is None:
        if draft.lines[top - 1].key == draft.lines[headline].key:
            break
        top -= 1
    for line in draft.lines[top:first]:
        if _begins_text(draft, line):
            return line.index
    return first


def _begins_text(draft: Draft, line: Line) -> bool:
    """Say whether a line between header and first sure paragraph is text already."""
    if ends_in_photographer(line.text):
        return False
    if line.stop is Stop.FULL and line.words >= MIN_WORDS_OF_SENTENCE:
        return True
    if line.text[0] in "-•*–" and line.words > MAX_WORDS_OF_BARE_NAME:
        return True
    before = draft.readings[line.index - 1]
    if before is not None and before.role in (Role.IMAGE, Role.CREDIT):
        return False
    return line.words >= MIN_WORDS_OF_PARAGRAPH


def _loose(draft: Draft, line: Line, start: int) -> None:
    """Place a line of the header that says nothing of itself, by its neighbours and its words."""
    before = draft.readings[line.index - 1]
    after_picture = before is not None and before.role in (Role.IMAGE, Role.CREDIT)
    if (after_picture or _in_gallery(draft, line)) and line.words <= MAX_WORDS_OF_CAPTION:
        take_caption(draft, line, "caption-after-image")
    elif line.key in phrase_set("sections") and draft.section is None:
        take_section(draft, line, "section-under-headline")
    elif not _loose_name(draft, line, start) and not take_mixed(draft, line):
        _loose_words(draft, line)


def _in_gallery(draft: Draft, line: Line) -> bool:
    """Say whether a line stands under the counter of a gallery, or above a bare credit."""
    below = draft.readings[line.index + 1 : line.index + 2]
    credited = any(reading is not None and reading.role is Role.CREDIT for reading in below)
    return credited or _COUNTER.match(draft.lines[line.index - 1].text) is not None


def _loose_name(draft: Draft, line: Line, start: int) -> bool:
    """Place a line that is a name: of an author, or of the publisher."""
    if is_person(line.text) and not _in_headline(draft, line):
        take_author(draft, line, "bare-name", 0.8)
    elif (names := persons(line.text) or reporter(line.text)) and names != (line.text,):
        take_authors(draft, line, names, "bare-name", 0.7)
    elif phrase_key(line.text) in draft.known_sources:
        take_publisher(draft, line, "publisher-alone", 0.8)
    elif is_site_line(line.text) or _QUOTED_ALONE.match(line.text):
        take_publisher(draft, line, "publisher-alone", 0.6)
    elif draft.authors and is_role(line.text):
        draft.ledger.drop(line, "author-role", 0.8)
    elif _bare_name(draft, line, start) or (not draft.authors and has_author_box(draft, line)):
        take_author(draft, line, "bare-name", 0.5)
    elif line.words == 1 and line.index == start - 1 and line.text.startswith("ال"):
        take_publisher(draft, line, "publisher-alone", 0.6)
    else:
        return False
    return True


def _loose_words(draft: Draft, line: Line) -> None:
    """Place a line that is no name: a caption, the standfirst, or what a page leaves behind."""
    if looks_like_caption(line.text) or ends_in_photographer(line.text):
        take_caption(draft, line, "caption-by-place", 0.5)
    elif line.words >= MIN_WORDS_OF_STANDFIRST or (
        line.words >= MIN_WORDS_UNDER_HEADLINE and _under_headline(draft, line)
    ):
        above = draft.standfirst.value + "\n" if draft.standfirst else ""
        draft.standfirst = Evidence(above + line.text, "standfirst", line.number, line.text, 0.7)
        draft.ledger.claim(line, Fate.STANDFIRST, "standfirst", 0.7)
    elif line.words > 1 and _about_headline(draft, line):
        take_caption(draft, line, "caption-by-place", 0.5)
    else:
        draft.ledger.drop(line, "header-remnant", 0.4)


def _under_headline(draft: Draft, line: Line) -> bool:
    """Say whether only lines of the standfirst stand between a line and the headline."""
    above = draft.lines[line.index - 1]
    return draft.ledger.fate(above) in (Fate.TITLE, Fate.STANDFIRST)


def _about_headline(draft: Draft, line: Line) -> bool:
    """Say whether a line shares a word with the headline, as captions without a mark do."""
    words = {word for word in line.key.split() if len(word) > MIN_LETTERS + 1}
    seen = phrase_key(draft.headline.value) if draft.headline else ""
    return not words.isdisjoint(seen.split())


def _in_headline(draft: Draft, line: Line) -> bool:
    """Say whether the headline names this person: then the line is about, not by, them."""
    seen = phrase_key(draft.headline.value) if draft.headline else ""
    return line.key in seen


def _bare_name(draft: Draft, line: Line, start: int) -> bool:
    """Say whether a short line right above the text can be its author's name and nothing else."""
    if draft.authors or line.index != start - 1 or not 1 < line.words <= MAX_WORDS_OF_BARE_NAME:
        return False
    if line.stop is not Stop.NONE or any(sign.isdigit() for sign in line.text):
        return False
    if line.key.partition(" ")[0] in phrase_set("datelines", "agencies"):
        return False
    seen = draft.headline.value if draft.headline else ""
    text = phrase_key(seen + " " + draft.lines[start].text)
    return not any(word in text for word in line.key.split() if len(word) > MIN_LETTERS)


def _above(draft: Draft, headline: int) -> None:
    """Find the section and a date or byline in the few lines above the headline."""
    above = range(headline - 1, max(-1, headline - 1 - REACH_ABOVE), -1)
    for distance, index in enumerate(above):
        if not _take_above(draft, draft.lines[index], headline, distance):
            return


def _take_above(draft: Draft, line: Line, headline: int, distance: int) -> bool:
    """Read one line above the headline; return whether the one above it may count as well."""
    reading = draft.readings[line.index]
    if line.text in CRUMB_SIGNS:
        draft.ledger.drop(line, "breadcrumb")
    elif reading is None or (reading.weak and not reading.publisher):
        if line.key == draft.lines[headline].key:
            draft.ledger.drop(line, "repeated-headline")
            return True
        signed = any(is_person(at.text) for at in draft.lines[headline + 1 : headline + 3])
        if not (distance or signed) and is_person(line.text) and not _in_headline(draft, line):
            take_author(draft, line, "bare-name", 0.6)
            return True
        return line.short and _section_above(draft, line)
    elif reading.role is Role.CRUMBS:
        _take_crumbs(draft, line, reading.names)
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
    if take_mixed(draft, line):
        return True
    named = line.key in phrase_set("sections")
    if not named and phrase_key(line.text) in draft.known_sources:
        take_publisher(draft, line, "publisher-alone", _sureness(draft, line))
        return True
    if draft.section is None and (named or _is_kicker(draft, line)):
        take_section(draft, line, "section-above-headline", 1.0 if named else 0.6)
        return True
    following = draft.readings[line.index + 1] if line.index + 1 < len(draft.readings) else None
    if following is not None and following.role is Role.DATE and line.words <= MAX_WORDS_OF_SECTION:
        if is_person(line.text):
            take_author(draft, line, "bare-name", 0.6)
        else:
            at = 0 if _is_slogan(draft, line) else line.index
            take_publisher(draft, draft.lines[at], "publisher-by-date", 0.35)
        return not _is_slogan(draft, line)
    return False


def _is_slogan(draft: Draft, line: Line) -> bool:
    """Say whether a line stands under the site's name, the two at the top of a blog's page."""
    unread = line.index == 1 and draft.readings[0] is None
    return unread and draft.lines[0].words <= MAX_WORDS_OF_SECTION


def _sureness(draft: Draft, line: Line) -> float:
    """Say how sure a known name above the headline is the publisher's: a better claim must win."""
    if line.key in phrase_set("datelines", "places"):
        return PLACE_SCORE
    return KICKER_SCORE if _is_kicker(draft, line) else 0.8


def _is_kicker(draft: Draft, line: Line) -> bool:
    """Say whether a short unknown line above the headline is a section, not the end of a menu."""
    if line.words > MAX_WORDS_OF_SECTION or line.stop is not Stop.NONE:
        return False
    if ":" in line.text or any(map(str.isdigit, line.text)) or is_person(line.text):
        return False
    following = draft.readings[line.index + 1] if line.index + 1 < len(draft.readings) else None
    if following is not None:
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


def _take_crumbs(draft: Draft, line: Line, crumbs: tuple[str, ...]) -> None:
    title = phrase_key(draft.headline.value) if draft.headline else ""
    names = [crumb for crumb in crumbs if phrase_key(crumb) and phrase_key(crumb) != title]
    if names and draft.section is None:
        draft.section = Evidence(names[-1], "breadcrumb", line.number, line.text)
        draft.ledger.keep(line, Fate.SECTION, ("breadcrumb", 1.0), names[-1:])
    else:
        draft.ledger.drop(line, "breadcrumb")
