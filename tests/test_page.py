"""Saved pages: what is read from them, what is refused, and that nothing is lost or let through."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.errors import ArticleError
from builder.extract.page import declared_charset, extract_page
from builder.extract.profiles import Profiles
from builder.model import Fate, plain_text
from tests.page_cases import FOLDER, Case, answers, cases, read_page, runs_of

CASES = {case.name: case for case in cases()}
ARTICLES = [case for case in cases() if case.expected.get("body")]
LOOSE = [case.name for case in cases() if "body_contains" in case.expected]
PARAGRAPH = (
    "أعلنت بلدية المدينة القديمة صباح اليوم انتهاء أعمال الترميم في السوق المسقوف، "
    "بعد ثلاث سنوات من العمل المتواصل."
)
BOUND = 10.0
"""Seconds within which the worst page has to be answered for, on a slow machine."""


@pytest.mark.parametrize("name", CASES)
def test_a_page_is_read_as_its_case_says(name: str) -> None:
    """Each field that the case names is right, and no problem comes up that it does not name."""
    expected = {"problems": [], **CASES[name].expected}
    found = answers(read_page(CASES[name].html))
    if not any(kind == "figure" for kind, _ in expected.get("body", ())):
        found["body"] = [block for block in found["body"] if block[0] != "figure"]
    named = {key: value for key, value in expected.items() if key in found}
    assert named == {key: found[key] for key in named}


@pytest.mark.parametrize(
    "name", [name for name in CASES if "body_contains" in CASES[name].expected]
)
def test_a_page_without_one_right_cut_keeps_its_text(name: str) -> None:
    """Where blocks may be cut in several ways, the words and the headings are there."""
    expected = CASES[name].expected
    blocks = answers(read_page(CASES[name].html))["body"]
    text = "\n".join(text for _, text in blocks)
    assert [part for part in expected["body_contains"] if part not in text] == []
    assert [part for part in expected.get("body_lacks", ()) if part in text] == []
    assert [["heading", part] for part in expected["headings"]] == [
        block for block in blocks if block[0] == "heading"
    ]


@pytest.mark.parametrize("name", [name for name in CASES if "what" in CASES[name].expected])
def test_what_is_no_article_is_called_by_its_name(name: str) -> None:
    """A contributor learns that the page is a forum, a list or a home page."""
    problems = read_page(CASES[name].html).problems
    expected = (("what", CASES[name].expected["what"]),)
    assert [problem.values for problem in problems] == [expected]


def test_every_case_says_what_it_shows() -> None:
    """A case without NOTES cannot be judged by the next person."""
    silent = [folder.name for folder in FOLDER.iterdir() if not (folder / "NOTES").is_file()]
    assert silent == []


@pytest.mark.parametrize("name", CASES)
def test_every_word_is_accounted_for(name: str) -> None:
    """The ledger holds all text of the page, hidden or not, and each stretch names its rule."""
    html = CASES[name].html
    document = read_page(html)
    visible = re.sub(r"(?s)<(head|script|style)\b.*?</\1>", " ", html)
    body = visible[visible.find("<body") :]
    kept = {line.text for line in document.lines}
    shown = "".join("".join(kept).split())
    for stretch in re.findall(r">([^<>]{12,})<", body):
        if "&" not in stretch:
            assert "".join(stretch.split()) in shown or _in_pieces(stretch, shown)
    assert [line for line in document.lines if not line.rule] == []


def _in_pieces(stretch: str, shown: str) -> bool:
    return all(word in shown for word in stretch.split())


def test_every_rule_that_pages_meet_is_in_the_guide() -> None:
    """A curator who meets a rule in `explain` finds what it means."""
    guide = (FOLDER.parents[1] / "docs" / "guide" / "rules.md").read_text(encoding="utf-8")
    met = {line.rule for case in cases() for line in read_page(case.html).lines}
    assert sorted(rule for rule in met if f"| `{rule}` |" not in guide) == []


@pytest.mark.parametrize("case", ARTICLES, ids=lambda case: str(case.name))
def test_the_ledger_agrees_with_the_blocks(case: Case) -> None:
    """Every stretch that is body text stands in a block, and no block has other text."""
    document = read_page(case.html)
    ledger = " ".join(line.text for line in document.lines if line.fate is Fate.BODY)
    blocks = " ".join(plain_text((run,)) for run in runs_of(document))
    assert sorted(ledger.split()) == sorted(blocks.split()) or "".join(
        sorted(ledger.replace(" ", ""))
    ) == "".join(sorted(blocks.replace(" ", "")))


@pytest.mark.parametrize("case", ARTICLES, ids=lambda case: str(case.name))
def test_lines_are_in_order(case: Case) -> None:
    """Line numbers never go back, and none lies beyond the file."""
    numbers = [line.line for line in read_page(case.html).lines]
    assert numbers == sorted(numbers)
    assert numbers[-1] <= case.html.count("\n") + 1


def test_the_zero_width_non_joiner_survives() -> None:
    """Persian is spelt with it; trafilatura's text loses it."""
    text = "\n".join(block[1] for block in answers(read_page(CASES["persian"].html))["body"])
    assert text.count("\N{ZERO WIDTH NON-JOINER}") == CASES["persian"].html.count(
        "\N{ZERO WIDTH NON-JOINER}"
    )


