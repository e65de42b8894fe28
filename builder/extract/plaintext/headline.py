"""Choose the headline among the lines above the body."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from builder.arabic.key import words as key_words
from builder.extract.boilerplate import chrome_of
from builder.extract.called import PREPOSITIONS
from builder.extract.captions import ends_in_photographer, split_credit
from builder.extract.persons import is_person
from builder.extract.phrases import phrase_key, phrase_set
from builder.extract.plaintext.beside_title import MAX_WORDS_OF_SITE, strip_site
from builder.extract.plaintext.body import PARAGRAPH_WORDS
from builder.extract.plaintext.candidates import first_of_text, may_be_headlines
from builder.extract.plaintext.lines import Line, Stop
from builder.extract.plaintext.masthead import MAX_WORDS_OF_MENTION, names_site
from builder.extract.plaintext.trails import ends_of_trails
from builder.extract.roles import Role
from builder.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.extract.plaintext.body import Span
    from builder.extract.roles import Reading

LONG_WORDS: Final = 14
REACH: Final = 60
REACH_OF_DATE: Final = 7
REACH_OF_REPEAT: Final = 14
SAMPLE: Final = 800
"""Characters of the body whose words are compared with a headline's."""
PICTURE: Final = frozenset({Role.IMAGE, Role.CREDIT})
UNDER_PICTURE: Final = 6.0
"""What a line loses by standing under a picture: it is the caption, and repeats the story."""
DOUBT: Final = 1.0
"""What a line loses that may be a byline or dateline as well."""
ABOUT: Final = 0.4
"""Share of a headline's words that the text uses, from which it is about the same."""
NAME: Final = 5.0
"""What a line loses that is a person's name: the author's, printed twice, is no headline."""
WORDS_OF_TELLING: Final = 3
AT_THE_TOP: Final = 3
"""So many lines at the top of a page are its name and what it says of itself."""
ABOVE_PUBLISHED: Final = 1.5
"""What a line gains right above «نُشر …»: a standfirst stands below it as often."""
BETWEEN_DAY_AND_TEXT: Final = 1.0
"""What a line gains that stands alone between the day and the text, as blogs print headlines."""
UNDER_SLOGAN: Final = 3.5
"""What it gains where only a blog's name and slogan stand above the day, which speaks for both."""
LED_TO: Final = 4.0
"""What a line gains to which a trail, «الرئيسية / ثقافة / عودة السوق», leads; a section's less."""
SURE_SCORE: Final = 12.0
UNSURE_SCORE: Final = 0.3

CACHED_WORDS: Final = 1 << 14
"""Words that are remembered without their prefixes: most of a text's stand in all texts."""
_PREFIX: Final = re.compile(r"^(?:وال|بال|كال|فال|لل|ال|و|ب|ل|ف)(?=\w{3})")


@frozen
class Headline:
    """The line chosen, and how sure the choice is."""

    index: int
    score: float


def find_headline(
    lines: Sequence[Line], readings: Sequence[Reading | None], body: Span
) -> Headline | None:
    """Return the headline of the article whose body is known."""
    nearest = range(max(0, body.first - REACH), body.first)
    candidates = may_be_headlines(nearest, lines, readings)
    if not candidates:
        over = first_of_text(lines, readings, body)
        return None if over is None else Headline(over, UNSURE_SCORE)
    led_to = ends_of_trails(readings[nearest.start : body.first])
    vocabulary = _body_words(lines, body) if len(candidates) > 1 else set()
    times = Counter(lines[index].key for index in candidates)
    best, best_score = -1, float("-inf")
    telling = _telling(lines[0].words)  # a word or two at the top are the site's name
    posted = body.first == AT_THE_TOP + 1 and _under_slogan(lines, readings, vocabulary)
    for index in candidates:
        score = (
            _by_length(lines[index])
            + 6 * _overlap(lines[index].text, vocabulary) * _telling(lines[index].words)
            + _by_neighbours(index, lines, readings, body.first) * (1 if index else telling)
            + (3 if times[lines[index].key] > 1 else 0)
            + (LED_TO * _telling(lines[index].words) if lines[index].key in led_to else 0.0)
            + (UNDER_SLOGAN if posted and index == AT_THE_TOP else 0.0)
            - (NAME if _names_somebody(lines[index], lines) else 0.0)
            - _distance(index, candidates)
            - _text_above(index, lines, readings)
            - (DOUBT if readings[index] is not None else 0.0)
        )
        if score > best_score:
            best, best_score = index, score
    best = _without_site(best, candidates, lines)
    best = _above_standfirst(best, candidates, lines, vocabulary)
    best = _first_printing(best, candidates, lines)
    return Headline(best, round(max(0.1, min(1.0, best_score / SURE_SCORE)), 2))


