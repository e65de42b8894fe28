"""Invented pages of every make, put together from parts, with what must be read of them."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

WEEKDAYS: Final = "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد".split()  # noqa: SIM905 - Arabic lists get mixed up
MONTHS: Final = {
    "egypt": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "tunis": "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر",
    "rabat": "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر",
    "levant": "كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول",  # noqa: E501
    "english": "January February March April May June July August September October November December",  # noqa: E501
}


@dataclass(frozen=True, slots=True)
class Page:
    """One pasted page, and its truth."""

    text: str
    title: str
    day: date
    source: str
    author: str | None
    paragraphs: tuple[str, ...]
    chrome: tuple[str, ...]
    """Lines that must not come into the body."""


@cache
def parts() -> dict[str, Any]:
    """Return the parts of the pages."""
    text = Path(__file__).with_name("parts.yml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


def pages(count: int, seed: int = 1) -> Iterator[Page]:
    """Make `count` pages; the same for the same seed."""
    for number in range(count):
        yield _page(random.Random(f"{seed} {number}"))  # noqa: S311 - no secret, a corpus


def _page(chance: random.Random) -> Page:
    known = parts()
    story = chance.choice(known["stories"])
    day = date(2008, 1, 1) + timedelta(days=chance.randrange(6000))
    headlines = [h for h in known["headlines"] if h != story["title"]]
    chance.shuffle(headlines)
    author = chance.choice(known["authors"]) if chance.random() < 0.6 else None
    words = _words(day) | {
        "source": chance.choice(known["sources"]),
        "city": chance.choice(known["cities"]),
        "author": author or "",
        "title": story["title"],
        "headline": headlines[0],
        "other": headlines[1],
    }

    def filled(part: str) -> str:
        return str(chance.choice(known[part]).format(**words))

    tools = list(chance.choice(known["tools"]))
    names = [filled("bylines")] if author else []
    if chance.random() < 0.5:
        names.append(filled("datelines"))
    picture = [f"{chance.randrange(16**12):012x}.jpg", filled("captions")]
    header = [[filled("dates")], names, picture if chance.random() < 0.6 else [], tools]
    order = header[:2]
    chance.shuffle(order)
    link = filled("links").split("\n") if chance.random() < 0.6 else []
    related = [chance.choice(known["related_headings"]), *headlines[2:5]]
    foot = [line.format(**words) for line in chance.choice(known["feet"])]
    end = [filled("sources_at_end")] if chance.random() < 0.6 else []
    tags = [chance.choice(known["tag_headings"]), *chance.choice(known["tags"])]
    lines = [
        *chance.choice(known["menus"]),
        *(headlines[5:8] if chance.random() < 0.2 else []),
        chance.choice(known["sections"]),
        *([story["title"]] * chance.choice([1, 1, 2])),
        *(line for group in (*order, *header[2:]) for line in group),
        "",
        *_body(story, link, chance),
        *end,
        *(tags if chance.random() < 0.5 else []),
        *related,
        *foot,
    ]
    chrome = (*related[1:], *link, *foot, *tools)
    return Page(
        "\n".join(lines) + "\n",
        story["title"],
        day,
        words["source"],
        author,
        tuple(story["paragraphs"]),
        chrome,
    )


def _words(day: date) -> dict[str, Any]:
    months = {name: row.split()[day.month - 1].replace("_", " ") for name, row in MONTHS.items()}
    weekday = WEEKDAYS[day.weekday()]
    return {"year": day.year, "month": day.month, "day": day.day, "weekday": weekday} | months


def _body(story: dict[str, Any], link: list[str], chance: random.Random) -> list[str]:
    """Lay out the text: with blank lines or without, with links in the middle or without."""
    blank = [""] if chance.random() < 0.7 else []
    lines: list[str] = []
    for number, paragraph in enumerate(story["paragraphs"]):
        if number == story.get("at"):
            lines += [story["subheading"], *blank]
        if number == 2:
            lines += [*link, *([""] if link else [])]
        lines += [paragraph, *blank]
    return lines
