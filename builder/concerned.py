"""Which records of the last run another vocabulary concerns; the others stay as they are.

A reading has the vocabulary through indices, whose questions are kept with the record, and through
the patterns of names and keywords. So a record stays where none of its questions has another answer
and none of the patterns that came or went fits anywhere in its texts: then no name that they show,
hide or support can be taken otherwise. Patterns are made of one entry each, and compared with what
judging sees of it: a new alias of سوريا concerns the articles that have this alias, and no others.
Words that names need or deny count only beside those names, which are then other patterns.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Final, TypeVar

from builder.asked import EVERYTHING, digest, indices_of, unpacked
from builder.desk import desk_of
from builder.gazetteer.patterns import AdjectiveTarget, KeywordTarget, NameTarget, patterns
from builder.gazetteer.scan import Scanner
from builder.terms import NAMED
from builder.vocabulary import Entry, Vocabulary
from builder.vocabulary.kept import pack, unpack
from builder.world import world_besides_vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from builder.desk import Desk
    from builder.gazetteer.patterns import Pattern, Target
    from builder.model import Problem
    from builder.sources import Sources
    from builder.workshop import Workshop

E = TypeVar("E", bound=Entry)

_ABSENT: Final = object()
_NOT_JUDGED: Final[Mapping[str, Any]] = {
    "name": "",
    "aliases": (),
    "not_in": (),
    "description": None,
    "was": (),
    "latitude": None,
    "longitude": None,
    "keywords": (),
    "see_also": (),
    "scope_note": None,
}
"""What nobody looks at who judges what a pattern shows, as if it were empty."""


class Basis:
    """What all records depend on besides their raw files: the vocabulary, and everything else."""

    def __init__(self, workshop: Workshop) -> None:
        """Take the basis of this run."""
        self._workshop = workshop
        self._rest = world_besides_vocabulary(workshop.config)

    def dump(self) -> bytes:
        """Return it in a form to be kept."""
        return pack(self._rest, self._workshop.desk.vocabulary)

    def change_since(self, kept: bytes) -> Change | None:
        """Return how it differs from that of an earlier run; None where by more than entries."""
        rest, vocabulary = unpack(kept)
        if rest != self._rest or vocabulary is None:
            return None
        return change_of(desk_of(vocabulary, self._workshop.config), self._workshop.desk)


@dataclass(frozen=True, slots=True)
class Change:
    """The difference between two vocabularies, as far as readings can notice it."""

    questions: frozenset[int]
    """Digests of those that have another answer now."""
    patterns: Scanner | None
    """Finds the patterns that came or went."""
    sources: Sources | None
    """Those of today, where they are others."""

    def concerns(self, questions: bytes, texts: str, problems: Iterable[Problem]) -> bool:
        """Tell whether a file may be read otherwise now that asked these questions.

        `texts` has all that names were looked for in.
        """
        return (
            not self.questions.isdisjoint(unpacked(questions))
            or any(map(self._is_past, problems))
            or (self.patterns is not None and bool(self.patterns.scan((texts,)).hits))
        )

    def _is_past(self, problem: Problem) -> bool:
        """Tell whether a problem would name another source as the one that was meant."""
        if self.sources is None or problem.code not in ("SOURCE02", "SOURCE03"):
            return False
        values, now = dict(problem.values), self.sources
        find = now.nearest if problem.code == "SOURCE02" else now.nearest_id
        return find(values["name"]) != values.get("nearest")


def change_of(before: Desk, now: Desk) -> Change:
    """Return how a desk differs from that of an earlier run."""
    changed = tuple(_changed_patterns(before.vocabulary, now.vocabulary))
    return Change(
        frozenset(_changed_questions(indices_of(before), indices_of(now))),
        Scanner(changed) if changed else None,
        None if now.sources.by_key == before.sources.by_key else now.sources,
    )


def _changed_questions(
    before: Mapping[str, Mapping[str, Any]], now: Mapping[str, Mapping[str, Any]]
) -> Iterator[int]:
    for name in before.keys() | now.keys():
        old, new = before.get(name, {}), now.get(name, {})
        if list(old.items()) != list(new.items()):
            yield digest(name, EVERYTHING)
        for key in old.keys() | new.keys():
            if old.get(key, _ABSENT) != new.get(key, _ABSENT):
                yield digest(name, key)


def _changed_patterns(before: Vocabulary, now: Vocabulary) -> Iterator[Pattern]:
    """Yield the patterns that one of two vocabularies has."""
    old = {_as_judged(one): one for one in patterns(_changed_entries(before, now))}
    new = {_as_judged(one): one for one in patterns(_changed_entries(now, before))}
    for shape in old.keys() ^ new.keys():
        yield old.get(shape) or new[shape]


def _changed_entries(one: Vocabulary, other: Vocabulary) -> Vocabulary:
    """Return the entries of a vocabulary that another one has otherwise, or not at all."""
    changed: dict[str, Any] = {
        kind: {
            key: entry for key, entry in one.of(kind).items() if other.of(kind).get(key) != entry
        }
        for kind in NAMED
    }
    return Vocabulary(**changed)


def _as_judged(pattern: Pattern) -> Pattern:
    """Return a pattern with no more of its entry than those look at who judge what it shows."""
    return pattern._replace(target=_bare_target(pattern.target))


def _bare_target(target: Target) -> Target:
    match target:
        case NameTarget():
            return replace(target, entry=_bare(target.entry))
        case AdjectiveTarget():
            return replace(target, entry=_bare(target.entry))
        case KeywordTarget():
            return replace(target, topic=_bare(target.topic))
    return target


def _bare(entry: E) -> E:
    """Leave out the names, whose patterns speak for themselves, and what only pages show."""
    has = {field.name for field in fields(entry)}
    return replace(entry, **{name: none for name, none in _NOT_JUDGED.items() if name in has})
