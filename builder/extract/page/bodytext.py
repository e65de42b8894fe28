"""Judge the stretches inside the article's part: text, caption, byline, or chrome in the midst."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from builder.extract.boilerplate import Effect, chrome_table
from builder.extract.figures import FIGURES
from builder.extract.page.elements import HEADINGS, PICTURES
from builder.extract.persons import is_person
from builder.extract.phrases import phrase_key, phrase_set
from builder.extract.readings import read_line
from builder.extract.roles import Reading, Role
from builder.model import Fate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.extract.moments import DateReader
    from builder.extract.page.parts import Part, Segment

SHORT: Final = 160
"""Characters up to which a stretch is compared with phrases; a longer one is a paragraph."""
CLOSING_SHARE: Final = 0.25
"""Share of the body's prose that may still follow a phrase that ends an article."""
LONG_LINK_WORDS: Final = 25
"""Words from which a paragraph that is one link all through is no mere reference."""
HEAD_PARAGRAPHS: Final = 1
"""Paragraphs that may precede a byline or date line of the head: a lede, but no more."""
RUNNING_WORDS: Final = 12
WORKS: Final = frozenset({"المصادر", "مصادر", "المراجع", "مراجع", "مصادر ومراجع"})
"""What heads the works that a writer used, where «المصدر» names a publisher."""
TEXTS: Final = ("table", "blockquote", "pre")
"""What a `<figure>` may hold in place of a picture."""

META_FATES: Final = {
    Role.DATE: Fate.DATE,
    Role.BYLINE: Fate.BYLINE,
    Role.DATELINE: Fate.DATELINE,
    Role.CRUMBS: Fate.SECTION,
    Role.SOURCE: Fate.SOURCE,
    Role.TAGS: Fate.TAG,
    Role.CAPTION: Fate.CAPTION,
    Role.CREDIT: Fate.CAPTION,
    Role.IMAGE: Fate.IMAGE,
    Role.ADDRESS: Fate.ADDRESS,
}
"""What a line of a role becomes where it stands around the body."""

_SENTENCE_END: Final = re.compile(r"[.!؟۔…][\"'»”)\]]*\s*$")

Judged = tuple[Fate, str]
Verdict = tuple[Judged, Reading | None]


class BodyJudge:
    """Goes down the part and remembers what the phrases above say of the stretches below."""

    def __init__(self, inside: Sequence[Segment], dates: DateReader) -> None:
        """Prepare to judge the stretches `inside`, in their order."""
        self._dates = dates
        self._left = sum(len(segment.text) for segment in inside if is_running(segment))
        self._total = max(1, self._left)
        self._effect = Effect.NONE
        self._rule = ""
        self._paragraphs = 0
        self._works = False

    def judge(self, segment: Segment) -> Verdict:
        """Return the fate of the next stretch, and its reading where it is metadata."""
        reading = self._reading(segment)
        if reading is None and not self._paragraphs and is_person(segment.text):
            reading = Reading(Role.BYLINE, "lone-name", 0.6, value=segment.text)
        judged = (
            self._by_place(segment, reading)
            or (self._by_reading(segment, reading) if reading else None)
            or self._by_effect(segment)
            or (Fate.BODY, "page-text")
        )
        if is_running(segment):
            self._left -= len(segment.text)
        if judged[0] is Fate.BODY and segment.is_prose:
            self._paragraphs += 1
        return judged, reading if reading and judged[1] == reading.rule else None

    @property
    def _closing(self) -> bool:
        return self._left < CLOSING_SHARE * self._total

    def _by_place(self, segment: Segment, reading: Reading | None) -> Judged | None:
        if self._effect is Effect.ENDS:
            return Fate.DROPPED, self._rule
        if segment.part.inside is not None:
            is_one = segment.part.inside == "tags" and is_tag(segment)
            return (Fate.TAG if is_one else Fate.DROPPED), f"page-{segment.part.inside}"
        is_date = reading is not None and reading.role is Role.DATE
        if is_caption(segment) and not is_date:
            return Fate.CAPTION, "figure-caption"
        if in_data_table(segment):
            return Fate.BODY, "data-table"
        bare_address = "://" in segment.text and " " not in segment.text
        return (Fate.DROPPED, "bare-address") if bare_address else None

    def _reading(self, segment: Segment) -> Reading | None:
        if len(segment.text) <= SHORT:
            return read_label(segment.text, self._dates)
        notice = chrome_table().notice(segment.text)
        return Reading(Role.CHROME, notice.rule, effect=notice.effect) if notice else None

    def _by_reading(self, segment: Segment, reading: Reading) -> Judged | None:
        fate: Fate | None = None
        match reading.role:
            case Role.CHROME:
                return self._by_chrome(segment, reading)
            case Role.TAGS:
                self._effect, self._rule = reading.effect, "tag-line"
                fate = Fate.TAG
            case Role.ORNAMENT if reading.rule == FIGURES and self._paragraphs and self._left:
                fate = Fate.BODY
            case Role.ORNAMENT if _is_counted(segment):
                fate = Fate.BODY
            case Role.CONTACT | Role.ORNAMENT | Role.ADDRESS if not segment.is_prose:
                fate = Fate.DROPPED
            case Role.CREDIT | Role.CAPTION | Role.IMAGE:
                fate = META_FATES[reading.role]
            case Role.SOURCE if _heads_works(segment):
                self._works = True
                fate = Fate.BODY
            case Role.DATE | Role.BYLINE | Role.SOURCE if self._at_edge:
                fate = META_FATES[reading.role]
            case Role.DATELINE | Role.CRUMBS if not self._paragraphs:
                fate = META_FATES[reading.role]
        return (fate, reading.rule) if fate else None

    @property
    def _at_edge(self) -> bool:
        return self._paragraphs <= HEAD_PARAGRAPHS or self._closing

    def _by_chrome(self, segment: Segment, reading: Reading) -> Judged | None:
        """Believe a phrase of chrome, unless it begins what is plainly a sentence."""
        if not self._closing and reading.effect is not Effect.HEADLINES and _is_sentence(segment):
            return None
        if reading.effect is Effect.ENDS and not self._closing:
            return Fate.DROPPED, reading.rule
        if reading.effect in {Effect.HEADLINES, Effect.ENDS}:
            says_it_all = reading.effect is Effect.HEADLINES and bool(reading.value)
            self._effect = Effect.NONE if says_it_all else reading.effect
            self._rule = reading.rule
        return Fate.DROPPED, reading.rule

    def _by_effect(self, segment: Segment) -> Judged | None:
        if self._effect in {Effect.HEADLINES, Effect.TAGS}:
            if not is_running(segment):
                is_tags = self._effect is Effect.TAGS
                return (Fate.TAG if is_tags else Fate.DROPPED), self._rule
            self._effect = Effect.NONE
        if segment.part.tag in HEADINGS or is_running(segment) or _heads_works(segment):
            self._works = _heads_works(segment)
        is_bare = segment.all_link and len(segment.text.split()) < LONG_LINK_WORDS
        if is_bare and not self._works:
            return Fate.DROPPED, "link-only"
        return None


