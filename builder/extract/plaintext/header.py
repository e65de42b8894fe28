"""Read what stands between the headline and the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from builder.extract.byline_labels import is_byline_label
from builder.extract.called import (
    PREPOSITIONS,
    called_score,
    has_articles,
    is_called_site,
    is_site_line,
    is_site_name,
    site_of_staff,
)
from builder.extract.captions import ends_in_photographer, looks_like_caption
from builder.extract.listed import is_agency
from builder.extract.part_headings import heads_part
from builder.extract.persons import has_calling, is_desk, is_person, is_role, persons, reporter
from builder.extract.phrases import phrase_key
from builder.extract.plaintext.body import is_lead
from builder.extract.plaintext.claims import (
    take,
    take_author,
    take_authors,
    take_caption,
    take_labelled_section,
    take_publisher,
    take_section,
)
from builder.extract.plaintext.draft import SourceHint
from builder.extract.plaintext.latin_names import latin_site
from builder.extract.plaintext.lines import Line, Stop, begins_numbers
from builder.extract.plaintext.masthead import named
from builder.extract.plaintext.mixed import has_author_box, take_mixed
from builder.extract.plaintext.standing import note_beside_place, note_remnant, words_of_sections
from builder.extract.plaintext.subheadings import is_hour
from builder.extract.prepositions import special_for
from builder.extract.roles import Role
from builder.model import Evidence, Fate

if TYPE_CHECKING:
    from builder.extract.plaintext.draft import Draft
    from builder.extract.roles import Reading

MAX_WORDS_OF_SECTION: Final = 4
MAX_WORDS_OF_CAPTION: Final = 45
MIN_LETTERS: Final = 2
HEADER_ROLES: Final = frozenset({Role.DATE, Role.BYLINE, Role.DATELINE})
PICTURE_ROLES: Final = frozenset({Role.IMAGE, Role.CREDIT, Role.CAPTION})
_OPENED: Final = re.compile(r"^(?P<name>[^\W\d]+(?: [^\W\d]+){0,2}) ?[-–—]$")
"""«الأفق -» on a line of its own, where the paste has parted it from the text."""
_COUNTER: Final = re.compile(r"^\d{1,3}\s*(?:/|من|of)\s*\d{1,3}$")
_QUOTED_ALONE: Final = re.compile(r'^[«"“][^«»"“”]{2,25}[»"”]\s*[:–—-]$')
_SIGNED: Final = re.compile(r"^(?:بواسطة|بقلم|كتب)\s*:?\s+(?P<name>\S.*)$")
_ISSUE: Final = re.compile(r"^(?P<name>[^\d:،,|–—]{4,40}?)\s*[،,|–—-]\s*(?:السنة\b.{1,20})?العدد\b")
"""«مجلة «الأفق»، العدد 14، ربيع الأول 1445»"""
REACH_WITHOUT_HEADLINE: Final = 8
MIN_WORDS_OF_STANDFIRST: Final = 9
MIN_WORDS_UNDER_HEADLINE: Final = 5
MIN_WORDS_OF_PARAGRAPH: Final = 13
MIN_WORDS_OF_SENTENCE: Final = 4
MAX_WORDS_OF_BARE_NAME: Final = 4
MAX_WORDS_OF_CALLING: Final = 6


def read_header(draft: Draft, headline: int, first: int) -> int:
    """Read the lines between the headline and the text; return where the text begins."""
    start = _text_starts(draft, headline, first)
    title_key = draft.lines[headline].key
    for line in draft.lines[headline + 1 : start]:
        reading = draft.readings[line.index]
        if line.key == title_key:
            draft.ledger.drop(line, "repeated-headline")
        elif reading is not None and _stands_here(draft, line, reading):
            take(draft, line, reading, 1.0)
            if reading.weak and reading.publisher:
                note_beside_place(draft, line, reading.publisher)
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
        if _begins_text(draft, line) or _heads_text(draft, line, first):
            return line.index
    return first


def _heads_text(draft: Draft, line: Line, first: int) -> bool:
    """Say whether a line heads the first part of the text: «الفصل الأول», «10:30» above it."""
    below = line.index + 1
    heads = heads_part(line.text) or is_hour(line)
    return heads and (below == first or _begins_text(draft, draft.lines[below]))


def _begins_text(draft: Draft, line: Line) -> bool:
    """Say whether a line between header and first sure paragraph is text already."""
    if ends_in_photographer(line.text):
        return False
    if line.stop is Stop.FULL and line.words >= MIN_WORDS_OF_SENTENCE:
        return True
    if _leads_on(draft, line) or begins_numbers(draft.lines, line):
        return True
    if line.text[0] in "-•*–" and line.words > MAX_WORDS_OF_BARE_NAME:
        return True
    before = draft.readings[line.index - 1]
    if before is not None and before.role in (Role.IMAGE, Role.CREDIT):
        return False
    return line.words >= MIN_WORDS_OF_PARAGRAPH


def _leads_on(draft: Draft, line: Line) -> bool:
    """Say whether a line announces the text under it: «ولي عليه ثلاث ملاحظات:»."""
    return is_lead(line) and draft.readings[line.index - 1] is not None


def _loose(draft: Draft, line: Line, start: int) -> None:
    """Place a line of the header that says nothing of itself, by its neighbours and its words."""
    before = draft.readings[line.index - 1]
    after_picture = before is not None and before.role in (Role.IMAGE, Role.CREDIT)
    if (after_picture or _in_gallery(draft, line)) and line.words <= MAX_WORDS_OF_CAPTION:
        take_caption(draft, line, "caption-after-image")
    elif line.is_section and draft.section is None:
        take_section(draft, line, "section-under-headline")
    elif take_labelled_section(draft, line, "section-under-headline"):
        pass
    elif not _loose_name(draft, line, start) and not take_mixed(draft, line):
        _loose_words(draft, line)


def _in_gallery(draft: Draft, line: Line) -> bool:
    """Say whether a line stands under the counter of a gallery, or above a bare credit."""
    below = draft.readings[line.index + 1 : line.index + 2]
    credited = any(reading is not None and reading.role is Role.CREDIT for reading in below)
    return credited or _COUNTER.match(draft.lines[line.index - 1].text) is not None


def _loose_name(draft: Draft, line: Line, start: int) -> bool:
    """Place a line that is a name: of an author, or of the publisher."""
    below = draft.lines[start]  # over «المقدمة» stands the list of the parts
    if is_person(line.text) and not in_headline(draft, line):
        take_author(draft, line, "bare-name", 0.8)
    elif (names := persons(line.text) or reporter(line.text)) and names != (line.text,):
        take_authors(draft, line, names, "bare-name", 0.7)
    elif _loose_site(draft, line):
        pass
    elif draft.authors and (is_role(line.text) or _is_calling(draft, line)):
        draft.ledger.drop(line, "author-role", 0.8)
    elif line.index == start - 1 and _has_articles(line) and not heads_part(below.text):
        take_publisher(draft, line, "publisher-alone", 0.6)
    elif _bare_name(draft, line, start) and (site := latin_site(line.text)):
        _take_site(draft, line, site, 0.5)
    elif _bare_name(draft, line, start) or (not draft.authors and has_author_box(draft, line)):
        take_author(draft, line, "bare-name", 0.5)
    else:
        return False
    return True


def _is_calling(draft: Draft, line: Line) -> bool:
    """Say whether a short line right under the author tells what the author does."""
    signed = draft.ledger.fate(draft.lines[line.index - 1]) is Fate.BYLINE
    return signed and line.words <= MAX_WORDS_OF_CALLING and has_calling(line.text)


def _loose_site(draft: Draft, line: Line) -> bool:
    """Place a line that is the publisher's name, or has it beside an issue or a dash."""
    issue, opened = _ISSUE.match(line.text), _OPENED.match(line.text)
    signed = _SIGNED.match(line.text)
    if issue is not None and is_site_line(issue["name"]):
        _take_site(draft, line, issue["name"], 0.6)
    elif line.key in draft.known_sources:
        take_publisher(draft, line, "publisher-alone", 0.8)
    elif site := site_of_staff(line.text) or special_for(line.text):
        _take_site(draft, line, site, 0.6)
    elif signed is not None and is_called_site(signed["name"]):
        _take_site(draft, line, signed["name"], 0.6)
    elif is_called_site(line.text) or _QUOTED_ALONE.match(line.text):
        take_publisher(draft, line, "publisher-alone", called_score(line.text))
    elif opened is not None and _may_open(opened["name"]):
        _take_site(draft, line, opened["name"], 0.4)
    else:
        return False
    return True


