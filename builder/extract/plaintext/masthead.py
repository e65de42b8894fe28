"""Find the site's name at the top of its page, alone or beside what the site is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from builder.extract.called import (
    PREPOSITIONS,
    is_called_site,
    is_numbered_place,
    is_site_line,
    is_site_name,
)
from builder.extract.listed import is_no_name, is_place, is_section
from builder.extract.part_headings import heads_part
from builder.extract.persons import is_role
from builder.extract.phrases import phrase_key, phrase_set
from builder.extract.plaintext.draft import SourceHint
from builder.extract.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.extract.plaintext.draft import Draft
    from builder.extract.plaintext.lines import Line

MASTHEAD_SCORE: Final = 0.3
REACH_OF_MASTHEAD: Final = 12
SITE_LINE_SCORE: Final = 0.5
SPOKEN_TO_SCORE: Final = 0.5
"""For a name at the top of the page that the article itself says people spoke to."""
MAX_WORDS_OF_NAME: Final = 6
MAX_WORDS_OF_MENTION: Final = 3
MIN_WORDS_OF_TEXT: Final = 12
"""A line longer than this is text that a site may begin with its own name."""
_BETWEEN_CRUMBS: Final = re.compile(r"\s+[/|>›»]\s+|\s*[-–،|(]?\s*العدد(?!\w)")
WHAT: Final = re.compile(
    "(?:يومية|أسبوعية|شهرية|فصلية|دورية|تصدر|يصدر|مستقلة?|إلكتروني(?:ة)?|إخباري(?:ة)?|غير ربحية)"
    r"(?!\w)"
)
BACK: Final = "العودة"
"""Before the trail of a forum: «العودة منتديات الأفق > التراث»."""
BASMALA: Final = phrase_key("بسم الله الرحمن الرحيم")
"""It may stand above all, and is neither a name nor a headline."""
_TELLS: Final = (" ل", " لـ", " لـ ", " لـ«", ' لـ"', " ل«", ' ل"', " لـ(", " ل(")
_FOUNDED: Final = re.compile(r"تأسس[تّ]* (?:عام|سنة|في)|(?:تصدر|صدرت) عن ")
MIN_LETTERS_OF_PURPOSE: Final = 5
"""Of «لحقوق» in a name; «لن» and «لها» are words of a sentence."""
_DEFINITE: Final = ("ال", "وال", "لل")
_LATIN: Final = re.compile("[A-Za-z]")


def first_line(draft: Draft) -> Iterator[SourceHint]:
    """Take the first line of a page for its name, by what stands under it or by its own words."""
    top = int(draft.lines[0].key.startswith(BASMALA) and len(draft.lines) > 1)
    first, reading = draft.lines[top], draft.readings[top]
    if draft.ledger.kept(first) or (reading is not None and reading.role is not Role.ORNAMENT):
        return
    if name := _introduced_name(draft, first):
        yield SourceHint.on(first, "masthead", SITE_LINE_SCORE, name)
    elif _is_called_site(first) or _is_lone_name(draft, first):
        yield SourceHint.on(first, "masthead", MASTHEAD_SCORE)


def _introduced_name(draft: Draft, first: Line) -> str:
    """Return the name over «مدونة عن …» or beside it, or that with which a trail begins."""
    below = draft.lines[first.index + 1 : first.index + 2]
    if first.words <= MAX_WORDS_OF_MENTION and any(map(describes, below)):
        return first.text
    name, sign, what = first.text.partition(" - ")
    if sign and name.count(" ") < MAX_WORDS_OF_MENTION and is_description(what):
        return name
    trail = _BETWEEN_CRUMBS.split(first.text.removeprefix(BACK).strip())
    return trail[0] if len(trail) > 1 and is_site_line(trail[0]) else ""


def _is_called_site(first: Line) -> bool:
    """Say whether a line begins as institutions do, or ends as sites do: «ضفاف بوست»."""
    if first.words > MAX_WORDS_OF_NAME or ":" in first.text:
        return False
    if first.words == 1:
        return is_site_name(first.text)
    head = first.key.partition(" ")[0]
    if head in phrase_set("sources", "institutions") or is_institution(first.text):
        return True
    if is_site_line(first.text):
        return False  # every such line counts by itself
    of_two = first.words == 2  # noqa: PLR2004 - «أسعار الذهب اليوم» is a headline
    return is_site_name(first.text) if of_two else is_called_site(first.text)


def _is_lone_name(draft: Draft, first: Line) -> bool:
    """Say whether a few words are a name: Latin letters, or words with which a text begins.

    One Latin word is enough; several have to stand on the page again.
    """
    if first.words > MAX_WORDS_OF_MENTION:
        return False
    name = f" {first.key} "
    if _LATIN.search(first.text):
        short = (line for line in draft.lines[1:] if line.short)
        return first.words == 1 or any(name in f" {line.key} " for line in short)
    texts = (line for line in draft.lines[1:] if line.words > MIN_WORDS_OF_TEXT)
    return first.words > 1 and any(f" {line.key}".startswith(name) for line in texts)


def repeated_at_top(draft: Draft, short: Sequence[Line]) -> Iterator[SourceHint]:
    """Take a name at the top that other chrome repeats."""
    top = [line for line in short if line.number <= REACH_OF_MASTHEAD and _may_be_name(draft, line)]
    for line in top:
        name = f" {line.key} "
        if any(name in f" {at.key} " and at.text != line.text for at in short):
            yield SourceHint.on(line, "masthead", MASTHEAD_SCORE)


def describes(line: Line) -> bool:
    """Say whether a line says what the name above it is: «مدونة عن …», «موقع إخباري مستقل»."""
    return is_description(line.text)


def is_description(text: str) -> bool:
    """Say whether words tell what a name is.

    >>> is_description("مجلة ثقافية عامة"), is_description("مجلة الأفق")
    (True, False)
    """
    words = phrase_key(text).split()
    if not 1 < len(words) <= MAX_WORDS_OF_NAME:
        return False
    known = phrase_set("sources", "kinds") | phrase_set("sources", "descriptions")
    if words[0] not in known:
        return False
    told = not phrase_set("sources", "periods").isdisjoint(words[1:])
    return words[1] in PREPOSITIONS or told or WHAT.match(text.partition(" ")[2]) is not None


def names_site(text: str) -> bool:
    """Say whether a line is a site's name, or tells when it was founded or who publishes it.

    >>> names_site("ضفاف بوست"), names_site("ثقافية عامة، تأسست عام 2011"), names_site("عودة السوق")
    (True, True, False)
    """
    return is_called_site(text) or is_institution(text) or _FOUNDED.search(text) is not None


def is_institution(text: str) -> bool:
    """Say whether a line is an institution's name and nothing else: no word of it can be a verb.

    >>> is_institution("منظمة المجتمع العلمي"), is_institution("وزارة التعليم تلغي الامتحان")
    (True, False)
    >>> is_institution("الشبكة الأهلية لحقوق الصيادين"), is_institution("الهيئة العليا لن تعود")
    (True, False)
    """
    first, *others = phrase_key(text).split() or [""]
    institutions = phrase_set("sources", "institutions")
    kind = first.removeprefix("ال")  # «شبكة الأفق» is known by its kind wherever it stands
    named = kind in institutions or (kind != first and kind in phrase_set("sources", "kinds"))
    return named and bool(others) and all(map(_is_definite, others))


def _is_definite(word: str) -> bool:
    return word.startswith(_DEFINITE) or (word[0] == "ل" and len(word) >= MIN_LETTERS_OF_PURPOSE)


def _may_be_name(draft: Draft, line: Line) -> bool:
    return (
        draft.readings[line.index] is None
        and line.words <= MAX_WORDS_OF_MENTION
        and not line.is_section
        and " " in line.key
        and not is_role(line.text)
    )


def spoken_to(draft: Draft, short: Sequence[Line]) -> Iterator[SourceHint]:
    """Take a name at the top to which people speak in the article: «قال في تصريح للأفق»."""
    texts = [line for line in draft.lines if line.words > MIN_WORDS_OF_TEXT]
    for line in short:
        if line.index >= REACH_OF_MASTHEAD:
            return
        if line.words > MAX_WORDS_OF_MENTION:
            continue
        name = line.text
        core = name.removeprefix("ال")
        told = [at for at in texts if core in at.text and is_told(name, at.text)]
        if any(map(draft.ledger.shares_text, told)) and named(name):
            yield SourceHint.on(line, "told-to", SPOKEN_TO_SCORE, name)


def is_told(name: str, text: str) -> bool:
    """Say whether somebody speaks to `name` in a text: «قال لـ«الأفق»», «في تصريح للأفق».

    >>> is_told("الأفق", "قال في تصريح للأفق إنه عاد"), is_told("الأفق", "نظر إلى الأفق")
    (True, False)
    """
    if name.startswith("ال") and f" لل{name[2:]}" in text:
        return True
    return any(f"{sign}{name}" in text for sign in _TELLS)


def named(text: str) -> str:
    """Return a name that chrome may call its site by.

    A place, a section, a part of a text or a service is none.

    >>> named("الأفق"), named("الرياضة"), named("الفصل الأول"), named("google news")
    ('الأفق', '', '', '')
    """
    if is_numbered_place(text):
        return text
    if is_section(text) or is_place(text) or is_no_name(text) or heads_part(text):
        return ""
    services = phrase_set("sources", "channels")
    return text if services.isdisjoint(phrase_key(text).split()) else ""
