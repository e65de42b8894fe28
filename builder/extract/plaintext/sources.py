"""Decide who published an article, from everything on the page that names a publisher."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Final

from builder.extract.phrases import load_data, phrase_key, phrase_set
from builder.extract.plaintext.claims import is_site_line
from builder.extract.plaintext.draft import SourceHint
from builder.extract.readings import Role
from builder.model import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.extract.plaintext.draft import Draft
    from builder.extract.plaintext.lines import Line
    from builder.extract.profiles import Match

PROFILE_SCORE: Final = 0.8
COPYRIGHT_SCORE: Final = 0.6
LEGAL_NAME_SCORE: Final = 0.45
"""For a holder of rights in Latin letters, often the company and not the site."""
MENTION_SCORE: Final = 0.35
"""For each time the page's chrome calls a site by its name."""
MAX_MENTIONS: Final = 50
MASTHEAD_SCORE: Final = 0.3
REACH_OF_MASTHEAD: Final = 12
SITE_LINE_SCORE: Final = 0.5
HOST_SCORE: Final = 0.1
"""The host of the article's address: better than no name, and anything said is better."""
KNOWN_SCORE: Final = 0.5
TOLD_SCORE: Final = 0.3
AGENCY_SCORE: Final = 0.2
SENDER_SCORE: Final = 0.4
"""For an agency of one country that signs a dateline with the day in it."""
SIGNED: Final = frozenset({"glued-dateline", "date-line"})
MAX_WORDS_OF_NAME: Final = 6
MAX_WORDS_OF_MENTION: Final = 3
MIN_WORDS_OF_TEXT: Final = 12
"""A line longer than this is text that a site may begin with its own name."""

_PARTS: Final = re.compile(r"\s*[+،,/]\s*|\s+[-–]\s+")
_RIGHTS: Final = re.compile("©|copyright|حقوق|rights reserved", re.IGNORECASE)
_RIGHTS_WORDS: Final = re.compile(
    r"(?:جميع|كل|كافة)?\s*(?:ال)?حقوق(?: النشر| الطبع| الملكية)?(?: والنشر)?|محفوظة|محفوظه|"
    r"all rights? reserved|copyright|©|\(c\)|(?:managed|powered|developed|designed) by.*|"
    r"\b(?:19|20)\d\d\b(?:\s*[-–]\s*\d{4})?|[-–]?\s*و?\s*(?:يحظر|لا يجوز|يمنع|لا يسمح).*",
    re.IGNORECASE,
)
_LATIN: Final = re.compile("[A-Za-z]")
_FOR: Final = re.compile(
    r"^\s*(?:لـ\s*|ل(?=[\"«])|ل(?:موقع|ل)?(?=موقع|صحيفة|جريدة|مجلة|قناة|شبكة|مؤسسة|وكالة|بوابة|دار)|لل)(?:موقع\s+)?"
)
_TOLD_TO: Final = re.compile(r"(?<!\w)لـ\s?[\"«“](?P<name>[^\"«»“”\d]{2,30})[\"»”]")
_EDITED: Final = re.compile(r"^(?P<name>[^:|]{4,30}?)\s*(?:رئيس التحرير|رئيس تحريرها)\s*\w")
_FOLLOWED: Final = re.compile(r"^تابعوا (?P<name>(?!\S*نا\b)\S+(?: \S+)?) (?:على|عبر)\b")
_HOST: Final = re.compile(r"https?://(?:www\.|\w{1,2}\.(?=[^/\s:.]+\.))?(?P<host>[^/\s:]+)")
_PREPOSITION: Final = re.compile(r"^ل(?P<name>\w{3}.*)$")
_DAYS: Final = frozenset({"اليوم", "الان"})
_EDGES: Final = ' .-–—|،,:؛"«»“”()'


@dataclass(frozen=True, slots=True)
class Source:
    """The publisher, and its id where it is known."""

    evidence: Evidence[str] | None
    id: str | None = None
    hints: tuple[SourceHint, ...] = ()
    """What speaks for it, one of each rule."""


def choose_source(draft: Draft, match: Match | None) -> Source:
    """Weigh the names: each rule has one voice a name; an agency counts where nothing else does."""
    hints = [part for hint in (*draft.sources, *_chrome_hints(draft)) for part in _parted(hint)]
    if match is not None:
        profile = match.profile
        hints.append(SourceHint(profile.name, "profile", None, PROFILE_SCORE, match.excerpt))
    heard: dict[str, dict[str, SourceHint]] = {}
    for hint in hints:
        if key := _identity(draft, hint.name):
            weighed = replace(hint, score=_agency_score(hint)) if _is_agency(hint.name) else hint
            by_rule = heard.setdefault(key, {})
            if hint.rule not in by_rule or weighed.score > by_rule[hint.rule].score:
                by_rule[hint.rule] = weighed
    if not heard:
        return Source(None)
    totals = {key: sum(hint.score for hint in rules.values()) for key, rules in heard.items()}
    key = max(totals, key=lambda name: totals[name])
    hint = max(heard[key].values(), key=lambda hint: hint.score)
    known = draft.known_sources.get(phrase_key(hint.name))
    sure = round(min(1.0, totals[key]), 2)
    found = Evidence(hint.name, hint.rule, hint.line, hint.excerpt or hint.name, sure)
    hints = list(heard[key].values())
    if match is not None and phrase_key(match.profile.name) == phrase_key(hint.name):
        return Source(found, match.profile.id, tuple(hints))
    return Source(found, known[0] if known else None, tuple(hints))


