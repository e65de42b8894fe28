"""Recognise chrome, page text that is not the article.

The phrases are data: `data/chrome.yml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from itertools import chain, product, starmap
from typing import TYPE_CHECKING, Final

from builder.arabic.charsets import BULLETS
from builder.extract.persons import is_person
from builder.extract.phrases import Beginnings, phrase_key, phrase_set
from builder.extract.sureness import DOUBTFUL
from builder.own_yaml import own_data

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_WORDS_OF_START: Final = 30
"""A longer line that begins with a phrase of chrome is a paragraph."""
MAX_WORDS_OF_NOTICE: Final = 60
MAX_WORDS_OF_MENU: Final = 16
CACHED_LINES: Final = 1 << 14
LETTERS_OF_UNITS: Final = 4
"""Letters that a counter may hold beside its figures: «قراءة: 2 د, 10 ث»."""
MAX_WORDS_OF_BARE_START: Final = 4
"""A longer line has to speak of the site, where articles begin sentences with the phrase too."""
MIN_WORDS_OF_SAYING: Final = 3
"""So many words after «المدير العام:» are what he says: the line is as likely a headline."""
MIN_WORDS_OF_SENTENCE: Final = 12
"""No linked headline is so long and ends in a full stop: «فيديو: …» may open the text."""
GLUED_START: Final = phrase_key("اقرأ أيضا")
GLUED_SPELLINGS: Final = ("اقرأ أيض", "إقرأ أيض", "اقرا ايض", "إقرأ ايض", "اقرأ ايض")
"""What a paste runs into the headline linked there; no sentence begins with it."""
MENU_SHARE: Final = 0.7
"""Share of a line's words that have to be phrases of chrome for it to be a menu."""

_PARTS: Final = re.compile(r"\s*[|•·»›>]\s*|\s{2,}|\t")
_PARTED: Final = re.compile(r"[|•·»›>\t]|\s\s")
"""Whether it has parts at all, for a fraction of the price."""
_CLITIC: Final = re.compile(r"^(?:وال|بال|لل|[وبلف])(?=\w{3})")
_DAY: Final = re.compile(r"\d{1,4}\s*[/.-]\s*\d|[^\W\d_]{3}\s*،?\s*\d{4}\b")
"""«نُشر: 4 مارس 2024» gives a day and counts nothing."""
_FIGURE: Final = re.compile(r"\d")
_BULLET: Final = re.compile(rf"^[-–—{BULLETS}]\s")
_LABEL: Final = re.compile(r"^(?P<label>[^:：]{2,40}?)\s*[:：]")


class Effect(StrEnum):
    """What a line of chrome says of the lines that follow it."""

    NONE = "none"
    HEADLINES = "headlines"
    TAGS = "tags"
    ENDS = "ends"


OPENING: Final = frozenset({Effect.HEADLINES, Effect.TAGS})
"""Effects of phrases that announce what follows, and so may stand before a colon."""


@dataclass(frozen=True, slots=True)
class Chrome:
    """A kind of chrome that a line was found to be."""

    kind: str
    effect: Effect = Effect.NONE
    rest: str = ""
    """What follows the phrase on the same line."""
    score: float = 1.0
    """Below a half for a line that may as well be a headline or text."""

    @property
    def rule(self) -> str:
        """Name of the rule that drops such a line."""
        return f"chrome-{self.kind}"


