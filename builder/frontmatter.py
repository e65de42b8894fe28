"""Write and read YAML front matter.

Broken front matter passes `mkdocs build --strict` silently and is printed to readers as text. So it
is written in a form that is proved to be read in one way only (`builder.plain_yaml`), or else with
the library, read again and compared before it leaves.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

import yaml

from builder import plain_yaml
from builder.errors import BuilderError
from builder.model import FrontMatter, Image

if TYPE_CHECKING:
    from collections.abc import Mapping

_FENCE: Final = "---\n"
_DUMPER: Final = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
ALWAYS: Final = frozenset({"title", "date", "source", "tags"})
"""Keys that every article's front matter has, even when empty."""


class FrontMatterError(BuilderError):
    """What was written does not read back as what was meant: a bug of ours."""


def dump(values: Mapping[str, Any]) -> str:
    r"""Return `values` as a front matter block, proved to read back the same.

    >>> dump({"title": "عنوان: فرعي", "answer": "no"})
    "---\ntitle: 'عنوان: فرعي'\nanswer: 'no'\n---\n"
    """
    try:
        return f"---\n{plain_yaml.write(values)}---\n"
    except plain_yaml.Unusual:
        return _dump_anything(dict(values))


def parse(page: str) -> tuple[dict[str, Any], str]:
    """Return the front matter of a page and the Markdown after it."""
    parts = split(page)
    return ({}, page) if parts is None else (_values(parts[0]), parts[1])


def split(page: str) -> tuple[str, str] | None:
    """Return the lines between the fences and the text after them; None where there are none."""
    start = len(_FENCE)
    end = page.find(f"\n{_FENCE}", start) + 1 if page.startswith(_FENCE) else 0
    return (page[start:end], page[end + start :]) if end else None


def to_mapping(front_matter: FrontMatter) -> dict[str, Any]:
    """Return what is known, in the order of the fields, as plain YAML values."""
    values: dict[str, Any] = {}
    for field in fields(FrontMatter):
        value = _plain(getattr(front_matter, field.name))
        if field.name in ALWAYS or value not in (None, [], ""):
            values[field.name] = value
    return values


def _dump_anything(values: dict[str, Any]) -> str:
    text = yaml.dump(values, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=1_000_000)
    if yaml.load(text, Loader=_LOADER) != values:  # noqa: S506 - a safe loader
        raise FrontMatterError(text)
    return f"---\n{text}---\n"


def _values(text: str) -> dict[str, Any]:
    try:
        return plain_yaml.read(text)
    except plain_yaml.Unusual:
        values: dict[str, Any] = yaml.load(text, Loader=_LOADER)  # noqa: S506 - a safe loader
        return values


def _plain(value: object) -> Any:  # noqa: ANN401 - any YAML value
    match value:
        case datetime():
            return value.isoformat()
        case date() | str() | None:
            return value
        case Image():
            shown = {"name": value.name, "caption": value.caption, "credit": value.credit}
            return {key: text for key, text in shown.items() if text}
        case tuple():
            return [_plain(item) for item in value]
    raise TypeError(type(value).__name__)