def _identity(draft: Draft, name: str) -> str:
    """Return one key for all spellings of a publisher: its id, or its name without its kind."""
    key = phrase_key(name)
    known = draft.known_sources.get(key)
    if known is not None:
        return known[0]
    words = key.split()
    while len(words) > 1 and words[0] in phrase_set("sources", "kinds"):
        words.pop(0)
    return " ".join(words)


def _parted(hint: SourceHint) -> Iterator[SourceHint]:
    """Part «الجزيرة + وكالات», and leave out words that are not names."""
    for part in _PARTS.split(hint.name):
        name = part.strip(_EDGES)
        if name and phrase_key(name) not in phrase_set("sources", "not_names"):
            yield replace(hint, name=name)


def _chrome_hints(draft: Draft) -> Iterator[SourceHint]:
    """Read how the page calls its own site: in copyright lines, applications, terms, masthead."""
    dropped = [line for line in draft.lines if not draft.ledger.kept(line)]
    for line in dropped:
        if line.short and _is_on_rights(line.text) and (name := _holder(draft, line)):
            score = LEGAL_NAME_SCORE if name.isascii() else COPYRIGHT_SCORE
            yield SourceHint(name, "copyright", line.number, score, line.text)
        if line.short and phrase_key(line.text) in draft.known_sources:
            yield SourceHint(line.text, "known-name", line.number, KNOWN_SCORE, line.text)
    yield from _mentions(draft, dropped)
    yield from _told_to(draft)
    yield from _around(dropped)
    yield from _masthead(draft)
    yield from _site_lines(draft, dropped)
    if draft.url is not None and (host := _HOST.match(draft.url.value)):
        yield SourceHint(host["host"], "host", draft.url.line, HOST_SCORE, draft.url.excerpt)


def _told_to(draft: Draft) -> Iterator[SourceHint]:
    """Take whom people told: «قال لـ«الأفق»» without a word for its kind is the publisher's own."""
    for line in draft.lines:
        told = _TOLD_TO.search(line.text) if "لـ" in line.text else None
        if told is not None and draft.ledger.shares_text(line):
            yield SourceHint(told["name"], "told-to", line.number, TOLD_SCORE, line.text[:80])


def _around(dropped: Sequence[Line]) -> Iterator[SourceHint]:
    """Take the name before «رئيس التحرير» at the top, and that of «تابعوا … على»."""
    for line in dropped:
        if "رئيس" not in line.text and not line.text.startswith("تابعوا"):
            continue
        found = (_EDITED.match(line.text) or _FOLLOWED.match(line.text)) if line.short else None
        if found and phrase_key(found["name"]) not in phrase_set("sources", "channels"):
            yield SourceHint(found["name"], "masthead", line.number, MASTHEAD_SCORE, line.text)


def _is_on_rights(text: str) -> bool:
    return "©" in text or "حقوق" in text or (text.isascii() and bool(_RIGHTS.search(text)))


def _mentions(draft: Draft, dropped: Sequence[Line]) -> Iterator[SourceHint]:
    """Take names that the chrome puts after words such as «موقع» more than once."""
    mentions: Counter[str] = Counter()
    first_line: dict[str, Line] = {}
    for line in dropped:
        unread = draft.readings[line.index] is None
        if line.words == 1 or (unread and line.short and line.words > MAX_WORDS_OF_MENTION):
            continue
        for name in _mentioned(line):
            mentions[name] += 1
            first_line.setdefault(name, line)
    common = dict(mentions.most_common(MAX_MENTIONS))
    for name, times in common.items():
        longer = any(o.startswith(f"{name} ") and common[o] == times for o in common)
        if times > 1 and not longer:
            line = first_line[name]
            score = MENTION_SCORE * times
            yield SourceHint(name, "named-in-chrome", line.number, score, line.text)


def _holder(draft: Draft, line: Line) -> str:
    """Return who holds the rights by a line on copyright, or by the line after it."""
    before, sign, after = line.text.partition("©")
    said = after if sign and _RIGHTS_WORDS.sub(" ", after).strip(_EDGES) else before + after
    name = " ".join(_RIGHTS_WORDS.sub(" ", said).split())
    name = _FOR.sub("", name.strip(_EDGES)).strip(_EDGES)
    name = _without_preposition(draft, name.partition(". ")[0], line.text)
    if not name and line.index + 1 < len(draft.lines):
        following = draft.lines[line.index + 1]
        name = following.text.strip(_EDGES) if draft.readings[following.index] is None else ""
    return name if name.count(" ") < MAX_WORDS_OF_NAME else ""


