"""Weigh names that nobody knows by the places where they stand.

Above the menu of a page stands the site's name. Anywhere else, at the top, under the headline,
beside the author's label, a few unknown words may be anything; where they stand in two such
places they are the site's name too.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from builder.extract.called import is_site_name
from builder.extract.ordinary import HOMES
from builder.extract.persons import is_person, is_role
from builder.extract.phrases import phrase_key, phrase_set
from builder.extract.plaintext.draft import SourceHint
from builder.extract.plaintext.lines import Stop
from builder.extract.plaintext.masthead import SITE_LINE_SCORE, named
from builder.extract.roles import Role
from builder.model import Fate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.extract.plaintext.draft import Draft
    from builder.extract.plaintext.lines import Line

OVER_MENU_SCORE: Final = 0.4
STANDING_SCORE: Final = 0.2
"""For a place where sections, authors and slogans stand as often as the site's name."""
STANDING: Final = frozenset({"name-at-top", "echo-below", "under-headline", "signed-name", "blog"})
"""Rules of such places: one alone names nobody."""
MAX_WORDS: Final = 4
MAX_DIGITS: Final = 2
REACH_OF_TOP: Final = 6
REACH_OF_HOME: Final = 5
MENU_LENGTH: Final = 3
BESIDE_PLACE_SCORE: Final = 0.3
"""For the name at the top that the dateline says again."""
REACH_OF_FOOT: Final = 12
_OF_BLOGS: Final = re.compile(
    r"blog at wordpress|wordpress\.com|وو?ردبر?يس|\bblogger\b|posted in |رسالة أقدم",
    re.IGNORECASE,
)
"""What only makers of blogs print under a text."""
_SIGNS: Final = frozenset("-–—ـ/|:،")
UNSURE: Final = 0.5
"""How sure an author is whose name nobody knows for one."""
_EDITORS: Final = tuple(
    map(phrase_key, ("رئيس التحرير", "رئيس مجلس الإدارة", "المدير المسؤول", "مدير النشر"))
)
"""Labels of those who answer for a paper, under its name at the top."""
_WITH_HOST: Final = re.compile(
    r"^(?P<name>[^\W\dA-Za-z][^\dA-Za-z:|]{2,30}?)\s*[-–—|(]?\s*(?:https?://)?(?:www\.)?"
    r"[A-Za-z][\w-]{2,30}\.(?:com|net|org|info|news|tv|ma|tn|dz|mr|ly|sd|eg|sy|lb|jo|ps|iq|ye|sa|ae|qa|kw|bh|om)"
    r"\)?$"
)
"""«الأفق alofoq.com»"""


def standing_hints(draft: Draft) -> Iterator[SourceHint]:
    """Yield the names by which the site may be called, as their places show."""
    yield from _with_host(draft)
    first = _first_name(draft)
    if first is not None:
        known = is_site_name(first.text) or first.key in draft.known_sources
        over_menu = _stands_over_menu(draft, first)
        if over_menu:
            yield SourceHint.on(first, "over-menu", OVER_MENU_SCORE)
        elif not known:
            yield SourceHint.on(first, "name-at-top", STANDING_SCORE)
        if not known and _opens_dateline(draft, first):
            yield SourceHint.on(first, "dateline", BESIDE_PLACE_SCORE)
        if not known and _is_echoed(draft, first):
            yield SourceHint.on(first, "echo-below", STANDING_SCORE)
        if not known and _is_blog(draft):
            yield SourceHint.on(first, "blog", STANDING_SCORE)
    for author in draft.authors:
        doubtful = author.rule == "byline" or author.score <= UNSURE
        if doubtful and not is_person(author.value):
            yield SourceHint(
                author.value, "signed-name", author.line, STANDING_SCORE, author.excerpt
            )


def is_editors_label(line: Line) -> bool:
    """Say whether a line tells who answers for a paper: «رئيس التحرير», with or without a name."""
    return line.text[0] in "رام" and line.key.startswith(_EDITORS)


def _is_blog(draft: Draft) -> bool:
    """Say whether the foot of a page is a blog's, whose name stands at the top."""
    foot = draft.lines[-REACH_OF_FOOT:]
    return any(not draft.ledger.kept(line) and _OF_BLOGS.search(line.text) for line in foot)


