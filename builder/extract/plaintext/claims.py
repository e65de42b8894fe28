"""Take what a line says of itself into the draft; the same wherever on the page the line stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from builder.extract.boilerplate import Effect
from builder.extract.captions import split_credit
from builder.extract.phrases import phrase_key, phrase_set
from builder.extract.plaintext.draft import DatedLine, Draft, SourceHint
from builder.extract.readings import Reading, Role
from builder.model import Evidence, Fate, Image

if TYPE_CHECKING:
    from builder.extract.plaintext.lines import Line

MAX_WORDS_OF_CAPTION: Final = 45
PUBLISHER_SCORES: Final = {
    "source-and-author": 0.85,
    "dateline": 0.75,
    "date-line": 0.75,
    "link-line": 0.9,
    "byline": 0.6,
}


def take(draft: Draft, line: Line, reading: Reading, place: float) -> None:
    """Record one line; `place` says how near the headline it stands, from 0 to 1."""
    match reading.role:
        case Role.DATE:
            _take_date(draft, line, reading, place)
        case Role.BYLINE:
            draft.ledger.claim(line, Fate.BYLINE, reading.rule, reading.score)
        case Role.DATELINE:
            _take_dateline(draft, line, reading)
        case Role.SOURCE:
            _take_source(draft, line, reading)
        case Role.ADDRESS:
            if draft.url is None:
                draft.url = Evidence(reading.value, reading.rule, line.number, line.text)
                draft.ledger.claim(line, Fate.ADDRESS, reading.rule)
            else:
                draft.ledger.drop(line, "second-address")
        case Role.TAGS:
            take_tags(draft, line, reading)
        case Role.CRUMBS:
            draft.ledger.drop(line, reading.rule)
        case Role.IMAGE:
            take_image(draft, line, reading)
        case Role.CREDIT | Role.CAPTION:
            take_caption_or_credit(draft, line, reading)
        case _:
            draft.ledger.drop(line, reading.rule, reading.score)
    _take_names(draft, line, reading)


def take_image(draft: Draft, line: Line, reading: Reading) -> None:
    """Record a picture by its file name."""
    draft.images.append(Image(reading.value))
    draft.ledger.claim(line, Fate.IMAGE, reading.rule)


def take_caption(draft: Draft, line: Line, rule: str, score: float = 1.0) -> None:
    """Record the caption of the last picture, or of one that the text does not name."""
    caption, credit = split_credit(line.text)
    _amend(draft, caption or None, credit)
    draft.ledger.claim(line, Fate.CAPTION, rule, score)


def take_caption_or_credit(draft: Draft, line: Line, reading: Reading) -> None:
    """Record a line that says of itself that it is a caption or a credit."""
    if reading.role is Role.CREDIT:
        _amend(draft, None, reading.value)
    else:
        caption, credit = split_credit(reading.value)
        _amend(draft, caption, credit)
    draft.ledger.claim(line, Fate.CAPTION, reading.rule)


def _amend(draft: Draft, caption: str | None, credit: str | None) -> None:
    last = draft.images[-1] if draft.images else None
    if last is None or (caption and last.caption) or (credit and last.credit):
        draft.images.append(Image("", caption, credit))
    else:
        draft.images[-1] = Image(last.name, caption or last.caption, credit or last.credit)


def take_tags(draft: Draft, line: Line, reading: Reading) -> None:
    """Record the tags of a line; a bare heading is dropped, its tags follow."""
    if not reading.names:
        draft.ledger.drop(line, reading.rule)
        return
    known = {tag.value for tag in draft.tags}
    for name in reading.names:
        if name not in known:
            draft.tags.append(Evidence(name, reading.rule, line.number, line.text))
    draft.ledger.claim(line, Fate.TAG, reading.rule)


def _take_date(draft: Draft, line: Line, reading: Reading, place: float) -> None:
    draft.dates.append(DatedLine(line.index, reading, place))
    draft.ledger.claim(line, Fate.DATE, reading.rule)
    if reading.dateline and draft.dateline is None:
        draft.dateline = Evidence(reading.dateline, reading.rule, line.number, line.text)


def _take_dateline(draft: Draft, line: Line, reading: Reading) -> None:
    if draft.dateline is None:
        draft.dateline = Evidence(
            reading.value, reading.rule, line.number, line.text, reading.score
        )
        draft.ledger.claim(line, Fate.DATELINE, reading.rule, reading.score)
    elif phrase_key(draft.dateline.value) == phrase_key(reading.value):
        draft.ledger.drop(line, "repeated")
    else:
        draft.ledger.claim(line, Fate.DATELINE, "second-dateline", reading.score)


def _take_source(draft: Draft, line: Line, reading: Reading) -> None:
    draft.ledger.claim(line, Fate.SOURCE, reading.rule)
    if reading.value:
        draft.sources.append(SourceHint(reading.value, reading.rule, line.number, 0.95, line.text))


def _take_names(draft: Draft, line: Line, reading: Reading) -> None:
    if reading.role in (Role.BYLINE, Role.DATELINE, Role.DATE):
        known = {author.value for author in draft.authors}
        draft.authors += [
            Evidence(name, reading.rule, line.number, line.text, reading.score)
            for name in reading.names
            if name not in known
        ]
    if reading.publisher:
        score = PUBLISHER_SCORES.get(reading.rule, 0.5) * reading.score
        draft.sources.append(
            SourceHint(reading.publisher, reading.rule, line.number, score, line.text)
        )


def is_agency(name: str) -> bool:
    """Say whether `name` is an agency or a word like «وكالات»."""
    return phrase_key(name) in phrase_set("datelines", "agencies")


def opens_headlines(reading: Reading | None) -> bool:
    """Say whether a list of other articles follows this line."""
    return reading is not None and reading.effect is Effect.HEADLINES
