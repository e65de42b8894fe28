"""Find how a page calls its own site: at its top, in its applications and accounts."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Final

from builder.extract.boilerplate import chrome_table
from builder.extract.called import is_site_line
from builder.extract.phrases import phrase_key
from builder.extract.plaintext.draft import SourceHint
from builder.extract.plaintext.masthead import (
    MASTHEAD_SCORE,
    MAX_WORDS_OF_MENTION,
    MAX_WORDS_OF_NAME,
    SITE_LINE_SCORE,
    WHAT,
    first_line,
    repeated_at_top,
    spoken_to,
)
from builder.extract.plaintext.notices import notice_hints
from builder.extract.plaintext.rights import is_on_rights
from builder.extract.roles import Role
from builder.own_yaml import own_data

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.extract.plaintext.draft import Draft
    from builder.extract.plaintext.lines import Line

MENTION_SCORE: Final = 0.35
"""For each time the page's chrome calls a site by its name."""
MAX_MENTIONS: Final = 50
TOLD_SCORE: Final = 0.3

_TOLD_TO: Final = re.compile(r"(?<!\w)لـ\s?[\"«“](?P<name>[^\"«»“”\d]{2,30})[\"»”]")


def site_hints(
    draft: Draft, dropped: Sequence[Line], short: Sequence[Line]
) -> Iterator[SourceHint]:
    """Yield the names by which the lines that are not the article call its site.

    `short` are those of the `dropped` lines that are no paragraphs.
    """
    yield from _mentions(draft, dropped)
    yield from _told_to(draft)
    yield from notice_hints(dropped)
    yield from first_line(draft)
    yield from _site_lines(short)
    yield from repeated_at_top(draft, short)
    yield from _tagged(draft)
    yield from spoken_to(draft, short)
    yield from _introduced(draft, dropped)


def _introduced(draft: Draft, dropped: Sequence[Line]) -> Iterator[SourceHint]:
    """Take a site that says of itself what it is: «مجلة الأفق فصلية تصدر عن …»."""
    for line in dropped:
        if line.words <= MAX_WORDS_OF_MENTION:
            continue
        if line.words > MAX_WORDS_OF_NAME and _is_notice(draft, line):
            if known := _known_at_start(draft, line):
                yield SourceHint(known, "masthead", line.number, MASTHEAD_SCORE, line.text[:80])
        elif line.text.partition(" ")[0] in _kinds():
            said = _introduction().match(line.text)
            if said is not None:
                yield SourceHint.on(line, "site-line", SITE_LINE_SCORE, said["name"])
        elif not _kinds().isdisjoint(line.text.split()[1 : MAX_WORDS_OF_MENTION + 2]) and (
            said := _presentation().match(line.text)
        ):
            yield SourceHint.on(line, "site-line", SITE_LINE_SCORE, said["name"])


def _is_notice(draft: Draft, line: Line) -> bool:
    reading = draft.readings[line.index]
    if line.short:
        return reading is not None and reading.role is Role.CHROME
    return chrome_table().notice(line.text) is not None


def _known_at_start(draft: Draft, line: Line) -> str:
    """Return the known publisher with whose name a notice to its readers begins."""
    words = line.key.split()[:MAX_WORDS_OF_MENTION]
    heads = (" ".join(words[:count]) for count in range(len(words), 0, -1))
    return next((draft.known_sources[head][1] for head in heads if head in draft.known_sources), "")


@cache
def _kinds() -> frozenset[str]:
    """Return the words for kinds of publishers as they are spelt: to fold every line costs more."""
    return frozenset(own_data("sources")["kinds"])


def _any_kind() -> str:
    """Return the same as alternatives of a pattern."""
    return "|".join(map(re.escape, own_data("sources")["kinds"]))


@cache
def _introduction() -> re.Pattern[str]:
    kinds = _any_kind()
    return re.compile(
        rf"^(?P<name>(?:{kinds}) [^\s،:|-]+(?: [^\s،:|-]+){{0,2}}?)\s*[-–—|:،]?\s*"
        rf"(?:(?:هي|هو) )?(?:(?:{kinds}) )?(?<!\w)(?:ال)?{WHAT.pattern}"
    )


