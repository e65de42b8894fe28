"""What readers are shown of a published article that a change makes another, or takes from them.

A correction in a sidecar is how it should be; whoever may write one may as well sign another's
article, date it anew, leave half of it out or withdraw it. So whoever reviews it is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from builder.addresses import article_address
from builder.errors import ArticleError
from builder.finishing import judge
from builder.markdown.article import render_body
from builder.model import Problem
from builder.sidecar_expected import short

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from builder.former import Former
    from builder.model import Article, FrontMatter
    from builder.validate import Judged
    from builder.workshop import Workshop

_TOLD: Final = ("title", "source", "date", "authors", "standfirst", "url")
"""What readers see at once, and what says where a text is from."""


def revised(judged: Judged, before: Iterable[Former], workshop: Workshop) -> Problem | None:
    """Return what is to be said of an article that was published, under any name of its file."""
    own = (one for one in before if one.raw == judged.raw.path or one.content == judged.content)
    former = next(own, None)
    if former is None:
        return None
    address = article_address(former.about.id)
    about = (("address", address), ("sidecar", judged.raw.sidecar_path))
    reason = judged.overrides.takedown
    if reason is not None:
        told = (*about, ("reason", short(reason)))
        return None if former.withdrawn else Problem("EDIT01", values=told)
    if former.withdrawn:
        return Problem("EDIT02", values=about)
    try:
        changes = [*_changes(former, judge(judged, workshop))]
    except ArticleError:  # it is told what is wrong with it
        return None
    english = "; ".join(english for english, _ in changes)
    arabic = "؛ ".join(arabic for _, arabic in changes)
    values = (*about, ("changes", english), ("changes_ar", arabic))
    return Problem("EDIT03", values=values) if changes else None


def _changes(former: Former, article: Article) -> Iterator[tuple[str, str]]:
    """Yield what is another, in both languages."""
    for name in _TOLD:
        was, now = _shown(former.about, name), _shown(article.front_matter, name)
        if was != now:
            yield f"`{name}`, from «{was}» to «{now}»", f"`{name}` من «{was}» إلى «{now}»"
    if former.body != render_body(article):
        yield "the text", "النص"


def _shown(about: FrontMatter, name: str) -> str:
    value = getattr(about, name)
    return short("، ".join(value) if isinstance(value, tuple) else str(value or ""))
