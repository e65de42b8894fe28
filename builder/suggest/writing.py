"""Suggestions as YAML to paste into the vocabulary, or as text to read."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from builder.suggest.rules import wording
from builder.vocabulary.entries import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from builder.diagnostics import Language
    from builder.suggest.merges import Likeness
    from builder.suggest.suggesting import Proposal, Suggestions
    from builder.vocabulary.entries import Kind

MOST_BARE: Final = 100
"""Articles with few tags that are listed; of more, the number is told."""
_PLAIN: Final = re.compile(r"[ء-ي][\w ]*")
"""Names that YAML takes as they are."""


def as_yaml(found: Suggestions, folder: str, speaking: Sequence[Language]) -> str:
    """Return entries ready to paste, their evidence as comments; `folder` holds the vocabulary.

    All that is not an entry is a comment, so that the whole is YAML: ids with their entries.
    """
    lines = list(_comments("about", speaking))
    for kind in (*KINDS, None):
        chosen = [one for one in found.proposals if one.kind == kind]
        if chosen:
            lines += ["", *_heading(kind, folder, speaking)]
            for one in chosen:
                lines += ["", *_entry(one, speaking)]
    for name, rows in _remarks(found, speaking):
        lines += ["", *_comments(name, speaking), *(f"#   {row}" for row in rows)]
    if len(lines) == len(speaking):
        lines = list(_comments("nothing", speaking))
    return "\n".join(lines)


def as_text(found: Suggestions, speaking: Sequence[Language]) -> str:
    """Return the same as a list: name, count, articles, score and kind."""
    lines = [
        f"{one.count or one.articles:>6} {one.articles:>5} {one.score:>9.1f}  "
        f"{one.kind or '?'}{f'/{one.sort}' if one.sort else ''}  {one.name}"
        for one in found.proposals
    ]
    for name, rows in _remarks(found, speaking):
        lines += ["", *(wording(language)[name] for language in speaking)]
        lines += [f"  {row}" for row in rows]
    return "\n".join(lines) or "\n".join(wording(language)["nothing"] for language in speaking)


def _heading(kind: Kind | None, folder: str, speaking: Sequence[Language]) -> Iterator[str]:
    if kind is None:
        yield from _comments("unsorted", speaking)
        return
    yield f"# {folder}/{kind}.yml"
    if kind == "sources":
        yield from _comments("sources", speaking)


def _entry(one: Proposal, speaking: Sequence[Language]) -> Iterator[str]:
    yield f"{one.id}:"
    yield f"  name: {_scalar(one.name)}"
    if one.sort is not None:
        yield f"  kind: {one.sort}"
    counted = "counted" if one.count else "published"
    values = {"count": one.count, "articles": one.articles, "score": f"{one.score:.1f}"}
    yield from _comments(counted, speaking, "  ", values)
    for path, around in one.evidence:
        yield f"  # {path}: {' '.join(around.split())}"
    if one.like is not None:
        term, name = one.like
        yield from _comments(
            "like", speaking, "  ", {"kind": term.kind, "id": term.id, "name": name}
        )


def _remarks(found: Suggestions, speaking: Sequence[Language]) -> Iterator[tuple[str, list[str]]]:
    """Yield what is no entry: the name of its heading, and its rows."""
    if found.merges:
        yield "merges", [_likeness(one, speaking) for one in found.merges]
    if found.bare:
        words = wording(speaking[-1])["tags"]
        rows = [f"{path}: {words.format(topics=t, all=n)}" for path, t, n in found.bare[:MOST_BARE]]
        more = len(found.bare) - len(rows)
        yield "few", [*rows, *([f"… (+{more})"] if more else [])]


def _likeness(one: Likeness, speaking: Sequence[Language]) -> str:
    words = wording(speaking[-1])
    first, second = one.names
    if one.shared:
        why = f"{first} / {second}: {words['company'].format(shared=one.shared, all=one.all)}"
    else:
        why = words["spelling"].format(first=first, second=second)
    return f"{one.first.kind}: {one.first.id} = {one.second.id}? {why}"


def _comments(
    name: str,
    speaking: Sequence[Language],
    margin: str = "",
    values: Mapping[str, object] | None = None,
) -> Iterator[str]:
    for language in speaking:
        yield f"{margin}# {wording(language)[name].format_map(values or {})}"


def _scalar(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
