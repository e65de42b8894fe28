"""Judge the entries of all files together: references, cycles, shared names, look-alike letters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from zoneinfo import available_timezones

from builder.arabic.key import search_key
from builder.diagnostics import Diagnostic, spelt_out
from builder.folding import name_key
from builder.model import Problem
from builder.search.forms import stop_words
from builder.strict_yaml import Fields, Items, Scalar
from builder.vocabulary.build import aliases_of, text_of, texts_of
from builder.vocabulary.entries import Alias
from builder.vocabulary.look_alikes import INVISIBLE, find_look_alikes
from builder.vocabulary.schema import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from builder.strict_yaml import Node
    from builder.vocabulary.entries import Kind

_SHORTEST_KEY: Final = 2


@dataclass(frozen=True, slots=True)
class File:
    """The entries of one vocabulary file, still as nodes, by id."""

    kind: Kind
    shown: str
    """The file's path, as problems name it."""
    entries: dict[str, Fields]


@dataclass(frozen=True, slots=True)
class _Reference:
    """A field that holds ids of entries of one kind."""

    kind: Kind
    field: str
    to: Kind
    many: bool = False
    countries_only: bool = False


_REFERENCES: Final = (
    _Reference("topics", "broader", "topics"),
    _Reference("topics", "see_also", "topics", many=True),
    _Reference("organisations", "place", "places"),
    _Reference("places", "country", "places", countries_only=True),
    _Reference("sources", "country", "places", countries_only=True),
)


@dataclass(frozen=True, slots=True)
class _Name:
    """A name at its place, to be compared with all others."""

    file: File
    entry: str
    alias: Alias
    line: int


def check_together(files: Iterable[File]) -> Iterator[Diagnostic]:
    """Yield what is wrong between entries, and inside texts, of all readable files."""
    by_kind = {file.kind: file for file in files}
    for file in by_kind.values():
        for key, entry in file.entries.items():
            yield from _texts(file, entry)
            yield from _own_names(file, key, entry)
            yield from _found_everywhere(file, key, entry)
        yield from _former_ids(file)
    for reference in _REFERENCES:
        if reference.kind in by_kind and reference.to in by_kind:
            yield from _references(by_kind[reference.kind], by_kind[reference.to], reference)
    if "topics" in by_kind:
        yield from _cycles(by_kind["topics"])
    if "sources" in by_kind:
        yield from _time_zones(by_kind["sources"])
    named = [by_kind[kind] for kind in ("people", "organisations", "places") if kind in by_kind]
    for group in (named, *([by_kind[kind]] for kind in ("topics", "sources") if kind in by_kind)):
        yield from _shared_names(group)


def _diagnostic(file: File, code: str, line: int, **values: str) -> Diagnostic:
    return Diagnostic(file.shown, Problem(code, line, tuple(values.items())))


def _scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Items):
        for item in node.items:
            yield from _scalars(item)
    else:
        for value in node.fields.values():
            yield from _scalars(value)


def _texts(file: File, entry: Fields) -> Iterator[Diagnostic]:
    for scalar in _scalars(entry):
        for found in find_look_alikes(scalar.text):
            yield _diagnostic(
                file,
                "VOC11",
                scalar.line,
                text=spelt_out(scalar.text, INVISIBLE),
                letter=spelt_out(found.letter, INVISIBLE),
                right=found.right,
            )


def _names(file: File, key: str, entry: Fields) -> Iterator[_Name]:
    """Yield an entry's names; a name whose conditions stand among the aliases counts once."""
    name, aliases = entry.fields.get("name"), entry.fields.get("aliases")
    ruled = {name_key(alias.text) for alias in aliases_of(aliases) if alias.conditional}
    if isinstance(name, Scalar) and (text := text_of(name)) and name_key(text) not in ruled:
        yield _Name(file, key, Alias(text), name.line)
    if isinstance(aliases, Items):
        for item in aliases.items:
            for alias in aliases_of(Items((item,), item.line)):
                yield _Name(file, key, alias, item.line)


def _own_names(file: File, key: str, entry: Fields) -> Iterator[Diagnostic]:
    seen: dict[str, str] = {}
    for name in _names(file, key, entry):
        folded = name_key(name.alias.text)
        if len(folded) < _SHORTEST_KEY:
            yield _diagnostic(file, "VOC14", name.line, text=name.alias.text)
        elif folded in seen:
            yield _diagnostic(file, "VOC15", name.line, alias=name.alias.text, other=seen[folded])
        seen[folded] = name.alias.text


