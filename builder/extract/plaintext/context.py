"""Read every line by itself, then again in the light of the line above it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from builder.extract.boilerplate import Effect
from builder.extract.captions import split_credit
from builder.extract.datelines import read_dateline, read_known_publisher
from builder.extract.listed import is_section
from builder.extract.persons import is_person, is_role, split_names
from builder.extract.phrases import phrase_set
from builder.extract.plaintext.comments import mark_comments
from builder.extract.plaintext.lines import Stop
from builder.extract.plaintext.trails import find_trails
from builder.extract.readings import dated, read_line
from builder.extract.roles import Reading, Role
from builder.extract.sureness import DOUBTFUL, SURE

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from builder.extract.moments import DateReader
    from builder.extract.plaintext.lines import Line

MAX_WORDS_OF_NAME: Final = 5
MIN_WORDS_OF_HEADLINE: Final = 4
MAX_WORDS_OF_DATE_LABEL: Final = 3
MAX_WORDS_OF_ANSWER: Final = 3
CONSENT: Final = "chrome-consent"
MENU_RULES: Final = frozenset({"chrome-foot", "chrome-navigation", "chrome-account", CONSENT})
END_MARK: Final = "chrome-end-mark"
LABELLED_LINKS: Final = frozenset({"chrome-read-also", "chrome-popular"})
"""«شاهد: …» links to another article, and begins headlines: on the first line it is one."""
PICTURE: Final = frozenset({Role.IMAGE, Role.CAPTION, Role.CREDIT})
BETWEEN_HEADLINES: Final = "   "
MIN_HEADLINES: Final = 3
WORDS_IN_ROW: Final = 3
_DISCOVER: Final = ("اكتشاف المزيد من ", "Discover more from ")
"""Before the site's name, over the field for the reader's address."""
_LATIN_WORD: Final = re.compile(r"(?<=\s)[A-Za-z]{3,15}(?=\s)")
_TIME: Final = re.compile(r"^\W*\d{1,2}[:.]\d\d(?:\s*(?:ص|م|am|pm|GMT\S*))?\W*$", re.IGNORECASE)
_NAMES: Final[frozenset[Role]] = frozenset({Role.DATELINE, Role.BYLINE})


def read_lines(
    lines: Sequence[Line], dates: DateReader, known_sources: Container[str] = ()
) -> list[Reading | None]:
    """Return what each line says of itself; a paragraph says nothing."""
    readings = [_read(line, dates) for line in lines]
    _name_publishers(lines, readings, known_sources)
    _settle_doubtful(lines, readings)
    find_trails(lines, readings)
    for line in lines[1:]:
        above = readings[line.index - 1]
        if _announces_date(lines[line.index - 1], readings[line.index]):
            whole = dated(f"{lines[line.index - 1].text} {line.text}", dates)
            readings[line.index] = whole or readings[line.index]
            readings[line.index - 1] = Reading(Role.ORNAMENT, "label")
            continue
        if above is None or not line.short:
            continue
        if above.role is Role.IMAGE and not line.gap:
            readings[line.index] = _under_picture(line.text, readings[line.index])
        elif above.role is Role.CAPTION and not above.value and readings[line.index] is None:
            readings[line.index] = Reading(Role.CAPTION, "caption-after-image", value=line.text)
        elif above.rule == "source-label" and _may_name_source(line):
            readings[line.index] = Reading(Role.SOURCE, "source-line", value=line.text)
        elif above.role is Role.DATE and _TIME.match(line.text):
            whole = dated(f"{lines[line.index - 1].text} {line.text}", dates)
            readings[line.index - 1] = whole or above
            readings[line.index] = Reading(Role.ORNAMENT, "time-line")
        elif above.role is Role.BYLINE and readings[line.index] is None:
            readings[line.index] = _under_byline(
                line.text, announced=not above.names, sure=not above.weak
            )
    mark_comments(lines, readings)
    return readings


def _name_publishers(
    lines: Sequence[Line], readings: list[Reading | None], known_sources: Container[str]
) -> None:
    """Read «صدى الفرات - حلب» above the text by the names of publishers that are known."""
    for line in takewhile(lambda line: line.short, lines):
        reading = readings[line.index]
        if reading is None or (reading.weak and reading.role is Role.DATELINE):
            found = read_known_publisher(line.text, known_sources)
            if found is not None:
                readings[line.index] = Reading(
                    Role.DATELINE,
                    "dateline",
                    found.score,
                    value=found.text,
                    publisher=found.publisher,
                )


def _settle_doubtful(lines: Sequence[Line], readings: list[Reading | None]) -> None:
    """Settle what only neighbours can: «هيئة التحرير» in a menu, «خط: فلان» under a picture."""
    first = readings[0] if readings else None
    if first is not None and first.rule in LABELLED_LINKS and first.value:
        links = lines[0].words < MIN_WORDS_OF_HEADLINE
        readings[0] = first if links else replace(first, score=DOUBTFUL)
    for index, reading in enumerate(readings):
        above = readings[index - 1] if index else None
        if reading is None:
            continue
        if reading.rule == "desk" and _in_menu(readings, index):
            readings[index] = Reading(Role.CHROME, "chrome-foot", effect=Effect.ENDS)
        elif reading.role is Role.CHROME and _may_be_answer(lines[index], readings):
            readings[index] = replace(reading, score=DOUBTFUL)
        elif (
            reading.rule == "chrome-foot" and index and lines[index - 1].text.startswith(_DISCOVER)
        ):
            readings[index - 1] = reading
        elif reading.weak and reading.role is Role.CREDIT and above and above.role in PICTURE:
            readings[index] = replace(reading, score=SURE)


def _may_be_answer(line: Line, readings: Sequence[Reading | None]) -> bool:
    """Say whether a button's words may be text: «نعم.» under a question, «لا» between two lines.

    Buttons have no full stop. Under one that is chrome for sure, a line is chrome as well.
    """
    reading = readings[line.index]
    if reading is None or reading.effect is not Effect.NONE or reading.rule == END_MARK:
        return False
    above = readings[line.index - 1] if line.index else None
    if above is not None and above.role is Role.CHROME and not above.weak:
        return False
    if line.stop is Stop.FULL and line.words <= MAX_WORDS_OF_ANSWER:
        return True
    below = readings[line.index + 1 : line.index + 2]
    return reading.rule == CONSENT and line.index > 0 and above is None and below == [None]


def _announces_date(above: Line, reading: Reading | None) -> bool:
    """Say whether a line is «آخر تحديث» or «نُشر» alone, and the one under it a date."""
    if reading is None or reading.role is not Role.DATE or above.words > MAX_WORDS_OF_DATE_LABEL:
        return False
    return above.key in phrase_set("datelines", "date_labels")


def _in_menu(readings: Sequence[Reading | None], index: int) -> bool:
    """Say whether links to the site's own pages stand beside a line."""
    above = readings[index - 1] if index else None
    below = readings[index + 1] if index + 1 < len(readings) else None
    return (above is not None and above.rule in MENU_RULES) or (
        below is not None and below.rule == "chrome-foot"
    )


