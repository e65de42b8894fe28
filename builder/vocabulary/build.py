"""Build entries from the nodes of files that have passed all checks."""

from __future__ import annotations

from typing import Any, Final

from builder.vocabulary.entries import Alias, Keyword, Organisation, Person, Place, Source, Topic
from builder.vocabulary.plain_yaml import Mapping, Node, Scalar, Sequence

KEYWORD_WEIGHTS: Final = {"strong": 2.0, "weak": 1.0}


def topic(key: str, node: Mapping) -> Topic:
    """Return the topic of one checked entry."""
    return Topic(
        **_shared(key, node),
        broader=text_of(node.get("broader")),
        see_also=texts_of(node.get("see_also")),
        scope_note=text_of(node.get("scope_note")),
        keywords=_keywords(node.get("keywords")),
    )


def person(key: str, node: Mapping) -> Person:
    """Return the person of one checked entry."""
    return Person(**_shared(key, node))


def organisation(key: str, node: Mapping) -> Organisation:
    """Return the organisation of one checked entry."""
    return Organisation(
        **_shared(key, node),
        kind=text_of(node.get("kind")) or "",
        place=text_of(node.get("place")),
    )


def place(key: str, node: Mapping) -> Place:
    """Return the place of one checked entry."""
    return Place(
        **_shared(key, node),
        kind=text_of(node.get("kind")) or "",
        country=text_of(node.get("country")),
        latitude=_number(node.get("latitude")),
        longitude=_number(node.get("longitude")),
    )


def source(key: str, node: Mapping) -> Source:
    """Return the source of one checked entry."""
    return Source(
        **_shared(key, node),
        kind=text_of(node.get("kind")) or "",
        url=text_of(node.get("url")),
        country=text_of(node.get("country")),
        rights=text_of(node.get("rights")) or "full",
        date_order=text_of(node.get("date_order")),
        time_zone=text_of(node.get("time_zone")),
        agency=text_of(node.get("agency")) == "true",
    )


def aliases_of(node: Node | None) -> tuple[Alias, ...]:
    """Return the aliases of one entry, plain and conditional."""
    items = node.items if isinstance(node, Sequence) else ()
    return tuple(_alias(item) for item in items if isinstance(item, Scalar | Mapping))


def text_of(node: Node | None) -> str | None:
    """Return the text of a scalar without surrounding white space, None for anything else."""
    return " ".join(node.text.split()) if isinstance(node, Scalar) else None


def texts_of(node: Node | None) -> tuple[str, ...]:
    """Return the texts of a list."""
    items = node.items if isinstance(node, Sequence) else ()
    return tuple(text for text in map(text_of, items) if text)


def _shared(key: str, node: Mapping) -> dict[str, Any]:
    return {
        "id": key,
        "name": text_of(node.get("name")) or "",
        "aliases": aliases_of(node.get("aliases")),
        "description": text_of(node.get("description")),
        "was": texts_of(node.get("was")),
        "not_in": texts_of(node.get("not_in")),
    }


def _alias(node: Scalar | Mapping) -> Alias:
    if isinstance(node, Scalar):
        return Alias(text_of(node) or "")
    return Alias(
        text=text_of(node.get("text")) or "",
        needs=texts_of(node.get("needs")),
        denies=texts_of(node.get("denies")),
        suggest=text_of(node.get("suggest")) == "true",
    )


def _keywords(node: Node | None) -> tuple[Keyword, ...]:
    if not isinstance(node, Mapping):
        return ()
    return tuple(
        Keyword(text, KEYWORD_WEIGHTS[strength.text])
        for strength, words in node.items
        for text in texts_of(words)
    )


def _number(node: Node | None) -> float | None:
    text = text_of(node)
    return None if text is None else float(text)
