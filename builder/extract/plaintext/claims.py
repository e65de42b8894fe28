"""Take what a line says of itself into the draft, the same wherever on the page it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from builder.extract.accounts import is_account
from builder.extract.called import has_articles, is_called_site, is_site_line, is_site_name
from builder.extract.captions import split_credit
from builder.extract.datelines import is_masthead
from builder.extract.labelled_sections import labelled_section
from builder.extract.listed import is_agency, is_national_agency, is_section
from builder.extract.persons import bare_name, is_role, is_signer, split_names, without_handle
from builder.extract.phrases import phrase_key
from builder.extract.plaintext.draft import DatedLine, Draft, SourceHint
from builder.extract.plaintext.own_address import take_address
from builder.extract.roles import Reading, Role
from builder.model import Evidence, Fate, Image

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from builder.extract.plaintext.lines import Line

_BESIDE_DATE: Final = re.compile(r"\s*[|•·/]\s*|\s+[-–—ـ]\s+")
OTHER_HAND: Final = "other-hand"
SOURCE_LINE_SCORE: Final = 0.95
COPIED_SCORE: Final = 0.35
"""For «نقلا عن …», and for «المصدر: …» beside a translator: the site may be named elsewhere."""
_COPIED: Final = ("نقلا عن", "منقول")
REACH_OF_HANDS: Final = 3
SIGNED_SCORE: Final = 0.6
"""For a publisher that stands where an author does: «بقلم: يورونيوز»."""
TRANSLATED_SCORE: Final = 1.0
"""For the site that translated: «المصدر: …» under its text names whom it translated."""
PUBLISHER_SCORES: Final = {
    "link-line": 0.9,
    "source-and-author": 0.85,
    "dateline": 0.75,
    "date-line": 0.75,
    "byline": 0.6,
}
"""How much a publisher's name weighs by the kind of line that gives it."""


def take(draft: Draft, line: Line, reading: Reading, place: float) -> None:
    """Record one line; `place` says how near the headline it stands, from 0 to 1."""
    if reading.role is Role.DATE:
        draft.dates.append(DatedLine(line.index, reading, place))
        draft.ledger.claim(line, Fate.DATE, reading.rule)
        _take_beside_date(draft, line, reading)
        if reading.dateline and draft.dateline is None:
            draft.dateline = Evidence(reading.dateline, reading.rule, line.number, line.text)
    elif (taker := _TAKERS.get(reading.role)) is not None:
        taker(draft, line, reading)
    else:
        draft.ledger.drop(line, reading.rule, reading.score)
    _take_names(draft, line, reading)


def _take_beside_date(draft: Draft, line: Line, reading: Reading) -> None:
    """Take the publisher or the section that shares a line with the date."""
    beside = reading.date.rest if reading.date else ""
    for part in _BESIDE_DATE.split(beside):
        named = phrase_key(part) in draft.known_sources or is_national_agency(part)
        if named or is_called_site(part):
            score = PUBLISHER_SCORES.get(reading.rule, 0.5)
            draft.sources.append(SourceHint.on(line, reading.rule, score, part))
        elif is_section(part) and draft.section is None:
            draft.section = Evidence(part, reading.rule, line.number, line.text, 0.8)


def take_caption(draft: Draft, line: Line, rule: str, score: float = 1.0) -> None:
    """Record the caption of the last picture, or of one that the text does not name."""
    _caption(draft, line, line.text, (rule, score))


def _caption(draft: Draft, line: Line, text: str, why: tuple[str, float]) -> None:
    caption, credit = split_credit(text)
    _amend(draft, caption or None, credit)
    draft.ledger.keep(line, Fate.CAPTION, why, filter(None, (caption, credit)))


def take_publisher(draft: Draft, line: Line, rule: str, score: float) -> None:
    """Record a line that is a publisher's name and nothing else."""
    draft.sources.append(SourceHint.on(line, rule, score))
    draft.ledger.claim(line, Fate.SOURCE, rule, score)