def read_label(text: str, dates: DateReader) -> Reading | None:
    """Read a short stretch; some sites write «الكاتب، اسم» where others have a colon."""
    reading = read_line(text, dates)
    label, comma, names = text.partition(",") if "," in text else text.partition("،")
    if reading is None and comma and phrase_key(label) in phrase_set("bylines", "labels"):
        return read_line(f"{label}: {names.strip()}", dates)
    return reading


def in_data_table(segment: Segment) -> bool:
    """Tell whether the stretch is in a cell of a table of data: figures are no ornament there."""
    return any(part.is_data for part in segment.part.around())


def starts_text(segment: Segment) -> bool:
    """Tell whether the article's text may begin here: with a sentence or with a table."""
    return segment.is_prose or in_data_table(segment)


def is_running(segment: Segment) -> bool:
    """Tell whether this can only be running text, so that a list of headlines has ended."""
    return (
        segment.is_prose
        and segment.linked < len(segment.text) / 2
        and segment.part.tag not in {*HEADINGS, "li", "a"}
        and len(segment.text.split()) >= RUNNING_WORDS
    )


def is_caption(segment: Segment) -> bool:
    """Tell whether the page's names say that this stands under a picture."""
    return any(
        not _is_under_text(part) if part.tag == "figcaption" else "caption" in part.cues.kept
        for part in segment.part.near()
        if part.tag != "body"
    )


def _is_under_text(part: Part) -> bool:
    """Tell what stands under a table or a quotation, and under no picture: it is text."""
    figure = part.parent.element if part.parent is not None else None
    if figure is None or figure.tag != "figure":
        return False
    return (
        next(figure.iter(*TEXTS), None) is not None and next(figure.iter(*PICTURES), None) is None
    )


def _heads_works(segment: Segment) -> bool:
    return phrase_key(segment.text) in WORKS


def _is_counted(segment: Segment) -> bool:
    """Tell an item of a list that counts: a letter or a figure is no ornament there."""
    item = next((part for part in segment.part.near() if part.tag == "li"), None)
    in_list = item is not None and item.parent is not None and item.parent.tag == "ol"
    return in_list and any(map(str.isalnum, segment.text))


def is_tag(segment: Segment) -> bool:
    """Tell whether this stretch in a part with tags is one, and not the words around them."""
    return len(segment.text) <= SHORT and chrome_table().match(segment.text) is None


def may_close(segment: Segment) -> bool:
    """Tell whether this can be the last of an article: a sentence, a list item, a verse."""
    return (
        segment.is_prose
        or segment.part.tag in {"li", "td", "th", "dd"}
        or (segment.part.tag in {"p", "blockquote"} and " " in segment.text)
        or _SENTENCE_END.search(segment.text) is not None
    )


def ends_sentence(text: str) -> bool:
    """Tell whether `text` ends as a sentence does.

    >>> ends_sentence("قال: «عدنا.»"), ends_sentence("محليات")
    (True, False)
    """
    return _SENTENCE_END.search(text) is not None


def chrome_rule(segment: Segment) -> str | None:
    """Return the rule of the chrome that this stretch is by its words, if it is any."""
    chrome = chrome_table().match(segment.text) if len(segment.text) <= SHORT else None
    chrome = chrome or chrome_table().notice(segment.text)
    return chrome.rule if chrome else None


def _is_sentence(segment: Segment) -> bool:
    return (
        is_running(segment)
        and segment.linked == 0
        and _SENTENCE_END.search(segment.text) is not None
        and chrome_table().notice(segment.text) is None
    )
