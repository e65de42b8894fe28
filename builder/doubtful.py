"""Tell of lines that were left out without certainty, above, within and under the text.

A page around an article has hundreds of lines that are nobody's; those that only their place makes
doubtful are what a person should look at, and sentences and verses, whatever took them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from builder.chosen_lines import RULE, Chosen, Lines, mistakes, stretches
from builder.extract.boilerplate import Effect
from builder.extract.figures import FIGURES, LONE_NUMBER
from builder.extract.phrases import phrase_key, phrase_set
from builder.extract.plaintext.series import is_row_of_cells
from builder.extract.verses import is_verse
from builder.interface import Interface
from builder.model import Fate, Problem
from builder.own_yaml import own_data
from builder.raw_files import Kind
from builder.sidecar_expected import MOST

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from builder.model import Document, LineFate
    from builder.sidecar import Overrides

CODE: Final = "LINE01"
REMNANT: Final = "header-remnant"
WITHOUT_LINES: Final = frozenset({Kind.PAGE, Kind.MIME})
"""Files whose text is marked up: a line of theirs is no unit that a person could name."""
DOUBTED: Final = frozenset(
    {"after-article", FIGURES, REMNANT, "reader-comment", "related-headline", "unplaced"}
)
"""Rules that judge a line by its place and may be wrong."""
PASSED: Final = frozenset({"ornament", LONE_NUMBER, "repeated", "repeated-headline"})
"""Rules of lines that part nothing from the text: «***» stands between its sections too."""
SETTLED: Final = PASSED | {RULE}
"""And of lines that a person left out."""
_ARABIC: Final = re.compile("[\u0621-\u06ff]{2}")
_SENTENCE: Final = re.compile(r"^(?:\S+\s+){4}.*[^.]\.[\"»”)]*$")
"""No linked headline is so long and ends in a full stop."""
_LEADS_ON: Final = re.compile(r"^(?:\S+\s+){4}.*[:：]$")
"""«وسجلت المديرية المقاييس الآتية في المدن:»; a label of chrome is shorter."""
OVER: Final = "before-article"
CHROME: Final = "chrome-"
OURS: Final = "نا"
TO_READERS: Final = frozenset({"اضغط", "انقر", "بريدك", "حسابك"})
"""With «قناتنا» and the like, how a site offers its channels."""
LINKS: Final = "chrome-read-also"
"""The line right under it is the headline that it leads to."""


def lines_told(document: Document, said: Overrides, kind: Kind) -> Document:
    """Add what a person should know of the lines: those left out in doubt, and wrong numbers."""
    if kind in WITHOUT_LINES:
        keys = [key for key in ("keep", "drop") if getattr(said, key)][:1]
        found = [said.at(key).problem("SIDE08", ("key", key)) for key in keys]
    else:
        chosen = Chosen(said.keep, said.drop)
        wrong = mistakes(chosen, {line.line for line in document.lines}) if chosen else ()
        found = [said.at(one.key).problem(one.code, *one.values) for one in wrong]
        doubtful = None if said.takedown else doubtful_lines(document)
        found += [doubtful] if doubtful else []
    return replace(document, problems=(*document.problems, *found)) if found else document


def doubtful_lines(document: Document) -> Problem | None:
    """Return the one problem that names all such lines of a file; None where there are none."""
    ledger, text = groupby(document.lines, key=attrgetter("line")), Fate.BODY
    rows = [(number, tuple(fates)) for number, fates in ledger]
    body = [at for at, (_, fates) in enumerate(rows) for fate in fates if fate.fate is text]
    if not body:
        return None
    places = (*_above(rows, body[0]), *_within(rows, body), *_under(rows, body[-1]))
    known = {phrase_key(name) for name in _names(document)}
    found = [rows[at][0] for at in places if phrase_key(rows[at][1][0].text) not in known]
    if not found:
        return None
    named = stretches(found, (number for number, _ in rows))
    named = Lines(named.ranges[:MOST])  # as many as `keep` takes
    count = sum(number <= named.ranges[-1][1] for number in found)
    return Problem(
        CODE,
        found[0],
        (
            ("count", Interface("en").count("count.lines", count)),
            ("count_ar", Interface("ar").count("count.lines", count)),
            ("lines", str(named)),
        ),
    )


def _names(document: Document) -> Iterable[str]:
    """Yield what the article's fields hold already: its title, its publisher, its authors."""
    for field in (document.headline, document.source, *document.authors):
        if field is not None:
            yield field.value