@dataclass(frozen=True)
class Entry:
    """A source of a vocabulary."""

    id: str = "sada"
    name: str = "صحيفة صدى الوادي"
    time_zone: str | None = "Asia/Damascus"


class Entries:
    """A vocabulary that knows one source."""

    def named(self, name: str) -> Entry | None:
        """Know it by its name."""
        return Entry() if name == "صدى الوادي" else None

    def at(self, address: str) -> Entry | None:
        """Know it by its site."""
        return Entry() if "://sada-alwadi.example/" in address else None


def test_a_known_source_gives_its_id_and_the_page_its_name() -> None:
    """What the page calls itself stays; the vocabulary says who that is."""
    html = CASES["wordpress-related-in-text"].html
    document = extract_page(html, Profiles(), known_sources=Entries())
    assert document.source is not None
    assert (document.source.value, document.source_id) == ("صدى الوادي", "sada")


def test_a_page_that_names_no_publisher_is_known_by_its_address() -> None:
    """The name comes from the vocabulary, and so does the zone of its times."""
    head = '<head><link rel="canonical" href="https://sada-alwadi.example/n/1"></head>'
    date = "<p>الثلاثاء 5 آذار 2024 - 10:30</p>"
    html = f"<html>{head}<body><h1>عودة الحياة إلى السوق القديم</h1>{date}<p>{PARAGRAPH}</p>"
    document = extract_page(html, Profiles(), known_sources=Entries())
    assert document.source is not None
    assert (document.source.value, document.source_id) == ("صحيفة صدى الوادي", "sada")
    assert document.published is not None
    assert document.published.value.time is not None
    assert document.published.value.time.isoformat() == "2024-03-05T10:30:00+03:00"


def test_an_article_is_one_although_its_links_begin_at_the_first_page() -> None:
    """Many sites write `<base href="/">`; it is no address of the article either."""
    body = f"<h1>عودة الحياة إلى السوق القديم</h1><p>5 آذار 2024</p><p>{PARAGRAPH}</p>"
    html = '<html><head><base href="https://sada-alwadi.example/"></head><body>{}</body></html>'
    document = extract_page(html.format(body), Profiles(), known_sources=Entries())
    assert "PAGE01" not in {problem.code for problem in document.problems}
    assert (document.source_id, document.url) == ("sada", None)
    linked = html.format(f'{body}<p>{PARAGRAPH} <a href="more">المزيد</a></p>')
    assert "https://sada-alwadi.example/more" in {
        run.href for run in runs_of(extract_page(linked, Profiles()))
    }


