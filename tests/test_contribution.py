"""The report on a contribution: golden files, and the proof that nothing breaks out of it."""

from __future__ import annotations

import html
import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.html import HtmlElement, fragment_fromstring
from markdown_it import MarkdownIt

from builder.contribution import MAX_BYTES, Examined, contribution_report
from builder.diagnostics import Diagnostic
from builder.model import (
    Document,
    Evidence,
    Fate,
    LineFate,
    Mention,
    Moment,
    Paragraph,
    Problem,
    Run,
)
from builder.raw_files import Kind, RawFile
from builder.report import as_github
from builder.sidecar import Overrides
from builder.validate import Judged
from tests import repositories
from tests.command import warraq
from tests.strategies import messy_text

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

    from tests.conftest import Project

GOLDEN: Final = Path(__file__).parent / "golden" / "contributions"
CASES: Final = sorted(folder.name for folder in GOLDEN.iterdir())
OUTCOMES: Final = {
    "good": 0,
    "no-date": 1,
    "broken-sidecar": 1,
    "unknown-source": 1,
    "injection": 1,
    "binary": 1,
}
ELEMENTS: Final = {
    "h2": {}, "h3": {}, "p": {"dir"}, "br": {}, "code": {"dir"}, "strong": {}, "b": {}, "sub": {},
    "ul": {}, "li": {}, "table": {"dir"}, "tbody": {}, "tr": {}, "th": {}, "td": {"colspan"},
    "blockquote": {"dir"}, "details": {}, "summary": {},
}  # fmt: skip
"""Every element that a report is made of, with its attributes; there is no link and no picture."""
LINKED: Final = re.compile(
    r"(?<!\w)@\w|(?<!\w)#\d|[a-z]://|\bwww\.|\w@\w|\bmailto:\w", re.IGNORECASE | re.ASCII
)
"""What GitHub makes links of in the finished page: mentions, issues, addresses."""
HOSTILE: Final = (
    "@team", "[x](javascript:alert(1))", "</details>", "```", "~~~", "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>", "![x](https://evil.example/x.png)", "<!--", "-->", "]]>", "<?",
    "https://evil.example", "www.evil.example", "a@evil.example", "#1", "&#64;team", "&lt;b&gt;",
    "\n\n# x\n", "\n- x\n", "\n\n    x", "\n| a | b |\n|---|---|\n", "\n---\n", "\n===\n", "<b>",
    "[x]: https://evil.example", "[^1]", "$x$", ":+1:", "\\", "`", "*", "_", "|",
    "\u2028", "\x1b[2J", "\N{RIGHT-TO-LEFT OVERRIDE}", "\ufeff", "\ud800",
)  # fmt: skip


def render(report: str) -> HtmlElement:
    """Return a report as a Markdown page shows it, with HTML let through as GitHub does."""
    page = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return fragment_fromstring(page.render(report), create_parent="main")


def skeleton(report: str) -> list[tuple[str, str, int]]:
    """Return every element of a report with its direction and its depth: all but the words."""
    return [
        (str(node.tag), node.get("dir", ""), len(list(node.iterancestors())))
        for node in render(report).iter()
    ]


def assert_harmless(report: str) -> None:
    """Nothing in a report but our own elements, and nothing that GitHub would link."""
    for node in render(report).iterdescendants():
        assert node.tag in ELEMENTS, node.tag
        assert set(node.attrib) <= set(ELEMENTS[node.tag]), node.attrib
        if node.tag != "code":
            for text in (node.text, node.tail):
                assert LINKED.search(text or "") is None, text


def check_on_github(project: Project) -> subprocess.CompletedProcess[str]:
    """Check a contribution as its workflow does; the report is `report.md` in the project."""
    options = ("--since", "main", "--format", "github", "--summary", "report.md")
    return warraq(project.path, "check", *options)


def test_there_is_a_case_for_each_outcome() -> None:
    """One good contribution and five bad ones, and none without its files."""
    assert sorted(OUTCOMES) == CASES


@pytest.mark.parametrize("case", CASES)
def test_golden(project: Project, case: str, compare_golden: Callable[[Path, str], None]) -> None:
    """A contribution has this report, these annotations and this exit code."""
    project.write("articles/2023/older.txt", "")
    repositories.start(project.path)
    shutil.copytree(GOLDEN / case / "raw", project.path, dirs_exist_ok=True)
    run = check_on_github(project)
    report = project.page("../report.md")
    assert_harmless(report)
    assert (run.stderr, run.returncode) == ("", OUTCOMES[case])
    assert all(re.match("::(error|warning|notice) file=", x) for x in run.stdout.splitlines())
    compare_golden(GOLDEN / case / "report.md", report)
    compare_golden(GOLDEN / case / "annotations.txt", run.stdout)


def test_broken_settings_are_told_as_a_contribution_s_own(project: Project) -> None:
    """A pull request that breaks the vocabulary gets its report too, and ends with 2."""
    repositories.start(project.path)
    project.write("articles/vocabulary/places.yml", "aleppo: {nam: '</p>@team'}\n")
    run = check_on_github(project)
    report = project.page("../report.md")
    assert run.returncode == 2
    assert run.stdout.startswith("::error file=articles/vocabulary/places.yml,line=1,title=VOC")
    assert "## ❌" in report
    assert_harmless(report)