def _is_echoed(draft: Draft, first: Line) -> bool:
    """Say whether the page says the name again under the text, among other words: «المزيد من …»."""
    names = {f" {first.key} ", f" ال{first.key} ", f" {first.key.removeprefix('ال')} "}
    count = first.words
    below = (line for line in draft.lines[first.index + 1 :] if line.words > count and line.short)
    seen = (f" {line.key} " for line in below if not draft.ledger.kept(line))
    return any(name in key for key in seen for name in names)


def _opens_dateline(draft: Draft, first: Line) -> bool:
    """Say whether the dateline begins or ends with the name and a sign: «تواصل – الأحساء»."""
    placed = draft.dateline.excerpt.rstrip(" :") if draft.dateline else ""
    behind = placed.removeprefix(first.text).lstrip()
    before = placed.removesuffix(first.text).rstrip()
    return (behind != placed and behind[:1] in _SIGNS) or (
        before != placed and before[-1:] in _SIGNS
    )


def note_remnant(draft: Draft, line: Line) -> None:
    """Keep in mind what says nothing of itself under the headline: it may be the site's name."""
    if _may_be_name(draft, line):
        _note(draft, line, line.text)


def note_beside_place(draft: Draft, line: Line, name: str) -> None:
    """Take «حلب - صدى الجبل» under a headline for a dateline, unless it may name a section.

    One word alone, «حلب - أوراق», may be anything.
    """
    words = phrase_key(name).split()
    if len(words) > 1 and words_of_sections().isdisjoint(words):
        _note(draft, line, name)


def _note(draft: Draft, line: Line, name: str) -> None:
    hint = SourceHint.on(line, "under-headline", STANDING_SCORE, name)
    draft.sources.append(hint)


@cache
def words_of_sections() -> frozenset[str]:
    """Return all words of which names of sections, labels and what is no name are made."""
    phrases = (
        phrase_set("sections")
        | phrase_set("bylines", "labels")
        | phrase_set("sources", "not_names")
    )
    return frozenset(word for phrase in phrases for word in phrase.split())


def _with_host(draft: Draft) -> Iterator[SourceHint]:
    """Take a name at the top that stands beside the address of its site."""
    for line in draft.lines[:REACH_OF_TOP]:
        found = _WITH_HOST.match(line.text) if "." in line.text else None
        if found is not None and not draft.ledger.kept(line) and named(found["name"]):
            yield SourceHint.on(line, "site-line", SITE_LINE_SCORE, found["name"])


def _first_name(draft: Draft) -> Line | None:
    """Return the first line of the page that may be a name; a headline above it rules it out."""
    for line in draft.lines[:REACH_OF_TOP]:
        reading = draft.readings[line.index]
        if reading is not None and reading.role not in (Role.ORNAMENT, Role.CHROME, Role.DATE):
            return None
        if draft.ledger.fate(line) is Fate.TITLE or line.text.startswith(HOMES):
            return None
        if reading is None and line.key not in phrase_set("sources", "not_names"):
            return line if _may_be_name(draft, line) else None
    return None


def _stands_over_menu(draft: Draft, line: Line) -> bool:
    """Say whether the link to the first page, or a row of sections, follows a line closely."""
    below = draft.lines[line.index + 1 : line.index + 1 + REACH_OF_HOME + MENU_LENGTH]
    for at in below[:REACH_OF_HOME]:
        if at.text.startswith(HOMES) or is_editors_label(at):
            return True
    sections = [at for at in below if at.words <= MAX_WORDS and at.is_section]
    return len(sections) >= MENU_LENGTH


def _may_be_name(draft: Draft, line: Line) -> bool:
    if line.words > MAX_WORDS or line.stop is not Stop.NONE or not named(line.text):
        return False
    if sum(map(str.isdigit, line.text)) > MAX_DIGITS or ":" in line.text:
        return False
    if line.text.isascii() and any(word[0].islower() for word in line.text.split()[1:]):
        return False  # «Aller au contenu principal»
    key = line.key
    if not key or is_role(line.text) or is_editors_label(line):
        return False
    if draft.title_key == key:
        return False
    return not is_person(line.text)