def _read(line: Line, dates: DateReader) -> Reading | None:
    if line.short or "://" in line.text:
        return read_line(line.text, dates)
    if line.text.count(BETWEEN_HEADLINES) >= MIN_HEADLINES or _is_strip(line):
        return Reading(Role.CHROME, "headlines-in-a-row")
    return None


def _is_strip(line: Line) -> bool:
    """Say whether a long line is headlines side by side, parted by one sign or the site's name."""
    if line.stop is Stop.FULL:
        return False
    latin = _LATIN_WORD.findall(line.text)
    often = Counter(latin).most_common(1) if len(latin) >= MIN_HEADLINES else ()
    for sign in ("|", "•", *(word for word, _ in often)):
        if line.text.count(f" {sign} ") >= MIN_HEADLINES:
            *parts, _ = line.text.split(f" {sign} ")
            if all(len(part.split()) >= WORDS_IN_ROW for part in parts):
                return True
    return False


def _may_name_source(line: Line) -> bool:
    """Say whether a line under «المصدر» names one; the box on the author, «عن فلان», does not."""
    first, _, rest = line.text.partition(" ")
    return line.words <= MAX_WORDS_OF_NAME and not (first == "عن" and is_person(rest))


def _under_byline(text: str, *, announced: bool, sure: bool) -> Reading | None:
    """Read the name under «بقلم:», or what the author does under the name.

    Under «قصيدة» without a colon the title may stand: there the name must be a person's.
    """
    if announced and is_section(text):
        return None  # «كتب» and «سينما» stand in a menu
    if announced and text.count(" ") < MAX_WORDS_OF_NAME and (sure or is_person(text)):
        return Reading(Role.BYLINE, "byline", 0.9, names=split_names(text))
    return Reading(Role.BYLINE, "author-role", 0.8) if is_role(text) else None


def _under_picture(text: str, reading: Reading | None) -> Reading | None:
    """Take a line that ends in a credit for a caption: «السوق القديم - رويترز» is no dateline."""
    if reading is not None and reading.role not in _NAMES:
        return reading
    caption, credit = split_credit(text)
    if credit is None:
        return reading
    dateline = read_dateline(caption)
    if dateline is not None and dateline.places:
        return reading
    return Reading(Role.CAPTION, "caption-after-image", value=text)