def _names_somebody(line: Line, lines: Sequence[Line]) -> bool:
    """Say whether a line is the author's name, the site's, or a caption that ends in a credit.

    That is the site too in «السوق القديم (الأفق)», where «الأفق» is a line of the page.
    """
    at_top = line.index < AT_THE_TOP and names_site(line.text)
    if at_top or is_person(line.text) or ends_in_photographer(line.text):
        return True
    if not line.text.endswith((")", ").")):
        return False
    if split_credit(line.text)[1] is not None:
        return True
    key = phrase_key(line.text[line.text.rfind("(") :])
    if key in phrase_set("sections") or chrome_of(key) is not None:
        return False
    return any(other.words <= MAX_WORDS_OF_SITE and other.key == key for other in lines)


def _without_site(best: int, candidates: Sequence[int], lines: Sequence[Line]) -> int:
    """Prefer the headline alone to the same with the site's name beside it."""
    text = lines[best].text
    return next(
        (
            at
            for at in candidates
            if (site := strip_site(lines[at].text, text))
            and len(site) < len(lines[at].text)
            and not is_person(lines[at].text)
        ),
        best,
    )


def _above_standfirst(
    best: int, candidates: Sequence[int], lines: Sequence[Line], vocabulary: set[str]
) -> int:
    """Prefer the line right above, where the best one may be the standfirst under a headline.

    A line that itself stands under a third one of its kind belongs to a list of headlines.
    """
    above = best - 1
    if _asks_under_headline(best, candidates, lines):
        return above
    if above not in candidates or not 4 <= lines[above].words <= lines[best].words + 6:  # noqa: PLR2004
        return best
    if above - 1 in candidates and lines[above - 1].words > 4:  # noqa: PLR2004
        return best
    if strip_site(lines[best].text, lines[above].text):
        return best
    of_site = lines[above].key.partition(" ")[0] in phrase_set("sources", "kinds")
    is_about_it = not of_site and _overlap(lines[above].text, vocabulary) >= ABOUT
    return above if is_about_it and lines[above].key != lines[best].key else best


def _asks_under_headline(best: int, candidates: Sequence[int], lines: Sequence[Line]) -> bool:
    """Say whether a question, a sentence or «عن …» stands under a short headline without a sign."""
    above = best - 1
    tells = lines[best].stop is not Stop.NONE or lines[best].text.startswith("عن ")
    if above < AT_THE_TOP - 1 or above not in candidates or not tells:
        return False
    alone = above - 1 not in candidates or lines[above - 1].words < WORDS_OF_TELLING
    return alone and lines[above].stop is Stop.NONE and lines[above].words >= WORDS_OF_TELLING


def _first_printing(best: int, candidates: Sequence[int], lines: Sequence[Line]) -> int:
    """Go back to the first of several printings, so that what stands between them is seen."""
    return next(
        index
        for index in candidates
        if index == best
        or (index >= best - REACH_OF_REPEAT and lines[index].key == lines[best].key)
    )


def _body_words(lines: Sequence[Line], body: Span) -> set[str]:
    found: set[str] = set()
    taken = 0
    for line in lines[body.first : body.last + 1]:
        text = line.text[: SAMPLE - taken]
        found.update(map(_without_prefix, key_words(text)))
        taken += len(text)
        if taken >= SAMPLE:
            break
    return found


