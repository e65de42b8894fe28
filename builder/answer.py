"""What `warraq extract` answers for one file: the seam that other tools read.

A line of the raw file that no field holds whole stands in `dropped` with the rule that read it, so
that every line is somewhere in the answer.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from builder.model import (
    Block,
    Fate,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Table,
    block_text,
    plain_text,
)
from builder.raw_files import Kind
from builder.sidecar import corrected

if TYPE_CHECKING:
    from collections.abc import Iterable

    from builder.diagnostics import Diagnostic
    from builder.interface import Interface
    from builder.model import Document, Evidence, Image, Moment
    from builder.validate import Judged

KINDS: Final = {
    Paragraph: "paragraph",
    Heading: "heading",
    Quote: "quote",
    ListBlock: "list",
    Table: "table",
}
Answer = dict[str, Any]
_WORD: Final = re.compile(r"\w")
_SIGNS: Final = re.compile(r"^\W+|\W+$")
MOST_FIELDS: Final = 300
"""Fields that are looked for in each line: more would take the square of their number."""


def answer(
    path: str,
    judged: Judged | None,
    diagnostics: Iterable[Diagnostic],
    topics: Iterable[str] = (),
) -> Answer:
    """Return the answer for the file at `path`; without `judged` it could not be read at all.

    `topics` are the names of its topics, as the words of the text and a person's choice have them.
    """
    told = [
        {
            "severity": d.severity.value,
            "code": d.code,
            "line": d.line,
            "message": d.message("en"),
            "message_ar": d.message("ar"),
        }
        for d in diagnostics
    ]
    if judged is None:
        return {"path": path, **_nothing(), "diagnostics": told}
    return {"path": path, **_document(judged, list(topics)), "diagnostics": told}


def answer_text(found: Answer, words: Interface) -> str:
    """Return an answer as a person reads it: the fields that are known, then the body."""

    def line(key: str, value: object) -> str:
        return f"{words.text(f'answer.{key}'):<10} {value}"

    shown = ("title", "date", "published", "source", "author", "dateline", "section", "url")
    lines = [line(key, found[key]) for key in ("path", *shown) if found.get(key)]
    images = (image["name"] or image["caption"] or image["credit"] for image in found["images"])
    lines += [line("image", image) for image in images]
    lines += [line("topics", "، ".join(found["topics"]))] if found.get("topics") else []
    body = [("## " if b["kind"] == "heading" else "") + b["text"] for b in found["body"]]
    dropped = [f"{one['line']:>5} {one['rule']}: {one['text']}" for one in found["dropped"]]
    dropped.insert(0, words.text("answer.dropped"))
    return "\n\n".join(["\n".join(lines), *body, "\n".join(dropped), ""])


def _nothing() -> Answer:
    empty = ("title", "date", "published", "date_text", "source", "source_id", "author", "dateline")
    lists: Answer = {"images": [], "body": [], "tags": [], "dropped": []}
    return dict.fromkeys((*empty, "section")) | lists


def _document(judged: Judged, topics: list[str]) -> Answer:
    document, said = judged.document, judged.overrides
    authors = _texts(document.authors) if said.authors is None else list(said.authors)
    images = document.images if said.images is None else said.images
    day, published = _published(judged)
    fields: Answer = {
        "title": said.title or _value(document.headline),
        "date": day,
        "published": published,
        "date_text": document.date_text,
        "source": said.source or _value(document.source),
        "source_id": document.source_id,
        "author": "، ".join(authors) or None,
        "authors": authors,
        "dateline": corrected(said.dateline, document.dateline),
        "section": corrected(said.section, document.section),
        "standfirst": corrected(said.standfirst, document.standfirst),
        "updated": _moment(document.updated),
        "url": said.url or _value(document.url),
        "lang": said.lang or document.lang,
        "images": [_image(image) for image in images],
        "body": [
            _block(block, numbered=judged.raw.kind is Kind.TEXT)  # a text shows its numbers
            for block in document.blocks
            if not isinstance(block, Figure)
        ],
        "tags": _texts(document.tags),
        "topics": topics,
    }
    return {**fields, "dropped": _dropped(document, fields)}


def _dropped(document: Document, fields: Answer) -> list[Answer]:
    """Return the lines of which any word stands in no field and not in the body.

    A label such as «بقلم:» is such a word: with body and fields, they have all of a file.
    """
    leaves = _leaves([value for key, value in fields.items() if key not in {"body", "url"}])
    longest_first = sorted(set(leaves), key=len, reverse=True)[:MOST_FIELDS]
    whole = {_SIGNS.sub("", leaf) for leaf in leaves}
    return [
        {"line": line.line, "text": line.text, "rule": line.rule}
        for line in document.lines
        if line.fate is Fate.DROPPED
        or not (
            line.fate is Fate.BODY
            or _SIGNS.sub("", line.text) in whole
            or _is_held(line.text, longest_first)
        )
    ]


def _is_held(text: str, fields: list[str]) -> bool:
    """Tell whether the fields hold every word of a line: «الشرح - المصدر» is caption and credit."""
    for field in fields:
        text = text.replace(field, " ", 1)
    return _WORD.search(text) is None


def _leaves(value: object) -> list[str]:
    match value:
        case str():
            return [value]
        case dict():
            return _leaves(list(value.values()))
        case list():
            return [leaf for item in value for leaf in _leaves(item)]
        case _:
            return []


def _published(judged: Judged) -> tuple[str | None, str | None]:
    said, found = judged.overrides, judged.document.published
    if said.published is not None:
        day = said.date or said.published.date()
        return day.isoformat(), said.published.isoformat()
    if said.date is not None:
        return said.date.isoformat(), None
    return (found.value.day.isoformat() if found else None), _moment(found)


def _moment(found: Evidence[Moment] | None) -> str | None:
    if found is None or found.value.time is None:
        return None
    return found.value.time.isoformat()


def _block(block: Block, *, numbered: bool) -> Answer:
    text = block_text(block)
    if numbered and isinstance(block, ListBlock) and block.ordered:
        items = enumerate(map(plain_text, block.items), block.start)
        text = "\n".join(f"{number}. {item}" for number, item in items)
    return {"kind": KINDS[type(block)], "text": text}


def _image(image: Image) -> Answer:
    return {"name": image.name, "caption": image.caption, "credit": image.credit}


def _value(evidence: Evidence[str] | None) -> str | None:
    return None if evidence is None else evidence.value


def _texts(evidence: Iterable[Evidence[str]]) -> list[str]:
    return [one.value for one in evidence]