def _found_everywhere(file: File, key: str, entry: Fields) -> Iterator[Diagnostic]:
    """Yield an error for each word that no text is without: it would mark every article.

    A publisher is looked for only where a text names one.
    """
    if file.kind == "sources":
        return
    keywords = entry.fields.get("keywords")
    texts = [(one.alias.text, one.line) for one in _names(file, key, entry) if _is_bare(one)]
    texts += [(one.text, one.line) for one in _scalars(keywords)] if keywords else []
    for text, line in texts:
        words = search_key(text).split()
        if words and stop_words().issuperset(words):
            yield _diagnostic(file, "VOC19", line, text=text, entry=key)


def _is_bare(name: _Name) -> bool:
    return not name.alias.conditional


def _former_ids(file: File) -> Iterator[Diagnostic]:
    owners: dict[str, str] = {key: key for key in file.entries}
    for key, entry in file.entries.items():
        was = entry.fields.get("was")
        for former in texts_of(was):
            if former in owners and isinstance(was, Items):
                yield _diagnostic(file, "VOC12", was.line, id=former, other=owners[former])
            owners.setdefault(former, key)


def _references(file: File, target: File, reference: _Reference) -> Iterator[Diagnostic]:
    ids = {
        key: entry
        for key, entry in target.entries.items()
        if not reference.countries_only or text_of(entry.fields.get("kind")) == "country"
    }
    for entry in file.entries.values():
        node = entry.fields.get(reference.field)
        if node is None or isinstance(node, Items) != reference.many:
            continue
        for scalar in _scalars(node):
            if scalar.text not in ids:
                yield _diagnostic(
                    file,
                    "VOC08",
                    scalar.line,
                    key=reference.field,
                    id=scalar.text,
                    where=f"{reference.to}.yml",
                    **_hint(_nearest_id(scalar.text, ids), ids),
                )


def _hint(near: str | None, entries: Mapping[str, Fields]) -> dict[str, str]:
    """Return what a message says of the entry that may be meant: its id and its name."""
    if near is None:
        return {}
    return {"nearest": near, "named": text_of(entries[near].fields.get("name")) or near}


def _nearest_id(text: str, entries: Mapping[str, Fields]) -> str | None:
    """Return the id that was meant: of the entry with that name, or else the most alike."""
    key = name_key(text)
    named = {
        name_key(name): other
        for other, entry in entries.items()
        for name in (text_of(entry.fields.get("name")), *_alias_texts(entry))
        if name
    }
    near = nearest(key, named)
    return named.get(key) or nearest(text, entries) or (named[near] if near else None)


def _alias_texts(entry: Fields) -> tuple[str, ...]:
    return tuple(alias.text for alias in aliases_of(entry.fields.get("aliases")))


def _cycles(file: File) -> Iterator[Diagnostic]:
    """Yield each circle of broader topics once, at its first entry of the file."""
    broader = {key: text_of(entry.fields.get("broader")) for key, entry in file.entries.items()}
    reported: set[str] = set()
    for start in broader:
        path = [start]
        while (above := broader.get(path[-1])) and above not in path:
            path.append(above)
        if above != start or start in reported:
            continue
        reported.update(path)
        line = file.entries[start].lines["broader"]
        yield _diagnostic(file, "VOC09", line, path=" > ".join((*path, start)))


def _time_zones(file: File) -> Iterator[Diagnostic]:
    for entry in file.entries.values():
        node = entry.fields.get("time_zone")
        if isinstance(node, Scalar) and not _is_zone(node.text):
            close = nearest(node.text, sorted(available_timezones()))
            near = {"nearest": close} if close else {}
            yield _diagnostic(file, "VOC17", node.line, key="time_zone", id=node.text, **near)


def _is_zone(name: str) -> bool:
    """Tell whether times can be read in a zone; the host's own tables are not asked."""
    from builder.arabic.dates.zones import zone  # noqa: PLC0415 - slow to load, and seldom asked

    try:
        zone(name)
    except ValueError:
        return False
    return True


def _shared_names(files: Iterable[File]) -> Iterator[Diagnostic]:
    """Yield the names that two entries share without each saying when it is meant."""
    owners: dict[str, list[_Name]] = {}
    for file in files:
        for key, entry in file.entries.items():
            for name in _names(file, key, entry):
                owners.setdefault(name_key(name.alias.text), []).append(name)
    for names in owners.values():
        first = names[0]
        for name in names[1:]:
            same = (name.file.kind, name.entry) == (first.file.kind, first.entry)
            if same or (name.alias.ambiguous and first.alias.ambiguous):
                continue
            yield _diagnostic(
                name.file,
                "VOC10",
                name.line,
                alias=name.alias.text,
                entry=name.entry,
                other=first.entry,
                place=f"{first.file.shown}:{first.line}",
            )
