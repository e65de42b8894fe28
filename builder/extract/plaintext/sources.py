"""Decide who published an article, from everything on the page that names a publisher."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from builder.extract.listed import is_agency, is_national_agency, is_no_name, is_place, names_nobody
from builder.extract.persons import is_person
from builder.extract.phrases import phrase_key, phrase_set
from builder.extract.plaintext.comments import COMMENT
from builder.extract.plaintext.draft import SourceHint
from builder.extract.plaintext.latin_names import spelt_names
from builder.extract.plaintext.rights import rights_hints
from builder.extract.plaintext.site_names import site_hints
from builder.extract.plaintext.standing import STANDING, standing_hints
from builder.frozen import frozen
from builder.model import Evidence, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from builder.extract.plaintext.draft import Draft
    from builder.extract.profiles import Match

PROFILE_SCORE: Final = 0.8
HOST_SCORE: Final = 0.1
"""The host of the article's address: better than no name, and anything said is better."""
KNOWN_SCORE: Final = 0.5
AGENCY_SCORE: Final = 0.2
SENDER_SCORE: Final = 0.4
"""For an agency of one country that signs a dateline with the day in it."""
UNKNOWN_SCORE: Final = 0.5
"""For a name that nobody knows, beside a place: what the page's foot says weighs more."""
LEAST_OF_UNKNOWN: Final = 0.35
"""What a name needs that only such places give it: «حلب - أوراق» may be anything."""
MENTIONED: Final = "named-in-chrome"
"""The rule that cuts the kind, «بوابة», off a name: any other says how the site is called."""
BESIDE_PLACE: Final = "dateline"
OVER_DATE: Final = "publisher-by-date"
DOUBTFUL: Final = STANDING | {BESIDE_PLACE}
"""Rules that name nobody alone, unless the name is known."""
SIGNED: Final = frozenset({"glued-dateline", "date-line"})

_PARTS: Final = re.compile(r"\s*[+،,/]\s*|\s+[-–]\s+")
_ONLINE: Final = re.compile(r" (?:[أا]ون ?لاين|الإلكترونية|الالكترونية|online)$", re.IGNORECASE)
_HOST: Final = re.compile(r"https?://(?:www\.|\w{1,2}\.(?=[^/\s:.]+\.))?(?P<host>[^/\s:]+)")
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
"""In a day, «الأحد 4 دجنبر 2022», and in no publisher's name."""
_LETTERS: Final = re.compile(r"[^\W\d_]{2}")
_EDGES: Final = ' .-–—|،,:؛"«»“”()[]{}'


@frozen
class Source:
    """The publisher, and its id where it is known."""

    evidence: Evidence[str] | None
    id: str | None = None
    hints: tuple[SourceHint, ...] = ()
    """What speaks for it, one of each rule."""


def choose_source(draft: Draft, match: Match | None) -> Source:
    """Weigh the names: each rule has one voice a name; an agency counts where nothing else does."""
    hints = [
        part for hint in (*draft.sources, *_chrome_hints(draft)) for part in _parted(draft, hint)
    ]
    if match is not None:
        profile = match.profile
        hints.append(SourceHint(profile.name, "profile", None, PROFILE_SCORE, match.excerpt))
    heard: dict[str, dict[str, SourceHint]] = {}
    for hint in hints:
        if key := identity(draft, hint.name):
            weighed = replace(hint, score=_weight(draft, hint))
            by_rule = heard.setdefault(key, {})
            if hint.rule not in by_rule or weighed.score > by_rule[hint.rule].score:
                by_rule[hint.rule] = weighed
    totals = {key: sum(hint.score for hint in rules.values()) for key, rules in heard.items()}
    totals = {key: total for key, total in totals.items() if _names(draft, heard[key], total)}
    if not totals:
        return Source(None)
    key = max(totals, key=lambda name: totals[name])
    hint = max(heard[key].values(), key=lambda hint: (hint.rule != MENTIONED, hint.score))
    known = draft.known_sources.get(phrase_key(hint.name))
    sure = round(min(1.0, totals[key]), 2)
    found = Evidence(hint.name, hint.rule, hint.line, hint.excerpt or hint.name, sure)
    hints = list(heard[key].values())
    if match is not None and phrase_key(match.profile.name) == phrase_key(hint.name):
        return Source(found, match.profile.id, tuple(hints))
    return Source(found, known[0] if known else None, tuple(hints))


def no_source(draft: Draft) -> Problem:
    """Return the problem of an article without a source; «المصدر: وكالات» names nobody."""
    said = ((hint, part) for hint in draft.sources for part in _PARTS.split(hint.name))
    for hint, part in said:
        if names_nobody(part):
            return Problem("SOURCE01", hint.line, (("said", _trimmed(part)),))
    return Problem("SOURCE01")


