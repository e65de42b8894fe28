"""Decide which parts of a page are chrome: by their names, their headings, and their shape."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from builder.extract.boilerplate import chrome_table
from builder.extract.page.cues import believed_share
from builder.extract.phrases import phrase_key

if TYPE_CHECKING:
    from builder.extract.page.parts import Part, Segment, Walked

HEADING_LENGTH: Final = 60
"""Characters of the longest heading that says «read also» or «most read»."""
HEADED_SHARE: Final = 0.85
"""Share of the page's prose up to which a part under such a heading is believed to be chrome."""
TEASER_SHARE: Final = 0.35
TEASER_LENGTH: Final = 700
MIN_TEASERS: Final = 2
MAX_BOXES: Final = 20
"""Boxes of a page that are held against its text; a stranger may have written any number."""
MIN_AROUND: Final = 2
"""Paragraphs between which a box of the article's own stands."""
HEADED_KINDS: Final = {
    "read-also": "related",
    "popular": "related",
    "comments": "comments",
    "foot": "footer",
    "cookies": "popup",
}
"""What a part is whose heading is a phrase of this kind."""


def weigh_parts(walked: Walked) -> int:
    """Decide for each part what chrome it is, if any; return how many teasers the page has.

    A part's name is believed only where it holds a small share of the page's prose, and never where
    it holds a part that is named as the article's body.
    """
    total = walked.parts[0].prose if walked.parts else 0
    boxes = [part for part in walked.parts if part.tag == "aside" and not part.cues.dropped]
    for part in walked.parts:
        if part.chrome is not None and _is_doubted(part, total):
            part.chrome = None
    for part in boxes[:MAX_BOXES]:
        if _is_inset(part, walked):
            part.chrome = None
    _mark_headed(walked, total)
    teasers = _mark_teasers(walked, total)
    for part in walked.parts:
        part.inside = part.chrome or (part.parent.inside if part.parent else None)
    return teasers


def _is_doubted(part: Part, total: int) -> bool:
    if not part.prose:
        return False
    if part.holds_body and part.chrome != "comments":
        return True
    return part.prose > believed_share(part.chrome or "") * total


def _is_inset(part: Part, walked: Walked) -> bool:
    """Tell an `<aside>` between two paragraphs that leads nowhere: a box of the article's own.

    One that says again what the text says is an ornament of the page.
    """
    if not part.first:
        return False
    around = [one for one in walked.segments[part.first - 1 : part.last + 2] if not part.holds(one)]
    if len(around) < MIN_AROUND or not all(_is_beside(one, part) for one in around):
        return False
    inside = walked.segments[part.first : part.last + 1]
    text = " ".join(one.text for one in walked.segments if one.is_prose and not part.holds(one))
    return not any(one.linked or (one.is_prose and one.text in text) for one in inside)


def _is_beside(segment: Segment, part: Part) -> bool:
    return segment.is_prose and segment.part.parent is part.parent


def _mark_headed(walked: Walked, total: int) -> None:
    """Mark the parts whose first words are the heading of a list of other articles."""
    for segment in walked.segments:
        if len(segment.text) > HEADING_LENGTH or (kind := _list_kind(segment)) is None:
            continue
        headed: Part | None = None
        for part in segment.part.around():
            if part.first != segment.index or part.holds_headline or part.holds_body:
                break
            if part.prose > HEADED_SHARE * total or part.tag in {"body", "main"}:
                break
            headed = part
        if headed is not None and headed.text > len(segment.text):
            headed.chrome = headed.chrome or kind


def _list_kind(segment: Segment) -> str | None:
    chrome = chrome_table().whole.get(phrase_key(segment.text))
    return HEADED_KINDS.get(chrome.kind) if chrome else None


def _mark_teasers(walked: Walked, total: int) -> int:
    """Mark parts that begin with a headline leading elsewhere and go on with a little prose.

    One such part may be the article itself, its headline linked to its own address; several side
    by side are a list.
    """
    teasers = [part for part in walked.parts if _is_teaser(part, walked, total)]
    beside = Counter(part.parent.index for part in teasers if part.parent is not None)
    marked = 0
    for part in teasers:
        if part.parent is not None and beside[part.parent.index] >= MIN_TEASERS:
            part.chrome = part.chrome or "teaser"
            marked += 1
    return marked


def _is_teaser(part: Part, walked: Walked, total: int) -> bool:
    if part.first is None or part.holds_body or part.text > TEASER_LENGTH or not part.prose:
        return False
    first = walked.segments[part.first]
    if not first.all_link or part.prose > TEASER_SHARE * total:
        return False
    return first.heading is not None
