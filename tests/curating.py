"""A collection of invented articles, and a curator who edits its vocabulary at random.

Names and texts are made of the same few words, so that names hold, hide and share each other.
"""

from __future__ import annotations

import json
import random
from copy import deepcopy
from typing import TYPE_CHECKING, Any, Final

from builder.vocabulary import VocabularyError, load_vocabulary
from builder.vocabulary.entries import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Project

WORDS: Final = (
    *("العراق", "سوريا", "مصر", "عمان", "السعودية", "مدريد", "مكتبة", "المكتبة", "مطبعة"),
    *("ورق", "خط", "حبر", "القلم", "الأسد", "بشار", "ابن مقلة", "أبو تراب", "عبد الله", "لبنان"),
    *("صدى", "دفاتر", "الفرات", "ورّاق", "نهر", "كتاب", "معرض", "سوق", "مجلة", "غارة", "جوية"),
)
FILLING: Final = (
    *("خرج", "الناس", "صباح", "أمس", "يعملون", "قبل", "بعد", "طويلًا", "وجدوا", "أشياء", "قديمة"),
    *("يحفظها", "الشيخ", "عند", "باب", "المدينة", "وقد", "رآها", "جاره", "كثيرًا", "ثم", "مضى"),
)
"""Words that no entry is named by."""
PREFIXES: Final = (*[""] * 12, "و", "ب", "ل", "ال", "وال", "لل", "كال", "ف", "عبد ", "القناة ")
SUFFIXES: Final = (*[""] * 12, "ها", "ات", "ي", "ية", "ين", "هم", "،", ".", "»")
RIGHTS: Final = ("full", "excerpt", "link")
HOSTS: Final = ("sada.example", "furat.example", "www.sada.example", "news.furat.example")
DATES: Final = (
    "5 آذار 2024",
    "5/3/2024",
    "7 آذار 2024 10:30",
    "19 نيسان 2023 - 08:15",
    "٢٠٢٤-٠٣-٠٥",
)