def _above(rows: Sequence[tuple[int, tuple[LineFate, ...]]], first: int) -> Iterable[int]:
    """Yield the places of lines above the text of which nobody knows what they are, or that tell.

    Over the headline stand menus; what sentences or verses there enclose was taken for one.
    """
    runs = groupby(range(first), key=lambda at: rows[at][1][0].rule)
    for rule, run in ((rule, list(places)) for rule, places in runs):
        if rule == REMNANT:
            yield from (at for at in run if _ARABIC.search(rows[at][1][0].text))
        elif rule == OVER:
            yield from _told(rows, run)


def _told(rows: Sequence[tuple[int, tuple[LineFate, ...]]], run: Sequence[int]) -> Iterable[int]:
    """Yield the places among lines in a row from the first that tells something to the last.

    Verses do where they are several, and the rows of a table right under what leads to them.
    """
    verses = {rows[at][1][0].text: at for at in run if is_verse(rows[at][1][0].text)}
    several = verses.values() if len(verses) > 1 else ()  # a headline in two halves comes twice
    telling = {at for at in run if _tells(rows[at][1])}.union(several)
    for at in run:
        if at - 1 in telling and is_row_of_cells(rows[at][1][0].text):
            telling.add(at)
    return range(min(telling), max(telling) + 1) if telling else ()


def _within(rows: Sequence[tuple[int, tuple[LineFate, ...]]], body: Sequence[int]) -> Iterable[int]:
    """Yield the places of doubtful lines between the first line of the text and the last.

    A sentence there is one, however surely its words are chrome's: «انضم إلى قناة الوادي مراسلاً
    في عام 2005.»; but not where it speaks of «قناتنا».
    """
    for at in range(body[0] + 1, body[-1]):
        fates = rows[at][1]
        if (_is_doubtful(fates) and rows[at - 1][1][0].rule != LINKS) or _tells(fates):
            yield at


def _under(rows: Sequence[tuple[int, tuple[LineFate, ...]]], last: int) -> Iterable[int]:
    """Yield the places of doubtful lines under the text, up to where the article is at an end.

    What parts them from the text, a share bar or the source, has headlines and menus behind it:
    from there on only sentences may be text.
    """
    runs: list[list[int]] = [[]]
    for at in range(last + 1, len(rows)):
        fates = rows[at][1]
        if any(map(_ends, fates)):
            break
        if _is_doubtful(fates):
            runs[-1].append(at)
        elif not all(fate.rule in PASSED for fate in fates):
            runs.append([])
    yield from runs[0]
    for run in runs[1:]:
        yield from _told(rows, run)


def _tells(fates: Sequence[LineFate]) -> bool:
    """Say whether a line left out is a sentence, and none in which a site speaks of itself."""
    text = fates[0].text
    if len(fates) > 1 or fates[0].fate is not Fate.DROPPED or fates[0].rule in SETTLED:
        return False
    if not (_SENTENCE.search(text) or _LEADS_ON.search(text)):
        return False
    words = phrase_set("sources", "channels").intersection(phrase_key(text).split())
    return not any(word.endswith(OURS) or word in TO_READERS for word in words)


def _ends(fate: LineFate) -> bool:
    """Say whether nothing of the article stands under a line."""
    kind = fate.rule.removeprefix(CHROME)
    return kind != fate.rule and own_data("chrome")[kind].get("effect") == Effect.ENDS


def _is_doubtful(fates: Sequence[LineFate]) -> bool:
    return all(
        fate.fate is Fate.DROPPED and fate.score < 1 and fate.rule in DOUBTED for fate in fates
    )
