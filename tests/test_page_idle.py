"""Saved pages: what is shown nowhere is not called kept, and a source that is stated is used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from builder.extract.page import extract_page
from builder.extract.profiles import Profiles
from builder.model import Document, Fate
from tests.evidence import publisher

if TYPE_CHECKING:
    from builder.extract.page.reader import KnownSources

TITLE = "عودة الحياة إلى الجسر القديم بعد عامين"
TEXT = (
    "<p>أعلنت بلدية المدينة القديمة افتتاح الجسر بعد أعمال ترميم استمرت عامين كاملين.</p>"
    "<p>وقالت البلدية إن الجسر سيبقى مفتوحاً للمشاة وحدهم، وإن السيارات ستمر من الشمال.</p>"
)
STATED = "<p>المصدر: وكالة الوادي</p>"
SITE = '<meta property="og:site_name" content="صدى الفرات">'
OWN = '<link rel="canonical" href="https://sada.example/n/1.html">'
BASE = '<base href="https://sada.example/">'


@dataclass(frozen=True)
class Entry:
    """A source of a vocabulary."""

    id: str = "sada"
    name: str = "صدى الفرات"
    time_zone: str | None = None


class Known:
    """A vocabulary of one source."""

    def named(self, name: str) -> Entry | None:
        """Return the source that is called so."""
        return Entry() if name == Entry.name else None

    def at(self, address: str) -> Entry | None:
        """Return the source whose site it is."""
        return Entry() if "//sada.example/" in address else None


def read(body: str, head: str = "", known: KnownSources | None = None) -> Document:
    """Read a page with a headline over `body`."""
    html = (
        f"<html><head>{head}<title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>"
        f"<div>4 آذار 2024</div>{body}</article></body></html>"
    )
    return extract_page(html, Profiles(), known_sources=known)


def fate_of(text: str, found: Document) -> tuple[Fate, str]:
    """Return what became of a line, and why."""
    (line,) = (line for line in found.lines if line.text == text)
    return line.fate, line.rule


def source(found: Document) -> tuple[str | None, str | None]:
    """Return the name of the source and its id."""
    return publisher(found), found.source_id


@pytest.mark.parametrize("head", ["", OWN, BASE, '<base href="//evil.example">'])
@pytest.mark.parametrize("body", [STATED + TEXT, TEXT + STATED])
def test_a_source_that_the_page_states_is_used_where_nothing_better_is(
    head: str, body: str
) -> None:
    """It was read, taken away and told as kept, and then «no source was found»."""
    found = read(body, head)
    assert source(found) == ("وكالة الوادي", None)
    assert fate_of("المصدر: وكالة الوادي", found) == (Fate.SOURCE, "source-line")
    assert found.problems == ()


@pytest.mark.parametrize(("head", "known"), [(SITE, None), (OWN, Known())])
def test_a_source_that_the_page_states_gives_way_to_whose_site_it_is(
    head: str, known: Known | None
) -> None:
    """It is not told as kept then."""
    found = read(TEXT + STATED, head, known)
    assert source(found)[0] == "صدى الفرات"
    assert fate_of("المصدر: وكالة الوادي", found) == (Fate.DROPPED, "other-source")


def test_where_links_begin_says_less_than_what_is_stated() -> None:
    """A page may lay its links at another's door; alone it still tells whose page it is."""
    assert source(read(TEXT + STATED, BASE, Known())) == ("وكالة الوادي", None)
    assert source(read(TEXT, BASE, Known())) == ("صدى الفرات", "sada")
    stated = read(
        f"{TEXT}<p>المصدر: صدى الفرات + وكالات</p>", '<base href="//evil.example">', Known()
    )
    assert source(stated) == ("صدى الفرات", "sada")


@pytest.mark.parametrize("line", ["المصدر: وكالات", "المصدر: مواقع إلكترونية"])
def test_a_source_that_is_no_name_is_none(line: str) -> None:
    """And is not told as kept."""
    found = read(f"{TEXT}<p>{line}</p>")
    assert source(found) == (None, None)
    assert fate_of(line, found) == (Fate.DROPPED, "other-source")


@pytest.mark.parametrize("line", ["المصدر: الوادي، وكالات", "نقلا عن الوادي"])
def test_of_several_sources_the_first_name_is_taken(line: str) -> None:
    """What names nobody beside it is left aside."""
    found = read(f"{TEXT}<p>{line}</p>")
    assert source(found) == ("الوادي", None)
    assert fate_of(line, found)[0] is Fate.SOURCE


@pytest.mark.parametrize(
    ("figure", "told"),
    [
        ("<img src=a.png>{}", (Fate.CAPTION, "figure-caption")),
        ("<video src=a.mp4></video>{}", (Fate.DROPPED, "caption-without-picture")),
        ("<img src='data:image/png;base64,AAAA'>{}", (Fate.DROPPED, "caption-without-picture")),
        (
            "<img src=a.png><figcaption>الجسر قبل الترميم</figcaption>{}",
            (Fate.DROPPED, "caption-without-picture"),
        ),
    ],
)
def test_a_caption_is_kept_with_its_picture_alone(figure: str, told: tuple[Fate, str]) -> None:
    """Without one it is shown nowhere, and was told as kept."""
    caption = "الجسر بعد افتتاحه (الأرشيف)"
    html = figure.format(f"<figcaption>{caption}</figcaption>")
    found = read(f"{TEXT}<figure>{html}</figure>{TEXT}")
    assert fate_of(caption, found) == told


def test_other_lines_that_give_nothing_are_not_kept_either() -> None:
    """The day of a visit and a label alone were told as kept."""
    head = '<meta property="article:published_time" content="2024-03-04T10:00:00+03:00">'
    lines = (
        "<div>9 أيلول 2026</div><div class='byline'>بقلم</div>"
        "<div class='byline'>كتب: ليلى حداد</div>"
    )
    found = read(lines + TEXT, head)
    assert fate_of("4 آذار 2024", found)[0] is Fate.DATE
    assert fate_of("كتب: ليلى حداد", found)[0] is Fate.BYLINE
    left_out = [(line.text, line.rule) for line in found.lines if line.fate is Fate.DROPPED]
    assert left_out == [
        ("9 أيلول 2026", "second-date"),
        ("بقلم", "label"),
    ]