def examined(text: str, path: str = "articles/a.txt") -> Examined:
    """Return a file in which every place that can hold a stranger's text holds `text`."""
    run = Run(text)
    document = Document(
        headline=Evidence(text, "x", 1, text),
        published=Evidence(Moment(date(2024, 3, 5)), "x", 1, text),
        authors=(Evidence(text, "x", None, text),),
        blocks=(Paragraph((run,)), Paragraph((run,))),
        lines=(LineFate(1, text, Fate.DROPPED, "rule"), LineFate(2, text, Fate.DROPPED, "rule")),
    )
    mention = Mention("topics", "x", text, 1.0, (Evidence(text, "x", 1, text),) * 2)
    raw = RawFile(path, path, Kind.TEXT)
    judged = Judged(raw, b"", document, Overrides(), (mention, replace(mention, decided=False)))
    answer: dict[str, object] = dict.fromkeys(("title", "date", "source", "author"), text)
    answer["topics"] = [text]
    values = (("text", text), ("sidecar", text), ("what", text), ("name", text))
    told = tuple(Diagnostic(path, Problem(c, 1, values)) for c in ("DATE04", "SIDE01", "SOURCE02"))
    return Examined(path, judged, answer, told)


def test_an_error_beside_the_articles_is_counted_apart() -> None:
    """«Needs mending» stood above «failed: 0», for a file that is no article was wrong."""
    stray = Diagnostic("articles/notes.xyz", Problem("FILE08", values=(("id", "x"),)))
    fine = replace(examined("x"), diagnostics=())
    report = contribution_report([fine], [stray])
    assert "المتعثّر: 0" in report
    assert "أخطاء ليست في مقال بعينه: 1" in report


@settings(max_examples=40)
@given(st.lists(st.sampled_from(HOSTILE) | messy_text(20), max_size=8).map("".join))
def test_no_text_changes_the_shape_of_a_report(text: str) -> None:
    """Whatever a file holds, and whatever it is called, the report has the same elements."""
    report = contribution_report([examined(f"x{text}x", f"articles/{text}.txt")])
    assert skeleton(report) == skeleton(contribution_report([examined("xx")]))
    assert_harmless(report)


@pytest.mark.parametrize("text", HOSTILE)
def test_each_hostile_text_is_shown_as_it_is(text: str) -> None:
    """A reader of the report sees what is in the file, letter for letter."""
    page = render(contribution_report([examined(f"x{text}x")]))
    shown = page.xpath("string(//blockquote)").replace("\N{WORD JOINER}", "")
    gone = dict.fromkeys(map(ord, "\x1b\ufeff\N{RIGHT-TO-LEFT OVERRIDE}"))
    expected = " ".join(f"x{text}x".translate(gone).split()).replace("\ud800", "?")
    assert shown == expected


def test_a_report_has_room_in_a_summary() -> None:
    """Neither many files nor long ones make it too large to be shown; what is left out is said."""
    long = "كلمة " * 100_000
    lines = tuple(LineFate(number, long, Fate.DROPPED, "x") for number in range(5_000))
    one = examined(long)
    assert one.judged is not None
    judged = replace(one.judged, document=replace(one.judged.document, lines=lines))
    one = replace(one, judged=judged, diagnostics=one.diagnostics * 500)
    report = contribution_report([one] * 100, one.diagnostics)
    assert len(report.encode()) <= MAX_BYTES
    assert re.search(r"\n… \+\d+\n\Z", report)


def test_failed_files_come_first_and_untouched_ones_only_where_they_fail() -> None:
    """A change of the vocabulary reads every article, and most of them have nothing to say."""
    good, bad = examined("x", "articles/a.txt"), examined("x", "articles/b.txt")
    good = replace(good, diagnostics=())
    report = contribution_report([good, bad])
    assert report.index("b&#46;txt") < report.index("a&#46;txt")
    report = contribution_report([replace(good, touched=False), replace(bad, touched=False)])
    assert "a&#46;txt" not in report
    assert "b&#46;txt" in report


@settings(max_examples=40)
@given(st.lists(st.sampled_from(HOSTILE) | messy_text(20), max_size=6).map("".join))
def test_an_annotation_stays_one_line(text: str) -> None:
    """No text of a file, nor its name, begins a workflow command of its own."""
    told = examined(text, f"articles/{text}.txt").diagnostics
    lines = re.split(r"\r\n|\r|\n", as_github(told))
    assert len(lines) == len(told)
    assert all(line.startswith(("::error file=articles/", "::warning file=art")) for line in lines)


def test_a_report_speaks_arabic_first() -> None:
    """What is wrong and its cure stand in both languages, each in its own direction."""
    page = render(contribution_report([examined("x")]))
    directions = [node.get("dir") for node in page.iter("p") if node.get("dir")]
    assert directions[:2] == ["rtl", "ltr"]
    assert "تحتاج المشاركة إلى إصلاح" in html.unescape(page.text_content())