def take_section(draft: Draft, line: Line, rule: str, score: float = 1.0) -> None:
    """Record a line that is the article's section and nothing else."""
    draft.section = Evidence(line.text, rule, line.number, line.text, score)
    draft.ledger.claim(line, Fate.SECTION, rule, score)


def take_labelled_section(draft: Draft, line: Line, rule: str) -> bool:
    """Record the section of «القسم: تراث»; say whether a line is one."""
    said = labelled_section(line.text) if draft.section is None else ""
    if said:
        draft.section = Evidence(said, rule, line.number, line.text)
        draft.ledger.keep(line, Fate.SECTION, (rule, 1.0), (said,))
    return bool(said)


def take_author(draft: Draft, line: Line, rule: str, score: float) -> None:
    """Record a line that is a person's name, or two joined, and nothing else."""
    if any(phrase_key(author.value) == line.key for author in draft.authors):
        draft.ledger.drop(line, "repeated")
        return
    names = split_names(line.text) or (bare_name(line.text),)
    draft.authors += [Evidence(name, rule, line.number, line.text, score) for name in names]
    draft.ledger.claim(line, Fate.BYLINE, rule, score)


def take_authors(draft: Draft, line: Line, names: tuple[str, ...], rule: str, score: float) -> None:
    """Record a line of several persons' names."""
    draft.authors += [Evidence(name, rule, line.number, line.text, score) for name in names]
    draft.ledger.keep(line, Fate.BYLINE, (rule, score), names)


def _take_byline(draft: Draft, line: Line, reading: Reading) -> None:
    if reading.rule == OTHER_HAND and not any(_is_publisher(draft, name) for name in reading.names):
        draft.ledger.drop(line, OTHER_HAND)
        return
    known = {author.value for author in draft.authors}
    if known.issuperset(reading.names):
        draft.ledger.drop(line, "repeated" if reading.names else reading.rule, reading.score)
        return
    draft.ledger.keep(line, Fate.BYLINE, (reading.rule, reading.score), reading.names)


def _take_dateline(draft: Draft, line: Line, reading: Reading) -> None:
    if not line.index and is_masthead(reading.value):
        draft.ledger.keep(line, Fate.SOURCE, (reading.rule, reading.score), (reading.publisher,))
        if is_agency(reading.value):
            hint = SourceHint.on(line, reading.rule, reading.score, reading.value)
            draft.sources.append(hint)
    elif draft.dateline is None:
        value = _without_reporter(reading)
        draft.dateline = Evidence(value, reading.rule, line.number, line.text, reading.score)
        if value == reading.value or value not in line.raw:
            draft.ledger.claim(line, Fate.DATELINE, reading.rule, reading.score)
        else:
            name, _, rest = line.raw.partition(value)
            draft.ledger.share(
                line,
                (name, Fate.BYLINE, reading.rule),
                (value + rest, Fate.DATELINE, reading.rule),
            )
        if reading.section and draft.section is None:
            draft.section = Evidence(reading.section, reading.rule, line.number, line.text, 0.8)
        if is_site_line(reading.value):  # «وكالة الأنباء العراقية» at the top of its own page
            score = PUBLISHER_SCORES["dateline"] * reading.score
            draft.sources.append(SourceHint.on(line, reading.rule, score, reading.value))
    elif phrase_key(draft.dateline.value) == phrase_key(reading.value):
        draft.ledger.drop(line, "repeated")
    else:
        draft.ledger.drop(line, "second-dateline", reading.score)


def _without_reporter(reading: Reading) -> str:
    """Return a dateline without the author with whose name it begins: «فلان - القاهرة»."""
    first = reading.names[0] if reading.names else ""
    if not first or reading.publisher or not reading.value.startswith(first):
        return reading.value
    rest = without_handle(reading.value.removeprefix(first))
    return rest.lstrip(" -–—/|،,:ـ(").rstrip(" )") or reading.value


