"""Choose the day of publication among the dates that stand around an article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from builder.arabic.dates import DateProblem, Trouble, read_date
from builder.extract.date_problems import date_trouble, only_update
from builder.frozen import frozen
from builder.model import Evidence, Fate, Moment, Problem

if TYPE_CHECKING:
    from builder.extract.moments import DateLine
    from builder.extract.plaintext.draft import DatedLine, Draft

MAX_WORDS_BESIDE_MONTH: Final = 12


@frozen
class Dates:
    """The dates of an article, or why it has none."""

    published: Evidence[Moment] | None = None
    updated: Evidence[Moment] | None = None
    text: str | None = None
    """The line that gave the day of publication, as the source wrote it."""
    problems: tuple[Problem, ...] = ()


def choose_dates(draft: Draft) -> Dates:
    """Return the dates: the day that stands nearest the headline and is not an update.

    A page that shows only its last update was published no later than that; nothing else is known,
    so that day stands for both. A date in trouble near the headline is not passed over for a date
    that stands further off: the further one belongs to something else.
    """
    ranked = sorted(draft.dates, key=lambda dated: (-dated.score, dated.index))
    plain = [dated for dated in ranked if not _line(dated).is_update]
    updates = [dated for dated in ranked if _line(dated).is_update]
    plain.sort(key=_is_relative)
    plain.sort(key=lambda dated: not (dated.score == 1.0 and _line(dated).says_published))
    chosen = next(iter(plain or updates), None)
    if chosen is None:
        return Dates(problems=(_month_alone(draft) or Problem("DATE01"),))
    update = next(iter(updates), None) if plain else None
    for dated in ranked:
        if dated is not chosen:
            rule = "update-line" if dated is update else "second-date"
            draft.ledger.drop(draft.lines[dated.index], rule)
    return _dates(draft, chosen, update)


def _dates(draft: Draft, chosen: DatedLine, update: DatedLine | None) -> Dates:
    line, raw = _line(chosen), draft.lines[chosen.index]
    if line.moment is None:
        problem = date_trouble(line.trouble, line.text, raw.number)
        return Dates(text=raw.text, problems=(problem,))
    updated = line.updated or (_line(update).moment if update else None)
    at = update or chosen
    return Dates(
        published=Evidence(line.moment, chosen.reading.rule, raw.number, raw.text, chosen.score),
        updated=None
        if updated is None
        else Evidence(
            updated, "update-line", draft.lines[at.index].number, draft.lines[at.index].text
        ),
        text=raw.text,
        problems=(only_update(line.text, raw.number),) if line.is_update else (),
    )


def _month_alone(draft: Draft) -> Problem | None:
    """Tell of the month that a line above the text gives, beside other things, without a day."""
    for line in draft.lines:
        if draft.ledger.fate(line) is Fate.BODY:
            return None
        found = read_date(line.text) if line.words <= MAX_WORDS_BESIDE_MONTH else None
        if isinstance(found, DateProblem) and found.kind is Trouble.NO_DAY:
            return date_trouble(found.kind, found.text, line.number)
    return None


def _is_relative(dated: DatedLine) -> bool:
    """Say whether a line counts from the day of reading: a date beside it says the same better."""
    return _line(dated).trouble is Trouble.RELATIVE


def _line(dated: DatedLine) -> DateLine:
    assert dated.reading.date is not None  # noqa: S101 - only date lines are collected
    return dated.reading.date