@dataclass(frozen=True, slots=True)
class ChromeTable:
    """The phrases of chrome, ready to be looked up."""

    whole: Mapping[str, Chrome]
    start: Mapping[str, Chrome]
    start_of_site: Mapping[str, Chrome]
    label: Mapping[str, Chrome]
    notice_kinds: Mapping[str, Chrome]
    whole_words: frozenset[str]
    """All words of the whole phrases: a row of these has few others."""
    whole_beginnings: Beginnings
    start_beginnings: Beginnings
    site_beginnings: Beginnings
    notice_beginnings: Beginnings

    def match(self, text: str) -> Chrome | None:
        """Say what chrome a short line is, if any.

        >>> chrome_table().match("اقرأ أيضاً: عودة الحياة إلى السوق").kind
        'read-also'
        >>> chrome_table().match("من نحن | اتصل بنا | وظائف").kind
        'foot'
        >>> chrome_table().match("المدير العام يزور حلب") is None
        True
        >>> chrome_table().match("انضم إلى قناتنا على تلغرام").kind
        'account'
        >>> chrome_table().match("انضم إلى الفريق في موسمه الأول.") is None
        True
        >>> chrome_table().match("المدير العام: لا نية لرفع الأسعار").score < 0.5
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
        return self.notice_in(key)

    def notice(self, text: str) -> Chrome | None:
        """Say whether `text`, of any length up to a paragraph's, is a notice to the reader."""
        return self.notice_in(phrase_key(text)) if text.count(" ") < MAX_WORDS_OF_NOTICE else None

    def may_be_menu(self, text: str, words: list[str]) -> bool:
        """Say whether so many words are of phrases of chrome that a line may be several of them."""
        known = sum(map(self.whole_words.__contains__, words))
        return known > 1 and (known >= MENU_SHARE * len(words) or bool(_PARTED.search(text)))

    def notice_in(self, key: str) -> Chrome | None:
        """Return the notice that a folded line holds, wherever it begins."""
        words, first_words = key.split(" "), self.notice_beginnings.by_word
        if first_words.keys().isdisjoint(words):
            return None
        at = 0
        for word in words:
            if word in first_words and (found := self.notice_beginnings.match(key, at)) is not None:
                return self.notice_kinds[found]
            at += len(word) + 1
        return None

    def _begun(self, text: str, key: str) -> Chrome | None:
        head = self.start_beginnings.match(key)
        if head is not None:
            chrome = self.start[head]
            rest = text.partition(":")[2].strip() if ":" in text else ""
            return Chrome(chrome.kind, chrome.effect, rest)
        if key.startswith(GLUED_START) and text.startswith(GLUED_SPELLINGS):
            return self.start[GLUED_START]
        head = self.site_beginnings.match(key)
        if head is not None and _is_of_site(key, text):
            return self.start_of_site[head]
        if (":" not in text and "：" not in text) or _BULLET.match(text):
            return None
        label = _LABEL.match(text)
        return self._labelled(label, text) if label else None

    def _labelled(self, label: re.Match[str], text: str) -> Chrome | None:
        """Read a phrase before a colon; what looks like a saying after it makes it doubtful."""
        name = phrase_key(label["label"])
        known = self.label.get(name) or self.whole.get(name)
        rest = text[label.end() :].strip()
        if known is None:
            return None
        counts = sum(map(str.isalpha, rest)) <= LETTERS_OF_UNITS and not _DAY.search(rest)
        if name not in self.label and known.effect not in OPENING and not counts:
            return None
        long = rest.count(" ") >= MIN_WORDS_OF_SAYING - 1
        says = long and not _FIGURE.search(rest) and not is_person(rest)
        doubtful = says and (known.kind == "popular" or known.effect is Effect.ENDS)
        tells = rest.endswith(".") and rest.count(" ") >= MIN_WORDS_OF_SENTENCE
        doubtful = doubtful or (tells and known.effect is Effect.HEADLINES)
        return Chrome(known.kind, known.effect, rest, DOUBTFUL if doubtful else 1.0)

    def _menu(self, text: str, key: str) -> Chrome | None:
        """Recognise several phrases of chrome on one line."""
        if " " not in key:
            return None
        if _PARTED.search(text):
            parts = [part for part in map(phrase_key, _PARTS.split(text)) if part]
            known = [self.whole[part] for part in parts if part in self.whole]
            if len(known) > 1 and len(known) >= len(parts) / 2:
                return known[0]
        found = key.split(" ")
        if sum(map(self.whole_words.__contains__, found)) < MENU_SHARE * len(found):
            return None
        return self._row_of_phrases(key)

    def _row_of_phrases(self, key: str) -> Chrome | None:
        """Recognise phrases that the paste has put side by side: «من نحن اتصل بنا وظائف»."""
        covered = at = 0
        found: list[str] = []
        while at < len(key):
            head = self.whole_beginnings.match(key, at)
            if head is not None:
                found.append(head)
                covered += head.count(" ") + 1
                at += len(head) + 1
            else:
                space = key.find(" ", at)
                at = len(key) if space < 0 else space + 1
        enough = covered >= MENU_SHARE * (key.count(" ") + 1)
        return self.whole[found[0]] if len(found) > 1 and enough else None


def _is_of_site(key: str, text: str) -> bool:
    """Say whether a line speaks of the site, or is too short to speak of anything."""
    found = key.split()
    if len(found) <= MAX_WORDS_OF_BARE_START and not text.rstrip().endswith((".", "؟", "!")):
        return True
    channels = phrase_set("sources", "channels")
    return any(word in channels or _CLITIC.sub("", word) in channels for word in found)


@cache
def chrome_table() -> ChromeTable:
    """Return the table of `data/chrome.yml`."""
    parts = ("whole", "start", "start_of_site", "label", "notice")
    tables: dict[str, dict[str, Chrome]] = {part: {} for part in parts}
    for kind, row in own_data("chrome").items():
        chrome = Chrome(kind, Effect(row.get("effect", "none")))
        for part, table in tables.items():
            for phrase in row.get(part, ()):
                table.setdefault(phrase_key(phrase), chrome)
        for pair in chain.from_iterable(starmap(product, row.get("pairs", ()))):
            tables["whole"].setdefault(phrase_key(" ".join(pair)), chrome)
    tables["whole"].pop("", None)
    return ChromeTable(
        tables["whole"],
        tables["start"],
        tables["start_of_site"],
        tables["label"],
        tables["notice"],
        frozenset(word for phrase in tables["whole"] for word in phrase.split()),
        Beginnings.of(tables["whole"]),
        Beginnings.of(tables["start"]),
        Beginnings.of(tables["start_of_site"]),
        Beginnings.of(tables["notice"]),
    )


@lru_cache(maxsize=CACHED_LINES)
def chrome_of(text: str) -> Chrome | None:
    """Say what chrome a short line is; the same few lines come on every page of a site."""
    return chrome_table().match(text)
