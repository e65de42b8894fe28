"""Read what stands under the text: source, tags, authors; and account for the rest of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from builder.arabic.charsets import BULLETS
from builder.extract.boilerplate import Effect
from builder.extract.persons import has_calling, is_person, is_role, reporter
from builder.extract.phrases import phrase_key, phrase_set
from builder.extract.plaintext.claims import take, take_author, take_publisher
from builder.extract.plaintext.lines import Line, Stop, number_of
from builder.extract.roles import Role
from builder.model import Evidence, Fate, Heading, plain_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.extract.plaintext.draft import Draft
    from builder.extract.roles import Reading

MAX_WORDS_OF_TAG: Final = 8
MAX_TAGS: Final = 25
MAX_WORDS_OF_LOOSE_TAG: Final = 4
MAX_WORDS_OF_NAME: Final = 2
MAX_WORDS_OF_INTRODUCTION: Final = 4
"""A person's name, and the first word of what that person does."""
MAY_BE_TAG: Final = frozenset({Role.ORNAMENT, Role.DATELINE, Role.DATE, Role.BYLINE})
"""What a line may look like and still be a tag, where tags are expected: «1948», «بنزرت»."""
REACH_OF_HEADER_LINES: Final = 6
ONLY_NEAR: Final = frozenset({Role.DATE, Role.BYLINE, Role.DATELINE})
"""What belongs to the article only right under it; further off it belongs to another one."""
NOT_AMONG_LINKS: Final = frozenset({Role.IMAGE, Role.CREDIT, Role.CAPTION})
LOOSE_TAG: Final = "tag-without-heading"
SIGNED_SCORE: Final = 0.4
"""For an office that signs under the text: what the page says of itself weighs more."""
UNDER_TEXT: Final = 0.5
"""How much its place speaks for a date that stands under the text."""


def read_foot(draft: Draft, first: int) -> None:
    """Read the lines from `first` to the end of the page."""
    mode = Effect.NONE
    for line in draft.lines[first:]:
        reading = draft.readings[line.index]
        if mode is Effect.TAGS and (reading is None or reading.role in MAY_BE_TAG):
            if line.words <= MAX_WORDS_OF_TAG and len(draft.tags) < MAX_TAGS:
                _take_tag(draft, line, "tag-under-heading")
                continue
            mode = Effect.NONE
        if reading is not None and reading.rule == "desk" and line.index == first:
            take_author(draft, line, "signature", 0.7)
            continue
        if reading is None or (reading.weak and not _may_stand_here(reading)):
            _loose(draft, line, first, mode)
            continue
        if reading.effect is not Effect.NONE and mode is not Effect.ENDS:
            mode = reading.effect
        elif mode is Effect.TAGS:
            mode = Effect.NONE
        near = mode is Effect.NONE and line.index - first < REACH_OF_HEADER_LINES
        if (reading.role in ONLY_NEAR and not near) or (
            reading.role in NOT_AMONG_LINKS and mode in (Effect.ENDS, Effect.HEADLINES)
        ):
            draft.ledger.drop(line, "after-article")
        else:
            take(draft, line, reading, UNDER_TEXT)


def tells_of_author(draft: Draft, line: Line) -> bool:
    """Say whether the last line of a text says who somebody is: «* كاتبة وباحثة لبنانية».

    Under a person's name it does so without the star, whoever that is.
    """
    text = line.text.lstrip("* ")
    starred = text != line.text
    if starred and (is_role(text) or reporter(" ".join(text.split()[:MAX_WORDS_OF_INTRODUCTION]))):
        return True
    if is_person(draft.lines[line.index - 1].text) and (is_role(text) or has_calling(text)):
        return True
    names = (author.value for author in draft.authors)
    return any(
        text.startswith(name) and is_role(text[len(name) :].lstrip(" ،:–—-(")) for name in names
    )