def test_only_plain_addresses_become_links() -> None:
    """No script, data or password gets through, whatever the page calls it."""
    hrefs = [run.href for run in runs_of(read_page(CASES["hostile-markup"].html)) if run.href]
    assert [href for href in hrefs if not href.startswith(("https://sada", "mailto:"))] == []


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b'<meta charset="utf-8">', "utf-8"),
        (b"<META CONTENT='text/html; CHARSET = windows-1256' http-equiv=x>", "windows-1256"),
        (b'<?xml version="1.0" encoding="ISO-8859-6"?>', "iso-8859-6"),
        (b'<!-- <meta charset="big5"> --><meta charset=utf-8>', "utf-8"),
        (b"<p>charset=utf-8</p>", None),
        (b"<meta " + b"x" * 100_000, None),
        (b"", None),
    ],
)
def test_the_declared_charset_is_found(content: bytes, expected: str | None) -> None:
    """A declaration in a comment or in the text is none."""
    assert expected == declared_charset(content)


HOSTILE = {
    "nested": "<html><body>" + "<div>" * 100_000 + "نص" + "</div>" * 100_000,
    "inline": "<html><body><p>" + "<b>" * 100_000 + "نص",
    "lists": "<html><body>" + "<ul><li>" * 50_000 + "نص",
    "elements": "<html><body>" + "<p>نص قصير</p>" * 500_000,
    "attributes": "<html><body><p " + "a='x' " * 500_000 + ">نص</p>",
    "attributes of many names": "<html><body><p "
    + " ".join(f"=a{n}='>'" for n in range(150_000))
    + ">نص</p>",
    "one long word": "<html><body><p>" + "ن" * 2_000_000,
    "one long class": f'<html><body><p class="{"share-" * 300_000}">نص</p>',
    "many classes": "".join(f'<p class="k{n} share{n}">نص {n}</p>' for n in range(20_000)),
    "links": "<html><body>" + '<a href="/x">نص</a> ' * 100_000,
    "entities": "<html><body>" + "&lt;b&gt;&amp;&#x200f;" * 200_000,
    "tables": "<table><tr><td>" * 700 + "نص",
    "cells": "<table>" + "<tr><td>نص</td><td>نص</td></tr>" * 15_000 + "</table>",
    "comment": "<!--" + "x" * 3_000_000,
    "json": '<script type="application/ld+json">' + "[" * 900_000 + "</script><p>نص</p>",
    "too large": "<p>" + "نص " * 8_000_000,
    "spaces": "<html><body><p>" + " \n" * 2_000_000 + "نص</p>",
    "title": "<title>" + "عنوان - " * 50_000 + "</title><p>نص</p>",
    "headings": "<h1>عنوان الخبر الأول هنا</h1>" * 20_000,
    "nothing": "",
    "blank": " \n\t",
    "zero": "\x00\x01\ufffe",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_ends_in_bounded_time(name: str) -> None:
    """It is refused with a problem, or read; it neither hangs nor falls over."""
    begun = time.process_time()
    try:
        problems = read_page(HOSTILE[name]).problems
    except ArticleError as error:
        problems = error.problems
    assert problems
    assert time.process_time() - begun < BOUND


@pytest.mark.parametrize("case", ARTICLES, ids=lambda case: str(case.name))
def test_a_page_cut_off_anywhere_is_read_or_refused(case: Case) -> None:
    """Cut at any tenth of its length, a page gives a document or one clear problem."""
    for tenth in range(1, 10):
        document = read_page(case.html[: len(case.html) * tenth // 10])
        assert document.blocks or [p.code for p in document.problems] in (["BODY01"], ["PAGE01"])


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damaged_markup_never_breaks_the_reader(data: st.DataObject) -> None:
    """Any piece of a page may be missing, doubled or swapped."""
    case = data.draw(st.sampled_from(ARTICLES))
    pieces = re.split(r"(?=<)", case.html)
    start = data.draw(st.integers(0, len(pieces) - 1))
    length = data.draw(st.integers(1, 12))
    times = data.draw(st.integers(0, 3))
    swapped = data.draw(st.booleans())
    piece = pieces[start : start + length]
    damaged = (
        pieces[:start] + (piece[::-1] if swapped else piece) * times + pieces[start + length :]
    )
    document = read_page("".join(damaged))
    assert len(document.lines) >= 0
    assert all(
        run.href is None or run.href.startswith(("http", "mailto:")) for run in runs_of(document)
    )