def _take_site(draft: Draft, line: Line, name: str, score: float) -> None:
    """Take the publisher's name that stands beside other words of a line."""
    hint = SourceHint.on(line, "publisher-alone", score, name)
    draft.sources.append(hint)
    draft.ledger.keep(line, Fate.SOURCE, ("publisher-alone", score), (name,))


def _may_open(name: str) -> bool:
    """Say whether a report may open with this name and a dash, as sites and agencies sign.

    >>> _may_open("العرب اليوم"), _may_open("تقرير خاص"), _may_open("ليلى حداد"), _may_open("حلب")
    (True, False, False, False)
    """
    key = phrase_key(name)
    if is_person(name) or is_desk(name) or is_role(name) or is_byline_label(name):
        return False
    if words_of_sections().issuperset(key.split()) and not is_site_name(name):
        return False
    return bool(named(name)) and not is_agency(name)


def _has_articles(line: Line) -> bool:
    r"""Say whether each word of a short line has the article, as a name of a site may.

    >>> from builder.extract.plaintext.lines import split_lines
    >>> [_has_articles(line) for line in split_lines("الأفق\nالأفق الجديد\nالمحرر السياسي")]
    [True, True, False]
    """
    bare = line.text.removeprefix("ال")
    return has_articles(line.text) and not is_role(bare) and not is_desk(line.text)


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
        note_remnant(draft, line)


def _under_headline(draft: Draft, line: Line) -> bool:
    """Say whether only lines of the standfirst stand between a line and the headline."""
    above = draft.lines[line.index - 1]
    return draft.ledger.fate(above) in (Fate.TITLE, Fate.STANDFIRST)


def _about_headline(draft: Draft, line: Line) -> bool:
    """Say whether a line shares a word with the headline, as captions without a mark do."""
    words = {word for word in line.key.split() if len(word) > MIN_LETTERS + 1}
    return not words.isdisjoint(draft.title_key.split())


def in_headline(draft: Draft, line: Line) -> bool:
    """Say whether the headline names this person: then the line is about, not by, them."""
    return line.key in draft.title_key


def _bare_name(draft: Draft, line: Line, start: int) -> bool:
    """Say whether a short line right above the text can be its author's name and nothing else."""
    if draft.authors or line.index != start - 1 or not 1 < line.words <= MAX_WORDS_OF_BARE_NAME:
        return False
    if line.stop is not Stop.NONE or any(sign.isdigit() or sign == ":" for sign in line.text):
        return False
    first = line.key.partition(" ")[0]
    if first in PREPOSITIONS or is_agency(first) or looks_like_caption(line.text):
        return False
    seen = draft.headline.value if draft.headline else ""
    text = phrase_key(seen + " " + draft.lines[start].text)
    return not any(word in text for word in line.key.split() if len(word) > MIN_LETTERS)
