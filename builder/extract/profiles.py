"""Profiles: what is known of one publisher's pages, as data, by version."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from builder.extract.phrases import phrase_key
from builder.own_yaml import own_data

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

FOLDER: Final = "profiles"
MAX_WORDS_OF_MARK: Final = 6


@dataclass(frozen=True, slots=True)
class Marks:
    """What a page of one version of the site shows; several together recognise it."""

    lines: frozenset[str]
    """Whole lines, folded, with `+A` and `-A` kept apart from «a» by their signs."""
    patterns: tuple[re.Pattern[str], ...]
    needs: tuple[re.Pattern[str], ...]
    """Shapes of lines without which the page is not this version's, however many marks it shows."""
    at_least: int
    valid_until: date | None = None

    def found(self, lines: Sequence[str]) -> tuple[str, ...]:
        """Return the marks that these lines show; none where a needed one is missing."""
        needed = [_first(lines, pattern) for pattern in self.needs]
        if not all(needed):
            return ()
        shapes = [hit for pattern in self.patterns if (hit := _first(lines, pattern))]
        present = {_mark_key(line) for line in lines if line.count(" ") < MAX_WORDS_OF_MARK}
        return (*filter(None, needed), *shapes, *sorted(self.lines & present))


@dataclass(frozen=True, slots=True)
class Profile:
    """One publisher."""

    id: str
    name: str
    domains: tuple[str, ...] = ()
    zone: str | None = None
    date_order: str | None = None
    versions: tuple[Marks, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A profile that fits a page, with the marks that showed it."""

    profile: Profile
    score: float
    excerpt: str


@dataclass(frozen=True, slots=True)
class Profiles:
    """All profiles, ready to be recognised; empty to read without any."""

    all: tuple[Profile, ...] = ()

    def recognise(self, lines: Sequence[str]) -> Match | None:
        """Return the profile whose marks these short lines show, if one has enough of them."""
        best: Match | None = None
        for profile in self.all:
            for version in profile.versions:
                found = version.found(lines)
                if len(found) >= version.at_least and (best is None or len(found) > best.score):
                    best = Match(profile, len(found), ", ".join(found))
        return best


def _first(lines: Sequence[str], pattern: re.Pattern[str]) -> str | None:
    return next((line for line in lines if pattern.search(line)), None)


def _mark_key(text: str) -> str:
    return phrase_key(text) + ("+" if "+" in text else "") + ("-" if "-" in text else "")


@cache
def load_profiles() -> Profiles:
    """Return the profiles of `builder/data/profiles`."""
    entries = files("builder").joinpath("data", FOLDER).iterdir()
    names = sorted(entry.name for entry in entries if entry.name.endswith(".yml"))
    read = (own_data(f"{FOLDER}/{name.removesuffix('.yml')}") for name in names)
    return Profiles(tuple(map(_profile, read)))


def _profile(data: Mapping[str, Any]) -> Profile:
    return Profile(
        id=data["id"],
        name=data["name"],
        domains=tuple(data.get("domains", ())),
        zone=data.get("zone"),
        date_order=data.get("date_order"),
        versions=tuple(_marks(version) for version in data["versions"]),
    )


def _marks(data: Mapping[str, Any]) -> Marks:
    return Marks(
        lines=frozenset(map(_mark_key, data.get("lines", ()))),
        patterns=tuple(re.compile(pattern) for pattern in data.get("patterns", ())),
        needs=tuple(re.compile(pattern) for pattern in data.get("needs", ())),
        at_least=data["at_least"],
        valid_until=data.get("valid_until"),
    )