def _take_source(draft: Draft, line: Line, reading: Reading) -> None:
    name = reading.value or reading.publisher
    if not name:
        draft.ledger.drop(line, reading.rule)
        return
    translated = _is_translated(draft, line)
    if translated and name.isascii():
        draft.ledger.drop(line, "other-source")
        return
    draft.ledger.keep(line, Fate.SOURCE, (reading.rule, reading.score), (name,))
    if reading.value:
        copied = translated or line.key.startswith(_COPIED)
        score = COPIED_SCORE if copied else SOURCE_LINE_SCORE
        draft.sources.append(SourceHint.on(line, reading.rule, score, name))


def _is_translated(draft: Draft, line: Line) -> bool:
    """Say whether a translator stands beside a line: then it names whom the site translated."""
    beside = range(max(0, line.index - REACH_OF_HANDS), min(len(draft.lines), line.index + 2))
    read = (draft.readings[index] for index in beside if "ترجم" in draft.lines[index].text)
    return any(reading is not None and reading.rule == OTHER_HAND for reading in read)


def _take_tags(draft: Draft, line: Line, reading: Reading) -> None:
    if not reading.names:
        draft.ledger.drop(line, reading.rule)
        return
    for name in reading.names:
        if name not in draft.tag_names:
            draft.add_tag(Evidence(name, reading.rule, line.number, line.text))
    draft.ledger.keep(line, Fate.TAG, (reading.rule, 1.0), reading.names)


def _take_image(draft: Draft, line: Line, reading: Reading) -> None:
    if reading.value in draft.image_names:
        draft.ledger.drop(line, "repeated")
        return
    draft.image_names.add(reading.value)
    draft.images.append(Image(reading.value))
    draft.ledger.keep(line, Fate.IMAGE, (reading.rule, 1.0), (reading.value,))


def _take_credit(draft: Draft, line: Line, reading: Reading) -> None:
    _amend(draft, None, reading.value)
    draft.ledger.keep(line, Fate.CAPTION, (reading.rule, 1.0), (reading.value,))


def _take_labelled_caption(draft: Draft, line: Line, reading: Reading) -> None:
    if not reading.value:
        draft.ledger.drop(line, reading.rule)
        return
    _caption(draft, line, reading.value, (reading.rule, 1.0))


def _amend(draft: Draft, caption: str | None, credit: str | None) -> None:
    """Complete the last picture, or begin one without a name where it is complete already."""
    last = draft.images[-1] if draft.images else None
    if last is None or (caption and last.caption) or (credit and last.credit):
        draft.images.append(Image("", caption, credit))
    else:
        draft.images[-1] = Image(last.name, caption or last.caption, credit or last.credit)


def _take_names(draft: Draft, line: Line, reading: Reading) -> None:
    if reading.role in (Role.BYLINE, Role.DATELINE, Role.DATE):
        known = {author.value for author in draft.authors}
        for name in reading.names:
            if _is_publisher(draft, name):
                score = TRANSLATED_SCORE if "ترجم" in line.text else SIGNED_SCORE
                hint = SourceHint.on(line, "byline", score, name)
                draft.sources.append(hint)
            elif name not in known and reading.rule != OTHER_HAND and not is_account(name):
                author = Evidence(name, reading.rule, line.number, line.text, reading.score)
                draft.authors.append(author)
    if reading.publisher:
        score = PUBLISHER_SCORES.get(reading.rule, 0.5) * reading.score
        hint = SourceHint.on(line, reading.rule, score, reading.publisher)
        draft.sources.append(hint)


def _is_publisher(draft: Draft, name: str) -> bool:
    if phrase_key(name) in draft.known_sources or is_site_name(name):
        return True
    bare = name.removeprefix("ال")
    return " " in name and has_articles(name) and not (is_signer(name) or is_role(bare))


_TAKERS: Final[Mapping[Role, Callable[[Draft, Line, Reading], None]]] = {
    Role.BYLINE: _take_byline,
    Role.DATELINE: _take_dateline,
    Role.SOURCE: _take_source,
    Role.ADDRESS: take_address,
    Role.TAGS: _take_tags,
    Role.IMAGE: _take_image,
    Role.CREDIT: _take_credit,
    Role.CAPTION: _take_labelled_caption,
}
"""What takes a line of each kind; a line of any other kind is dropped by its rule."""
