"""Raw files that give an address another text than the one that was published there.

Whoever may delete a file, or write into it, could put his own text in the place of one that readers
know and link to. What is the same story, renamed or told by a copy, keeps the address; small edits
are told as edits of a raw file, whatever its name is now.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.addresses import article_address
from builder.duplicates import are_much_alike
from builder.errors import ArticleError
from builder.finishing import sign
from builder.model import Problem
from builder.raw_files import RawFile, discover_files, read_raw
from builder.reading import identify
from builder.since import edited, restored

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from builder.config import Config
    from builder.former import Former
    from builder.since import Changed
    from builder.validate import Judged

Standing = dict[str, tuple[str, ...]]
"""Id and former ids by the path of a raw file; none for one that cannot be read."""


def standing_claims(config: Config) -> Standing:
    """Return the ids that the raw files of the collection claim now."""
    return {
        file.path: identify(file)
        for file in discover_files(config.articles_dir, config.project)
        if isinstance(file, RawFile)
    }


def predecessors(former: Iterable[Former], standing: Standing) -> dict[str, dict[Former, str]]:
    """Return, by path, the articles that had a file's addresses, each with the id in question.

    An article whose own file still claims the address has lost nothing: the claims are told.
    """
    owners = {id_: article for article in former for id_ in article.ids}
    found: dict[str, dict[Former, str]] = {}
    for path, ids in standing.items():
        for id_ in filter(owners.__contains__, ids):
            owner = owners[id_]
            if owner.raw == path or id_ not in standing.get(owner.raw, ()):
                found.setdefault(path, {}).setdefault(owner, id_)
    return found


def altered(
    raw: RawFile, judged: Judged | None, before: Mapping[Former, str], changed: Changed, code: str
) -> Problem | None:
    """Return what is to be said of a file that is not what was published, under any name.

    A text that had to go is no such case: it is withdrawn, and its file stays where it was.
    """
    withdrawn = judged is not None and judged.overrides.takedown is not None
    if withdrawn and all(former.raw == raw.path for former in before):
        return None
    if judged is not None and changed.touches(raw):
        worst = next(_differing(raw, judged, before, changed, code), None)
        if worst is not None:
            return worst
    return edited(raw.path, changed)


def _differing(
    raw: RawFile, judged: Judged, before: Mapping[Former, str], changed: Changed, code: str
) -> Iterator[Problem]:
    """Yield the problems with what was published at the file's addresses, other texts first."""
    content = _content(raw)
    others = [former for former in before if former.content != content]
    now = sign(judged.document.blocks) if others else None
    for former in others:
        back = former.raw == raw.path and former.withdrawn  # a text may come back
        if now is not None and not back and not are_much_alike(former.signature, now):
            id_ = before[former]
            about = (("id", id_), ("address", article_address(id_)), ("former", former.raw))
            other = () if former.raw == raw.path else (("other", former.raw),)
            yield Problem(code, values=(*about, *other, *restored(former.raw, changed)))
    if raw.path in changed.paths and raw.path not in changed.edited:  # it has come
        for former in others:
            if former.raw != raw.path:
                values = (("former", former.raw), *restored(former.raw, changed))
                yield Problem("FILE15", values=values)


def _content(raw: RawFile) -> bytes | None:
    try:
        return read_raw(raw)
    except ArticleError:  # it was read a moment ago
        return None
