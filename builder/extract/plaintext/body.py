"""Find the lines of the article among those of a whole page.

The body is the densest run of sentences that has the marks of a headline above it. Comment rules,
cookie notices and lists of other articles have sentences too, but no date line and no headline.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from builder.extract.boilerplate import Effect, chrome_table
from builder.extract.captions import ends_in_photographer
from builder.extract.plaintext.lines import Line, Stop
from builder.extract.plaintext.series import is_row_of_cells, may_be_row
from builder.extract.roles import Role, is_sure
from builder.extract.sureness import EVEN
from builder.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.extract.roles import Reading

PARAGRAPH_WORDS: Final = 22
"""A line this long is a paragraph, however it ends."""
LONG_WORDS: Final = 14
SENTENCE_WORDS: Final = 7
QUESTION_WORDS: Final = 9
SOLID_WORDS: Final = 9
MAX_WEIGHT: Final = 60
ENOUGH: Final = 150
"""Weight from which a run of sentences is as good as any longer one."""
MIN_WEIGHT: Final = 12
COST_OF_ROW: Final = 0.5
"""Of a row of a table, which parts no text in two: a page's other lines are no figures."""
FALL: Final = 45
"""How far the sum may fall below its peak before a run is over."""
MIN_WORDS_OF_LEAD: Final = 5
REACH_OF_HEADER: Final = 15
REACH_OF_INTERRUPTION: Final = 12
NOTICES_ABOVE: Final = 1
NOTICES_BELOW: Final = 4
"""Paragraphs at either end of a run that may be notices; one in the middle belongs to the text."""
HEAD_SHARE: Final = 0.3
OVER_TEXT: Final = frozenset({Role.DATE, Role.BYLINE, Role.DATELINE})
"""What stands between a headline and the text."""
SAMPLE: Final = 80
"""Characters within which a sentence of an Arabic page has an Arabic letter."""

_GOES_ON: Final = re.compile(
    r"و(?!زير|زار|فاة|فد|كال|كيل|اشنطن|ثائق|ثيق|لاي|حد|سط|رش|جب|رق|لي |صول|اقع|ضع|جه|عي|قف|ظائف)"
    r"\w{3,}\s"
    r"|لكن|كما |فيما |بينما |غير أن|إلا أن|من جه|بدور|في المقابل|في السياق|يذكر أن|يُذكر أن|يشار إلى"
)
"""How a paragraph begins that goes on with the one above; «وزير» and «وفاة» begin headlines."""
LABELLED_FIGURE: Final = re.compile(r"[^:：]{2,30}[:：]\s*\d[\d.,٫٬]*\D{0,12}$")
"""«يورو: 8000»."""
_ARABIC: Final = re.compile("[\u0621-\u06ff]")


@frozen
class Span:
    """The lines of the body: `first` is its first sure paragraph, `last` its last line."""

    first: int
    last: int
    weight: float
    verse: bool = False
    """Whether its lines are those of a poem: short, and none of them a subheading."""


def find_body(lines: Sequence[Line], readings: Sequence[Reading | None]) -> Span | None:
    """Return the span of the article's body, or None where the text has no article."""
    weights = [weight(line, readings[line.index]) for line in lines]
    best: Span | None = None
    best_score = 0.0
    for first, last in _runs(weights, lines, readings):
        span = _trimmed(first, last, lines, readings, weights)
        if span is None or span.weight < MIN_WEIGHT:
            continue
        score = min(span.weight, ENOUGH) / ENOUGH + _evidence(span.first, readings)
        if score > best_score:
            best, best_score = span, score
    return best


def behind_links(span: Span, lines: Sequence[Line], readings: Sequence[Reading | None]) -> Span:
    """Take in what stands behind links to other articles, by the word that goes on: «وقال»."""
    last, linked = span.last, False
    for line in lines[span.last + 1 : span.last + 1 + REACH_OF_INTERRUPTION]:
        reading = readings[line.index]
        if is_sure(reading):
            if reading.effect in (Effect.ENDS, Effect.TAGS) or reading.role is Role.SOURCE:
                break
            linked = linked or reading.effect is Effect.HEADLINES
        elif not linked:
            break
        elif _goes_on(line, reading):
            if _is_card(line.index, readings) or chrome_table().notice(line.text):
                break
            last = line.index
    return replace(span, last=last)


def _goes_on(line: Line, reading: Reading | None) -> bool:
    """Say whether a line behind links is text: a sentence, or «وسجلت الأرصاد المقاييس الآتية:»."""
    told = is_lead(line) or (line.stop is Stop.FULL and is_solid(line, reading))
    return told and _GOES_ON.match(line.text) is not None


def is_lead(line: Line) -> bool:
    """Say whether a line is a sentence that leads to what stands below it."""
    return line.announces and line.words >= MIN_WORDS_OF_LEAD


def weight(line: Line, reading: Reading | None) -> float:
    """Say how much a line is like running text, in words."""
    words = line.words
    if (
        (reading is not None and reading.score > EVEN)
        or (words >= SENTENCE_WORDS and not _ARABIC.search(line.text, 0, SAMPLE))
        or (line.short and ends_in_photographer(line.text))
    ):
        return 0.0
    if words >= PARAGRAPH_WORDS or (line.stop is Stop.FULL and words >= SENTENCE_WORDS):
        return min(words, MAX_WEIGHT)
    if words >= LONG_WORDS:
        return words / 2
    if line.stop is Stop.WEAK and words >= QUESTION_WORDS:
        return words / 3
    return 0.0