class Curator:
    """Writes articles, then edits the vocabulary; the same seed does the same."""

    def __init__(self, project: Project, seed: int, articles: int) -> None:
        """Lay out the collection."""
        self.project = project
        self.chance = random.Random(seed)  # noqa: S311 - a game, not a secret
        self.entries: dict[str, dict[str, dict[str, Any]]] = {kind: {} for kind in KINDS}
        self._save()
        for _ in range(40):
            self._attempt(self.add)
        for number in range(articles):
            self._article(number)

    def edit(self) -> str:
        """Make an edit that leaves a vocabulary of use; return its name."""
        edits = (
            *(self.add, self.add, self.remove, self.rename, self.move, self.reorder),
            *(self.name_otherwise, self.name_otherwise, self.describe, self.guard),
            *(self.add_keyword, self.add_keyword, self.broaden, self.change_source),
            *(self.change_source, self.change_place),
        )
        while True:
            edit = self.chance.choice(edits)
            if self._attempt(edit):
                return edit.__name__

    def add(self) -> None:
        """Add an entry of any kind."""
        kind = self.chance.choice(KINDS)
        entry: dict[str, Any] = {"name": self._name()}
        if kind == "places":
            entry["kind"] = self.chance.choice(("country", "city", "site"))
        if kind == "organisations":
            entry["kind"] = "company"
        if kind == "sources":
            entry |= {"kind": "newspaper", "rights": self.chance.choice(RIGHTS)}
            if self.chance.random() < 0.3:
                entry["url"] = f"https://{self.chance.choice(HOSTS)}/"
        self.entries[kind][f"{kind}-{self.chance.randrange(60)}"] = entry

    def remove(self) -> None:
        """Remove an entry."""
        entries = self._entries()
        del entries[self.chance.choice(list(entries))]

    def rename(self) -> None:
        """Give an entry another name."""
        self._entry()["name"] = self._name()

    def move(self) -> None:
        """Give an entry another id."""
        entries = self._entries()
        former = self.chance.choice(list(entries))
        entries[f"moved-{self.chance.randrange(10**6)}"] = {**entries.pop(former), "was": [former]}

    def reorder(self) -> None:
        """Turn the order of one file round."""
        kind = self.chance.choice(KINDS)
        self.entries[kind] = dict(reversed(self.entries[kind].items()))

    def describe(self) -> None:
        """Change what only an entry's own page shows."""
        self._entry()["description"] = self._name()

    def name_otherwise(self) -> None:
        """Add an alias, plain or conditional, or take one away."""
        aliases = self._entry().setdefault("aliases", [])
        if aliases and self.chance.random() < 0.3:
            aliases.pop()
            return
        alias: Any = self._name()
        if self.chance.random() < 0.5:
            rule = self.chance.choice(("needs", "denies", "suggest"))
            alias = {"text": alias, rule: rule == "suggest" or [self._name(), self._name()]}
        aliases.append(alias)

    def guard(self) -> None:
        """Add a phrase in which a name means something else."""
        self._entry("topics", "people", "places")["not_in"] = [f"{self._word()} {self._word()}"]

    def add_keyword(self) -> None:
        """Add a keyword to a topic."""
        words = self._entry("topics").setdefault("keywords", {})
        words.setdefault(self.chance.choice(("strong", "weak")), []).append(self._name())

    def broaden(self) -> None:
        """Put a topic below another one, or on top."""
        topic = self._entry("topics")
        topic.pop("broader", None)
        if self.chance.random() < 0.7:
            topic["broader"] = self.chance.choice(list(self.entries["topics"]))

    def change_place(self) -> None:
        """Change what a place is, or where."""
        place = self._entry("places")
        place["kind"] = self.chance.choice(("country", "city", "site"))
        countries = [k for k, one in self.entries["places"].items() if one["kind"] == "country"]
        place.pop("country", None)
        if countries and place["kind"] != "country":
            place["country"] = self.chance.choice(countries)

    def change_source(self) -> None:
        """Change how a source's articles are read and what of them is published."""
        what, values = self.chance.choice(
            (
                ("rights", RIGHTS),
                ("date_order", ("dmy", "mdy")),
                ("time_zone", ("Asia/Beirut", "Africa/Cairo", "UTC")),
                ("url", [f"https://{host}/" for host in HOSTS]),
            )
        )
        self._entry("sources")[what] = self.chance.choice(values)

    def _attempt(self, edit: Callable[[], None]) -> bool:
        """Tell whether an edit could be made, and left what can be loaded."""
        before = deepcopy(self.entries)
        try:
            edit()
            self._save()
            load_vocabulary(self.project.config.vocabulary_dir)
        except (IndexError, VocabularyError):
            self.entries = before
            self._save()
        return self.entries != before or edit == self.reorder

    def _save(self) -> None:
        for kind, entries in self.entries.items():
            lines = [f"{key}: {json.dumps(e, ensure_ascii=False)}\n" for key, e in entries.items()]
            self.project.write(f"articles/vocabulary/{kind}.yml", "".join(lines) or "{}\n")

    def _entries(self, *kinds: str) -> dict[str, dict[str, Any]]:
        return self.entries[self.chance.choice([k for k in kinds or KINDS if self.entries[k]])]

    def _entry(self, *kinds: str) -> dict[str, Any]:
        return self.chance.choice(list(self._entries(*kinds).values()))

    def _word(self) -> str:
        return self.chance.choice(WORDS)

    def _name(self) -> str:
        """Return a name of a word or two."""
        return " ".join(self._word() for _ in range(self.chance.choice((1, 1, 2))))

    def _text(self, words: int) -> str:
        """Return a text in which words stand as they are or with what Arabic puts on them."""
        choice = self.chance.choice
        named = (choice(PREFIXES) + self._word() + choice(SUFFIXES) for _ in range(words))
        return " ".join(one if self.chance.random() < 0.3 else choice(FILLING) for one in named)

    def _source(self) -> str:
        """Return the name of a source: one that is known, or one that is not."""
        known: list[str] = [entry["name"] for entry in self.entries["sources"].values()]
        return self.chance.choice([*known, self._name(), "صحيفة لا تُعرف"])

    def _article(self, number: int) -> None:
        """Write an article of any form, with corrections or without."""
        shape = self.chance.choice((self._pasted, self._pasted, self._pasted, self._page))
        self.project.write(*shape(f"articles/{number:03d}"))
        if self.chance.random() < 0.4:
            self.project.write(f"articles/{number:03d}.yml", self._corrections())

    def _body(self) -> list[str]:
        return [self._text(self.chance.randint(12, 30)) for _ in range(self.chance.randint(1, 4))]

    def _pasted(self, stem: str) -> tuple[str, str]:
        """Return a pasted text whose head names its source in one of the usual ways."""
        source, place = self._source(), self._word()
        head = self.chance.choice(
            (
                f"المصدر: {source}",
                f"{source} - {place}",
                f"كتب: {self._text(2)}\n{source}",
                f"{place} / {source}",
                source,
            )
        )
        title, date = self._text(self.chance.randint(3, 6)), self.chance.choice(DATES)
        return f"{stem}.txt", "\n\n".join((f"{title}\n{date}\n{head}", *self._body()))

    def _page(self, stem: str) -> tuple[str, str]:
        """Return a saved page that tells its source by name, by address, or not at all."""
        address = f"https://{self.chance.choice(HOSTS)}/news/{stem[-3:]}"
        site = f'<meta property="og:site_name" content="{self._source()}">'
        head = f'<meta charset="utf-8"><link rel="canonical" href="{address}">'
        head += site if self.chance.random() < 0.5 else ""
        title, date = self._text(4), self.chance.choice(DATES)
        body = "".join(f"<p>{text * 3}</p>" for text in self._body())
        html = f"<html><head>{head}</head><body><h1>{title}</h1><p>{date}</p>{body}</body></html>"
        return f"{stem}.html", html

    def _corrections(self) -> str:
        """Return a sidecar that speaks of entries, by id or name, or of what is published."""
        kind = self.chance.choice(("topics", "places", "people"))
        entries = self.entries[kind] or {"nothing": {"name": "لا شيء"}}
        term = self.chance.choice(list(entries))
        name = entries[term]["name"]
        said: str = self.chance.choice(
            (
                f"{kind}: [{term}]\n",
                f"{kind}: [{name}]\n",
                f"{kind}: {{add: [{term}], remove: [{name}]}}\n",
                f"source: {self._source()}\n",
                f"title: {self._text(3).strip('،.»')}\ndate: 2024-01-02\n",
                "standfirst: سطر من عند المصحح\n",
                "takedown: سبب\n",
                f"date_order: dmy\n{kind}: {{remove: [{term}]}}\n",
            )
        )
        return said