@lru_cache(maxsize=CACHED_WORDS)
def _without_prefix(word: str) -> str:
    """Return a word without the article and what is written together with it."""
    return _PREFIX.sub("", word)


def _overlap(text: str, vocabulary: set[str]) -> float:
    """Return the share of the words of `text` that the body has too."""
    telling = (word for word in key_words(text) if len(word) > 2 and word not in PREPOSITIONS)  # noqa: PLR2004
    words = [*map(_without_prefix, telling)]
    if not words:
        return 0.0
    return sum(word in vocabulary for word in words) / len(words)


def _telling(words: int) -> float:
    """Say how much shared words tell: one word alone, such as a section's name, tells little."""
    return 1.0 if words >= WORDS_OF_TELLING else words / WORDS_OF_TELLING


def _by_length(line: Line) -> float:
    words = line.words
    score = 3.0 if 5 <= words <= 18 else 1.5 if 3 <= words <= 24 else 0.0  # noqa: PLR2004
    if line.stop is Stop.FULL or words > PARAGRAPH_WORDS:
        score -= 2.0
    return score + (1.0 if line.index == 0 else 0.0)


def _by_neighbours(
    index: int, lines: Sequence[Line], readings: Sequence[Reading | None], first: int
) -> float:
    """Gain by a date, byline or picture near by; lose by standing in a list of headlines."""
    score = 0.0
    below = [
        reading
        for reading in readings[index + 1 : index + 1 + REACH_OF_DATE]
        if reading is not None
    ]
    roles = {reading.role for reading in below}
    if Role.DATE in roles:
        score += 2.5
    if below and readings[index + 1] is below[0] and below[0].date is not None:
        score += ABOVE_PUBLISHED if below[0].date.says_published else 0.0
    if roles & {Role.BYLINE, Role.DATELINE, Role.IMAGE, Role.CREDIT}:
        score += 1.5
    above = readings[max(0, index - 2) : index]
    if any(reading is not None and reading.role in (Role.DATE, Role.CRUMBS) for reading in above):
        score += 1.0
    if index and (under := readings[index - 1]) is not None and under.role in PICTURE:
        score -= UNDER_PICTURE if not lines[index].gap else UNDER_PICTURE / 2
    if above and (day := above[-1]) is not None and day.role is Role.DATE and index + 1 == first:
        score += BETWEEN_DAY_AND_TEXT
    before = lines[index - 1] if index else None
    if before is not None and before.is_section:
        score += 1.5
    after = lines[index + 1] if index + 1 < len(lines) else None
    if (
        before is not None
        and after is not None
        and readings[before.index] is None
        and readings[after.index] is None
        and 4 < before.words < 20  # noqa: PLR2004
        and 4 < after.words < 20  # noqa: PLR2004
    ):
        score -= 1.5
    return score


def _under_slogan(
    lines: Sequence[Line], readings: Sequence[Reading | None], vocabulary: set[str]
) -> bool:
    """Say whether but a blog's name and slogan, and the day, stand above the fourth line."""
    name, slogan, day = lines[0], lines[1], readings[AT_THE_TOP - 1]
    if readings[0] is not None or readings[1] is not None or is_person(slogan.text):
        return False
    if day is None or day.role is not Role.DATE:
        return False
    named = name.words <= MAX_WORDS_OF_MENTION and not name.is_section
    return named and _overlap(slogan.text, vocabulary) < ABOUT


def _text_above(index: int, lines: Sequence[Line], readings: Sequence[Reading | None]) -> float:
    """Lose by every long line that stands above without a break: a subheading has text above it."""
    loss = 0.0
    for above in range(index - 1, max(-1, index - 1 - REACH), -1):
        if readings[above] is not None:
            break
        loss += 2.0 if lines[above].words >= LONG_WORDS else 0.0
    return min(loss, 10.0)


def _distance(index: int, candidates: Sequence[int]) -> float:
    """Lose a little by every other candidate between a line and the body."""
    return min(8.0, 0.5 * sum(other > index for other in candidates))