def _without_preposition(draft: Draft, name: str, text: str) -> str:
    """Cut the «ل» of «محفوظة لدفاتر النيل», unless the name is known with it or begins as a place.

    >>> from types import SimpleNamespace
    >>> draft = SimpleNamespace(known_sources={}, lines=())
    >>> _without_preposition(draft, "لدفاتر النيل", "جميع الحقوق محفوظة لدفاتر النيل")
    'دفاتر النيل'
    >>> _without_preposition(draft, "لبنان الآن", "© 2021 لبنان الآن")
    'لبنان الآن'
    """
    match = _PREPOSITION.match(name)
    if match is None or not re.search(rf"(?:محفوظ[ةه]|حقوق(?: النشر)?)\s+{re.escape(name)}", text):
        return name
    first = phrase_key(name.partition(" ")[0])
    if phrase_key(name) in draft.known_sources or first in phrase_set("datelines", "places"):
        return name
    bare = match["name"]
    alone = any(f" {first} " in f" {line.key} " for line in draft.lines if line.text != text)
    return name if alone and phrase_key(bare) not in draft.known_sources else bare


def _mentioned(line: Line) -> Iterator[str]:
    """Return the names, cut at every length, that follow words such as «موقع» and «تطبيق»."""
    for match in _mention_pattern().finditer(line.text):
        words = match["name"].split()[:MAX_WORDS_OF_MENTION]
        for count in range(1, len(words) + 1):
            yield " ".join(words[:count])


@cache
def _mention_pattern() -> re.Pattern[str]:
    kinds = "|".join(map(re.escape, (*load_data("sources")["kinds"], "تطبيق")))
    word = r"[^\s\"«»“”،.,:|؟!()]+"
    return re.compile(rf"(?<!\w)(?:{kinds})\s+[\"«“]?(?P<name>{word}(?: {word})*)")


def _masthead(draft: Draft) -> Iterator[SourceHint]:
    """Take the first line of a page for its name where it is one short word in Latin letters."""
    first = draft.lines[0]
    reading = draft.readings[0]
    if draft.ledger.kept(first) or (reading is not None and reading.role is not Role.ORNAMENT):
        return
    institution = first.key.partition(" ")[0] in phrase_set("sources", "institutions")
    last = first.key.rpartition(" ")[2]
    of_two = first.words == 2 or last not in _DAYS  # noqa: PLR2004 - «أسعار الذهب اليوم» is a headline
    sites = of_two and last in phrase_set("sources", "name_words")
    if (institution or sites) and 1 < first.words <= MAX_WORDS_OF_NAME:
        yield SourceHint(first.text, "masthead", first.number, MASTHEAD_SCORE, first.text)
        return
    if first.words > MAX_WORDS_OF_MENTION:
        return
    name = f" {first.key} "
    if not _LATIN.search(first.text):
        texts = (line for line in draft.lines[1:] if line.words > MIN_WORDS_OF_TEXT)
        opens = any(f" {line.key}".startswith(name) for line in texts)
        if not opens or first.words == 1:
            return
    again = any(name in f" {line.key} " for line in draft.lines[1:] if line.short)
    if first.words == 1 or again or not _LATIN.search(first.text):
        yield SourceHint(first.text, "masthead", first.number, MASTHEAD_SCORE, first.text)


def _site_lines(draft: Draft, dropped: Sequence[Line]) -> Iterator[SourceHint]:
    """Take lines such as «موقع روابي», and a name at the top that other chrome repeats."""
    dropped = [line for line in dropped if line.short]
    for line in dropped:
        if is_site_line(line.text) and not _is_on_rights(line.text):
            name = line.text.removeprefix("موقع ")
            yield SourceHint(name, "site-line", line.number, SITE_LINE_SCORE, line.text)
    top = [
        line for line in dropped if line.number <= REACH_OF_MASTHEAD and _may_be_name(draft, line)
    ]
    keys = {line.key for line in dropped} if top else set()
    for line in top:
        name = f" {line.key} "
        if any(name in f" {key} " for key in keys - {line.key}):
            yield SourceHint(line.text, "masthead", line.number, MASTHEAD_SCORE, line.text)


def _may_be_name(draft: Draft, line: Line) -> bool:
    return (
        draft.readings[line.index] is None
        and line.words <= MAX_WORDS_OF_MENTION
        and line.key not in phrase_set("sections")
        and " " in line.key
    )


def _agency_score(hint: SourceHint) -> float:
    sends = hint.rule in SIGNED and phrase_key(hint.name) in phrase_set("datelines", "senders")
    return SENDER_SCORE if sends else AGENCY_SCORE


def _is_agency(name: str) -> bool:
    return phrase_key(name) in phrase_set("datelines", "agencies")
