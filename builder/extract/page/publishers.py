"""Choose the publisher's name, as its readers know it."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from builder.arabic.key import words
from builder.extract.listed import names_nobody
from builder.extract.phrases import phrase_key, phrase_set
from builder.extract.prepositions import without_preposition
from builder.extract.roles import Role
from builder.model import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from builder.extract.page.metadata import Metadata
    from builder.extract.page.parts import Segment
    from builder.extract.roles import Reading

WEIGHTS: Final = {
    "meta-og:site_name": 3.0,
    "json-ld-publisher": 3.0,
    "meta-citation_publisher": 3.0,
    "meta-citation_journal_title": 3.0,
    "meta-dc.publisher": 2.5,
    "microdata-publisher": 2.5,
    "title-suffix": 2.5,
    "json-ld-site": 2.0,
    "meta-publisher": 2.0,
    "copyright-line": 1.5,
}
DOMAIN_RULE: Final = "address-domain"
"""Rule of a name that is only the address's host: the page names no publisher."""
OTHER_WEIGHT: Final = 1.0
OWN_SCRIPT: Final = 1.5
"""What a name in the script of the text is worth more: readers of Arabic know the Arabic name."""
AGREEMENT: Final = 0.75
"""What each further place that gives the same name is worth."""
FRAGMENT: Final = 0.5
"""What a part of a longer text is worth less than a text that is a name all through."""
MAX_WORDS: Final = 5

_ADDRESS: Final = re.compile(
    r"^(?:https?:)?//|^@|\w\.(?:com|net|org|info|tv|co|[a-z]{2})\b", re.IGNORECASE
)
_PARTS: Final = re.compile(r"\s*[|•·:]\s*|\s+[-–—]\s+|\s*[–—]\s*")
_BESIDE: Final = re.compile(r"\s*[+،,/]\s*")
_EDGES: Final = ' .،,-–—|:"«»“”()[]©'
_COPYRIGHT: Final = re.compile(
    r"(?:©|\(c\)|copyright|الحقوق محفوظة|حقوق النشر محفوظة|حقوق الطبع محفوظة)", re.IGNORECASE
)
_YEARS: Final = re.compile(r"\b(?:19|20)\d\d\b(?:\s*[-–/]\s*(?:19|20)?\d\d\b)?")
_HOST: Final = re.compile(r"(?:www\.)?([\w-]{3,30})\.(?:com|net|org|tv|info|news)", re.IGNORECASE)
"""«CNNArabic.com»: some sites call themselves by their address."""
_MACHINE: Final = re.compile(r"^[A-Za-z]+[-_.]?[Vv]?\d+$")
_HANDLE: Final = re.compile(r"^[a-z0-9_.]+$")


def choose_publisher(
    metadata: Metadata, glued: Sequence[str], segments: Sequence[Segment], *, arabic: bool
) -> Evidence[str] | None:
    """Return the publisher's name with its evidence; the domain only where nothing names it.

    The same name in several places counts more than a name that stands in one; a slogan, an
    address or a handle is no name.
    """
    given = [(said.value, said.rule, said.line) for said in metadata.all("site")]
    given += [(name, "title-suffix", None) for name in glued]
    given += copyright_names(segments)
    scores: dict[str, float] = defaultdict(float)
    first: dict[str, Evidence[str]] = {}
    rules: dict[str, set[str]] = defaultdict(set)
    for value, rule, line in given:
        for name, share in _names(value):
            key = " ".join(words(name))
            if rule in rules[key]:
                continue
            weight = share * WEIGHTS.get(rule, OTHER_WEIGHT)
            weight += OWN_SCRIPT * share * (arabic and not key.isascii())
            scores[key] = max(scores[key], weight) + (AGREEMENT if rules[key] else 0.0)
            rules[key].add(rule)
            first.setdefault(key, Evidence(name, rule, line, value))
    if not scores:
        return _domain(metadata.address)
    for key in scores:
        scores[key] += AGREEMENT * any(_holds(other, key) for other in scores if other != key)
    best = max(scores, key=lambda key: (scores[key], -len(key)))
    found = first[best]
    return Evidence(found.value, found.rule, found.line, found.excerpt, min(1.0, scores[best] / 4))


def stated_publisher(
    segments: Sequence[Segment], readings: Mapping[int, Reading]
) -> Evidence[str] | None:
    """Return the publisher that a line of the page names as its source: «المصدر: وكالة الأفق».

    Of «الأفق + وكالات» it is the first that is a name.
    """
    for index, reading in sorted(readings.items()):
        if reading.role is not Role.SOURCE or reading.weak:
            continue
        for part in _BESIDE.split(reading.value):
            name = part.strip(_EDGES)
            if _may_be_name(name) and not names_nobody(name):
                text = segments[index].text
                return Evidence(name, reading.rule, segments[index].line, text, reading.score)
    return None


def domain_of(address: str | None) -> str | None:
    """Return the host of an address without what only says where its pages lie.

    >>> domain_of("https://www.arabic.example.org/n/1")
    'arabic.example.org'
    """
    host = (urlsplit(address).hostname or "") if address else ""
    return re.sub(r"^(?:www\d?|m|amp|mobile)\.", "", host) or None


def _names(value: str) -> Iterable[tuple[str, float]]:
    """Yield what may be a name: the whole, or the parts of «name | slogan», worth less."""
    parts = [part.strip(_EDGES) for part in _PARTS.split(value)]
    for part in parts:
        if host := _HOST.fullmatch(part):
            yield host[1], FRAGMENT
        elif _may_be_name(part):
            yield part, 1.0 if len(parts) == 1 else FRAGMENT


def _may_be_name(text: str) -> bool:
    if not text or len(text.split()) > MAX_WORDS or _ADDRESS.search(text):
        return False
    if any(sign in text for sign in "<>{}"):
        return False
    key = phrase_key(text)
    if not key or key in _not_names():
        return False
    if _MACHINE.match(text):
        return False
    return not (_HANDLE.match(text) and len(text) > 3)  # noqa: PLR2004 - «bbc» is a name, «mysite2» a handle


def copyright_names(segments: Sequence[Segment]) -> list[tuple[str, str, int | None]]:
    """Read the owner's name from the copyright line at the foot."""
    found: list[tuple[str, str, int | None]] = []
    for segment in segments[-25:]:
        if len(segment.text) > 150 or not _COPYRIGHT.search(segment.text):  # noqa: PLR2004
            continue
        bare = _YEARS.sub(" ", _COPYRIGHT.sub("|", segment.text))
        for piece in bare.split("|"):
            name = re.sub(r"^(?:جميع|كافة|كل|لـ|ل\s|لدى|by)\s*", "", piece.strip(_EDGES)).strip(
                _EDGES
            )
            others = (other.text for other in segments if other is not segment)
            name = without_preposition(name.partition(". ")[0], segment.text, others)
            if name and len(name.split()) <= MAX_WORDS - 1:
                found.append((name, "copyright-line", segment.line))
    return found


def _holds(longer: str, shorter: str) -> bool:
    return f" {shorter} " in f" {longer} "


def _domain(address: str | None) -> Evidence[str] | None:
    domain = domain_of(address)
    return Evidence(domain, DOMAIN_RULE, None, address or "", 0.3) if domain else None


@cache
def _not_names() -> frozenset[str]:
    return phrase_set("page", "no_source") | phrase_set("sources", "not_names")
