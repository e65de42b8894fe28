"""Text becomes Markdown that reads back as the same text, whatever stands in it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.markdown.blocks import render_blocks
from builder.markdown.proof import difference
from builder.model import Block, Heading, ListBlock, Paragraph, Quote, Run, Runs, Table

NASTY = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "![x](data:text/html,1)",
    "{{ config }} {% raw %}",
    "{: .class onclick=x }",
    "---",
    "===",
    "***",
    "٢٠٢٤. كان عامًا صعبًا",
    "2024. كان عامًا صعبًا",
    "1) أولًا",
    "#وسم في أول السطر",
    "###### عنوان",
    "+ زائد",
    "- شرطة",
    "* نجمة",
    "> اقتباس",
    "    أربع مسافات",
    "\tجدولة",
    "[^1]: حاشية",
    "[وصل]: https://example.org",
    "*[اختصار]: شرح",
    "| أ | ب |",
    "```\nرمز\n```",
    "~~~",
    ": تعريف",
    "!!! note",
    "??? note",
    "&lt;b&gt; &copy; &#x41;",
    "a\\b \\* \\\\",
    "`رمز` ``أكثر``",
    "_تحت_ __خط__ *نجم* **نجمان**",
    "https://example.org/a_b_c?x=1&y=2",
    "<https://example.org>",
    "قبل السطر\n# بعده",
    "قبل السطر\n- بعده\n- وبعده",
    "قبل السطر\n٣. بعده",
    "قبل السطر\n    بعده",
    "قبل سطر خالٍ\n \n\nبعده",
    "$x$ \\(y\\)",
    "^أ^ ~ب~ ==ج==",
    ":smile:",
    '--8<-- "x"',
    "+++",
    "\\",
]
text = st.text(
    st.sampled_from("ابتثجحخ أإآىة َُِّ٠١٢0123٤.،؛؟«»\"'()[]{}<>#*_`~^=|&!+-:\\/@$%\n"), max_size=60
)


def runs(words: str) -> Runs:
    """Return plain runs."""
    return (Run(words),)


def proved(*blocks: Block) -> str | None:
    """Return how the rendered blocks read differently; None where they do not."""
    return difference(blocks, render_blocks(blocks))


@pytest.mark.parametrize("words", NASTY)
@pytest.mark.parametrize("kind", ["paragraph", "heading", "quote", "list", "table", "second run"])
def test_markup_in_a_text_is_text(words: str, kind: str) -> None:
    """No sign of Markdown, HTML or a template means anything but itself, in any block."""
    by_kind: dict[str, Block] = {
        "paragraph": Paragraph(runs(words)),
        "heading": Heading(runs(words)),
        "quote": Quote((runs(words), runs("ثانية"))),
        "list": ListBlock((runs(words), runs("ثانٍ"))),
        "table": Table(((runs("رأس"), runs(words)), (runs(words), runs("خلية")))),
        "second run": Paragraph((Run("أول ", strong=True), Run(words))),
    }
    assert proved(Paragraph(runs("قبل")), by_kind[kind], Paragraph(runs("بعد"))) is None


@given(st.lists(text.filter(lambda words: words.strip()), min_size=1, max_size=4))
@settings(max_examples=300, deadline=None)
def test_any_text_reads_back(texts: list[str]) -> None:
    """Paragraphs of any signs come out as the same paragraphs."""
    assert proved(*(Paragraph(runs(words)) for words in texts)) is None


@given(text.filter(lambda words: words.strip()), text.filter(lambda words: words.strip()))
@settings(max_examples=200, deadline=None)
def test_styles_and_links_read_back(first: str, second: str) -> None:
    """Emphasis and links change no letter of the text."""
    styled = Run(first.replace("\n", " "), strong=True), Run(" "), Run(second.replace("\n", " "))
    linked = (*styled, Run(" و"), Run("الوصلة", href="https://example.org/(a)_[b]?q=أ&x=*"))
    assert proved(Paragraph(linked)) is None


def test_the_proof_notices_a_difference() -> None:
    """A page that would read differently is caught: unescaped text becomes a list."""
    block = Paragraph(runs("٢٠٢٤. كان عامًا"))
    assert difference((block,), "٢٠٢٤. كان عامًا") is not None
    assert difference((block,), "٢٠٢٤\\. كان عام") is not None
    assert difference((block,), "٢٠٢٤\\. كان عامًا\n\nزيادة") is not None
    assert difference((block, block), "٢٠٢٤\\. كان عامًا") is not None


def test_lists_keep_their_number() -> None:
    """An ordered list begins where it began in the source."""
    block = ListBlock((runs("ثالث"), runs("رابع")), ordered=True, start=3)
    assert render_blocks((block,)) == "3.  ثالث\n4.  رابع"


def test_a_stanza_is_written_with_hard_breaks_and_no_markup() -> None:
    """Verses that begin like a list, a heading or a quotation stay verses, each on its line."""
    stanza = Paragraph((Run("يا نهر\n- خذ الليل\n1. واترك\n# لي\n> الضفة"),))
    text = render_blocks((stanza,))
    assert text.count("  \n") == 4
    assert difference((stanza,), text) is None
