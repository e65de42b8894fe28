"""The quick way of making a page ends where MkDocs' own way ends, whatever stands in the page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import markdown
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from mkdocs.config.base import load_config
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from builder.markdown.blocks import render_blocks
from builder.markdown.escape import escape, escape_inline
from builder.markdown.plain import is_plain, without_plain
from builder.markdown.proof import EXTENSIONS, difference
from builder.model import Paragraph, Run
from builder.rendering import QuickPage
from tests.strategies import messy_text

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from tests.conftest import Project

PROSE = ("عرفت حلب مطبعة عربية.", "قال: «نعم» (ثلاثًا)، ثم مضى…", "Aleppo, 1706 – a press")
UNKNOWN = (
    *("> اقتباس", "-   بند\n-   آخر", "1.  بند", "    رمز", "نص *مائل* و[وصل](../a.md)", "[TOC]"),
    *(
        "&lt;b&gt;",
        "سطر  \nآخر",
        "ورق·0",
        "<div>",
        "</div>",
        "<!-- نص",
        "<!-- -->",
        "7.  بند\n8.  آخر",
        "```",
        "~~~",
        "---",
        "# أول",
    ),
    *("نص\n---", "| أ | ب |\n| --- | --- |\n| 1 | 2 |", "[x]: y", "[وصل](gone.md)", "## عنوان #"),
)
ENTRIES = (
    "-   [خبر](../articles/a.md)  \n    دفاتر · 5 آذار 2024",
    "-   [خبر: «آخر»](b.md) (12)",
    "-   [2024. خبر](../articles/a.md)  \n    صدى الفرات",
    "-   [ضائع](lost.md) (1)",
    "-   [نجم \\*](b.md) (1)",
)
HEADINGS = (
    *("## عنوان", "### عنوان أصغر", "## Title", "## عنوان", "##  مسافتان", "## ـ"),
    *("## [وصل](b.md)", "#### [2. وصل \\*](../articles/a.md)", "### [ضائع](lost.md)"),
)
SIGNS = (
    *(
        "\\*",
        "\\_",
        "\\[",
        "\\]",
        "\\(",
        "\\\\",
        "\\.",
        "\\#",
        "\\-",
        "\\!",
        "\\{",
        "\\`",
        "\\<",
        "\\",
    ),
    *("&lt;", "&gt;", "&amp;", "&#61;", "&#124;", "&#58;", "&quot;", "&#0;", "&", ";", "lt;"),
    *(
        "ورق",
        "a",
        "12",
        "٣",
        ".",
        ")",
        "-",
        "+",
        "#",
        "!",
        ":",
        "(",
        "[",
        "]",
        "«",
        "'",
        '"',
        " ",
        " ",
    ),
)
signs = st.lists(st.sampled_from(SIGNS), min_size=1, max_size=8).map("".join)
written = signs | messy_text(12).map(escape) | messy_text(12).map(escape_inline)
places = st.sampled_from(
    (
        *(
            "{}",
            "## {}",
            "### {}",
            "[{}](b.md)",
            "### [{}](b.md)",
            "-   {}\n-   نص",
            "-   نص\n-   {}",
            "-   [{}](b.md) (1)",
        ),
        *("-   [{}](b.md)  \n    نص", "-   [خبر](b.md)  \n    {}", "-   {}\n-   [خبر](b.md) (2)"),
    )
)
signed = st.builds(str.format, places, written)
lists = st.lists(st.sampled_from(ENTRIES), min_size=1, max_size=4).map("\n".join)
prose = st.sampled_from(PROSE)
blocks = prose | prose | lists | signed | st.sampled_from((*HEADINGS, *UNKNOWN)) | messy_text(20)
pages = st.lists(blocks, max_size=6).map("\n\n".join)


@pytest.fixture
def config(project: Project) -> MkDocsConfig:
    """Load the settings of a small collection."""
    return load_config(str(project.path / "mkdocs.yml"))


def made(kind: type[Page], text: str, config: MkDocsConfig) -> dict[str, Any]:
    """Return what a page of some kind makes of a text."""
    names = ("topics/x.md", "topics/b.md", "articles/a.md", "a.md")
    files = Files([File(name, config.docs_dir, config.site_dir, True) for name in names])  # noqa: FBT003
    page = kind(None, next(iter(files)), config)
    page.markdown = text
    page.render(config, files)
    toc = [(item.title, item.url, item.level, len(item.children)) for item in page.toc]
    return {"content": page.content, "toc": toc, "ids": page.present_anchor_ids}


def test_what_is_proved_is_what_is_published() -> None:
    """The site reads Markdown with the extensions under which articles are proved to read back."""
    settings_of_ours = load_config(str(Path(__file__).resolve().parent.parent / "mkdocs.yml"))
    assert sorted(EXTENSIONS) == sorted(set(settings_of_ours.markdown_extensions))


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=pages)
@example(text="\n\n".join((*PROSE, *HEADINGS[:2], "\n".join(ENTRIES))))
@example(text="\n\n".join(ENTRIES))
@example(text=f"{ENTRIES[0]}\n\n    تابع")
@example(text="\n\n".join((PROSE[0], "<div>", PROSE[1], "</div>")))
@example(text="\n\n".join((PROSE[0], "ورق·0", "> ورق·1", PROSE[1])))
@example(text="-   بند\n\nنص\n\n    تابع\n\n1.  بند")
def test_a_quick_page_is_the_page_that_mkdocs_makes(text: str, config: MkDocsConfig) -> None:
    """Content, headings and anchors are equal, for known blocks, unknown ones, and both mixed."""
    assert made(QuickPage, text, config) == made(Page, text, config)


@settings(max_examples=300)
@given(messy_text() | signs | pages)
def test_a_plain_block_is_a_paragraph_of_its_own_text(text: str) -> None:
    """What needs no proof would pass it."""
    if is_plain(text):
        assert escape(text) == text
        assert markdown.markdown(text, extensions=list(EXTENSIONS)) == f"<p>{text}</p>"


@settings(max_examples=300)
@given(st.lists(messy_text() | signs | prose, min_size=1, max_size=3))
@example(["2", ". حلب"])
@example(["٢٠٢٤. كان [عامًا] &", " *مضى* <b>"])
def test_what_is_left_out_of_the_proof_would_pass_it(texts: list[str]) -> None:
    """Also a paragraph put together of pieces, none of which knows how the one before ends."""
    block = Paragraph(tuple(map(Run, texts)))
    if not without_plain((block,)):
        assert difference((block,), render_blocks((block,))) is None


@pytest.mark.parametrize("lines", ["title: حلب\nview:\n  count: '2'\n", "title: {a: [b]}\n", "x"])
def test_a_quick_page_reads_front_matter_as_mkdocs_does(
    lines: str, config: MkDocsConfig, project: Project
) -> None:
    """In our own form, in another, and where there is none."""
    project.write("docs/a.md", f"---\n{lines}---\n\nنص\n")
    read = []
    for kind in (QuickPage, Page):
        page = kind(None, File("a.md", config.docs_dir, config.site_dir, True), config)  # noqa: FBT003
        page.read_source(config)
        read.append((page.meta, page.markdown))
    assert read[0] == read[1]


def test_usual_pages_need_no_library(config: MkDocsConfig, monkeypatch: pytest.MonkeyPatch) -> None:
    """Articles and lists are made the quick way, also where signs stand that mean themselves."""
    signed = (escape("٢٠٢٤. كان [عامًا] & *مضى*"), "1706 عرفت حلب مطبعة!", "#وسم".join("()"))
    titles = ("## Title", f"## {escape('2. مطبعة & دار')}")
    lists = ("\n".join(ENTRIES[:3]), "نص", "-   بند\n-   " + escape("- آخر"), "نص", ENTRIES[4])
    text = "\n\n".join((*PROSE, *signed, *titles, *lists))
    wanted = made(QuickPage, text, config)
    monkeypatch.setattr(Page, "render", None)
    assert made(QuickPage, text, config) == wanted
