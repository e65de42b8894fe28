"""Write and read YAML front matter.

Broken front matter passes `mkdocs build --strict` silently and is printed to readers as text, so
what is written here is read again and compared before it leaves.
"""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

import yaml

from builder.errors import BuilderError
from builder.model import FrontMatter, Image

if TYPE_CHECKING:
    from collections.abc import Mapping

_BLOCK: Final = re.compile(r"---\n(.*?\n)---\n", re.DOTALL)
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
    text = yaml.dump(
        dict(values), Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=1_000_000
    )
    block = f"---\n{text}---\n"
    if parse(block) != (dict(values), ""):
        raise FrontMatterError(text)
    return block


def parse(page: str) -> tuple[dict[str, Any], str]:
    """Return the front matter of a page and the Markdown after it."""
    match = _BLOCK.match(page)
    if match is None:
        return {}, page
    values: dict[str, Any] = yaml.load(match[1], Loader=_LOADER)  # noqa: S506 - a safe loader
    return values, page[match.end() :]


def to_mapping(front_matter: FrontMatter) -> dict[str, Any]:
    """Return what is known, in the order of the fields, as plain YAML values."""
    values: dict[str, Any] = {}
    for field in fields(FrontMatter):
        value = _plain(getattr(front_matter, field.name))
        if field.name in ALWAYS or value not in (None, [], ""):
            values[field.name] = value
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