def _names(draft: Draft, rules: Mapping[str, SourceHint], total: float) -> bool:
    """Say whether hints to a name suffice, where places that would not do alone give them all."""
    if total >= LEAST_OF_UNKNOWN or not rules.keys() <= DOUBTFUL:
        return True
    return not any(_is_unknown(draft, hint.name) for hint in rules.values())


def identity(draft: Draft, name: str) -> str:
    """Return one key for all spellings of a publisher: its id, or its name without its kind."""
    key = phrase_key(name)
    known = draft.known_sources.get(key)
    if known is not None:
        return known[0]
    words = key.split()
    while len(words) > 1 and words[0] in phrase_set("sources", "kinds"):
        words.pop(0)
    return " ".join(words)


def _parted(draft: Draft, hint: SourceHint) -> Iterator[SourceHint]:
    """Part «الجزيرة + وكالات», and leave out words that are not names.

    Of «دبي – الأفق» the place is left out, and of «دبي – فلان» the person.
    """
    parts = [part for piece in _PARTS.split(hint.name) if (part := _trimmed(piece))]
    for name in parts:
        key = phrase_key(name)
        if _YEAR.search(name) and key not in draft.known_sources:
            continue
        if not _LETTERS.search(name) or names_nobody(name):
            continue
        if is_no_name(name) and not _is_paper(draft, hint.rule, key):
            continue
        aside = is_place(name) or is_person(name)
        if len(parts) == 1 or key in draft.known_sources or not aside:
            yield replace(hint, name=_without_online(draft, name))


def _without_online(draft: Draft, name: str) -> str:
    """Return the known publisher whose pages a name says to be online: «الأفق أون لاين»."""
    paper = _ONLINE.sub("", name)
    own = phrase_key(name) in draft.known_sources
    return paper if not own and phrase_key(paper) in draft.known_sources else name


def _is_paper(draft: Draft, rule: str, key: str) -> bool:
    """Say whether a word that labels things, «الخبر», is here the head of a known paper's page."""
    papers = phrase_set("sources", "papers")
    return rule == OVER_DATE and any(f"{kind} {key}" in draft.known_sources for kind in papers)


def _trimmed(name: str) -> str:
    """Return a name without the signs around it, but with the mark that one in it opens."""
    bare = name.strip(_EDGES)
    return bare + "»" if bare.count("«") > bare.count("»") and f"{bare}»" in name else bare


def _chrome_hints(draft: Draft) -> Iterator[SourceHint]:
    """Read how the page calls its own site: in copyright lines, applications, terms, masthead."""
    dropped = [
        line
        for line in draft.lines
        if not draft.ledger.kept(line) and draft.readings[line.index] is not COMMENT
    ]
    short = [line for line in dropped if line.short]
    rights = list(rights_hints(draft, short))
    yield from rights
    yield from spelt_names(draft, short, [hint.name for hint in rights])
    for line in short:
        if line.key in draft.known_sources:
            yield SourceHint.on(line, "known-name", KNOWN_SCORE)
    yield from site_hints(draft, dropped, short)
    yield from standing_hints(draft)
    if draft.url is not None and (host := _HOST.match(draft.url.value)):
        yield _of_host(draft, draft.url, host["host"])


def _of_host(draft: Draft, url: Evidence[str], host: str) -> SourceHint:
    """Name the publisher that the vocabulary knows by the host of the article's address."""
    known = _known_by_host(draft, host)
    name, score = (known[1], KNOWN_SCORE) if known else (host, HOST_SCORE)
    return SourceHint(name, "host", url.line, score, url.excerpt)


def _known_by_host(draft: Draft, host: str) -> tuple[str, str] | None:
    """Return the id and name of the publisher whose site a host is, or is a part of."""
    while host.count("."):
        if (known := draft.known_sources.get(phrase_key(host))) is not None:
            return known
        host = host.partition(".")[2]
    return None


def is_of_another(draft: Draft, address: str, source: Source) -> bool:
    """Say whether an address belongs to a publisher that is known, and is not the article's."""
    host = _HOST.match(address)
    known = _known_by_host(draft, host["host"]) if host else None
    return known is not None and source.evidence is not None and known[0] != source.id


def _weight(draft: Draft, hint: SourceHint) -> float:
    """Weigh one hint: an agency and a name that only a dateline gives count for less."""
    if is_agency(hint.name):
        return _agency_score(hint)
    doubtful = hint.rule == BESIDE_PLACE and _is_unknown(draft, hint.name)
    return min(hint.score, UNKNOWN_SCORE) if doubtful else hint.score


def _is_unknown(draft: Draft, name: str) -> bool:
    return not is_agency(name) and phrase_key(name) not in draft.known_sources


def _agency_score(hint: SourceHint) -> float:
    sends = hint.rule in SIGNED and is_national_agency(hint.name)
    return SENDER_SCORE if sends else AGENCY_SCORE
