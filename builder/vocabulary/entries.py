"""The entries of the vocabulary, as the rest of the builder sees them."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from builder.folding import name_key

if TYPE_CHECKING:
    from collections.abc import Mapping

Kind = Literal["topics", "people", "organisations", "places", "sources"]

KINDS: Final[tuple[Kind, ...]] = ("topics", "people", "organisations", "places", "sources")


@dataclass(frozen=True, slots=True)
class Alias:
    """One way an entry is named in a text."""

    text: str
    needs: tuple[str, ...] = ()
    """Context words: where there are any, one of them must stand within a page of it."""
    denies: tuple[str, ...] = ()
    """Context words that say: here the name means something else. They count in their paragraph."""
    suggest: bool = False
    """True for a name too ambiguous to decide by rule: alone it is only a suggestion."""

    @property
    def conditional(self) -> bool:
        """Whether what surrounds the name can change what it means."""
        return self.ambiguous or bool(self.denies)

    @property
    def ambiguous(self) -> bool:
        """Whether the name needs more than itself to count."""
        return self.suggest or bool(self.needs)


@dataclass(frozen=True, slots=True)
class Keyword:
    """A word or phrase that speaks for a topic."""

    text: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What entries of all kinds have."""

    id: str
    """ASCII slug, the last part of the entry's address; for ever."""
    name: str
    """The Arabic name that pages show."""
    aliases: tuple[Alias, ...] = ()
    """Other names. One that is spelt like `name` gives conditions to the name itself."""
    description: str | None = None
    was: tuple[str, ...] = ()
    """Former ids, whose addresses redirect here."""
    not_in: tuple[str, ...] = ()
    """Phrases that contain a name of the entry and mean something else: «نصف قطر»."""

    @property
    def names(self) -> tuple[Alias, ...]:
        """All names the entry is found by, the main one first."""
        key = name_key(self.name)
        if any(name_key(alias.text) == key for alias in self.aliases):
            return self.aliases
        return (Alias(self.name), *self.aliases)


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic(Entry):
    """A subject of articles. Naming a narrower topic never implies the broader one silently."""

    broader: str | None = None
    """Id of the next broader topic."""
    see_also: tuple[str, ...] = ()
    scope_note: str | None = None
    """What belongs here and what does not, for the curator."""
    keywords: tuple[Keyword, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Entry):
    """A public or historical figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation(Entry):
    """A body that acts: a state's organ, a company, an armed group, a university."""

    kind: str
    place: str | None = None
    """Id of the place it belongs to or has its seat in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Entry):
    """A country, city, region or site."""

    kind: str
    country: str | None = None
    """Id of the country's entry; None for countries and for what spans several."""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Entry):
    """A publisher of articles, or an agency that other publishers quote."""

    url: str | None = None
    country: str | None = None
    kind: str = "site"
    rights: str = "full"
    """`full`, `excerpt` or `link`: what of its articles is published."""
    date_order: str | None = None
    """`dmy` or `mdy`, where the source writes dates in figures."""
    time_zone: str | None = None
    """IANA name of the zone its times are in."""
    agency: bool = False
    """True for a news agency, whose name in an article is mostly a credit and not the publisher."""


def _empty() -> Mapping[str, object]:
    return MappingProxyType({})


class Warned(NamedTuple):
    """A mistake in a file that keeps no entry from being used."""

    path: str
    code: str
    line: int | None
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All entries, by kind and id, in the order of the files."""

    topics: Mapping[str, Topic] = field(default_factory=_empty)  # type: ignore[arg-type]
    people: Mapping[str, Person] = field(default_factory=_empty)  # type: ignore[arg-type]
    organisations: Mapping[str, Organisation] = field(default_factory=_empty)  # type: ignore[arg-type]
    places: Mapping[str, Place] = field(default_factory=_empty)  # type: ignore[arg-type]
    sources: Mapping[str, Source] = field(default_factory=_empty)  # type: ignore[arg-type]
    warned: tuple[Warned, ...] = ()
    """What is to be told of the files that it was read from."""

    def of(self, kind: Kind) -> Mapping[str, Entry]:
        """Return the entries of one kind."""
        entries: Mapping[str, Entry] = getattr(self, kind)
        return entries
