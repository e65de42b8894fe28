"""Choose the authors' names, and keep out names of sites, agencies and accounts."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from builder.arabic.key import words
from builder.extract.accounts import is_account
from builder.extract.bylines import read_byline
from builder.extract.page.publishers import domain_of
from builder.extract.persons import is_person, reporter, split_names
from builder.extract.phrases import phrase_key, phrase_set
from builder.model import Evidence, Fate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.extract.page.fates import Decisions
    from builder.extract.page.metadata import Metadata
    from builder.extract.page.parts import Segment

MAX_WORDS_OF_NAME: Final = 5

_ADDRESS: Final = re.compile(r"https?://|www\.|@|\.(?:com|net|org)\b", re.IGNORECASE)
_ONE_WORD: Final = re.compile(r"^[A-Za-z.-]+$")
_MAKER: Final = re.compile(r"\b(?:developed|designed|powered|programmed)\b", re.IGNORECASE)


def choose_authors(
    metadata: Metadata,
    decisions: Decisions,
    segments: Sequence[Segment],
    source: Evidence[str] | None,
) -> tuple[Evidence[str], ...]:
    """Return the authors by the first place that names persons.

    A labelled byline on the page comes first, for it is what readers see; then the metadata, then
    a name that only its place shows to be a byline.
    """
    sites = _sites(metadata, source)
    for found in (
        _labelled(decisions, segments),
        _said(metadata, "person"),
        _persons(tuple(_placed(decisions, segments))),
        _said(metadata, "author"),
    ):
        named = map(_without_role, found)
        authors = tuple(author for author in named if _is_author(author.value, sites))
        if authors:
            return tuple({author.value: author for author in authors}.values())
    return ()


def _without_role(author: Evidence[str]) -> Evidence[str]:
    """Leave out what the author does, where it stands beside the name: «فلان كاتب وباحث»."""
    names = reporter(author.value)
    return replace(author, value=names[0]) if names else author


def _labelled(decisions: Decisions, segments: Sequence[Segment]) -> Iterator[Evidence[str]]:
    for index in sorted(decisions.readings):
        reading = decisions.readings[index]
        segment = segments[index]
        for name in (
            reading.names
            if decisions.fates[index][0] in {Fate.BYLINE, Fate.DATE, Fate.DATELINE}
            else ()
        ):
            yield Evidence(name, reading.rule, segment.line, segment.text, reading.score)


def _placed(decisions: Decisions, segments: Sequence[Segment]) -> Iterator[Evidence[str]]:
    for index in decisions.of(Fate.BYLINE):
        reading = decisions.readings.get(index)
        if reading is None or reading.names:
            continue
        segment = segments[index]
        for name in split_names(segment.text):
            yield Evidence(name, "named-byline", segment.line, segment.text, 0.7)


def _persons(found: tuple[Evidence[str], ...]) -> tuple[Evidence[str], ...]:
    """Keep the persons, where a column's name stands beside them in the same part."""
    return tuple(one for one in found if is_person(one.value)) or found


def _said(metadata: Metadata, question: str) -> Iterator[Evidence[str]]:
    for said in metadata.all(question):
        if _ADDRESS.search(said.value) or _MAKER.search(said.value):
            continue
        byline = read_byline(said.value)
        for name in byline.names if byline else split_names(said.value):
            yield Evidence(name, said.rule, said.line, said.value, 0.8)


def _is_author(name: str, sites: frozenset[str]) -> bool:
    if _ADDRESS.search(name) or _ONE_WORD.match(name) or is_account(name):
        return False
    key = "".join(words(name))
    if not key or len(name.split()) > MAX_WORDS_OF_NAME:
        return False
    return not any(key == site or (len(key) > 3 and (key in site or site in key)) for site in sites)  # noqa: PLR2004


def _sites(metadata: Metadata, source: Evidence[str] | None) -> frozenset[str]:
    desks = phrase_set("bylines", "desks")
    said = (*metadata.all("site"), *metadata.all("organisation"))
    names = [one.value for one in said if phrase_key(one.value) not in desks]
    if source is not None:
        names += [source.value, source.excerpt]
    domain = domain_of(metadata.address) or ""
    names += [part for part in domain.split(".") if len(part) > 3]  # noqa: PLR2004
    return frozenset(key for name in names if len(key := "".join(words(name))) > 2)  # noqa: PLR2004
