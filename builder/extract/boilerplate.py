"""Recognise chrome, page text that is not the article.

The phrases are data: `data/chrome.yml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Final

from builder.extract.phrases import load_data, phrase_key, starts_with

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_WORDS_OF_START: Final = 30
"""A longer line that begins with a phrase of chrome is a paragraph."""
MAX_WORDS_OF_NOTICE: Final = 60
MAX_WORDS_OF_MENU: Final = 16
LONGEST_PHRASE: Final = 6
MENU_SHARE: Final = 0.7
"""Share of a line's words that have to be phrases of chrome for it to be a menu."""

_PARTS: Final = re.compile(r"\s*[|•·»›>]\s*|\s{2,}|\t")
_LABEL: Final = re.compile(r"^(?P<label>[^:：]{2,40}?)\s*[:：]")


class Effect(StrEnum):
    """What a line of chrome says of the lines that follow it."""

    NONE = "none"
    HEADLINES = "headlines"
    TAGS = "tags"
    ENDS = "ends"


@dataclass(frozen=True, slots=True)
class Chrome:
    """A kind of chrome that a line was found to be."""

    kind: str
    effect: Effect = Effect.NONE
    rest: str = ""
    """What follows the phrase on the same line."""

    @property
    def rule(self) -> str:
        """Name of the rule that drops such a line."""
        return f"chrome-{self.kind}"


@dataclass(frozen=True, slots=True)
class ChromeTable:
    """The phrases of chrome, ready to be looked up."""

    whole: Mapping[str, Chrome]
    start: Mapping[str, Chrome]
    label: Mapping[str, Chrome]
    notices: tuple[tuple[re.Pattern[str], Chrome], ...]

    def match(self, text: str) -> Chrome | None:
        """Say what chrome a short line is, if any.

        >>> chrome_table().match("اقرأ أيضاً: عودة الحياة إلى السوق").kind
        'read-also'
        >>> chrome_table().match("من نحن | اتصل بنا | وظائف").kind
        'foot'
        >>> chrome_table().match("المدير العام يزور حلب") is None
        True
        """
        key = phrase_key(text)
        if (chrome := self.whole.get(key)) is not None:
            return chrome
        words = key.count(" ") + 1
        if words <= MAX_WORDS_OF_START and (begun := self._begun(text, key)):
            return begun
        if words <= MAX_WORDS_OF_MENU and (menu := self._menu(text, key)):
            return menu
        return self.notice(text)

    def notice(self, text: str) -> Chrome | None:
        """Say whether `text`, of any length up to a paragraph's, is a notice to the reader."""
        if text.count(" ") >= MAX_WORDS_OF_NOTICE:
            return None
        key = phrase_key(text)
        return next((chrome for pattern, chrome in self.notices if pattern.search(key)), None)

    def _begun(self, text: str, key: str) -> Chrome | None:
        head = starts_with(key, self.start, LONGEST_PHRASE)
        if head is not None:
            chrome = self.start[head]
            rest = text.partition(":")[2].strip() if ":" in text else ""
            return Chrome(chrome.kind, chrome.effect, rest)
        label = _LABEL.match(text)
        if label is not None:
            known = self.label.get(phrase_key(label["label"])) or self.whole.get(
                phrase_key(label["label"])
            )
            if known is not None:
                return Chrome(known.kind, known.effect, text[label.end() :].strip())
        return None

    def _menu(self, text: str, key: str) -> Chrome | None:
        """Recognise several phrases of chrome on one line."""
        parts = [part for part in map(phrase_key, _PARTS.split(text)) if part]
        known = [self.whole[part] for part in parts if part in self.whole]
        if len(known) > 1 and len(known) >= len(parts) / 2:
            return known[0]
        words = key.split()
        covered, position, first = 0, 0, None
        count = 0
        while position < len(words):
            head = starts_with(" ".join(words[position:]), self.whole, LONGEST_PHRASE)
            if head is None:
                position += 1
                continue
            length = head.count(" ") + 1
            covered, position, count = covered + length, position + length, count + 1
            first = first or self.whole[head]
        return first if count > 1 and covered >= MENU_SHARE * len(words) else None


@cache
def chrome_table() -> ChromeTable:
    """Return the table of `data/chrome.yml`."""
    whole: dict[str, Chrome] = {}
    start: dict[str, Chrome] = {}
    label: dict[str, Chrome] = {}
    notices: list[tuple[re.Pattern[str], Chrome]] = []
    for kind, row in load_data("chrome").items():
        chrome = Chrome(kind, Effect(row.get("effect", "none")))
        for table, part in ((whole, "whole"), (start, "start"), (label, "label")):
            for phrase in row.get(part, ()):
                table.setdefault(phrase_key(phrase), chrome)
        if row.get("notice"):
            phrases = "|".join(re.escape(phrase_key(phrase)) for phrase in row["notice"])
            notices.append((re.compile(rf"\b(?:{phrases})\b"), chrome))
    whole.pop("", None)
    return ChromeTable(whole, start, label, tuple(notices))