@cache
def _presentation() -> re.Pattern[str]:
    """Return the pattern of «الأفق منصة صحفية مستقلة …», which has a name before what it is."""
    kinds = _any_kind()
    return re.compile(
        rf"^(?P<name>[^\s،:|-]+(?: [^\s،:|-]+){{0,2}}?)\s*(?:[-–—|:،]\s*|\s(?:هي|هو)\s)?"
        rf"(?<=[\s|:،-])(?:{kinds}) "
        rf"(?:(?:صحفية?|صحافية?|إعلامية?|إخبارية?|ثقافية?)(?!\w)|{WHAT.pattern})"
    )


@cache
def _told_specially() -> re.Pattern[str]:
    """Return the pattern of «في تصريح خاص لشبكة الأفق، قال …»."""
    kinds = _any_kind()
    word = r"[^\s\"«»“”،.,:؛؟!()]+"
    return re.compile(
        rf"(?<!\w)(?:تصريح|حديث|حوار|مقابل|لقاء|اتصال|مداخل|بيان)\w* (?:\w+ ){{0,2}}"
        rf"(?:خاصة?|حصرية?) (?:لـ\s?|ل)(?P<name>(?:{kinds})(?: {word}){{1,3}}?)(?=[،.:؛]|\s[أإ]ن\s)"
    )


def _told_to(draft: Draft) -> Iterator[SourceHint]:
    """Take whom people told: «قال لـ«الأفق»» without a word for its kind is the publisher's own.

    With one it is where they told that site specially: others that are quoted are rarely said so.
    """
    for line in draft.lines:
        told = _TOLD_TO.search(line.text) if "لـ" in line.text else None
        if told is None and ("خاص" in line.text or "حصري" in line.text):
            told = _told_specially().search(line.text)
            if told is not None and phrase_key(told["name"]) in draft.known_sources:
                continue
        if told is not None and draft.ledger.shares_text(line):
            yield SourceHint(told["name"], "told-to", line.number, TOLD_SCORE, line.text[:80])


def _mentions(draft: Draft, dropped: Sequence[Line]) -> Iterator[SourceHint]:
    """Take names that the chrome puts after words such as «موقع» more than once."""
    mentions: Counter[str] = Counter()
    first_line: dict[str, Line] = {}
    for line in dropped:
        unread = draft.readings[line.index] is None
        if line.words == 1 or (unread and line.short and line.words > MAX_WORDS_OF_MENTION):
            continue
        for name in _mentioned(line):
            mentions[name] += 1
            first_line.setdefault(name, line)
    common = dict(mentions.most_common(MAX_MENTIONS))
    for name, times in common.items():
        longer = any(o.startswith(f"{name} ") and common[o] == times for o in common)
        if times > 1 and not longer:
            line = first_line[name]
            score = MENTION_SCORE * times
            yield SourceHint.on(line, "named-in-chrome", score, name)


def _mentioned(line: Line) -> Iterator[str]:
    """Return the names, cut at every length, that follow words such as «موقع» and «تطبيق»."""
    for match in _mention_pattern().finditer(line.text):
        words = match["name"].split()[:MAX_WORDS_OF_MENTION]
        for count in range(1, len(words) + 1):
            yield " ".join(words[:count])


@cache
def _mention_pattern() -> re.Pattern[str]:
    kinds = f"{_any_kind()}|تطبيق"
    word = r"[^\s\"«»“”،.,:|؟!()]+"
    return re.compile(rf"(?<!\w)(?:{kinds})\s+[\"«“]?(?P<name>{word}(?: {word})*)")


def _site_lines(short: Sequence[Line]) -> Iterator[SourceHint]:
    """Take lines such as «موقع روابي»."""
    for line in short:
        if is_site_line(line.text) and not is_on_rights(line.text):
            name = line.text.removeprefix("موقع ")
            yield SourceHint.on(line, "site-line", SITE_LINE_SCORE, name)


def _tagged(draft: Draft) -> Iterator[SourceHint]:
    """Take a site that signs with its own tag: «#صحيفة_الأفق»."""
    for tag in draft.tags:
        name = tag.value.replace("_", " ")
        if "_" in tag.value and is_site_line(name):
            yield SourceHint(name, "site-line", tag.line, SITE_LINE_SCORE, tag.excerpt)