def drop_author_box(draft: Draft, last: Line) -> None:
    """Leave out who somebody is, with the name and the label above that passed for subheadings."""
    draft.ledger.drop(last, "chrome-author-box", 0.8)
    for line in draft.lines[last.index - 1 : max(0, last.index - 3) : -1]:
        head = draft.blocks[-1] if draft.blocks else None
        if not isinstance(head, Heading) or plain_text(head.runs) != line.text:
            return
        if not is_person(line.text) and line.key not in phrase_set("bylines", "boxes"):
            return
        draft.blocks.pop()
        draft.ledger.drop(line, "chrome-author-box", 0.8)


def _may_stand_here(reading: Reading) -> bool:
    """Say whether a doubtful line under the text, where no headline stands, is what it seems."""
    if reading.role is Role.BYLINE:
        return reading.names_people
    return reading.role is Role.SOURCE


def _loose(draft: Draft, line: Line, first: int, mode: Effect) -> None:
    """Place a line under the text that says nothing of itself."""
    reading = draft.readings[line.index]
    if reading is not None and reading.role is Role.CHROME and reading.effect is Effect.NONE:
        draft.ledger.drop(line, reading.rule, reading.score)  # «موافق» far from any question
    elif mode is Effect.HEADLINES:
        draft.ledger.drop(line, "related-headline", 0.9)
    elif mode is Effect.NONE and line.index == first and is_person(line.text):
        take_author(draft, line, "signature", 0.7)
    elif mode is Effect.NONE and line.index <= first + 1 and is_role(line.text):
        draft.ledger.drop(line, "author-role", 0.8)
    elif mode is Effect.NONE and line.index <= first + 1 and _signs_dated(draft, line):
        take_publisher(draft, line, "signature", SIGNED_SCORE)
    else:
        draft.ledger.drop(line, "after-article", 0.7)


def _signs_dated(draft: Draft, line: Line) -> bool:
    """Say whether an office signs what it gives out, over or under the day."""
    beside = (*draft.readings[line.index - 1 : line.index], *draft.readings[line.index + 1 :][:1])
    if not any(reading is not None and reading.role is Role.DATE for reading in beside):
        return False
    office = line.key.partition(" ")[0].removeprefix("ال")
    offices = phrase_set("sources", "institutions") | phrase_set("sources", "offices")
    return office in offices and line.stop is Stop.NONE and 1 < line.words <= MAX_WORDS_OF_TAG


def loose_tags(draft: Draft, first: int) -> int:
    """Read tags that stand under the text without a heading; return the line after them.

    They are short lines, at least two, whose words the article uses; who numbers lines tells.
    """
    authors = {phrase_key(author.value) for author in draft.authors}
    end = first
    while end < len(draft.lines):
        line = draft.lines[end]
        if draft.readings[end] is not None or line.words > MAX_WORDS_OF_LOOSE_TAG:
            break
        if line.stop is not Stop.NONE or ":" in line.text or line.is_section:
            break
        if line.key in authors or is_role(line.text) or number_of(line):
            break
        end += 1
    found = draft.lines[first:end]
    if len(found) < 2:  # noqa: PLR2004 - one short line may be anything
        return first
    title = set(draft.title_key.split())
    if all(line.words == 1 and set(line.key.split()) <= title for line in found):
        for line in found:
            draft.ledger.drop(line, "headline-words")
        return end
    text = " ".join(line.key for line in draft.lines[max(0, first - 12) : first])
    named = sum(_is_named(line.key.split(), text) for line in found)
    if named * 2 < len(found):
        return first
    for line in found:
        _take_tag(draft, line, LOOSE_TAG)
    return end


def _is_named(words: Sequence[str], text: str) -> bool:
    """Say whether a text speaks of what a tag names; a clause shares a word with any text."""
    met = [word in text for word in words]
    return all(met) if len(words) > MAX_WORDS_OF_NAME else any(met)


def _take_tag(draft: Draft, line: Line, rule: str) -> None:
    value = line.text.strip(f" #،,-–—{BULLETS}")
    if value in draft.tag_names:
        draft.ledger.drop(line, "repeated")
        return
    draft.add_tag(Evidence(value, rule, line.number, line.text))
    draft.ledger.claim(line, Fate.TAG, rule)
