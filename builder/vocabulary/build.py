"""Build entries from the nodes of files that have passed all checks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from builder.strict_yaml import Fields, Items, Node, Scalar
from builder.vocabulary.entries import Alias, Keyword, Organisation, Person, Place, Source, Topic

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from builder.vocabulary.entries import Entry, Kind

KEYWORD_WEIGHTS: Final = {"strong": 2.0, "weak": 1.0}


def topic(key: str, node: Fields) -> Topic:
    """Return the topic of one checked entry."""
    return Topic(
        **_shared(key, node),
        broader=text_of(node.fields.get("broader")),
        see_also=texts_of(node.fields.get("see_also")),
        scope_note=text_of(node.fields.get("scope_note")),
        keywords=_keywords(node.fields.get("keywords")),
    )


def person(key: str, node: Fields) -> Person:
    """Return the person of one checked entry."""
    return Person(**_shared(key, node))


def organisation(key: str, node: Fields) -> Organisation:
    """Return the organisation of one checked entry."""
    return Organisation(
        **_shared(key, node),
        kind=text_of(node.fields.get("kind")) or "",
        place=text_of(node.fields.get("place")),
    )


def place(key: str, node: Fields) -> Place:
    """Return the place of one checked entry."""
    return Place(
        **_shared(key, node),
        kind=text_of(node.fields.get("kind")) or "",
        country=text_of(node.fields.get("country")),
        latitude=_number(node.fields.get("latitude")),
        longitude=_number(node.fields.get("longitude")),
    )


def source(key: str, node: Fields) -> Source:
    """Return the source of one checked entry."""
    return Source(
        **_shared(key, node),
        kind=text_of(node.fields.get("kind")) or "",
        url=text_of(node.fields.get("url")),
        country=text_of(node.fields.get("country")),
        rights=text_of(node.fields.get("rights")) or "full",
        date_order=text_of(node.fields.get("date_order")),
        time_zone=text_of(node.fields.get("time_zone")),
        agency=text_of(node.fields.get("agency")) == "true",
    )


MAKERS: Final[Mapping[Kind, Callable[[str, Fields], Entry]]] = {
    "topics": topic,
    "people": person,
    "organisations": organisation,
    "places": place,
    "sources": source,
}
"""What makes an entry of each kind."""


def aliases_of(node: Node | None) -> tuple[Alias, ...]:
    """Return the aliases of one entry, plain and conditional."""
    items = node.items if isinstance(node, Items) else ()
    return tuple(_alias(item) for item in items if isinstance(item, Scalar | Fields))


def text_of(node: Node | None) -> str | None:
    """Return the text of a scalar without surrounding white space, None for anything else."""
    if not isinstance(node, Scalar) or node.is_null:
        return None
    return " ".join(node.text.split())


def texts_of(node: Node | None) -> tuple[str, ...]:
    """Return the texts of a list."""
    items = node.items if isinstance(node, Items) else ()
    return tuple(text for text in map(text_of, items) if text)


def _shared(key: str, node: Fields) -> dict[str, Any]:
    return {
        "id": key,
        "name": text_of(node.fields.get("name")) or "",
        "aliases": aliases_of(node.fields.get("aliases")),
        "description": text_of(node.fields.get("description")),
        "was": texts_of(node.fields.get("was")),
        "not_in": texts_of(node.fields.get("not_in")),
    }


def _alias(node: Scalar | Fields) -> Alias:
    if isinstance(node, Scalar):
        return Alias(text_of(node) or "")
    return Alias(
        text=text_of(node.fields.get("text")) or "",
        needs=texts_of(node.fields.get("needs")),
        denies=texts_of(node.fields.get("denies")),
        suggest=text_of(node.fields.get("suggest")) == "true",
    )


def _keywords(node: Node | None) -> tuple[Keyword, ...]:
    if not isinstance(node, Fields):
        return ()
    return tuple(
        Keyword(text, KEYWORD_WEIGHTS[strength])
        for strength, words in node.fields.items()
        for text in texts_of(words)
    )


def _number(node: Node | None) -> float | None:
    text = text_of(node)
    return None if text is None else float(text)