def is_solid(line: Line, reading: Reading | None) -> bool:
    """Say whether a line can only be running text."""
    if is_sure(reading) or not _ARABIC.search(line.text, 0, SAMPLE):
        return False
    if line.short and ends_in_photographer(line.text):
        return False
    return line.words >= PARAGRAPH_WORDS or (line.stop is Stop.FULL and line.words >= SOLID_WORDS)


def _runs(
    weights: Sequence[float], lines: Sequence[Line], readings: Sequence[Reading | None]
) -> list[tuple[int, int]]:
    """Cut the page into runs that gain more by their sentences than they lose by other lines."""
    runs: list[tuple[int, int]] = []
    start, peak_at, total, peak = -1, -1, 0.0, 0.0
    for index, gain in enumerate(weights):
        if start < 0:
            if gain > 0:
                start, peak_at, total, peak = index, index, gain, gain
            continue
        total += gain or -_cost(lines[index], readings[index])
        if total > peak:
            peak_at, peak = index, total
        elif total <= 0 or total < peak - FALL:
            runs.append((start, peak_at))
            start = -1
    if start >= 0:
        runs.append((start, peak_at))
    return runs


def _cost(line: Line, reading: Reading | None) -> float:
    if _is_of_table(line, reading):
        return COST_OF_ROW
    if not is_sure(reading):
        return 2.0
    if reading.effect is Effect.ENDS:
        return 25.0
    if reading.effect is Effect.HEADLINES or reading.role is Role.DATE:
        return 8.0
    return 3.0


def _is_of_table(line: Line, reading: Reading | None) -> bool:
    """Say whether a line is figures, or cells or a label beside them: so tables in texts are."""
    if is_sure(reading):
        return may_be_row(line, reading)
    digits = any(map(str.isdigit, line.text))
    return digits and (is_row_of_cells(line.text) or bool(LABELLED_FIGURE.match(line.text)))


def _trimmed(
    first: int,
    last: int,
    lines: Sequence[Line],
    readings: Sequence[Reading | None],
    weights: Sequence[float],
) -> Span | None:
    """Begin a run at its first sure paragraph and end it before what only follows articles."""
    solid = [index for index in range(first, last + 1) if is_solid(lines[index], readings[index])]
    ends = (*solid[:NOTICES_ABOVE], *solid[-NOTICES_BELOW:])
    notices = {index for index in ends if chrome_table().notice(lines[index].text)}
    solid = [index for index in solid if index not in notices]
    start = _below_strip(solid, lines, readings) if solid else first
    total = sum(weights[start : last + 1])
    so_far = 0.0
    end = start
    for index in range(start, last + 1):
        share = so_far / total if total else 1.0
        if index in notices or _closes(index, readings, solid, share):
            break
        if share > HEAD_SHARE and _begins_another(index, start, readings):
            break
        so_far += weights[index]
        if weights[index]:
            end = index
    return Span(start, end, so_far)


def _begins_another(index: int, start: int, readings: Sequence[Reading | None]) -> bool:
    """Say whether a second «نُشر …» shows the head of the next article on the page."""
    above = readings[max(0, start - REACH_OF_HEADER) : start]
    return _says_published(readings[index]) and any(map(_says_published, above))


def _says_published(reading: Reading | None) -> bool:
    return reading is not None and reading.date is not None and reading.date.says_published


def _below_strip(
    solid: Sequence[int], lines: Sequence[Line], readings: Sequence[Reading | None]
) -> int:
    """Pass over a long line without a stop that a day or a byline parts from the text.

    It is headlines run together, with the headline below them, or a headline itself.
    """
    strip, following = solid[0], solid[1] if len(solid) > 1 else solid[0]
    between = (readings[at] for at in range(strip + 1, following))
    parted = any(is_sure(reading) and reading.role in OVER_TEXT for reading in between)
    return following if parted and lines[strip].stop is Stop.NONE else strip


def _is_card(index: int, readings: Sequence[Reading | None]) -> bool:
    """Say whether a sentence is the teaser of another article: its date follows."""
    following = readings[index + 1] if index + 1 < len(readings) else None
    return following is not None and following.role is Role.DATE


def _closes(
    index: int, readings: Sequence[Reading | None], solid: Sequence[int], share: float
) -> bool:
    """Say whether the article is over at a line of chrome, or only interrupted by it."""
    reading = readings[index]
    if not is_sure(reading):
        return False
    if reading.effect is Effect.ENDS or reading.role is Role.SOURCE:
        return share > HEAD_SHARE
    if reading.effect is Effect.NONE:
        return False
    place = bisect_right(solid, index)
    resumes = place < len(solid) and solid[place] <= index + REACH_OF_INTERRUPTION
    return not resumes or _is_card(solid[place], readings)


def _evidence(first: int, readings: Sequence[Reading | None]) -> float:
    """Add up what the lines above a body say for its being an article."""
    above = [reading for reading in readings[max(0, first - REACH_OF_HEADER) : first] if reading]
    found = {reading.role for reading in above}
    score = 0.3 if first < REACH_OF_HEADER else 0.0
    for role, gain in ((Role.DATE, 1.0), (Role.BYLINE, 0.4), (Role.IMAGE, 0.3), (Role.CRUMBS, 0.3)):
        score += gain if role in found else 0.0
    if any(reading.effect is Effect.ENDS for reading in above[-3:]):
        score -= 0.5
    return score
